"""What must hold between the fields of an item bank; every rule gives all of its faults."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from closeness_cli.core.instrument import RESERVED_IDS, ItemKind, MissingRule
from closeness_cli.core.instrument_rules import kind_faults, unscorable
from closeness_cli.core.near import quoted
from closeness_cli.storage.bank.layout import SCHEMA
from closeness_cli.storage.bank.readers import Record, unknown

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from closeness_cli.core.instrument import ScoreOp
    from closeness_cli.storage.bank.yaml_tree import Fault


def bank_faults(bank: Record) -> Iterator[Fault]:
    """Find what is wrong between the parts of a bank."""
    if bank.has("schema") and bank.get("schema") not in (None, SCHEMA):
        found = quoted(bank.get("schema"))
        yield bank.at("schema").fault(f"schema {found} is not known; this one reads {SCHEMA}")
    scales: Mapping[str, Record | None] = bank.get("scales") or {}
    for scale in scales.values():
        if scale is not None:
            yield from _scale_faults(scale)
    instruments = bank.records("instruments")
    yield from _twice(instruments, "instrument")
    for instrument in instruments:
        yield from _instrument_faults(instrument, scales)
    yield from _card_faults(bank.records("cards"), instruments)


def kind_of(item: Record) -> ItemKind | None:
    """Give an item's kind, a number of a response scale unless it says otherwise."""
    return item.get("kind") if item.has("kind") else ItemKind.SCALE


def _scale_faults(scale: Record) -> Iterator[Fault]:
    points, labels = _points(scale), scale.get("labels")
    if points is None:
        return
    if len(points) < 2:
        yield scale.at("max").fault(f"max must be above min, which is {scale.get('min')}")
        return
    if labels is None:
        return
    low, high = points[0], points[-1]
    for number in sorted(set(labels) - set(points)):
        yield scale.at("labels").fault(f"label {number} is outside of {low} to {high}")
    for end in sorted({low, high} - set(labels)):
        yield scale.at("labels").fault(f"the end {end} has no label")


def _points(scale: Record | None) -> range | None:
    """Give the numbers of a response scale, where both of its ends could be read."""
    if scale is None or scale.get("min") is None or scale.get("max") is None:
        return None
    return range(scale.get("min"), scale.get("max") + 1)


def _instrument_faults(instrument: Record, scales: Mapping[str, Record | None]) -> Iterator[Fault]:
    name, items = instrument.get("id"), instrument.records("items")
    if name in RESERVED_IDS:
        yield instrument.at("id").fault(f"{name!r} is a subcommand, choose another id")
    yield from _twice(items, "item")
    known = {item.get("id"): item for item in reversed(items) if item.get("id")}
    for item in items:
        yield from _item_faults(item, scales)
        if item.get("ideal"):
            yield from _ideal_faults(item, known, scales)
    dimensions = instrument.records("dimensions")
    yield from _twice(dimensions, "dimension")
    for dimension in dimensions:
        yield from _dimension_faults(dimension, known)
    yield from _cadence_faults(instrument.get("cadence"))


def _cadence_faults(cadence: Record | None) -> Iterator[Fault]:
    if cadence is None:
        return
    least, suggested = cadence.get("min_days"), cadence.get("suggest_days")
    if least and suggested and least > suggested:
        yield cadence.at("min_days").fault(f"min_days is above suggest_days, {suggested}")


def _item_faults(item: Record, scales: Mapping[str, Record | None]) -> Iterator[Fault]:
    scale = item.get("scale")
    if scale is not None and scale not in scales:
        yield item.at("scale").fault(unknown("scale", scale, scales))
    kind = kind_of(item)
    if kind is None:
        return
    lacking, unfit = kind_faults(kind, item.node.names)
    for name in lacking:
        yield item.node.fault(f"an item of kind {kind} needs the field {name!r}")
    for name in unfit:
        yield item.at(name).fault(f"an item of kind {kind} has no {name!r}")
    if item.get("reverse_scored") and item.has("ideal"):
        yield item.at("ideal").fault("an item with an ideal is not reverse_scored")


def _ideal_faults(
    item: Record, known: Mapping[str, Record], scales: Mapping[str, Record | None]
) -> Iterator[Fault]:
    ideal: Record = item.get("ideal")
    if ideal.has("value") == ideal.has("item"):
        yield item.at("ideal").fault("an ideal has either a value or an item")
    value, points = ideal.get("value"), _points(scales.get(item.get("scale")))
    if value is not None and points and value not in points:
        outside = f"outside of {points[0]} to {points[-1]}"
        yield ideal.at("value").fault(f"the ideal {value} is {outside}")
    if (other := ideal.get("item")) is not None:
        yield from _wanted_faults(item, ideal, known, other)


def _wanted_faults(
    item: Record, ideal: Record, known: Mapping[str, Record], other: str
) -> Iterator[Fault]:
    place = ideal.at("item")
    if other == item.get("id"):
        yield place.fault(f"item {other!r} cannot be its own ideal")
    elif other not in known:
        yield place.fault(unknown("item", other, known))
    elif kind_of(known[other]) is not ItemKind.SCALE:
        yield place.fault(f"item {other!r} is not of kind scale, so it names no ideal")
    elif known[other].get("scale") != item.get("scale"):
        yield place.fault(f"item {other!r} has another scale, so it names no ideal")


def _dimension_faults(dimension: Record, known: Mapping[str, Record]) -> Iterator[Fault]:
    seen = set[str]()
    for number, name in enumerate(dimension.get("items") or ()):
        if name is None:
            continue
        place = dimension.at("items", number)
        if name in seen:
            yield place.fault(f"item {name!r} is given twice")
        elif name not in known:
            yield place.fault(unknown("item", name, known))
        elif reason := _unscorable(known[name], dimension.get("op")):
            yield place.fault(reason)
        seen.add(name)
    yield from _missing_faults(dimension)


def _unscorable(item: Record, op: ScoreOp | None) -> str:
    kind = kind_of(item)
    if kind is None:  # a fault already
        return ""
    return unscorable(item.get("id"), kind, op, has_ideal=item.has("ideal"))


def _missing_faults(dimension: Record) -> Iterator[Fault]:
    prorated = dimension.get("missing") is MissingRule.PRORATE
    if prorated and not dimension.has("min_fraction"):
        yield dimension.at("missing").fault("'missing: prorate' needs a min_fraction")
    if dimension.has("min_fraction") and not prorated:
        yield dimension.at("min_fraction").fault("min_fraction belongs to 'missing: prorate'")


def _card_faults(cards: list[Record], instruments: list[Record]) -> Iterator[Fault]:
    yield from _twice(cards, "card")
    dimensions = {
        dimension.get("id")
        for instrument in instruments
        for dimension in instrument.records("dimensions")
    } - {None}
    for card in cards:
        dimension = card.get("dimension")
        if dimension is not None and dimension not in dimensions:
            yield card.at("dimension").fault(unknown("dimension", dimension, dimensions))


def _twice(records: Iterable[Record], what: str) -> Iterator[Fault]:
    first: dict[Any, Record] = {}
    for one in records:
        name = one.get("id")
        if name is None:
            continue
        if name in first:
            before = first[name].at("id")
            place = f"first in line {before.line}, column {before.column}"
            yield one.at("id").fault(f"{what} {name!r} is given twice, {place}")
        first.setdefault(name, one)
