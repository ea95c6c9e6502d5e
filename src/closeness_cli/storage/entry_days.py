"""Entries by their local day: which days have some, of which kind and tag, and what they say."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from closeness_cli.core.written_days import WrittenDay
from closeness_cli.storage.entry_rows import COLUMNS, entry_of, where_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from closeness_cli.core.entry import Entry, EntryFilter
    from closeness_cli.storage.connection import Connection, Row


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


def days_by_kind(connection: Connection, wanted: EntryFilter) -> dict[str, frozenset[int]]:
    """Give the days of each kind of entry, as `date.toordinal`."""
    where, values = where_of(wanted)
    rows = connection.run(
        f"SELECT DISTINCT e.kind, e.local_on FROM entries e WHERE {where} ORDER BY e.kind", values
    )
    return _grouped(rows)


def days_by_tag(
    connection: Connection, wanted: EntryFilter, *, fewest: int = 1, most: int | None = None
) -> dict[str, frozenset[int]]:
    """Give the days of each tag, as `date.toordinal`; the tags on most days first.

    Args:
        fewest: Days that a tag must be on.
        most: Tags at most.
    """
    where, values = where_of(wanted)
    chosen = [
        row[0]
        for row in connection.run(
            "SELECT t.tag FROM entry_tags t JOIN entries e ON e.seq=t.entry_seq"
            f" WHERE {where} GROUP BY t.tag HAVING count(DISTINCT e.local_on)>=?"
            " ORDER BY count(DISTINCT e.local_on) DESC, t.tag LIMIT ?",
            (*values, fewest, -1 if most is None else most),
        )
    ]
    rows = connection.run(
        "SELECT DISTINCT t.tag, e.local_on FROM entry_tags t JOIN entries e ON e.seq=t.entry_seq"
        f" WHERE {where} AND t.tag IN ({', '.join('?' * len(chosen))})",
        (*values, *chosen),
    )
    found = _grouped(rows)
    return {tag: found[tag] for tag in chosen}


def daily_kinds(connection: Connection, wanted: EntryFilter) -> list[tuple[str, date, int]]:
    """Count the entries of each kind and local day, oldest first."""
    where, values = where_of(wanted)
    rows = connection.run(
        "SELECT e.kind, e.local_on, count(*) FROM entries e"
        f" WHERE {where} GROUP BY e.local_on, e.kind ORDER BY e.local_on, e.kind",
        values,
    )
    return _counted(rows)


def daily_tags(connection: Connection, wanted: EntryFilter) -> list[tuple[str, date, int]]:
    """Count the entries of each tag and local day, oldest first."""
    where, values = where_of(wanted)
    rows = connection.run(
        "SELECT t.tag, e.local_on, count(*) FROM entry_tags t JOIN entries e ON e.seq=t.entry_seq"
        f" WHERE {where} GROUP BY e.local_on, t.tag ORDER BY e.local_on, t.tag",
        values,
    )
    return _counted(rows)


def _counted(rows: Iterable[Row]) -> list[tuple[str, date, int]]:
    return [(name, date.fromisoformat(on), n) for name, on, n in rows]


def _grouped(rows: Iterable[Row]) -> dict[str, frozenset[int]]:
    days: dict[str, set[int]] = {}
    for name, on in rows:
        days.setdefault(name, set()).add(date.fromisoformat(on).toordinal())
    return {name: frozenset(on) for name, on in days.items()}
