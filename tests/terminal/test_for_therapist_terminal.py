"""What `closeness report --for-therapist` asks at a real terminal."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from pages import parsed

if TYPE_CHECKING:
    from terminals import Person


@pytest.mark.parametrize(("key", "written"), [("y", True), ("n", False)])
def test_it_asks_what_to_talk_about_shows_what_it_will_hold_and_asks_again(
    person: Person, key: str, written: bool
) -> None:
    person.says("journal", "add", "Walked home.")
    file = Path(person.environment["HOME"]) / "page.html"
    terminal = person("report", "--for-therapist", str(file))
    terminal.wait_for("What do you want to talk about?").press("How we end our evenings\r")
    terminal.wait_for("And what else?").press("\r")
    terminal.wait_for("Write it?")
    assert "one line" in terminal.left_behind
    assert "How we end our evenings" not in terminal.left_behind
    assert not file.exists()
    terminal.press(key)
    assert terminal.status() == 0
    assert file.exists() is written
    if written:
        page = parsed(file.read_text("utf-8"))
        assert [one.text for one in page.all("blockquote")] == ["How we end our evenings"]
        assert "Delete it when it has done its work." in " ".join(terminal.screen.split())
    else:
        assert "Nothing was written. That is fine." in terminal.screen


def test_ctrl_c_leaves_no_file(person: Person) -> None:
    file = Path(person.environment["HOME"]) / "page.html"
    terminal = person("report", "--for-therapist", str(file))
    terminal.wait_for("What do you want to talk about?").press("\x03")
    assert terminal.status() == 130
    assert list(file.parent.glob("*.html")) == []
