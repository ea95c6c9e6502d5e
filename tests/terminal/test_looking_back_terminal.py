"""Looking back at a terminal: a calendar in colour, and a reading screen that leaves no trace."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from terminals import Person


def test_on_this_day_is_read_in_a_screen_that_leaves_nothing_behind(person: Person) -> None:
    person.says("journal", "add", "We walked home.", "--at", "2024-11-14", "--mood", "1")
    person.says("settings", "on-this-day", "on")
    terminal = person("journal", "on-this-day", columns=40).wait_for("A year ago:")
    terminal.wait_for("We walked home.").press("q")
    assert terminal.status() == 0
    assert terminal.left_behind.strip() == ""
    calendar = person("journal", "calendar", "--last", "2y", columns=40)
    calendar.wait_for("Nov 2024").press("q")
    assert calendar.status() == 0
    assert ";38;5;" in calendar.sent
