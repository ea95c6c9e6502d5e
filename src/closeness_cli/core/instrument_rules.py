"""What must hold inside of an instrument, so that it can be asked and scored."""

from __future__ import annotations

from typing import TYPE_CHECKING

from closeness_cli.core.entry import EntryKind
from closeness_cli.core.instrument import ItemKind, MissingRule, ScoreOp
from closeness_cli.core.near import quoted

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from closeness_cli.core.instrument import (
        Cadence,
        Dimension,
        Instrument,
        Item,
        ResponseScale,
    )

LOWEST_POINT, HIGHEST_POINT = -100, 100
"""Where the ends of a response scale may lie."""

MOST_LINES = 9
"""Lines that a list item may ask for."""

NEEDS = {
    ItemKind.SCALE: {"scale"},
    ItemKind.TEXT: set[str](),
    ItemKind.LIST: {"scale", "rating", "most"},
}
"""Fields that each kind of item must have."""

TAKES = {
    ItemKind.SCALE: {"scale", "reverse_scored", "ideal"},
    ItemKind.TEXT: {"journal_as"},
    ItemKind.LIST: {"scale", "rating", "most"},
}
"""Fields that each kind of item may have, of those that not every kind has."""

SPECIAL = set[str]().union(*TAKES.values())


def faults_of(instrument: Instrument) -> list[str]:
    """Say everything that is wrong in an instrument; nothing where it can be asked and scored."""
    return list(_faults(instrument))


def kind_faults(kind: ItemKind, given: Iterable[str]) -> tuple[list[str], list[str]]:
    """Compare the fields that an item has with those of its kind.

    Returns:
        The fields that it lacks, and those that it must not have.
    """
    named = set(given) & SPECIAL
    return sorted(NEEDS[kind] - named), sorted(named - TAKES[kind])


def unscorable(item_id: str, kind: ItemKind, op: ScoreOp | None, *, has_ideal: bool) -> str:
    """Say why a dimension cannot be scored from an item; nothing where it can."""
    name = quoted(item_id)
    if kind is not ItemKind.SCALE:
        return f"item {name} is of kind {kind}, which has no score"
    if op is ScoreOp.IDEAL and not has_ideal:
        return f"item {name} has no ideal, which op ideal needs"
    if op is ScoreOp.MEAN and has_ideal:
        return f"item {name} has an ideal, so its dimension needs op ideal"
    return ""


def _faults(instrument: Instrument) -> Iterator[str]:
    if not instrument.items:
        yield "it has no items"
    yield from _twice("item", [one.id for one in instrument.items])
    yield from _twice("dimension", [one.id for one in instrument.dimensions])
    known = {item.id: item for item in instrument.items}
    for item in instrument.items:
        yield from _item_faults(item)
        yield from _ideal_faults(item, known)
    for dimension in instrument.dimensions:
        yield from _dimension_faults(dimension, known)
    yield from _cadence_faults(instrument.cadence)


def _twice(what: str, names: list[str]) -> Iterator[str]:
    for name in dict.fromkeys(names):
        if names.count(name) > 1:
            yield f"{what} {quoted(name)} is given twice"


def _item_faults(item: Item) -> Iterator[str]:
    name = quoted(item.id)
    lacking, unfit = kind_faults(item.kind, (one for one in SPECIAL if getattr(item, one)))
    for field in lacking:
        yield f"item {name} of kind {item.kind} needs the field {field!r}"
    for field in unfit:
        yield f"item {name} of kind {item.kind} has no {field!r}"
    if item.scale is not None:
        yield from _scale_faults(name, item.scale)
    if not 0 <= item.most <= MOST_LINES:
        yield f"item {name} asks for more than {MOST_LINES} lines, or fewer than none"
    if item.journal_as and item.journal_as not in set(EntryKind):
        yield f"item {name} becomes no known kind of entry"
    if item.reverse_scored and item.ideal:
        yield f"item {name} has an ideal, so it is not reverse_scored"


def _scale_faults(name: str, scale: ResponseScale) -> Iterator[str]:
    if not LOWEST_POINT <= scale.min < scale.max <= HIGHEST_POINT:
        yield (
            f"the scale of item {name} does not lead from {LOWEST_POINT} or more up to"
            f" {HIGHEST_POINT} or less"
        )


def _ideal_faults(item: Item, known: Mapping[str, Item]) -> Iterator[str]:
    ideal, name = item.ideal, quoted(item.id)
    if ideal is None:
        return
    if (ideal.value is None) == (ideal.item is None):
        yield f"the ideal of item {name} is either a value or an item"
    if ideal.value is not None and item.scale and ideal.value not in item.scale.values:
        yield f"the ideal of item {name} is outside of its scale"
    if ideal.item is not None and not _can_be_ideal(item, known.get(ideal.item)):
        yield f"the ideal of item {name} is not another item with the same scale"


def _can_be_ideal(item: Item, other: Item | None) -> bool:
    if other is None or other is item or other.kind is not ItemKind.SCALE:
        return False
    return other.scale == item.scale


def _dimension_faults(dimension: Dimension, known: Mapping[str, Item]) -> Iterator[str]:
    name = quoted(dimension.id)
    if not dimension.items:
        yield f"dimension {name} has no items"
    yield from (f"in dimension {name}, {one}" for one in _twice("item", list(dimension.items)))
    for item_id in dimension.items:
        item = known.get(item_id)
        if item is None:
            yield f"dimension {name} has the unknown item {quoted(item_id)}"
        elif why := unscorable(item_id, item.kind, dimension.op, has_ideal=item.ideal is not None):
            yield f"in dimension {name}, {why}"
    if not 0 < dimension.min_fraction <= 1:
        yield f"the min_fraction of dimension {name} is not above 0, up to 1"
    if dimension.missing is MissingRule.REQUIRE_COMPLETE and dimension.min_fraction != 1:
        yield f"the min_fraction of dimension {name} belongs to 'missing: prorate'"


def _cadence_faults(cadence: Cadence) -> Iterator[str]:
    if min(cadence.min_days, cadence.suggest_days, cadence.recall_days) < 1:
        yield "its cadence has less than a day"
    elif cadence.min_days > cadence.suggest_days:
        yield "its min_days is above its suggest_days"
