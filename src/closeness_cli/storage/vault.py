"""Making, opening and describing the vault's file."""

from __future__ import annotations

import os
import stat
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING

from closeness_cli.errors import StorageFailedError, UnreadableVaultError, WrongUseError
from closeness_cli.storage.connection import BUSY_SECONDS, Connection
from closeness_cli.storage.keys import key_files
from closeness_cli.storage.migrations import STEPS, Step, migrate, schema_version
from closeness_cli.storage.private_files import make_private_folder, put_in_place, sync_folder

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

    from closeness_cli.services.ports import Ids
    from closeness_cli.storage.keys.header import Header
    from closeness_cli.storage.paths import VaultPaths

FRESH_SUFFIX = ".new"
"""A vault that is still being made; one left by a crash is swept by the next creation."""


def vault_exists(paths: VaultPaths) -> bool:
    """Say whether there is a vault here.

    Raises:
        StorageFailedError: It cannot be seen; that is not the same as none.
    """
    return _exists(paths.database)


def check_none_is_gone(paths: VaultPaths) -> None:
    """Refuse to go on as if there had never been a vault; a new one would end the key of this.

    Raises:
        UnreadableVaultError: Its key is here, and its file is not.
    """
    # In this order: whoever makes a vault puts its key there last.
    if _exists(paths.key_file) and not vault_exists(paths):
        raise UnreadableVaultError(
            "The vault's file is gone, and only its key is left.",
            "Put vault.db back beside vault.key, or go back to a backup.",
        )


def open_vault(
    paths: VaultPaths,
    key: bytes | None = None,
    *,
    busy_seconds: float = BUSY_SECONDS,
    steps: Sequence[Step] = STEPS,
) -> Connection:
    """Open an existing vault, after a backup and a migration where its schema is older.

    Args:
        busy_seconds: How long to wait for another process that is writing.
        steps: Every step of the schema that this program knows.

    Raises:
        UnreadableVaultError: Empty, damaged, newer, or no vault.
        VaultLockedError: The key does not open it.
        StorageFailedError: The folder or the disk refused.
    """
    found = _check_file(paths.database)
    connection = Connection(paths.database, key, busy_seconds=busy_seconds)
    try:
        _check_is_same(paths.database, found)
        newest = len(steps)
        version = schema_version(connection, newest=newest)
        if version == 0:
            raise UnreadableVaultError(
                "The vault's file is empty.", "Keep it as it is, and go back to a backup."
            )
        if version < newest:
            from closeness_cli.storage.backups import Reason, keep_backup  # only where it changes

            keep_backup(connection, paths, Reason.MIGRATION)
            migrate(connection, steps)
    except BaseException:
        connection.close()
        raise
    return connection


def create_vault(
    paths: VaultPaths,
    *,
    ids: Ids,
    key: bytes | None = None,
    header: Callable[[str], Header] | None = None,
    steps: Sequence[Step] = STEPS,
    fill: Callable[[Connection], None] | None = None,
) -> bool:
    """Make a vault where there is none, whole or not at all.

    The file is made under another name and linked into place, so that a crash leaves no half
    of it and of two processes one wins.

    Args:
        key: The 32 bytes that the file is encrypted with; absent for a plain one.
        header: Makes the header of the vault with this id, which wraps the key.
        fill: Puts something in before anyone can see the vault; where it raises, there is none.

    Returns:
        Whether it was this call that made it.

    Raises:
        UnreadableVaultError: An encrypted vault was here, and only its key is left.
        StorageFailedError: The folder or the disk refused.
    """
    made = False
    check_none_is_gone(paths)
    if not vault_exists(paths):
        with _told_of_the_folder():
            make_private_folder(paths.folder)
            made = _make_and_link(paths, ids=ids, key=key, header=header, steps=steps, fill=fill)
    _sweep(paths)
    return made


def empty_vault(instead_of: VaultPaths | None = None, *, ids: Ids) -> Connection:
    """Make a vault in memory, for reading where there is none yet.

    Args:
        instead_of: Where one would be.

    Raises:
        UnreadableVaultError: An encrypted vault was there, and only its key is left.
    """
    if instead_of is not None:
        check_none_is_gone(instead_of)
    connection = Connection(None)
    _fill(connection, ids=ids)
    return connection


