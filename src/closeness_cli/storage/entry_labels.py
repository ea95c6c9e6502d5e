"""Days by what their conversations and conflicts were about, without further texts."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from closeness_cli.core.entry import EntryKind
from closeness_cli.storage.connection import damaged
from closeness_cli.storage.entry_rows import where_of

if TYPE_CHECKING:
    from closeness_cli.core.entry import EntryFilter
    from closeness_cli.storage.connection import Connection

WITH_TOPICS = (EntryKind.CONVERSATION, EntryKind.CONFLICT)
"""Kinds of entry that may say what they were about."""


def days_by_topic(connection: Connection, wanted: EntryFilter) -> dict[str, frozenset[int]]:
    """Give the local days of each topic, as `date.toordinal`, those on most days first.

    Capitals and blanks make no other topic; the spelling used last stands for all.
    """
    where, values = where_of(wanted)
    found: dict[str, tuple[str, set[int]]] = {}
    for topic, on in connection.run(
        f"SELECT e.fields->>'topic', e.local_on FROM entries e WHERE {where}"
        f" AND e.kind IN ({', '.join('?' * len(WITH_TOPICS))})"
        " AND e.fields->>'topic' IS NOT NULL ORDER BY e.at, e.seq",
        (*values, *map(str, WITH_TOPICS)),
    ):
        title = " ".join(str(topic).split())
        days = found.get(title.casefold(), ("", set[int]()))[1]
        days.add(_number(on))
        found[title.casefold()] = (title, days)
    ordered = sorted(found.items(), key=lambda one: (-len(one[1][1]), one[0]))
    return {title: frozenset(days) for _, (title, days) in ordered}


def _number(on: str) -> int:
    try:
        return date.fromisoformat(on).toordinal()
    except ValueError:
        raise damaged() from None  # it would quote the vault
