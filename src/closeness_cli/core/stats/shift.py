"""Whether the mean of a series moved once, when, and whether that is more than chance.

The place of the shift is where two means leave least; how much less than one mean they leave is
the largest F of all places (Andrews 1993, Econometrica 61:821). Its p comes from series without a
shift that resemble themselves as much as this one (AR(1) surrogates, at the same times), and when
it was from the posterior of its place, tempered for what such series tell less.
"""

from __future__ import annotations

import math
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from closeness_cli.core.stats.autocorrelation import MOST_ALIKE, usual_gaps
from closeness_cli.core.stats.chance import seed_from
from closeness_cli.core.stats.distributions import t_quantile
from closeness_cli.core.stats.said import Reason, Silence, not_yet
from closeness_cli.core.stats.weeks import fold_if_long, in_order, one_a_time

if TYPE_CHECKING:
    from numpy import float64
    from numpy.typing import ArrayLike, NDArray

FEWEST = 26
"""Values before a shift is looked for."""

FEWEST_ON_A_SIDE = 5
"""Values before it, and after it."""

CLEAR = 0.02
"""A shift may be told up to this p."""

WITHIN = 0.95
"""How sure the range of its date is."""

MOST_POINTS = 600
"""More than eleven years of weeks; longer series are folded."""

SURROGATES = 999
"""Series without a shift that the largest F is compared with."""

SERIES = 600
"""Made for each autocorrelation of the grid, to see what is measured of it; fewer of long ones."""

GRID = 20
"""Autocorrelations tried, from 0 to 0.95."""

MOST_NUMBERS = 1_500_000
"""Random numbers drawn for the grid, so that long series take no longer than a blink."""


class Shift(NamedTuple):
    """One shift of the mean.

    Args:
        before: The mean of the values before it.
        after: The mean of those after it.
        low: The lower end of the 95 % interval of `after` less `before`, the date taken as known.
        high: The upper end.
        last_before: The day of the last value before the most likely shift.
        first_after: The day of the first value after it.
        earliest: With 95 %, the shift is not before this day.
        latest: With 95 %, it is not after this day.
        n_before: Values before it.
        n_after: Values after it.
        span_days: From the first value to the last.
        alike: How much a value resembles the one before, 0 to 0.95, at the usual gap.
        f: How much less two means leave than one.
        p: The chance of so large an F where nothing shifted.
        is_drift: A straight line leaves less than the two means, for its number of parameters.
    """

    before: float
    after: float
    low: float
    high: float
    last_before: float
    first_after: float
    earliest: float
    latest: float
    n_before: int
    n_after: int
    span_days: float
    alike: float
    f: float
    p: float
    is_drift: bool

    @property
    def change(self) -> float:
        """The mean after less the mean before, in units of the values."""
        return self.after - self.before

    @property
    def n(self) -> int:
        """All values."""
        return self.n_before + self.n_after

    @property
    def is_clear(self) -> bool:
        """Whether it may be told as a shift: chance gives it rarely, and a line is no better."""
        return self.p <= CLEAR and not self.is_drift


class Split(NamedTuple):
    """Where two means leave least of a series.

    Args:
        k: How many values come before.
        f: (rss of one mean - rss of two) / (rss of two / (n - 2)); infinite where nothing is left.
        before: The first mean.
        after: The second.
        rss: What each place leaves, in squares, from the first place that is allowed on.
        first_k: The k of the first of those.
    """

    k: int
    f: float
    before: float
    after: float
    rss: NDArray[float64]
    first_k: int


