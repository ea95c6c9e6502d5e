"""The days of the week as a drawing: how far each lies above or below the others."""

from __future__ import annotations

from typing import TYPE_CHECKING

from closeness_cli.core.moment import WEEKDAYS
from closeness_cli.presentation.charts.weekday_strip import difference_words
from closeness_cli.presentation.html.drawing import ROW, Box, Drawing, Label, Line, Shape

if TYPE_CHECKING:
    from closeness_cli.presentation.charts.weekday_strip import WeekdayStrip

WIDEST = 64
"""Pixels of a day, at most."""

HALF = 44
"""Pixels that the farthest day goes up or down."""


def draw_weekdays(chart: WeekdayStrip, width: int) -> Drawing:
    """Draw a bar for each day, with how far it is in numbers; those within noise are hollow."""
    pace = min(width / len(WEEKDAYS), WIDEST)
    largest = max((abs(one.difference) for one in chart.days), default=0.0)
    middle = ROW + HALF
    shapes: list[Shape] = [Line(0, middle, len(WEEKDAYS) * pace, middle, "axis")]
    floor = middle + HALF + 2 * ROW
    for place, name in enumerate(WEEKDAYS):
        shapes.append(Label((place + 0.5) * pace, floor - 4, name[:3], "faint", "middle"))
    for one in chart.days:
        tall = max(abs(one.difference) / largest * HALF, 1.0) if largest else 1.0
        is_up, x = one.difference >= 0, one.weekday * pace + pace * 0.2
        top = middle - tall if is_up else middle
        ink = "bar" if one.is_clear else "unnamed"
        shapes.append(Box(x, top, pace * 0.6, tall, ink, f"{WEEKDAYS[one.weekday]}: {one.n} days"))
        said = difference_words(one.difference)
        y = top - 5 if is_up else top + tall + 14
        shapes.append(Label((one.weekday + 0.5) * pace, y, said, "text", "middle"))
    if any(not one.is_clear for one in chart.days):
        shapes.append(Box(0, floor + 6, 12, 10, "unnamed"))
        shapes.append(Label(18, floor + ROW - 3, "within noise", "faint"))
        floor += ROW
    return Drawing(width, int(floor + 4), tuple(shapes))
