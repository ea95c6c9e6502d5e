"""A point on a plane as a drawing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from closeness_cli.presentation.grid import Look, fit
from closeness_cli.presentation.html.drawing import (
    ROW,
    Dot,
    Drawing,
    Label,
    Line,
    Shape,
    columns_of,
)

if TYPE_CHECKING:
    from closeness_cli.presentation.charts.plane import PlaneChart

LARGEST = 360
"""Pixels of a side, at most."""

LEFT = 32
"""Pixels for the numbers of the axis that goes up."""


def draw_plane(chart: PlaneChart, width: int) -> Drawing:
    """Draw a point with its arms; only two lines through the middle divide the plane."""
    right = min(width, LARGEST)
    side = right - LEFT - 14
    top = ROW + 6

    def x(value: float) -> float:
        return LEFT + min(max(value, 0.0), 100.0) / 100 * side

    def y(value: float) -> float:
        return top + side - min(max(value, 0.0), 100.0) / 100 * side

    shapes: list[Shape] = [
        Label(0, ROW - 4, _fitted(chart.up.title, width)),
        Line(x(50), y(0), x(50), y(100), "guide"),
        Line(x(0), y(50), x(100), y(50), "guide"),
        Line(x(0), y(0), x(0), y(100), "axis"),
        Line(x(0), y(0), x(100), y(0), "axis"),
    ]
    for value in (0, 50, 100):
        shapes.append(Label(LEFT - 8, y(value) + 4, str(value), "faint", "end"))
        shapes.append(Label(x(value), y(0) + ROW, str(value), "faint", "middle"))
    across, up = chart.across, chart.up
    shapes += [
        Label(right, y(0) + 2 * ROW, _fitted(across.title, right), anchor="end"),
        Line(x(across.low), y(up.value), x(across.high), y(up.value), "line"),
        Line(x(across.value), y(up.low), x(across.value), y(up.high), "line"),
        Dot(x(across.value), y(up.value), 5, "point"),
    ]
    return Drawing(width, int(y(0) + 2 * ROW + 6), tuple(shapes))


def _fitted(text: str, width: int) -> str:
    return fit(text, columns_of(width), Look())