def _make_and_link(
    paths: VaultPaths,
    *,
    ids: Ids,
    key: bytes | None,
    header: Callable[[str], Header] | None,
    steps: Sequence[Step],
    fill: Callable[[Connection], None] | None,
) -> bool:
    fresh = paths.folder / f".{paths.database.name}.{ids.new()}{FRESH_SUFFIX}"
    made, salt = False, b""
    try:
        vault_id = _make(fresh, ids=ids, key=key, steps=steps, fill=fill)
        if header is not None:
            salt = key_files.salt_of(fresh)
            key_files.let_wait(paths, header(vault_id), salt)
        put_in_place(fresh, paths.database)
        made = True
    except (OSError, StorageFailedError):
        # Another process was faster, and may have swept this one's file away already.
        if vault_exists(paths):
            return False
        raise
    finally:
        if salt and not made:
            key_files.drop_waiting(paths, salt)
        remove_with_logs(fresh)
    sync_folder(paths.folder)
    if salt:
        key_files.settle(paths, salt)
    return True


def _make(
    path: Path,
    *,
    ids: Ids,
    key: bytes | None,
    steps: Sequence[Step],
    fill: Callable[[Connection], None] | None,
) -> str:
    connection = Connection(path, key)
    try:
        _fill(connection, ids=ids, steps=steps)
        if fill is not None:
            fill(connection)
        # Closing does it too, and would not say that it could not.
        connection.run("PRAGMA wal_checkpoint(TRUNCATE)")
        return vault_id_of(connection)
    finally:
        connection.close()


def vault_id_of(connection: Connection) -> str:
    """Read the random id that a vault has from its beginning."""
    return str(connection.value("SELECT value FROM meta WHERE id='vault_id'"))


def _fill(connection: Connection, *, ids: Ids, steps: Sequence[Step] = STEPS) -> None:
    migrate(connection, steps)
    with connection.writing():
        for name in ("vault_id", "device_id"):
            connection.run("INSERT INTO meta(id, value) VALUES (?, ?)", (name, ids.new()))


def check_is_file(path: Path) -> os.stat_result:
    """Look at a vault's file from outside; a pipe would keep waiting whoever opened it.

    Raises:
        WrongUseError: It is something else than a file.
        StorageFailedError: It cannot be seen.
    """
    try:
        found = path.stat()
    except OSError as error:
        raise _out_of_reach() from error
    if not stat.S_ISREG(found.st_mode):
        raise WrongUseError("The vault's file is not a file.", "Name another with --vault PATH.")
    return found


def _check_file(path: Path) -> os.stat_result:
    found = check_is_file(path)
    if found.st_size == 0:
        raise UnreadableVaultError(
            "The vault's file is empty.", "Keep it as it is, and go back to a backup."
        )
    return found


def _check_is_same(path: Path, found: os.stat_result) -> None:
    """Refuse a file that another one replaced while it was opened; what it gets would be lost."""
    if not os.path.samestat(_check_file(path), found):
        raise StorageFailedError(
            "Another process changed the vault meanwhile.", "Try again; nothing was saved."
        )


def _exists(path: Path) -> bool:
    try:
        path.stat()
    except (FileNotFoundError, NotADirectoryError):
        return False
    except OSError as error:
        raise _out_of_reach() from error
    return True


def _out_of_reach() -> StorageFailedError:
    return StorageFailedError(
        "The vault's file cannot be reached.", "Check who may read its folder."
    )


def _sweep(paths: VaultPaths) -> None:
    """Remove what a creation left that was cut off; there is a vault now, so none is wanted."""
    with suppress(OSError):
        for left in paths.folder.glob(f".{paths.database.name}.*{FRESH_SUFFIX}*"):
            left.unlink(missing_ok=True)


def remove_with_logs(fresh: Path) -> None:
    """Remove a file that was to become the vault's, with what SQLite may have put beside it."""
    for ending in ("", "-wal", "-shm", "-journal"):
        with suppress(OSError):
            fresh.with_name(fresh.name + ending).unlink(missing_ok=True)


@contextmanager
def _told_of_the_folder() -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise StorageFailedError(
            "The vault's folder cannot be made or written to, so nothing was saved.",
            "Check who may write there, or name another with --vault PATH.",
        ) from error
