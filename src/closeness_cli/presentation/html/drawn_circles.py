"""Two circles that overlap, first and latest, as a drawing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from closeness_cli.presentation.charts.circles import DISTANCES, OVERLAP_WORDS
from closeness_cli.presentation.html.drawing import ROW, WIDE, Dot, Drawing, Label, Shape

if TYPE_CHECKING:
    from closeness_cli.presentation.charts.circles import CirclesThenNow

DIAMETER = 96
"""Pixels of a circle."""


def draw_circles(chart: CirclesThenNow, width: int) -> Drawing:
    """Draw each picture under its day and its words; beside each other where there is room."""
    across = len(chart.shown) if width >= WIDE else 1
    room = width / max(across, 1)
    tall = DIAMETER + 3 * ROW
    shapes: list[Shape] = []
    for place, one in enumerate(chart.shown):
        middle = room * (place + 0.5 if across > 1 else 0.5)
        top = 0 if across > 1 else place * tall
        apart = DISTANCES[one.level] * DIAMETER / 2
        y = top + ROW + DIAMETER / 2 + 6
        said = f"{one.when}: {OVERLAP_WORDS[one.level]}"
        shapes.append(Label(middle, top + ROW - 4, said, "text", "middle"))
        shapes.append(Dot(middle - apart, y, DIAMETER / 2, "circle-left"))
        shapes.append(Dot(middle + apart, y, DIAMETER / 2, "circle-right"))
        below = y + DIAMETER / 2 + ROW - 2
        for side, name in zip((-1, 1), chart.names, strict=True):
            x = middle + side * max(apart, DIAMETER / 4)
            shapes.append(Label(x, below, name, "faint", "middle"))
    rows = 1 if across > 1 else len(chart.shown)
    return Drawing(width, int(tall * rows), tuple(shapes))
