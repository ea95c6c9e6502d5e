"""Entries by their local day: which days have some, and what was written on a few of them."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from closeness_cli.core.written_days import WrittenDay
from closeness_cli.storage.entry_rows import COLUMNS, entry_of, where_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from closeness_cli.core.entry import Entry, EntryFilter
    from closeness_cli.storage.connection import Connection


def written_days(connection: Connection, wanted: EntryFilter) -> list[WrittenDay]:
    """Give the days that have entries, oldest first."""
    where, values = where_of(wanted)
    rows = connection.run(
        "SELECT e.local_on, count(*), avg(e.mood) FROM entries e"
        f" WHERE {where} GROUP BY e.local_on ORDER BY e.local_on",
        values,
    )
    return [WrittenDay(date.fromisoformat(row[0]), row[1], row[2]) for row in rows]


def entries_of_days(
    connection: Connection, days: Sequence[date], wanted: EntryFilter
) -> list[Entry]:
    """Give the entries of these local days: the latest day first, and each as it went."""
    where, values = where_of(wanted)
    rows = connection.run(
        f"SELECT {COLUMNS} FROM entries e WHERE {where}"
        f" AND e.local_on IN ({', '.join('?' * len(days))})"
        " ORDER BY e.local_on DESC, e.at, e.seq",
        [*values, *(day.isoformat() for day in days)],
    )
    return [entry_of(row) for row in rows]
