"""Whether answers changed by more than noise.

The rules and their false alarms are told in `docs/methods.md` and `docs/honesty.md`. What they
share: the windows are fixed before the answers come, they never overlap, and a person who looks
again after every set is taken into account.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise
from statistics import fmean
from typing import TYPE_CHECKING

from closeness_cli.core.instruments.instrument import Noise, NoiseBasis
from closeness_cli.core.stats.distributions import normal_quantile
from closeness_cli.core.stats.noise import (
    A_HAIR,
    CONFIDENCE,
    ReliableChange,
    reliable_change,
    single_score_limit,
)

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

PUBLISHED_BASELINE = 4
"""Runs of the baseline where the noise is published: the second to the fifth."""

OWN_BASELINE = 8
"""Runs of the baseline where the noise is the person's own: the second to the ninth. The spread
is taken within each stretch of as many runs."""

LAST = 4
"""Runs that stand for now: the last four."""

FAR_MORE = 3.787
"""A stretch moved far more than another one where the ratio of their variances is above this: the
95 % quantile of F with 7 and 7 degrees of freedom."""

CALM_MARGIN = 1.25
"""Makes up for the stretch that is left out; about the smallest that `docs/honesty.md` bears."""


class Outcome(StrEnum):
    """What can be said about two windows."""

    UP = "up"
    """Up by more than noise."""
    DOWN = "down"
    """Down by more than noise."""
    CANNOT_TELL = "cannot_tell"
    """Not to be told from noise. It does not say that nothing changed."""


class Basis(StrEnum):
    """Where the noise of a verdict is known from, the first that there is."""

    PUBLISHED_CHANGE = "published_change"
    """A published reliable change."""
    PUBLISHED_RETEST = "published_retest"
    """A published retest reliability with its standard deviation."""
    OWN_BASELINE = "own_baseline"
    """The person's own ups and downs."""


class Lack(StrEnum):
    """Why there is no verdict."""

    TOO_FEW_RUNS = "too_few_runs"
    NO_NOISE_SEEN = "no_noise_seen"
    """Every run of the baseline is the same, so nothing says how much chance would move it."""


@dataclass(frozen=True, slots=True)
class Run:
    """One scored set of answers of a series.

    Args:
        value: Percent of the range.
        total: The same in the unit of the published measure, where there is one.
    """

    on: date
    value: float
    total: float | None = None


@dataclass(frozen=True, slots=True)
class Verdict:
    """What two windows of a series say.

    Args:
        then: The mean of the baseline.
        now: The mean of the last runs.
        difference: `now` less `then`, in units of the total for a published basis, else in
            percent of the range.
        threshold: What the size of the difference must be above.
        n_then: Runs of the baseline.
        n_now: Runs of the last window.
        source: Who published the noise; empty for the person's own.
    """

    outcome: Outcome
    basis: Basis
    then: float
    now: float
    difference: float
    threshold: float
    n_then: int
    n_now: int
    source: str = ""


@dataclass(frozen=True, slots=True)
class NoEstimate:
    """There is no noise estimate yet, so nothing is called a change.

    Args:
        n_runs: Runs of the series so far, the first included.
        n_needed: From how many on something can be said.
    """

    reason: Lack
    n_runs: int
    n_needed: int


def judge(
    runs: Sequence[Run],
    *,
    noise: Sequence[Noise] = (),
    n_dimensions: int = 1,
    with_first: bool = False,
) -> Verdict | NoEstimate:
    """Say whether the last runs differ from the baseline by more than noise.

    With published noise, the mean of the last four differs from that of runs 2 to 5 by more
    than the published change of a single run. Without, the means of the last four and of the
    four before them both lie outside of the range that runs 2 to 9 and the person's own ups and
    downs give for a single run. Either limit is widened where runs resemble the run before.

    The mean of four varies less than one run. That margin is for looking again after every run;
    `docs/honesty.md` says how far it holds.

    Args:
        runs: Of one unbroken series, oldest first, without early retakes and guesses.
        noise: What is published for this dimension.
        n_dimensions: Dimensions of the instrument that are looked at together, and by the same
            kind of noise; the limit is set so that all of them keep the confidence (Bonferroni).
        with_first: The baseline begins with the first run, which it leaves out otherwise: one
            settles into new questions.
    """
    settling = 0 if with_first else 1
    if all(run.total is not None for run in runs):
        for basis in (NoiseBasis.RELIABLE_CHANGE, NoiseBasis.RETEST):
            for one in noise:
                threshold = _published_threshold(one)
                if one.basis is basis and threshold is not None:
                    several = _for_several(n_dimensions)
                    return _by_published(runs, settling, one, threshold * several)
    return _by_own_baseline(runs, settling, 1 - (1 - CONFIDENCE) / n_dimensions)


def _for_several(n_dimensions: int) -> float:
    """Say how much wider a published limit must be for several dimensions (Bonferroni)."""
    alone = normal_quantile((1 + CONFIDENCE) / 2)
    return normal_quantile(1 - (1 - CONFIDENCE) / 2 / n_dimensions) / alone


