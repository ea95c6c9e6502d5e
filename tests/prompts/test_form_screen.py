"""Filling a form in on a full screen, pressed key by key."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

import pytest

from builders import a_list_item, a_scale, a_text_item, an_instrument, an_item
from closeness_cli.core.answering.administration import Line, Response
from closeness_cli.core.answering.form import Form
from closeness_cli.core.instruments.instrument import (
    Instrument,
    Item,
    ResponseScale,
    ScaleKind,
    SkipReason,
)
from closeness_cli.presentation.grid import Look
from closeness_cli.prompts.form_screen import FormScreen
from closeness_cli.prompts.quick_exit import CLEAR
from closeness_cli.services.ports import Outcome
from desk import (
    BACKSPACE,
    CTRL_B,
    CTRL_C,
    CTRL_D,
    CTRL_N,
    CTRL_X,
    DOWN,
    ENTER,
    LEFT,
    LOOK,
    RIGHT,
    UP,
    Desk,
    Resize,
    pasted,
)

TWO = an_instrument(an_item("first"), an_item("second"))
WORDS = an_instrument(a_text_item("first"), an_item("second"))
TALKS = an_instrument(a_list_item("talks", most=2))


@dataclass
class Watch:
    """A stopwatch that shows so many seconds at each look."""

    seconds: list[float]
    shown: float = 0.0

    def __call__(self) -> float:
        self.shown = self.seconds.pop(0) if self.seconds else self.shown
        return self.shown


@dataclass
class Sitting:
    """A form, what is pressed, and what came of it."""

    instrument: Instrument
    desk: Desk
    saved: list[Response] = field(default_factory=list)
    screen: FormScreen = field(default_factory=lambda: FormScreen(look=LOOK))

    def fill(self, given: dict[str, Response] | None = None) -> Outcome:
        form = Form(self.instrument, given=given)
        return self.desk.sit(lambda: self.screen.fill(form, self.saved.append))

    @property
    def answers(self) -> list[object]:
        return [one.value for one in self.saved]


def sit(instrument: Instrument, *keys: str | Resize, columns: int = 80, rows: int = 24) -> Sitting:
    return Sitting(instrument, Desk(list(keys), columns, rows))


def labelled(low: int, high: int, kind: ScaleKind = ScaleKind.ORDINAL) -> ResponseScale:
    values = range(low, high + 1)
    return ResponseScale(kind, low, high, {value: f"label {value}" for value in values})


def test_a_number_key_answers_and_goes_on_at_once() -> None:
    sitting = sit(TWO, "4", "2")
    assert sitting.fill() is Outcome.FINISHED
    assert [(one.item_id, one.value) for one in sitting.saved] == [("first", 4), ("second", 2)]


def test_the_screen_says_where_one_is_and_what_to_press() -> None:
    sitting = sit(TWO, "4", "q")
    sitting.fill()
    assert sitting.desk.seen[1] == (
        "\n    Invented                                                          2 of 2\n"
        f"    {'━' * 36}{'─' * 36}\n\n"
        "    Stem of second.\n\n"
        "      1     2     3     4     5\n"
        "      not at all     completely\n"
        + "\n" * 15
        + "    1–5 · b back · s skip · q pause · ? keys"
    )


def test_zero_is_ten_on_a_scale_to_ten() -> None:
    sitting = sit(an_instrument(an_item(scale=a_scale(1, 10))), "0")
    sitting.fill()
    assert sitting.answers == [10]
    assert "The key 0 means 10." in sitting.desk.seen[0]


def test_zero_is_zero_on_a_scale_that_has_it() -> None:
    sitting = sit(an_instrument(an_item(scale=a_scale(0, 4))), "0")
    sitting.fill()
    assert sitting.answers == [0]


def test_zero_only_hints_on_a_scale_to_five() -> None:
    sitting = sit(TWO, "0", "q")
    assert sitting.fill() is Outcome.PAUSED
    assert sitting.answers == []
    assert "That key does nothing here." in sitting.desk.seen[1]


@pytest.mark.parametrize(("key", "value"), [("1", -3), ("4", 0), ("7", 3)])
def test_on_a_scale_below_zero_the_keys_count_from_the_left(key: str, value: int) -> None:
    sitting = sit(an_instrument(an_item(scale=a_scale(-3, 3))), key)
    sitting.fill()
    assert sitting.answers == [value]


def test_a_longer_number_is_typed_and_taken_with_enter() -> None:
    sitting = sit(an_instrument(an_item(scale=a_scale(0, 20))), "1", "7", ENTER)
    sitting.fill()
    assert sitting.answers == [17]


@pytest.mark.parametrize(
    ("keys", "value"),
    [
        ((RIGHT, ENTER), 1),
        ((DOWN, DOWN, ENTER), 2),
        ((LEFT, ENTER), 5),
        ((UP, "k", ENTER), 4),
        (("l", "j", "l", "h", "\n"), 2),
        ((RIGHT, LEFT, LEFT, ENTER), 1),
        ((LEFT, RIGHT, RIGHT, ENTER), 5),
    ],
)
def test_arrows_mark_and_enter_takes(keys: tuple[str, ...], value: int) -> None:
    sitting = sit(an_instrument(), *keys)
    assert sitting.fill() is Outcome.FINISHED
    assert sitting.answers == [value]


def test_enter_takes_nothing_where_nothing_is_marked() -> None:
    sitting = sit(TWO, ENTER, "q")
    sitting.fill()
    assert sitting.answers == []
    assert "Choose one first, or press s to skip." in sitting.desk.seen[1]


@pytest.mark.parametrize("key", ["b", "B", BACKSPACE])
def test_back_shows_the_earlier_answer_marked(key: str) -> None:
    sitting = sit(an_instrument(an_item("first", scale=labelled(1, 5)), an_item()), "4", key, "q")
    sitting.fill()
    assert "› 4  label 4   your answer before" in sitting.desk.seen[2]


def test_back_shows_the_earlier_answer_of_a_row_of_numbers_too() -> None:
    sitting = sit(an_instrument(an_item(scale=a_scale(1, 10)), an_item("next")), "7", "b", "q")
    sitting.fill()
    assert " 6    ›7     8" in sitting.desk.seen[2]
    assert "    Your answer before: 7\n" in sitting.desk.seen[2]


def test_an_answer_after_going_back_replaces_the_earlier_one() -> None:
    sitting = sit(TWO, "4", "b", "2", "q")
    sitting.fill()
    assert [(one.item_id, one.value) for one in sitting.saved] == [("first", 4), ("first", 2)]


def test_enter_keeps_the_earlier_answer() -> None:
    sitting = sit(TWO, "4", "b", ENTER, "1")
    assert sitting.fill() is Outcome.FINISHED
    assert sitting.answers == [4, 4, 1]


def test_there_is_nothing_before_the_first_one() -> None:
    sitting = sit(TWO, "b", "q")
    sitting.fill()
    assert "This is the first one." in sitting.desk.seen[1]


def test_s_skips_and_says_that_it_is_fine() -> None:
    sitting = sit(TWO, "s", "S")
    assert sitting.fill() is Outcome.FINISHED
    assert [(one.value, one.reason) for one in sitting.saved] == [(None, SkipReason.SKIPPED)] * 2
    assert "Skipped. That is fine." in sitting.desk.seen[1]


def test_back_says_what_was_skipped_and_marks_nothing() -> None:
    sitting = sit(TWO, "s", "b", "q")
    sitting.fill()
    assert "You skipped this before." in sitting.desk.seen[2]
    assert "›" not in sitting.desk.seen[2]


@pytest.mark.parametrize("key", ["q", "Q", CTRL_C, CTRL_D])
def test_pausing_keeps_what_was_given(key: str) -> None:
    sitting = sit(TWO, "3", key)
    assert sitting.fill() is Outcome.PAUSED
    assert sitting.answers == [3]


def test_a_terminal_that_goes_away_pauses() -> None:
    sitting = Sitting(TWO, Desk(["3"], goes_away=True))
    assert sitting.fill() is Outcome.PAUSED
    assert sitting.answers == [3]


def test_a_question_mark_shows_every_key_and_hides_them_again() -> None:
    sitting = sit(TWO, "?", "?", "q")
    sitting.fill()
    assert "Ctrl-X Ctrl-X      leave at once, clear the screen" in sitting.desk.seen[1]
    assert sitting.desk.seen[2] == sitting.desk.seen[0]


@pytest.mark.parametrize("key", ["x", "9", "\t", "é", "\x1b[15~"])
def test_an_unknown_key_only_hints(key: str) -> None:
    sitting = sit(TWO, key, "q")
    sitting.fill()
    assert sitting.answers == []
    assert "That key does nothing here. 1 to 5 answer; ? shows every key." in sitting.desk.seen[1]


def test_a_hint_goes_with_the_next_answer() -> None:
    sitting = sit(TWO, "x", "4", "q")
    sitting.fill()
    assert "That key" not in sitting.desk.seen[2]


@pytest.mark.parametrize("more", ["4", "s", "b", "q", "x", ENTER, CTRL_C, CTRL_X * 2, "?", RIGHT])
def test_keys_after_the_last_answer_do_no_harm(more: str) -> None:
    sitting = sit(TWO, "4", "2" + more)
    assert sitting.fill() is Outcome.FINISHED
    assert sitting.answers == [4, 2]


@pytest.mark.parametrize("more", ["4", "s", "b", "q", "x", ENTER, CTRL_C, CTRL_X * 2, "?", RIGHT])
def test_keys_after_q_do_no_harm(more: str) -> None:
    sitting = sit(TWO, "4", "q" + more)
    assert sitting.fill() is Outcome.PAUSED
    assert sitting.answers == [4]


def test_a_key_pressed_twice_at_the_end_is_not_a_line_to_remember() -> None:
    def ask() -> str:
        screen = FormScreen(look=LOOK)
        screen.fill(Form(an_instrument()), print)
        return screen.remember()

    assert Desk(["44", "the sea", ENTER]).sit(ask) == "the sea"


def test_the_last_step_may_be_words_and_keys_after_it_do_no_harm() -> None:
    sitting = sit(an_instrument(a_text_item()), "sea" + ENTER + "4" + CTRL_C + CTRL_B)
    assert sitting.fill() is Outcome.FINISHED
    assert sitting.answers == ["sea"]


def test_a_finished_form_asks_nothing() -> None:
    given = Response("close", 4, "4", 1)
    assert FormScreen(look=LOOK).fill(Form(an_instrument(), given={"close": given}), print) is (
        Outcome.FINISHED
    )


def test_in_words_every_printable_key_types() -> None:
    printable = "bsqBSQ? 0123456789hjkl/~é愛"
    sitting = sit(WORDS, *printable, ENTER, "q")
    sitting.fill()
    assert sitting.answers == [printable]


def test_in_words_enter_without_any_skips() -> None:
    sitting = sit(WORDS, "  " + ENTER, "q")
    sitting.fill()
    assert sitting.saved[0].reason is SkipReason.SKIPPED


def test_in_words_ctrl_n_skips() -> None:
    sitting = sit(WORDS, "half a th", CTRL_N, "q")
    sitting.fill()
    assert [(one.value, one.reason) for one in sitting.saved] == [(None, SkipReason.SKIPPED)]


def test_in_words_ctrl_b_goes_back_and_a_draft_waits_for_its_return() -> None:
    sitting = sit(
        an_instrument(an_item("first"), a_text_item()), "4", "the sea", CTRL_B, "2", ENTER
    )
    assert sitting.fill() is Outcome.FINISHED
    assert sitting.answers == [4, 2, "the sea"]
    assert "│ the sea" in sitting.desk.seen[4]


def test_in_words_the_earlier_answer_can_be_changed() -> None:
    sitting = sit(WORDS, "sea", ENTER, "b", BACKSPACE, ENTER, "q")
    sitting.fill()
    assert sitting.answers == ["sea", "se"]


@pytest.mark.parametrize("key", [CTRL_C, CTRL_D])
def test_in_words_stopping_with_nothing_typed_pauses(key: str) -> None:
    sitting = sit(WORDS, key)
    assert sitting.fill() is Outcome.PAUSED
    assert sitting.answers == []


def test_in_words_ctrl_c_asks_what_becomes_of_them() -> None:
    sitting = sit(WORDS, "sea", CTRL_C, "d")
    assert sitting.fill() is Outcome.PAUSED
    assert sitting.answers == []
    assert "Keep it?" in sitting.desk.seen[2]


def test_in_words_ctrl_c_and_s_keeps_them_and_pauses() -> None:
    sitting = sit(WORDS, "sea", CTRL_C, "s")
    assert sitting.fill() is Outcome.PAUSED
    assert sitting.answers == ["sea"]


def test_kept_words_that_were_the_last_answer_finish_the_form() -> None:
    sitting = sit(an_instrument(a_text_item()), "sea", CTRL_C, "s")
    assert sitting.fill() is Outcome.FINISHED
    assert sitting.answers == ["sea"]


def test_in_words_any_other_key_goes_on_writing_and_types_nothing() -> None:
    sitting = sit(WORDS, "sea", CTRL_C, "x", "!", ENTER, "q")
    sitting.fill()
    assert sitting.answers == ["sea!"]


def test_in_words_a_paste_while_it_is_asked_goes_on_writing_and_is_not_obeyed() -> None:
    sitting = sit(WORDS, "sea", CTRL_C, pasted("d"), "s", ENTER, "q")
    sitting.fill()
    assert sitting.answers == ["seads"]


def test_a_number_that_is_pasted_answers_nothing() -> None:
    sitting = sit(TWO, pasted("4"), "q")
    sitting.fill()
    assert sitting.answers == []


def test_in_words_an_unchanged_answer_is_not_asked_about() -> None:
    sitting = sit(WORDS, "sea", ENTER, "b", CTRL_C)
    assert sitting.fill() is Outcome.PAUSED
    assert sitting.answers == ["sea"]


def test_a_pasted_text_of_several_lines_is_one_answer() -> None:
    sitting = sit(WORDS, pasted("one\r\ntwo\rthree"), ENTER, "q")
    sitting.fill()
    assert sitting.answers == ["one\ntwo\nthree"]


def test_a_list_asks_a_rating_after_each_line() -> None:
    sitting = sit(TALKS, "the sea", ENTER, "4", "home", ENTER, "s")
    assert sitting.fill() is Outcome.FINISHED
    assert sitting.answers == [
        (Line("the sea"),),
        (Line("the sea", 4),),
        (Line("the sea", 4), Line("home")),
        (Line("the sea", 4), Line("home")),
    ]
    assert "How deep was it?" in sitting.desk.seen[2]
    assert "the sea" in sitting.desk.seen[2]


def test_an_empty_line_ends_a_list() -> None:
    sitting = sit(TALKS, "the sea", ENTER, "4", ENTER)
    assert sitting.fill() is Outcome.FINISHED
    assert sitting.answers[-1] == (Line("the sea", 4),)
    assert "the sea  (4)" in sitting.desk.seen[3]


def test_an_empty_first_line_skips_the_list() -> None:
    sitting = sit(TALKS, ENTER)
    assert sitting.fill() is Outcome.FINISHED
    assert sitting.saved[0].reason is SkipReason.SKIPPED


def test_a_line_of_a_list_stays_one_line_when_several_are_pasted() -> None:
    sitting = sit(TALKS, pasted("one\ntwo"), ENTER, "q")
    sitting.fill()
    assert sitting.answers == [(Line("one two"),)]


def test_back_from_a_rating_shows_its_line() -> None:
    sitting = sit(TALKS, "sea", ENTER, "b", "!", ENTER, "5", ENTER)
    assert sitting.fill() is Outcome.FINISHED
    assert sitting.answers[-1] == (Line("sea!", 5),)


def test_each_answer_is_saved_before_the_next_is_shown() -> None:
    desk = Desk(["4", "2"])
    shown: list[bool] = []

    def save(_: Response) -> None:
        shown.append("Stem of second." in desk.last)

    desk.sit(lambda: FormScreen(look=LOOK).fill(Form(TWO), save))
    assert shown == [False, True]


def test_an_answer_that_cannot_be_saved_closes_the_screen_and_is_told() -> None:
    def fail(_: Response) -> None:
        raise OSError("no room")

    desk = Desk(["4q"])
    with pytest.raises(OSError, match="no room"):
        desk.sit(lambda: FormScreen(look=LOOK).fill(Form(TWO), fail))
    assert "\x1b[?1049l" in desk.sent
    assert "Stem of second." not in desk.last


def test_the_time_from_showing_to_answering_is_kept() -> None:
    watch = Watch([100.0, 101.25, 200.0, 200.002])
    sitting = Sitting(TWO, Desk(["4", "2"]), screen=FormScreen(look=LOOK, now=watch))
    sitting.fill()
    assert [one.milliseconds for one in sitting.saved] == [1250, 2]


def test_a_clock_that_runs_back_gives_no_negative_time() -> None:
    watch = Watch([100.0, 99.0])
    sitting = Sitting(an_instrument(), Desk(["4"]), screen=FormScreen(look=LOOK, now=watch))
    sitting.fill()
    assert [one.milliseconds for one in sitting.saved] == [0]


@pytest.mark.parametrize("before", [(), ("x",), ("?",), ("4",), (CTRL_X, "x")])
def test_the_quick_exit_clears_everything(before: tuple[str, ...]) -> None:
    sitting = sit(TWO, *before, CTRL_X, CTRL_X)
    with pytest.raises(SystemExit) as left:
        sitting.fill()
    assert left.value.code == 0
    assert sitting.desk.sent.endswith("\x1b[2J\x1b[3J\x1b[H")
    assert sitting.desk.sent.index("\x1b[?1049l") < sitting.desk.sent.index(CLEAR)


@pytest.mark.parametrize("before", [(), ("the sea",), ("the sea", CTRL_C)])
def test_the_quick_exit_works_in_words_and_drops_them(before: tuple[str, ...]) -> None:
    sitting = sit(WORDS, *before, CTRL_X, CTRL_X)
    with pytest.raises(SystemExit):
        sitting.fill()
    assert sitting.desk.sent.endswith(CLEAR)
    assert sitting.answers == []


def test_the_line_to_remember_is_given_without_its_blanks() -> None:
    desk = Desk([" the sea ", ENTER])
    assert desk.sit(FormScreen(look=LOOK).remember) == "the sea"
    assert "Anything to remember?" in desk.seen[0]


def test_enter_leaves_the_line_to_remember_empty() -> None:
    assert Desk([ENTER + "x"]).sit(FormScreen(look=LOOK).remember) == ""


@pytest.mark.parametrize("keys", [[CTRL_C + "4"], [CTRL_D + "4"], ["the sea", CTRL_C]])
def test_stopping_at_the_line_to_remember_leaves_it_empty(keys: list[str | Resize]) -> None:
    assert Desk(keys).sit(FormScreen(look=LOOK).remember) == ""


def test_the_quick_exit_works_at_the_line_to_remember() -> None:
    desk = Desk(["the sea", CTRL_X, CTRL_X])
    with pytest.raises(SystemExit):
        desk.sit(FormScreen(look=LOOK).remember)
    assert desk.sent.endswith(CLEAR)


def test_the_screen_is_laid_out_anew_when_the_window_changes() -> None:
    long = replace(an_item(), text="one two three four five six seven eight nine ten eleven twelve")
    sitting = sit(an_instrument(long), Resize(40, 20), Resize(100, 30), "q")
    sitting.fill()
    assert (
        "\n    one two three four five six seven eight nine ten eleven twelve\n"
        in (sitting.desk.seen[0])
    )
    assert (
        "\n  one two three four five six seven\n  eight nine ten eleven twelve\n"
        in (sitting.desk.seen[1])
    )
    assert sitting.desk.seen[2].splitlines()[1].endswith("1 of 1")


CIRCLES = ResponseScale(ScaleKind.PICTORIAL, 1, 7, {})


@pytest.mark.parametrize(
    "item",
    [
        an_item(scale=a_scale(1, 10)),
        an_item(scale=labelled(1, 7)),
        an_item(scale=a_scale(-3, 3)),
        an_item(scale=CIRCLES),
        a_text_item(),
        a_list_item(),
    ],
)
@pytest.mark.parametrize("size", [(20, 5), (1, 1), (3, 30), (200, 2)])
def test_a_tiny_window_is_survived(item: Item, size: tuple[int, int]) -> None:
    sitting = sit(an_instrument(item), RIGHT, CTRL_C, columns=size[0], rows=size[1])
    assert sitting.fill() is Outcome.PAUSED


def test_in_a_tiny_window_the_question_and_the_marked_option_are_there() -> None:
    item = replace(an_item(scale=labelled(1, 7)), text="How close?")
    sitting = sit(an_instrument(item), LEFT, "q", columns=20, rows=5)
    sitting.fill()
    assert "How close?" in sitting.desk.seen[1]
    assert "› 7  label 7" in sitting.desk.seen[1]


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("x" * 50, ["x" * 36, "x" * 14]),
        ("愛" * 20, ["愛" * 18, "愛" * 2]),
        ("שלום שלום", ["שלום שלום"]),
        ("a\u202eb\x1b[2Jc\x07", ["a\\u202eb\\x1b[2Jc\\x07"]),
    ],
)
def test_any_text_fits_the_window(text: str, lines: list[str]) -> None:
    sitting = sit(an_instrument(replace(an_item(), text=text)), "q", columns=40)
    sitting.fill()
    shown = [line.strip() for line in sitting.desk.seen[0].splitlines()]
    assert [line.replace(" ", "") for line in shown[5 : 5 + len(lines)]] == [
        line.replace(" ", "") for line in lines
    ]


def test_the_circles_are_drawn_and_said_in_words() -> None:
    sitting = sit(an_instrument(an_item(scale=CIRCLES)), *[RIGHT] * 3, "q")
    sitting.fill()
    last = sitting.desk.seen[-1]
    assert "› 3  A little" in last
    assert "you" in last
    assert "them" in last
    assert "██" in last


def test_without_unicode_all_is_ascii() -> None:
    sitting = sit(an_instrument(an_item(scale=CIRCLES), an_item(scale=a_scale(-3, 3))), RIGHT, "q")
    sitting.screen = FormScreen(look=Look(unicode=False))
    sitting.fill()
    assert sitting.desk.seen[1].isascii()
    assert "> 1" in sitting.desk.seen[1]


def test_the_window_title_is_never_set() -> None:
    sitting = sit(WORDS, "sea", ENTER, "4")
    sitting.fill()
    assert "\x1b]" not in sitting.desk.sent


def test_everything_is_on_the_alternate_screen() -> None:
    sitting = sit(WORDS, "the sea", ENTER, "b", "q")
    sitting.desk.keys[3:] = [CTRL_C]
    sitting.fill()
    before, _, rest = sitting.desk.sent.partition("\x1b[?1049h")
    within, _, after = rest.partition("\x1b[?1049l")
    assert "the sea" in within
    assert "the sea" not in before + after
    assert "\x1b[?1049" not in after


def test_what_the_questions_are_about_is_said_before_the_first() -> None:
    sitting = sit(TWO, "4", "b", "q")
    sitting.fill()
    rail = "─" * 72
    assert f"{rail}\n    Invented for a test.\n\n    Stem of first." in sitting.desk.seen[0]
    assert "Invented for a test." not in sitting.desk.seen[1]
    assert "Invented for a test." in sitting.desk.seen[2]


def test_what_the_questions_are_about_is_said_before_words_too() -> None:
    sitting = sit(WORDS, CTRL_C)
    sitting.fill()
    assert "Invented for a test." in sitting.desk.seen[0]


def test_what_the_questions_are_about_gives_way_where_there_is_no_room() -> None:
    sitting = sit(TWO, "q", rows=10)
    sitting.fill()
    assert "Invented for a test." not in sitting.desk.seen[0]
    assert "\n    Invented    " in sitting.desk.seen[0]


def test_below_zero_only_the_key_stands_before_a_label() -> None:
    sitting = sit(an_instrument(an_item(scale=labelled(-1, 1)), an_item("next")), "1", "b", "q")
    sitting.fill()
    assert "      1  label -1\n      2  label 0\n      3  label 1\n" in sitting.desk.seen[0]
    assert "    › 1  label -1   your answer before\n" in sitting.desk.seen[2]


def test_below_zero_a_row_shows_only_the_keys() -> None:
    sitting = sit(an_instrument(an_item(scale=a_scale(-3, 3)), an_item("next")), "2", "b", "q")
    sitting.fill()
    assert "      1    ›2     3     4     5     6     7\n" in sitting.desk.seen[2]
    assert "    Your answer before: 2\n" in sitting.desk.seen[2]
    assert "−" not in sitting.desk.seen[2]


PICTURES = an_instrument(an_item("now", scale=CIRCLES), an_item("wanted", scale=CIRCLES))


@pytest.mark.parametrize("columns", [80, 60, 40])
def test_with_nothing_chosen_no_picture_suggests_itself(columns: int) -> None:
    sitting = sit(PICTURES, RIGHT, "q", columns=columns)
    sitting.fill()
    before, after = sitting.desk.seen
    assert not {"█", "▀", "▄"} & set(before)
    assert "Move with the arrows" in before
    assert "Move with the arrows" not in after
    assert "██" in after


@pytest.mark.parametrize("columns", [80, 60, 40])
def test_pictures_and_their_words_stay_where_they_are(columns: int) -> None:
    sitting = sit(PICTURES, RIGHT, *[RIGHT] * 6, ENTER, "b", columns=columns)
    sitting.desk.keys += [LEFT, "q"]
    sitting.fill()
    first = [screen for screen in sitting.desk.seen if "1 of 2" in screen]
    assert len({_place_of(screen, "5  A good") for screen in first}) == 1
    assert len({_place_of(screen, "▄")[0] for screen in first if "█" in screen}) == 1
    assert "Your answer before: 7" in sitting.desk.seen[-1]


def _place_of(screen: str, text: str) -> tuple[int, int]:
    lines = screen.splitlines()
    row = next(number for number, line in enumerate(lines) if text in line)
    return row, lines[row].index(text)


@pytest.mark.parametrize("instrument", [TWO, WORDS])
def test_the_first_press_of_the_quick_exit_says_what_a_second_does(instrument: Instrument) -> None:
    sitting = sit(instrument, CTRL_X, CTRL_C)
    assert sitting.fill() is Outcome.PAUSED
    assert sitting.desk.seen[1].endswith("\n    Ctrl-X again leaves at once.")
    assert "Ctrl-X again" not in sitting.desk.seen[0]


def test_a_screen_without_colour_has_none() -> None:
    sitting = sit(TWO, "4", "b", "q")
    sitting.screen = FormScreen(look=Look(colour=False))
    sitting.fill()
    assert "\x1b[36m" not in sitting.desk.sent.replace(";", "m\x1b[")


GAPS = ResponseScale(
    ScaleKind.NOMINAL, 0, 9, {0: "never asked", 2: "asked", 9: "unsure"}, only_labelled=True
)
OFFERED = (SkipReason.NOT_APPLICABLE, SkipReason.PREFER_NOT_TO_SAY)


def offering(item_id: str = "first") -> Item:
    return replace(an_item(item_id), reasons=OFFERED)


@pytest.mark.parametrize(
    ("key", "reason"),
    [
        ("n", SkipReason.NOT_APPLICABLE),
        ("P", SkipReason.PREFER_NOT_TO_SAY),
        ("s", SkipReason.SKIPPED),
    ],
)
def test_a_reason_that_an_item_offers_is_kept(key: str, reason: SkipReason) -> None:
    sitting = sit(an_instrument(offering(), an_item("second")), key, "3")
    sitting.fill()
    assert [(one.value, one.reason) for one in sitting.saved] == [(None, reason), (3, None)]


def test_a_reason_that_an_item_does_not_offer_only_hints() -> None:
    sitting = sit(TWO, "n", "q")
    assert sitting.fill() is Outcome.PAUSED
    assert sitting.saved == []
    assert "That key does nothing here." in sitting.desk.seen[1]


def test_the_keys_name_only_the_reasons_that_are_offered() -> None:
    sitting = sit(an_instrument(offering(), an_item("second")), "?", "?", "1", "?", "q")
    sitting.fill()
    assert "n does not apply" in sitting.desk.seen[0]
    assert "it does not apply to you" in sitting.desk.seen[1]
    assert "does not apply" not in sitting.desk.seen[4]


def test_only_the_numbers_with_a_label_answer() -> None:
    item = replace(an_item("first"), scale=GAPS)
    sitting = sit(an_instrument(item, an_item("second")), "1", "9", "q")
    sitting.fill()
    assert sitting.answers == [9]
    assert "  2  asked" in sitting.desk.seen[0]
    assert "That key does nothing here." in sitting.desk.seen[1]


def test_the_arrows_go_from_label_to_label() -> None:
    item = replace(an_item("first"), scale=GAPS)
    sitting = sit(an_instrument(item), DOWN, DOWN, DOWN, DOWN, UP, ENTER)
    sitting.fill()
    assert sitting.answers == [2]


def test_every_screen_of_a_guess_says_whose_answers_are_guessed() -> None:
    desk = Desk(["4", "q"], 80, 24)
    form = Form(TWO, guess_of="S\x1bam")
    desk.sit(lambda: FormScreen(look=LOOK).fill(form, lambda _: None))
    assert all("As you think S" in one and "would answer:" in one for one in desk.seen[:2])
    assert "\x1bam" not in desk.seen[0]
