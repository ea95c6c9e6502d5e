"""Two people's answers beside each other: where they differ, and how near guesses came.

Nothing here is an average of two people, and nothing says who is right. How far scores are the same
over weeks is in `core/stats/icc.py`, and whether two people move together in
`core/stats/coupling.py`; `docs/methods.md` has the formulas and what they need.
"""

from __future__ import annotations

import math
from statistics import fmean, stdev
from typing import TYPE_CHECKING, NamedTuple

from closeness_cli.core.stats.autocorrelation import autocorrelation
from closeness_cli.core.stats.distributions import t_quantile
from closeness_cli.core.stats.noise import CONFIDENCE
from closeness_cli.core.stats.pairs import check_pairs, pair_correlation

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from closeness_cli.core.stats.pairs import Pair

FEWEST_FOR_ERROR = 8
"""Shared sets before a difference of an item has an interval: those of an own baseline."""


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
        check_pairs(pairs)
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
    check_pairs(answers)
    differences = [a - b for a, b in answers]
    return Profile(
        tuple(differences),
        fmean(differences),
        fmean(map(abs, differences)),
        math.hypot(*differences),
        pair_correlation(answers),
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
    check_pairs(every)
    misses = [guess - answer for guess, answer in every]
    bias = fmean(misses)
    by_set = [fmean(guess - answer for guess, answer in pairs) for pairs in answered]
    centre, low, high = _mean_with_error(by_set, CONFIDENCE)
    return Guessing(
        bias,
        None if low is None else bias + low - centre,
        None if high is None else bias + high - centre,
        math.sqrt(fmean((miss - bias) ** 2 for miss in misses)),
        pair_correlation(every),
        len(every),
        len(answered),
    )


def _mean_with_error(
    values: Sequence[float], confidence: float
) -> tuple[float, float | None, float | None]:
    import numpy as np

    mean, n = fmean(values), len(values)
    if n < FEWEST_FOR_ERROR or min(values) == max(values):
        return mean, None, None
    memory = autocorrelation(np.arange(n, dtype=float), np.array(values, float))
    worth = n * (1 - memory) / (1 + memory)
    t = t_quantile((1 + confidence) / 2, max(worth - 1, 1.0))
    half = t * stdev(values) / math.sqrt(worth)
    return mean, mean - half, mean + half
