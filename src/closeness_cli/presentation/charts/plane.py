"""Two dimensions as a point on a plane, with arms for how far answers reach along each."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from closeness_cli.presentation.charts.chart import Table
from closeness_cli.presentation.grid import Cell, Grid, display_width, fit, glyphs
from closeness_cli.presentation.inks import inks
from closeness_cli.presentation.percent import whole_percent

if TYPE_CHECKING:
    from closeness_cli.presentation.grid import Look

WIDEST_PLANE = 61
"""Columns, at most: wider, a plane is no plane any more."""

ROWS = 11
"""Rows for values; odd, so that there is one in the middle."""

LEFT = 5
"""Columns for the numbers of the axis that goes up, and the axis."""

GUIDE_EVERY = 4
"""Columns from one dot of the middle line to the next."""


@dataclass(frozen=True, slots=True)
class Axis:
    """One axis, from 0 to 100.

    Attributes:
        title: What it stands for.
        value: Where the point is.
        low: Where its arm begins.
        high: Where its arm ends.
    """

    title: str
    value: float
    low: float
    high: float


class PlaneChart(NamedTuple):
    """A point on a plane; the arguments are those of `plane_chart`."""

    across: Axis
    up: Axis

    def draw(self, look: Look) -> Grid:
        """Draw it on a grid that is no wider than the look."""
        return plane_chart(self.across, self.up, look=look)

    def table(self) -> Table:
        """Tell it as a table."""
        return Table(
            ("", "Of 100", "From", "To"),
            tuple(
                (one.title, *(whole_percent(value) for value in (one.value, one.low, one.high)))
                for one in (self.across, self.up)
            ),
        )


def plane_chart(across: Axis, up: Axis, *, look: Look) -> Grid:
    """Draw a point with its arms; nothing but the two lines through the middle divides the plane.

    Args:
        across: From left to right.
        up: From bottom to top.
        look: What the screen can show.
    """
    width = min(look.width, WIDEST_PLANE)
    plane = _Plane(Grid(width, ROWS + 4), columns=max((width - LEFT - 1) // 2 * 2 - 1, 1))
    _draw_frame(plane, look)
    _draw_titles(plane, across.title, up.title, look)
    _draw_point(plane, across, up, look)
    return plane.grid


@dataclass(frozen=True, slots=True)
class _Plane:
    """A grid with a title above the values, and an axis, its numbers and a title below them."""

    grid: Grid
    columns: int

    def x(self, value: float) -> int:
        """Find the column of a value."""
        return LEFT + 1 + round(_inside(value) / 100 * (self.columns - 1))

    def y(self, value: float) -> int:
        """Find the row of a value, below the title."""
        return 1 + round((100 - _inside(value)) / 100 * (ROWS - 1))


def _inside(value: float) -> float:
    return min(max(value, 0.0), 100.0)


def _draw_frame(plane: _Plane, look: Look) -> None:
    grid, chars, faint = plane.grid, glyphs(look), inks(look).faint
    for column in range(LEFT + 1, LEFT + 1 + plane.columns, GUIDE_EVERY):
        grid.put(column, plane.y(50), Cell(chars.guide, fg=faint))
    grid.down(plane.x(50), 1, ROWS, Cell(chars.broken, fg=faint))
    grid.down(LEFT - 1, 1, ROWS, Cell(chars.axis, fg=faint))
    floor = 1 + ROWS
    grid.across(LEFT - 1, floor, plane.columns + 2, Cell(chars.floor, fg=faint))
    grid.put(LEFT - 1, floor, Cell(chars.corner, fg=faint))
    for value in (0, 50, 100):
        said = str(value)
        grid.text(LEFT - 2 - len(said), plane.y(value), said, fg=faint)
        grid.put(LEFT - 1, plane.y(value), Cell(chars.tick, fg=faint))
        grid.put(plane.x(value), floor, Cell(chars.floor_tick, fg=faint))
        at = min(plane.x(value) - len(said) // 2, grid.width - len(said))
        grid.text(at, floor + 1, said, fg=faint)


def _draw_titles(plane: _Plane, across: str, up: str, look: Look) -> None:
    """Write the title of each axis at the end where it is most."""
    grid = plane.grid
    grid.text(0, 0, fit(up, grid.width, look))
    shown = fit(across, grid.width, look)
    grid.text(grid.width - display_width(shown), grid.height - 1, shown)


def _draw_point(plane: _Plane, across: Axis, up: Axis, look: Look) -> None:
    chars, accent = glyphs(look), inks(look).accent
    x, y = plane.x(across.value), plane.y(up.value)
    left, right = plane.x(across.low), plane.x(across.high)
    top, bottom = plane.y(up.high), plane.y(up.low)
    plane.grid.across(left, y, right - left + 1, Cell(chars.across, fg=accent))
    plane.grid.down(x, top, bottom - top + 1, Cell(chars.down, fg=accent))
    plane.grid.put(x, y, Cell(chars.point, fg=accent, bold=True))
