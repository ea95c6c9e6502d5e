"""Faults that a harness must find: each is put into a writer, and into nothing that is shipped."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable

    from closeness_cli.storage.entries import EntryStore


def deaf() -> None:
    """What a full or broken disk says is not heard, and the entry counts as kept."""
    from closeness_cli.errors import StorageFailedError
    from closeness_cli.storage.entries import EntryStore

    real: Callable[[EntryStore, Any], None] = EntryStore.add

    def add(self: EntryStore, entry: Any) -> None:  # noqa: ANN401 - as it comes
        with suppress(StorageFailedError):
            real(self, entry)

    EntryStore.add = add  # type: ignore[method-assign] # that is the fault


def unsynced() -> None:
    """The write-ahead log is synced only when it is folded, as SQLite's NORMAL does."""
    _with_setting("synchronous=extra", "synchronous=normal")


def unjournaled() -> None:
    """Pages are overwritten in place, without a log to undo it by."""
    _with_setting("journal_mode=wal", "journal_mode=off")
    _with_setting("synchronous=extra", "synchronous=off")


def impatient() -> None:
    """Nobody waits for another process that is writing."""
    from closeness_cli.storage import connection, vault

    connection.BUSY_SECONDS = 0
    kept = vault.open_vault.__kwdefaults__ or {}
    vault.open_vault.__kwdefaults__ = {**kept, "busy_seconds": 0}


def syncless() -> None:
    """Nothing that is written outside of SQLite is brought to the disk."""
    import os

    os.fsync = lambda fd: None  # noqa: ARG005 - as the one it stands for


def untidy() -> None:
    """What a crash left beside the vault stays there."""
    from closeness_cli.storage import encryption

    encryption.tidy = lambda *_: None


def hasty() -> None:
    """An entry is acknowledged before it is kept; `writer.py` does it."""


def _with_setting(there: str, instead: str) -> None:
    from closeness_cli.storage import connection

    connection.SETTINGS = tuple(instead if one == there else one for one in connection.SETTINGS)  # type: ignore[assignment] # as many as before


MUTANTS: dict[str, Callable[[], None]] = {
    "": lambda: None,
    **{
        one.__name__: one
        for one in (deaf, unsynced, unjournaled, impatient, syncless, untidy, hasty)
    },
}
