"""The share that is still without a repair, by the time since: a curve that falls in steps."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, NamedTuple

from closeness_cli.presentation.charts.axes import Scale
from closeness_cli.presentation.charts.chart import Table, figure
from closeness_cli.presentation.grid import Cell, Grid, glyphs
from closeness_cli.presentation.inks import inks

if TYPE_CHECKING:
    from collections.abc import Sequence

    from closeness_cli.core.stats.survival import Curve, Step
    from closeness_cli.presentation.grid import Look

HOUR, DAY, WEEK, MONTH, YEAR = 1.0, 24.0, 168.0, 720.0, 8760.0

TIMES = (
    *(1.0, 2.0, 3.0, 6.0, 12.0, DAY, 2 * DAY, 3 * DAY, WEEK, 2 * WEEK, MONTH),
    *(2 * MONTH, 3 * MONTH, 6 * MONTH, YEAR, 2 * YEAR, 5 * YEAR, 10 * YEAR),
)
"""Hours that are named under the curve and in its sentence."""

EVEN_STEPS = (*TIMES[:6], 2 * DAY, WEEK, 2 * WEEK, MONTH, 3 * MONTH, YEAR, 5 * YEAR)
"""Hours from one name to the next where they are evenly apart."""

CROWDED = 8
"""So many medians until the last time, and the first hours are drawn wider than the later ones."""

MOST_NAMED = 6
"""Names under the curve, at most."""

BETWEEN = 2
"""Columns between two of them, at least."""

_LEFT = 7
_GUIDE_EVERY = 4


class StepCurve(NamedTuple):
    """The share without a repair by the hours since; the arguments are those of `step_curve`."""

    curve: Curve
    has_band: bool = True
    height: int = 9

    def draw(self, look: Look) -> Grid:
        """Draw it on a grid that is no wider than the look."""
        return step_curve(self.curve, look=look, has_band=self.has_band, height=self.height)

    def table(self) -> Table:
        """Tell it as a table."""
        return Table(
            ("Hours since", "Without a repair until then", "Repairs", "Percent after it", "95 %"),
            tuple(
                (
                    figure(step.hours),
                    str(step.n_at_risk),
                    str(step.n_repaired),
                    figure(100 * step.still_open),
                    _interval(step),
                )
                for step in self.curve.steps
            ),
        )


class _Times(NamedTuple):
    """Columns for hours from 0 to the last, evenly or with the first hours wider."""

    last: float
    left: int
    width: int
    is_even: bool

    def column(self, hours: float) -> int:
        """Find the column of a time."""
        return self.left + round(self._part(hours) * (self.width - 1))

    def hours(self, column: int) -> float:
        """Give the time at a column."""
        part = (column - self.left) / max(self.width - 1, 1)
        return part * self.last if self.is_even else math.expm1(part * math.log1p(self.last))

    def _part(self, hours: float) -> float:
        if self.last <= 0:
            return 0.0
        inside = min(max(hours, 0.0), self.last)
        return inside / self.last if self.is_even else math.log1p(inside) / math.log1p(self.last)

    def names(self, width: int) -> list[tuple[int, int, str]]:
        """Choose what to write below: column of the tick, column of the text, and the text."""
        if not self.is_even:
            return self._placed([one for one in TIMES if one <= self.last], width)
        placed: list[tuple[int, int, str]] = []
        for step in EVEN_STEPS:
            times = [at * step for at in range(1, min(int(self.last / step), MOST_NAMED + 1) + 1)]
            placed = self._placed(times, width)
            if len(placed) == len(times) + 1 <= MOST_NAMED + 1:
                break
        return placed

    def _placed(self, times: Sequence[float], width: int) -> list[tuple[int, int, str]]:
        """Place names from the left, and leave out those that have no room."""
        zero = (self.left, self.left, "0")
        placed, end = [zero], self.left + 1 + BETWEEN
        for one in times:
            text, tick = time_words(one), self.column(one)
            at = min(tick - len(text) // 2, width - len(text))
            if end <= at <= tick:
                placed.append((tick, at, text))
                end = at + len(text) + BETWEEN
        return placed


def step_curve(curve: Curve, *, look: Look, has_band: bool = True, height: int = 9) -> Grid:
    """Draw how the share without a repair falls, with its band and with those that are open.

    Args:
        curve: From `kaplan_meier`.
        look: What the screen can show.
        has_band: Whether there are repairs enough for the interval of the share.
        height: Rows for the shares, at most; two more are for times.
    """
    pace = max((height - 1) // 4, 1)
    scale = Scale(low=0, step=25, pace=pace, rows=4 * pace + 1)
    times = _times(curve, look)
    grid = Grid(look.width, scale.rows + 2)
    if has_band:
        _draw_band(grid, curve, scale, times, look)
    _draw_guides(grid, curve, scale, times, look)
    _draw_steps(grid, curve, scale, times, look)
    _draw_open(grid, curve, scale, times, look)
    _draw_axes(grid, scale, times, look)
    return grid


def share_at(curve: Curve, hours: float) -> float:
    """Give the share that is not repaired after so many hours."""
    step = _step_at(curve, hours)
    return step.still_open if step else 1.0


def time_words(hours: float) -> str:
    """Say a time that is named under the curve: `6 hours`, `2 days`, `1 week`."""
    for unit, one in (("year", YEAR), ("month", MONTH), ("week", WEEK), ("day", DAY)):
        if hours >= one and hours % one == 0:
            return _counted(hours / one, unit)
    return _counted(hours, "hour")


def last_of(curve: Curve) -> float:
    """Give the hours until which anything is known."""
    return max((*curve.open_at, *(step.hours for step in curve.steps)), default=0.0)


def _counted(amount: float, unit: str) -> str:
    return f"{amount:.0f} {unit}" if amount == 1 else f"{amount:.0f} {unit}s"


def _interval(step: Step) -> str:
    if step.low is None or step.high is None:
        return ""
    return f"{figure(100 * step.low)} to {figure(100 * step.high)}"


def _times(curve: Curve, look: Look) -> _Times:
    last = max(last_of(curve), HOUR)
    usual = curve.median or last
    return _Times(
        last, left=_LEFT + 1, width=max(look.width - _LEFT - 3, 1), is_even=last <= CROWDED * usual
    )


def _step_at(curve: Curve, hours: float) -> Step | None:
    before = [step for step in curve.steps if step.hours <= hours]
    return before[-1] if before else None


def _columns(times: _Times) -> range:
    return range(times.left, times.left + times.width)


def _draw_band(grid: Grid, curve: Curve, scale: Scale, times: _Times, look: Look) -> None:
    """Fill where the share may lie, but for where its interval is not known."""
    ink, chars = inks(look), glyphs(look)
    cell = Cell(bg=ink.band) if look.colour else Cell(chars.band)
    for column in _columns(times):
        step = _step_at(curve, times.hours(column))
        if step is None or step.low is None or step.high is None:
            continue
        top, bottom = scale.row(100 * step.high), scale.row(100 * step.low)
        grid.down(column, top, bottom - top + 1, cell)


def _draw_guides(grid: Grid, curve: Curve, scale: Scale, times: _Times, look: Look) -> None:
    chars, faint = glyphs(look), inks(look).faint
    for row, _ in scale.ticks():
        for column in range(times.left, grid.width, _GUIDE_EVERY):
            _over(grid, column, row, Cell(chars.guide, fg=faint))
    if curve.median is not None:
        half = scale.row(50)
        for row in range(half, scale.rows):
            _over(grid, times.column(curve.median), row, Cell(chars.broken, fg=faint))


def _draw_steps(grid: Grid, curve: Curve, scale: Scale, times: _Times, look: Look) -> None:
    chars, ink = glyphs(look), inks(look)
    enters = scale.row(100.0)
    for column in _columns(times):
        leaves = scale.row(100 * share_at(curve, times.hours(column)))
        turns = {enters: chars.across}
        if leaves != enters:
            turns = dict.fromkeys(range(enters, leaves), chars.down)
            turns[enters], turns[leaves] = chars.fall
        for row, char in turns.items():
            _over(grid, column, row, Cell(char, fg=ink.accent))
        enters = leaves


def _draw_open(grid: Grid, curve: Curve, scale: Scale, times: _Times, look: Look) -> None:
    """Mark those without a repair where they were last heard of; at 0 hours they say nothing."""
    cell = Cell(glyphs(look).hollow, fg=inks(look).accent, bold=True)
    for hours in curve.open_at:
        if hours > 0:
            column = times.column(hours)
            shown = share_at(curve, max(times.hours(column), hours))
            _over(grid, column, scale.row(100 * shown), cell)


def _draw_axes(grid: Grid, scale: Scale, times: _Times, look: Look) -> None:
    chars, faint = glyphs(look), inks(look).faint
    axis, floor = _LEFT, scale.rows
    grid.down(axis, 0, floor, Cell(chars.axis, fg=faint))
    for row, value in scale.ticks():
        if value % 50 == 0:
            grid.text(0, row, f"{value} %".rjust(axis - 1), fg=faint)
            grid.put(axis, row, Cell(chars.tick, fg=faint))
    grid.across(axis, floor, grid.width, Cell(chars.floor, fg=faint))
    grid.put(axis, floor, Cell(chars.corner, fg=faint))
    for tick, at, text in times.names(grid.width):
        grid.put(tick, floor, Cell(chars.floor_tick, fg=faint))
        grid.text(at, floor + 1, text, fg=faint)


def _over(grid: Grid, x: int, y: int, cell: Cell) -> None:
    """Put a cell, and leave the colour behind it as it is."""
    if 0 <= x < grid.width and 0 <= y < grid.height:
        grid.put(x, y, cell._replace(bg=grid.rows[y][x].bg))


def times_told(curve: Curve, most: int = MOST_NAMED) -> Sequence[float]:
    """Choose a few times at which a sentence says the share, spread over what is known."""
    inside = [one for one in TIMES if one <= last_of(curve)] or [HOUR]
    spread = max(-(-len(inside) // most), 1)
    return inside[::-1][::spread][::-1]
