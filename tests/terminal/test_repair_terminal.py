"""`closeness report repair` at a real terminal: old open conflicts are asked about once."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from terminals import Person

LATER = "2025-12-14T21:04:00+01:00"


def test_an_old_conflict_is_asked_about_once_and_then_counts_until_it_faded(
    person: Person,
) -> None:
    person.says("journal", "conflict", "Loud.")
    person.environment["CLOSENESS_NOW"] = LATER
    assert "nothing noted since" in person.says("report", "repair", "--plain")

    terminal = person("report", "repair").wait_for("Is this still open? Friday 14 November 2025")
    terminal.press("3").wait_for("14 November  it faded within 30 days")
    assert terminal.status() == 0
    assert "it faded within" in person.says("report", "repair", "--plain")

    terminal = person("report", "repair").wait_for("it faded within 30 days")
    assert terminal.status() == 0
    assert "still open?" not in terminal.sent
    [entry] = json.loads(person.says("journal", "list", "--json"))["data"]["entries"]
    assert (entry["closed_as"], entry["closed_on"]) == ("faded", "2025-12-14")


def test_data_for_a_program_come_without_a_question(person: Person) -> None:
    person.says("journal", "conflict", "Loud.")
    person.environment["CLOSENESS_NOW"] = LATER
    terminal = person("report", "repair", "--json").wait_for('"open_without_word_since": 1')
    assert terminal.status() == 0
