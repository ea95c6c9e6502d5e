"""Moods by day as a drawing: weeks as columns, weekdays as rows."""

from __future__ import annotations

import math
from datetime import date
from typing import TYPE_CHECKING

from closeness_cli.core.entry import MOOD_WORDS
from closeness_cli.core.moment import short_day
from closeness_cli.presentation.charts.axes import MONTHS
from closeness_cli.presentation.charts.calendar import HIGHEST_MOOD, LOWEST_MOOD
from closeness_cli.presentation.html.drawing import ROW, Box, Drawing, Label, Shape, width_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from closeness_cli.presentation.charts.calendar import MoodCalendar
    from closeness_cli.presentation.charts.months import MoodMonths

LEFT = 36
"""Pixels for the names of weekdays."""

DAY, WIDEST_DAY = 15, 20
"""Pixels for a day, at least and at most, with the gap after it."""

_WEEKDAYS = {0: "Mon", 2: "Wed", 4: "Fri", 6: "Sun"}


def draw_calendar(chart: MoodCalendar | MoodMonths, width: int) -> Drawing:
    """Draw the mood of each day; where not all weeks fit in a row, as many rows as are needed."""
    first, last = _monday(chart.first.toordinal()), chart.last.toordinal()
    weeks = max((last - first) // 7 + 1, 1)
    across = max((width - LEFT) // DAY, 1)
    across = min(-(-weeks // -(-weeks // across)), across)
    day = min((width - LEFT) // across, WIDEST_DAY)
    shapes: list[Shape] = []
    y = 0
    for begins in range(first, last + 1, 7 * across):
        days = range(begins, min(begins + 7 * across, last + 1))
        shapes += _row(days, chart.moods, chart.first, y, day)
        y += ROW + 7 * day + 8
    shapes += _legend(y, day)
    return Drawing(width, y + 2 * ROW, tuple(shapes))


def _monday(day: int) -> int:
    return day - (day - 1) % 7


def _row(
    days: range, moods: Mapping[date, float | None], first: date, y: int, size: int
) -> Iterator[Shape]:
    for weekday, name in _WEEKDAYS.items():
        yield Label(0, y + ROW + weekday * size + size - 4, name, "faint")
    yield from _months(days, first, y, size)
    for number in days:
        on = date.fromordinal(number)
        if on >= first:
            week, weekday = divmod(number - days.start, 7)
            x, top = LEFT + week * size, y + ROW + weekday * size
            yield _day(on, moods, x, top, size)


def _months(days: range, first: date, y: int, size: int) -> Iterator[Label]:
    free = 0.0
    for number in range(max(days.start, first.toordinal()), days.stop):
        on = date.fromordinal(number)
        x = LEFT + (number - days.start) // 7 * size
        if (on.day == 1 or number in (days.start, first.toordinal())) and x >= free:
            name = MONTHS[on.month - 1]
            free = x + width_of(name)
            yield Label(x, y + ROW - 6, name, "faint")


def _day(on: date, moods: Mapping[date, float | None], x: float, y: float, size: int) -> Box:
    if on not in moods:
        middle = size / 2 - 2
        return Box(x + middle, y + middle, 2, 2, "empty", f"{short_day(on)}: no entry")
    mood = moods[on]
    if mood is None or not math.isfinite(mood):
        return Box(x, y, size - 3, size - 3, "unnamed", f"{short_day(on)}: no mood named")
    step = min(max(math.floor(mood + 0.5), LOWEST_MOOD), HIGHEST_MOOD)
    return Box(x, y, size - 3, size - 3, _ink(step), f"{short_day(on)}: {MOOD_WORDS[step]}")


def _ink(step: int) -> str:
    return f"mood{step - LOWEST_MOOD}"


def _legend(y: int, size: int) -> Iterator[Shape]:
    yield Label(LEFT, y + ROW, "low", "faint")
    x = LEFT + width_of("low ")
    for step in range(LOWEST_MOOD, HIGHEST_MOOD + 1):
        yield Box(x, y + ROW - size + 5, size - 3, size - 3, _ink(step))
        x += size
    yield Label(x + 4, y + ROW, "high", "faint")
    x += 4 + width_of("high   ")
    yield Box(x, y + ROW - 6, 2, 2, "empty")
    yield Label(x + 10, y + ROW, "no entry", "faint")
