"""Asking line by line, over two streams."""

from __future__ import annotations

import io
from dataclasses import dataclass, field, replace

import pytest

from builders import a_list_item, a_scale, a_text_item, an_instrument, an_item
from closeness_cli.core.answering.administration import Line, Response
from closeness_cli.core.answering.form import Form
from closeness_cli.core.instruments.instrument import (
    Instrument,
    ResponseScale,
    ScaleKind,
    SkipReason,
)
from closeness_cli.prompts import lines
from closeness_cli.prompts.lines import LineAsker
from closeness_cli.prompts.words import as_guess
from closeness_cli.services.ports import Outcome

TWO = an_instrument(an_item("first"), an_item("second"))
WORDS = an_instrument(a_text_item())
PAUSED, FINISHED = Outcome.PAUSED, Outcome.FINISHED


@dataclass
class Talk:
    """What was typed, line by line, and what came of it."""

    instrument: Instrument
    typed: str
    saved: list[Response] = field(default_factory=list)
    said: str = ""

    def fill(self, given: dict[str, Response] | None = None) -> Outcome:
        target = io.StringIO()
        asker = LineAsker(io.StringIO(self.typed), target, now=lambda: 0.0)
        outcome = asker.fill(Form(self.instrument, given=given), self.saved.append)
        self.said = target.getvalue()
        return outcome

    @property
    def answers(self) -> list[object]:
        return [one.value for one in self.saved]


def test_a_whole_talk_reads_as_plain_lines() -> None:
    talk = Talk(TWO, "4\nx\n2\n")
    assert talk.fill() is FINISHED
    assert talk.answers == [4, 2]
    assert talk.said == (
        "Invented\nInvented for a test.\n"
        "1 of 2\nStem of first.\n1: not at all\n5: completely\n"
        "A number from 1 to 5, or b back, s skip, q pause, ? help.\n> "
        "2 of 2\nStem of second.\n1: not at all\n5: completely\n"
        "A number from 1 to 5, or b back, s skip, q pause, ? help.\n> "
        "Please type a number from 1 to 5, or b, s, q or ?.\n> "
    )


@pytest.mark.parametrize("end", ["", "q\n", "Q\n", " q \n"])
def test_pausing_keeps_what_was_given(end: str) -> None:
    talk = Talk(TWO, f"4\n{end}")
    assert talk.fill() is PAUSED
    assert talk.answers == [4]


@pytest.mark.parametrize("end", ["", ":q\n"])
def test_pausing_in_words_keeps_what_was_given(end: str) -> None:
    talk = Talk(an_instrument(an_item(), a_text_item()), f"4\n{end}")
    assert talk.fill() is PAUSED
    assert talk.answers == [4]


def test_a_last_line_without_its_end_counts() -> None:
    talk = Talk(TWO, "4\n2")
    assert talk.fill() is FINISHED
    assert talk.answers == [4, 2]


def test_lines_from_another_system_count() -> None:
    talk = Talk(an_instrument(an_item(), a_text_item()), "4\r\nthe sea\r\n")
    assert talk.fill() is FINISHED
    assert talk.answers == [4, "the sea"]


@pytest.mark.parametrize(
    "wrong", ["0", "6", "-1", "4.5", "four", "", "bb", "²", "99999999999", "1_0", "٣", "9" * 5000]
)
def test_what_is_no_answer_is_asked_again(wrong: str) -> None:
    talk = Talk(an_instrument(), f"{wrong}\n3\n")
    assert talk.fill() is FINISHED
    assert talk.answers == [3]
    assert talk.said.count("Please type a number from 1 to 5, or b, s, q or ?.") == 1


def test_ten_and_numbers_below_zero_are_typed_as_they_are() -> None:
    asked = an_instrument(
        an_item("ten", scale=a_scale(1, 10)), an_item("below", scale=a_scale(-3, 3))
    )
    talk = Talk(asked, "10\n-3\n")
    assert talk.fill() is FINISHED
    assert talk.answers == [10, -3]


@pytest.mark.parametrize(("typed", "value"), [("−3", -3), ("+2", 2), (" 02 ", 2)])
def test_a_number_may_have_a_sign(typed: str, value: int) -> None:
    talk = Talk(an_instrument(an_item(scale=a_scale(-3, 3))), f"{typed}\n")
    assert talk.fill() is FINISHED
    assert talk.answers == [value]


