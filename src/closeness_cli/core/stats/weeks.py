"""Series of values in time: put in order, and folded into days and weeks.

Times are days as floats; where they count from is the caller's, and the same for a whole series.
What many entries say is folded first into days, then into weeks: the day is the unit, not the
entry, so that a day with many entries does not outweigh the others (Schat et al. 2021,
Psychological Methods).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from closeness_cli.core.stats.noise import A_HAIR

if TYPE_CHECKING:
    from numpy import float64, int64
    from numpy.typing import ArrayLike, NDArray

MOST_POINTS = 1_000
"""Points that methods which compare all pairs are given; longer series are folded."""


class Series(NamedTuple):
    """Values in the order of their times.

    Args:
        days: When, in days, never falling.
        values: What, of the same length.
    """

    days: NDArray[float64]
    values: NDArray[float64]

    @property
    def is_flat(self) -> bool:
        """Whether all values are the same, but for rounding."""
        spread = float(self.values.max() - self.values.min())
        return spread <= A_HAIR * float(abs(self.values).max())


class Folded(NamedTuple):
    """Means of stretches of equal length, those without a value left out.

    Args:
        days: The first day of each stretch.
        values: The mean of the means of its days.
        n_days: How many days of it have a value.
    """

    days: NDArray[float64]
    values: NDArray[float64]
    n_days: NDArray[int64]


def in_order(days: ArrayLike, values: ArrayLike) -> Series:
    """Put values in the order of their times; those of one time keep their order.

    Raises:
        ValueError: There are not as many values as times, or one of them is not a number.
    """
    import numpy as np

    when, what = np.asarray(days, dtype=float), np.asarray(values, dtype=float)
    if when.ndim != 1 or when.shape != what.shape:
        raise ValueError("a series needs as many values as times")
    if not (np.isfinite(when).all() and np.isfinite(what).all()):
        raise ValueError("a series holds numbers only, and leaves out what is missing")
    order = np.argsort(when, kind="stable")
    return Series(when[order], what[order])


def one_a_time(series: Series) -> Series:
    """Give the mean of the values of each time, so that no time comes twice."""
    import numpy as np

    days, place = np.unique(series.days, return_inverse=True)
    return Series(days, _means(place, series.values, len(days)))


def fold(days: ArrayLike, values: ArrayLike, *, length: int = 7, first_on: float = 0.0) -> Folded:
    """Fold values into the means of stretches of days: of weeks, unless said otherwise.

    Args:
        length: Days of a stretch.
        first_on: A day that a stretch begins on, such as a Monday.
    """
    import numpy as np

    series = in_order(days, values)
    whole, at_day = np.unique(np.floor(series.days), return_inverse=True)
    means = _means(at_day, series.values, len(whole))
    numbers, at = np.unique(np.floor((whole - first_on) / length), return_inverse=True)
    return Folded(
        days=numbers * length + first_on,
        values=_means(at, means, len(numbers)),
        n_days=np.bincount(at, minlength=len(numbers)),
    )


def fold_if_long(series: Series, most: int = MOST_POINTS) -> Series:
    """Fold a series of more than `most` points into weeks, and into longer stretches if need be."""
    length = 7
    while len(series.days) > most:
        first = float(series.days[0])
        series = Series(*fold(series.days, series.values, length=length, first_on=first)[:2])
        length *= 2
    return series


def _means(place: NDArray[int64], values: NDArray[float64], count: int) -> NDArray[float64]:
    """Give the mean of the values at each place."""
    import numpy as np

    sums = np.bincount(place, weights=values, minlength=count)
    means: NDArray[float64] = sums / np.bincount(place, minlength=count)
    return means
