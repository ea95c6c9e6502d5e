"""From raw answers to scores of 0 to 100, or to the plain word that there is none.

Methods are those of `docs/methods.md`; each op is said in `core/instrument.py`, `ScoreOp`.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from closeness_cli.core.instrument import (
    Dimension,
    Instrument,
    Item,
    ItemKind,
    MissingRule,
    ResponseScale,
    ScoreOp,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from closeness_cli.core.administration import Response

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
    """

    item_id: str
    percent: float
    counted: float


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
    if item.ideal is None or item.ideal.value is None:
        return high - low
    return max(item.ideal.value - low, high - item.ideal.value)


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
    parts = [_part(dimension, item, responses) for item in items]
    known = [part for part in parts if part is not None]
    if len(known) < least_answers(dimension):
        return Unscored(dimension.id, len(known), len(items))
    value, total = _combined(
        dimension.op, known, items, lambda one: importance_of(instrument, one, responses)
    )
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
        return item.ideal.value
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


def _part(dimension: Dimension, item: Item, responses: Mapping[str, Response]) -> _Part | None:
    value = answered_number(responses, item.id)
    counted = None if value is None else scored_value(item, value)
    if counted is None:
        return None
    if dimension.op is ScoreOp.IDEAL:
        ideal = wanted(item, responses)
        if ideal is None:
            return None
        return _Part(item.id, nearness(counted, ideal, farthest_from_ideal(item)), counted)
    percent = percent_of_range(counted, scale_of(item))
    return _Part(item.id, percent, counted)


def _combined(
    op: ScoreOp,
    parts: Sequence[_Part],
    items: Sequence[Item],
    importance: Callable[[str], float | None],
) -> tuple[float | None, float | None]:
    """Give the percent of the range and, where there is one, the total."""
    mean = math.fsum(part.percent for part in parts) / len(parts)
    if op is ScoreOp.MEAN:
        return mean, math.fsum(part.counted for part in parts) / len(parts)
    if op is ScoreOp.SUM:
        return _summed(parts, items)
    if op is ScoreOp.BALANCE:
        return 100 - 2 * abs(mean - 50), None
    if op is ScoreOp.WEIGHTED:
        return _weighted(parts, importance), None
    return mean, None


def _summed(parts: Sequence[_Part], items: Sequence[Item]) -> tuple[float, float]:
    """Sum what was answered; an item without an answer stands where the others lie on average."""
    answered = {part.item_id: part.counted for part in parts}
    ranges = {item.id: scale_of(item).range for item in items}
    above = math.fsum(counted - ranges[one][0] for one, counted in answered.items())
    share = above / math.fsum(ranges[one][1] - ranges[one][0] for one in answered)
    filled = [
        low + share * (high - low) for one, (low, high) in ranges.items() if one not in answered
    ]
    return 100 * share, math.fsum([*answered.values(), *filled])


def _weighted(parts: Sequence[_Part], importance: Callable[[str], float | None]) -> float | None:
    """Weigh each answer by how much its item matters; nothing where nothing matters at all."""
    weighed = [(part.percent, weight) for part in parts if (weight := importance(part.item_id))]
    whole = math.fsum(weight for _, weight in weighed)
    return math.fsum(percent * weight for percent, weight in weighed) / whole if whole else None