def test_one_with_a_blank_of_a_programmer_is_not_ten() -> None:
    talk = Talk(an_instrument(an_item(scale=a_scale(1, 10))), "1_0\n4\n")
    assert talk.fill() is FINISHED
    assert talk.answers == [4]


def test_what_a_form_is_about_is_said_once_and_safely() -> None:
    instrument = replace(TWO, title="\x1b[2JWeek", intro="")
    talk = Talk(instrument, "4\nb\n")
    talk.fill()
    assert talk.said.startswith("\\x1b[2JWeek\n1 of 2\n")
    assert talk.said.count("Week") == 1


def test_a_finished_form_says_nothing() -> None:
    talk = Talk(an_instrument(), "")
    assert talk.fill({"close": Response("close", 4, "4", 1)}) is FINISHED
    assert talk.said == ""


def test_s_skips() -> None:
    talk = Talk(TWO, "s\nS\n")
    assert talk.fill() is FINISHED
    assert [one.reason for one in talk.saved] == [SkipReason.SKIPPED] * 2


@pytest.mark.parametrize("line", [":s", "", "   "])
def test_in_words_an_empty_line_or_a_colon_and_s_skips(line: str) -> None:
    talk = Talk(WORDS, f"{line}\n")
    assert talk.fill() is FINISHED
    assert [one.reason for one in talk.saved] == [SkipReason.SKIPPED]


def test_after_going_back_enter_keeps_the_earlier_answer() -> None:
    talk = Talk(TWO, "4\nb\n\n2\n")
    assert talk.fill() is FINISHED
    assert talk.answers == [4, 4, 2]
    assert "Your answer before: 4. Press Enter to keep it.\n" in talk.said


def test_in_words_after_going_back_enter_keeps_the_earlier_answer() -> None:
    talk = Talk(an_instrument(a_text_item(), an_item()), "::sea\nb\n\n2\n")
    assert talk.fill() is FINISHED
    assert talk.answers == [":sea", ":sea", 2]
    assert "Your answer before: :sea. Press Enter to keep it.\n" in talk.said


def test_there_is_nothing_before_the_first_one() -> None:
    talk = Talk(TWO, "b\n")
    talk.fill()
    assert talk.said.endswith("This is the first one.\n> ")


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("b", "b"),
        ("s", "s"),
        ("q", "q"),
        ("?", "?"),
        ("::q", ":q"),
        ("::: three", ":: three"),
        ("  indented", "  indented"),
        ("a :b", "a :b"),
        ("שלום 愛", "שלום 愛"),
    ],
)
def test_words_are_kept_as_they_are_but_for_a_doubled_colon(typed: str, kept: str) -> None:
    talk = Talk(WORDS, f"{typed}\n")
    assert talk.fill() is FINISHED
    assert talk.answers == [kept]


def test_a_colon_that_is_no_command_is_asked_again() -> None:
    talk = Talk(WORDS, ":x\n:smile\nsea\n")
    assert talk.fill() is FINISHED
    assert talk.answers == ["sea"]
    assert talk.said.count("Please type :b, :s, :q or :?. To begin with a colon, type two.\n") == 2


def test_help_says_every_command() -> None:
    talk = Talk(TWO, "?\n")
    talk.fill()
    assert talk.said.endswith(
        "> Type a number from 1 to 5 and press Enter.\nb: one back.\ns: skip this one.\n"
        "q: pause; your answers are kept.\n> "
    )


def test_help_in_words_says_every_command() -> None:
    talk = Talk(WORDS, ":?\n")
    talk.fill()
    assert "To begin your answer with a colon, type two.\n> " in talk.said


def test_a_list_asks_for_lines_and_their_ratings_until_an_empty_line() -> None:
    talk = Talk(an_instrument(a_list_item()), "the sea\n4\nhome\ns\n\n")
    assert talk.fill() is FINISHED
    assert talk.answers[-1] == (Line("the sea", 4), Line("home"))
    assert talk.said.count("How deep was it?\n") == 2
    assert "Up to 3 lines, one at a time. An empty line goes on.\n" in talk.said
    assert "1 of 1\nthe sea\nHow deep was it?\n1: not at all\n" in talk.said
    assert "Stem of talks.\nLine 3 of up to 3. An empty line ends the list.\n" in talk.said


