"""From when on more can be said than where things stand."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from closeness_cli.core.stats.change import Silence, Verdict

if TYPE_CHECKING:
    from closeness_cli.core.reports.levels import Level

DAYS_BETWEEN_SETS = 7
"""How far apart the sets to come are taken to be."""


@dataclass(frozen=True, slots=True)
class NotBegun:
    """The series has no answer yet."""


@dataclass(frozen=True, slots=True)
class TooEarly:
    """Nothing can be compared yet.

    Args:
        n_sets: Answers of the series so far, early retakes aside.
        from_on: The first day with enough of them, when one comes every week.
    """

    n_sets: int
    from_on: date


@dataclass(frozen=True, slots=True)
class Enough:
    """There are answers enough to say whether something moved by more than noise."""

    n_sets: int


@dataclass(frozen=True, slots=True)
class AllAlike:
    """The first sets were all the same, so nothing says how much chance would move them."""

    n_sets: int


Outlook = NotBegun | TooEarly | Enough | AllAlike
"""What can be said later, from everything there is, whatever the period."""


def build_outlook(series: Level | None, today: date) -> Outlook:
    """Say when there can be answers enough to compare.

    Args:
        series: The dimension that the overview follows, from everything there is.
    """
    if series is None or series.latest is None:
        return NotBegun()
    change = series.change
    if isinstance(change, Verdict):
        return Enough(series.n_scored)
    if change.reason is Silence.NO_NOISE_SEEN:
        return AllAlike(change.n_runs)
    soonest = max(_later(series.latest.on, DAYS_BETWEEN_SETS), today)
    missing = max(change.n_needed - change.n_runs, 1)
    return TooEarly(change.n_runs, _later(soonest, DAYS_BETWEEN_SETS * (missing - 1)))


def _later(day: date, days: int) -> date:
    """Count days on, and stop at the end of the calendar."""
    return day + timedelta(days=min(days, (date.max - day).days))
