"""Instruments, vectors and profiles made of what could be read of a bank.

What has a fault is left out, so that the rules can look at all the rest in the same go.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

from closeness_cli.core.instruments.condition import Condition
from closeness_cli.core.instruments.instrument import (
    Cadence,
    Change,
    Cutoff,
    Dimension,
    Ideal,
    Instrument,
    Item,
    ItemKind,
    Noise,
    Plane,
    ResponseScale,
    Tip,
)
from closeness_cli.core.instruments.item_bank import Card, Fact, Profile, Vector
from closeness_cli.core.instruments.rules.ground import Unsure
from closeness_cli.storage.bank.fields import Absence, Record

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping

T = TypeVar("T")

_UNREAD: dict[str, Any] = {
    **dict.fromkeys(("id", "title", "intro", "source", "licence", "says_not"), ""),
    "version": "0.0.0",
    "minutes": 1,
    "cadence": Cadence(1, 1, 1),
}
"""What stands in for a field of an instrument that could not be read; no rule objects to it."""


class Sketch(NamedTuple):
    """What could be read of an instrument or a profile; all of it where there is no fault.

    Args:
        kept: Which lines of each list are in it, by their number in the file.
        unsure: Ids of items and dimensions that are in the file and not here.
        scale_of: The name of each item's response scale.
    """

    instrument: Instrument
    vectors: tuple[Vector, ...]
    kept: Mapping[str, tuple[int, ...]]
    unsure: Unsure
    scale_of: Mapping[str, str]


def make_sketch(
    found: Record, scales: Mapping[str, ResponseScale], faulty: Collection[str]
) -> Sketch:
    """Make an instrument of the lines that are sound.

    Args:
        scales: Those without a fault, by name.
        faulty: Paths at which, or inside of which, there is a fault.
    """
    kept = _sound_lines(found, scales, faulty)
    items = [found.get("items")[number] for number in kept["items"]]
    values = {
        **_UNREAD,
        **{name: one for name, one in found.values.items() if name not in kept},
        **{
            name: tuple(make(found.get(name)[number]) for number in kept[name])
            for name, make in _LINES.items()
        },
        "items": tuple(_item(one, scales) for one in items),
    }
    for name, make in (("cadence", _cadence), ("plane", _plane)):
        if isinstance(values.get(name), Record):
            sound = found.at(name).path not in faulty
            values[name] = make(values[name]) if sound else _UNREAD.get(name)
    values.pop("facts", None)
    instrument = Instrument(**values)
    return Sketch(
        instrument,
        tuple(_vector(instrument.id, found.get("vectors")[one]) for one in kept["vectors"]),
        kept,
        Unsure(*(_left_out(found, name, kept[name]) for name in ("items", "dimensions"))),
        {one.get("id"): one.get("scale") for one in items if one.has("scale")},
    )


def make_scale(found: Record) -> ResponseScale:
    """Make a response scale."""
    values = {"labels": {}, **found.values}
    if "scores" in values:
        values["scores"] = _numbers(values["scores"])
    return ResponseScale(**values)


def make_card(found: Record) -> Card:
    """Make a card."""
    return Card(**found.values)


def make_profile(found: Record, sketch: Sketch) -> Profile:
    """Make a profile of an instrument without wording."""
    facts = tuple(Fact(**one.values) for one in found.records("facts"))
    return Profile(sketch.instrument, sketch.scale_of, facts)


def _sound_lines(
    found: Record, scales: Mapping[str, ResponseScale], faulty: Collection[str]
) -> dict[str, tuple[int, ...]]:
    """Number the lines of each list that are sound; an item without its scale is not."""
    kept = {
        name: tuple(
            number
            for number, one in enumerate(found.get(name) or ())
            if one is not None and found.at(name, number).path not in faulty
        )
        for name in ("items", *_LINES, "vectors")
    }
    scale_of = [one and one.get("scale") for one in found.get("items") or ()]
    kept["items"] = tuple(
        one for one in kept["items"] if scale_of[one] is None or scale_of[one] in scales
    )
    if found.get("version") is None:
        kept["changes"] = ()  # nothing to compare them with
    return kept


def _left_out(found: Record, name: str, kept: Collection[int]) -> frozenset[str]:
    return frozenset(
        one.get("id")
        for number, one in enumerate(found.get(name) or ())
        if one is not None and number not in kept and one.get("id")
    )


def _item(found: Record, scales: Mapping[str, ResponseScale]) -> Item:
    values: dict[str, Any] = {"kind": ItemKind.SCALE, "text": "", **found.values}
    if "scale" in values:
        values["scale"] = scales[values["scale"]]
    if "ideal" in values:
        values["ideal"] = Ideal(**values["ideal"].values)
    if "journal_as" in values:
        values["journal_as"] = str(values["journal_as"])
    if "show_if" in values:
        values["show_if"] = _condition(values["show_if"])
    return Item(**values)


def _condition(found: Record) -> Condition:
    values = dict(found.values)
    for name in ("all", "any"):
        values[name] = tuple(_condition(one) for one in found.records(name))
    return Condition(**values)


def _cadence(found: Record) -> Cadence:
    return Cadence(**found.values)


def _plane(found: Record) -> Plane:
    tips = tuple(Tip(**one.values) for one in found.records("tips"))
    return Plane(**{**found.values, "tips": tips})


def _vector(instrument_id: str, found: Record) -> Vector:
    return Vector(instrument_id, **{name: _numbers(one) for name, one in found.values.items()})


def _numbers(found: Mapping[Any, Any]) -> dict[Any, Any]:
    return {name: None if one is Absence.NONE else one for name, one in found.items()}


def _with_fields(made: type[T]) -> Callable[[Record], T]:
    return lambda found: made(**found.values)


_LINES: dict[str, Callable[[Any], Any]] = {
    "dimensions": _with_fields(Dimension),
    "pairs": tuple,
    "cutoffs": _with_fields(Cutoff),
    "noise": _with_fields(Noise),
    "changes": _with_fields(Change),
}
"""How each line of a list of an instrument is made; items are made with their scales."""
