"""The tables of rituals, of the times they were done, and of drafts; a quieter index."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from closeness_cli.core.moment import Moment

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlite_utils import Database


def practices(db: Database) -> None:
    """Rituals and observances; drafts, which are no records and leave no history.

    And the index of words is written to only where words change: moving ten thousand entries to
    the trash would else rewrite all of it.
    """
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
    db.execute("CREATE INDEX observances_of_days ON observances(local_on)")
    _show_kept(db)
    db.execute(
        "CREATE TABLE drafts ("
        " seq INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, person_id TEXT, kind TEXT NOT NULL,"
        " entry_id TEXT, based_on TEXT, at TEXT NOT NULL, offset_seconds INTEGER NOT NULL,"
        " zone TEXT NOT NULL, text TEXT NOT NULL) STRICT"
    )
    db.execute("DROP TRIGGER entries_au")
    db.execute(
        "CREATE TRIGGER entries_au AFTER UPDATE OF seq, text, tags ON entries BEGIN"
        " INSERT INTO entries_fts(entries_fts, rowid, text, tags)"
        " VALUES ('delete', old.rowid, old.text, old.tags);"
        " INSERT INTO entries_fts(rowid, text, tags) VALUES (new.rowid, new.text, new.tags); END"
    )


def _show_kept(db: Database) -> None:
    """Fill the tables from rituals and observances that were imported before there were any."""
    for record_id, body, in_trash in _last_states(db, "ritual"):
        db.execute(
            "INSERT INTO rituals(id, name, body, in_trash) VALUES (?, ?, ?, ?)",
            (record_id, json.loads(body)["name"], body, in_trash),
        )
    for record_id, body, in_trash in _last_states(db, "observance"):
        said: dict[str, Any] = json.loads(body)
        moment = Moment.from_iso(said["at"], said["tz"])
        db.execute(
            "INSERT INTO observances(id, ritual_id, at, offset_seconds, zone, local_on, state,"
            " body, in_trash) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                *(record_id, said["ritual"], moment.at_text, moment.offset_seconds, moment.zone),
                *(moment.on.isoformat(), said["state"], body, in_trash),
            ),
        )


def _last_states(db: Database, record_type: str) -> Iterator[tuple[str, str, int]]:
    """Give id, last body and whether it is deleted of each record, in the order they came."""
    bodies: dict[str, str] = {}
    deleted: set[str] = set()
    rows = db.execute(
        "SELECT record_id, body FROM revisions WHERE record_type=? ORDER BY seq", [record_type]
    )
    for record_id, body in rows.fetchall():
        if body is None:
            deleted.add(record_id)
        else:
            deleted.discard(record_id)
            bodies[record_id] = body
    for record_id, body in bodies.items():
        yield record_id, body, int(record_id in deleted)