def test_an_earlier_answer_of_zero_is_kept_with_enter() -> None:
    talk = Talk(an_instrument(an_item(scale=a_scale(-2, 2)), an_item("next")), "0\nb\n\n1\n")
    assert talk.fill() is FINISHED
    assert talk.answers == [0, 0, 1]


def test_each_answer_is_saved_before_the_next_is_asked() -> None:
    target = io.StringIO()
    shown: list[bool] = []
    LineAsker(io.StringIO("4\n2\n"), target).fill(
        Form(TWO), lambda _: shown.append("Stem of second." in target.getvalue())
    )
    assert shown == [False, True]


def test_the_time_from_asking_to_answering_is_kept() -> None:
    seconds = iter([10.0, 12.5])
    saved: list[Response] = []
    asker = LineAsker(io.StringIO("4\n"), io.StringIO(), now=lambda: next(seconds))
    asker.fill(Form(an_instrument()), saved.append)
    assert [one.milliseconds for one in saved] == [2500]


def test_pictures_are_said_in_words() -> None:
    circles = ResponseScale(ScaleKind.PICTORIAL, 1, 7, {})
    talk = Talk(an_instrument(an_item(scale=circles)), "3\n")
    assert talk.fill() is FINISHED
    assert "1: Apart\n2: Just touching\n3: A little\n" in talk.said


def test_what_would_act_on_the_terminal_is_spelled_out() -> None:
    talk = Talk(WORDS, "x\n")
    talk.fill({})
    again = Talk(an_instrument(a_text_item(), an_item()), "\x1b[2J\nb\n:q\n")
    again.fill()
    assert "Your answer before: \\x1b[2J." in again.said
    assert "\x1b" not in again.said


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("the sea\n", "the sea"),
        ("  q for quiet\n", "  q for quiet"),
        ("::) a smile\n", ":) a smile"),
        *[(f"{line}\n", "") for line in ("", "  ", "q", "S", "b", ":q", ":s", ":b", " :Q ")],
        ("", ""),
    ],
)
def test_one_line_is_remembered_or_none(typed: str, words: str) -> None:
    target = io.StringIO()
    assert LineAsker(io.StringIO(typed), target).remember() == words
    assert target.getvalue() == "Anything to remember? One line; Enter or :q leaves it.\n> "


def test_a_colon_that_is_no_command_is_not_remembered_but_asked_again() -> None:
    target = io.StringIO()
    assert LineAsker(io.StringIO(":x\nthe sea\n"), target).remember() == "the sea"
    assert "Please type :q to leave it. To begin with a colon, type two.\n> " in target.getvalue()


class Interrupted(io.StringIO):
    """Lines, and then Ctrl-C."""

    def readline(self, size: int = -1, /) -> str:  # type: ignore[override]  # typeshed leaves the size unnamed
        line = super().readline(size)
        if not line:
            raise KeyboardInterrupt
        return line


def test_stopping_at_the_line_to_remember_leaves_it_empty() -> None:
    assert LineAsker(Interrupted(), io.StringIO()).remember() == ""


@pytest.mark.parametrize(
    ("typed", "text"),
    [
        ("one\n\n two\n.\nthree\n", "one\n\n two"),
        ("one\ntwo", "one\ntwo"),
        ("one\n. \n..\n", "one\n. \n.."),
        (".\n", None),
        ("", None),
        (" \n\n.\n", None),
    ],
)
def test_a_text_is_written_until_a_dot_or_the_end(typed: str, text: str | None) -> None:
    target = io.StringIO()
    assert lines.write(io.StringIO(typed), target, "What\x1b happened?") == text
    assert target.getvalue().startswith(
        "What\\x1b happened?\n"
        "A line with only a dot ends the text. Ctrl-C leaves without saving.\n> "
    )


