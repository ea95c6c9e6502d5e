"""The last backup of a vault that is to be removed: one file, beside the vault's folder."""

from __future__ import annotations

import os
from contextlib import closing, suppress
from itertools import count
from typing import TYPE_CHECKING

from closeness_cli.errors import ClosenessError, StorageFailedError
from closeness_cli.storage.backups import back_up, make_under_free_name, pack_as_it_is, unpacked
from closeness_cli.storage.private_files import sync_folder
from closeness_cli.storage.restoring import open_backup

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date
    from pathlib import Path

    from closeness_cli.storage.connection import Connection
    from closeness_cli.storage.paths import VaultPaths


def last_backup_path(paths: VaultPaths, on: date) -> Path:
    """Name a file beside the vault's folder that is not there yet.

    Args:
        on: The local day, which is in the name.
    """
    stem = f"{paths.folder.name or paths.database.stem}-{on.isoformat()}"
    names = (f"{stem}.zip" if number == 1 else f"{stem}-{number}.zip" for number in count(1))
    places = (paths.folder.parent / name for name in names)
    return next(place for place in places if not os.path.lexists(place))


def keep_last(
    connection: Connection, paths: VaultPaths, on: date, *, key: bytes | None = None
) -> Path:
    """Make the last backup of a vault that is open, and read it as a restore would.

    Args:
        on: As for `last_backup_path`; where that name was taken meanwhile, it is the next one.
        key: What the vault was opened with; absent for a plain one.

    Raises:
        StorageFailedError: There is none, so nothing may be removed.
        UnreadableVaultError: The vault is damaged, so that a copy would be too.
    """
    n_changes: int = connection.value("SELECT count(*) FROM revisions")

    def make(target: Path) -> None:
        back_up(connection, paths, target, within=_unfinished(paths))
        try:
            _read_again(target, paths, key, n_changes=n_changes)
        except ClosenessError:
            with suppress(OSError):
                target.unlink()
            raise

    return _made(paths, on, make)


def keep_last_as_it_is(paths: VaultPaths, on: date) -> Path:
    """Keep the files of a vault that cannot be read, and is not open, byte for byte.

    Raises:
        StorageFailedError: The folder or the disk refused, so nothing may be removed.
    """
    return _made(paths, on, lambda target: pack_as_it_is(paths, target, within=_unfinished(paths)))


def _made(paths: VaultPaths, on: date, make: Callable[[Path], None]) -> Path:
    """Make it under a free name, which is on the disk before the vault goes."""
    target = make_under_free_name(lambda: last_backup_path(paths, on), make)
    try:
        sync_folder(target.parent)
    except OSError as error:
        with suppress(OSError):
            target.unlink()
        raise StorageFailedError(
            "The last backup's name could not be brought to the disk."
        ) from error
    return target


def _unfinished(paths: VaultPaths) -> Path | None:
    """Give the vault's own folder, so that what a crash leaves unfinished goes with the vault."""
    try:
        is_one_disk = paths.folder.stat().st_dev == paths.folder.parent.stat().st_dev
    except OSError:
        return None
    return paths.folder if is_one_disk else None


def _read_again(target: Path, paths: VaultPaths, key: bytes | None, *, n_changes: int) -> None:
    """See that what was written brings everything back, its key too."""
    with unpacked(target, paths.folder) as (copy, header):
        with closing(open_backup(copy, key)) as backup:
            n_kept: int = backup.value("SELECT count(*) FROM revisions")
        if n_kept < n_changes or (key is not None and header is None):
            raise StorageFailedError(
                "A backup that was just made does not bring everything back.",
                "closeness vault check says what is missing.",
            )
