"""The journal at a real terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from closeness_cli.prompts.quick_exit import CLEAR

if TYPE_CHECKING:
    from terminals import Person

CTRL_C, CTRL_S, QUICK = "\x03", "\x13", "\x18\x18"


def entry_id(person: Person) -> str:
    return person.says("journal", "list", "--plain").split()[0]


def test_the_bare_command_opens_the_editor_and_ctrl_s_saves(person: Person) -> None:
    terminal = person("journal").wait_for("What happened?")
    terminal.press("We walked home. #walk").wait_for("#walk").press(CTRL_S)
    assert terminal.status() == 0
    assert "14 November 2025" in terminal.left_behind or "2025-11-14" in terminal.left_behind
    assert "walk" in terminal.left_behind
    assert "We walked home." not in terminal.left_behind
    assert "We walked home." in person.says("journal", "list", "--plain")


def test_leaving_the_editor_writes_nothing_and_makes_no_entry(person: Person) -> None:
    terminal = person("journal").wait_for("What happened?").press("a secret").wait_for("a secret")
    terminal.press(CTRL_C).wait_for("Keep it?").press("d")
    assert terminal.status() == 0
    assert "secret" not in terminal.left_behind
    assert "secret" not in person.says("journal", "list")


@pytest.mark.parametrize("words", [("list",), ("search", "walked")])
def test_the_reading_view_leaves_nothing_behind(person: Person, words: tuple[str, ...]) -> None:
    person.says("journal", "add", "We walked home.")
    terminal = person("journal", *words).wait_for("home.").press("q")
    assert terminal.status() == 0
    assert terminal.left_behind.strip() == ""


def test_the_quick_exit_from_the_reading_view_clears_everything(person: Person) -> None:
    person.says("journal", "add", "We walked home.")
    terminal = person("journal", "list").wait_for("We walked home.").press(QUICK)
    assert terminal.status() == 0
    assert terminal.sent.endswith(CLEAR)
    assert terminal.screen == ""


def test_the_quick_exit_from_the_editor_keeps_nothing(person: Person) -> None:
    terminal = person("journal").wait_for("What happened?").press("a secret").wait_for("a secret")
    terminal.press(QUICK)
    assert terminal.status() == 0
    assert terminal.sent.endswith(CLEAR)
    assert "secret" not in person.says("journal", "list")


def test_an_entry_is_changed_in_the_editor(person: Person) -> None:
    person.says("journal", "add", "We walked home.")
    terminal = person("journal", "edit", entry_id(person)).wait_for("│ We walked home.")
    terminal.press(" Slowly.").wait_for("Slowly.").press(CTRL_S)
    assert terminal.status() == 0
    assert "We walked home. Slowly." in person.says("journal", "list", "--plain")


def test_any_script_can_be_written_and_read(person: Person) -> None:
    text = "שלום 愛愛愛 " + "x" * 100
    terminal = person("journal", columns=40).wait_for("What happened?").press(text)
    terminal.wait_for("xxx").press(CTRL_S)
    assert terminal.status() == 0
    assert text in person.says("journal", "list", "--plain")


@pytest.mark.parametrize("words", [(), ("--plain",)])
def test_a_simple_terminal_writes_line_by_line(person: Person, words: tuple[str, ...]) -> None:
    if not words:
        person.environment["TERM"] = "dumb"
    terminal = person(*words, "journal").wait_for("only a dot").press("We walked.\rSlowly.\r.\r")
    assert terminal.status() == 0
    assert "\x1b" not in terminal.sent
    person.environment["TERM"] = "xterm-256color"
    kept = person.says("journal", "list", "--plain")
    assert "We walked." in kept
    assert "Slowly." in kept
