"""Weeks side by side as a drawing: bars over the same weeks for each thing that is followed."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from closeness_cli.core.moment import short_day
from closeness_cli.presentation.charts.chart import figure
from closeness_cli.presentation.html.drawing import ROW, Box, Days, Drawing, Label, Line, Shape

if TYPE_CHECKING:
    from collections.abc import Iterator

    from closeness_cli.presentation.charts.strips import Strip, WeekStrips

HEIGHT = 34
"""Pixels of a full bar."""

WIDEST = 24
"""Pixels for a week, at most."""


def draw_strips(chart: WeekStrips, width: int) -> Drawing:
    """Draw strips of bars: the name of each and its highest value above it."""
    weeks = max((len(strip.values) for strip in chart.strips), default=0)
    pace = min(width / max(weeks, 1), WIDEST)
    shapes: list[Shape] = []
    y = 0.0
    for strip in chart.strips:
        shapes.append(Label(0, y + ROW - 4, f"{strip.name}, up to {figure(strip.high)}", "faint"))
        y += ROW + HEIGHT
        shapes += _bars(chart, strip, y, pace)
        y += 8
    if weeks > 1:
        days = Days(chart.first, chart.first + timedelta(weeks=weeks - 1), 0, (weeks - 1) * pace)
        shapes += (
            Label(x, y + ROW - 6, name, "faint", "middle" if 0 < x < days.right else "start")
            for x, name in days.dated()
            if x < days.right
        )
    return Drawing(width, int(y + ROW), tuple(shapes))


def _bars(chart: WeekStrips, strip: Strip, floor: float, pace: float) -> Iterator[Shape]:
    yield Line(0, floor, len(strip.values) * pace, floor, "axis")
    for week, value in enumerate(strip.values):
        x, from_day = week * pace, short_day(chart.first + timedelta(weeks=week))
        if value is None:
            yield Box(x + pace / 2 - 1, floor - 5, 2, 2, "empty", f"week from {from_day}: nothing")
            continue
        share = min(max(value / strip.high, 0.0), 1.0) if strip.high > 0 else 0.0
        tall = max(share * HEIGHT, 1.5)
        gap = min(pace / 4, 3)
        says = f"week from {from_day}: {figure(value)}"
        yield Box(x, floor - tall, pace - gap, tall, "bar", says)
