"""Ids for what others wrote, derived so that a second import finds the first."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from closeness_cli.core.moment import milliseconds_of
from closeness_cli.core.ulid import ENTROPY_BYTES, ulid

if TYPE_CHECKING:
    from datetime import datetime

    from closeness_cli.storage.connection import Connection


class DerivedIds:
    """ULIDs that follow from the vault and from what a line says."""

    def __init__(self, connection: Connection) -> None:
        vault_id: str = connection.value("SELECT value FROM meta WHERE id='vault_id'")
        self._seed = hashlib.sha256(vault_id.encode() + b"\n")
        # Whole numbers of 64 bits, since a file may have a million lines.
        self._seen: set[int] = set()
        self._again: dict[int, int] = {}

    def of_line(self, content: str, at: datetime) -> str:
        """Derive the id of the record that a line makes."""
        mark = int.from_bytes(hashlib.sha256(content.encode()).digest()[:8], "big")
        occurrence = 0
        if mark in self._seen:
            occurrence = self._again[mark] = self._again.get(mark, 0) + 1
        self._seen.add(mark)
        return self._derived(at, "line", str(occurrence), content)

    def part_of(self, whole: str, part: str, at: datetime) -> str:
        """Derive the id of something that comes with a record, such as its revision."""
        return self._derived(at, "part", whole, part)

    def _derived(self, at: datetime, *what: str) -> str:
        hashed = self._seed.copy()
        hashed.update("\n".join(what).encode())
        return ulid(milliseconds_of(at), hashed.digest()[:ENTROPY_BYTES])
