"""Mood by day, a block a month: weeks as rows, weekdays as columns."""

from __future__ import annotations

from calendar import monthrange
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from closeness_cli.core.moment import MONTHS
from closeness_cli.presentation.charts.calendar import (
    HIGHEST_MOOD,
    LOWEST_MOOD,
    mood_cell,
    step_cell,
)
from closeness_cli.presentation.charts.chart import Table, figure
from closeness_cli.presentation.grid import BLANK, Cell, Grid, glyphs
from closeness_cli.presentation.inks import inks

if TYPE_CHECKING:
    from collections.abc import Mapping

    from closeness_cli.presentation.grid import Look

WIDE_ACROSS = 3
"""Months that must fit beside each other for a day to have two columns; else it has one."""

_WEEKDAYS = ("Mo", "Tu", "We", "Th", "Fr", "Sa", "Su")
_HEAD = 2
_GAP = 4


class _Month(NamedTuple):
    """A month of the calendar."""

    year: int
    month: int

    @property
    def before(self) -> int:
        """Days of its first week that are not its own."""
        return monthrange(self.year, self.month)[0]

    @property
    def days(self) -> list[date]:
        count = monthrange(self.year, self.month)[1]
        return [date(self.year, self.month, day) for day in range(1, count + 1)]

    def weeks(self, last: date) -> int:
        """Count its weeks up to a day."""
        days = sum(day <= last for day in self.days)
        return -(-(self.before + days) // len(_WEEKDAYS))


class MoodMonths(NamedTuple):
    """The mood of each day, in whole months; the arguments are those of `mood_months`."""

    moods: Mapping[date, float | None]
    first: date
    last: date

    def draw(self, look: Look) -> Grid:
        """Draw it on a grid that is no wider than the look."""
        return mood_months(self.moods, first=self.first, last=self.last, look=look)

    def table(self) -> Table:
        """Tell it as a table."""
        days = sorted(self.moods.items())
        return Table(
            ("Day", "Mood"),
            tuple((day.isoformat(), "" if mood is None else figure(mood)) for day, mood in days),
        )


def mood_months(moods: Mapping[date, float | None], *, first: date, last: date, look: Look) -> Grid:
    """Draw whole months, from that of the first day to that of the last, and what is what.

    Args:
        moods: Mood by day, from `LOWEST_MOOD` to `HIGHEST_MOOD`; `None` for a day with entries
            none of which names one. A day without entries is absent.
        first: The first day that is drawn; days of its month before it stay blank.
        last: The last day that is drawn.
        look: What the screen can show.
    """
    months = [_Month(one // 12, one % 12 + 1) for one in range(_number(first), _number(last) + 1)]
    pitch = 3 if _fitting(3, look.width) >= WIDE_ACROSS else 2
    across = _even(len(months), _fitting(pitch, look.width))
    rows = [months[at : at + across] for at in range(0, len(months), across)]
    legend = _legend(look)
    heights = [_HEAD + max(month.weeks(last) for month in row) + 1 for row in rows]
    grid = Grid(look.width, sum(heights) + len(legend))
    top = 0
    for row, height in zip(rows, heights, strict=True):
        for place, month in enumerate(row):
            left = place * (_block(pitch) + _GAP)
            _draw_head(grid, left, top, month, pitch, look)
            for day in month.days:
                if first <= day <= last:
                    week, weekday = divmod(month.before + day.day - 1, len(_WEEKDAYS))
                    cells = _day_cells(moods, day, pitch, look)
                    for at, cell in enumerate(cells, start=left + weekday * pitch):
                        grid.put(at, top + _HEAD + week, cell)
        top += height
    for y, line in enumerate(legend, start=top):
        for x, cell in enumerate(line):
            grid.put(x, y, cell)
    return grid


def _number(day: date) -> int:
    return day.year * 12 + day.month - 1


def _block(pitch: int) -> int:
    return len(_WEEKDAYS) * pitch - 1


def _fitting(pitch: int, width: int) -> int:
    return max((width + _GAP) // (_block(pitch) + _GAP), 1)


def _even(months: int, most: int) -> int:
    """Spread months over as few rows as there must be, as evenly as they go."""
    return -(-months // max(-(-months // most), 1)) or 1


def _draw_head(grid: Grid, x: int, y: int, month: _Month, pitch: int, look: Look) -> None:
    name = MONTHS[month.month - 1]
    grid.text(x, y, f"{name if pitch > 2 else name[:3]} {month.year}", bold=look.colour)
    for at, weekday in enumerate(_WEEKDAYS):
        grid.text(x + at * pitch, y + 1, weekday[: pitch - 1], fg=inks(look).faint)


def _day_cells(moods: Mapping[date, float | None], day: date, pitch: int, look: Look) -> list[Cell]:
    """Draw a mood over all columns of a day but the gap; a mark that is none stays one column."""
    if day not in moods:
        return [Cell(glyphs(look).no_entry, fg=inks(look).faint)]
    mood = moods[day]
    if mood is None:
        return [Cell(glyphs(look).then)]
    return [mood_cell(mood, look)] * (pitch - 1 if look.unicode else 1)


def _legend(look: Look) -> list[list[Cell]]:
    """Say what the marks are, in as many rows as are needed."""
    chars, faint = glyphs(look), inks(look).faint
    steps = [step_cell(step, look) for step in range(HIGHEST_MOOD - LOWEST_MOOD + 1)]
    parts = [
        [*_cells("low ", faint), *_apart(steps), *_cells(" high", faint)],
        [Cell(chars.then), *_cells(" no mood named", faint)],
        _cells(f"{chars.no_entry} no entry", faint),
    ]
    rows = [parts[0]]
    for part in parts[1:]:
        joined = [*rows[-1], *([BLANK] * (_GAP - 1)), *part]
        if len(joined) <= look.width:
            rows[-1] = joined
        else:
            rows.append(part)
    return rows


def _cells(text: str, fg: str) -> list[Cell]:
    return [Cell(char, fg=fg) for char in text]


def _apart(cells: list[Cell]) -> list[Cell]:
    return [one for cell in cells for one in (cell, BLANK)][:-1]
