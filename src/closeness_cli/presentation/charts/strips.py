"""Weeks side by side: a strip of bars for each thing that is followed, all over the same weeks."""

from __future__ import annotations

import math
from datetime import date, timedelta
from typing import TYPE_CHECKING, NamedTuple

from closeness_cli.presentation.charts.axes import Days
from closeness_cli.presentation.charts.chart import Table, figure
from closeness_cli.presentation.grid import Cell, Grid, fit, glyphs
from closeness_cli.presentation.inks import inks

if TYPE_CHECKING:
    from collections.abc import Sequence

    from closeness_cli.presentation.grid import Look

ROWS = 2
"""Rows of a strip."""

EIGHTHS = "▁▂▃▄▅▆▇█"
"""How full a cell is."""

LONGEST_NAME = 10
"""Columns for what a strip is about, and for its highest value."""

_DIGITS = 9


class Strip(NamedTuple):
    """One thing that is followed over the weeks.

    Args:
        name: What it is, in a word.
        values: One a week from the first on; absent where nothing was said.
        high: What a full bar stands for.
    """

    name: str
    values: Sequence[float | None]
    high: float


class WeekStrips(NamedTuple):
    """Strips over the same weeks; the arguments are those of `week_strips`."""

    strips: Sequence[Strip]
    first: date

    def draw(self, look: Look) -> Grid:
        """Draw it on a grid that is no wider than the look."""
        return week_strips(self.strips, first=self.first, look=look)

    def table(self) -> Table:
        """Tell it as a table."""
        weeks = max((len(strip.values) for strip in self.strips), default=0)
        return Table(
            ("Week from", *(strip.name for strip in self.strips)),
            tuple(
                (
                    (self.first + timedelta(weeks=week)).isoformat(),
                    *(_written(strip.values, week) for strip in self.strips),
                )
                for week in range(weeks)
            ),
        )


def week_strips(strips: Sequence[Strip], *, first: date, look: Look) -> Grid:
    """Draw strips of bars over the same weeks, with the mean of several where a column holds them.

    A column without a bar is a week of which nothing was said; a dot marks it. In ASCII a digit
    stands for the height, and is the value itself where values go up to 9 at most.

    Args:
        strips: From the top down.
        first: The day on which the first week begins.
        look: What the screen can show.
    """
    weeks = max((len(strip.values) for strip in strips), default=0)
    height = len(strips) * (ROWS + 1)
    grid = Grid(look.width, height + 1 if weeks else 0)
    if not weeks:
        return grid
    left = min(LONGEST_NAME + 2, max(look.width - 2, 0))
    room = max(look.width - left, 1)
    each = -(-weeks // room)
    wide = 1 if each > 1 else min(room // weeks, 3)
    for at, strip in enumerate(strips):
        top = at * (ROWS + 1)
        grid.text(0, top, fit(_highest(strip, look), LONGEST_NAME, look), fg=inks(look).faint)
        grid.text(0, top + ROWS - 1, fit(strip.name, LONGEST_NAME, look))
        for place, value in enumerate(_shared(strip.values, each)):
            _draw_bar(grid, left + place * wide, top, max(wide - 1, 1), value, strip, look)
    columns = -(-weeks // each) * wide
    _draw_days(grid, height - 1, first, weeks, left, columns, look)
    return grid


def _shared(values: Sequence[float | None], each: int) -> list[float | None]:
    """Give the mean of every few values, of those that there are."""
    groups = [values[at : at + each] for at in range(0, len(values), each)]
    said = [[one for one in group if one is not None] for group in groups]
    return [math.fsum(group) / len(group) if group else None for group in said]


def _draw_bar(
    grid: Grid, x: int, top: int, wide: int, value: float | None, strip: Strip, look: Look
) -> None:
    chars, ink, bottom = glyphs(look), inks(look), top + ROWS - 1
    if value is None:
        grid.put(x, bottom, Cell(chars.no_entry, fg=ink.faint))
        return
    share = min(max(value / strip.high, 0.0), 1.0) if strip.high > 0 else 0.0
    if not look.unicode:
        scaled = value if strip.high <= _DIGITS else share * _DIGITS
        grid.put(x, bottom, Cell(f"{min(math.floor(scaled + 0.5), _DIGITS)}"))
        return
    eighths = max(math.floor(share * ROWS * len(EIGHTHS) + 0.5), 1)
    for row in range(ROWS):
        full = min(eighths - row * len(EIGHTHS), len(EIGHTHS))
        if full > 0:
            grid.across(x, bottom - row, wide, Cell(EIGHTHS[full - 1], fg=ink.accent))


def _draw_days(
    grid: Grid, y: int, first: date, weeks: int, left: int, columns: int, look: Look
) -> None:
    faint = inks(look).faint
    days = Days(first, first + timedelta(weeks=weeks - 1), left=left, width=max(columns, 1))
    grid.across(left, y, columns, Cell(glyphs(look).floor, fg=faint))
    for tick, at, text in days.labels(grid.width):
        grid.put(tick, y, Cell(glyphs(look).floor_tick, fg=faint))
        grid.text(max(at, left), y + 1, text, fg=faint)


def _highest(strip: Strip, look: Look) -> str:
    """Say what the highest bar stands for, or the highest digit."""
    is_digit = not look.unicode and strip.high > _DIGITS
    return f"{_DIGITS} = {figure(strip.high)}" if is_digit else f"up to {figure(strip.high)}"


def _written(values: Sequence[float | None], week: int) -> str:
    value = values[week] if week < len(values) else None
    return "" if value is None else figure(value)
