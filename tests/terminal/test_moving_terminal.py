"""What `closeness journal import` asks at a real terminal."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from terminals import Person


@pytest.mark.parametrize(("key", "kept"), [("y", True), ("n", False)])
def test_what_it_would_do_is_shown_and_asked_about(person: Person, key: str, kept: bool) -> None:
    file = Path(person.environment["HOME"]) / "diary.csv"
    file.write_text("date,text,weather\n2024-03-01,Walked.,wet\n", encoding="utf-8")
    terminal = person("journal", "import", str(file), "--from", "csv").wait_for("Import 1 entry?")
    assert "Friday 1 March 2024" in terminal.screen  # beside the question, not hidden by it
    assert "'weather'" in terminal.screen
    terminal.press(key)
    assert terminal.status() == 0
    assert ("Walked." in person.says("journal", "list", "--plain")) is kept


def test_ctrl_c_half_way_leaves_the_journal_as_it_was(person: Person) -> None:
    person.says("journal", "add", "Before.")
    file = Path(person.environment["HOME"]) / "diary.csv"
    file.write_text(
        "date,text\n" + "2024-03-01,We walked home together. #walk\n" * 36_000, encoding="utf-8"
    )
    terminal = person("journal", "import", str(file), "--from", "csv", "--yes")
    terminal.wait_for(" of 36,000").press("\x03")
    assert terminal.status() == 130
    assert terminal.screen == "Stopped, so nothing was imported."
    listed = person.says("journal", "list", "--plain")
    assert [line.split("\t")[-1] for line in listed.splitlines()] == ["Before."]
    again = person.says("journal", "import", str(file), "--from", "csv", "--dry-run", "--json")
    assert '"new": 36000, "known": 0' in again
