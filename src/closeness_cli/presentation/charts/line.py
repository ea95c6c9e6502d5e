"""Values over days: the points that were observed, and a calm line between them.

Layers are drawn from the back to the front: guides, breaks, line and points, axes. Each knows only
the frame, so that another (a band, from low to high for each column) is one more function.
"""

from __future__ import annotations

import math
from bisect import bisect_right
from dataclasses import dataclass
from datetime import date
from itertools import groupby, pairwise
from typing import TYPE_CHECKING, NamedTuple

from closeness_cli.presentation.charts.axes import Days, Scale, choose_scale
from closeness_cli.presentation.charts.chart import Table, figure
from closeness_cli.presentation.grid import Cell, Glyphs, Grid, Look, glyphs
from closeness_cli.presentation.inks import Inks, inks

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

GUIDE_EVERY = 4
"""Columns from one dot of a guide to the next."""

CROWDED = 0.45
"""Points for each column of the screen above which they are drawn small."""

CROWDED_COLUMNS = 6
"""Columns that share one mean when points are crowded."""

_NO_DAY = date(2000, 1, 1)


class LineChart(NamedTuple):
    """Values over days; the arguments are those of `line_chart`."""

    points: Sequence[tuple[date, float]]
    low: float
    high: float
    height: int = 12
    breaks: Sequence[date] = ()
    aside: Sequence[tuple[date, float]] = ()

    def draw(self, look: Look) -> Grid:
        """Draw it on a grid that is no wider than the look."""
        return line_chart(
            self.points,
            low=self.low,
            high=self.high,
            look=look,
            height=self.height,
            breaks=self.breaks,
            aside=self.aside,
        )

    def table(self) -> Table:
        """Tell it as a table."""
        hollow = set(self.aside)
        rows = sorted([*self.points, *self.aside])
        return Table(
            ("Day", "Value", "Left out of comparisons"),
            tuple((one[0].isoformat(), figure(one[1]), "yes" * (one in hollow)) for one in rows),
        )


@dataclass(frozen=True, slots=True)
class _Frame:
    grid: Grid
    scale: Scale
    days: Days
    axis: int
    glyphs: Glyphs
    inks: Inks


@dataclass(frozen=True, slots=True)
class _Stop:
    """A column the line goes through, with the value it arrives at and the one it leaves."""

    column: int
    arrives: float
    leaves: float


def line_chart(
    points: Sequence[tuple[date, float]],
    *,
    low: float,
    high: float,
    look: Look,
    height: int = 12,
    breaks: Sequence[date] = (),
    aside: Sequence[tuple[date, float]] = (),
) -> Grid:
    """Draw values over days.

    When there are more points than the columns can tell apart, points are drawn small, and the
    line is drawn over them, through the means of neighbouring ones.

    Args:
        points: What was observed, in the order it was. Values outside the scale are drawn at
            its end; values that are no number are left out.
        low: The lowest value there can be.
        high: The highest value there can be.
        look: What the screen can show.
        height: Rows for values, at most. Two more are for the days.
        breaks: Days from which on values are not comparable with those before: no line is
            drawn across, and a mark is.
        aside: More points, that the line leaves out; they are drawn hollow.
    """
    seen, apart = _inside(points, low, high), _inside(aside, low, high)
    frame = _frame(_by_day([*seen, *apart]), choose_scale(low, high, height), look)
    _draw_guides(frame)
    if seen:
        inside = sorted(day for day in set(breaks) if seen[0][0] < day <= seen[-1][0])
        _draw_breaks(frame, seen, inside)
        stretches = _stretches(seen, inside)
        if is_crowded(len(seen), look):
            _draw_crowd(frame, seen)
            _draw_lines(frame, [_means(frame, stretch) for stretch in stretches])
        else:
            _draw_lines(frame, [_observed(frame, stretch) for stretch in stretches])
            _draw_points(frame, seen)
    _draw_aside(frame, apart, small=is_crowded(len(seen), look))
    _draw_axes(frame, dated=bool(seen or apart))
    return frame.grid


def _inside(
    points: Iterable[tuple[date, float]], low: float, high: float
) -> list[tuple[date, float]]:
    return _by_day(
        (day, min(max(value, low), high)) for day, value in points if math.isfinite(value)
    )


def _by_day(points: Iterable[tuple[date, float]]) -> list[tuple[date, float]]:
    return sorted(points, key=lambda point: point[0])


def is_crowded(points: int, look: Look) -> bool:
    """Say whether so many points are drawn small, with a line through their means."""
    return points > look.width * CROWDED


def _frame(seen: Sequence[tuple[date, float]], scale: Scale, look: Look) -> _Frame:
    axis = max(len(str(value)) for _, value in scale.ticks()) + 1
    first, last = (seen[0][0], seen[-1][0]) if seen else (_NO_DAY, _NO_DAY)
    days = Days(first, last, left=axis + 2, width=max(look.width - axis - 4, 1))
    grid = Grid(look.width, scale.rows + 2)
    return _Frame(grid, scale, days, axis, glyphs(look), inks(look))


def _draw_guides(frame: _Frame) -> None:
    cell = Cell(frame.glyphs.guide, fg=frame.inks.faint)
    for row, _ in frame.scale.ticks():
        for column in range(frame.axis + 2, frame.grid.width, GUIDE_EVERY):
            frame.grid.put(column, row, cell)


