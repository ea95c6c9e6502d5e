"""Files and folders that only their owner can read, and names that survive a power cut."""

from __future__ import annotations

import os
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING

from closeness_cli.errors import StorageFailedError, WrongUseError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

PRIVATE_FOLDER, PRIVATE_FILE = 0o700, 0o600

PARTIAL_SUFFIX = ".partial"
"""A file that is still being written."""


def make_private_folder(path: Path) -> None:
    """Make a folder with its parents where there is none; one that is there stays as it is.

    Its name is durable then: what is kept in it would be gone with it after a power cut.
    """
    if path.is_dir():
        return
    new = [one for one in (path, *path.parents) if not one.is_dir()]
    path.parent.mkdir(parents=True, exist_ok=True)
    path.mkdir(mode=PRIVATE_FOLDER, exist_ok=True)
    path.chmod(PRIVATE_FOLDER)  # an unusual umask may have taken rights from the owner too
    for one in new:
        with suppress(OSError):  # one that may not be read has no sync
            sync_folder(one.parent)


def new_private_file(path: Path) -> int:
    """Make a file that was not there and open it for writing; gives its descriptor.

    What is written goes through the descriptor, so that nothing which another program puts in
    its place, a link least of all, receives a word.

    Raises:
        FileExistsError: Something of that name is there already, if only a link to nowhere.
    """
    flags = os.O_CREAT | os.O_EXCL | os.O_WRONLY | getattr(os, "O_NOFOLLOW", 0)
    handle = os.open(path, flags, PRIVATE_FILE)
    if os.name == "posix":
        os.fchmod(handle, PRIVATE_FILE)  # an unusual umask may have taken rights from the owner
    return handle


def make_private_file(path: Path) -> None:
    """Make an empty file where there is none, before anything else can make a readable one.

    SQLite gives a write-ahead log the rights of the file that it belongs to.

    Raises:
        FileExistsError: A link to nowhere is there, through which SQLite would write.
    """
    try:
        os.close(new_private_file(path))
    except FileExistsError:
        if not path.is_file():
            raise


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


@contextmanager
def held_partial(folder: Path) -> Iterator[Path]:
    """Make an empty private file for a while, which no other process takes for a left one."""
    while True:
        partial = folder / f".{os.getpid()}-{os.urandom(8).hex()}{PARTIAL_SUFFIX}"
        handle = new_private_file(partial)
        _hold(handle)
        if partial.exists():  # nobody swept it away before it was held
            break
        os.close(handle)
    try:
        yield partial
    finally:
        for ending in ("", "-wal", "-shm", "-journal"):
            with suppress(OSError):
                partial.with_name(partial.name + ending).unlink(missing_ok=True)
        os.close(handle)


def is_held_partial(name: str) -> bool:
    """Say whether a name is one that `held_partial` gives, or of what SQLite puts beside it."""
    start, ending, _ = name.partition(PARTIAL_SUFFIX)
    return bool(ending) and start.startswith(".") and "-" in start


def sweep_partials(folder: Path) -> None:
    """Remove what `held_partial` made and a crash left; what a process still writes stays."""
    own = f".{os.getpid()}-"  # closing one here would drop the locks that SQLite has on it
    with suppress(OSError):
        for path in folder.iterdir():
            if is_held_partial(path.name) and not path.name.startswith(own):
                start, ending, _ = path.name.partition(PARTIAL_SUFFIX)
                if not _is_held(path.with_name(start + ending)):
                    path.unlink(missing_ok=True)


def _hold(handle: int) -> None:
    """Lock an open file, until it is closed or its process ends."""
    if os.name == "posix":
        import fcntl  # not on Windows, where an open file cannot be removed anyway

        with suppress(OSError):  # a file system without locks
            fcntl.flock(handle, fcntl.LOCK_EX)


def _is_held(path: Path) -> bool:
    if os.name != "posix":
        return False
    import fcntl

    try:
        handle = os.open(path, os.O_RDONLY | os.O_NOFOLLOW)
    except FileNotFoundError:
        return False
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return True
    finally:
        os.close(handle)
    return False


def write_new_file(path: Path, parts: Iterable[str]) -> None:
    """Write a file that only its owner can read, whole or not at all, and never over another.

    Raises:
        WrongUseError: It is no file's name, something of that name is there already, or the
            text cannot be written as UTF-8.
        StorageFailedError: The folder or the disk refused.
    """
    write_new_files({path: parts})


def write_new_files(files: Mapping[Path, Iterable[str]]) -> None:
    """Write files that belong together as `write_new_file` writes one: all of them, or none.

    Raises:
        WrongUseError: One is no file's name, something of its name is there already, or its
            text cannot be written as UTF-8.
        StorageFailedError: The folder or the disk refused.
    """
    for path in files:
        _check_name(path)
    partials: dict[Path, Path] = {}
    placed: list[Path] = []
    try:
        for path, parts in files.items():
            partial = path.with_name(f".{os.urandom(8).hex()}.partial")
            handle = new_private_file(partial)
            partials[path] = partial
            _write(handle, parts)
        for path, partial in partials.items():
            put_in_place(partial, path)
            placed.append(path)
    except BaseException as error:
        _remove(placed)
        if isinstance(error, FileExistsError):
            raise WrongUseError(
                "There is a file of that name already, so nothing was written.", "Name a new one."
            ) from error
        if isinstance(error, OSError):
            raise StorageFailedError(
                "The file could not be written, so there is none.", "Name it in another folder."
            ) from error
        raise
    finally:
        _remove(partials.values())
    for folder in {path.parent for path in files}:
        with suppress(OSError):  # the file is there; a folder without leave to read has no sync
            sync_folder(folder)


def _remove(paths: Iterable[Path]) -> None:
    for path in paths:
        with suppress(OSError):
            path.unlink(missing_ok=True)


def _check_name(path: Path) -> None:
    try:
        is_name = bool(path.name) and b"\0" not in os.fsencode(path)
    except UnicodeEncodeError:
        is_name = False
    if not is_name:
        raise WrongUseError("That is not the name of a file.", "Name a new one.")


def _write(handle: int, parts: Iterable[str]) -> None:
    with os.fdopen(handle, "w", encoding="utf-8", newline="\n") as file:
        try:
            file.writelines(parts)
        except UnicodeEncodeError:
            # Not chained: it would quote the text.
            raise WrongUseError("The text is not valid Unicode, so no file was written.") from None
        file.flush()
        os.fsync(file.fileno())
