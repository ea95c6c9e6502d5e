"""The days of the week beside each other: how far each lies above or below the others."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, NamedTuple

from closeness_cli.core.moment import WEEKDAYS
from closeness_cli.presentation.charts.chart import Table, figure
from closeness_cli.presentation.grid import Cell, Grid, glyphs
from closeness_cli.presentation.inks import inks

if TYPE_CHECKING:
    from collections.abc import Sequence

    from closeness_cli.presentation.grid import Look

STEPS = 3
"""Rows that the farthest day fills, above the names of the days or below."""

WIDEST = 8
"""Columns of a day at most: days that are far apart do not look like one week."""

_GAP = 1


class Weekday(NamedTuple):
    """A day of the week.

    Args:
        weekday: 0 for Monday to 6 for Sunday.
        difference: How far it lies from the mean of its weeks.
        n: How many of these days there are.
        is_clear: It differs by more than noise.
    """

    weekday: int
    difference: float
    n: int
    is_clear: bool


class WeekdayStrip(NamedTuple):
    """Days of the week, Monday first; those without enough values are left blank."""

    days: Sequence[Weekday]

    def draw(self, look: Look) -> Grid:
        """Draw it on a grid that is no wider than the look."""
        return weekday_strip(self.days, look=look)

    def table(self) -> Table:
        """Tell it as a table."""
        return Table(
            ("Day", "Difference", "Days", "More than noise"),
            tuple(
                (
                    WEEKDAYS[one.weekday],
                    figure(one.difference),
                    str(one.n),
                    "yes" if one.is_clear else "no",
                )
                for one in self.days
            ),
        )


def weekday_strip(days: Sequence[Weekday], *, look: Look) -> Grid:
    """Draw a block for each day, above or below its name, and how far that is in numbers.

    Blocks within noise have another texture, which a line below explains.
    """
    has_noise = any(not one.is_clear for one in days)
    largest = max((abs(one.difference) for one in days), default=0.0)
    steps = [_steps(one.difference, largest) for one in days]
    names_at = max((one for one in steps if one > 0), default=0)
    said_at = names_at + 1 - min((one for one in steps if one < 0), default=0)
    grid = Grid(look.width, said_at + 1 + has_noise)
    pitch = min(WIDEST, (look.width + _GAP) // len(WEEKDAYS))
    faint = inks(look).faint
    for place, name in enumerate(WEEKDAYS):
        grid.text(place * pitch, names_at, name[: min(3, max(pitch - _GAP, 1))], fg=faint)
    for one, away in zip(days, steps, strict=True):
        left, cell = one.weekday * pitch, _texture(look, is_clear=one.is_clear)
        for step in range(1, abs(away) + 1):
            row = names_at - step if away > 0 else names_at + step
            grid.across(left, row, max(pitch - 2 * _GAP, 1), cell)
        said = difference_words(one.difference)
        said = said if look.unicode else said.replace("−", "-")
        grid.text(left, said_at, said, bold=one.is_clear and look.colour)
    if has_noise:
        grid.put(0, grid.height - 1, _texture(look, is_clear=False))
        grid.text(2, grid.height - 1, "within noise", fg=faint)
    return grid


def difference_words(difference: float) -> str:
    """Say a difference with its sign: `+0.4`, `−0.3`, `0`."""
    shown = f"{abs(difference):.1f}"
    if shown == "0.0":
        return "0"
    return f"{'+' if difference > 0 else '−'}{shown}"


def _steps(difference: float, largest: float) -> int:
    """Give the rows of a block, negative below the names."""
    rows = math.floor(abs(difference) / largest * STEPS + 0.5) if largest else 0
    return rows if difference > 0 else -rows


def _texture(look: Look, *, is_clear: bool) -> Cell:
    chars, colours = glyphs(look), inks(look)
    if is_clear:
        return Cell(chars.fills[2], fg=colours.accent)
    return Cell(chars.fills[1], fg=colours.faint)
