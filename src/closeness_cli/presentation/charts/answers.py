"""Answers over time, a row for each item: low to high as a bar that fills a cell, gaps as dots."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING, NamedTuple

from closeness_cli.presentation.charts.axes import Days
from closeness_cli.presentation.charts.chart import Table
from closeness_cli.presentation.grid import Cell, Grid, display_width, fit, glyphs
from closeness_cli.presentation.inks import inks

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from closeness_cli.presentation.grid import Look

LEAST_STRIP = 24
"""Columns for the answers beside the name of the item; where there are fewer, they are below."""

LONGEST_LABEL = 30

_BETWEEN = 2


class ItemStrip(NamedTuple):
    """The answers to one item.

    Args:
        label: What it is called.
        low: The lowest answer there can be.
        high: The highest.
        answers: By day, oldest first; absent where it was skipped.
        breaks: Days from which on it was worded differently.
        said: The latest in words, to stand beside it.
    """

    label: str
    low: int
    high: int
    answers: Sequence[tuple[date, int | None]]
    breaks: Sequence[date] = ()
    said: str = ""


class ItemStrips(NamedTuple):
    """Items below each other over the same days; the argument is that of `item_strips`."""

    rows: Sequence[ItemStrip]

    def draw(self, look: Look) -> Grid:
        """Draw it on a grid that is no wider than the look."""
        return item_strips(self.rows, look=look)

    def table(self) -> Table:
        """Tell it as a table: a row for each day."""
        days = sorted({day for row in self.rows for day, _ in row.answers})
        given = [dict(row.answers) for row in self.rows]
        return Table(
            ("Day", *(row.label for row in self.rows)),
            tuple(
                (day.isoformat(), *("" if one.get(day) is None else str(one[day]) for one in given))
                for day in days
            ),
        )


def item_strips(rows: Sequence[ItemStrip], *, look: Look) -> Grid:
    """Draw items below each other, over the same days, with dates below.

    Args:
        rows: From the top down; labels are people's text, made safe before.
        look: What the screen can show.
    """
    label = min(max((display_width(one.label) for one in rows), default=0), LONGEST_LABEL)
    said = max((len(one.said) for one in rows), default=0)
    left, width = label + _BETWEEN, look.width - label - said - 2 * _BETWEEN
    each = 1
    if width < LEAST_STRIP:
        left, width, each = 0, look.width, 2
    every = [day for row in rows for day, _ in row.answers]
    if not every:
        return Grid(look.width, 0)
    days = Days(min(every), max(every), left, width)
    grid = Grid(look.width, each * len(rows) + 2)
    for y, row in enumerate(rows):
        grid.text(0, each * y, fit(row.label, label if each == 1 else look.width - said - 2, look))
        at = left + width + _BETWEEN if each == 1 else look.width - len(row.said)
        grid.text(at, each * y, row.said)
        _draw_strip(grid, each * y + each - 1, row, days, look)
    _draw_days(grid, days, look)
    return grid


def _draw_strip(grid: Grid, y: int, row: ItemStrip, days: Days, look: Look) -> None:
    """Draw the answers, the last of several in one column, and breaks where there is room."""
    chars, colours = glyphs(look), inks(look)
    for day, value in row.answers:
        if value is None:
            cell = Cell(chars.no_entry, fg=colours.faint)
        else:
            cell = Cell(_step(row, value, chars.moods), fg=colours.accent)
        grid.put(days.column(day), y, cell)
    for column in (days.column(day) - 1 for day in row.breaks):
        if column > days.left and grid.rows[y][column].char == " ":
            grid.put(column, y, Cell(chars.broken, fg=colours.faint))


def _step(row: ItemStrip, value: int, steps: str) -> str:
    """Choose one of five steps for an answer: the one that is nearest."""
    share = (value - row.low) / max(row.high - row.low, 1)
    return steps[bisect_right((0.125, 0.375, 0.625, 0.875), share)]


def _draw_days(grid: Grid, days: Days, look: Look) -> None:
    chars, colours = glyphs(look), inks(look)
    floor = grid.height - 2
    grid.across(days.left, floor, days.width, Cell(chars.floor, fg=colours.faint))
    for tick, at, text in days.labels(days.left + days.width):
        grid.put(tick, floor, Cell(chars.floor_tick, fg=colours.faint))
        grid.text(at, floor + 1, text, fg=colours.faint)
