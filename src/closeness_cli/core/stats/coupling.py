"""Whether two people's days or weeks rise and fall together.

Each of them resembles its neighbours, so that two series may rise and fall together for a while by
chance; a shared weekday or a shared trend counts as together.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, NamedTuple

from closeness_cli.core.stats.autocorrelation import autocorrelation
from closeness_cli.core.stats.circular_shift import circular_shift_p
from closeness_cli.core.stats.distributions import normal_quantile
from closeness_cli.core.stats.noise import CONFIDENCE
from closeness_cli.core.stats.pairs import check_days, pair_correlation
from closeness_cli.core.stats.said import Reason, Silence, not_yet

if TYPE_CHECKING:
    from collections.abc import Sequence

    from closeness_cli.core.stats.pairs import Pair

FEWEST_PAIRS = 40
"""Shared days or weeks before it is told whether two people move together."""

A_HAIR = 1e-12
"""What a correlation is kept away from 1 by, where its interval would have no end."""


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


def coupling(days: Sequence[float], values: Sequence[Pair]) -> Coupling | Silence:
    """Say whether two people's days or weeks rise and fall together, without a lag.

    p turns one series against the other. The interval is Fisher's, for the number of independent
    pairs that n pairs of series with memory are worth: n (1 - ab) / (1 + ab), a and b the lag-1
    autocorrelations (Bartlett 1935, Journal of the Royal Statistical Society 98:536).

    Args:
        days: When, one for each pair, rising.
        values: The mood or score of both.
    """
    import numpy as np

    check_days(days, values)
    silence = not_yet(days, needed=FEWEST_PAIRS)
    if silence is not None:
        return silence
    first, second = [a for a, _ in values], [b for _, b in values]
    r = pair_correlation(values)
    if r is None:
        return Silence(Reason.NO_VARIATION)
    when = np.array(days, float)
    memory = autocorrelation(when, np.array(first)) * autocorrelation(when, np.array(second))
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
