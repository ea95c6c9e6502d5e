"""Whether a vault that was brought holds triggers or views that this program never made.

A trigger runs whenever a table is written to, so one of somebody else's could change or delete
what is written later. SQLite lets none of them call out (`trusted_schema=off`).
"""

from __future__ import annotations

from contextlib import closing

from closeness_cli.errors import UnreadableVaultError
from closeness_cli.storage.connection import Connection
from closeness_cli.storage.migrations import STEPS, migrate


def check_own_schema(connection: Connection) -> None:
    """Let a vault through whose triggers and views are those of some version of the schema.

    Raises:
        UnreadableVaultError: One of them is not.
    """
    found = _active(connection)
    own: set[tuple[str, str]] = set()
    for version in range(len(STEPS), 0, -1):
        with closing(Connection(None)) as empty:
            migrate(empty, STEPS[:version])
            own |= _active(empty)
        if found <= own:
            return
    raise UnreadableVaultError(
        "The file holds more than is ever written into a vault, so it was not taken.",
        "Take another backup; somebody may have changed this one.",
    )


def _active(connection: Connection) -> set[tuple[str, str]]:
    """Give name and text of everything in a schema that acts by itself."""
    return {
        (name, sql)
        for name, sql in connection.run(
            "SELECT name, sql FROM sqlite_master WHERE type IN ('trigger', 'view')"
        )
    }
