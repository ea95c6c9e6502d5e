"""A backup put in the vault's place, and what that would change."""

from __future__ import annotations

import os
from contextlib import closing, suppress
from typing import TYPE_CHECKING, NamedTuple

from closeness_cli.errors import StorageFailedError, UnreadableVaultError
from closeness_cli.storage.backups import WAL_FILE, Reason, keep_as_it_is, keep_backup
from closeness_cli.storage.connection import Connection, damaged
from closeness_cli.storage.foreign_schema import check_own_schema
from closeness_cli.storage.migrations import schema_version
from closeness_cli.storage.private_files import (
    make_private_folder,
    new_private_file,
    put_in_place,
    sync_folder,
)

if TYPE_CHECKING:
    from pathlib import Path

    from closeness_cli.storage.paths import VaultPaths


class Contents(NamedTuple):
    """How much a vault holds.

    Args:
        n_entries: Without those in the trash.
        n_sets: Complete sets of answers, without those in the trash.
        n_states: Revisions: everything that was ever written, changed or deleted.
        last_written_at: UTC, as `utc_text` writes it; absent for an empty vault.
    """

    vault_id: str
    n_entries: int
    n_sets: int
    n_states: int
    last_written_at: str | None


class Change(NamedTuple):
    """What a restore would do.

    Args:
        present: What there is now; absent without a vault, or with one that cannot be read.
        n_gained: Revisions that only the backup has.
        n_lost: Revisions that only the present vault has.
    """

    backup: Contents
    present: Contents | None
    n_gained: int
    n_lost: int


def open_backup(copy: Path, key: bytes | None) -> Connection:
    """Open a backup's database that was unpacked, and make sure that it is whole.

    Raises:
        UnreadableVaultError: It is damaged, newer than this closeness, or no vault.
        VaultLockedError: The key does not open it.
    """
    connection = Connection(copy, key)
    try:
        if schema_version(connection) == 0:
            raise UnreadableVaultError("The backup is empty.", "Take another one.")
        if connection.run("PRAGMA quick_check") != [("ok",)]:
            raise damaged()
        check_own_schema(connection)
    except BaseException:
        connection.close()
        raise
    return connection


def change_of(backup: Connection, present: Connection | None) -> Change:
    """Compare a backup with the vault that there is."""
    theirs = contents_of(backup)
    if present is None:
        return Change(theirs, None, n_gained=theirs.n_states, n_lost=0)
    ids, here = _revision_ids(backup), _revision_ids(present)
    return Change(theirs, contents_of(present), len(ids - here), len(here - ids))


def contents_of(connection: Connection) -> Contents:
    """Count what a vault holds."""
    value = connection.value
    return Contents(
        vault_id=value("SELECT value FROM meta WHERE id='vault_id'"),
        n_entries=value("SELECT count(*) FROM entries WHERE in_trash=0"),
        n_sets=value(
            "SELECT count(*) FROM administrations WHERE in_trash=0 AND completed_at IS NOT NULL"
        ),
        n_states=value("SELECT count(*) FROM revisions"),
        last_written_at=value("SELECT written_at FROM revisions ORDER BY seq DESC LIMIT 1"),
    )


def restore_over(backup: Connection, present: Connection, paths: VaultPaths) -> Path:
    """Put a backup in the place of the vault; gives where the present one is kept.

    It is one transaction of the vault that there is, so that a crash leaves the one or the other,
    another closeness waits for it, and the vault keeps its key and its passphrases.

    Raises:
        StorageFailedError: The disk or the folder refused; the vault is as it was.
    """
    kept = keep_backup(present, paths, Reason.RESTORE)
    present.copy_from(backup)
    # So that nothing of the vault before is left in its write-ahead log.
    present.run("PRAGMA wal_checkpoint(TRUNCATE)")
    return kept


def restore_where_none_is(copy: Path, header: bytes | None, paths: VaultPaths) -> Path | None:
    """Make a vault of a backup's file where there is none, or none that can be read.

    Args:
        copy: The unpacked file, in the vault's folder and closed.
        header: The key's header, where the backup has one.

    Returns:
        Where the files that cannot be read are kept; absent where there were none.

    Raises:
        StorageFailedError: The disk or the folder refused.
    """
    try:
        there = (paths.database, paths.folder / WAL_FILE, paths.key_file)
        kept = keep_as_it_is(paths) if any(map(os.path.lexists, there)) else None
        if kept is not None:
            for path in (*there, paths.folder / f"{paths.database.name}-shm"):
                path.unlink(missing_ok=True)
        # The header first: a key without a vault is nothing, a vault without its key is lost.
        if header is not None:
            _write(header, paths.key_file)
        _sync(copy)
        put_in_place(copy, paths.database)
        sync_folder(paths.folder)
    except OSError as error:
        raise StorageFailedError(
            "The vault's folder cannot be written to, so nothing was restored.",
            "Check who may write there, and whether there is room.",
        ) from error
    return kept


def fold(copy: Path, key: bytes | None) -> None:
    """Bring an unpacked file's write-ahead log into it, so that it can be moved alone."""
    with closing(Connection(copy, key)) as connection:
        connection.run("PRAGMA wal_checkpoint(TRUNCATE)")


def make_folder(paths: VaultPaths) -> bool:
    """Make the vault's folder where there is none; says whether it did."""
    is_new = not paths.folder.exists()
    try:
        make_private_folder(paths.folder)
    except OSError as error:
        raise StorageFailedError(
            "The vault's folder cannot be made or written to, so nothing was restored.",
            "Check who may write there, or name another with --vault PATH.",
        ) from error
    return is_new


def remove_empty_folder(paths: VaultPaths) -> None:
    """Remove a folder that was made for a restore that did not come."""
    with suppress(OSError):
        paths.folder.rmdir()


def _revision_ids(connection: Connection) -> set[str]:
    return {row[0] for row in connection.stream("SELECT id FROM revisions")}


def _write(content: bytes, path: Path) -> None:
    with os.fdopen(new_private_file(path), "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def _sync(path: Path) -> None:
    with path.open("r+b") as file:
        os.fsync(file.fileno())
