"""From raw answers to scores of 0 to 100, or to the plain word that there is none."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from closeness_cli.core.instrument import (
    Dimension,
    Instrument,
    Item,
    MissingRule,
    ResponseScale,
    ScoreOp,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

    from closeness_cli.core.administration import Response

SCORER_VERSION = 1
"""Stamped on every stored score; raise it when a rule here changes, then rescore."""


@dataclass(frozen=True, slots=True)
class Score:
    """A percent of the possible range, 0 to 100, not rounded.

    Args:
        n_answered: How many of the `n_items` items it rests on.
    """

    dimension: str
    value: float
    n_answered: int
    n_items: int


@dataclass(frozen=True, slots=True)
class Unscored:
    """Too few answers for a score. Never zero."""

    dimension: str
    n_answered: int
    n_items: int


def scored_value(item: Item, value: int) -> int:
    """Turn an answer so that a higher number always means closer: min + max - x if reversed."""
    scale = scale_of(item)
    return scale.min + scale.max - value if item.reverse_scored else value


def percent_of_range(value: float, scale: ResponseScale) -> float:
    """Place a value in its scale: POMP = 100 (x - min) / (max - min).

    Source: Cohen, Cohen, Aiken & West 1999, Multivariate Behavioral Research 34:315.
    """
    return 100 * (value - scale.min) / (scale.max - scale.min)


def nearness(value: int, ideal: int, farthest: int) -> float:
    """Say how near an answer is to what is wanted: 100 (1 - |x - ideal| / farthest).

    Args:
        farthest: The largest distance that the item allows, see `farthest_from_ideal`.
    """
    return 100 * (1 - abs(value - ideal) / farthest)


def farthest_from_ideal(item: Item) -> int:
    """Give the largest distance from what is wanted that an item allows.

    From a fixed ideal it is the way to the farther end, so that a middle can reach 0 too;
    where the person names the ideal it may lie anywhere, so it is the whole scale.
    """
    scale = scale_of(item)
    if item.ideal is None or item.ideal.value is None:
        return scale.max - scale.min
    return max(item.ideal.value - scale.min, scale.max - item.ideal.value)


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
    return Score(dimension.id, math.fsum(known) / len(known), len(known), len(items))


def least_answers(dimension: Dimension) -> int:
    """Count the answers that a dimension needs: all, or ceil(min_fraction x items)."""
    if dimension.missing is MissingRule.REQUIRE_COMPLETE:
        return len(dimension.items)
    # A share like 0.55 x 100 comes out a hair above 55 in binary; that hair is not an answer.
    return max(1, math.ceil(dimension.min_fraction * len(dimension.items) - 1e-9))


def answered_number(responses: Mapping[str, Response], item_id: str) -> int | None:
    """Give the number that an item was answered with, if it was."""
    response = responses.get(item_id)
    return response.value if response and isinstance(response.value, int) else None


def _part(dimension: Dimension, item: Item, responses: Mapping[str, Response]) -> float | None:
    value = answered_number(responses, item.id)
    if value is None:
        return None
    if dimension.op is ScoreOp.MEAN:
        return percent_of_range(scored_value(item, value), scale_of(item))
    ideal = wanted(item, responses)
    return None if ideal is None else nearness(value, ideal, farthest_from_ideal(item))


def wanted(item: Item, responses: Mapping[str, Response]) -> int | None:
    """Give the point that the person wants for an ideal-point item, if it is known."""
    if item.ideal is None:
        return None
    if item.ideal.item is not None:
        return answered_number(responses, item.ideal.item)
    return item.ideal.value
