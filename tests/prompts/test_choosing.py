"""Choosing between a few options, and saying yes or no."""

from __future__ import annotations

import pytest

from closeness_cli.prompts.choosing import choose, confirm
from closeness_cli.prompts.quick_exit import CLEAR
from desk import CTRL_C, CTRL_D, CTRL_X, DOWN, ENTER, LEFT, LOOK, RIGHT, UP, Desk, Resize

OPTIONS = ("Go on", "Begin again", "Neither")


@pytest.mark.parametrize(
    ("keys", "index"),
    [
        ([ENTER], 0),
        (["\n"], 0),
        ([DOWN, ENTER], 1),
        ([RIGHT, "j", "l", ENTER], 2),
        ([UP, ENTER], 0),
        ([DOWN, DOWN, LEFT, ENTER], 1),
        (["j", "k", "h", ENTER], 0),
        (["2"], 1),
        (["3"], 2),
        (["9", "0", "x", "1"], 0),
        (["2" + ENTER + "3" + CTRL_C], 1),
    ],
)
def test_arrows_and_enter_or_a_number_choose(keys: list[str | Resize], index: int) -> None:
    assert Desk(keys).sit(lambda: choose("Which?", OPTIONS, look=LOOK)) == index


def test_the_screen_shows_the_options_and_the_marked_one() -> None:
    desk = Desk([DOWN, ENTER])
    desk.sit(lambda: choose("You paused this.", OPTIONS, look=LOOK))
    assert desk.last == (
        "\n    You paused this.\n\n      1  Go on\n    › 2  Begin again\n      3  Neither"
        + "\n" * 18
        + "    Arrows or a number · Enter · Ctrl-C stops"
    )


def test_many_long_options_scroll_with_the_marked_one() -> None:
    options = [f"Option {number}, which takes more than a row here." for number in range(1, 13)]
    desk = Desk([*[DOWN] * 11, ENTER], columns=40, rows=10)
    assert desk.sit(lambda: choose("Which?", options, look=LOOK)) == 11
    assert "› 12  Option 12, which takes" in desk.last


@pytest.mark.parametrize(
    ("keys", "index"),
    [
        (["3", ENTER], 2),
        (["1", "2", ENTER], 11),
        (["1", "9", ENTER], 8),
        (["0", ENTER], 0),
        (["1", DOWN, "0", ENTER], 1),
        (["1", "0", UP, ENTER], 8),
    ],
)
def test_of_more_than_nine_a_number_of_any_length_marks_one(
    keys: list[str | Resize], index: int
) -> None:
    options = [f"Option {number}" for number in range(1, 13)]
    desk = Desk(keys)
    assert desk.sit(lambda: choose("Which?", options, look=LOOK)) == index
    assert "Arrows or a number, then Enter · Ctrl-C stops" in desk.last


@pytest.mark.parametrize(
    ("key", "answer"), [("y", True), ("Y", True), ("n", False), ("N", False), ("1", True)]
)
@pytest.mark.parametrize("before", [[], [UP]])
def test_y_and_n_answer_whatever_is_marked(key: str, answer: bool, before: list[str]) -> None:
    assert Desk([*before, key]).sit(lambda: confirm("Add?", look=LOOK)) is answer


def test_enter_alone_says_no() -> None:
    assert Desk([ENTER]).sit(lambda: confirm("Add?", look=LOOK)) is False


@pytest.mark.parametrize("key", [CTRL_C, CTRL_D])
def test_stopping_is_an_interruption(key: str) -> None:
    desk = Desk([key + ENTER])
    with pytest.raises(KeyboardInterrupt):
        desk.sit(lambda: choose("Which?", OPTIONS, look=LOOK))


def test_a_terminal_that_goes_away_is_an_interruption() -> None:
    desk = Desk(["x"], goes_away=True)
    with pytest.raises(KeyboardInterrupt):
        desk.sit(lambda: confirm("Add?", look=LOOK))


def test_the_quick_exit_clears_everything() -> None:
    desk = Desk([CTRL_X + CTRL_X])
    with pytest.raises(SystemExit) as left:
        desk.sit(lambda: choose("Which?", OPTIONS, look=LOOK))
    assert left.value.code == 0
    assert desk.sent.endswith(CLEAR)


def test_a_tiny_window_shows_the_marked_option() -> None:
    desk = Desk([Resize(20, 5), DOWN, DOWN, ENTER])
    assert desk.sit(lambda: choose("Which?", OPTIONS, look=LOOK)) == 2
    assert "› 3  Neither" in desk.last


def test_a_long_option_wraps_under_itself() -> None:
    desk = Desk([ENTER], columns=30)
    desk.sit(lambda: choose("Which?", ["one two three four five six", "seven"], look=LOOK))
    assert "  › 1  one two three four\n       five six\n    2  seven" in desk.last


def test_what_a_question_is_about_stands_above_it_where_there_is_room() -> None:
    desk = Desk([Resize(80, 8), ENTER])
    desk.sit(lambda: confirm("Import 2 entries?", about="Not kept:\n  [photos]: 2", look=LOOK))
    assert desk.seen[0].startswith(
        "\n    Not kept:\n      [photos]: 2\n\n    Import 2 entries?\n\n      1  Yes\n"
    )
    assert "Not kept" not in desk.last
    assert "Import 2 entries?" in desk.last