def _draw_breaks(frame: _Frame, seen: Sequence[tuple[date, float]], breaks: Sequence[date]) -> None:
    cell = Cell(frame.glyphs.broken, fg=frame.inks.faint)
    for day in breaks:
        before = frame.days.column(max(seen_on for seen_on, _ in seen if seen_on < day))
        after = frame.days.column(min(seen_on for seen_on, _ in seen if seen_on >= day))
        between = min(max(frame.days.column(day), before + 1), max(after - 1, before))
        frame.grid.down(between, 0, frame.scale.rows, cell)


def _stretches(
    seen: Sequence[tuple[date, float]], breaks: Sequence[date]
) -> list[list[tuple[date, float]]]:
    grouped = groupby(seen, key=lambda point: bisect_right(breaks, point[0]))
    return [list(stretch) for _, stretch in grouped]


def _observed(frame: _Frame, points: Iterable[tuple[date, float]]) -> list[_Stop]:
    grouped = groupby(points, key=lambda point: frame.days.column(point[0]))
    columns = [(column, [value for _, value in group]) for column, group in grouped]
    return [_Stop(column, values[0], values[-1]) for column, values in columns]


def _means(frame: _Frame, points: Iterable[tuple[date, float]]) -> list[_Stop]:
    stops: list[_Stop] = []
    placed = [(frame.days.column(day), value) for day, value in points]
    left, width = frame.days.left, frame.days.width
    shares = max(round(width / CROWDED_COLUMNS), 1)
    for _, group in groupby(placed, key=lambda place: (place[0] - left) * shares // width):
        columns, values = zip(*group, strict=True)
        mean = math.fsum(values) / len(values)
        stops.append(_Stop(round(sum(columns) / len(columns)), mean, mean))
    return stops


def _draw_lines(frame: _Frame, stretches: Iterable[Sequence[_Stop]]) -> None:
    for stops in stretches:
        _draw_line(frame, stops)


def _draw_line(frame: _Frame, stops: Sequence[_Stop]) -> None:
    row = frame.scale.row
    for stop in stops:
        _draw_step(frame, stop.column, row(stop.arrives), row(stop.leaves))
    for before, after in pairwise(stops):
        between = after.column - before.column - 1
        rise = after.arrives - before.leaves
        rows = [row(before.leaves + rise * part / max(between, 1)) for part in range(between + 1)]
        for column, (enters, leaves) in enumerate(pairwise(rows), before.column + 1):
            _draw_step(frame, column, enters, leaves)
        if not between:
            _draw_step(frame, after.column, row(before.leaves), row(after.arrives))


def _draw_step(frame: _Frame, column: int, enters: int, leaves: int) -> None:
    """Draw one column of the line, which enters it in one row and leaves it in another."""
    chars = frame.glyphs
    turns = {enters: chars.across}
    if enters != leaves:
        turns = dict.fromkeys(range(min(enters, leaves), max(enters, leaves)), chars.down)
        turns[enters], turns[leaves] = chars.rise if leaves < enters else chars.fall
    for row, char in turns.items():
        frame.grid.put(column, row, Cell(char, fg=frame.inks.accent))


def _draw_points(frame: _Frame, seen: Iterable[tuple[date, float]]) -> None:
    cell = Cell(frame.glyphs.point, fg=frame.inks.accent, bold=True)
    for day, value in seen:
        frame.grid.put(frame.days.column(day), frame.scale.row(value), cell)


def _draw_crowd(frame: _Frame, seen: Iterable[tuple[date, float]]) -> None:
    cell = Cell(frame.glyphs.small, fg=frame.inks.faint)
    for day, value in seen:
        frame.grid.put(frame.days.column(day), frame.scale.row(value), cell)


def _draw_aside(frame: _Frame, apart: Iterable[tuple[date, float]], *, small: bool) -> None:
    """Draw hollow points, each beside the solid one that has its place."""
    chars = frame.glyphs
    cell = Cell(chars.small_hollow if small else chars.hollow, fg=frame.inks.accent, bold=True)
    for day, value in apart:
        x, y = frame.days.column(day), frame.scale.row(value)
        taken = x < frame.grid.width and frame.grid.rows[y][x].char == chars.point
        frame.grid.put(x + taken, y, cell)


def _draw_axes(frame: _Frame, *, dated: bool) -> None:
    grid, chars, faint = frame.grid, frame.glyphs, frame.inks.faint
    floor = frame.scale.rows
    grid.down(frame.axis, 0, floor, Cell(chars.axis, fg=faint))
    for row, value in frame.scale.ticks():
        grid.text(0, row, str(value).rjust(frame.axis - 1), fg=faint)
        grid.put(frame.axis, row, Cell(chars.tick, fg=faint))
    grid.across(frame.axis, floor, grid.width, Cell(chars.floor, fg=faint))
    grid.put(frame.axis, floor, Cell(chars.corner, fg=faint))
    for tick, at, text in frame.days.labels(grid.width) if dated else ():
        grid.put(tick, floor, Cell(chars.floor_tick, fg=faint))
        grid.text(at, floor + 1, text, fg=faint)
