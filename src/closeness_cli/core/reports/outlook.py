"""From when on more can be said than where things stand."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from closeness_cli.core.stats.trend import FEWEST, SHORTEST

if TYPE_CHECKING:
    from closeness_cli.core.reports.followed import Followed

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
    """There are answers enough to say whether they moved by more than noise."""

    n_sets: int


@dataclass(frozen=True, slots=True)
class AllAlike:
    """All answers are the same, so nothing says how much chance would move them."""

    n_sets: int


Outlook = NotBegun | TooEarly | Enough | AllAlike
"""What can be said later, from everything there is, whatever the period."""


def build_outlook(followed: Followed | None, today: date) -> Outlook:
    """Say when there can be answers enough to compare.

    Args:
        followed: What a report follows, from everything there is.
    """
    if followed is None or (followed.is_percent and len(followed.points) < FEWEST):
        return NotBegun()
    days = [day for day, _ in followed.compared]
    n = len(days)
    span = (days[-1] - days[0]).days if days else 0
    if n >= FEWEST and span >= SHORTEST:
        is_flat = len({value for _, value in followed.compared}) == 1
        return AllAlike(n) if is_flat else Enough(n)
    soonest = max(_later(followed.latest[0], DAYS_BETWEEN_SETS), today)
    missing = max(FEWEST - n, 1)
    return TooEarly(n, _later(soonest, DAYS_BETWEEN_SETS * (missing - 1)))


def _later(day: date, days: int) -> date:
    """Count days on, and stop at the end of the calendar."""
    return day + timedelta(days=min(days, (date.max - day).days))
