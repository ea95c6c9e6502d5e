"""Where values and days are on a chart: scales with even ticks, and dates that do not collide."""

from __future__ import annotations

import math
from dataclasses import dataclass
from datetime import timedelta
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date

MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
"""Short names of the months, the same whatever the locale."""

MOST_DATES = 5
"""Dates under a chart, at most."""

BETWEEN_DATES = 6
"""Columns between two dates, at least: closer than this they are read as one."""

DAYS_WITH_DATES = 730
"""Up to this many days apart, dates are named by their day; beyond, by their month."""


@dataclass(frozen=True, slots=True)
class Scale:
    """Rows for values, with whole-number ticks that are the same number of rows apart.

    Attributes:
        low: The value of the bottom row.
        step: What one tick adds.
        pace: Rows from one tick to the next.
        rows: How many rows there are.
    """

    low: int
    step: int
    pace: int
    rows: int

    def row(self, value: float) -> int:
        """Find the row of a value, counted from the top."""
        above = math.floor((value - self.low) * self.pace / self.step + 0.5)
        return self.rows - 1 - min(max(above, 0), self.rows - 1)

    def ticks(self) -> list[tuple[int, int]]:
        """List the rows that have a tick, with their values, from the bottom up."""
        return [
            (self.rows - 1 - above, self.low + above // self.pace * self.step)
            for above in range(0, self.rows, self.pace)
        ]


def choose_scale(low: float, high: float, most_rows: int) -> Scale:
    """Choose the scale that fills most rows with few, even ticks, preferably one at the top."""
    bottom = math.floor(low)
    span = max(math.ceil(high) - bottom, 1)
    most_rows = max(most_rows, 2)
    scales = [_scale(bottom, span, step, most_rows) for step in _steps(span)]
    return max((scale for scale in scales if scale.pace), key=lambda scale: _merit(scale, span))


def _steps(span: int) -> list[int]:
    powers = [10**power for power in range(len(str(span)))]
    steps = {power * leading for power in powers for leading in (1, 2, 3, 5, 25)}
    return sorted({step for step in steps if step <= span} | {span})


def _scale(low: int, span: int, step: int, most_rows: int) -> Scale:
    pace = (most_rows - 1) * step // span
    return Scale(low, step, pace, -(-span * pace // step) + 1)


def _merit(scale: Scale, span: int) -> int:
    ticks = len(scale.ticks())
    ends_on_a_tick = 3 * (span % scale.step == 0)
    crammed = 4 * (scale.pace == 1) + max(ticks - 6, 0)
    return scale.rows + 2 * min(ticks, 5) + ends_on_a_tick - crammed


@dataclass(frozen=True, slots=True)
class Days:
    """Columns for days.

    Attributes:
        first: The day of the first column.
        last: The day of the last column.
        left: The first column.
        width: How many columns there are.
    """

    first: date
    last: date
    left: int
    width: int

    def column(self, day: date) -> int:
        """Find the column of a day. The only day there is stands in the middle."""
        span = (self.last - self.first).days
        if not span:
            return self.left + self.width // 2
        return self.left + round((day - self.first).days / span * (self.width - 1))

    def labels(self, width: int) -> list[tuple[int, int, str]]:
        """Choose the dates to write: column of the tick, column of the text, and the text."""
        span = (self.last - self.first).days
        for count in range(min(MOST_DATES, span + 1), 1, -1):
            chosen = [round(span * part / (count - 1)) for part in range(count)]
            labels = [self._label(self.first + timedelta(days), width) for days in chosen]
            if _are_apart(labels):
                return labels
        return [self._label(self.first, width)]

    def _label(self, day: date, width: int) -> tuple[int, int, str]:
        text, tick = named_day(day, self.first, self.last), self.column(day)
        return tick, max(min(tick - len(text) // 2, width - len(text)), 0), text


def _are_apart(labels: list[tuple[int, int, str]]) -> bool:
    pairs = pairwise(labels)
    return all(
        before_at + len(before) + BETWEEN_DATES <= at
        for (_, before_at, before), (_, at, _) in pairs
    )


def named_day(day: date, first: date, last: date) -> str:
    """Name a day below an axis that reaches so far."""
    month = MONTHS[day.month - 1]
    if (last - first).days > DAYS_WITH_DATES:
        return f"{month} {day.year}"
    named = f"{day.day} {month}"
    return named if first.year == last.year else f"{named} {day.year}"
