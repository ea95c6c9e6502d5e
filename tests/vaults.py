"""Open vaults to test with, plain and encrypted."""

from __future__ import annotations

from contextlib import closing
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from builders import CountingIds, StoppedClock, a_dimension, a_response, an_instrument, an_item
from closeness_cli.bootstrap.stores import Stores
from closeness_cli.storage.administrations import AdministrationStore
from closeness_cli.storage.entries import EntryStore
from closeness_cli.storage.people import PeopleStore
from closeness_cli.storage.revisions import Revisions
from closeness_cli.storage.rituals import RitualStore
from closeness_cli.storage.safety_answers import SafetyAnswers
from closeness_cli.storage.settings import Settings
from closeness_cli.storage.shelf import ShelfStore
from closeness_cli.storage.vault import create_vault, open_vault
from closeness_cli.storage.wordings import WordingStore

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
        self.rituals = RitualStore(self.revisions)
        self.safety = SafetyAnswers(self.revisions)
        self.wordings = WordingStore(self.revisions)
        self.shelf = ShelfStore(self.revisions)
        self.settings = Settings(self.connection)

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


def ask_safety(paths: VaultPaths, value: int | None) -> None:
    """Make a vault in which one safety item was answered, or skipped."""
    create_vault(paths, ids=CountingIds())
    with closing(open_vault(paths)) as connection:
        clock = StoppedClock()
        stores = Stores(connection, clock=clock, ids=CountingIds(100))
        begun = stores.administrations.begin(
            an_instrument(
                an_item("close"),
                replace(an_item("safe"), safety=True),
                dimensions=[a_dimension(items=["close"])],
            ),
            started=clock.now(),
            order=["close", "safe"],
        )
        stores.safety.keep(begun.id, a_response("safe", value))
