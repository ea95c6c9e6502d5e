"""What must hold for an item, for its response scale and for the items that it names."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from closeness_cli.core.entry import EntryKind, read_tag
from closeness_cli.core.instruments.instrument import ItemKind, ScaleKind, SkipReason
from closeness_cli.core.instruments.rules.conditions import condition_findings
from closeness_cli.core.instruments.rules.findings import Finding, given_twice
from closeness_cli.core.near import quoted
from closeness_cli.errors import WrongUseError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from closeness_cli.core.instruments.instrument import Item, ResponseScale
    from closeness_cli.core.instruments.rules.ground import Ground

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
    ItemKind.SCALE: {"scale", "reverse_scored", "ideal", "importance", "safety"},
    ItemKind.TEXT: {"journal_as", "safety"},
    ItemKind.LIST: {"scale", "rating", "most"},
}
"""Fields that each kind of item may have, of those that not every kind has."""

SPECIAL = sorted(set[str]().union(*TAKES.values()))

OFFERED = (SkipReason.NOT_APPLICABLE, SkipReason.PREFER_NOT_TO_SAY)
"""Reasons that an item may offer; skipping is always there, and not being shown is no choice."""

NOT_FOR_SAFETY = (
    "ideal",
    "importance",
    "journal_as",
    "reverse_scored",
    "show_if",
    "tags",
    "why",
)
"""Fields that would score a safety item, lead to it, or show it anywhere else."""


def own_item_findings(item: Item) -> Iterator[Finding]:
    """Find what is wrong in an item on its own, so that nothing can rest on it."""
    for field in SPECIAL:
        given = bool(getattr(item, field))
        if given and field not in TAKES[item.kind]:
            yield Finding((field,), f"an item of kind {item.kind} has no {field!r}")
        if not given and field in NEEDS[item.kind]:
            yield Finding((), f"an item of kind {item.kind} needs the field {field!r}")
    if item.scale is not None:
        yield from (one.under("scale") for one in scale_findings(item.scale))
    if not 0 <= item.most <= MOST_LINES:
        yield Finding(("most",), f"must be from 1 to {MOST_LINES}")


def scale_findings(scale: ResponseScale) -> Iterator[Finding]:
    """Find what is wrong in a response scale."""
    if not LOWEST_POINT <= scale.min < scale.max <= HIGHEST_POINT:
        if scale.max <= scale.min:
            yield Finding(("max",), f"max must be above min, which is {scale.min}")
        else:
            message = f"a scale lies between {LOWEST_POINT} and {HIGHEST_POINT}"
            yield Finding(("max",), message)
        return
    for number in sorted(scale.labels):
        if not scale.min <= number <= scale.max:
            message = f"label {number} is outside of {scale.min} to {scale.max}"
            yield Finding(("labels",), message)
    if scale.only_labelled and len(scale.values) < 2:
        yield Finding(("only_labelled",), "only_labelled needs at least two labels")
        return
    yield from _score_findings(scale)


def _score_findings(scale: ResponseScale) -> Iterator[Finding]:
    for number, score in scale.scores.items():
        if number not in scale.values:
            yield Finding(("scores",), f"score of {number}, which cannot be answered")
        elif score is not None and not math.isfinite(score):
            yield Finding(("scores",), f"the score of {number} is not a number")
    counting = {scale.counts_for(one) for one in scale.values} - {None}
    if len(counting) < 2:
        yield Finding(("scores",), "at least two answers must count, each for another number")


def item_findings(item: Item, number: int, ground: Ground) -> Iterator[Finding]:
    """Find what is wrong between an item that is sound on its own and the others.

    Args:
        number: Where it stands, from 0.
    """
    if item.journal_as and item.journal_as not in set(EntryKind):
        yield Finding(("journal_as",), f"{quoted(item.journal_as)} is no kind of entry")
    yield from _ideal_findings(item, ground)
    yield from _importance_findings(item, ground)
    yield from _reason_findings(item)
    yield from _tag_findings(item)
    if item.safety:
        for field in NOT_FOR_SAFETY:
            if getattr(item, field):
                yield Finding((field,), f"a safety item has no {field!r}")
    elif item.show_if is not None:
        for one in condition_findings(item.show_if, number, ground):
            yield one.under("show_if")


def _ideal_findings(item: Item, ground: Ground) -> Iterator[Finding]:
    ideal, scale = item.ideal, item.scale
    if ideal is None or scale is None:
        return
    if item.reverse_scored:
        yield Finding(("ideal",), "an item with an ideal is not reverse_scored")
    if (ideal.value is None) == (ideal.item is None):
        yield Finding(("ideal",), "an ideal has either a value or an item")
    low, high = scale.range
    if ideal.value is not None and not (low <= ideal.value <= high and ideal.value in scale.values):
        message = f"the ideal {ideal.value} is outside of {low} to {high}"
        yield Finding(("ideal", "value"), message)
    if ideal.item is not None:
        yield from _wanted_findings(item, ideal.item, ground)


def _wanted_findings(item: Item, wanted: str, ground: Ground) -> Iterator[Finding]:
    path, name = ("ideal", "item"), quoted(wanted)
    if wanted == item.id:
        yield Finding(path, f"item {name} cannot be its own ideal")
        return
    yield from ground.unknown_item(wanted, path)
    other = ground.sound.get(wanted)
    if other is None:
        return
    if other.kind is not ItemKind.SCALE or other.safety:
        yield Finding(path, f"item {name} is not of kind scale, so it names no ideal")
    elif other.scale != item.scale:
        yield Finding(path, f"item {name} has another scale, so it names no ideal")


def _importance_findings(item: Item, ground: Ground) -> Iterator[Finding]:
    if not item.importance:
        return
    path, name = ("importance",), quoted(item.importance)
    if item.importance == item.id:
        yield Finding(path, f"item {name} cannot be its own importance")
        return
    yield from ground.unknown_item(item.importance, path)
    other = ground.sound.get(item.importance)
    if other is not None and not is_in_order(other):
        yield Finding(path, f"item {name} is not answered in numbers that compare")


def _reason_findings(item: Item) -> Iterator[Finding]:
    yield from given_twice("reason", item.reasons, "reasons")
    for number, reason in enumerate(item.reasons):
        if reason not in OFFERED:
            message = f"{str(reason)!r} is not offered; {' and '.join(OFFERED)} are"
            yield Finding(("reasons", number), message)


def _tag_findings(item: Item) -> Iterator[Finding]:
    yield from given_twice("tag", item.tags, "tags")
    for number, tag in enumerate(item.tags):
        if not _is_tag(tag):
            message = "a tag is one word that begins with a letter, without #"
            yield Finding(("tags", number), message)


def _is_tag(text: str) -> bool:
    try:
        return read_tag(text) == text
    except WrongUseError:
        return False


def is_in_order(item: Item) -> bool:
    """Say whether an item is answered with numbers that can be compared, and may be."""
    return (
        item.kind is ItemKind.SCALE
        and item.scale is not None
        and item.scale.kind is not ScaleKind.NOMINAL
        and not item.safety
    )
