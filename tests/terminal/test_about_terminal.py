"""Help lines at a real terminal: read, left, and nothing of them stays."""

from __future__ import annotations

from typing import TYPE_CHECKING

from closeness_cli.prompts.quick_exit import CLEAR

if TYPE_CHECKING:
    from terminals import Person


def test_help_lines_leave_nothing_behind(person: Person) -> None:
    terminal = person("about", "help-lines", "at").wait_for("call 142").press("q")
    assert terminal.status() == 0
    assert terminal.left_behind.strip() == ""


def test_help_lines_are_left_fast(person: Person) -> None:
    terminal = person("about", "help-lines", "at").wait_for("call 142").press("\x18\x18")
    assert terminal.status() == 0
    assert terminal.sent.endswith(CLEAR)
    assert "142" not in terminal.left_behind
