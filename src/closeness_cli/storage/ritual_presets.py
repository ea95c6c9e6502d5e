"""The rituals to choose from, read from the file that comes with closeness.

Like an item bank it is read as a tree of places, so every fault of it is told with its own.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from closeness_cli.core.person import LONGEST_NAME
from closeness_cli.core.ritual_presets import Need, Preset, Where, With
from closeness_cli.core.rituals import LONGEST_MINUTES, Meant, read_meant
from closeness_cli.errors import BadInputError, StorageFailedError, WrongUseError
from closeness_cli.storage.bank.fields import (
    Field,
    Record,
    list_of,
    record,
    shaped,
    text,
    whole,
    word_of,
)
from closeness_cli.storage.bank.item_bank import shown_faults
from closeness_cli.storage.bank.yaml_tree import read_tree

if TYPE_CHECKING:
    from collections.abc import Iterator

    from closeness_cli.storage.bank.yaml_tree import Fault, Node

SCHEMA = "closeness.rituals/1"
"""The first line of the file; a later number means fields that this version cannot read."""

FILE_NAME = "rituals.yaml"

_PACKAGE = Path(__file__).resolve().parents[1]


def shipped_presets() -> tuple[Preset, ...]:
    """Give the rituals that come with closeness."""
    shipped = shipped_presets_path()
    return parse_presets(shipped.read_bytes(), str(shipped))


def parse_presets(content: bytes, file_name: str) -> tuple[Preset, ...]:
    """Read rituals from the content of a file.

    Raises:
        BadInputError: With every fault, one line each.
    """
    tree, faults = read_tree(content)
    found: Record | None = None if tree is None else record(_FILE)(tree, faults)
    if found is not None:
        faults += _between(found)
    if found is None or faults:
        raise BadInputError(
            "The file of rituals has faults, so nothing of it was taken.",
            faults=tuple(shown_faults(sorted(faults), file_name)),
            hint="docs/rituals.md lists the fields.",
        )
    return tuple(_preset(one) for one in found.records("rituals"))


def shipped_presets_path(package: Path = _PACKAGE) -> Path:
    """Find the rituals that ship: in the installed package, else in the checkout.

    Raises:
        StorageFailedError: They are in neither place.
    """
    for place in (package / "data" / FILE_NAME, package.parents[1] / "data" / FILE_NAME):
        if place.is_file():
            return place
    raise StorageFailedError(
        "The rituals that come along are missing.", "Install the program again."
    )


def _name(node: Node, faults: list[Fault]) -> str | None:
    """Read a text that a record can hold as a name."""
    found = text(node, faults)
    if found is not None and len(found) > LONGEST_NAME:
        faults.append(node.fault(f"is longer than {LONGEST_NAME} characters"))
        return None
    return found


def _meant(node: Node, faults: list[Fault]) -> Meant | None:
    found = text(node, faults)
    if found is None:
        return None
    try:
        return read_meant(found)
    except WrongUseError as error:
        faults.append(node.fault(error.sentence.rstrip(".").lower()))
        return None


_PRESET = {
    "id": Field(shaped(r"[a-z][a-z0-9-]*", "an id of small letters, digits and -")),
    "name": Field(_name),
    "how": Field(text),
    "need": Field(word_of(Need)),
    "minutes": Field(whole(1, LONGEST_MINUTES)),
    "with": Field(word_of(With)),
    "where": Field(word_of(Where)),
    "every": Field(_meant),
    "after": Field(_name, required=False),
    "seed": Field(shaped(r"[AB][0-9]{1,2}", "a row such as B9")),
}

_FILE = {"schema": Field(text), "rituals": Field(list_of(record(_PRESET)))}


def _between(found: Record) -> Iterator[Fault]:
    """Find what is wrong between the parts of a file."""
    if found.get("schema") not in (None, SCHEMA):
        yield found.at("schema").fault(f"is not known; this one reads {SCHEMA}")
    for field in ("id", "name"):
        seen = set[str]()
        for one in found.records("rituals"):
            given = str(one.get(field)).casefold()
            if one.get(field) is not None and given in seen:
                yield one.at(field).fault("is given twice")
            seen.add(given)


def _preset(found: Record) -> Preset:
    values = dict(found.values)
    return Preset(company=values.pop("with"), meant=values.pop("every"), **values)
