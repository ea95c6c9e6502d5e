"""How one field of a YAML file is read: text, a number, a word of a few, a list, a record.

A reader takes a node and gives the value, or notes a fault and gives nothing. Scalars are text;
only a field that is declared a number or a switch becomes one, so `yes` stays the word.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING, Any

from closeness_cli.core.near import quoted, unknown
from closeness_cli.storage.bank.yaml_tree import Fault, Node, Scalar, Sequence, Table

if TYPE_CHECKING:
    from enum import StrEnum

LONGEST_TEXT = 500
"""Characters in any text; a stem has about 80."""

LONGEST_ID = 40
"""Characters in an id, so that it fits beside its title at 80 columns."""

Reader = Callable[[Node, list[Fault]], Any]
"""Gives the value, or `None` after noting a fault."""


class Absence(Enum):
    """What the word `none` is read as, beside `None`, which stands for a fault."""

    NONE = "none"


@dataclass(frozen=True, slots=True)
class Field:
    """How a field is read, and whether it must be there."""

    read: Reader
    required: bool = True


@dataclass(frozen=True, slots=True)
class Record:
    """A mapping whose fields were read; a field with a fault is absent."""

    node: Table
    values: Mapping[str, Any]

    def get(self, name: str) -> Any:  # noqa: ANN401 - fields hold values of every kind
        """Give a field's value; `None` where it is absent or had a fault."""
        return self.values.get(name)

    def has(self, name: str) -> bool:
        """Whether the field is written, even with a fault."""
        return name in self.node.names

    def records(self, name: str) -> list[Record]:
        """Give the lines of a field that could be read."""
        return [one for one in self.values.get(name, ()) if one is not None]

    def at(self, name: str, number: int | None = None) -> Node:
        """Give the place of a field, or of one line of it; of the whole where it is absent."""
        node = self.node.entries.get(name, self.node)
        return node.items[number] if isinstance(node, Sequence) and number is not None else node


def text(node: Node, faults: list[Fault]) -> str | None:
    """Read one line of words."""
    found = _scalar(node, faults, "text")
    if found is None:
        return None
    line = found.strip()
    if not line:
        faults.append(node.fault("is empty"))
    elif len(line.splitlines()) > 1 or "\t" in line:
        faults.append(node.fault("must be one line, without tabs"))
    elif len(line) > LONGEST_TEXT:
        faults.append(node.fault(f"is longer than {LONGEST_TEXT} characters"))
    else:
        return line
    return None


def switch(node: Node, faults: list[Fault]) -> bool | None:
    """Read `true` or `false`."""
    found = _scalar(node, faults, "true or false")
    if found in (None, "true", "false"):
        return None if found is None else found == "true"
    faults.append(node.fault(f"must be true or false, not {quoted(found or '')}"))
    return None


def whole(lowest: int, highest: int) -> Reader:
    """Read a whole number from a range, ends included."""

    def read(node: Node, faults: list[Fault]) -> int | None:
        found = _scalar(node, faults, "a whole number")
        if found is None:
            return None
        if not re.fullmatch(r"[+-]?[0-9]{1,9}", found):
            faults.append(node.fault(f"must be a whole number, not {quoted(found)}"))
            return None
        if lowest <= int(found) <= highest:
            return int(found)
        faults.append(node.fault(f"must be from {lowest} to {highest}, not {quoted(found)}"))
        return None

    return read


def share(node: Node, faults: list[Fault]) -> float | None:
    """Read a part of a whole: above 0, up to 1."""
    found = _scalar(node, faults, "a number")
    if found is None:
        return None
    if re.fullmatch(r"[0-9](\.[0-9]{1,9})?", found) and 0 < float(found) <= 1:
        return float(found)
    faults.append(node.fault(f"must be a number above 0, up to 1, not {quoted(found)}"))
    return None


def decimal(lowest: float, highest: float) -> Reader:
    """Read a number such as 104.5 from a range, ends included."""

    def read(node: Node, faults: list[Fault]) -> float | None:
        found = _scalar(node, faults, "a number")
        if found is None:
            return None
        if not re.fullmatch(r"[+-]?[0-9]{1,9}(\.[0-9]{1,15})?", found):
            faults.append(node.fault(f"must be a number, not {quoted(found)}"))
            return None
        if lowest <= float(found) <= highest:
            return float(found)
        faults.append(node.fault(f"must be from {lowest:,g} to {highest:,g}, not {quoted(found)}"))
        return None

    return read


