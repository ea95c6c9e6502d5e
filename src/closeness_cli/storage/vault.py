"""Making, opening and describing the vault's file."""

from __future__ import annotations

import os
import stat
from contextlib import contextmanager
from typing import TYPE_CHECKING

from closeness_cli.errors import StorageFailedError, UnreadableVaultError, WrongUseError
from closeness_cli.storage.connection import Connection
from closeness_cli.storage.migrations import SCHEMA_VERSION, back_up, migrate, schema_version
from closeness_cli.storage.paths import PRIVATE_FOLDER, VaultPaths

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from closeness_cli.services.ports import Ids

FRESH_SUFFIX = ".new"
"""A vault that is still being made; one left by a crash is swept by the next creation."""


def vault_exists(paths: VaultPaths) -> bool:
    """Say whether there is a vault here."""
    return paths.database.exists()


def open_vault(paths: VaultPaths, key: bytes | None = None) -> Connection:
    """Open an existing vault, after a backup and a migration where its schema is older.

    Raises:
        UnreadableVaultError: Empty, damaged, newer, or no vault.
        VaultLockedError: The key does not open it.
        StorageFailedError: The folder or the disk refused.
    """
    _check_file(paths.database)
    connection = Connection(paths.database, key)
    try:
        version = schema_version(connection)
        if version == 0:
            raise UnreadableVaultError(
                "The vault's file is empty.", "Keep it as it is, and go back to a backup."
            )
        if version < SCHEMA_VERSION:
            back_up(connection, paths, version=version)
            migrate(connection)
    except BaseException:
        connection.close()
        raise
    return connection


def create_vault(paths: VaultPaths, *, ids: Ids, key: bytes | None = None) -> bool:
    """Make a vault where there is none, whole or not at all.

    The file is made under another name and linked into place, so that a crash leaves no half
    of it and of two processes one wins.

    Returns:
        Whether it was this call that made it.
    """
    if vault_exists(paths):
        return False
    with _told_of_the_folder():
        paths.folder.mkdir(mode=PRIVATE_FOLDER, parents=True, exist_ok=True)
        fresh = paths.folder / f".{paths.database.name}.{ids.new()}{FRESH_SUFFIX}"
        try:
            _make(fresh, ids=ids, key=key)
            os.link(fresh, paths.database)
        except FileExistsError:
            return False
        finally:
            _remove(fresh)
        _sync_folder(paths.folder)
    return True


def empty_vault(*, ids: Ids) -> Connection:
    """Make a vault in memory, for reading where there is none yet."""
    connection = Connection(None)
    _fill(connection, ids=ids)
    return connection


def _make(path: Path, *, ids: Ids, key: bytes | None) -> None:
    connection = Connection(path, key)
    try:
        _fill(connection, ids=ids)
    finally:
        connection.close()


def _fill(connection: Connection, *, ids: Ids) -> None:
    migrate(connection)
    with connection.writing():
        for name in ("vault_id", "device_id"):
            connection.run("INSERT INTO meta(id, value) VALUES (?, ?)", (name, ids.new()))


def _check_file(path: Path) -> None:
    try:
        found = path.stat()
    except OSError as error:
        raise StorageFailedError(
            "The vault's file cannot be reached.", "Check who may read its folder."
        ) from error
    if not stat.S_ISREG(found.st_mode):
        raise WrongUseError("The vault's file is not a file.", "Name another with --vault PATH.")
    if found.st_size == 0:
        raise UnreadableVaultError(
            "The vault's file is empty.", "Keep it as it is, and go back to a backup."
        )


def _remove(fresh: Path) -> None:
    for suffix in ("", "-wal", "-shm", "-journal"):
        fresh.with_name(fresh.name + suffix).unlink(missing_ok=True)


def _sync_folder(folder: Path) -> None:
    """Make the new name durable; a file alone survives a power cut without its name."""
    if os.name == "posix":
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


@contextmanager
def _told_of_the_folder() -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise StorageFailedError(
            "The vault's folder cannot be made or written to, so nothing was saved.",
            "Check who may write there, or name another with --vault PATH.",
        ) from error
