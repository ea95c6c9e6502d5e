"""How far two people give the same scores, week after week."""

from __future__ import annotations

import math
from statistics import fmean
from typing import TYPE_CHECKING, NamedTuple

from closeness_cli.core.stats.distributions import f_quantile
from closeness_cli.core.stats.noise import CONFIDENCE
from closeness_cli.core.stats.pairs import check_days
from closeness_cli.core.stats.said import Reason, Silence, not_yet

if TYPE_CHECKING:
    from collections.abc import Sequence

    from closeness_cli.core.stats.pairs import Pair

FEWEST_WEEKS = 12
"""Shared weeks before it is told how far two people agree."""

A_HAIR = 1e-12
"""Relative; what is left of a sum by rounding alone is nothing."""


class Icc(NamedTuple):
    """An intraclass correlation of single ratings.

    Args:
        agreement: ICC(A,1): the same numbers; with its interval.
        consistency: ICC(C,1): the same ups and downs, whatever the level.
    """

    agreement: float
    low: float
    high: float
    consistency: float


class IccOverWeeks(NamedTuple):
    """How far two people gave the same scores, over weeks.

    Args:
        n: Weeks that both answered in.
        span_days: From the first to the last of them.
    """

    icc: Icc
    n: int
    span_days: float


def icc_over_weeks(days: Sequence[float], scores: Sequence[Pair]) -> IccOverWeeks | Silence:
    """Say how far two people gave the same scores, over weeks that both answered in.

    Args:
        days: When, one for each pair, rising.
        scores: What both scored.
    """
    check_days(days, scores)
    silence = not_yet(days, needed=FEWEST_WEEKS)
    if silence is not None:
        return silence
    found = icc(scores)
    if found is None:
        is_flat = len({value for pair in scores for value in pair}) == 1
        return Silence(Reason.NO_VARIATION if is_flat else Reason.NOT_ESTIMABLE)
    return IccOverWeeks(found, len(scores), days[-1] - days[0])


def icc(rows: Sequence[Sequence[float]], confidence: float = CONFIDENCE) -> Icc | None:
    """Compute ICC(A,1) with its F interval, and ICC(C,1), of two-way ratings.

    Source: McGraw & Wong 1996, Psychological Methods 1:30 (with the correction on page 390);
    Shrout & Fleiss 1979, Psychological Bulletin 86:420, where it is ICC(2,1) and ICC(3,1).

    Args:
        rows: What is rated, each by the same raters in the same order.

    Returns:
        `None` for fewer than two rows or raters, and where all is the same or raters differ by
        the same amount in every row.
    """
    n, k = len(rows), len(rows[0]) if rows else 0
    if n < 2 or k < 2:
        return None
    grand = fmean(value for row in rows for value in row)
    means, raters = [fmean(row) for row in rows], [fmean(one) for one in zip(*rows, strict=True)]
    between = k * math.fsum((mean - grand) ** 2 for mean in means) / (n - 1)
    judges = n * math.fsum((mean - grand) ** 2 for mean in raters) / (k - 1)
    error = math.fsum(
        (value - mean - rater + grand) ** 2
        for row, mean in zip(rows, means, strict=True)
        for value, rater in zip(row, raters, strict=True)
    ) / ((n - 1) * (k - 1))
    if error <= A_HAIR * (between + judges):
        return None
    whole = between + (k - 1) * error + k * (judges - error) / n
    if whole <= A_HAIR * error:
        return None
    value = (between - error) / whole
    consistency = (between - error) / (between + (k - 1) * error)
    # Below 0 the weights would cancel each other; there they are those of no agreement at all.
    share = k * max(value, 0.0) / (n * (1 - value))
    of_judges, of_error = share * judges, (1 + share * (n - 1)) * error
    df = (of_judges + of_error) ** 2 / (of_judges**2 / (k - 1) + of_error**2 / ((n - 1) * (k - 1)))
    upper = (1 + confidence) / 2
    below, above = f_quantile(upper, n - 1, df), f_quantile(upper, df, n - 1)
    others = k * judges + (k * n - k - n) * error
    return Icc(
        value,
        n * (between - below * error) / (below * others + n * between),
        n * (above * between - error) / (others + n * above * between),
        consistency,
    )
