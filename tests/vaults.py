"""Open vaults to test with, plain and encrypted."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from builders import CountingIds, StoppedClock
from closeness_cli.storage.administrations import AdministrationStore
from closeness_cli.storage.entries import EntryStore
from closeness_cli.storage.people import PeopleStore
from closeness_cli.storage.revisions import Revisions
from closeness_cli.storage.vault import open_vault

if TYPE_CHECKING:
    from closeness_cli.storage.connection import Connection, Row
    from closeness_cli.storage.paths import VaultPaths

KEYS = {"plain": None, "encrypted": bytes(range(32))}


@dataclass
class OpenVault:
    """A vault that is open, with its stores."""

    paths: VaultPaths
    key: bytes | None
    connection: Connection
    clock: StoppedClock = field(default_factory=StoppedClock)
    ids: CountingIds = field(default_factory=lambda: CountingIds(100))

    def __post_init__(self) -> None:
        self.revisions = Revisions(self.connection, clock=self.clock, ids=self.ids)
        self.entries = EntryStore(self.revisions)
        self.administrations = AdministrationStore(self.revisions)
        self.people = PeopleStore(self.revisions)

    @property
    def key_hex(self) -> str:
        """The key as another program is told of it; empty for a plain vault."""
        return (self.key or b"").hex()

    def reopened(self) -> OpenVault:
        """Close the file and open it again, as the next command would."""
        self.connection.close()
        self.connection = open_vault(self.paths, self.key)
        self.__post_init__()
        return self

    def history(self, record_id: str) -> list[Row]:
        """Give (type, has a parent, body) of a record's revisions, oldest first."""
        return self.connection.run(
            "SELECT record_type, parent_id IS NOT NULL, body FROM revisions WHERE record_id=?"
            " ORDER BY seq",
            [record_id],
        )
