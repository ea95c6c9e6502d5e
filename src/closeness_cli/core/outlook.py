"""From when on more can be said than where things stand."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from closeness_cli.core.sitting import series_answer

if TYPE_CHECKING:
    from collections.abc import Sequence

    from closeness_cli.core.sitting import MarkedSitting

COMPARABLE_SETS = 12
"""Sets of answers below which a slope is noise: the trend method was simulated from here on."""

COMPARABLE_DAYS = 56
"""Eight weeks, that the sets must span for the same reason."""

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
    """There are answers enough for a method that compares."""

    n_sets: int


Outlook = NotBegun | TooEarly | Enough
"""What can be said later, from everything there is, whatever the period."""


def build_outlook(marked: Sequence[MarkedSitting], today: date) -> Outlook:
    """Count the answers of the series, and say when there can be enough to compare them."""
    days = [one.on for one in marked if not one.early and series_answer(one.given)]
    if not days:
        return NotBegun()
    missing = COMPARABLE_SETS - len(days)
    wide_enough = _later(days[0], COMPARABLE_DAYS)
    if missing <= 0 and days[-1] >= wide_enough:
        return Enough(len(days))
    soonest = max(_later(days[-1], DAYS_BETWEEN_SETS), today)
    filled = _later(soonest, DAYS_BETWEEN_SETS * max(missing - 1, 0))
    return TooEarly(len(days), max(filled, wide_enough))


def _later(day: date, days: int) -> date:
    """Count days on, and stop at the end of the calendar."""
    return day + timedelta(days=min(days, (date.max - day).days))
