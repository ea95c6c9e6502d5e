"""Definitions: an instrument as plain data in canonical JSON, addressed by its SHA-256.

A definition is frozen when an instrument is answered, so that answers of any age show exactly
what was asked. What holds its default is left out, so that a later field changes no address.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import MISSING, fields, is_dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Any, TypeVar

from closeness_cli.core.canonical import canonical
from closeness_cli.core.instruments.condition import Comparison, Condition
from closeness_cli.core.instruments.instrument import (
    Cadence,
    Change,
    ChangeKind,
    Continuity,
    Cutoff,
    Dimension,
    Direction,
    Half,
    Ideal,
    Instrument,
    Item,
    ItemKind,
    MissingRule,
    Noise,
    NoiseBasis,
    Order,
    Plane,
    ResponseScale,
    ScaleKind,
    ScoreOp,
    SkipReason,
    Tip,
)

if TYPE_CHECKING:
    from collections.abc import Callable
    from dataclasses import Field

T = TypeVar("T")


def to_definition(instrument: Instrument) -> dict[str, Any]:
    """Turn an instrument into plain data, leaving out what holds its default."""
    plain = plain_of(instrument)
    assert isinstance(plain, dict)  # noqa: S101 - an instrument is a dataclass
    return plain


def from_definition(definition: Mapping[str, Any]) -> Instrument:
    """Read back what `to_definition` wrote.

    Raises:
        TypeError, ValueError: It is not a definition.
    """
    return _build(Instrument, definition)


def definition_id(definition: Mapping[str, Any]) -> str:
    """Address a definition: the SHA-256 of its canonical JSON, in lower-case hex."""
    return hashlib.sha256(canonical(definition).encode()).hexdigest()


def plain_of(value: object) -> object:
    """Turn a frozen dataclass into plain data, leaving out what holds its default."""
    if is_dataclass(value) and not isinstance(value, type):
        return {
            one.name: plain_of(content)
            for one in fields(value)
            if (content := getattr(value, one.name)) != _default_of(one)
        }
    if isinstance(value, tuple):
        return [plain_of(one) for one in value]
    if isinstance(value, Mapping):
        return {str(key): plain_of(content) for key, content in value.items()}
    return str(value) if isinstance(value, StrEnum) else value


def _default_of(one: Field[Any]) -> object:
    return one.default if one.default_factory is MISSING else one.default_factory()


def _build(made: type[T], plain: Mapping[str, Any]) -> T:
    if not isinstance(plain, Mapping):
        raise TypeError("not an object")
    readers = _READERS.get(made, {})
    return made(**{name: readers.get(name, _as_it_is)(content) for name, content in plain.items()})


def _as_it_is(plain: T) -> T:
    return plain


def _one(made: type[T]) -> Callable[[Any], T]:
    return lambda plain: _build(made, plain)


def _several(read: Callable[[Any], T]) -> Callable[[Any], tuple[T, ...]]:
    return lambda plain: tuple(read(one) for one in plain)


def _by_number(plain: Mapping[str, Any]) -> dict[int, Any]:
    return {int(number): content for number, content in plain.items()}


_READERS: dict[type, dict[str, Callable[[Any], Any]]] = {
    Condition: {
        "op": Comparison,
        "all": _several(_one(Condition)),
        "any": _several(_one(Condition)),
    },
    ResponseScale: {"kind": ScaleKind, "labels": _by_number, "scores": _by_number},
    Item: {
        "kind": ItemKind,
        "scale": _one(ResponseScale),
        "ideal": _one(Ideal),
        "reasons": _several(SkipReason),
        "show_if": _one(Condition),
        "tags": tuple,
    },
    Dimension: {
        "op": ScoreOp,
        "items": tuple,
        "missing": MissingRule,
        "direction": Direction,
    },
    Noise: {"basis": NoiseBasis},
    Change: {"kind": ChangeKind, "equate": Continuity},
    Tip: {"across": Half, "up": Half},
    Plane: {"tips": _several(_one(Tip))},
    Instrument: {
        "cadence": _one(Cadence),
        "items": _several(_one(Item)),
        "dimensions": _several(_one(Dimension)),
        "order": Order,
        "pairs": _several(tuple),
        "cutoffs": _several(_one(Cutoff)),
        "noise": _several(_one(Noise)),
        "changes": _several(_one(Change)),
        "plane": _one(Plane),
    },
}
"""How the fields of each class are read that are not plain already."""
