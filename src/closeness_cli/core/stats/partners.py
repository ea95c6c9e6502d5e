"""Two people beside each other: where they differ, and whether their weeks go together.

Nothing here is an average of two people, and nothing says who is right. `docs/methods.md` has the
formulas and what they need.
"""

from __future__ import annotations

import math
from itertools import pairwise
from statistics import StatisticsError, correlation, fmean, stdev
from typing import TYPE_CHECKING, NamedTuple

from closeness_cli.core.stats.autocorrelation import autocorrelation
from closeness_cli.core.stats.circular_shift import circular_shift_p
from closeness_cli.core.stats.distributions import f_quantile, normal_quantile, t_quantile
from closeness_cli.core.stats.noise import CONFIDENCE
from closeness_cli.core.stats.said import Reason, Silence, not_yet

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

FEWEST_FOR_ERROR = 8
"""Shared sets before a difference of an item has an interval: those of an own baseline."""

FEWEST_FOR_AGREEMENT = 12
"""Shared weeks before it is told how far two people agree."""

FEWEST_FOR_COUPLING = 40
"""Shared days or weeks before it is told whether two people move together."""

A_HAIR = 1e-12
"""Relative; what is left of a sum by rounding alone is nothing."""

Pair = tuple[float, float]
"""What the one said and what the other said, to the same item or of the same day."""


class ItemDifference(NamedTuple):
    """How far two people differ on one item.

    Args:
        item: Its id.
        latest: What both said in the last set that they share.
        mean: Of what the one said less what the other said, over all sets that they share.
        low: The lower end of its interval; `None` where there are too few sets for one.
        high: The upper end. Intervals of all items hold together.
        n: Sets that both answered this item in.
    """

    item: str
    latest: Pair
    mean: float
    low: float | None
    high: float | None
    n: int

    @property
    def is_beyond_noise(self) -> bool:
        """Whether the interval leaves out 0."""
        return self.low is not None and self.high is not None and not self.low <= 0 <= self.high


class Profile(NamedTuple):
    """Two people's answers to one set of items, described.

    Args:
        differences: What the one said less what the other said, item by item.
        mean: Of the differences: who answers higher on the whole.
        mean_size: Of their sizes.
        distance: The root of the sum of their squares.
        r: How alike the shapes are, -1 to 1; `None` where one of them is flat. Never tested: over
            seven items its error is about 0.4, and answers that everyone gives alike raise it.
    """

    differences: tuple[float, ...]
    mean: float
    mean_size: float
    distance: float
    r: float | None


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


class Agreement(NamedTuple):
    """How far two people gave the same scores, over weeks.

    Args:
        n: Weeks that both answered in.
        span_days: From the first to the last of them.
    """

    icc: Icc
    n: int
    span_days: float


class Coupling(NamedTuple):
    """Whether two people's days or weeks rise and fall together.

    Args:
        r: The correlation, -1 to 1.
        low: The lower end of its interval, which takes into account that neighbours are alike.
        high: The upper end.
        p: The share of rotations with a correlation at least as large.
        n: Days or weeks that both are known of.
        span_days: From the first to the last of them.
    """

    r: float
    low: float
    high: float
    p: float
    n: int
    span_days: float


class Guessing(NamedTuple):
    """How near someone came to what another answered: two things that do not follow each other.

    Args:
        bias: Of a guess less the answer, on average: above 0 is a guess too high.
        low: The lower end of its interval; `None` where there are too few sets for one.
        high: The upper end.
        miss: How far guesses lie off once the bias is taken out (root mean square).
        r: How far guesses follow what is high and what is low with the other, -1 to 1; `None`
            where guesses or answers are all the same. Described, never tested.
        n: Guesses with an answer.
        n_sets: Sets that they are from.
    """

    bias: float
    low: float | None
    high: float | None
    miss: float
    r: float | None
    n: int
    n_sets: int


def item_differences(shared: Mapping[str, Sequence[Pair]]) -> tuple[ItemDifference, ...]:
    """Give what two people differ on, the largest mean difference first.

    The interval is m ± t(w - 1) s / sqrt(w), set so that those of all items hold together
    (Bonferroni); w = n (1 - r) / (1 + r) is what n sets are worth where one difference resembles
    the one before (Bayley & Hammersley 1946, Supplement to the Journal of the Royal Statistical
    Society 8:184).

    Args:
        shared: By item, what both answered in each set that they share, as it was given, oldest
            first; sets that one of them left it out in are not there.
    """
    said = {item: pairs for item, pairs in shared.items() if pairs}
    for pairs in said.values():
        _check(pairs)
    confidence = 1 - (1 - CONFIDENCE) / max(len(said), 1)
    found = [
        ItemDifference(
            item, pairs[-1], *_mean_with_error([a - b for a, b in pairs], confidence), len(pairs)
        )
        for item, pairs in said.items()
    ]
    return tuple(sorted(found, key=lambda one: -abs(one.mean)))


