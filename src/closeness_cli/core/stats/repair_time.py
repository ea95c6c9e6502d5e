"""How long repairs take, with the conflicts that are still open counted for as long as is known.

A conflict without a repair says that its repair took longer than until its state was last known,
and no more: counted until today, repairs that nobody wrote down would look like open conflicts.
`docs/methods.md` has the formulas and what they need.
"""

from __future__ import annotations

from datetime import UTC
from typing import TYPE_CHECKING, NamedTuple

from closeness_cli.core.stats.said import Reason, Silence, not_yet
from closeness_cli.core.stats.survival import kaplan_meier, log_rank

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import datetime

    from closeness_cli.core.stats.survival import Curve, Wait

FEWEST_REPAIRS = 5
"""Repairs before a median is told."""

FEWEST_FOR_INTERVAL = 8
"""Repairs before its interval is told, and on each side of a comparison."""

_SECONDS_A_DAY = 86_400


class RepairTime(NamedTuple):
    """How long repairs take, as far as it may be said.

    Args:
        curve: With all of its numbers, for the picture.
        at_least: Hours that the median is above, with the confidence of the interval or as far
            as conflicts were followed; `None` where that is not known.
        at_most: Hours that it is below; `None` where there is no upper end, which is told as
            "at least".
        span_days: From the first conflict to the last one.
    """

    curve: Curve
    at_least: float | None
    at_most: float | None
    span_days: float

    @property
    def median(self) -> float | None:
        """Hours within which half is repaired; `None` where that was not reached."""
        return self.curve.median


class RepairsCompared(NamedTuple):
    """Whether repairs came sooner or later from a moment on.

    Args:
        ratio: The pace of repairs after it in units of that before, by what was observed beside
            what was expected; above 1 is sooner.
    """

    before: RepairTime
    after: RepairTime
    ratio: float
    p: float


def repair_time(waits: Sequence[Wait]) -> RepairTime | Silence:
    """Give the median time to repair, with its interval where there are enough repairs.

    Args:
        waits: In any order, each conflict once.
    """
    repaired = [_day(wait) for wait in waits if wait.is_repaired]
    silence = not_yet(repaired, needed=FEWEST_REPAIRS)
    return silence or _told(waits)


def compare_repairs(waits: Sequence[Wait], moment: datetime) -> RepairsCompared | Silence:
    """Compare conflicts that began before a moment with those that began from it on (log-rank).

    Groups are made by when a conflict began: by when it was repaired, long ones would all fall
    on the later side.

    Args:
        moment: Chosen without a look at the times to repair.
    """
    before, after = split_by_start(waits, moment)
    for side in (before, after):
        if sum(wait.is_repaired for wait in side) < FEWEST_FOR_INTERVAL:
            return _too_few_on(side, is_over=side is before)
    found = log_rank(before, after)
    if found is None:
        return Silence(Reason.NOT_ESTIMABLE)
    earlier, later = (
        observed / expected
        for observed, expected in zip(found.observed, found.expected, strict=True)
    )
    return RepairsCompared(_told(before), _told(after), later / earlier, found.p)


def split_by_start(
    waits: Iterable[Wait], moment: datetime
) -> tuple[tuple[Wait, ...], tuple[Wait, ...]]:
    """Part conflicts into those that began before a moment and those that began from it on."""
    instant = moment.astimezone(UTC)
    sides: tuple[list[Wait], list[Wait]] = ([], [])
    for wait in waits:
        sides[wait.began_at.astimezone(UTC) >= instant].append(wait)
    return tuple(sides[0]), tuple(sides[1])


def _told(waits: Sequence[Wait]) -> RepairTime:
    curve = kaplan_meier(waits)
    days = [_day(wait) for wait in waits]
    has_interval = curve.n_repaired >= FEWEST_FOR_INTERVAL
    at_least = curve.low if has_interval else None
    if at_least is None and curve.median is None:
        at_least = max((*curve.open_at, *(step.hours for step in curve.steps)))
    return RepairTime(
        curve=curve,
        at_least=at_least,
        at_most=curve.high if has_interval else None,
        span_days=max(days) - min(days),
    )


def _too_few_on(side: Sequence[Wait], *, is_over: bool) -> Silence:
    """Be silent about two sides; no waiting helps where the side that lacks repairs is over."""
    repaired = [_day(wait) for wait in side if wait.is_repaired]
    silence = not_yet(repaired, needed=FEWEST_FOR_INTERVAL)
    wait_days = None if silence is None or is_over else silence.wait_days
    return Silence(Reason.TOO_FEW_ON_A_SIDE, wait_days)


def _day(wait: Wait) -> float:
    return wait.began_at.timestamp() / _SECONDS_A_DAY
