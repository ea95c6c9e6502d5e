"""The schema of the vault, in numbered steps. A released step is never edited."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Protocol

from closeness_cli.errors import UnreadableVaultError
from closeness_cli.storage.connection import use_driver_in_sqlite_utils
from closeness_cli.storage.practices import practices
from closeness_cli.storage.trigrams import trigrams

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlite_utils import Database
    from sqlite_utils.db import Table

    from closeness_cli.storage.connection import Connection

SCHEMA_VERSION = 4
"""`PRAGMA user_version` of a vault that needs no migration."""

APPLICATION_ID = 0x636C6F73
"""`PRAGMA application_id`: "clos", so that another program's file is told from a vault."""


class Step(Protocol):
    """One change of the schema, with a name."""

    __name__: str

    def __call__(self, db: Database, /) -> None:
        """Make the change."""
        ...


MOMENT = {"at": str, "offset_seconds": int, "zone": str, "local_on": str}


def schema_version(connection: Connection, *, newest: int = SCHEMA_VERSION) -> int:
    """Say which schema the file has; 0 for an empty one.

    Raises:
        UnreadableVaultError: The file is another program's, or a newer closeness made it.
    """
    version = int(connection.value("PRAGMA user_version"))
    owner = int(connection.value("PRAGMA application_id"))
    if owner != APPLICATION_ID and (
        version or owner or connection.value("SELECT count(*) FROM sqlite_master")
    ):
        raise UnreadableVaultError(
            "The file is a database of another program, not a vault.",
            "Name another with --vault PATH.",
        )
    if version > newest:
        raise UnreadableVaultError(
            f"A newer version made this vault (format {version}; this one reads up to {newest}).",
            "Update the program, then try again.",
        )
    return version


def migrate(connection: Connection, steps: Sequence[Step] | None = None) -> None:
    """Bring a vault to the present schema, all steps and their record in one transaction.

    Args:
        steps: All there ever were, in order; without them, those of this version.
    """
    use_driver_in_sqlite_utils()
    from sqlite_utils.migrations import Migrations  # slow; only where there is work

    steps = STEPS if steps is None else steps
    known = Migrations("closeness")
    for number, step in enumerate(steps, start=1):
        known(name=f"m{number:03}_{step.__name__}")(step)
    with connection.writing():
        # Another process may have done it while this one waited.
        if schema_version(connection, newest=len(steps)) < len(steps):
            known.apply(connection.database())
            connection.run(f"PRAGMA application_id={APPLICATION_ID}")
            connection.run(f"PRAGMA user_version={len(steps)}")


def records(db: Database) -> None:
    """Revisions of every record, and the tables that show their latest state."""
    _create(
        db,
        "revisions",
        {
            "seq": int,
            "id": str,
            "record_id": str,
            "record_type": str,
            "parent_id": str,
            "author_id": str,
            "device_id": str,
            "written_at": str,
            "body": str,
        },
        optional={"parent_id", "author_id", "body"},
    )
    table(db, "revisions").create_index(["record_id", "seq"])
    table(db, "revisions").create_index(["record_type", "seq"])
    _create(
        db,
        "entries",
        {
            "seq": int,
            "id": str,
            "person_id": str,
            **MOMENT,
            "kind": str,
            "mood": int,
            "text": str,
            "tags": str,
            "visibility": str,
            "fields": str,
            "in_trash": int,
        },
        optional={"person_id", "mood"},
    )
    table(db, "entries").create_index(["in_trash", "at"])
    table(db, "entry_tags").create(
        {"tag": str, "entry_seq": int},
        pk=("tag", "entry_seq"),
        foreign_keys=[("entry_seq", "entries", "seq")],
        not_null={"tag", "entry_seq"},
        strict=True,
    )
    table(db, "entry_tags").create_index(["entry_seq"])
    table(db, "entries").enable_fts(
        ["text", "tags"], create_triggers=True, tokenize="unicode61 remove_diacritics 2"
    )
    # Without this, words of a deleted entry stay in the index (docs/decisions/0004).
    db.execute("INSERT INTO entries_fts(entries_fts, rank) VALUES('secure-delete', 1)")
    _people_and_answers(db)
    _create(db, "meta", {"seq": int, "id": str, "value": str})


def _people_and_answers(db: Database) -> None:
    _create(db, "people", {"seq": int, "id": str, "name": str})
    _create(db, "definitions", {"seq": int, "id": str, "instrument": str, "body": str})
    _create(
        db,
        "administrations",
        {
            "seq": int,
            "id": str,
            "definition_id": str,
            "instrument": str,
            "person_id": str,
            **MOMENT,
            "item_order": str,
            "completed_at": str,
            "in_trash": int,
        },
        optional={"person_id", "completed_at"},
    )
    table(db, "administrations").create_index(["instrument", "at"])
    _create(
        db,
        "responses",
        {
            "seq": int,
            "id": str,
            "administration_id": str,
            "item_id": str,
            "value": str,
            "label": str,
            "position": int,
            "milliseconds": int,
            "reason": str,
        },
        optional={"value", "milliseconds", "reason"},
    )
    table(db, "responses").create_index(["administration_id", "item_id"], unique=True)
    table(db, "scores").create(
        {
            "administration_id": str,
            "dimension": str,
            "value": float,
            "n_answered": int,
            "n_items": int,
            "scorer_version": int,
        },
        pk=("administration_id", "dimension"),
        not_null={"n_answered", "n_items", "scorer_version"},
        strict=True,
    )


def measures(db: Database) -> None:
    """Guesses, shuffled orders and early sittings; safety answers, wordings, own instruments."""
    administrations = table(db, "administrations")
    administrations.add_column("guess_of", str)
    administrations.add_column("seed", int)
    administrations.add_column("early", int, not_null_default=0)
    # Apart from `responses`, so that nothing that reads those can come upon a safety answer.
    _create(
        db,
        "safety_responses",
        {
            "seq": int,
            "id": str,
            "administration_id": str,
            "item_id": str,
            "value": str,
            "label": str,
            "position": int,
            "milliseconds": int,
            "reason": str,
        },
        optional={"value", "milliseconds", "reason"},
    )
    table(db, "safety_responses").create_index(["administration_id", "item_id"], unique=True)
    _create(db, "wordings", {"seq": int, "id": str, "profile": str, "body": str})
    table(db, "wordings").create_index(["profile"], unique=True)
    _create(
        db,
        "own_instruments",
        {
            "seq": int,
            "id": str,
            "instrument": str,
            "definition_id": str,
            "body": str,
            "in_trash": int,
        },
    )
    table(db, "own_instruments").create_index(["instrument"], unique=True)


def _create(
    db: Database, name: str, columns: dict[str, Any], *, optional: set[str] | None = None
) -> None:
    """Make a table with `seq` as its rowid and `id` unique; all but `optional` is NOT NULL."""
    not_null = set(columns) - {"seq"} - (optional or set())
    made = table(db, name).create(columns, pk="seq", not_null=not_null, strict=True)
    made.create_index(["id"], unique=True)


def table(db: Database, name: str) -> Table:
    """Name a table, not a view, so that it can be changed."""
    return db.table(name)


STEPS: tuple[Step, ...] = (records, measures, trigrams, practices)