def _published_threshold(noise: Noise) -> float | None:
    """Give the smallest real difference of two runs; `None` where what is published gives none."""
    if noise.basis is NoiseBasis.RETEST:
        change = reliable_change(0, 0, noise.sd or 0, noise.value)
        return change.smallest_real_change if isinstance(change, ReliableChange) else None
    return noise.value if math.isfinite(noise.value) and noise.value > 0 else None


def _by_published(
    runs: Sequence[Run], settling: int, noise: Noise, single: float
) -> Verdict | NoEstimate:
    needed = settling + PUBLISHED_BASELINE + LAST
    if len(runs) < needed:
        return NoEstimate(Lack.TOO_FEW_RUNS, len(runs), needed)
    totals = [run.total for run in runs if run.total is not None][settling:]
    then, now = fmean(totals[:PUBLISHED_BASELINE]), fmean(totals[-LAST:])
    # Not from the last four: a change to them would look like runs that resemble each other.
    threshold = single * _widening(totals[:-LAST])
    return Verdict(
        outcome=_outcome(_side(now - then, threshold)),
        basis=(
            Basis.PUBLISHED_RETEST if noise.basis is NoiseBasis.RETEST else Basis.PUBLISHED_CHANGE
        ),
        then=then,
        now=now,
        difference=now - then,
        threshold=threshold,
        n_then=PUBLISHED_BASELINE,
        n_now=LAST,
        source=noise.source,
    )


def _by_own_baseline(runs: Sequence[Run], settling: int, confidence: float) -> Verdict | NoEstimate:
    needed = settling + OWN_BASELINE + 2 * LAST
    if len(runs) < needed:
        return NoEstimate(Lack.TOO_FEW_RUNS, len(runs), needed)
    values = [run.value for run in runs[settling:]]
    baseline = values[:OWN_BASELINE]
    if min(baseline) == max(baseline):
        return NoEstimate(Lack.NO_NOISE_SEEN, len(runs), needed)
    then, now, before = fmean(baseline), fmean(values[-LAST:]), fmean(values[-2 * LAST : -LAST])
    spread, df = _own_spread(values)
    single = single_score_limit(spread, OWN_BASELINE, df, confidence)
    threshold = single * _widening(values)
    side, side_before = _side(now - then, threshold), _side(before - then, threshold)
    return Verdict(
        outcome=_outcome(side if side == side_before else 0),
        basis=Basis.OWN_BASELINE,
        then=then,
        now=now,
        difference=now - then,
        threshold=threshold,
        n_then=OWN_BASELINE,
        n_now=LAST,
    )


def _own_spread(values: Sequence[float]) -> tuple[float, int]:
    """Give the standard deviation within whole stretches of runs, and its degrees of freedom.

    Around the mean of each stretch, so that a lasting change moves it little.
    """
    stretches = _calm(_stretches(values))
    df = len(stretches) * (OWN_BASELINE - 1)
    return CALM_MARGIN * math.sqrt(math.fsum(map(_squares, stretches)) / df), df


def _widening(values: Sequence[float]) -> float:
    """Say how much wider a limit must be where runs resemble the run before: sqrt((1+r)/(1-r)).

    It is the effective number of runs of an autocorrelated series (Bayley & Hammersley 1946,
    Supplement to the Journal of the Royal Statistical Society 8:184), with the autocorrelation
    pooled within whole stretches; a limit is never narrowed.
    """
    stretches = _calm(_stretches(values))
    squares = math.fsum(map(_squares, stretches))
    products = math.fsum(a * b for one in stretches for a, b in pairwise(one))
    r = max(products / squares, 0) if squares else 0  # within eight runs 0.77 at most
    return math.sqrt((1 + r) / (1 - r))


def _calm(stretches: list[list[float]]) -> list[list[float]]:
    """Leave out the stretch that moved most: a lasting change within it is no noise.

    Of two, the later one is left out only where it moved far more than the first (F test).
    """
    if len(stretches) > 2:
        most = max(range(len(stretches)), key=lambda one: _squares(stretches[one]))
        return [one for number, one in enumerate(stretches) if number != most]
    if len(stretches) == 2 and _squares(stretches[1]) > FAR_MORE * _squares(stretches[0]):
        return stretches[:1]
    return stretches


def _squares(centred: Sequence[float]) -> float:
    return math.fsum(value * value for value in centred)


def _stretches(values: Sequence[float]) -> list[list[float]]:
    ends = range(OWN_BASELINE, len(values) + 1, OWN_BASELINE)
    return [_centred(values[end - OWN_BASELINE : end]) for end in ends]


def _centred(values: Sequence[float]) -> list[float]:
    mean = fmean(values)
    return [value - mean for value in values]


def _side(difference: float, threshold: float) -> int:
    """Say on which side of the noise a difference lies: -1, 0 or 1."""
    if abs(difference) <= threshold * (1 + A_HAIR):
        return 0
    return 1 if difference > 0 else -1


def _outcome(side: int) -> Outcome:
    return {-1: Outcome.DOWN, 0: Outcome.CANNOT_TELL, 1: Outcome.UP}[side]
