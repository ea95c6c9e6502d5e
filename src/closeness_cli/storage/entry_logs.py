"""Conflicts with their repairs, and conversations by day: what reports count, without texts."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING

from closeness_cli.core.entry import EntryKind
from closeness_cli.core.moment import from_utc_text
from closeness_cli.core.reports.conversations import TalkDay
from closeness_cli.core.reports.repair import Conflict
from closeness_cli.storage.connection import damaged
from closeness_cli.storage.entry_rows import where_of

if TYPE_CHECKING:
    from closeness_cli.core.entry import EntryFilter
    from closeness_cli.storage.connection import Connection


def conflicts(connection: Connection, wanted: EntryFilter) -> list[Conflict]:
    """Give conflicts, oldest first, each with the moments of all its repairs."""
    repairs = _repairs(connection, wanted)
    where, values = where_of(wanted._replace(kind=EntryKind.CONFLICT))
    rows = connection.run(
        "SELECT e.id, e.at, e.offset_seconds, e.fields->>'closed_as', e.fields->>'closed_on',"
        f" e.fields->>'still_open_on' FROM entries e WHERE {where} ORDER BY e.at, e.seq",
        values,
    )
    try:
        return [
            Conflict(
                began_at=from_utc_text(row[1]),
                offset_seconds=row[2],
                repairs_at=tuple(repairs.get(row[0], ())),
                closed_as=row[3],
                closed_on=row[4] and date.fromisoformat(row[4]),
                still_open_on=row[5] and date.fromisoformat(row[5]),
            )
            for row in rows
        ]
    except ValueError:
        raise damaged() from None  # it would quote the vault


def _repairs(connection: Connection, wanted: EntryFilter) -> dict[str, list[datetime]]:
    """Give when the repairs of each conflict were, those after the period among them."""
    anytime = wanted._replace(kind=EntryKind.REPAIR, since=None, until=None, tags=())
    where, values = where_of(anytime)
    rows = connection.run(
        "SELECT e.fields->>'repairs', e.at FROM entries e"
        f" WHERE {where} AND e.fields->>'repairs' IS NOT NULL",
        values,
    )
    found: dict[str, list[datetime]] = {}
    for conflict_id, at in rows:
        found.setdefault(conflict_id, []).append(from_utc_text(at))
    return found


def talk_days(connection: Connection, wanted: EntryFilter) -> list[TalkDay]:
    """Give the local days that have conversations, oldest first, with what was said of them."""
    where, values = where_of(wanted._replace(kind=EntryKind.CONVERSATION))
    rows = connection.run(
        "SELECT e.local_on, count(*), count(e.fields->>'minutes'), total(e.fields->>'minutes'),"
        " count(e.fields->>'depth'), total(e.fields->>'depth'), max(e.fields->>'depth'),"
        " count(e.fields->>'presence'), total(e.fields->>'presence'), max(e.fields->>'presence')"
        f" FROM entries e WHERE {where} GROUP BY e.local_on ORDER BY e.local_on",
        values,
    )
    return [TalkDay(date.fromisoformat(row[0]), *row[1:]) for row in rows]


def talk_beginners(connection: Connection, wanted: EntryFilter) -> list[tuple[str, int]]:
    """Count conversations by who began them: `self`, `both` or the id of a person; most first."""
    where, values = where_of(wanted._replace(kind=EntryKind.CONVERSATION))
    rows = connection.run(
        f"SELECT e.fields->>'began_by', count(*) FROM entries e WHERE {where}"
        " AND e.fields->>'began_by' IS NOT NULL GROUP BY 1 ORDER BY 2 DESC, 1",
        values,
    )
    return [(row[0], row[1]) for row in rows]
