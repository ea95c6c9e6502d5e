"""Which days one may look back to, and which entries may come back on their own."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from closeness_cli.core.entry import DO_NOT_RESURFACE, EntryKind
from closeness_cli.core.when import EARLIEST_YEAR

if TYPE_CHECKING:
    from closeness_cli.core.entry import Entry

NEVER = frozenset({EntryKind.CONFLICT, EntryKind.REPAIR})
"""Kinds that stay where they are: a conflict, and what tells of one."""

MONTHS_AGO = (1, 6)
"""Looked back to where no earlier year has anything: while a journal is young."""


def may_resurface(entry: Entry) -> bool:
    """Say whether an entry may be shown without being looked for."""
    marked = entry.fields.get(DO_NOT_RESURFACE) is True
    return entry.kind not in NEVER and not marked and not entry.in_trash


def same_day_of_years(today: date) -> list[date]:
    """Give this day of the year in earlier years, the latest first.

    The 29th of February comes with the 28th in years that have none.
    """
    years = range(today.year - 1, EARLIEST_YEAR - 1, -1)
    days = [(today.month, today.day)]
    if days == [(2, 28)] and not _is_leap(today.year):
        days.insert(0, (2, 29))
    found = (_day(year, month, day) for year in years for month, day in days)
    return [day for day in found if day is not None]


def same_day_of_months(today: date) -> list[date]:
    """Give this day of the months `MONTHS_AGO`, the latest first; some months have none."""
    found = []
    for ago in MONTHS_AGO:
        year, month = divmod(today.year * 12 + today.month - 1 - ago, 12)
        found.append(_day(year, month + 1, today.day))
    return [day for day in found if day is not None]


def months_between(earlier: date, later: date) -> int:
    """Count the months from one day to another, as a calendar counts them."""
    return (later.year - earlier.year) * 12 + later.month - earlier.month


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _is_leap(year: int) -> bool:
    return _day(year, 2, 29) is not None
