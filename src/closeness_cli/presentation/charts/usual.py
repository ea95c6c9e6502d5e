"""Usual ranges, each as a shaded stretch of a track with the latest value on it."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, NamedTuple

from closeness_cli.presentation.charts.chart import Table, figure
from closeness_cli.presentation.grid import Cell, Grid, display_width, fit, glyphs
from closeness_cli.presentation.inks import inks

if TYPE_CHECKING:
    from collections.abc import Sequence

    from closeness_cli.presentation.grid import Look

LEAST_TRACK = 20
"""Columns of a track beside its name; where there are fewer, the track is below."""

LONGEST_TRACK, LONGEST_LABEL = 40, 34

_BETWEEN = 2


class InRange(NamedTuple):
    """One thing on its own scale.

    Args:
        label: What it is called.
        low: The lowest value there can be.
        high: The highest.
        usual: Between which values it usually lies; absent where that is not known.
        now: The latest value.
        said: The same in words, to stand beside it.
    """

    label: str
    low: float
    high: float
    usual: tuple[float, float] | None
    now: float
    said: str = ""


class UsualTracks(NamedTuple):
    """Usual ranges below each other; the argument is that of `usual_tracks`."""

    rows: Sequence[InRange]

    def draw(self, look: Look) -> Grid:
        """Draw it on a grid that is no wider than the look."""
        return usual_tracks(self.rows, look=look)

    def table(self) -> Table:
        """Tell it as a table."""
        return Table(
            ("", "Usually from", "to", "Now"),
            tuple(
                (one.label, *(figure(end) for end in one.usual or ()), figure(one.now))
                if one.usual
                else (one.label, "", "", figure(one.now))
                for one in self.rows
            ),
        )


def usual_tracks(rows: Sequence[InRange], *, look: Look) -> Grid:
    """Draw each on a track of its own scale, the usual range shaded and the latest as a point.

    Args:
        rows: From the top down; labels are people's text, made safe before.
        look: What the screen can show.
    """
    label = min(max((display_width(one.label) for one in rows), default=0), LONGEST_LABEL)
    said = max((len(one.said) for one in rows), default=0)
    track = min(look.width - label - said - 2 * _BETWEEN, LONGEST_TRACK)
    if track >= LEAST_TRACK:
        grid = Grid(look.width, len(rows))
        for y, one in enumerate(rows):
            grid.text(0, y, fit(one.label, label, look))
            _draw_track(grid, label + _BETWEEN, y, track, one, look)
            grid.text(label + track + 2 * _BETWEEN, y, one.said)
        return grid
    grid = Grid(look.width, 2 * len(rows))
    for y, one in enumerate(rows):
        grid.text(0, 2 * y, fit(one.label, look.width - len(one.said) - _BETWEEN, look))
        grid.text(look.width - len(one.said), 2 * y, one.said)
        _draw_track(grid, 0, 2 * y + 1, look.width, one, look)
    return grid


def _draw_track(grid: Grid, at: int, y: int, width: int, one: InRange, look: Look) -> None:
    chars, colours = glyphs(look), inks(look)

    def column(value: float) -> int:
        share = (min(max(value, one.low), one.high) - one.low) / (one.high - one.low)
        return at + math.floor(share * (width - 1) + 0.5)

    grid.across(at, y, width, Cell(chars.track, fg=colours.faint))
    if one.usual is not None:
        left, right = (column(end) for end in one.usual)
        shade = Cell(bg=colours.band) if look.colour else Cell(chars.band)
        grid.across(left, y, right - left + 1, shade)
    behind = grid.rows[y][column(one.now)].bg
    grid.put(column(one.now), y, Cell(chars.now, fg=colours.accent, bg=behind, bold=True))
