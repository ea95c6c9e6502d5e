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


def on_screen(*keys: str) -> tuple[int | None, Desk]:
    desk = Desk([*keys])
    return desk.sit(lambda: ask_line("How hot\x1b was it?", OPTIONS, read, look=LOOK)), desk


def in_lines(typed: str) -> tuple[int | None, str]:
    said = io.StringIO()
    found = ask_line_plainly(io.StringIO(typed), said, "How hot\x1b was it?", OPTIONS, read)
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


def test_the_end_of_the_lines_stops() -> None:
    with pytest.raises(KeyboardInterrupt):
        in_lines("x\n")
