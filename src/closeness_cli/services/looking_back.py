"""Looking back: the moods of months, and what was written on this day."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from closeness_cli.core.entry import EntryFilter
from closeness_cli.core.looking_back import may_resurface, same_day_of_months, same_day_of_years

if TYPE_CHECKING:
    from datetime import date

    from closeness_cli.core.entry import Entry
    from closeness_cli.core.written_days import WrittenDay
    from closeness_cli.services.ports import EntriesByDay


class MoodCalendar(NamedTuple):
    """The days with entries from one day to another, both included."""

    first: date
    last: date
    days: tuple[WrittenDay, ...]


def read_calendar(
    *,
    since: date | None,
    until: date | None,
    today: date,
    entries: EntriesByDay,
    person_id: str | None = None,
) -> MoodCalendar | None:
    """Read the days with entries; it begins with the first of them, so that no month is empty.

    Args:
        since: The first day that counts.
        until: The first day that no longer counts.
        today: Where it ends unless entries, or `until`, say otherwise.

    Returns:
        Nothing where there are no entries.
    """
    wanted = EntryFilter(since=since, until=until, person_id=person_id)
    days = tuple(entries.written_days(wanted))
    if not days:
        return None
    last = days[-1].on
    if until is None or today < until:
        last = max(last, today)
    return MoodCalendar(days[0].on, last, days)


def look_back(
    today: date, *, entries: EntriesByDay, person_id: str | None = None
) -> tuple[Entry, ...]:
    """Find what was written on this day of earlier years; else of earlier months.

    Conflicts are never among it, nor what their writer did not want to see again.
    """
    wanted = EntryFilter(until=today, person_id=person_id)
    for days in (same_day_of_years(today), same_day_of_months(today)):
        found = tuple(filter(may_resurface, entries.of_days(days, wanted)))
        if found:
            return found
    return ()
