"""Answers to single items as a drawing: a line for each, over the same days."""

from __future__ import annotations

from bisect import bisect_right
from itertools import groupby
from typing import TYPE_CHECKING

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
    columns_of,
    width_of,
)
from closeness_cli.presentation.wrap import wrap

if TYPE_CHECKING:
    from collections.abc import Iterator

    from closeness_cli.presentation.charts.answers import ItemStrip, ItemStrips

HEIGHT = 32
"""Pixels from the lowest answer to the highest."""

EDGE = 6
"""Pixels beside the first and the last day, so that a point there is whole."""


def draw_items(chart: ItemStrips, width: int) -> Drawing:
    """Draw items below each other: name and latest answer above, the line of answers below."""
    every = [day for row in chart.rows for day, _ in row.answers]
    if not every:
        return Drawing(width, ROW, (Label(0, ROW - 4, "Nothing to draw yet.", "faint"),))
    days = Days(min(every), max(every), EDGE, width - EDGE)
    shapes: list[Shape] = []
    y = 0.0
    for row in chart.rows:
        beside = width_of(row.label) + width_of(row.said) + 16 <= width
        for part in wrap(row.label, columns_of(width)):
            y += ROW
            shapes.append(Label(0, y - 4, part))
        y += 0 if beside else ROW
        shapes.append(Label(width, y - 4, row.said, "faint", "end"))
        shapes += _answers(row, days, y + 4)
        y += 4 + HEIGHT + 10
    for x, name in days.dated():
        half = width_of(name) / 2
        middle = min(max(x, half), width - half)
        shapes.append(Label(middle, y + ROW - 6, name, "faint", "middle"))
    return Drawing(width, int(y + ROW), tuple(shapes))


def _answers(row: ItemStrip, days: Days, top: float) -> Iterator[Shape]:
    floor = top + HEIGHT

    def y(value: int) -> float:
        return floor - min(max((value - row.low) / ((row.high - row.low) or 1), 0), 1) * HEIGHT

    for height in (top, floor):
        yield Line(days.left, height, days.right, height, "guide")
    for day in row.breaks:
        if days.first < day <= days.last:
            yield Line(days.x(day) - 3, top, days.x(day) - 3, floor, "break")
    breaks = sorted(row.breaks)
    given = [(day, value) for day, value in row.answers if value is not None]
    for _, group in groupby(given, key=lambda one: bisect_right(breaks, one[0])):
        places = tuple((days.x(day), y(value)) for day, value in group)
        yield Trace(places, "line")
        yield from (Dot(x, height, 2.5, "point") for x, height in places)
    for day, value in row.answers:
        if value is None:
            yield Box(days.x(day) - 1, floor - 1, 2, 2, "empty", "skipped")
