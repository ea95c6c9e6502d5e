"""`closeness report trend`, `report range` and `report instrument`."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path

    from commands import Closeness

FIRST = date(2025, 6, 1)


@pytest.fixture
def answered(kept: Closeness) -> Closeness:
    """Three weekly sets, and one of another instrument."""
    for at, close in enumerate((5, 7, 6)):
        day = (FIRST + timedelta(weeks=at)).isoformat()
        kept("assess", f"--answer=connection={close}", "--answer=heard=3", "--at", day)
    kept("assess", "distance-signs", "--answer=talk=2", "--at", "2025-06-20")
    return kept


def test_a_trend_says_where_the_line_stands(answered: Closeness) -> None:
    done = answered("report", "trend")
    assert done.status == 0
    assert done.out.startswith("Feeling close: 6 of 10 on Sunday 15 June. Too early to compare; ")
    assert "●" in done.out


def test_another_dimension_is_asked_for_by_its_name(answered: Closeness) -> None:
    data = answered("report", "trend", "Feeling heard", "--json").data
    assert (data["followed"]["dimension"], data["followed"]["n"]) == ("heard", 3)
    talk = answered("report", "trend", "distance-signs/talk", "--json").data
    assert talk["followed"]["unit"] == "percent_of_range"


def test_a_dimension_that_there_is_not_is_refused(answered: Closeness) -> None:
    assert answered("report", "trend", "conection") == (
        2,
        "",
        "There is no dimension of that name among these answers.\n  Did you mean connection?\n",
    )
    refused = answered("report", "trend", "zzzzzzz")
    assert refused.status == 2
    assert "There are: connection, heard, " in refused.err


def test_without_answers_the_sections_say_how_to_begin(kept: Closeness) -> None:
    assert kept("report", "trend").out.startswith("There are no answers to follow yet.")
    assert kept("report", "range").out.startswith("There are no answers or moods yet")
    assert kept("report", "instrument", "week") == (
        2,
        "",
        "There are no answers to an instrument of that name.\n  closeness assess begins one.\n",
    )


def test_the_range_is_too_early_at_first(answered: Closeness) -> None:
    assert answered("report", "range", "--plain").out.startswith("Too early to compare; from about")


def test_an_instrument_is_shown_with_its_items(answered: Closeness) -> None:
    done = answered("report", "instrument", "week")
    assert done.out.startswith(
        "Four weekly questions: three sets of answers from 1 June to 15 June"
    )
    assert "5 to 6 of 10" in done.out
    data = answered("report", "instrument", "WEEK", "--json").data
    assert [one["value"] for one in data["items"][0]["answers"]] == [5, 7, 6]


def test_an_instrument_that_was_never_answered_is_refused(answered: Closeness) -> None:
    refused = answered("report", "instrument", "weak")
    assert (refused.status, refused.err.splitlines()[1]) == (2, "  Did you mean week?")
    assert "Answered so far: distance-signs, week." in answered("report", "instrument", "zz").err


@pytest.mark.parametrize("section", [["trend"], ["range"], ["instrument", "week"]])
def test_the_method_is_said_where_it_is_asked_for(section: list[str], answered: Closeness) -> None:
    short, long = (answered("report", *section, *more).out for more in ((), ("--method",)))
    assert long.startswith(short.rstrip("\n"))
    assert len(long) > len(short) + 100


@pytest.mark.parametrize("section", [["trend"], ["range"], ["instrument", "week"]])
def test_a_period_and_a_file_can_be_asked_for(
    section: list[str], answered: Closeness, tmp_path: Path
) -> None:
    file = tmp_path / "section.md"
    done = answered("report", *section, "--since", "2025-06-08", "--markdown", str(file))
    assert done.status == 0
    assert file.read_text().startswith("# ")
    none = answered("report", *section, "--since", "2025-11-01", "--plain")
    assert none.status == 0
    assert "period" in none.out


def test_circles_are_drawn_as_they_were_first_and_latest(kept: Closeness) -> None:
    for day, now in (("2025-09-01", 3), ("2025-10-01", 6)):
        answers = ("--answer", f"overlap_now={now}", "--answer", "overlap_want=5")
        assert kept("assess", "overlap", *answers, "--at", day).status == 0

    told = kept("report", "instrument", "overlap", "--plain").out

    assert (
        "Which picture shows the two of you right now?\n"
        "The circles overlap: a little on 1 September, mostly on 1 October.\n" in told
    )
    assert "1 October: mostly" in kept("report", "instrument", "overlap").out
