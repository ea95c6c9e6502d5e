"""How far chance alone moves a score: of an instrument, or of one person's own scores.

`core/stats/change.py` judges with it; `docs/methods.md` has the formulas and their sources.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from enum import StrEnum
from statistics import fmean, stdev
from typing import TYPE_CHECKING

from closeness_cli.core.stats.distributions import normal_quantile, t_quantile, t_two_sided_p

if TYPE_CHECKING:
    from collections.abc import Sequence

CONFIDENCE = 0.95
"""Of every limit, unless another is asked for."""

A_HAIR = 1e-9
"""Relative; what sums of binary fractions differ by is not a difference."""


class Refusal(StrEnum):
    """Why a number cannot be computed."""

    NOT_A_NUMBER = "not_a_number"
    RELIABILITY = "reliability"
    """It is not above 0 and below 1."""
    STANDARD_DEVIATION = "standard_deviation"
    """It is not above 0."""
    TOO_FEW = "too_few"
    """One value has no spread."""


@dataclass(frozen=True, slots=True)
class ReliableChange:
    """A difference between two scores beside the noise of the instrument.

    Args:
        sem: The standard error of measurement of one score.
        s_diff: The standard error of a difference of two.
        rci: The reliable change index: the difference in units of `s_diff`.
        smallest_real_change: What the size of a difference must be above.
    """

    sem: float
    s_diff: float
    rci: float
    smallest_real_change: float
    is_reliable: bool


@dataclass(frozen=True, slots=True)
class OwnBaseline:
    """The range in which one more score is expected after those of a baseline.

    Args:
        low: The lower end of the interval.
        high: The upper end.
    """

    mean: float
    sd: float
    n: int
    low: float
    high: float

    @property
    def df(self) -> int:
        """The degrees of freedom of its spread."""
        return self.n - 1

    def t(self, score: float) -> float:
        """Place a new score in units of its standard error."""
        return (score - self.mean) / (self.sd * math.sqrt(1 + 1 / self.n))

    def p(self, score: float) -> float:
        """Give the chance, two-sided, of a new score at least as far from the mean as this."""
        return t_two_sided_p(self.t(score), self.df)

    def is_outside(self, score: float) -> bool:
        """Say whether a new score lies outside of the interval."""
        return not self.low <= score <= self.high


def reliable_change(
    x1: float, x2: float, sd: float, reliability: float, confidence: float = CONFIDENCE
) -> ReliableChange | Refusal:
    """Compare two scores of one person by the noise of the instrument.

    S_E = sd sqrt(1 - r), S_diff = S_E sqrt(2), RCI = (x2 - x1) / S_diff. Source: Jacobson & Truax
    1991, Journal of Consulting and Clinical Psychology 59:12.

    Args:
        sd: The published standard deviation.
        reliability: The published reliability of the same sample, better retest than alpha.
    """
    if not all(map(math.isfinite, (x1, x2, sd, reliability))):
        return Refusal.NOT_A_NUMBER
    if not 0 < reliability < 1:
        return Refusal.RELIABILITY
    if sd <= 0:
        return Refusal.STANDARD_DEVIATION
    sem = sd * math.sqrt(1 - reliability)
    s_diff = sem * math.sqrt(2)
    limit = normal_quantile((1 + confidence) / 2) * s_diff
    return ReliableChange(sem, s_diff, (x2 - x1) / s_diff, limit, abs(x2 - x1) > limit)


def own_baseline(
    baseline: Sequence[float], confidence: float = CONFIDENCE
) -> OwnBaseline | Refusal:
    """Give the interval for one new score: m ± t(n-1) s sqrt(1 + 1/n).

    Source: Crawford & Howell 1998, The Clinical Neuropsychologist 12:482.
    """
    if len(baseline) < 2:
        return Refusal.TOO_FEW
    if not all(map(math.isfinite, baseline)):
        return Refusal.NOT_A_NUMBER
    n, mean, sd = len(baseline), fmean(baseline), stdev(baseline)
    if sd <= 0:
        return Refusal.STANDARD_DEVIATION
    half = single_score_limit(sd, n, n - 1, confidence)
    return OwnBaseline(mean, sd, n, mean - half, mean + half)


def single_score_limit(sd: float, n: int, df: int, confidence: float) -> float:
    """Say how far one more score may lie from the mean of a baseline: t(df) s sqrt(1 + 1/n).

    Args:
        sd: The spread of single scores, known with `df` degrees of freedom.
        n: Scores of the baseline.
    """
    return t_quantile((1 + confidence) / 2, df) * sd * math.sqrt(1 + 1 / n)
