"""Asking for one line that may stay empty, on a screen and in plain lines."""

from __future__ import annotations

import io

import pytest

from closeness_cli.errors import WrongUseError
from closeness_cli.prompts.asking import ask_line, ask_line_plainly
from desk import CTRL_C, CTRL_D, ENTER, LOOK, Desk

OPTIONS = [("1", "a little"), ("5", "very hot")]


def read(line: str) -> int:
    if not line.strip().isdigit():
        raise WrongUseError("Please type a number.")
    return int(line)


def on_screen(*keys: str, sure: str = "") -> tuple[int | None, Desk]:
    desk = Desk([*keys])
    question = "How hot\x1b was it?"
    return desk.sit(lambda: ask_line(question, OPTIONS, read, look=LOOK, sure=sure)), desk


def in_lines(typed: str, sure: str = "") -> tuple[int | None, str]:
    said = io.StringIO()
    question, source = "How hot\x1b was it?", io.StringIO(typed)
    found = ask_line_plainly(source, said, question, OPTIONS, read, sure=sure)
    return found, said.getvalue()


@pytest.mark.parametrize(
    ("keys", "value"),
    [(["4", ENTER], 4), (["4", "2", "\n"], 42), ([ENTER], None), ([" ", ENTER], None)],
)
def test_a_line_is_taken_and_enter_alone_leaves_it_out(keys: list[str], value: int | None) -> None:
    assert on_screen(*keys)[0] == value


def test_the_screen_shows_the_question_and_what_may_be_typed() -> None:
    _, desk = on_screen("4", ENTER)
    assert "    How hot\\x1b was it?\n\n      1  a little\n      5  very hot\n" in desk.last
    assert "Enter alone leaves it out" in desk.last


def test_what_is_not_understood_is_said_until_something_else_is_typed() -> None:
    value, desk = on_screen("x", ENTER, "\x7f", "3", ENTER)
    assert value == 3
    assert "Please type a number." in desk.seen[2]
    assert "Please type a number." not in desk.seen[3]


@pytest.mark.parametrize("key", [CTRL_C, CTRL_D])
def test_ctrl_c_stops(key: str) -> None:
    with pytest.raises(KeyboardInterrupt):
        on_screen(key)


@pytest.mark.parametrize(("typed", "value"), [("4\n", 4), ("\n", None), ("x\n4\n", 4)])
def test_the_same_is_asked_in_lines(typed: str, value: int | None) -> None:
    found, said = in_lines(typed)
    assert found == value
    assert said.startswith("How hot\\x1b was it?\n1: a little\n5: very hot\nEnter alone leaves")
    assert ("Please type a number." in said) == ("x" in typed)


@pytest.mark.parametrize(
    ("keys", "value", "times"),
    [
        ([ENTER, ENTER], None, 1),
        ([ENTER, "4", ENTER], 4, 1),
        ([ENTER, "x", "\x7f", ENTER, ENTER], None, 2),
    ],
)
def test_leaving_it_out_may_take_enter_twice(
    keys: list[str], value: int | None, times: int
) -> None:
    found, desk = on_screen(*keys, sure="Once more leaves it out.")
    assert found == value
    shows = ["Once more" in screen for screen in desk.seen]
    assert shows.count(True) >= times
    assert not shows[0]


@pytest.mark.parametrize(
    ("typed", "value", "times"), [("\n\n", None, 1), ("\n4\n", 4, 1), ("\nx\n\n\n", None, 2)]
)
def test_so_it_may_in_lines(typed: str, value: int | None, times: int) -> None:
    found, said = in_lines(typed, sure="Once more leaves it out.")
    assert found == value
    assert said.count("Once more leaves it out.\n") == times


def test_the_end_of_the_lines_stops() -> None:
    with pytest.raises(KeyboardInterrupt):
        in_lines("x\n")
