"""Published lines through a total, shown on request only; never a diagnosis."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from closeness_cli.core.answering.administration import Response
from closeness_cli.core.stats.scoring import (
    Score,
    answered_number,
    can_be_scored,
    scale_of,
    score_dimension,
    scored_value,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from closeness_cli.core.instruments.instrument import Cutoff, Dimension, Instrument, Item

A_HAIR = 1e-9
"""What sums of binary fractions differ by; a total on the line is on it."""


class Side(StrEnum):
    """Where a total lies."""

    BELOW = "below"
    ABOVE = "above"
    """On the line or above it."""
    UNDETERMINED = "undetermined"
    """The answers that are missing could put it on either side."""
    UNSCORED = "unscored"
    """Nothing was answered, or the dimension has no total."""


def side_of(
    instrument: Instrument,
    dimension: Dimension,
    cutoff: Cutoff,
    responses: Mapping[str, Response],
) -> Side:
    """Say on which side of a published line a set of answers lies.

    Where answers are missing, both ends count: the lowest and the highest total that they could
    lead to, whatever the missing rule would fill in. If both lie on one side, that side is
    certain, and it is said even where the rule gives no score.
    """
    items = [instrument.item(item_id) for item_id in dimension.items]
    if not any(answered_number(responses, item.id) is not None for item in items):
        return Side.UNSCORED
    ends = [
        _total(instrument, dimension, _filled(items, responses, choose)) for choose in (min, max)
    ]
    sides = {_side(total, cutoff.line) for total in ends}
    return sides.pop() if len(sides) == 1 else Side.UNDETERMINED


def crossed(before: Side, now: Side) -> bool:
    """Say whether two sets of answers lie on the two sides of a line."""
    return {before, now} == {Side.BELOW, Side.ABOVE}


def _side(total: float | None, line: float) -> Side:
    if total is None:
        return Side.UNSCORED
    return Side.BELOW if total < line - A_HAIR * max(1, abs(line)) else Side.ABOVE


def _total(
    instrument: Instrument, dimension: Dimension, responses: Mapping[str, Response]
) -> float | None:
    score = score_dimension(instrument, dimension, responses)
    return score.total if isinstance(score, Score) else None


def _filled(
    items: list[Item],
    responses: Mapping[str, Response],
    choose: Callable[..., tuple[float, int]],
) -> dict[str, Response]:
    """Answer what is missing with what counts for least, or for most."""
    missing = [
        item
        for item in items
        if can_be_scored(item) and answered_number(responses, item.id) is None
    ]
    return {**responses, **{item.id: _answer(item, choose) for item in missing}}


def _answer(item: Item, choose: Callable[..., tuple[float, int]]) -> Response:
    counted = [(scored_value(item, value), value) for value in scale_of(item).values]
    _, value = choose((one, value) for one, value in counted if one is not None)
    return Response(item.id, value, "", 0)
