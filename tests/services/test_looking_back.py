from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from builders import a_moment, an_entry
from closeness_cli.core.entry import Entry, EntryFilter, EntryKind
from closeness_cli.core.written_days import WrittenDay
from closeness_cli.services.looking_back import MoodCalendar, look_back, read_calendar

if TYPE_CHECKING:
    from collections.abc import Sequence

TODAY = date(2025, 11, 14)


class Shelf:
    """Entries by their day, in memory."""

    def __init__(self, *entries: Entry) -> None:
        self.entries = entries

    def written_days(self, wanted: EntryFilter) -> list[WrittenDay]:
        days = sorted({one.moment.on for one in self.entries})
        since, until = wanted.since or date.min, wanted.until or date.max
        return [WrittenDay(day, 1) for day in days if since <= day < until]

    def of_days(self, days: Sequence[date], wanted: EntryFilter) -> list[Entry]:
        until = wanted.until or date.max
        return [one for one in self.entries if one.moment.on in days and one.moment.on < until]


def on(day: str, kind: EntryKind = EntryKind.NOTE) -> Entry:
    return an_entry(day, moment=a_moment(f"{day}T12:00:00+01:00"), kind=kind)


def looked_back(*entries: Entry) -> list[str]:
    return [one.text for one in look_back(TODAY, entries=Shelf(*entries))]


def test_an_earlier_year_comes_before_months() -> None:
    assert looked_back(on("2023-11-14"), on("2025-10-14")) == ["2023-11-14"]


def test_a_young_journal_looks_back_a_month_or_six() -> None:
    young = on("2025-10-14"), on("2025-05-14"), on("2025-09-14"), on("2025-11-14")
    assert looked_back(*young) == ["2025-10-14", "2025-05-14"]
    assert looked_back() == []


def test_where_only_a_conflict_was_in_earlier_years_months_are_looked_at() -> None:
    loud = on("2024-11-14", EntryKind.CONFLICT)
    assert looked_back(loud, on("2025-10-14")) == ["2025-10-14"]
    assert looked_back(loud, on("2025-10-14", EntryKind.REPAIR)) == []


def read(
    *entries: Entry, since: date | None = None, until: date | None = None
) -> MoodCalendar | None:
    return read_calendar(since=since, until=until, today=TODAY, entries=Shelf(*entries))


def test_a_calendar_begins_with_its_first_entry_and_ends_today() -> None:
    found = read(on("2025-09-03"), on("2025-10-14"))
    assert found is not None
    assert (found.first, found.last) == (date(2025, 9, 3), TODAY)
    assert [day.on for day in found.days] == [date(2025, 9, 3), date(2025, 10, 14)]


def test_a_calendar_of_the_past_ends_with_its_last_entry() -> None:
    found = read(on("2025-09-03"), on("2025-10-14"), until=date(2025, 10, 1))
    assert found is not None
    assert (found.first, found.last) == (date(2025, 9, 3), date(2025, 9, 3))


def test_without_entries_there_is_no_calendar() -> None:
    assert read(on("2025-09-03"), since=date(2025, 10, 1)) is None
