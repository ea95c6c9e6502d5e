"""Removing the whole vault: the keys first, so that what a disk keeps of an encrypted one is noise.

Only files that are the vault's own are removed; a folder that holds others stays with them.
"""

from __future__ import annotations

import os
import stat
from contextlib import suppress
from typing import TYPE_CHECKING

from closeness_cli.errors import StorageFailedError
from closeness_cli.storage import templates
from closeness_cli.storage.help_lines import FILE_NAME as HELP_LINES
from closeness_cli.storage.private_files import sync_folder

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from closeness_cli.storage.paths import VaultPaths

_AT_A_TIME = 1024 * 1024

PARTIALS = ".*.partial*"
"""Files that were being written and were cut off."""


def has_remains(paths: VaultPaths) -> bool:
    """Say whether there is a vault, or anything that an earlier removal was kept from removing."""
    if any(folder.is_dir() for folder in _own_folders(paths)):
        return True
    return any(True for folder, names in _own_files(paths) for _ in _named(folder, names))


def destroy(paths: VaultPaths) -> bool:
    """Overwrite and remove a vault: its keys, its backups, its file, its templates and help lines.

    Returns:
        Whether the folder is gone too; where it holds other files, it stays.

    Raises:
        StorageFailedError: Something could not be removed; it can be tried again.
    """
    for folder, names in _own_files(paths):
        remove_all(_named(folder, names))
        with suppress(OSError):  # there is no such folder, or it cannot be synced
            sync_folder(folder)
    for folder in (*_own_folders(paths), paths.folder):
        with suppress(OSError):  # other files are in it
            folder.rmdir()
    return not paths.folder.exists()


def own_paths(paths: VaultPaths) -> Iterator[Path]:
    """Give the vault's folder and all in it that is the vault's own, as far as it is there."""
    yield from (folder for folder in (paths.folder, *_own_folders(paths)) if folder.is_dir())
    yield from (one for folder, names in _own_files(paths) for one in _named(folder, names))


def remove_all(files: Iterable[Path]) -> None:
    """Overwrite and remove files; links are removed and what they lead to is not.

    Raises:
        StorageFailedError: One of them could not be removed.
    """
    for path in list(files):
        try:
            if path.is_dir() and not path.is_symlink():
                continue
            _overwrite(path)
            path.unlink(missing_ok=True)
        except OSError as error:
            raise StorageFailedError(
                "A file in the vault's folder could not be removed.",
                "Check who may write there, then try again.",
            ) from error


def _own_files(paths: VaultPaths) -> list[tuple[Path, tuple[str, ...]]]:
    """Name what is the vault's own, the keys first.

    By name, not by what there is now: whatever a crash left is among them.
    """
    key, database = paths.key_file.name, paths.database.name
    return [
        (paths.folder, (key, f".{key}.*")),
        (paths.backups, ("*", ".*")),
        (paths.folder, (database, f"{database}-*", f".{database}.*", PARTIALS)),
        (templates.own_folder(paths.folder), (f"*{templates.ENDING}",)),
        (paths.folder, (HELP_LINES,)),
    ]


def _own_folders(paths: VaultPaths) -> tuple[Path, Path]:
    return paths.backups, templates.own_folder(paths.folder)


def _named(folder: Path, names: Iterable[str]) -> Iterator[Path]:
    return (one for name in names for one in folder.glob(name))


def _overwrite(path: Path) -> None:
    """Write zeros over a file, which some disks put in the place of what it held.

    One that has a second name is somebody else's too, and only loses this name.
    """
    with suppress(FileNotFoundError, PermissionError):
        found = path.lstat()
        if not stat.S_ISREG(found.st_mode) or found.st_nlink > 1:
            return
        handle = os.open(path, os.O_WRONLY | getattr(os, "O_NOFOLLOW", 0))
        with os.fdopen(handle, "wb", buffering=0) as file:
            left = found.st_size
            while left > 0:
                left -= file.write(bytes(min(left, _AT_A_TIME)))
            os.fsync(file.fileno())