def test_a_text_from_before_is_shown_and_stays_where_nothing_is_written() -> None:
    target = io.StringIO()
    assert lines.write(io.StringIO(".\n"), target, "Friday", "the sea\n\x1b[2J") is None
    assert target.getvalue() == (
        "Friday\nThe text as it is:\nthe sea\n\\x1b[2J\n"
        "Write it anew; with nothing written it stays as it is.\n"
        "A line with only a dot ends the text. Ctrl-C leaves without saving.\n> "
    )


def test_ctrl_c_leaves_a_text_without_saving() -> None:
    assert lines.write(Interrupted("one\n"), io.StringIO(), "?") is None


@pytest.mark.parametrize(("typed", "index"), [("\n", 0), ("2\n", 1), ("3\n0\nx\n1", 0)])
def test_one_of_a_few_is_chosen_by_its_number(typed: str, index: int) -> None:
    target = io.StringIO()
    assert lines.choose(io.StringIO(typed), target, "Which?", ["Go on", "Begin"]) == index
    said = "Which?\n1: Go on\n2: Begin\nA number from 1 to 2; Enter alone is 1.\n> "
    wrong = "Please type a number from 1 to 2.\n> "
    assert target.getvalue() == said + wrong * (typed.count("\n") - 1 + (typed[-1] != "\n"))


@pytest.mark.parametrize(
    ("typed", "answer"), [("y\n", True), (" YES\n", True), ("n\n", False), ("\n", False)]
)
def test_yes_or_no_is_asked_in_a_line(typed: str, answer: bool) -> None:
    target = io.StringIO()
    assert lines.confirm(io.StringIO(f"x\n{typed}"), target, "Add them?") is answer
    assert target.getvalue() == "Add them? y or n; Enter alone is n.\n> Please type y or n.\n> "


@pytest.mark.parametrize("source", [io.StringIO, Interrupted])
def test_no_more_lines_are_an_interruption(source: type[io.StringIO]) -> None:
    with pytest.raises(KeyboardInterrupt):
        lines.confirm(source(), io.StringIO(), "Add them?")
    with pytest.raises(KeyboardInterrupt):
        lines.choose(source(), io.StringIO(), "Which?", ["Go on"])


def test_reasons_are_named_and_kept_where_they_are_offered() -> None:
    item = replace(an_item("first"), reasons=(SkipReason.NOT_APPLICABLE,))
    talk = Talk(an_instrument(item, an_item("second")), "?\nn\nn\n2\n")
    assert talk.fill() is FINISHED
    assert [(one.value, one.reason) for one in talk.saved] == [
        (None, SkipReason.NOT_APPLICABLE),
        (2, None),
    ]
    assert "s skip, n does not apply, q pause" in talk.said
    assert "n: it does not apply to you." in talk.said
    assert "p: you would rather not say." not in talk.said


def test_numbers_with_gaps_are_listed() -> None:
    scale = ResponseScale(ScaleKind.NOMINAL, 1, 9, {1: "yes", 2: "no", 9: "unsure"}, True)
    talk = Talk(an_instrument(replace(an_item(), scale=scale)), "3\n9\n")
    assert talk.fill() is FINISHED
    assert talk.answers == [9]
    assert "A number 1, 2 or 9, or b back" in talk.said


def test_a_guess_says_first_whose_answers_are_guessed() -> None:
    target = io.StringIO()
    asker = LineAsker(io.StringIO("4\n2\n"), target, now=lambda: 0.0)
    asker.fill(Form(TWO, guess_of="Sam"), lambda _: None)
    assert target.getvalue().startswith(
        "Invented\nInvented for a test.\nAs you think Sam would answer:\n1 of 2\n"
    )


def test_a_wrong_line_names_every_letter_that_there_is() -> None:
    item = replace(an_item(), reasons=(SkipReason.NOT_APPLICABLE,))
    talk = Talk(an_instrument(item), "x\nn\n")
    talk.fill()
    assert "Please type a number from 1 to 5, or b, s, n, q or ?." in talk.said


def test_a_guess_about_who_does_what_says_who_me_is() -> None:
    who = ResponseScale(ScaleKind.ALLOCATION, 1, 3, {1: "me", 2: "both", 3: "you"})
    form = Form(an_instrument(replace(an_item(), scale=who)), guess_of="Sam")
    assert as_guess(form) == "As you think Sam would answer; “me” is Sam:"
    assert as_guess(Form(TWO, guess_of="")) == ""