def shift(days: ArrayLike, values: ArrayLike) -> Shift | Silence:
    """Look for one shift of the mean, from 26 values on with five of them on each side.

    Args:
        days: When, in days, in any order; the gaps may differ, values of one time are averaged.
        values: What, of the same length. More than 600 are folded into weeks.

    Raises:
        ValueError: There are not as many values as days, or one is not a number.
    """
    import numpy as np

    series = fold_if_long(one_a_time(in_order(days, values)), MOST_POINTS)
    when, what = series
    early = not_yet(when.tolist(), needed=FEWEST)
    if early is not None:
        return early
    if series.is_flat:
        return Silence(Reason.NO_VARIATION)
    split = best_split(what)
    if math.isinf(split.f):
        return Silence(Reason.NOT_ESTIMABLE)
    gaps = tuple(np.round(usual_gaps(when), 9).tolist())
    alike = _alike(what, gaps)
    first, last = likely_places(split, len(what), alike)
    low, high = _interval(split, len(what), alike)
    return Shift(
        before=split.before,
        after=split.after,
        low=low,
        high=high,
        last_before=float(when[split.k - 1]),
        first_after=float(when[split.k]),
        earliest=float(when[first - 1]),
        latest=float(when[last]),
        n_before=split.k,
        n_after=len(what) - split.k,
        span_days=float(when[-1] - when[0]),
        alike=alike,
        f=split.f,
        p=_p(what, gaps, alike),
        is_drift=_line_is_better(when, what, split),
    )


def best_split(values: ArrayLike, on_a_side: int = FEWEST_ON_A_SIDE) -> Split:
    """Find the place where two means leave least, by trying every one.

    Args:
        values: In the order of their times, at least twice `on_a_side` of them.
        on_a_side: How many values each side has at least.
    """
    import numpy as np

    what = np.asarray(values, dtype=float)
    n = len(what)
    gained = _gained(what[None, :] - what.mean(), on_a_side)[0]
    whole = float(((what - what.mean()) ** 2).sum())
    rss = np.maximum(whole - gained, 0.0)
    k = int(gained.argmax()) + on_a_side
    before, after = float(what[:k].mean()), float(what[k:].mean())
    left = float(((what[:k] - before) ** 2).sum() + ((what[k:] - after) ** 2).sum())
    f = (whole - left) / (left / (n - 2)) if left > whole * 1e-12 else math.inf
    return Split(k, f, before, after, rss, on_a_side)


def likely_places(
    split: Split, n: int, alike: float = 0.0, *, within: float = WITHIN
) -> tuple[int, int]:
    """Give the first and the last k of the fewest places that hold 95 % of the probability.

    With one shift, normal errors and flat priors the place k has a probability proportional to
    (k (n-k))^(-1/2) rss_k^(-(n-2)/2) (Smith 1975, Biometrika 62:407). The last exponent is
    tempered to (m-2)/2 with m = n (1-phi)/(1+phi), the effective number of values.

    Args:
        n: Values of the series.
        alike: Phi, how much a value resembles the one before.
        within: The share of the probability; at 0 it is the most probable place alone.
    """
    import numpy as np

    places = np.arange(split.first_k, split.first_k + len(split.rss))
    effective = max(n * (1 - alike) / (1 + alike), 3.0)
    left = np.maximum(split.rss, np.finfo(float).tiny)
    log_chance = -0.5 * np.log(places * (n - places)) - (effective - 2) / 2 * np.log(left)
    chance = np.exp(log_chance - log_chance.max())
    falling = np.argsort(-chance, kind="stable")
    reached = np.cumsum(chance[falling]) / chance.sum()
    kept = places[falling[: int(np.searchsorted(reached, within)) + 1]]
    return int(kept.min()), int(kept.max())


def _gained(rows: NDArray[float64], on_a_side: int) -> NDArray[float64]:
    """Say, for each row around its mean and each place, how much less two means leave than one."""
    import numpy as np

    n = rows.shape[1]
    places = np.arange(on_a_side, n - on_a_side + 1)
    sums = np.cumsum(rows, axis=1)[:, places - 1]
    gained: NDArray[float64] = sums**2 * (n / (places * (n - places)))
    return gained


def _largest_f(rows: NDArray[float64]) -> NDArray[float64]:
    """Give the largest F of each row."""
    rows = rows - rows.mean(axis=1, keepdims=True)
    gained = _gained(rows, FEWEST_ON_A_SIDE).max(axis=1)
    f: NDArray[float64] = gained * (rows.shape[1] - 2) / ((rows**2).sum(axis=1) - gained)
    return f


