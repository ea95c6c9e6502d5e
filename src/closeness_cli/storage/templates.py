"""Where templates are: those that come with closeness, and a person's own in the vault's folder.

A name is looked up among the files that are there and never made into a path, so that no name
leads elsewhere.
"""

from __future__ import annotations

import os
import stat
import unicodedata
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from closeness_cli.core.near import nearest
from closeness_cli.core.template import parse_template
from closeness_cli.errors import (
    BadInputError,
    ClosenessError,
    NotFoundError,
    StorageFailedError,
    WrongUseError,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from closeness_cli.core.template import Template

FOLDER = "templates"
"""What their folder is called, here and in a vault's folder."""

ENDING = ".md"

LARGEST_TEMPLATE = 64 * 1024
"""Bytes in one file; those that come with closeness have about 300."""

MOST_OWN = 1000
"""Files of one's own that are looked at."""

LISTING = "closeness journal templates lists what there is."

_PACKAGE = Path(__file__).resolve().parents[1]


class Faulty(NamedTuple):
    """A file of one's own that cannot be used, and why."""

    name: str
    error: ClosenessError


class Templates:
    """Finds templates by name; one's own before one of the same name that comes with closeness.

    Args:
        own: The folder of a person's own; it need not be there.
        shipped: The folder of those that come with closeness.
    """

    def __init__(self, own: Path, shipped: Path) -> None:
        self.own = own
        self._shipped = shipped

    def find(self, name: str) -> Template:
        """Read the template of a name.

        Raises:
            NotFoundError: There is none.
            BadInputError: It has faults; each is told with its file and line.
            WrongUseError: It is no file of text, or too large.
            StorageFailedError: It cannot be read.
        """
        places = self._places()
        wanted = _as_name(name.removesuffix(ENDING))
        path = places.get(wanted)
        if path is None:
            alike = [one for one in places if one.casefold() == wanted.casefold()]
            if len(alike) != 1:
                near = nearest(wanted, places)
                hint = LISTING if near is None else f"Did you mean {near}?  {LISTING}"
                raise NotFoundError("There is no template of that name.", hint)
            wanted, path = alike[0], places[alike[0]]
        return self._read(wanted, path)

    def all(self) -> tuple[list[Template], list[Faulty]]:
        """Read all templates, by name, and tell which files cannot be used."""
        found: list[Template] = []
        faulty: list[Faulty] = []
        for name, path in sorted(self._places().items()):
            try:
                found.append(self._read(name, path))
            except ClosenessError as error:
                faulty.append(Faulty(name, error))
        return found, faulty

    def _places(self) -> dict[str, Path]:
        shipped = {_as_name(path.stem): path for path in _files_in(self._shipped)}
        if not shipped:
            raise StorageFailedError(
                "The templates that come along are missing.", "Install the program again."
            )
        return shipped | {_as_name(path.stem): path for path in _files_in(self.own)}

    def _read(self, name: str, path: Path) -> Template:
        is_own = path.parent != self._shipped
        return parse_template(_text_of(path), name, place=_shown(path.name), is_own=is_own)


def own_folder(vault_folder: Path) -> Path:
    """Give the folder of a person's own templates."""
    return vault_folder / FOLDER


def shipped_folder(package: Path = _PACKAGE) -> Path:
    """Give the folder that comes with closeness: in the installed package, else the checkout's."""
    installed = package / "data" / FOLDER
    return installed if installed.is_dir() else package.parents[1] / "data" / FOLDER


def _files_in(folder: Path) -> Iterator[Path]:
    try:
        names = sorted(os.listdir(folder))  # noqa: PTH208 - names are what is looked at
    except (FileNotFoundError, NotADirectoryError):
        return
    except OSError as error:
        raise StorageFailedError(
            f"Your folder of templates cannot be read: {error.strerror}.", "Check its rights."
        ) from error
    wanted = [one for one in names if one.endswith(ENDING) and not one.startswith(".")]
    for name in wanted[:MOST_OWN]:
        yield folder / name


def _text_of(path: Path) -> str:
    """Read a file whole; what is no file, such as a pipe that would wait for ever, is refused."""
    place = _shown(path.name)
    try:
        handle = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0))
        with os.fdopen(handle, "rb") as file:
            if not stat.S_ISREG(os.fstat(handle).st_mode):
                raise WrongUseError(f"{place} is no file, so it is no template.", LISTING)
            data = file.read(LARGEST_TEMPLATE + 1)
    except IsADirectoryError:
        raise WrongUseError(f"{place} is a folder, so it is no template.", LISTING) from None
    except OSError as error:
        raise StorageFailedError(
            f"The template {place} cannot be read: {error.strerror}.", "Check its rights."
        ) from error
    if len(data) > LARGEST_TEMPLATE:
        most = LARGEST_TEMPLATE // 1024
        raise WrongUseError(f"The template {place} is larger than {most} KB.", "Shorten it.")
    try:
        return data.decode()
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise BadInputError(
            "The template has faults, so it was not used.",
            (f"{place}:{line}: it is not UTF-8 here",),
            "Save it as UTF-8.",
        ) from None


def _as_name(stem: str) -> str:
    """Give a name as it is compared: some file systems take letters and accents apart."""
    return unicodedata.normalize("NFC", stem)


def _shown(name: str) -> str:
    """Write a file's name so that a terminal obeys nothing in it."""
    return "".join(one if one.isprintable() else "?" for one in name)
