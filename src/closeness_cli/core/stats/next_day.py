"""Whether mood differs on the day after a ritual, or after a day with a tag.

Good days bring both rituals and good days after them, and weekends bring both too; so today's mood
and the weekday are taken out of either side first. What is left moved with it and is no proof:
only a coin that decides on which days something is done could show an effect.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, NamedTuple

from closeness_cli.core.stats.circular_shift import circular_shift_p
from closeness_cli.core.stats.distributions import t_quantile
from closeness_cli.core.stats.noise import CONFIDENCE
from closeness_cli.core.stats.said import Reason, Silence, not_yet

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from numpy import bool_, float64, int_
    from numpy.typing import NDArray

FEWEST_DAYS = 60
"""Days with a mood and a mood after them; with 40, chance alone finds something in up to 11 %."""

FEWEST_ON_A_SIDE = 12
"""Of them with the ritual or tag, and as many without."""

NEAREST = 7
"""Days of the smallest rotation."""

LATER = (1, 2)
"""How many days after a day may be looked at."""

CLEAR = 0.01
"""A difference may be told up to this p. It takes at least 112 days to come so low."""

SMALLEST = 0.15
"""Steps of mood that a difference must have to be told. What is taken out is a mood rounded to
whole steps, so that a trace of good days stays in what is only done on them; over years the trace
would pass for more than chance (`docs/methods.md`)."""

TOO_LITTLE = 1e-9
"""Share of the spread of mood; where less is left beside the weekdays, it is rounding."""

LEAST_LEFT = 1e-6
"""Share of the spread of the days with it that weekday and mood must leave over."""


class NextDay(NamedTuple):
    """How mood differs after days with a ritual or tag from that after other days.

    Args:
        difference: In steps of mood, for the same mood today and the same weekday.
        low: The lower end of its interval.
        high: The upper end.
        p: The share of rotations with a difference at least as large.
        n_with: Days with it that have a mood after them.
        n_without: Days without it, likewise.
        span_days: From the first to the last of all of them.
        later: How many days after it.
    """

    difference: float
    low: float
    high: float
    p: float
    n_with: int
    n_without: int
    span_days: int
    later: int

    @property
    def n(self) -> int:
        """All days."""
        return self.n_with + self.n_without

    @property
    def is_clear(self) -> bool:
        """Whether it may be told: chance gives it rarely, and it is large enough to matter."""
        return self.p <= CLEAR and abs(self.difference) >= SMALLEST


def next_day(
    moods: Mapping[int, float],
    done_on: Collection[int],
    *,
    later: int = 1,
    among: Collection[int] | None = None,
    beside: Collection[int] = (),
) -> NextDay | Silence:
    """Compare mood after days with a ritual or tag with mood after days without.

    Mood after and days with it are each freed of 1, today's mood and the weekday (least squares);
    the difference is the slope of what is left on each other (Frisch & Waugh 1933, Econometrica
    1:387), its interval that of the regression. p turns what is left of the days with it by a week
    or more, which keeps the rhythm of both.

    Args:
        moods: The mean mood by day, a day as in `date.toordinal`; days without one are not there.
            All from the time in which the ritual or tag could have been noted.
        done_on: Days with it.
        later: How many days after a day the mood is taken from; 1 or 2.
        among: The only days that are compared; absent for all.
        beside: Days of something else that is freed of as well, since it goes along with it.

    Raises:
        ValueError: A mood is not a number, or no such `later` is looked at.
    """
    if later not in LATER:
        raise ValueError(f"mood is looked at {LATER} days later")
    days = sorted(day for day in moods if day + later in moods and (among is None or day in among))
    with_it = sorted(frozenset(days).intersection(done_on))
    n, n_with = len(days), len(with_it)
    silence = _too_early(days, with_it, n - n_with)
    if silence is not None:
        return silence
    import numpy as np  # only where there is something to compare

    today = np.array([moods[day] for day in days], float)
    after = np.array([moods[day + later] for day in days], float)
    if not (np.isfinite(today).all() and np.isfinite(after).all()):
        raise ValueError("every mood must be a number")
    done = np.isin(days, with_it).astype(float)
    known = _known(np.array(days), today, np.isin(days, sorted(beside)))
    rank = known.shape[1]
    mood_left = after - known @ (known.T @ after)
    done_left = done - known @ (known.T @ done)
    spread = float(done_left @ done_left)
    df = n - rank - 1
    if spread <= LEAST_LEFT * float(((done - done.mean()) ** 2).sum()):
        return Silence(Reason.NOT_ESTIMABLE)
    if float(after.min()) == float(after.max()):
        return Silence(Reason.NO_VARIATION)
    slope = float(done_left @ mood_left) / spread
    unexplained = mood_left - slope * done_left
    error = math.sqrt(float(unexplained @ unexplained) / df / spread)
    half = t_quantile((1 + CONFIDENCE) / 2, df) * error
    return NextDay(
        difference=slope,
        low=slope - half,
        high=slope + half,
        p=circular_shift_p(mood_left, done_left, nearest=NEAREST),
        n_with=n_with,
        n_without=n - n_with,
        span_days=days[-1] - days[0],
        later=later,
    )


def _too_early(days: list[int], with_it: list[int], n_without: int) -> Silence | None:
    silence = not_yet(days, needed=FEWEST_DAYS)
    if silence is not None:
        return silence
    if len(with_it) < FEWEST_ON_A_SIDE:
        rest = not_yet(with_it, needed=FEWEST_ON_A_SIDE)
        return Silence(Reason.TOO_FEW_ON_A_SIDE, rest.wait_days if rest else None)
    return Silence(Reason.TOO_FEW_ON_A_SIDE) if n_without < FEWEST_ON_A_SIDE else None


def _known(
    days: NDArray[int_], today: NDArray[float64], beside: NDArray[bool_]
) -> NDArray[float64]:
    """Give an orthonormal basis of what mood today, the weekday and something else tell.

    Weekdays are orthogonal already, and the other two are freed of what is there before them.
    """
    import numpy as np

    weekdays = (days[:, None] % 7 == np.arange(7)).astype(float)  # they add up to the 1
    weekdays = weekdays[:, weekdays.any(axis=0)]
    basis: NDArray[float64] = weekdays / np.sqrt(weekdays.sum(axis=0))
    for column in (today, beside.astype(float)):
        left = column - column.mean()
        whole = float(np.linalg.norm(left))
        for _ in range(2):  # what rounding leaves the first time is gone after the second
            left = left - basis @ (basis.T @ left)
        size = float(np.linalg.norm(left))
        if size > TOO_LITTLE * whole:
            basis = np.column_stack((basis, left / size))
    return basis
