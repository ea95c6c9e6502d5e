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
    assert "Friday 1 March 2024" in terminal.sent
    assert "'weather'" in terminal.sent
    terminal.press(key)
    assert terminal.status() == 0
    assert Path(person.environment["CLOSENESS_VAULT"]).exists() is kept
