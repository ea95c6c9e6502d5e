"""The repair curve as a drawing: the share still without a repair, by the time since."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, NamedTuple

from closeness_cli.presentation.charts.steps import (
    CROWDED,
    EVEN_STEPS,
    HOUR,
    MOST_NAMED,
    TIMES,
    YEAR,
    last_of,
    share_at,
    time_words,
)
from closeness_cli.presentation.html.drawing import (
    ROW,
    Dot,
    Drawing,
    Label,
    Line,
    Shape,
    Trace,
    width_of,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from closeness_cli.core.stats.survival import Curve
    from closeness_cli.presentation.charts.steps import StepCurve

LEFT, TOP, HEIGHT = 52, 10, 150
"""Pixels for the percents, above the curve, and for it."""


class _Times(NamedTuple):
    """Where hours are, evenly or with the first ones wider."""

    last: float
    right: float
    is_even: bool

    def x(self, hours: float) -> float:
        inside = min(max(hours, 0.0), self.last)
        part = inside / self.last if self.is_even else math.log1p(inside) / math.log1p(self.last)
        return LEFT + part * (self.right - LEFT)

    def named(self) -> Iterator[float]:
        if not self.is_even:
            yield from (one for one in TIMES if one <= self.last)
            return
        step = next((one for one in EVEN_STEPS if self.last / one <= MOST_NAMED), YEAR)
        yield from (at * step for at in range(1, int(self.last / step) + 1))


def draw_steps(chart: StepCurve, width: int) -> Drawing:
    """Draw how the share falls, with its band, and with those that are still open."""
    curve = chart.curve
    last = max(last_of(curve), HOUR)
    times = _Times(last, width - 12, is_even=last <= CROWDED * (curve.median or last))
    shapes: list[Shape] = []
    if chart.has_band:
        shapes += _band(curve, times)
    shapes += _axes(curve, times)
    corners = [(times.x(0), _y(1.0))]
    for step in curve.steps:
        x = times.x(step.hours)
        corners += [(x, corners[-1][1]), (x, _y(step.still_open))]
    corners.append((times.x(last), corners[-1][1]))
    shapes.append(Trace(tuple(corners), "line"))
    shapes += [
        Dot(times.x(hours), _y(share_at(curve, hours)), 4.5, "hollow")
        for hours in curve.open_at
        if hours > 0
    ]
    return Drawing(width, TOP + HEIGHT + 2 * ROW, tuple(shapes))


def _y(share: float) -> float:
    return TOP + (1 - min(max(share, 0.0), 1.0)) * HEIGHT


def _band(curve: Curve, times: _Times) -> Iterator[Trace]:
    ends = [*(step.hours for step in curve.steps[1:]), times.last]
    for step, end in zip(curve.steps, ends, strict=False):
        if step.low is not None and step.high is not None:
            x1, x2, y1, y2 = times.x(step.hours), times.x(end), _y(step.high), _y(step.low)
            yield Trace(((x1, y1), (x2, y1), (x2, y2), (x1, y2)), "band", closed=True)


def _axes(curve: Curve, times: _Times) -> Iterator[Shape]:
    for percent in (0, 25, 50, 75, 100):
        y = _y(percent / 100)
        yield Line(LEFT, y, times.right, y, "guide")
        if percent % 50 == 0:
            yield Label(LEFT - 8, y + 4, f"{percent} %", "faint", "end")
    if curve.median is not None:
        x = times.x(curve.median)
        yield Line(x, _y(0.5), x, _y(0), "break")
    floor = TOP + HEIGHT
    yield Line(LEFT, floor, times.right, floor, "axis")
    yield Label(LEFT, floor + ROW, "0", "faint", "middle")
    free = LEFT + width_of("0")
    for hours in times.named():
        x, half = times.x(hours), width_of(time_words(hours)) / 2
        if x - half >= free and x + half <= times.right + 12:
            free = x + half + width_of(" ")
            yield Line(x, floor, x, floor + 4, "axis")
            yield Label(x, floor + ROW, time_words(hours), "faint", "middle")