def _likeness(rows: NDArray[float64]) -> NDArray[float64]:
    """Give the lag-1 autocorrelation of each row after its best shift was taken out."""
    import numpy as np

    rows = rows - rows.mean(axis=1, keepdims=True)
    n = rows.shape[1]
    k = _gained(rows, FEWEST_ON_A_SIDE).argmax(axis=1) + FEWEST_ON_A_SIDE
    first = np.arange(n) < k[:, None]
    sums = (rows * first).sum(axis=1)
    left = rows - np.where(first, (sums / k)[:, None], (-sums / (n - k))[:, None])
    likeness: NDArray[float64] = (left[:, 1:] * left[:, :-1]).sum(axis=1) / (left**2).sum(axis=1)
    return likeness


def _made(phi: float, gaps: tuple[float, ...], noise: NDArray[float64]) -> NDArray[float64]:
    """Make AR(1) series of variance 1 at these gaps out of independent normal numbers."""
    import numpy as np

    kept = phi ** np.asarray(gaps)
    new = np.sqrt(1 - kept**2)
    # A place at a time, and places first in memory: each step is one addition of whole rows.
    rows = noise.T.copy()
    for at in range(1, len(rows)):
        rows[at] = kept[at - 1] * rows[at - 1] + new[at - 1] * rows[at]
    return np.ascontiguousarray(rows.T)


@lru_cache(maxsize=8)
def _seen_of(gaps: tuple[float, ...]) -> tuple[tuple[float, ...], tuple[float, ...]]:
    """Say which likeness is seen in half of the series of each autocorrelation at these gaps."""
    import numpy as np

    n = len(gaps) + 1
    series = min(SERIES, MOST_NUMBERS // (GRID * n))
    noise = seed_from(gaps).standard_normal((series, n))
    grid = np.linspace(0, MOST_ALIKE, GRID)
    seen = [float(np.median(_likeness(_made(phi, gaps, noise)))) for phi in grid]
    return tuple(np.maximum.accumulate(seen).tolist()), tuple(grid.tolist())


def _alike(values: NDArray[float64], gaps: tuple[float, ...]) -> float:
    """Estimate phi so that half of the series that have it show less of it than this one.

    Taking out the best shift hides much of it, more in short series, and so does the mean
    (median-unbiased estimation: Andrews 1993, Econometrica 61:139, here by simulation).
    """
    import numpy as np

    seen, grid = _seen_of(gaps)
    return float(np.interp(_likeness(values[None, :])[0], seen, grid))


def _p(values: NDArray[float64], gaps: tuple[float, ...], alike: float) -> float:
    """Give the share of series without a shift, this one among them, with an F as large."""
    noise = seed_from(values, gaps).standard_normal((SURROGATES, len(values)))
    larger = int((_largest_f(_made(alike, gaps, noise)) >= _largest_f(values[None, :])).sum())
    return (1 + larger) / (1 + SURROGATES)


def _interval(split: Split, n: int, alike: float) -> tuple[float, float]:
    """Give the 95 % interval of the difference of two means of values that resemble each other."""
    widening = (1 + alike) / (1 - alike)
    left = float(split.rss[split.k - split.first_k])
    df = max(n / widening - 2, 1.0)
    error = math.sqrt(left / (n - 2) * widening * (1 / split.k + 1 / (n - split.k)))
    reach = t_quantile(0.975, df) * error
    return split.after - split.before - reach, split.after - split.before + reach


def _line_is_better(days: NDArray[float64], values: NDArray[float64], split: Split) -> bool:
    """Compare a straight line with the shift by BIC, n log(rss) + parameters log n.

    The line has two, the shift three with its date (Schwarz 1978, Annals of Statistics 6:461).
    """
    n = len(values)
    x, y = days - days.mean(), values - values.mean()
    of_line = float((y**2).sum() - (x * y).sum() ** 2 / (x**2).sum())
    of_shift = float(split.rss[split.k - split.first_k])
    return n * math.log(max(of_line, 1e-300)) < n * math.log(of_shift) + math.log(n)
