"""The tables of rituals, of the times they were done, and of drafts."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sqlite_utils import Database


def practices(db: Database) -> None:
    """Rituals and observances; drafts, which are no records and leave no history."""
    db.execute(
        "CREATE TABLE rituals ("
        " seq INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, name TEXT NOT NULL,"
        " body TEXT NOT NULL, in_trash INTEGER NOT NULL DEFAULT 0) STRICT"
    )
    db.execute(
        "CREATE TABLE observances ("
        " seq INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, ritual_id TEXT NOT NULL,"
        " at TEXT NOT NULL, offset_seconds INTEGER NOT NULL, zone TEXT NOT NULL,"
        " local_on TEXT NOT NULL, state TEXT NOT NULL, body TEXT NOT NULL,"
        " in_trash INTEGER NOT NULL DEFAULT 0) STRICT"
    )
    db.execute("CREATE INDEX observances_of_rituals ON observances(ritual_id, local_on)")
    db.execute(
        "CREATE TABLE drafts ("
        " seq INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, person_id TEXT, kind TEXT NOT NULL,"
        " entry_id TEXT, based_on TEXT, at TEXT NOT NULL, offset_seconds INTEGER NOT NULL,"
        " zone TEXT NOT NULL, text TEXT NOT NULL) STRICT"
    )
