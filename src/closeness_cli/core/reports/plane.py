"""Two dimensions looked at together: a point with its error bars, and the quarters they touch."""

from __future__ import annotations

import math
import statistics
from dataclasses import dataclass
from itertools import product
from typing import TYPE_CHECKING

from closeness_cli.core.instruments.instrument import Half
from closeness_cli.core.stats.distributions import t_quantile
from closeness_cli.core.stats.scoring import (
    Score,
    answered_number,
    percent_of_range,
    scale_of,
    score_dimension,
    scored_value,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

    from closeness_cli.core.answering.administration import Administration, Response
    from closeness_cli.core.instruments.instrument import Dimension, Instrument, Plane, Tip

MIDDLE = 50.0
"""Percent of the range where the quarters of a plane meet."""

CONFIDENCE = 0.95
"""Of the interval."""

MOST_TIPS = 2


@dataclass(frozen=True, slots=True)
class Reach:
    """How far answers reach along one axis, in percent of its range.

    Args:
        mean: The score.
        low: The lower end of its interval, or the mean where there is none.
        high: The upper end.
        n_items: Items that it rests on.
    """

    dimension: Dimension
    mean: float
    low: float
    high: float
    n_items: int

    @property
    def has_interval(self) -> bool:
        """Whether there are two answers or more, so that they can differ."""
        return self.n_items > 1

    def is_in(self, half: Half) -> bool:
        """Say whether the mean lies in a half; in the middle it lies in both."""
        return self.mean <= MIDDLE if half is Half.LOW else self.mean >= MIDDLE

    def share(self, half: Half) -> float:
        """Say how much of the interval lies in a half, 0 to 1; a point in the middle is in both."""
        if self.high > self.low:
            below = (min(max(MIDDLE, self.low), self.high) - self.low) / (self.high - self.low)
        else:
            below = 0.5 if self.mean == MIDDLE else float(self.mean < MIDDLE)
        return below if half is Half.LOW else 1 - below


@dataclass(frozen=True, slots=True)
class Placed:
    """Where a set of answers lies on a plane.

    Args:
        quarters: Those that the intervals touch, as (across, up): where the point is, then
            those with most of them.
        tips: The lines for them, at most two.
    """

    across: Reach
    up: Reach
    quarters: tuple[tuple[Half, Half], ...]
    tips: tuple[Tip, ...]


def place_on_plane(one: Administration) -> Placed | None:
    """Place a set of answers on its instrument's plane.

    Returns:
        Nothing where there is no plane, or too few answers for one of its axes.
    """
    plane = one.instrument.plane
    if plane is None:
        return None
    across = _reach(one.instrument, plane.across, one.responses)
    up = _reach(one.instrument, plane.up, one.responses)
    if across is None or up is None:
        return None
    quarters = _quarters(across, up)
    return Placed(across, up, quarters, _tips(plane, quarters))


def _quarters(across: Reach, up: Reach) -> tuple[tuple[Half, Half], ...]:
    areas = {pair: across.share(pair[0]) * up.share(pair[1]) for pair in product(Half, Half)}
    touched = [pair for pair, area in areas.items() if area > 0]
    return tuple(
        sorted(
            touched,
            key=lambda pair: (across.is_in(pair[0]) and up.is_in(pair[1]), areas[pair]),
            reverse=True,
        )
    )


def _tips(plane: Plane, quarters: tuple[tuple[Half, Half], ...]) -> tuple[Tip, ...]:
    found = [tip for pair in quarters for tip in plane.tips if (tip.across, tip.up) == pair]
    return tuple(found[:MOST_TIPS])


def _reach(
    instrument: Instrument, dimension_id: str, responses: Mapping[str, Response]
) -> Reach | None:
    dimension = instrument.dimension(dimension_id)
    if dimension is None:
        return None
    score = score_dimension(instrument, dimension, responses)
    if not isinstance(score, Score):
        return None
    percents = _percents(instrument, dimension, responses)
    half = half_width(percents)
    return Reach(
        dimension,
        score.value,
        max(score.value - half, 0.0),
        min(score.value + half, 100.0),
        len(percents),
    )


def half_width(percents: list[float]) -> float:
    """Give half of the t interval around the mean of some answers: t(k - 1) s / sqrt(k).

    It says how much a person's answers to the items of one axis differ from each other, and no
    more: not how the axis would come out another day, and not how sure the questions are. With
    one answer there is none, so it is 0.
    """
    n = len(percents)
    if n < 2:
        return 0.0
    return t_quantile((1 + CONFIDENCE) / 2, n - 1) * statistics.stdev(percents) / math.sqrt(n)


def _percents(
    instrument: Instrument, dimension: Dimension, responses: Mapping[str, Response]
) -> list[float]:
    found = []
    for item in map(instrument.item, dimension.items):
        value = answered_number(responses, item.id)
        counted = None if value is None else scored_value(item, value)
        if counted is not None:
            found.append(percent_of_range(counted, scale_of(item)))
    return found
