"""Which things to try were shown last, so that the next one is another. Never exported."""

from __future__ import annotations

import json
from datetime import date
from typing import TYPE_CHECKING

from closeness_cli.core.person import OWNER
from closeness_cli.core.reports.idea import Shown

if TYPE_CHECKING:
    from collections.abc import Sequence

    from closeness_cli.storage.connection import Connection

_PREFIX = "last_ideas_"


class LastIdeas:
    """Remembers, beside the vault's own settings, days and marks that say nothing."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def shown(self, person_id: str | None = None) -> tuple[Shown, ...]:
        """Give what one person was shown, oldest first; what cannot be read was never shown."""
        found = self._connection.value("SELECT value FROM meta WHERE id=?", [_id(person_id)])
        try:
            return tuple(
                Shown(date.fromisoformat(on), mark) for on, mark in json.loads(found or "[]")
            )
        except (TypeError, ValueError):
            return ()

    def keep(self, shown: Sequence[Shown], person_id: str | None = None) -> None:
        """Remember what one person was shown, in place of what was remembered before."""
        value = json.dumps([(one.on.isoformat(), one.mark) for one in shown])
        with self._connection.writing():
            self._connection.run(
                "INSERT INTO meta(id, value) VALUES (?, ?)"
                " ON CONFLICT(id) DO UPDATE SET value=excluded.value",
                (_id(person_id), value),
            )


def _id(person_id: str | None) -> str:
    return _PREFIX + (person_id or OWNER)
