"""`closeness report repair`: from conflict to repair, also before there is a usual time."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path

    from commands import Closeness

EARLY = """\
Too early for a usual time from conflict to repair.

The latest conflicts
  3 November  nothing noted since
  1 November  repaired after 26 hours
"""


@pytest.fixture
def journal(closeness: Closeness) -> Closeness:
    """Two conflicts, one of them repaired."""
    first = closeness("journal", "conflict", "Loud.", "--at", "2025-11-01 20:00", "--json").data
    closeness("journal", "repair", "Tea.", "--of", first["id"], "--at", "2025-11-02 22:00")
    closeness("journal", "conflict", "Again.", "--at", "2025-11-03 20:00")
    return closeness


def a_year(closeness: Closeness) -> Closeness:
    lines = [
        json.dumps(one)
        for month in range(1, 11)
        for one in (
            {
                "type": "entry",
                "kind": "conflict",
                "at": f"2025-{month:02}-03T20:00:00+00:00",
                "text": "Loud.",
                "ref": f"c{month}",
            },
            {
                "type": "entry",
                "kind": "repair",
                "at": f"2025-{month:02}-04T{month + 5:02}:00:00+00:00",
                "text": "Tea.",
                "repairs": f"c{month}",
            },
        )
    ]
    assert closeness("vault", "import", "-", "--yes", given="\n".join(lines)).status == 0
    return closeness


def test_without_a_conflict_there_is_nothing_to_tell(closeness: Closeness) -> None:
    assert closeness("report", "repair").out.startswith("No conflict is noted in your journal")
    assert "in this period" in closeness("report", "repair", "--last", "12w").out


def test_a_few_conflicts_are_told_one_by_one(journal: Closeness) -> None:
    assert journal("report", "repair") == (0, EARLY, "")
    assert "1 November" not in journal("report", "repair", "--since", "2025-11-02").out


def test_a_year_has_a_usual_time_with_its_range(closeness: Closeness) -> None:
    said = a_year(closeness)("report", "repair", "--plain").out.splitlines()
    assert said[0].startswith("Half of your conflicts were repaired within about 15 hours (95 %: ")
    assert said[0].endswith("; ten conflicts, ten repaired).")
    assert "Kaplan" in closeness("report", "repair", "--method").out


def test_a_program_gets_every_figure(closeness: Closeness) -> None:
    data = a_year(closeness)("report", "repair", "--json").data
    assert (data["conflicts"], data["repaired"]) == (10, 10)
    assert data["median_hours"]["value"] == 14.5
    assert data["earlier_and_later"]["silence"]["reason"] == "too_few_on_a_side"


def test_it_can_be_written_into_a_file(closeness: Closeness, tmp_path: Path) -> None:
    file = tmp_path / "repair.md"
    assert a_year(closeness)("report", "repair", "--markdown", str(file)).status == 0
    assert file.read_text("utf-8").startswith("# From conflict to repair, on Friday 14 November")