def or_none(read: Reader) -> Reader:
    """Read what another reader reads, or the word `none` (`null` in JSON)."""

    def read_or_none(node: Node, faults: list[Fault]) -> Any:  # noqa: ANN401 - as the reader gives
        if isinstance(node, Scalar) and node.text in ("none", "null"):
            return Absence.NONE
        return read(node, faults)

    return read_or_none


def refused(message: str) -> Reader:
    """Read nothing: the field has no place here, and it is said why."""

    def read(node: Node, faults: list[Fault]) -> None:
        _refuse(node, faults, message)

    return read


def word_of(words: type[StrEnum]) -> Reader:
    """Read one of a few words."""

    def read(node: Node, faults: list[Fault]) -> StrEnum | None:
        found = _scalar(node, faults, "one word")
        known = [str(one) for one in words]
        if found is None or found in known:
            return None if found is None else words(found)
        faults.append(node.fault(unknown("value", found, known)))
        return None

    return read


def shaped(pattern: str, shape: str) -> Reader:
    """Read a word of a certain shape: an id or a version."""

    def read(node: Node, faults: list[Fault]) -> str | None:
        found = _scalar(node, faults, "one word")
        if found is None:
            return None
        if len(found) <= LONGEST_ID and re.fullmatch(pattern, found):
            return found
        faults.append(node.fault(f"{quoted(found)} is not {shape}"))
        return None

    return read


def list_of(read: Reader) -> Reader:
    """Read a list of at least one; a line with a fault is `None`, so that numbers stay."""

    def read_list(node: Node, faults: list[Fault]) -> tuple[Any, ...] | None:
        if not isinstance(node, Sequence):
            _refuse(node, faults, "must be a list")
            return None
        if not node.items:
            faults.append(node.fault("needs at least one line"))
        return tuple(read(one, faults) for one in node.items)

    return read_list


def two_of(read: Reader) -> Reader:
    """Read a list of exactly two."""

    def read_two(node: Node, faults: list[Fault]) -> tuple[Any, Any] | None:
        if not isinstance(node, Sequence):
            _refuse(node, faults, "must be a list of two")
            return None
        if len(node.items) != 2:
            faults.append(node.fault(f"must be a list of two, not of {len(node.items)}"))
            return None
        first, second = (read(one, faults) for one in node.items)
        return first, second

    return read_two


def table_of(name: Reader, read: Reader) -> Reader:
    """Read a mapping whose names are data, such as labels by number.

    A value with a fault is `None`, so that its name stays known.
    """

    def read_table(node: Node, faults: list[Fault]) -> dict[Any, Any] | None:
        if not isinstance(node, Table):
            _refuse(node, faults, "must be a mapping")
            return None
        found = {}
        for key, value in node.entries.items():
            known, content = name(node.names[key], faults), read(value, faults)
            if known is None:
                continue
            if known in found:  # 1 and 01 are two names and one number
                faults.append(node.names[key].fault(f"{quoted(key)} is given twice"))
            found[known] = content
        return found

    return read_table


def record(fields: Mapping[str, Field]) -> Reader:
    """Read a mapping whose fields are declared; they may be added to until it is read."""

    def read_record(node: Node, faults: list[Fault]) -> Record | None:
        if not isinstance(node, Table):
            _refuse(node, faults, "must be a mapping of fields")
            return None
        for name, place in node.names.items():
            if name not in fields:
                faults.append(place.fault(unknown("field", name, fields)))
        for name, one in fields.items():
            if one.required and name not in node.names:
                faults.append(node.fault(f"field {name!r} is missing"))
        values = {
            name: fields[name].read(value, faults)
            for name, value in node.entries.items()
            if name in fields
        }
        return Record(node, {name: one for name, one in values.items() if one is not None})

    return read_record


def _scalar(node: Node, faults: list[Fault], shape: str) -> str | None:
    if isinstance(node, Scalar):
        return node.text
    _refuse(node, faults, f"must be {shape}, not a list or mapping")
    return None


def _refuse(node: Node, faults: list[Fault], message: str) -> None:
    if type(node) is not Node:  # a bare node is a fault already
        faults.append(node.fault(message))
