"""Help lines: the list that comes with closeness, or the one that a person keeps instead.

Like an item bank it is read as a tree of places, so every fault of a list is told with its own.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from closeness_cli.core.help_lines import Country, HelpLine, HelpLines
from closeness_cli.core.near import quoted
from closeness_cli.errors import BadInputError, ClosenessError, StorageFailedError
from closeness_cli.storage.bank.fields import Field, Record, list_of, record, shaped, text
from closeness_cli.storage.bank.item_bank import shown_faults
from closeness_cli.storage.bank.yaml_tree import LARGEST_FILE, read_tree

if TYPE_CHECKING:
    from collections.abc import Iterator

    from closeness_cli.storage.bank.yaml_tree import Fault, Node

SCHEMA = "closeness.help-lines/1"
"""The first line of every list; a later number means fields that this version cannot read."""

FILE_NAME = "help-lines.yaml"
"""What the list is called, here and in a vault's folder."""

SHOWN_INSTEAD = "The list that comes along was shown instead; compare yours with it."

_PACKAGE = Path(__file__).resolve().parents[1]
_DAY = shaped(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", "a day such as 2026-11-22")


class Found(NamedTuple):
    """The list that holds here.

    Args:
        read_from: Its file.
        error: Why a person's own list was not taken; the list is the shipped one then.
    """

    lines: HelpLines
    read_from: Path
    error: ClosenessError | None = None


def find_help_lines(own: Path) -> Found:
    """Read a person's own list where there is one, else the list that comes with closeness.

    A slip in the own list keeps nobody from help: the shipped one is given with the error.
    """
    error: ClosenessError | None = None
    try:
        if (kept := _own(own)) is not None:
            return Found(kept, own)
    except ClosenessError as found:
        error = found
    shipped = shipped_help_lines_path()
    return Found(parse_help_lines(shipped.read_bytes(), str(shipped)), shipped, error)


def _own(path: Path) -> HelpLines | None:
    try:
        with path.open("rb") as file:
            content = file.read(LARGEST_FILE + 1)  # one more, so that too large is seen
    except (FileNotFoundError, NotADirectoryError):
        return None
    except OSError as error:
        raise StorageFailedError(
            f"Your list of help lines cannot be read: {error.strerror}.",
            SHOWN_INSTEAD,
        ) from error
    return parse_help_lines(content, str(path))


def parse_help_lines(content: bytes, file_name: str) -> HelpLines:
    """Read a list of help lines from the content of a file.

    Raises:
        BadInputError: With every fault, one line each.
    """
    tree, faults = read_tree(content)
    found: Record | None = None if tree is None else record(_LIST)(tree, faults)
    if found is not None:
        faults += _between(found)
    if found is None or faults:
        raise BadInputError(
            "Your list of help lines has faults, so nothing of it was taken.",
            faults=tuple(shown_faults(sorted(faults), file_name)),
            hint=SHOWN_INSTEAD,
        )
    return HelpLines(tuple(_country(one) for one in found.records("countries")))


def shipped_help_lines_path(package: Path = _PACKAGE) -> Path:
    """Find the list that comes with closeness: in the installed package, else in the checkout.

    Raises:
        StorageFailedError: It is in neither place.
    """
    for place in (package / "data" / FILE_NAME, package.parents[1] / "data" / FILE_NAME):
        if place.is_file():
            return place
    raise StorageFailedError(
        "The help lines that come along are missing.", "Install the program again."
    )


def _day(node: Node, faults: list[Fault]) -> date | None:
    """Read a day of the calendar."""
    found: str | None = _DAY(node, faults)
    if found is None:
        return None
    try:
        return date.fromisoformat(found)
    except ValueError:
        faults.append(node.fault(f"{quoted(found)} is no day of the calendar"))
        return None


_LINE = {
    "name": Field(text),
    "reach": Field(text),
    "who": Field(text),
    "hours": Field(text, required=False),
    "languages": Field(text, required=False),
    "web": Field(text, required=False),
    "source": Field(text),
    "taken_on": Field(_day),
}

_COUNTRY = {
    "code": Field(shaped(r"[A-Z]{2}", "a country's two letters, such as AT")),
    "name": Field(text),
    "also": Field(list_of(text), required=False),
    "lines": Field(list_of(record(_LINE))),
}

_LIST = {"schema": Field(text), "countries": Field(list_of(record(_COUNTRY)))}


def _between(found: Record) -> Iterator[Fault]:
    """Find what is wrong between the parts of a list."""
    if found.get("schema") not in (None, SCHEMA):
        said = quoted(found.get("schema"))
        yield found.at("schema").fault(f"schema {said} is not known; this one reads {SCHEMA}")
    seen = set[str]()
    for one in found.records("countries"):
        code = one.get("code")
        if code in seen:
            yield one.at("code").fault(f"country {code} is given twice")
        seen.add(code or "")


def _country(found: Record) -> Country:
    lines = tuple(HelpLine(**one.values) for one in found.records("lines"))
    return Country(**{**found.values, "lines": lines})