def profile(answers: Sequence[Pair]) -> Profile:
    """Describe two people's answers to the same items.

    Source: Cronbach & Gleser 1953, Psychological Bulletin 50:456 (elevation, distance, shape);
    Furr 2008, Journal of Personality 76:1267 (why the shape is not tested).

    Raises:
        ValueError: There is no item, or what is not a number.
    """
    _check(answers)
    differences = [a - b for a, b in answers]
    return Profile(
        tuple(differences),
        fmean(differences),
        fmean(map(abs, differences)),
        math.hypot(*differences),
        _correlation(answers),
    )


def agreement(days: Sequence[float], scores: Sequence[Pair]) -> Agreement | Silence:
    """Say how far two people gave the same scores, over weeks that both answered in.

    Args:
        days: When, one for each pair, rising.
        scores: What both scored.
    """
    _check_days(days, scores)
    silence = not_yet(days, needed=FEWEST_FOR_AGREEMENT)
    if silence is not None:
        return silence
    found = icc(scores)
    if found is None:
        is_flat = len({value for pair in scores for value in pair}) == 1
        return Silence(Reason.NO_VARIATION if is_flat else Reason.NOT_ESTIMABLE)
    return Agreement(found, len(scores), days[-1] - days[0])


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


def coupling(days: Sequence[float], values: Sequence[Pair]) -> Coupling | Silence:
    """Say whether two people's days or weeks rise and fall together, without a lag.

    p turns one series against the other. The interval is Fisher's, for the number of independent
    pairs that n pairs of series with memory are worth: n (1 - ab) / (1 + ab), a and b the lag-1
    autocorrelations (Bartlett 1935, Journal of the Royal Statistical Society 98:536).

    Args:
        days: When, one for each pair, rising.
        values: The mood or score of both.
    """
    _check_days(days, values)
    silence = not_yet(days, needed=FEWEST_FOR_COUPLING)
    if silence is not None:
        return silence
    first, second = [a for a, _ in values], [b for _, b in values]
    r = _correlation(values)
    if r is None:
        return Silence(Reason.NO_VARIATION)
    memory = _memory(days, first) * _memory(days, second)
    worth = max(len(values) * (1 - memory) / (1 + memory), 4.0)
    half = normal_quantile((1 + CONFIDENCE) / 2) / math.sqrt(worth - 3)
    turned = math.atanh(min(max(r, -1 + A_HAIR), 1 - A_HAIR))
    return Coupling(
        r,
        math.tanh(turned - half),
        math.tanh(turned + half),
        circular_shift_p(first, second),
        len(values),
        days[-1] - days[0],
    )


def guessing(sets: Sequence[Sequence[Pair]]) -> Guessing | None:
    """Compare guesses with what the other answered; accuracy and bias apart.

    Someone may be right on what is high and low with the other and too low on all of it, or the
    other way round. Source: West & Kenny 2011, Psychological Review 118:357; Cronbach 1955,
    Psychological Bulletin 52:177.

    Args:
        sets: For each set of guesses with answers beside it, oldest first, the guess and the
            answer to each item that has both.

    Returns:
        `None` where no guess has an answer.
    """
    answered = [pairs for pairs in sets if pairs]
    every = [pair for pairs in answered for pair in pairs]
    if not every:
        return None
    _check(every)
    misses = [guess - answer for guess, answer in every]
    bias = fmean(misses)
    by_set = [fmean(guess - answer for guess, answer in pairs) for pairs in answered]
    centre, low, high = _mean_with_error(by_set, CONFIDENCE)
    return Guessing(
        bias,
        None if low is None else bias + low - centre,
        None if high is None else bias + high - centre,
        math.sqrt(fmean((miss - bias) ** 2 for miss in misses)),
        _correlation(every),
        len(every),
        len(answered),
    )


def _mean_with_error(
    values: Sequence[float], confidence: float
) -> tuple[float, float | None, float | None]:
    mean, n = fmean(values), len(values)
    if n < FEWEST_FOR_ERROR or min(values) == max(values):
        return mean, None, None
    memory = _memory(range(n), values)
    worth = n * (1 - memory) / (1 + memory)
    t = t_quantile((1 + confidence) / 2, max(worth - 1, 1.0))
    half = t * stdev(values) / math.sqrt(worth)
    return mean, mean - half, mean + half


def _memory(days: Sequence[float], values: Sequence[float]) -> float:
    """Give the lag-1 autocorrelation, 0 to 0.95."""
    import numpy as np

    return autocorrelation(np.array(days, float), np.array(values, float))


def _correlation(pairs: Sequence[Pair]) -> float | None:
    try:
        return correlation([a for a, _ in pairs], [b for _, b in pairs])
    except StatisticsError:  # one of them is the same throughout, or there is one pair
        return None


def _check(pairs: Sequence[Pair]) -> None:
    if not pairs:
        raise ValueError("there is nothing to compare")
    if not all(math.isfinite(value) for pair in pairs for value in pair):
        raise ValueError("every value must be a number")


def _check_days(days: Sequence[float], pairs: Sequence[Pair]) -> None:
    if len(days) != len(pairs):
        raise ValueError("each pair needs its day")
    if any(later <= earlier for earlier, later in pairwise(days)):
        raise ValueError("days must rise")
    if pairs:
        _check(pairs)
