"""Dimensions of two people, each on a track of their own: no line joins what is not one."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from closeness_cli.presentation.charts.chart import Table
from closeness_cli.presentation.grid import Cell, Grid, display_width, fit, glyphs
from closeness_cli.presentation.inks import inks
from closeness_cli.presentation.percent import whole_percent
from closeness_cli.presentation.wrap import wrap

if TYPE_CHECKING:
    from collections.abc import Sequence

    from closeness_cli.presentation.grid import Look

LONGEST_NAME = 12
"""Columns for the name of a person."""

LONGEST_TRACK = 61
"""Columns for a track, as in `bars.py`."""

_INDENT, _BETWEEN = 2, 2
_NUMBER = 3
"""Columns of a percent."""


class Apart(NamedTuple):
    """One dimension, in percent of its range from 0 to 100.

    Args:
        label: What it is called.
        mine: The score of the one who reads.
        theirs: That of the other.
    """

    label: str
    mine: float
    theirs: float


class EachApart(NamedTuple):
    """Dimensions of two people; the arguments are those of `each_apart`."""

    rows: Sequence[Apart]
    names: tuple[str, str]

    def draw(self, look: Look) -> Grid:
        """Draw it on a grid that is no wider than the look."""
        return each_apart(self.rows, names=self.names, look=look)

    def table(self) -> Table:
        """Tell it as a table."""
        mine, theirs = self.names
        return Table(
            ("", f"{mine}, of 100", f"{theirs}, of 100"),
            tuple(
                (one.label, whole_percent(one.mine), whole_percent(one.theirs)) for one in self.rows
            ),
        )


class _Layout(NamedTuple):
    name: int
    track_at: int
    track: int


def each_apart(rows: Sequence[Apart], *, names: tuple[str, str], look: Look) -> Grid:
    """Draw each dimension as its name, a track of the one who reads, and one of the other.

    Args:
        rows: From the top down. Labels are people's text, made safe before.
        names: What the two are called, likewise.
        look: What the screen can show.
    """
    layout = _layout(names, look)
    drawn: list[str | tuple[int, float]] = []
    for row in rows:
        drawn += [*wrap(row.label, max(look.width, 1)), (0, row.mine), (1, row.theirs)]
    grid = Grid(look.width, len(drawn) + bool(rows))
    for y, one in enumerate(drawn):
        if isinstance(one, str):
            grid.text(0, y, fit(one, look.width, look))
        else:
            _draw(grid, y, one, names, layout, look)
    if rows:
        _draw_scale(grid, layout, look)
    return grid


def _layout(names: tuple[str, str], look: Look) -> _Layout:
    name = min(max(map(display_width, names)), LONGEST_NAME, max(look.width // 3, 1))
    track_at = _INDENT + name + _BETWEEN
    room = look.width - track_at - _BETWEEN - _NUMBER
    return _Layout(name, track_at, min(max(room, 1), LONGEST_TRACK))


def _draw(
    grid: Grid, y: int, one: tuple[int, float], names: tuple[str, str], layout: _Layout, look: Look
) -> None:
    place, value = one
    chars, colours = glyphs(look), inks(look)
    grid.text(_INDENT, y, fit(names[place], layout.name, look), fg=colours.faint)
    grid.across(layout.track_at, y, layout.track, Cell(chars.track, fg=colours.faint))
    at = layout.track_at + round(min(max(value, 0.0), 100.0) / 100 * (layout.track - 1))
    grid.put(at, y, Cell(chars.then if place else chars.now, fg=colours.accent, bold=True))
    end = layout.track_at + layout.track + _BETWEEN
    grid.text(end, y, f"{whole_percent(value):>{_NUMBER}}")


def _draw_scale(grid: Grid, layout: _Layout, look: Look) -> None:
    y, faint = grid.height - 1, inks(look).faint
    last = layout.track_at + layout.track - 1
    grid.text(layout.track_at, y, "0", fg=faint)
    if layout.track > 2 * _NUMBER + 4:
        grid.text(layout.track_at + layout.track // 2, y, "50", fg=faint)
    grid.text(max(last - 2, layout.track_at + 2), y, "100", fg=faint)
