"""Values over days: the points that were observed, and a calm line between them.

Layers are drawn from the back to the front: band, guides, breaks, line and points, axes. Each
knows only the frame.
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


class Band(NamedTuple):
    """Where values usually lie.

    Args:
        low: From this value.
        high: To this one.
        since: The first day that it is about; absent for all.
    """

    low: float
    high: float
    since: date | None = None


class LineChart(NamedTuple):
    """Values over days; the arguments are those of `line_chart`."""

    points: Sequence[tuple[date, float]]
    low: float
    high: float
    height: int = 12
    breaks: Sequence[date] = ()
    aside: Sequence[tuple[date, float]] = ()
    band: Band | None = None
    smooth: Sequence[tuple[date, float]] = ()
    between: tuple[date, date] | None = None

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
            band=self.band,
            smooth=self.smooth,
            between=self.between,
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
    band: Band | None = None,
    smooth: Sequence[tuple[date, float]] = (),
    between: tuple[date, date] | None = None,
) -> Grid:
    """Draw values over days.

    When there are more points than the columns can tell apart, points are drawn small, and the
    line is drawn over them: the smooth one, or through the means of neighbouring ones.

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
        band: Where values usually lie; it is shaded.
        smooth: A line for crowded points.
        between: The first and the last day on which something happened; marked below.
    """
    seen, apart = _inside(points, low, high), _inside(aside, low, high)
    frame = _frame(_by_day([*seen, *apart]), choose_scale(low, high, height), look)
    if band is not None and seen:
        _draw_band(frame, band)
    _draw_guides(frame)
    if seen:
        inside = sorted(day for day in set(breaks) if seen[0][0] < day <= seen[-1][0])
        _draw_breaks(frame, seen, inside)
        stretches = _stretches(seen, inside)
        if is_crowded(len(seen), look):
            _draw_crowd(frame, seen)
            line = _stretches(_inside(smooth, low, high), inside) if smooth else ()
            means = [_means(frame, stretch) for stretch in stretches]
            _draw_lines(frame, [_observed(frame, one) for one in line] or means)
        else:
            _draw_lines(frame, [_observed(frame, stretch) for stretch in stretches])
            _draw_points(frame, seen)
    _draw_aside(frame, apart, small=is_crowded(len(seen), look))
    _draw_axes(frame, dated=bool(seen or apart))
    if between is not None and seen:
        _draw_between(frame, between)
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


def _put(frame: _Frame, x: int, y: int, cell: Cell) -> None:
    """Put a cell, and leave the fill behind it as it is."""
    if 0 <= x < frame.grid.width and 0 <= y < frame.grid.height:
        frame.grid.put(x, y, cell._replace(bg=frame.grid.rows[y][x].bg))


def _draw_band(frame: _Frame, band: Band) -> None:
    """Shade where values usually lie, to half a row where there is colour."""
    first = frame.axis + 1
    if band.since is not None and band.since > frame.days.first:
        first = frame.days.column(band.since)
    for row in range(frame.scale.rows):
        cell = _band_cell(frame, band, row)
        if cell is not None:
            frame.grid.across(first, row, frame.grid.width - first, cell)


def _band_cell(frame: _Frame, band: Band, row: int) -> Cell | None:
    scale, ink = frame.scale, frame.inks.band
    low, high = ((value - scale.low) * scale.pace / scale.step for value in band[:2])
    above = scale.rows - 1 - row
    if not ink:
        is_in = low <= above <= high or row == scale.row((band.low + band.high) / 2)
        return Cell(frame.glyphs.band) if is_in else None
    upper, lower = low <= above + 0.25 <= high, low <= above - 0.25 <= high
    if upper and lower:
        return Cell(bg=ink)
    return Cell("▀" if upper else "▄", fg=ink) if upper or lower else None


def _draw_between(frame: _Frame, between: tuple[date, date]) -> None:
    """Mark a stretch of days on the floor."""
    first, last = (frame.days.column(day) for day in between)
    floor = frame.scale.rows
    for column in range(max(first, frame.axis + 1), min(last, frame.grid.width - 1) + 1):
        frame.grid.put(column, floor, Cell(frame.glyphs.joined, fg=frame.inks.accent, bold=True))


def _draw_guides(frame: _Frame) -> None:
    cell = Cell(frame.glyphs.guide, fg=frame.inks.faint)
    for row, _ in frame.scale.ticks():
        for column in range(frame.axis + 2, frame.grid.width, GUIDE_EVERY):
            if frame.grid.rows[row][column].char == " ":
                _put(frame, column, row, cell)


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
        _put(frame, column, row, Cell(char, fg=frame.inks.accent))


def _draw_points(frame: _Frame, seen: Iterable[tuple[date, float]]) -> None:
    cell = Cell(frame.glyphs.point, fg=frame.inks.accent, bold=True)
    for day, value in seen:
        _put(frame, frame.days.column(day), frame.scale.row(value), cell)


def _draw_crowd(frame: _Frame, seen: Iterable[tuple[date, float]]) -> None:
    cell = Cell(frame.glyphs.small, fg=frame.inks.faint)
    for day, value in seen:
        _put(frame, frame.days.column(day), frame.scale.row(value), cell)


def _draw_aside(frame: _Frame, apart: Iterable[tuple[date, float]], *, small: bool) -> None:
    """Draw hollow points, each beside the solid one that has its place."""
    chars = frame.glyphs
    cell = Cell(chars.small_hollow if small else chars.hollow, fg=frame.inks.accent, bold=True)
    for day, value in apart:
        x, y = frame.days.column(day), frame.scale.row(value)
        taken = x < frame.grid.width and frame.grid.rows[y][x].char == chars.point
        _put(frame, x + taken, y, cell)


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
