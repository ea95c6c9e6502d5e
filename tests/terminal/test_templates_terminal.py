"""Beginning from a template at a real terminal."""

from __future__ import annotations

import signal
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from terminals import Person

CTRL_C, CTRL_O, CTRL_S, QUICK = "\x03", "\x0f", "\x13", "\x18\x18"

ANSWERED = "What of today would you like to keep?\\nOur walk."


def begun(person: Person, *words: str) -> str:
    """Answer the first question of a template, press keys, and give what was seen then."""
    terminal = person("journal", "--template", "evening").wait_for("1 of 3")
    terminal.press("Our walk.").wait_for("Our walk.").press("\r").wait_for("2 of 3")
    for word in words:
        terminal.press(word)
    assert terminal.status() == 0
    return terminal.left_behind


def test_questions_are_answered_one_by_one_and_what_is_open_is_left_out(person: Person) -> None:
    left = begun(person, "\r", "\r")
    assert "Saved, private." in left
    assert "Our walk." not in left
    assert person.says("journal", "list", "--plain").endswith(f"\t{ANSWERED}\n")


def test_the_rest_can_be_answered_in_the_editor(person: Person) -> None:
    terminal = person("journal", "--template", "evening").wait_for("1 of 3")
    terminal.press("Our walk.").wait_for("Our walk.").press(CTRL_O)
    terminal.wait_for("What you leave open is left out.").wait_for("? What do you wish")
    terminal.press("Rain. {{date}}").wait_for("Rain.").press(CTRL_S)
    assert terminal.status() == 0
    assert person.says("journal", "list", "--plain").endswith(
        f"\t{ANSWERED}\\n\\nWhat do you wish for tomorrow?\\nRain. {{{{date}}}}\n"
    )


@pytest.mark.parametrize("leaving", [CTRL_C, QUICK])
def test_what_was_answered_is_a_draft_when_one_leaves(person: Person, leaving: str) -> None:
    left = begun(person, leaving)
    assert "Our walk." not in left
    assert ("Not saved; kept as a draft." in left) == (leaving == CTRL_C)
    terminal = person("journal").wait_for("You were writing on").press("\r")
    terminal.wait_for("Our walk.").press(CTRL_S)
    assert terminal.status() == 0
    assert person.says("journal", "list", "--plain").endswith(f"\t{ANSWERED}\n")


@pytest.mark.parametrize("number", [signal.SIGHUP, signal.SIGTERM])
def test_a_program_that_is_told_to_end_leaves_a_draft(
    person: Person, number: signal.Signals
) -> None:
    terminal = person("journal", "--template", "evening").wait_for("1 of 3")
    terminal.press("Our walk.").wait_for("Our walk.").tell_to_end(number)
    assert terminal.status() == 128 + number
    assert person.says("journal", "drafts", "--plain").endswith(f"\t{ANSWERED}\n")


def test_leaving_without_an_answer_leaves_nothing(person: Person) -> None:
    terminal = person("journal", "--template", "evening").wait_for("1 of 3").press(CTRL_C)
    assert terminal.status() == 0
    assert "Nothing was written. That is fine." in terminal.left_behind
    assert "No drafts." in person.says("journal", "drafts")


def test_a_question_fits_a_narrow_window(person: Person) -> None:
    terminal = person("journal", "--template", "evening", columns=40, rows=12).wait_for("1 of 3")
    terminal.wait_for("Ctrl-S saves")
    assert "What of today" in terminal.screen
    assert max(map(len, terminal.screen.splitlines())) <= 40
    terminal.press(CTRL_C)
    assert terminal.status() == 0
