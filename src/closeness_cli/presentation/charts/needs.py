"""Needs in words, with two marks on a track: how much each matters, and how far it is met."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from closeness_cli.presentation.charts.chart import Table
from closeness_cli.presentation.grid import Cell, Grid, fit, glyphs
from closeness_cli.presentation.inks import inks
from closeness_cli.presentation.percent import whole_percent
from closeness_cli.presentation.wrap import wrap

if TYPE_CHECKING:
    from collections.abc import Sequence

    from closeness_cli.presentation.grid import Look

LONGEST_TRACK = 41
"""Columns for a track."""

INDENT = 2


@dataclass(frozen=True, slots=True)
class Need:
    """One need, in percent of its ranges.

    Attributes:
        label: What it is called.
        words: How much it matters and how far it is met, as it was answered.
        matters: How much it matters.
        met: How far it is met.
    """

    label: str
    words: str
    matters: float
    met: float


class NeedsChart(NamedTuple):
    """Needs, from the top down; the argument is that of `needs_chart`."""

    needs: Sequence[Need]

    def draw(self, look: Look) -> Grid:
        """Draw it on a grid that is no wider than the look."""
        return needs_chart(self.needs, look=look)

    def table(self) -> Table:
        """Tell it as a table."""
        return Table(
            ("", "", "Matters, of 100", "Met, of 100"),
            tuple(
                (one.label, one.words, whole_percent(one.matters), whole_percent(one.met))
                for one in self.needs
            ),
        )


def needs_chart(needs: Sequence[Need], *, look: Look) -> Grid:
    """Draw needs, from the top down: name, words and track; and what the marks are.

    Args:
        needs: Labels and words are people's text, made safe before.
        look: What the screen can show.
    """
    room = max(look.width - INDENT, 1)
    rows: list[tuple[int, str] | Need] = []
    for need in needs:
        rows += [(0, row) for row in wrap(need.label, max(look.width, 1))]
        rows += [*((INDENT, row) for row in wrap(need.words, room)), need]
    grid = Grid(look.width, len(rows) + bool(rows))
    for y, row in enumerate(rows):
        if isinstance(row, Need):
            _draw_track(grid, INDENT, y, min(room, LONGEST_TRACK), row, look)
        else:
            grid.text(row[0], y, fit(row[1], look.width - row[0], look))
    if rows:
        chars = glyphs(look)
        legend = fit(f"{chars.then} met  {chars.now} matters", room, look)
        grid.text(INDENT, grid.height - 1, legend, fg=inks(look).faint)
    return grid


def _draw_track(grid: Grid, at: int, y: int, length: int, need: Need, look: Look) -> None:
    chars, colours = glyphs(look), inks(look)
    grid.across(at, y, length, Cell(chars.track, fg=colours.faint))
    met, matters = (
        at + round(min(max(value, 0.0), 100.0) / 100 * (length - 1))
        for value in (need.met, need.matters)
    )
    left, right = sorted((met, matters))
    grid.across(left, y, right - left, Cell(chars.joined, fg=colours.accent))
    grid.put(met, y, Cell(chars.then, bold=True))
    mark = chars.both if met == matters else chars.now
    grid.put(matters, y, Cell(mark, fg=colours.accent, bold=True))
