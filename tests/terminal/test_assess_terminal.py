"""Answering at a real terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from closeness_cli.prompts.quick_exit import CLEAR

if TYPE_CHECKING:
    from terminals import Person, Terminal

CLOSE, HEARD = "how close did you feel", "how often did you feel heard"
THANKS, ROOM = "feel appreciated", "how much room"
CTRL_C, ENTER, QUICK = "\x03", "\r", "\x18\x18"


def answer_two(terminal: Terminal) -> Terminal:
    return terminal.wait_for(CLOSE).press("7").wait_for(HEARD).press("4").wait_for(THANKS)


def test_a_week_is_answered_by_keys_and_said_in_words(person: Person) -> None:
    terminal = answer_two(person("assess"))
    terminal.press("s").wait_for(ROOM).press("3").wait_for("Anything to remember?")
    terminal.press("The walk by the sea. #walk" + ENTER)
    assert terminal.status() == 0
    assert "    7 of 10" in terminal.left_behind
    assert "    often (4 of 5)" in terminal.left_behind
    assert "closeness about" in terminal.left_behind
    assert "Traceback" not in terminal.left_behind
    assert "The walk by the sea." in person.says("journal", "list", "--plain")


def test_ctrl_c_pauses_and_says_how_to_go_on(person: Person) -> None:
    terminal = answer_two(person("assess")).press(CTRL_C)
    assert terminal.status() == 0
    assert "go on with:  closeness assess --resume" in terminal.left_behind
    again = person("assess", "--resume").wait_for(THANKS).press("b").wait_for("before")
    assert "› 4  often   your answer before" in again.screen


def test_after_a_power_cut_it_goes_on_at_the_same_item(person: Person) -> None:
    answer_two(person("assess")).kill()
    again = person("assess", "--resume").wait_for("3 of 4")
    assert THANKS in again.screen
    again.press("5").wait_for(ROOM).press("3").wait_for("Anything").press(ENTER)
    assert again.status() == 0


@pytest.mark.parametrize(("key", "comes"), [("1", THANKS), (ENTER, THANKS), ("2", CLOSE)])
def test_a_paused_form_is_gone_on_with_or_begun_again(person: Person, key: str, comes: str) -> None:
    answer_two(person("assess")).press("q").status()
    again = person("assess").wait_for("You paused this")
    assert "1  Go on where you paused" in again.screen
    assert "2  Begin again" in again.screen
    again.press(key).wait_for(comes)


def test_resuming_nothing_is_said_in_a_sentence(person: Person) -> None:
    terminal = person("assess", "--resume")
    assert terminal.status() != 0
    assert "There is nothing to go on with." in terminal.screen


def test_the_quick_exit_leaves_a_cleared_screen_and_keeps_the_answers(person: Person) -> None:
    terminal = answer_two(person("assess")).press(QUICK)
    assert terminal.status() == 0
    assert terminal.sent.endswith(CLEAR)
    assert terminal.screen == ""
    again = person("assess", "--resume").wait_for("3 of 4")
    again.press("b").wait_for("› 4  often")


def test_at_40_columns_text_wraps_by_word(person: Person) -> None:
    terminal = person("assess", columns=40).wait_for("? keys")
    assert "\n  In the last week, how close did you\n  feel to this person?\n" in terminal.screen


def test_another_size_of_the_window_is_painted_anew(person: Person) -> None:
    terminal = person("assess").wait_for("how close did you feel to this person?")
    terminal.resize(40, 24).wait_for("how close did you\n  feel to this person?")
    terminal.resize(20, 5).wait_for("In the last\n     1  not close")
    terminal.resize(120, 30).wait_for(
        "    In the last week, how close did you feel to this person?"
    )
    terminal.press("7").wait_for(HEARD)


def test_the_circles_are_drawn_and_move(person: Person) -> None:
    terminal = person("assess", "overlap").wait_for("Move with the arrows")
    terminal.press("\x1b[C").wait_for("› 1")
    apart = terminal.screen
    assert "██" in apart
    terminal.press("\x1b[C").wait_for("› 2  a thin overlap")
    assert terminal.screen.count("█") != apart.count("█")
    terminal.press("7").wait_for("Which picture would you like")


def test_no_answer_is_left_on_the_normal_screen(person: Person) -> None:
    terminal = (
        person("assess", "where-are-you").wait_for("how close").press("5").wait_for("2 of 10")
    )
    terminal.press("4").wait_for("Which conversations").press("the quarrel").wait_for(
        "│ the quarrel"
    )
    terminal.press(ENTER).wait_for("How deep was it?").press("q")
    assert terminal.status() == 0
    assert "Paused." in terminal.left_behind
    for shown in ("quarrel", "Which conversations", "often", "5"):
        assert shown not in terminal.left_behind.replace(person.environment["HOME"], "")


def test_the_window_title_is_never_set(person: Person) -> None:
    terminal = answer_two(person("assess")).press("q")
    terminal.status()
    assert "\x1b]" not in terminal.sent


def test_without_colour_there_is_none(person: Person) -> None:
    person.environment["NO_COLOR"] = "1"
    terminal = answer_two(person("assess")).press("b").wait_for("your answer before").press("q")
    terminal.status()
    for colour in ("\x1b[36m", ";36", "\x1b[33m", ";33", "38;5", "38;2"):
        assert colour not in terminal.sent


def test_a_simple_terminal_is_asked_in_lines(person: Person) -> None:
    person.environment["TERM"] = "dumb"
    terminal = person("assess").wait_for("1 of 4").press("7\r").wait_for("2 of 4").press("q\r")
    assert terminal.status() == 0
    assert "Four weekly questions\r\nThink of one person" in terminal.sent
    assert "\x1b" not in terminal.sent


def test_in_lines_text_wraps_by_word_and_help_says_how_to_leave_fast(person: Person) -> None:
    terminal = person("assess", "how-close", "--mode", "lines", columns=40).wait_for("1 of")
    assert "the last four\nweeks, and private ones now and then." in terminal.screen
    terminal.press("?\r").wait_for("Ctrl-X Ctrl-X: leave at once").press("\x18\x18")
    assert terminal.status() == 0


def test_ctrl_c_at_the_line_to_remember_still_says_what_was_answered(person: Person) -> None:
    terminal = answer_two(person("assess")).press("5").wait_for(ROOM).press("3")
    terminal.wait_for("Anything to remember?").press(CTRL_C)
    assert terminal.status() == 0
    assert "7 of 10" in terminal.left_behind


def test_without_unicode_every_mark_is_ascii(person: Person) -> None:
    person.environment |= {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
    terminal = answer_two(person("assess")).press("b").wait_for("> 4  often").press("q")
    assert terminal.status() == 0
    assert terminal.sent.isascii()


def answered(person: Person, *options: str) -> None:
    """Answer the weekly questions without being asked."""
    person.says("assess", "--answer=connection=6", *options)


@pytest.mark.parametrize(
    ("key", "sets"), [(ENTER, 1), ("n", 1), ("y", 2)], ids=["Enter alone", "no", "yes"]
)
def test_too_soon_is_said_kindly_and_left_to_the_person(
    person: Person, key: str, sets: int
) -> None:
    answered(person)
    terminal = person("assess").wait_for("You answered this on Friday 14 November").press(key)
    if key == "y":
        answer_two(terminal).press("s").wait_for(ROOM).press("3").wait_for("Anything").press(ENTER)
        said = "Kept, and left out of comparisons"
    else:
        said = "Nothing was kept. That is fine."
    assert terminal.status() == 0
    assert said in terminal.left_behind
    listed = person.says("assess", "show", "--plain").splitlines()
    assert len(listed) == sets
    assert [line.split("\t")[4] for line in listed] == ["early", ""][-sets:]


def answer_seven(terminal: Terminal, private: str = "") -> Terminal:
    """Answer a form of seven questions within a moment, and the private ones after them."""
    keys = "5434532" + private
    for number, key in enumerate(keys, start=1):
        terminal.wait_for(f"{number} of {len(keys)}").press(key)
    terminal.wait_for("Anything to remember?").press(ENTER)
    return terminal.wait_for("q leaves").press("q")


def test_very_fast_answers_may_be_given_again_and_both_are_kept(person: Person) -> None:
    terminal = answer_seven(person("assess", "how-close"), "111")
    answer_seven(terminal.wait_for("Your answers came very fast.").press("y"))
    assert terminal.status() == 0  # without being asked once more
    assert terminal.sent.count("Your answers came very fast.") == 1
    listed = person.says("assess", "show", "--plain").splitlines()
    assert [line.split("\t")[4] for line in listed] == ["early", ""]


def test_a_note_on_the_answers_is_a_question_that_leaves_no_trace(person: Person) -> None:
    terminal = answer_seven(person("assess", "how-close"), "111")
    terminal.wait_for("Answer again?").press(CTRL_C)
    assert terminal.status() == 0
    assert "very fast" not in terminal.left_behind


def test_a_guess_is_asked_as_one_and_a_new_name_is_agreed_to(person: Person) -> None:
    terminal = person("assess", "weather", "--as-guess-of", "Sam")
    terminal.wait_for("Add this person?").press("y").wait_for("As you think Sam would answer:")
    terminal.press("4" + ENTER).wait_for("2 of 2").press("4")
    terminal.wait_for("Anything").press(ENTER)
    assert terminal.status() == 0
    assert "Your guess about Sam is kept, in your own vault." in terminal.left_behind


def test_a_set_is_read_again_and_leaves_no_trace(person: Person) -> None:
    answered(person)
    terminal = person("assess", "show", "week", columns=40).wait_for("Scores · percent")
    terminal.press(" ").wait_for("6 ").wait_for("your answer")
    assert "1 · In the last week, how close did you\nfeel to this person?" in terminal.screen
    terminal.press("q")
    assert terminal.status() == 0
    assert "your answer" not in terminal.left_behind


def test_an_answer_is_corrected_by_choosing_it(person: Person) -> None:
    answered(person)
    terminal = person("assess", "amend", "week").wait_for("Which answer would you like to correct?")
    terminal.press("1").wait_for("Your answer before: 6").press("8")
    assert terminal.status() == 0
    assert "was  6 of 10" in terminal.left_behind
    assert "now  8 of 10" in terminal.left_behind
    assert "Both are kept." in terminal.left_behind


def test_leaving_a_correction_changes_nothing(person: Person) -> None:
    answered(person)
    terminal = person("assess", "amend", "week").wait_for("Which answer").press("2")
    terminal.wait_for("You skipped this before.").press("q")
    assert terminal.status() == 0
    assert "Nothing was changed; your answer is as it was." in terminal.left_behind


def test_a_long_choice_of_answers_scrolls_in_a_small_window(person: Person) -> None:
    person.says("assess", "distance-signs", "--answer=talk=3", "--quiet")
    terminal = person("assess", "amend", "distance-signs", columns=40, rows=12)
    terminal.wait_for("Which answer").press("\x1b[B" * 7).wait_for("8  In the last two weeks")
    terminal.press(ENTER).wait_for("1 of 1").press("4")
    assert terminal.status() == 0
    assert "now" in terminal.left_behind
