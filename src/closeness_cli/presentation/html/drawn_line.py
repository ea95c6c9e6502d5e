"""The line chart as a drawing."""

from __future__ import annotations

import math
from bisect import bisect_right
from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

from closeness_cli.presentation.charts.axes import choose_scale
from closeness_cli.presentation.charts.chart import figure
from closeness_cli.presentation.html.drawing import (
    ROW,
    Box,
    Days,
    Dot,
    Drawing,
    Label,
    Line,
    Shape,
    Trace,
    width_of,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from closeness_cli.presentation.charts.line import Band, LineChart

TICK_EVERY = 20
"""Pixels from one tick to the next, at least."""

HEIGHT = 190
"""Pixels for values."""

TOP = 10
"""Pixels above them, so that a point at the top is whole."""

CROWDED_EVERY = 9.0
"""Pixels for each point below which they are drawn small, with a line through their means."""

MEAN_OVER = 40
"""Pixels that share one mean then."""

Points = list[tuple[float, float]]


class _Frame(NamedTuple):
    days: Days
    low: float
    high: float

    def y(self, value: float) -> float:
        share = (min(max(value, self.low), self.high) - self.low) / (self.high - self.low or 1)
        return TOP + (1 - share) * HEIGHT


def draw_line(chart: LineChart, width: int) -> Drawing:
    """Draw values over days, as the chart of a terminal does."""
    seen, aside = _finite(chart.points), _finite(chart.aside)
    ticks = [
        value for _, value in choose_scale(chart.low, chart.high, HEIGHT // TICK_EVERY).ticks()
    ]
    shapes: list[Shape] = []
    left = max(width_of(str(tick)) for tick in ticks) + 8
    days = [day for day, _ in sorted([*seen, *aside])]
    if not days:
        return Drawing(width, ROW, (Label(0, ROW - 4, "Nothing to draw yet.", "faint"),))
    right = width - 8
    frame = _Frame(Days(days[0], days[-1], left + 8, right - 8), chart.low, chart.high)
    if chart.band is not None:
        shapes.append(_band(frame, chart.band, left, right))
    shapes += _axes(frame, ticks, left, right)
    if chart.between is not None:
        shapes.append(_between(frame, *chart.between))
    breaks = sorted(day for day in set(chart.breaks) if seen and seen[0][0] < day <= seen[-1][0])
    shapes += (
        Line(frame.days.x(day) - 3, TOP, frame.days.x(day) - 3, TOP + HEIGHT, "break")
        for day in breaks
    )
    shapes += _traces(frame, seen, breaks, _finite(chart.smooth))
    shapes += (Dot(frame.days.x(day), frame.y(value), 4.5, "hollow") for day, value in aside)
    return Drawing(width, TOP + HEIGHT + 2 * ROW, tuple(shapes))


def _finite(points: Sequence[tuple[date, float]]) -> list[tuple[date, float]]:
    return sorted((day, value) for day, value in points if math.isfinite(value))


def _axes(frame: _Frame, ticks: Sequence[int], left: float, right: float) -> Iterator[Shape]:
    for tick in ticks:
        y = frame.y(tick)
        yield Line(left, y, right, y, "guide")
        yield Label(left - 8, y + 4, figure(tick), "faint", "end")
    floor = TOP + HEIGHT + 8
    yield Line(left, floor, right, floor, "axis")
    for x, name in frame.days.dated():
        yield Line(x, floor, x, floor + 4, "axis")
        half = width_of(name) / 2
        yield Label(
            min(max(x, left + half - 8), right - half), floor + ROW, name, "faint", "middle"
        )


def _band(frame: _Frame, band: Band, left: float, right: float) -> Box:
    """Shade where values usually lie, from the day on that this is about."""
    if band.since is not None:
        left = min(max(frame.days.x(band.since), left), right)
    top, bottom = frame.y(band.high), frame.y(band.low)
    return Box(left, top, right - left, max(bottom - top, 2), "band")


def _between(frame: _Frame, first: date, last: date) -> Line:
    """Mark a stretch of days on the floor."""
    ends = (frame.days.left, frame.days.right)
    x1, x2 = (min(max(frame.days.x(day), ends[0]), ends[1]) for day in (first, last))
    floor = TOP + HEIGHT + 8
    return Line(x1, floor, x2, floor, "when")


def _traces(
    frame: _Frame,
    seen: Sequence[tuple[date, float]],
    breaks: Sequence[date],
    smooth: Sequence[tuple[date, float]],
) -> Iterator[Shape]:
    """Draw the points, and a line through each stretch of them that one wording has."""
    room = frame.days.right - frame.days.left
    crowded = len(seen) > room / CROWDED_EVERY
    places = [(frame.days.x(day), frame.y(value)) for day, value in seen]
    dots = [Dot(x, y, 2 if crowded else 4.5, "small" if crowded else "point") for x, y in places]
    if crowded:
        yield from dots
    line = smooth if crowded and smooth else seen
    for _, group in groupby(line, key=lambda point: bisect_right(breaks, point[0])):
        stretch = [(frame.days.x(day), frame.y(value)) for day, value in group]
        yield Trace(tuple(_means(stretch) if crowded and not smooth else stretch), "line")
    if not crowded:
        yield from dots


def _means(places: Points) -> Points:
    means = []
    for _, group in groupby(places, key=lambda place: place[0] // MEAN_OVER):
        xs, ys = zip(*group, strict=True)
        means.append((math.fsum(xs) / len(xs), math.fsum(ys) / len(ys)))
    return means
