"""Finding records by the names that a file gives them: people and rituals."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from closeness_cli.core.person import folded_name

if TYPE_CHECKING:
    from closeness_cli.storage.connection import Connection


class NameBook:
    """The names of all records of one type, kept up to date during an import.

    A deleted record is found too, where no other has the name, so that a second import of
    the same lines does not bring it back under a new id.
    """

    def __init__(self, connection: Connection, record_type: str) -> None:
        self._names: dict[str, str] = {}
        self._ids: dict[str, dict[str, None]] = {}
        self._deleted: set[str] = set()
        for record_id, body in connection.stream(
            "SELECT record_id, body FROM revisions WHERE record_type=? ORDER BY seq",
            [record_type],
        ):
            self.note(record_id, None if body is None else json.loads(body)["name"])

    def note(self, record_id: str, name: str | None) -> None:
        """Learn what a record is called now; without a name, that it was deleted."""
        if name is None:
            self._deleted.add(record_id)
            return
        self._deleted.discard(record_id)
        former = self._names.get(record_id)
        if former is not None:
            self._ids[former].pop(record_id, None)
        self._names[record_id] = folded_name(name)
        self._ids.setdefault(folded_name(name), {})[record_id] = None

    def find(self, name: str) -> str | None:
        """Find the record of this name: the first that is not deleted, else the first."""
        ids = self._ids.get(folded_name(name), {})
        return min(ids, key=self._deleted.__contains__, default=None)
