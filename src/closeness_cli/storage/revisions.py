"""The append-only history that everything in a vault comes from.

A record (an entry, an administration, a person) is a chain of revisions. A revision is never
changed; the latest one says what the record is now, and one without a body says that it was
deleted. Tables such as `entries` show the latest state and can be rebuilt from here.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, NamedTuple

from closeness_cli.core.canonical import canonical
from closeness_cli.core.moment import utc_text

if TYPE_CHECKING:
    from collections.abc import Mapping

    from closeness_cli.core.moment import Moment
    from closeness_cli.services.ports import Clock, Ids
    from closeness_cli.storage.connection import Connection


class Revision(NamedTuple):
    """One state of a record.

    Args:
        author_id: Who wrote it; absent for the vault's owner.
        written_at: UTC, as `utc_text` writes it.
        body: Canonical JSON; absent for a deletion.
    """

    id: str
    record_id: str
    record_type: str
    parent_id: str | None
    author_id: str | None
    device_id: str
    written_at: str
    body: str | None


class Revisions:
    """Appends revisions to a vault."""

    def __init__(self, connection: Connection, *, clock: Clock, ids: Ids) -> None:
        self.connection = connection
        self._clock = clock
        self._ids = ids
        self._device = ""

    def now(self) -> Moment:
        """Give the present moment, as what is appended gets it."""
        return self._clock.now()

    def new_record_id(self) -> str:
        """Make an id for a new record."""
        return self._ids.new()

    def first(self, record_type: str, record_id: str, body: Mapping[str, Any]) -> None:
        """Append the first revision of a new record."""
        self._append(record_type, record_id, None, canonical_body(body))

    def next(self, record_type: str, record_id: str, body: Mapping[str, Any] | None) -> None:
        """Append a later revision; without a body, a deletion."""
        parent = head_id(self.connection, record_id)
        self._append(record_type, record_id, parent, None if body is None else canonical_body(body))

    def last_body(self, record_id: str) -> dict[str, Any]:
        """Read the body that a record had last, also when it is in the trash now."""
        text = self.connection.value(
            "SELECT body FROM revisions WHERE record_id=? AND body IS NOT NULL"
            " ORDER BY seq DESC LIMIT 1",
            [record_id],
        )
        body: dict[str, Any] = json.loads(text)
        return body

    def _append(
        self, record_type: str, record_id: str, parent_id: str | None, body: str | None
    ) -> None:
        store(
            self.connection,
            Revision(
                id=self._ids.new(),
                record_id=record_id,
                record_type=record_type,
                parent_id=parent_id,
                author_id=None,
                device_id=self._device_id(),
                written_at=utc_text(self._clock.now().at),
                body=body,
            ),
        )

    def _device_id(self) -> str:
        self._device = self._device or self.connection.value(
            "SELECT value FROM meta WHERE id='device_id'"
        )
        return self._device


def store(connection: Connection, *revisions: Revision) -> None:
    """Write revisions as they are."""
    connection.run_many(
        "INSERT INTO revisions(id, record_id, record_type, parent_id, author_id, device_id,"
        " written_at, body) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        revisions,
    )


def head_id(connection: Connection, record_id: str) -> str | None:
    """Find the id of a record's latest revision."""
    found: str | None = connection.value(
        "SELECT id FROM revisions WHERE record_id=? ORDER BY seq DESC LIMIT 1", [record_id]
    )
    return found


def canonical_body(body: Mapping[str, Any]) -> str:
    """Write a body as canonical JSON: sorted keys, no blanks, nothing that is absent."""
    present = {key: value for key, value in body.items() if value is not None}
    return canonical(present)
