"""Rituals at a real terminal: chosen from what can be done today, never guessed without asking."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from commands import Closeness

if TYPE_CHECKING:
    from terminals import Person

ENTER, DOWN, CTRL_C = "\r", "\x1b[B", "\x03"


def here(person: Person) -> Closeness:
    """Run commands that ask nothing in this process, which is quicker."""
    return Closeness(Path(person.environment["CLOSENESS_VAULT"]))


def times(person: Person) -> dict[str, int]:
    return {one["name"]: one["times"] for one in here(person)("ritual", "--json").data["rituals"]}


def add(person: Person, *names: str, every: str = "day") -> None:
    for name in names:
        here(person)("ritual", "add", name, "--every", every)


def test_without_a_name_those_of_today_are_offered(person: Person) -> None:
    add(person, "evening walk", "tea")
    add(person, "call", every="mon")
    here(person)("ritual", "done", "tea")
    terminal = person("ritual", "done", columns=40).wait_for("Which one?")
    assert "1  evening walk" in terminal.screen
    assert "2  None of these" in terminal.screen
    assert "tea" not in terminal.screen
    terminal.press(ENTER)
    assert terminal.status() == 0
    assert "Done: evening walk." in terminal.left_behind
    assert times(person) == {"evening walk": 1, "tea": 1, "call": 0}


def test_where_all_of_today_is_done_any_can_be_chosen(person: Person) -> None:
    add(person, "tea")
    here(person)("ritual", "done", "tea")
    terminal = person("ritual", "done").wait_for("1  tea").press("2")
    assert terminal.status() == 0
    assert "Nothing was changed." in terminal.left_behind
    assert times(person) == {"tea": 1}


def test_a_near_name_is_asked_about_and_a_no_changes_nothing(person: Person) -> None:
    add(person, "evening walk")
    question = "There is no ritual of that name. Do you mean evening walk?"
    terminal = person("ritual", "done", "evning walk").wait_for(question).press("n")
    assert terminal.status() == 2
    assert "closeness ritual list" in terminal.left_behind
    terminal = person("ritual", "done", "evning walk").wait_for(question).press("y")
    assert terminal.status() == 0
    assert times(person) == {"evening walk": 1}


def test_one_of_several_that_begin_alike_is_chosen(person: Person) -> None:
    add(person, "tea", "tea at five")
    add(person, "evening walk", "early walk")
    terminal = person("ritual", "done", "walk").wait_for("Which one?")
    assert "1  evening walk" in terminal.screen
    terminal.press(DOWN + ENTER)
    assert terminal.status() == 0
    here(person)("ritual", "done", "tea")
    assert times(person) == {"tea": 1, "tea at five": 0, "evening walk": 0, "early walk": 1}


def test_a_name_is_asked_for_and_ctrl_c_changes_nothing(person: Person) -> None:
    terminal = person("ritual", "add").wait_for("What do you do again and again?")
    terminal.press("tea" + ENTER)
    assert terminal.status() == 0
    assert times(person) == {"tea": 0}
    terminal = person("ritual", "done").wait_for("Which one?").press(CTRL_C)
    assert terminal.status() == 130
    assert times(person) == {"tea": 0}


def test_a_simple_terminal_is_asked_in_plain_lines(person: Person) -> None:
    add(person, "evening walk")
    person.environment["TERM"] = "dumb"
    terminal = person("ritual", "done").wait_for("evening walk").press("1\r")
    assert terminal.status() == 0
    assert "\x1b" not in terminal.sent
    assert times(person) == {"evening walk": 1}
