"""Folders of text: read without leaving them, written whole or not at all."""

from __future__ import annotations

import os
import shutil
from contextlib import suppress
from typing import TYPE_CHECKING

from closeness_cli.errors import StorageFailedError, WrongUseError
from closeness_cli.storage.journals.reading import LARGEST_JOURNAL
from closeness_cli.storage.private_files import (
    PRIVATE_FOLDER,
    make_private_folder,
    sync_folder,
    write_new_file,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from closeness_cli.storage.journals.reading import Reading

MARKDOWN = (".md", ".markdown")
MOST_FILES = 200_000


def markdown_files(path: Path, reading: Reading) -> Iterator[tuple[str, bytes]]:
    """Give the Markdown of a folder, or one file of it; hidden names and links are left out.

    Raises:
        WrongUseError: It cannot be read, or it is more than a journal holds.
    """
    n_bytes = 0
    for number, file in enumerate(_files(path)):
        if file.suffix.lower() not in MARKDOWN:
            reading.lost(f"files that are not Markdown ({(file.suffix or 'no ending')[:12]})")
            continue
        n_bytes += _size(file)
        if n_bytes > LARGEST_JOURNAL or number >= MOST_FILES:
            raise WrongUseError("The folder holds more than 100 MB.", "Bring it in parts.")
        try:
            data = file.read_bytes()
        except OSError as error:
            raise WrongUseError(
                f"A file of the folder cannot be read ({error.strerror}).", "Nothing was imported."
            ) from error
        yield (file.relative_to(path).as_posix() if file != path else file.name), data


def write_new_folder(path: Path, files: Iterable[tuple[str, str]]) -> None:
    """Write a folder that only its owner can read, whole or not at all, never into another.

    Raises:
        WrongUseError: Something of that name is there already, or it is no name.
        StorageFailedError: The disk or the folder refused.
    """
    if not path.name or "\0" in str(path):
        raise WrongUseError("That is not the name of a folder.", "Name a new one.")
    if path.exists() or path.is_symlink():
        raise WrongUseError(
            "There is something of that name already, so nothing was written.", "Name a new folder."
        )
    partial = path.with_name(f".{os.urandom(8).hex()}.partial")
    try:
        partial.mkdir(PRIVATE_FOLDER)
        for name, text in files:
            file = partial / name
            make_private_folder(file.parent)
            write_new_file(file, [text])
        partial.rename(path)
    except OSError as error:
        raise StorageFailedError(
            "The folder could not be written, so there is none.", "Name it in another folder."
        ) from error
    finally:
        shutil.rmtree(partial, ignore_errors=True)
    with suppress(OSError):
        sync_folder(path.parent)


def _files(path: Path) -> Iterator[Path]:
    if not path.is_dir():
        if not path.is_file():
            raise WrongUseError("The folder cannot be read.", "Check its name.")
        yield path
        return
    for folder, names, files in os.walk(path):
        names[:] = sorted(name for name in names if not name.startswith("."))
        for name in sorted(files):
            file = path.__class__(folder, name)
            if not name.startswith(".") and file.is_file() and not file.is_symlink():
                yield file


def _size(file: Path) -> int:
    try:
        return file.stat().st_size
    except OSError:
        return 0
