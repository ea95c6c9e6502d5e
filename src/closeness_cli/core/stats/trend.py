"""Whether a series rises or falls over the whole of a time, and by how much.

The slope is the median of those of all pairs (Theil 1950, Proceedings of the Koninklijke
Nederlandse Akademie van Wetenschappen 53:386; Sen 1968, Journal of the American Statistical
Association 63:1379). Whether it is more than chance says the Mann-Kendall test (Mann 1945,
Econometrica 13:245; Kendall 1975, Rank Correlation Methods), its variance widened for weeks that
resemble the one before (Hamed & Rao 1998, Journal of Hydrology 204:182, for an AR(1) process).
Times may be irregular.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, NamedTuple

from closeness_cli.core.stats.autocorrelation import autocorrelation, variance_factor
from closeness_cli.core.stats.distributions import normal_quantile
from closeness_cli.core.stats.noise import A_HAIR
from closeness_cli.core.stats.said import Reason, Silence, not_yet
from closeness_cli.core.stats.weeks import fold_if_long, in_order

if TYPE_CHECKING:
    from numpy import float64
    from numpy.typing import ArrayLike, NDArray

    from closeness_cli.core.stats.weeks import Series

FEWEST = 12
"""Values before a trend is looked for."""

SHORTEST = 8 * 7.0
"""Days from the first to the last of them."""

NO_LONGER_EARLY = 26
"""Values from which on a trend is said without "early"."""

MOST_FOR_EXACT = 10
"""Values up to which the p without ties is counted out; the normal one is good beyond."""


class MannKendall(NamedTuple):
    """How many pairs rise, and what chance would make of it.

    Args:
        s: Pairs of values that rise in time less those that fall.
        var: Its variance by chance alone, ties in values and in times considered.
        z: S in units of its spread, one step nearer to 0 since it is a whole number.
        p: The chance, two-sided, of one at least as far from 0.
        n: Values.
    """

    s: int
    var: float
    z: float
    p: float
    n: int

    @property
    def tau(self) -> float:
        """S as a share of all pairs, -1 to 1."""
        return 2 * self.s / (self.n * (self.n - 1))


class SenSlope(NamedTuple):
    """The median of the slopes of all pairs.

    Args:
        slope: In units of the values a day.
        low: The lower end of its 95 % interval; infinite where too few pairs bound it.
        high: The upper end.
        intercept: Where the line stands at day 0: median value less slope times median day.
    """

    slope: float
    low: float
    high: float
    intercept: float


class Trend(NamedTuple):
    """A rise or a fall over the whole of a series.

    Args:
        line: Its slope with the 95 % interval, and where it stands.
        n: Values.
        span_days: From the first to the last.
        alike: How much a value resembles the one before, 0 to 0.95, at the usual gap.
        p: The chance of such a trend, two-sided, where there is none.
        is_early: There are fewer than 26 values.
    """

    line: SenSlope
    n: int
    span_days: float
    alike: float
    p: float
    is_early: bool

    @property
    def change(self) -> float:
        """How far the line moves from the first value to the last, in units of the values."""
        return self.line.slope * self.span_days

    @property
    def change_range(self) -> tuple[float, float]:
        """The 95 % interval of that."""
        return self.line.low * self.span_days, self.line.high * self.span_days


def trend(days: ArrayLike, values: ArrayLike) -> Trend | Silence:
    """Say how a series rises or falls, from 12 values over eight weeks on.

    Args:
        days: When, in days, in any order; the gaps may differ.
        values: What, of the same length. More than 1,000 are folded into weeks.

    Raises:
        ValueError: There are not as many values as days, or one is not a number.
    """
    series = fold_if_long(in_order(days, values))
    early = not_yet(series.days.tolist(), needed=FEWEST, span=SHORTEST)
    if early is not None:
        return early
    if series.is_flat:
        return Silence(Reason.NO_VARIATION)
    pairs = _pairs(series)
    alike = autocorrelation(series.days, _left_of(series, pairs))
    test = _counted(series, pairs)
    var = test.var * variance_factor(series.days, alike)
    return Trend(
        line=_line(series, pairs, var),
        n=test.n,
        span_days=float(series.days[-1] - series.days[0]),
        alike=alike,
        p=chance_of(test.s, var)[1],
        is_early=test.n < NO_LONGER_EARLY,
    )


def mann_kendall(days: ArrayLike, values: ArrayLike) -> MannKendall:
    """Count the pairs that rise, and say how likely chance alone gives so many.

    The p supposes values of which none resembles the one before. It is counted out for up to ten
    values without ties, else it is that of the normal distribution.

    Raises:
        ValueError: The values or the days are all the same, or one is not a number.
    """
    series = in_order(days, values)
    test = _counted(series, _pairs(series))
    ties = min(len(set(series.days.tolist())), len(set(series.values.tolist()))) < test.n
    return test if ties or test.n > MOST_FOR_EXACT else test._replace(p=_exact_p(test.s, test.n))


def sen_slope(days: ArrayLike, values: ArrayLike, var: float) -> SenSlope:
    """Give the median slope of all pairs of different times, and its 95 % interval.

    The ends are the slopes in the places (N - C)/2 and (N + C)/2 + 1 of all N, those between two
    places by their distance, with C = 1.96 sqrt(var S). Source: Gilbert 1987, Statistical Methods
    for Environmental Pollution Monitoring, section 16.5.

    Args:
        var: The variance of S by chance.

    Raises:
        ValueError: The days are all the same, or one number is none.
    """
    series = in_order(days, values)
    return _line(series, _pairs(series), var)


def chance_of(s: int, var: float) -> tuple[float, float]:
    """Give z and p, two-sided, of an S with this variance, by the normal distribution."""
    z = (s - (s > 0) + (s < 0)) / math.sqrt(var)
    return z, math.erfc(abs(z) / math.sqrt(2))


class _Pairs(NamedTuple):
    """How far the later value of each pair of different times lies from the earlier one."""

    apart: NDArray[float64]
    """In days."""
    rises: NDArray[float64]


def _pairs(series: Series) -> _Pairs:
    """Pair every value with every later one.

    Raises:
        ValueError: There is no pair of different times.
    """
    import numpy as np

    one, other = np.triu_indices(len(series.days), k=1)
    apart = series.days[other] - series.days[one]
    differ = apart > 0
    if not differ.any():
        raise ValueError("a trend needs two different times")
    return _Pairs(apart[differ], (series.values[other] - series.values[one])[differ])


def _counted(series: Series, pairs: _Pairs) -> MannKendall:
    import numpy as np

    s = int(np.sign(pairs.rises).sum())
    var = _variance(series)
    if var <= 0:
        raise ValueError("a trend needs two different values")
    return MannKendall(s, var, *chance_of(s, var), len(series.days))


def _variance(series: Series) -> float:
    """Give the variance of S by chance, with ties in both (Kendall 1975, chapter 4)."""
    n = len(series.days)
    in_days, in_values = _tie_sizes(series.days), _tie_sizes(series.values)
    whole = n * (n - 1) * (2 * n + 5)
    for sizes in (in_days, in_values):
        whole -= sum(t * (t - 1) * (2 * t + 5) for t in sizes)
    var = whole / 18
    if n > 2:
        threes = [sum(t * (t - 1) * (t - 2) for t in sizes) for sizes in (in_days, in_values)]
        var += math.prod(threes) / (9 * n * (n - 1) * (n - 2))
    twos = [sum(t * (t - 1) for t in sizes) for sizes in (in_days, in_values)]
    return var + math.prod(twos) / (2 * n * (n - 1))


def _tie_sizes(values: NDArray[float64]) -> list[int]:
    import numpy as np

    sizes: list[int] = np.unique(values, return_counts=True)[1].tolist()
    return sizes


def _exact_p(s: int, n: int) -> float:
    """Count the orders of n different values whose S is at least as far from 0, as a share.

    An order with d pairs that fall has S = n(n-1)/2 - 2d; the orders are counted by d, one more
    value at a time.
    """
    orders = [1]
    for size in range(2, n + 1):
        longer = [0] * (len(orders) + size - 1)
        for falls, count in enumerate(orders):
            for more in range(size):
                longer[falls + more] += count
        orders = longer
    most = n * (n - 1) // 2
    far = sum(count for falls, count in enumerate(orders) if abs(most - 2 * falls) >= abs(s))
    return far / math.factorial(n)


def _left_of(series: Series, pairs: _Pairs) -> NDArray[float64]:
    """Take the trend out of the values; what only rounding leaves is nothing."""
    import numpy as np

    slope = np.median(pairs.rises / pairs.apart)
    left = series.values - series.values[0] - slope * (series.days - series.days[0])
    is_dust = np.ptp(left) <= A_HAIR * np.ptp(series.values)
    return np.zeros_like(left) if is_dust else left


def _line(series: Series, pairs: _Pairs, var: float) -> SenSlope:
    import numpy as np

    slopes = np.sort(pairs.rises / pairs.apart)
    count, reach = len(slopes), normal_quantile(0.975) * math.sqrt(var)
    places = np.arange(1, count + 1)
    below, above = (count - reach) / 2, (count + reach) / 2 + 1
    slope = float(np.median(slopes))
    return SenSlope(
        slope=slope,
        low=float(np.interp(below, places, slopes)) if below >= 1 else -math.inf,
        high=float(np.interp(above, places, slopes)) if above <= count else math.inf,
        intercept=float(np.median(series.values) - slope * np.median(series.days)),
    )
