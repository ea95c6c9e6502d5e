"""Vaults to test with: real files, plain and encrypted."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import pytest

from builders import CountingIds, StoppedClock
from closeness_cli.storage.administrations import AdministrationStore
from closeness_cli.storage.entries import EntryStore
from closeness_cli.storage.paths import VaultPaths
from closeness_cli.storage.people import PeopleStore
from closeness_cli.storage.revisions import Revisions
from closeness_cli.storage.vault import create_vault, open_vault

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from closeness_cli.storage.connection import Connection, Row

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


@pytest.fixture(params=KEYS)
def key(request: pytest.FixtureRequest) -> bytes | None:
    """The key of an encrypted vault, and none for a plain one."""
    return KEYS[request.param]


@pytest.fixture
def paths(tmp_path: Path) -> VaultPaths:
    """Where a vault may be made."""
    return VaultPaths(tmp_path / "vault")


@pytest.fixture
def vault(paths: VaultPaths, key: bytes | None) -> Iterator[OpenVault]:
    """A new vault, open; each test runs on a plain and on an encrypted one."""
    create_vault(paths, ids=CountingIds(), key=key)
    opened = OpenVault(paths, key, open_vault(paths, key))
    yield opened
    opened.connection.close()
