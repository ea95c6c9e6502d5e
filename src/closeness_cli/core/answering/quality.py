"""Notes on how a set of answers was given: for the person alone, kept nowhere, excluding nothing.

A note is no verdict: each has ordinary reasons, and response times differ between people too.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from statistics import median
from typing import TYPE_CHECKING

from closeness_cli.core.instruments.instrument import ItemKind, ScaleKind
from closeness_cli.core.stats.scoring import (
    answered_number,
    percent_of_range,
    scale_of,
    scored_value,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from closeness_cli.core.answering.administration import Response
    from closeness_cli.core.instruments.instrument import Instrument, Item

FAST_MILLISECONDS = 2_000
"""A median below this is very fast: two seconds for an item.

Source: Huang, Curran, Keeney, Poposki & DeShon 2012, Journal of Business and Psychology 27:99.
"""

LEAST_TIMED = 5
"""Fewer answers with a time say little: four questions that come every week are soon known."""

LEAST_ALIKE, LEAST_ALIKE_ONE_WAY = 5, 8
"""Answers of one value that are noted: where some are reverse-scored, and where none or all are."""

OPPOSITE_PERCENT = 75.0
"""How far apart two answers to the same thing must be, in percent of the range."""

DEGREES = (ScaleKind.ORDINAL, ScaleKind.NUMERIC, ScaleKind.BIPOLAR)
"""Response scales of degrees; who does a thing, and true or false, may well be all alike."""


class QualityKind(StrEnum):
    """What was noticed."""

    FAST = "fast"
    ONE_VALUE = "one_value"
    OPPOSITE = "opposite"


@dataclass(frozen=True, slots=True)
class QualityNote:
    """Something noticed about how answers were given.

    Args:
        items: The items that it is about.
        milliseconds: For `FAST`, the median of their times.
    """

    kind: QualityKind
    items: tuple[str, ...]
    milliseconds: float | None = None


def quality_notes(
    instrument: Instrument, responses: Mapping[str, Response]
) -> tuple[QualityNote, ...]:
    """Notice very fast answers, one value throughout, and pairs that contradict each other.

    Args:
        responses: By item id; safety items are never looked at.
    """
    numbers = [
        item
        for item in instrument.items
        if item.kind is ItemKind.SCALE
        and not item.safety
        and answered_number(responses, item.id) is not None
    ]
    return (
        *_fast(numbers, responses),
        *_one_value(numbers, responses),
        *_opposite(instrument, numbers, responses),
    )


def _fast(items: list[Item], responses: Mapping[str, Response]) -> Iterator[QualityNote]:
    times = {
        item.id: time for item in items if (time := responses[item.id].milliseconds) is not None
    }
    if len(times) >= LEAST_TIMED and (middle := median(times.values())) < FAST_MILLISECONDS:
        yield QualityNote(QualityKind.FAST, tuple(times), middle)


def _one_value(items: list[Item], responses: Mapping[str, Response]) -> Iterator[QualityNote]:
    """Look at each response scale whose answers are all the same: a run as long as they are."""
    waiting = [item for item in items if scale_of(item).kind in DEGREES]
    while waiting:
        scale = scale_of(waiting[0])
        alike = [item for item in waiting if item.scale == scale]
        waiting = [item for item in waiting if item.scale != scale]
        both_ways = len({item.reverse_scored for item in alike}) == 2
        least = LEAST_ALIKE if both_ways else LEAST_ALIKE_ONE_WAY
        if len(alike) >= least and len({responses[item.id].value for item in alike}) == 1:
            yield QualityNote(QualityKind.ONE_VALUE, tuple(item.id for item in alike))


def _opposite(
    instrument: Instrument, items: list[Item], responses: Mapping[str, Response]
) -> Iterator[QualityNote]:
    """Look at each pair that asks the same: how far apart it is once both point one way."""
    places = {item.id: _percent(item, responses) for item in items}
    for pair in instrument.pairs:
        one, other = (places.get(item_id) for item_id in pair)
        if one is not None and other is not None and abs(one - other) >= OPPOSITE_PERCENT:
            yield QualityNote(QualityKind.OPPOSITE, pair)


def _percent(item: Item, responses: Mapping[str, Response]) -> float | None:
    value = answered_number(responses, item.id)
    counted = None if value is None else scored_value(item, value)
    return None if counted is None else percent_of_range(counted, scale_of(item))
