"""Whether days of the week differ from each other.

Each day is looked at beside the other days of its own week, so that good and bad weeks do not
matter. What chance would make of it is seen by dealing out the values of each week among its days
anew (a permutation within blocks, as Friedman's test has it: Friedman 1937, Journal of the American
Statistical Association 32:675; days may be missing).
"""

from __future__ import annotations

import math
from itertools import permutations
from typing import TYPE_CHECKING, NamedTuple

from closeness_cli.core.stats.chance import seed_from
from closeness_cli.core.stats.distributions import t_quantile
from closeness_cli.core.stats.false_discovery import adjusted
from closeness_cli.core.stats.noise import A_HAIR
from closeness_cli.core.stats.said import Reason, Silence
from closeness_cli.core.stats.weeks import fold

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy import bool_, float64
    from numpy.random import Generator
    from numpy.typing import ArrayLike, NDArray

FEWEST_WEEKS = 12
"""Weeks with at least two days that can be compared."""

FEWEST_OF_A_DAY = 8
"""Values of a weekday before it is looked at."""

DEALS = 1_999
"""How often the values of the weeks are dealt out anew."""

MOST_WEEKS = 520
"""The last ten years are looked at."""

MOST_CELLS = 1_000_000
"""Values dealt out at once, for the sake of memory."""


class WeekdayMean(NamedTuple):
    """How far a weekday lies from the mean of its weeks.

    Args:
        weekday: 0 for Monday to 6 for Sunday.
        difference: Its mean distance from the means of its weeks, in units of the values.
        low: The lower end of the 95 % interval.
        high: The upper end.
        n: How many of these days there are.
        p: The chance, two-sided, of a day at least as far from its weeks.
        q: That, adjusted for the number of weekdays (`core/stats/false_discovery.py`).
    """

    weekday: int
    difference: float
    low: float
    high: float
    n: int
    p: float
    q: float


class WeekdayRhythm(NamedTuple):
    """What the days of the week look like beside each other.

    Args:
        p: The chance that weekday means lie as far apart where weekdays do not matter.
        weekdays: Those with enough values, Monday first.
        n: Days that were compared.
        n_weeks: Weeks that they are of.
        span_days: From the first of them to the last.
    """

    p: float
    weekdays: tuple[WeekdayMean, ...]
    n: int
    n_weeks: int
    span_days: float


def weekday_rhythm(
    days: ArrayLike, values: ArrayLike, *, monday: float = 0.0
) -> WeekdayRhythm | Silence:
    """Compare the days of the week, from twelve weeks on with eight values of a weekday.

    Args:
        days: When, in days, in any order; values of one day are averaged.
        values: What, of the same length.
        monday: A day that is a Monday.

    Raises:
        ValueError: There are not as many values as days, or one is not a number.
    """
    import numpy as np

    single = fold(days, values, length=1)
    numbers, weekday = np.divmod(single.days - monday, 7)
    weeks, at = np.unique(numbers, return_inverse=True)
    table, when = np.full((len(weeks), 7), np.nan), np.full((len(weeks), 7), np.nan)
    table[at, weekday.astype(int)] = single.values
    when[at, weekday.astype(int)] = single.days
    table = _comparable(table[-MOST_WEEKS:])
    rows = np.isfinite(table).any(axis=1)
    if rows.sum() < FEWEST_WEEKS:
        return _too_few(int(rows.sum()), len(weeks))
    table, when = table[rows], when[-MOST_WEEKS:][rows]
    table = table - np.nanmean(table, axis=1, keepdims=True)
    if float(np.nanmax(np.abs(table))) <= A_HAIR * float(np.abs(single.values).max()):
        return Silence(Reason.NO_VARIATION)
    looked_at = when[np.isfinite(table)]
    return _rhythm(table, float(looked_at.max() - looked_at.min()))


def _comparable(table: NDArray[float64]) -> NDArray[float64]:
    """Empty weekdays with too few values, and weeks with fewer than two days left."""
    import numpy as np

    while True:
        present = ~np.isnan(table)
        rare = present.any(axis=0) & (present.sum(axis=0) < FEWEST_OF_A_DAY)
        alone = present.sum(axis=1) == 1
        if not rare.any() and not alone.any():
            return table
        table = np.where(rare | alone[:, None], np.nan, table)


def _too_few(found: int, weeks: int) -> Silence:
    """Say how many weeks are missing; or that no two weekdays came often enough to compare."""
    if weeks >= FEWEST_WEEKS and not found:
        return Silence(Reason.TOO_FEW_ON_A_SIDE)
    missing = FEWEST_WEEKS - (found if weeks >= FEWEST_WEEKS else weeks)
    return Silence(Reason.TOO_FEW, 7.0 * missing)


def _rhythm(table: NDArray[float64], span_days: float) -> WeekdayRhythm:
    """Compare weekdays by a table of distances from the weeks' means, a row for each week."""
    import numpy as np

    present = ~np.isnan(table)
    counts = present.sum(axis=0)
    kept = np.flatnonzero(counts)
    means = np.where(present, table, 0).sum(axis=0)[kept] / counts[kept]
    spread = float((counts[kept] * means**2).sum())
    equal = A_HAIR * float(np.nanmax(np.abs(table)))
    as_far, as_spread = np.zeros(len(kept), dtype=int), 0
    for sums in _dealt(table, present, seed_from(np.where(present, table, 0), present)):
        dealt = sums[:, kept] / counts[kept]
        as_far += (np.abs(dealt) >= np.abs(means) - equal).sum(axis=0)
        as_spread += int(((counts[kept] * dealt**2).sum(axis=1) >= spread * (1 - A_HAIR)).sum())
    chances = ((1 + as_far) / (1 + DEALS)).tolist()
    return WeekdayRhythm(
        p=(1 + as_spread) / (1 + DEALS),
        weekdays=tuple(
            _weekday(int(kept[at]), table[present[:, kept[at]], kept[at]], p, q)
            for at, (p, q) in enumerate(zip(chances, adjusted(chances), strict=True))
        ),
        n=int(present.sum()),
        n_weeks=len(table),
        span_days=span_days,
    )


def _weekday(weekday: int, away: NDArray[float64], p: float, q: float) -> WeekdayMean:
    mean, n = float(away.mean()), len(away)
    reach = t_quantile(0.975, n - 1) * float(away.std(ddof=1)) / math.sqrt(n)
    return WeekdayMean(weekday, mean, mean - reach, mean + reach, n, p, q)


def _dealt(
    table: NDArray[float64], present: NDArray[bool_], chance: Generator
) -> Iterator[NDArray[float64]]:
    """Deal out the values of each week among its days anew, and give sums for each weekday.

    Weeks with the same days are dealt together; an order of them is drawn from all that there are.

    Yields:
        Rows of seven sums, `DEALS` of them in all.
    """
    import numpy as np

    patterns, which = np.unique(present, axis=0, return_inverse=True)
    together = [
        (np.flatnonzero(one), table[which.ravel() == at][:, one]) for at, one in enumerate(patterns)
    ]
    orders = {size: np.array(list(permutations(range(size)))) for size in range(2, 8)}
    at_once = max(1, MOST_CELLS // table.size)
    for start in range(0, DEALS, at_once):
        count = min(at_once, DEALS - start)
        sums = np.zeros((count, 7))
        for kept, values in together:
            choices = orders[len(kept)]
            drawn = choices[chance.integers(len(choices), size=(count, len(values)))]
            rows = np.arange(len(values))[:, None]
            sums[:, kept] += values[rows, drawn].sum(axis=1)
        yield sums
