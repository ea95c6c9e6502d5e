"""Mood by day: weeks as columns, weekdays as rows."""

from __future__ import annotations

import math
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from closeness_cli.presentation.charts.axes import MONTHS
from closeness_cli.presentation.charts.chart import Table, figure
from closeness_cli.presentation.grid import Cell, Grid, glyphs
from closeness_cli.presentation.inks import inks

if TYPE_CHECKING:
    from collections.abc import Mapping

    from closeness_cli.presentation.grid import Look

LOWEST_MOOD, HIGHEST_MOOD = -2, 2
"""The moods people can say; a day with several has their mean."""

_WEEKDAYS = {0: "Mon", 2: "Wed", 4: "Fri", 6: "Sun"}
_LEFT = 5
_WEEK = 2
_NAME = 4
_LEGEND_ROW = 8


class MoodCalendar(NamedTuple):
    """The mood of each day; the arguments are those of `mood_calendar`."""

    moods: Mapping[date, float]
    first: date
    last: date

    def draw(self, look: Look) -> Grid:
        """Draw it on a grid that is no wider than the look."""
        return mood_calendar(self.moods, first=self.first, last=self.last, look=look)

    def table(self) -> Table:
        """Tell it as a table."""
        days = sorted(self.moods.items())
        return Table(("Day", "Mood"), tuple((day.isoformat(), figure(mood)) for day, mood in days))


def mood_calendar(moods: Mapping[date, float], *, first: date, last: date, look: Look) -> Grid:
    """Draw the mood of each day from the first to the last, both included.

    Args:
        moods: Mood by day, from `LOWEST_MOOD` to `HIGHEST_MOOD`. A day without one is absent.
        first: The day to begin with. Where not all weeks fit, the latest are kept.
        last: The day to end with.
        look: What the screen can show.
    """
    grid = Grid(look.width, _LEGEND_ROW + 1)
    for weekday, name in _WEEKDAYS.items():
        grid.text(0, weekday + 1, name, fg=inks(look).faint)
    _draw_legend(grid, look)
    days = _days_that_fit(first, last, look.width)
    if days:
        _draw_months(grid, days, look)
    for day in days:
        weekday = (day - 1) % 7
        cell = mood_cell(moods.get(date.fromordinal(day), math.nan), look)
        grid.put(_column(day, days), weekday + 1, cell)
    return grid


def _days_that_fit(first: date, last: date, width: int) -> range:
    """List days by their ordinal: day 1 was a Monday, and no arithmetic leaves the calendar."""
    weeks = max((width - _LEFT + 1) // _WEEK, 1)
    first_week = (last.toordinal() - 1) // 7 - weeks + 1
    return range(max(first.toordinal(), first_week * 7 + 1), last.toordinal() + 1)


def _column(day: int, days: range) -> int:
    return _LEFT + ((day - 1) // 7 - (days.start - 1) // 7) * _WEEK


def _draw_months(grid: Grid, days: range, look: Look) -> None:
    begins = [day for day in days if day == days.start or date.fromordinal(day).day == 1]
    columns = [_column(day, days) for day in begins]
    ends = [*columns[1:], grid.width + 1]
    for day, column, end in zip(begins, columns, ends, strict=True):
        if end - column >= _NAME:
            name = MONTHS[date.fromordinal(day).month - 1]
            grid.text(column, 0, name, fg=inks(look).faint)


def mood_cell(mood: float, look: Look) -> Cell:
    """Draw the mood of a day as its nearest step; what is no number, as a day without entries."""
    if not math.isfinite(mood):
        return Cell(glyphs(look).no_entry, fg=inks(look).faint)
    nearest = math.floor(mood + 0.5)
    return step_cell(min(max(nearest, LOWEST_MOOD), HIGHEST_MOOD) - LOWEST_MOOD, look)


def step_cell(step: int, look: Look) -> Cell:
    """Draw one step of the moods, from 0 for the lowest."""
    return Cell(glyphs(look).moods[step], fg=inks(look).moods[step])


def _draw_legend(grid: Grid, look: Look) -> None:
    chars, faint = glyphs(look), inks(look).faint
    steps = HIGHEST_MOOD - LOWEST_MOOD + 1
    grid.text(_LEFT, _LEGEND_ROW, "low", fg=faint)
    squares = _LEFT + len("low ")
    for step in range(steps):
        grid.put(squares + step * _WEEK, _LEGEND_ROW, step_cell(step, look))
    after = squares + steps * _WEEK
    grid.text(after, _LEGEND_ROW, f"high   {chars.no_entry} no entry", fg=faint)
