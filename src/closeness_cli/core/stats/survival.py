"""The share that is still open after so many hours, where some are not over yet.

Kaplan and Meier's curve with its interval, and the log-rank test; what may be said of them is in
`core/stats/repair_time.py`.
"""

from __future__ import annotations

import math
from datetime import UTC
from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

from closeness_cli.core.stats.distributions import chi_square_upper_tail, normal_quantile
from closeness_cli.core.stats.noise import CONFIDENCE

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import datetime

A_HAIR = 1e-9
"""A share this near to a half is a half."""


class Wait(NamedTuple):
    """The time from a conflict to its repair, as far as it is known.

    Args:
        began_at: When the conflict was.
        until: When it was repaired; without a repair, when its state was last known.
    """

    began_at: datetime
    until: datetime
    is_repaired: bool

    @property
    def hours(self) -> float:
        """Hours between the two instants, whatever clocks showed."""
        # In UTC: two times of one zone would be subtracted as the clock on the wall shows them.
        return (self.until.astimezone(UTC) - self.began_at.astimezone(UTC)).total_seconds() / 3600


class Step(NamedTuple):
    """A point of the repair curve at which it falls.

    Args:
        hours: After the conflict.
        n_at_risk: Conflicts that were still open just before.
        n_repaired: Repairs at this point.
        still_open: The share that is not repaired after it, 0 to 1.
        low: The lower end of the interval of that share; `None` where there is none.
        high: Its upper end.
    """

    hours: float
    n_at_risk: int
    n_repaired: int
    still_open: float
    low: float | None
    high: float | None


class Curve(NamedTuple):
    """The share of conflicts that is not repaired, by the hours since (Kaplan-Meier).

    Args:
        steps: Where it falls, in the order of time.
        open_at: Hours after which one without a repair was last heard of, for the picture.
        median: Hours until half is repaired; `None` where that was not reached.
        low: The lower end of the interval of the median; `None` where there is none.
        high: Its upper end, likewise.
        n: Conflicts.
        n_repaired: Those with a repair.
    """

    steps: tuple[Step, ...]
    open_at: tuple[float, ...]
    median: float | None
    low: float | None
    high: float | None
    n: int
    n_repaired: int

    @property
    def n_open(self) -> int:
        """Those without a repair."""
        return self.n - self.n_repaired


class LogRank(NamedTuple):
    """Two groups of conflicts beside each other: observed and expected repairs.

    Args:
        expected: Repairs, were both groups repaired at the same pace.
        p: The chance of a difference at least as large, were it so.
    """

    observed: tuple[int, int]
    expected: tuple[float, float]
    chi_square: float
    p: float


def kaplan_meier(waits: Iterable[Wait], confidence: float = CONFIDENCE) -> Curve:
    """Estimate the share that is not repaired after so many hours.

    The product of (n - d) / n over the steps; at one time repairs come before what is open.
    The variance is Greenwood's, the interval log(-log), since the plain ones cover too little
    where there are few. The median is where the curve falls below a half, and the middle of the
    stretch where it is a half exactly; its interval is where the band does the same.

    Source: Kaplan & Meier 1958, Journal of the American Statistical Association 53:457; interval
    of the median: Brookmeyer & Crowley 1982, Biometrics 38:29.

    Raises:
        ValueError: A repair stands before its conflict.
    """
    every = sorted((_hours(wait), wait.is_repaired) for wait in waits)
    z = normal_quantile((1 + confidence) / 2)
    steps: list[Step] = []
    n_at_risk, share, greenwood = len(every), 1.0, 0.0
    for hours, group in groupby(every, key=lambda one: one[0]):
        repaired = [is_repaired for _, is_repaired in group]
        n_repaired = sum(repaired)
        if n_repaired:
            left = n_at_risk - n_repaired
            share *= left / n_at_risk
            greenwood += n_repaired / (n_at_risk * left) if left else math.inf
            steps.append(Step(hours, n_at_risk, n_repaired, share, *_log_log(share, greenwood, z)))
        n_at_risk -= len(repaired)
    return Curve(
        steps=tuple(steps),
        open_at=tuple(hours for hours, is_repaired in every if not is_repaired),
        median=_crossing([(step.hours, step.still_open) for step in steps]),
        low=_crossing([(step.hours, step.low) for step in steps]),
        high=_crossing([(step.hours, step.high) for step in steps]),
        n=len(every),
        n_repaired=sum(is_repaired for _, is_repaired in every),
    )


def log_rank(first: Iterable[Wait], second: Iterable[Wait]) -> LogRank | None:
    """Compare how fast two groups of conflicts are repaired (log-rank, Mantel-Haenszel).

    At each time with a repair, the repairs of the first group beside its share of all that were
    open then; the variance is the hypergeometric one, p is of chi-square with 1 degree of freedom.

    Source: Mantel 1966, Cancer Chemotherapy Reports 50:163.

    Returns:
        `None` where at no time both groups had an open conflict, so that nothing is compared.
    """
    groups = [[(_hours(wait), wait.is_repaired) for wait in one] for one in (first, second)]
    observed = [sum(is_repaired for _, is_repaired in one) for one in groups]
    expected, variance = 0.0, 0.0
    for hours in sorted({hours for one in groups for hours, is_repaired in one if is_repaired}):
        open_then = [sum(until >= hours for until, _ in one) for one in groups]
        n = sum(open_then)
        repaired = sum((hours, True) == wait for one in groups for wait in one)
        share = open_then[0] / n
        expected += repaired * share
        if n > 1:
            variance += repaired * share * (1 - share) * (n - repaired) / (n - 1)
    if variance <= 0:
        return None
    chi_square = (observed[0] - expected) ** 2 / variance
    return LogRank(
        (observed[0], observed[1]),
        (expected, sum(observed) - expected),
        chi_square,
        chi_square_upper_tail(chi_square, 1),
    )


def _log_log(share: float, greenwood: float, z: float) -> tuple[float | None, float | None]:
    """Give the interval of a share: S to the power of exp(± z sqrt(var) / log S)."""
    if share <= 0:
        return None, None
    spread = z * math.sqrt(greenwood) / -math.log(share)
    return share ** math.exp(spread), share ** math.exp(-spread)


def _crossing(points: Sequence[tuple[float, float | None]]) -> float | None:
    """Give where a falling curve comes below a half; in the middle of a stretch at a half."""
    under = [
        (hours, share) for hours, share in points if share is not None and share < 0.5 + A_HAIR
    ]
    if not under:
        return None
    first, share = under[0]
    if share > 0.5 - A_HAIR:
        later = next((hours for hours, other in under if other < share - A_HAIR), first)
        return (first + later) / 2
    return first


def _hours(wait: Wait) -> float:
    if wait.hours < 0:
        raise ValueError("a repair stands before its conflict")
    return wait.hours
