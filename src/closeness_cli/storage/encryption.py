"""A vault under another key: encrypted, decrypted or re-keyed, whole or not at all.

All three copy the vault into a new file under the new key, read that one again and compare it row
by row, and only then give it the name. The present file's write lock is held from before the copy
until after that, and nobody else may have the file open, so that no write is left behind in it.
Its journal is not a write-ahead log meanwhile: one that outlived the old file would be taken for
the new one's.

At each moment there is one whole vault with a header that fits it (see `keys.key_files`).
"""

from __future__ import annotations

from contextlib import closing, contextmanager, suppress
from typing import TYPE_CHECKING

from closeness_cli.errors import StorageFailedError
from closeness_cli.storage.connection import BUSY_SECONDS, Connection, damaged
from closeness_cli.storage.keys import key_files
from closeness_cli.storage.paths import VAULT_FILE
from closeness_cli.storage.private_files import is_held_partial, sweep_partials, sync_folder
from closeness_cli.storage.vault import (
    FRESH_SUFFIX,
    open_vault,
    remove_with_logs,
    vault_id_of,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from closeness_cli.services.ports import Ids
    from closeness_cli.storage.keys.header import Header
    from closeness_cli.storage.paths import VaultPaths


def change_key(
    paths: VaultPaths,
    old: bytes | None,
    new: bytes | None,
    *,
    ids: Ids,
    header: Callable[[str], Header] | None = None,
) -> None:
    """Put a vault under another key.

    Args:
        old: Its present data key; absent for a plain vault.
        new: The one that it gets; absent to decrypt it.
        header: Makes the header of the vault with this id, which wraps the new key.

    Raises:
        StorageFailedError: Another closeness uses the vault, or the folder or the disk refused;
            the vault is as it was.
        UnreadableVaultError: The vault is damaged.
    """
    with (
        closing(open_vault(paths, old)) as connection,
        _alone(connection),
        _told_of_the_disk(),
    ):
        sweep(paths)
        fresh = paths.folder / f".{paths.database.name}.{ids.new()}{FRESH_SUFFIX}"
        try:
            _copy(connection, paths.database, old, fresh, new)
            _check_same(connection, fresh, new)
            _put_in_place(connection, paths, fresh, header)
        finally:
            remove_with_logs(fresh)


def tidy(connection: Connection, paths: VaultPaths) -> None:
    """Remove what a crash left beside the vault; not while another process writes."""
    if not _has_leftovers(paths):
        return
    connection.run("PRAGMA busy_timeout=0")
    try:
        with suppress(StorageFailedError, OSError), connection.writing():
            sweep(paths)
            key_files.settle(paths, key_files.salt_from(connection))
            # With a write-ahead log there is no journal; this one was left before anything was
            # changed, or SQLite would have used it (sqlite.org/fileformat.html, section 3).
            if connection.value("PRAGMA journal_mode") == "wal":
                _journal(paths).unlink(missing_ok=True)
    finally:
        connection.run(f"PRAGMA busy_timeout={BUSY_SECONDS * 1000}")


def remove_plain_backups(paths: VaultPaths) -> bool:
    """Remove every backup in the vault's folder that is not encrypted; says whether there was one.

    Raises:
        StorageFailedError: One could not be removed, so that it can be read still.
    """
    found = [path for path in paths.backups.glob("*") if _is_plain_backup(path)]
    try:
        for path in found:
            path.unlink(missing_ok=True)
    except OSError as error:
        raise StorageFailedError(
            "The vault is encrypted now, and a plain backup of it could not be removed.",
            "Remove the folder `backups` in the vault's folder.",
        ) from error
    if found:
        sync_folder(paths.backups)
    return bool(found)


def _is_plain_backup(path: Path) -> bool:
    """Say whether a file is a plain vault, alone or in the zip of a backup; unreadable ones too."""
    from zipfile import BadZipFile, ZipFile  # slow to import

    try:
        with path.open("rb") as file:
            if file.read(len(key_files.PLAIN)) == key_files.PLAIN:
                return True
        with ZipFile(path) as packed, packed.open(VAULT_FILE) as member:
            return member.read(len(key_files.PLAIN)) == key_files.PLAIN
    except (BadZipFile, KeyError):
        return path.suffix in {".partial", ".zip"}
    except OSError:
        return False


def sweep(paths: VaultPaths) -> None:
    """Remove copies that were not finished; only who holds the vault's write lock may."""
    for left in paths.folder.glob(f".{paths.database.name}.*{FRESH_SUFFIX}*"):
        with suppress(OSError):
            left.unlink(missing_ok=True)
    sweep_partials(paths.folder)  # what a restore unpacked


def _journal(paths: VaultPaths) -> Path:
    return paths.database.with_name(f"{paths.database.name}-journal")


def _has_leftovers(paths: VaultPaths) -> bool:
    import os

    starts = (f".{paths.database.name}.", f".{paths.key_file.name}.", _journal(paths).name)
    try:
        names = os.listdir(paths.folder)  # noqa: PTH208 - names are enough, and this is on the way of every command
    except OSError:
        return False
    return any(name.startswith(starts) or is_held_partial(name) for name in names)


@contextmanager
def _alone(connection: Connection) -> Iterator[None]:
    """Hold the vault's write lock, with nobody else in it and no write-ahead log."""
    connection.run("PRAGMA journal_mode=delete")  # refused while another process is in it
    with connection.writing():
        # One may have come in between, and with it the log.
        if connection.value("PRAGMA journal_mode") != "delete":
            raise StorageFailedError(
                "Another process uses this vault.", "Try again in a moment; nothing was changed."
            )
        yield


def _copy(
    source: Connection, path: Path, old: bytes | None, fresh: Path, new: bytes | None
) -> None:
    marks = [
        f"PRAGMA {name}={source.value(f'PRAGMA {name}')}"
        for name in ("application_id", "user_version")
    ]
    with closing(Connection(fresh, new)) as target:
        target.run("ATTACH DATABASE ? AS source KEY ?", [str(path.absolute()), _as_text(old)])
        # Not IMMEDIATE: that would want the source's write lock, which is held already.
        target.run("BEGIN")
        target.run("SELECT sqlcipher_export('main', 'source')")
        for mark in marks:  # not part of what is exported
            target.run(mark)
        target.run("COMMIT")
        target.run("DETACH DATABASE source")
        # Closing does it too, and would not say that it could not.
        target.run("PRAGMA wal_checkpoint(TRUNCATE)")


def _check_same(source: Connection, fresh: Path, new: bytes | None) -> None:
    """Open the copy as the next command will, and read every row of it."""
    with closing(Connection(fresh, new)) as copy:
        if copy.value("PRAGMA integrity_check") != "ok" or (
            new is not None and copy.run("PRAGMA cipher_integrity_check")
        ):
            raise damaged()
        for query in _everything(source):
            if not all(
                one == other
                for one, other in _side_by_side(source.stream(query), copy.stream(query))
            ):
                raise StorageFailedError(
                    "The copy is not what the vault is, so it was thrown away.",
                    "Try again; closeness vault check looks whether the vault is sound.",
                )


def _everything(source: Connection) -> Iterator[str]:
    yield "PRAGMA application_id"
    yield "PRAGMA user_version"
    yield "SELECT type, name, tbl_name, sql FROM sqlite_master ORDER BY type, name"
    tables = source.run("SELECT name FROM sqlite_master WHERE type='table' AND rootpage>0")
    for [name] in tables:
        yield f'SELECT * FROM "{name}" NOT INDEXED'


def _side_by_side(
    one: Iterator[object], other: Iterator[object]
) -> Iterator[tuple[object, object]]:
    from itertools import zip_longest

    return zip_longest(one, other)


def _put_in_place(
    connection: Connection,
    paths: VaultPaths,
    fresh: Path,
    header: Callable[[str], Header] | None,
) -> None:
    salt = key_files.salt_of(fresh)  # nothing has it open now
    if header is not None:
        key_files.let_wait(paths, header(vault_id_of(connection)), salt)
    else:
        key_files.set_aside(paths, key_files.salt_from(connection))
    try:
        fresh.replace(paths.database)
    except OSError:
        key_files.settle(paths, key_files.salt_from(connection))
        raise
    sync_folder(paths.folder)
    key_files.settle(paths, salt)


def _as_text(key: bytes | None) -> str:
    return "" if key is None else f"x'{key.hex()}'"


@contextmanager
def _told_of_the_disk() -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise StorageFailedError(
            "The vault could not be written anew; it is as it was.",
            "Make room, or check who may write to its folder, then try again.",
        ) from error
