"""Another name at a real terminal: the questions before the first entry, and full screens."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from terminals import Person


def test_the_first_entry_is_asked_for_under_the_other_name(newcomer: Person) -> None:
    newcomer.environment |= {"CLOSENESS_NAME": "notes"}
    terminal = newcomer("journal", "closeness journal is nice.").wait_for("assphrase")
    terminal.press("\x03")
    terminal.status()
    assert "closeness" not in terminal.sent.replace("closeness journal is nice.", "")


def test_a_full_screen_has_the_other_name(person: Person) -> None:
    person.environment |= {"CLOSENESS_NAME": "notes"}
    terminal = person("assess", "week").wait_for("1").press("q")
    assert terminal.status() == 0
    assert "go on with:  notes assess --resume" in terminal.left_behind
    assert "closeness" not in terminal.sent
