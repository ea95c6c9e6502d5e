"""Files and folders that only their owner can read, and names that survive a power cut."""

from __future__ import annotations

import os
from contextlib import suppress
from typing import TYPE_CHECKING

from closeness_cli.errors import StorageFailedError, WrongUseError

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

PRIVATE_FOLDER, PRIVATE_FILE = 0o700, 0o600


def make_private_folder(path: Path) -> None:
    """Make a folder with its parents where there is none; one that is there stays as it is."""
    if path.is_dir():
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    path.mkdir(mode=PRIVATE_FOLDER, exist_ok=True)
    path.chmod(PRIVATE_FOLDER)  # an unusual umask may have taken rights from the owner too


def make_private_file(path: Path) -> None:
    """Make an empty file where there is none, before anything else can make a readable one.

    SQLite gives a write-ahead log the rights of the file that it belongs to.
    """
    try:
        handle = os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, PRIVATE_FILE)
    except FileExistsError:
        return
    os.close(handle)
    path.chmod(PRIVATE_FILE)


def sync_folder(path: Path) -> None:
    """Make the names in a folder durable; a power cut can leave a file without its name."""
    if os.name == "posix":
        handle = os.open(path, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def put_in_place(fresh: Path, target: Path) -> None:
    """Give a finished file its name, never over another file.

    Raises:
        FileExistsError: Something of that name is there already.
    """
    try:
        os.link(fresh, target)
    except FileExistsError:
        raise
    except OSError:
        # No hard links here, as on exFAT: look first, and leave a moment between look and name.
        if target.exists():
            raise FileExistsError(target) from None
        fresh.rename(target)


def write_new_file(path: Path, parts: Iterable[str]) -> None:
    """Write a file that only its owner can read, whole or not at all, and never over another.

    Raises:
        WrongUseError: It is no file's name, or something of that name is there already.
        StorageFailedError: The folder or the disk refused.
    """
    if not path.name:
        raise WrongUseError("That is not the name of a file.", "Name a new one.")
    partial = path.with_name(f".{path.name}.{os.getpid()}.partial")
    try:
        make_private_file(partial)
        with partial.open("w", encoding="utf-8", newline="\n") as file:
            file.writelines(parts)
            file.flush()
            os.fsync(file.fileno())
        put_in_place(partial, path)
    except FileExistsError as error:
        raise WrongUseError(
            "There is a file of that name already, so nothing was written.", "Name a new one."
        ) from error
    except (OSError, ValueError) as error:
        raise StorageFailedError(
            "The file could not be written, so there is none.", "Name it in another folder."
        ) from error
    finally:
        with suppress(OSError, ValueError):
            partial.unlink(missing_ok=True)
