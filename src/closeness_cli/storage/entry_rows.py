"""Entries as rows of their table: their columns, and which of them are asked for."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from closeness_cli.core.entry import Entry, EntryFilter, EntryKind, Visibility
from closeness_cli.core.moment import Moment, from_utc_text
from closeness_cli.storage.connection import damaged

if TYPE_CHECKING:
    from closeness_cli.storage.connection import Row

COLUMNS = (
    "e.id, e.at, e.offset_seconds, e.zone, e.text, e.kind, e.mood, e.tags, e.visibility,"
    " e.person_id, e.fields, e.in_trash"
)


def where_of(wanted: EntryFilter) -> tuple[str, tuple[object, ...]]:
    """Write a filter as SQL on the entries `e`, and its values."""
    parts = ["e.in_trash=?", "e.person_id IS ?"]
    values: list[object] = [int(wanted.in_trash), wanted.person_id]
    for sql, value in (
        ("e.local_on>=?", wanted.since and wanted.since.isoformat()),
        ("e.local_on<?", wanted.until and wanted.until.isoformat()),
        ("e.kind=?", wanted.kind and str(wanted.kind)),
        ("e.mood=?", wanted.mood),
    ):
        if value is not None:
            parts.append(sql)
            values.append(value)
    for tag in wanted.tags:
        parts.append("e.seq IN (SELECT entry_seq FROM entry_tags WHERE tag=?)")
        values.append(tag.casefold())
    return " AND ".join(parts), tuple(values)


def entry_of(row: Row) -> Entry:
    """Read an entry from its `COLUMNS`; others may follow."""
    try:
        return Entry(
            id=row[0],
            moment=Moment(from_utc_text(row[1]), row[2], row[3]),
            text=row[4],
            kind=EntryKind(row[5]),
            mood=row[6],
            tags=tuple(json.loads(row[7])),
            visibility=Visibility(row[8]),
            person_id=row[9],
            fields=json.loads(row[10]),
            in_trash=bool(row[11]),
        )
    except ValueError:
        raise damaged() from None  # it would quote the vault
