"""From raw answers to scores of 0 to 100, or to the plain word that there is none.

Methods are those of `docs/methods.md`; `ScoreOp` in `core/instruments/instrument.py` says each.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from closeness_cli.core.instruments.instrument import (
    Dimension,
    Instrument,
    Item,
    ItemKind,
    MissingRule,
    ResponseScale,
    ScoreOp,
)

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from closeness_cli.core.answering.administration import Response

SCORER_VERSION = 2
"""Stamped on every stored score; raise it when a rule here changes, then rescore."""


@dataclass(frozen=True, slots=True)
class Score:
    """A percent of the possible range, 0 to 100, not rounded.

    Args:
        n_answered: How many of the `n_items` items it rests on.
        total: The same in the unit of the response scales: a mean, or a sum. Absent where the
            op has no such unit.
    """

    dimension: str
    value: float
    n_answered: int
    n_items: int
    total: float | None = None

    @property
    def is_prorated(self) -> bool:
        """Whether it stands for items without an answer, too."""
        return self.n_answered < self.n_items


@dataclass(frozen=True, slots=True)
class Unscored:
    """Too few answers for a score. Never zero."""

    dimension: str
    n_answered: int
    n_items: int


@dataclass(frozen=True, slots=True)
class _Part:
    """What one answer brings to a score.

    Args:
        percent: Its place in its range, or its nearness to what is wanted, 0 to 100.
        counted: What it counts for, reversed where the item is.
        weight: How much its item matters, percent of the range; the same for all but `WEIGHTED`.
    """

    item_id: str
    percent: float
    counted: float
    weight: float = 1


def scored_value(item: Item, value: int) -> float | None:
    """Turn an answer into what it counts for: min + max - x if reversed.

    Returns:
        Nothing where the answer counts for nothing, such as "neither of us".
    """
    scale = scale_of(item)
    counted = scale.counts_for(value)
    if counted is None or not item.reverse_scored:
        return counted
    low, high = scale.range
    return low + high - counted


def percent_of_range(value: float, scale: ResponseScale) -> float:
    """Place a value in its scale: POMP = 100 (x - min) / (max - min).

    Source: Cohen, Cohen, Aiken & West 1999, Multivariate Behavioral Research 34:315.
    """
    low, high = scale.range
    return 100 * (value - low) / (high - low)


def nearness(value: float, ideal: float, farthest: float) -> float:
    """Say how near an answer is to what is wanted: 100 (1 - |x - ideal| / farthest).

    Args:
        farthest: The largest distance that the item allows, see `farthest_from_ideal`.
    """
    return 100 * (1 - abs(value - ideal) / farthest)


def farthest_from_ideal(item: Item) -> float:
    """Give the largest distance from what is wanted that an item allows.

    From a fixed ideal it is the way to the farther end, so that a middle can reach 0 too;
    where the person names the ideal it may lie anywhere, so it is the whole scale.
    """
    low, high = scale_of(item).range
    ideal = _fixed_ideal(item)
    return high - low if ideal is None else max(ideal - low, high - ideal)


def _fixed_ideal(item: Item) -> float | None:
    """Give what the fixed point of an ideal counts for, where the instrument fixes it."""
    if item.ideal is None or item.ideal.value is None:
        return None
    return scale_of(item).counts_for(item.ideal.value)


def scale_of(item: Item) -> ResponseScale:
    """Give the response scale of an item that is scored, which always has one."""
    if item.scale is None:
        raise ValueError(f"item {item.id} has no response scale")
    return item.scale


def score_all(
    instrument: Instrument, responses: Mapping[str, Response]
) -> tuple[Score | Unscored, ...]:
    """Score every dimension of an instrument, in its order."""
    return tuple(score_dimension(instrument, one, responses) for one in instrument.dimensions)


def score_dimension(
    instrument: Instrument, dimension: Dimension, responses: Mapping[str, Response]
) -> Score | Unscored:
    """Score one dimension.

    Args:
        responses: By item id. A skipped item is absent or carries its reason, never zero.

    Returns:
        A `Score`, or `Unscored` when fewer were answered than its missing rule asks for.
    """
    items = [instrument.item(item_id) for item_id in dimension.items]
    parts = [_part(instrument, dimension, item, responses) for item in items]
    known = [part for part in parts if part is not None]
    if len(known) < least_answers(dimension):
        return Unscored(dimension.id, len(known), len(items))
    value, total = _combined(dimension.op, known, [one for one in items if can_be_scored(one)])
    if value is None:
        return Unscored(dimension.id, len(known), len(items))
    return Score(dimension.id, value, len(known), len(items), total)


def least_answers(dimension: Dimension) -> int:
    """Count the answers that a dimension needs: all, ceil(min_fraction x items), or one."""
    if dimension.missing is MissingRule.REQUIRE_COMPLETE:
        return len(dimension.items)
    if dimension.missing is MissingRule.IGNORE:
        return 1
    # A share like 0.55 x 100 comes out a hair above 55 in binary; that hair is not an answer.
    return max(1, math.ceil(dimension.min_fraction * len(dimension.items) - 1e-9))


def total_range(instrument: Instrument, dimension: Dimension) -> tuple[float, float]:
    """Give the lowest and the highest total that a dimension can have."""
    ends = [scale_of(instrument.item(one)).range for one in dimension.items]
    low, high = math.fsum(end[0] for end in ends), math.fsum(end[1] for end in ends)
    if dimension.op is ScoreOp.SUM:
        return low, high
    return low / len(ends), high / len(ends)


def answered_number(responses: Mapping[str, Response], item_id: str) -> int | None:
    """Give the number that an item was answered with, if it was."""
    response = responses.get(item_id)
    return response.value if response and isinstance(response.value, int) else None


def wanted(item: Item, responses: Mapping[str, Response]) -> float | None:
    """Give the point that the person wants for an ideal-point item, if it is known."""
    if item.ideal is None:
        return None
    if item.ideal.item is None:
        return _fixed_ideal(item)
    value = answered_number(responses, item.ideal.item)
    return None if value is None else scale_of(item).counts_for(value)


def importance_of(
    instrument: Instrument, item_id: str, responses: Mapping[str, Response]
) -> float | None:
    """Say how much an item matters to the person, percent of the range, if they said so."""
    named = instrument.item(item_id).importance
    value = answered_number(responses, named) if named else None
    if value is None:
        return None
    item = instrument.item(named)
    counted = scored_value(item, value)
    return None if counted is None else percent_of_range(counted, scale_of(item))


def can_be_scored(item: Item) -> bool:
    """Say whether an item is answered with numbers in an order, and may be scored at all."""
    return item.kind is ItemKind.SCALE and not item.safety


def _part(
    instrument: Instrument, dimension: Dimension, item: Item, responses: Mapping[str, Response]
) -> _Part | None:
    """Give what an item brings; nothing where it lacks its answer, its ideal or its weight."""
    value = answered_number(responses, item.id) if can_be_scored(item) else None
    counted = None if value is None else scored_value(item, value)
    if counted is None:
        return None
    percent = percent_of_range(counted, scale_of(item))
    if dimension.op is ScoreOp.IDEAL:
        ideal = wanted(item, responses)
        if ideal is None:
            return None
        return _Part(item.id, nearness(counted, ideal, farthest_from_ideal(item)), counted)
    if dimension.op is ScoreOp.WEIGHTED:
        weight = importance_of(instrument, item.id, responses)
        return None if weight is None else _Part(item.id, percent, counted, weight)
    return _Part(item.id, percent, counted)


def _combined(
    op: ScoreOp, parts: Sequence[_Part], items: Sequence[Item]
) -> tuple[float | None, float | None]:
    """Give the percent of the range and, where there is one, the total."""
    mean = math.fsum(part.percent for part in parts) / len(parts)
    if op is ScoreOp.MEAN:
        return mean, _sum(parts, items, mean / 100) / len(items)
    if op is ScoreOp.SUM:
        share = _share_of_sum(parts, items)
        return 100 * share, _sum(parts, items, share)
    if op is ScoreOp.BALANCE:
        return 100 - 2 * abs(mean - 50), None
    if op is ScoreOp.WEIGHTED:
        return _weighted(parts), None
    return mean, None


def _share_of_sum(parts: Sequence[_Part], items: Sequence[Item]) -> float:
    """Place the sum of what was answered between its lowest and its highest, 0 to 1."""
    ranges = {item.id: scale_of(item).range for item in items}
    above = math.fsum(part.counted - ranges[part.item_id][0] for part in parts)
    return above / math.fsum(high - low for low, high in (ranges[one.item_id] for one in parts))


def _sum(parts: Sequence[_Part], items: Sequence[Item], share: float) -> float:
    """Sum what was answered; an item without an answer stands where the others do on average.

    Args:
        share: Where that is in a range, 0 to 1.
    """
    answered = {part.item_id: part.counted for part in parts}
    ranges = [scale_of(item).range for item in items if item.id not in answered]
    filled = [low + share * (high - low) for low, high in ranges]
    return math.fsum([*answered.values(), *filled])


def _weighted(parts: Sequence[_Part]) -> float | None:
    """Weigh each answer by how much its item matters; nothing where nothing matters at all."""
    whole = math.fsum(part.weight for part in parts)
    if not whole:
        return None
    value = math.fsum(part.percent * part.weight for part in parts) / whole
    # The last bit of a division may lie outside of what was averaged.
    weighed = [part.percent for part in parts if part.weight]
    return min(max(value, min(weighed)), max(weighed))
