"""Two circles that overlap more or less: the picture of including each other in the self.

The levels are those of the Inclusion of Other in the Self scale (Aron, Aron and Smollan, 1992),
from two circles apart to two that are almost one. A cell is two pixels, one above the other,
which makes a pixel about as wide as it is high.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from closeness_cli.presentation.charts.chart import Table
from closeness_cli.presentation.grid import BLANK, Cell, Grid, clusters, display_width, fit, glyphs
from closeness_cli.presentation.inks import Inks, inks

if TYPE_CHECKING:
    from closeness_cli.presentation.grid import Look

OVERLAP_WORDS = {
    1: "apart",
    2: "just touching",
    3: "a little",
    4: "some",
    5: "a good deal",
    6: "mostly",
    7: "almost one",
}
"""Each level in words; always printed with the picture."""

SMALL, LARGE = 16, 24
"""Diameters in columns. Two small circles fit 40 columns, two large ones 60."""

DISTANCES = {1: 1.14, 2: 0.94, 3: 0.78, 4: 0.62, 5: 0.46, 6: 0.3, 7: 0.14}
"""Distance of the centres in diameters."""

_LEFT, _RIGHT = 1, 2

BESIDE = 60
"""Columns from which two pictures stand beside each other."""

BETWEEN = 4
"""Blank columns between them."""


class Overlap(NamedTuple):
    """How much two circles overlapped at a time.

    Args:
        when: Stands above the picture; made safe before.
        level: From 1 (apart) to 7 (almost one).
    """

    when: str
    level: int


class CirclesThenNow(NamedTuple):
    """Two circles as they were first and latest, beside each other or below.

    Args:
        shown: First and latest; the latest alone where there is one answer.
        names: What to write in the left and the right circle; made safe before.
    """

    shown: tuple[Overlap, ...]
    names: tuple[str, str]

    def draw(self, look: Look) -> Grid:
        """Draw it on a grid that is no wider than the look."""
        across = len(self.shown) if look.width >= BESIDE else 1
        width = (look.width - (across - 1) * BETWEEN) // max(across, 1)
        drawn = [
            overlap_circles(one.level, look=look._replace(width=width), names=self.names)
            for one in self.shown
        ]
        height = max((one.height for one in drawn), default=0) + 2
        grid = Grid(look.width, height * (1 if across > 1 else len(drawn)) - bool(drawn))
        for place, (one, picture) in enumerate(zip(self.shown, drawn, strict=True)):
            x = place * (width + BETWEEN) if across > 1 else 0
            y = 0 if across > 1 else place * height
            title = fit(f"{one.when}: {OVERLAP_WORDS[one.level]}", width, look)
            left = x + max((width - display_width(title)) // 2, 0)
            grid.text(left, y, title, fg=inks(look).faint)
            for row, cells in enumerate(picture.rows, start=y + 1):
                for column, cell in enumerate(cells, start=x):
                    grid.put(column, row, cell)
        return grid

    def table(self) -> Table:
        """Tell it as a table."""
        return Table(
            ("When", "Overlap", "Of seven"),
            tuple((one.when, OVERLAP_WORDS[one.level], str(one.level)) for one in self.shown),
        )


@dataclass(frozen=True, slots=True)
class _Discs:
    """Two discs in pixels, with their left edges."""

    diameter: int
    left: int
    right: int

    def at(self, x: int, y: float) -> int:
        """Say which discs cover a pixel: 0 for none, 3 for both."""
        return _LEFT * self._covers(self.left, x, y) + _RIGHT * self._covers(self.right, x, y)

    def _covers(self, edge: int, x: int, y: float) -> bool:
        radius = self.diameter / 2
        return (x + 0.5 - edge - radius) ** 2 + (y + 0.5 - radius) ** 2 <= radius**2


def overlap_circles(level: int, *, look: Look, names: tuple[str, str], large: bool = False) -> Grid:
    """Draw two circles that overlap as much as a level from 1 (apart) to 7 (almost one) says.

    Args:
        level: How much they overlap.
        look: What the screen can show.
        names: What to write in the left and the right circle; made safe before.
        large: Draw them large, where there are 60 columns.
    """
    discs = _discs(level, look.width, large=large)
    grid = Grid(look.width, discs.diameter // 2)
    shaded = _is_shaded(look)
    for y in range(grid.height):
        for x in range(grid.width):
            cell = _shaded(discs, x, y, look) if shaded else _filled(discs, x, y, inks(look))
            grid.put(x, y, cell)
    _write_names(grid, discs, names, look)
    return grid


def _is_shaded(look: Look) -> bool:
    return not (look.colour and look.unicode)


def _discs(level: int, width: int, *, large: bool) -> _Discs:
    diameter = LARGE if large and width >= 60 else SMALL
    while diameter > 2 and round(diameter * (1 + DISTANCES[1])) > width:
        diameter -= 2
    distance = max(round(diameter * DISTANCES[min(max(level, 1), 7)]), 1)
    left = max((width - diameter - distance) // 2, 0)
    return _Discs(diameter, left, left + distance)


def _filled(discs: _Discs, x: int, y: int, colours: Inks) -> Cell:
    fills = ("", colours.left, colours.right, colours.overlap)
    upper, lower = fills[discs.at(x, 2 * y)], fills[discs.at(x, 2 * y + 1)]
    if upper == lower:
        return Cell("█", fg=upper, bg=upper) if upper else BLANK
    if upper:
        return Cell("▀", fg=upper, bg=lower)
    return Cell("▄", fg=lower)


def _shaded(discs: _Discs, x: int, y: int, look: Look) -> Cell:
    return Cell(f" {glyphs(look).fills}"[discs.at(x, 2 * y + 0.5)])


def _write_names(grid: Grid, discs: _Discs, names: tuple[str, str], look: Look) -> None:
    """Write each name in its own part, or over the overlap where that is too small."""
    y = grid.height // 2
    end = discs.right + discs.diameter
    own = discs.right - discs.left
    edge = 2 if _is_shaded(look) else 1
    room = max((end - discs.left) // 2 - edge - 1, 0)
    for side, name in enumerate(names):
        shown = fit(name, room, look)
        width = display_width(shown)
        inset = max((min(own, discs.diameter) - width) // 2, edge)
        at = end - inset - width if side else discs.left + inset
        _write_over(grid, at, y, shown, look)


def _write_over(grid: Grid, x: int, y: int, name: str, look: Look) -> None:
    """Write a name so that it can be read on whatever is behind each of its characters."""
    if _is_shaded(look):
        grid.text(x - 1, y, f" {name} " if name else "", bold=True)
        return
    colours = inks(look)
    behind = {colours.left: colours.on_fill, colours.right: colours.on_fill}
    for char, width in clusters(name):
        fill = grid.rows[y][x].bg if 0 <= x < grid.width else ""
        fg = colours.on_overlap if fill == colours.overlap else behind.get(fill, "")
        grid.text(x, y, char, fg=fg, bold=True)
        x += width
