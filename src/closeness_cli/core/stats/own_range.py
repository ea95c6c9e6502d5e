"""Weeks outside of one's own usual range.

The range is that in which one more week is expected after the first twelve (`core/stats/noise.py`
has the interval). It is fixed when they are over, so that what comes later cannot move it, and wide
(99.7 %), since somebody looks after every week. A single week outside is drawn, not told: it takes
two of three on the same side.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from closeness_cli.core.stats.noise import OwnBaseline, own_baseline
from closeness_cli.core.stats.said import Reason, Silence, not_yet
from closeness_cli.core.stats.weeks import Series, in_order

if TYPE_CHECKING:
    from numpy.typing import ArrayLike

BASELINE = 12
"""Weeks that the range comes from: the first ones."""

WITHIN = 0.997
"""The share of further weeks expected in the range."""

CLOSE = 3
"""Of this many weeks in a row, two outside on the same side may be told."""


class UnusualWeek(NamedTuple):
    """A week outside of the usual range.

    Args:
        day: Its day, as it was given.
        value: Its value.
        is_above: Above the range, else below it.
        p: The chance, two-sided, of a week at least as far from the middle.
        may_be_said: One of the two weeks before it lies outside on the same side, too.
    """

    day: float
    value: float
    is_above: bool
    p: float
    may_be_said: bool


class OwnRange(NamedTuple):
    """The usual range, and the weeks after its baseline that lie outside.

    Args:
        baseline: The mean and spread of the first twelve weeks, with the ends of the range.
        n_after: Weeks that were looked at.
        span_days: From the first week to the last.
        outside: In the order of time.
    """

    baseline: OwnBaseline
    n_after: int
    span_days: float
    outside: tuple[UnusualWeek, ...]


def own_range(days: ArrayLike, values: ArrayLike) -> OwnRange | Silence:
    """Find the weeks outside of the range that the first twelve weeks give: m ± t s sqrt(1 + 1/12).

    Args:
        days: Of each week one day, in any order; weeks without a value are left out.
        values: The mean of each week's days.

    Raises:
        ValueError: There are not as many values as days, or one is not a number.
    """
    series = in_order(days, values)
    when, what = series.days.tolist(), series.values.tolist()
    early = not_yet(when, needed=BASELINE)
    if early is not None:
        return early
    baseline = own_baseline(what[:BASELINE], WITHIN)
    is_flat = Series(series.days[:BASELINE], series.values[:BASELINE]).is_flat
    if is_flat or not isinstance(baseline, OwnBaseline):
        return Silence(Reason.NO_VARIATION)
    sides = [_side(value, baseline) for value in what]
    outside = tuple(
        UnusualWeek(
            day=when[at],
            value=what[at],
            is_above=sides[at] > 0,
            p=baseline.p(what[at]),
            may_be_said=sides[at] in sides[max(BASELINE, at - CLOSE + 1) : at],
        )
        for at in range(BASELINE, len(what))
        if sides[at]
    )
    return OwnRange(baseline, len(what) - BASELINE, when[-1] - when[0], outside)


def _side(value: float, baseline: OwnBaseline) -> int:
    if not baseline.is_outside(value):
        return 0
    return 1 if value > baseline.mean else -1
