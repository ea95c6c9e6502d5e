"""Shapes of a drawing, in pixels; a template turns them into SVG and escapes what they say."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, NamedTuple

from closeness_cli.presentation.charts.axes import MOST_DATES, named_day
from closeness_cli.presentation.grid import display_width

if TYPE_CHECKING:
    from datetime import date

WIDE, NARROW = 672, 328
"""Pixels of a drawing: on a screen or a sheet, and on a phone of 360."""

COLUMN = 7.4
"""Pixels that a column of text takes, generously: nobody knows the font."""

ROW = 18
"""Pixels from one row of text to the next."""


class Line(NamedTuple):
    """A straight line."""

    x1: float
    y1: float
    x2: float
    y2: float
    ink: str
    kind: str = "line"


class Trace(NamedTuple):
    """A line through points, or the outline of a filled shape."""

    points: tuple[tuple[float, float], ...]
    ink: str
    closed: bool = False
    kind: str = "trace"

    @property
    def path(self) -> str:
        """The points as SVG has them."""
        return "M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in self.points) + "Z" * self.closed


class Dot(NamedTuple):
    """A circle."""

    x: float
    y: float
    r: float
    ink: str
    kind: str = "dot"


class Box(NamedTuple):
    """A filled rectangle; what it says is shown where a pointer rests on it."""

    x: float
    y: float
    width: float
    height: float
    ink: str
    says: str = ""
    kind: str = "box"


class Label(NamedTuple):
    """A row of text, on its baseline; `anchor` is start, middle or end."""

    x: float
    y: float
    text: str
    ink: str = "text"
    anchor: str = "start"
    kind: str = "label"


Shape = Line | Trace | Dot | Box | Label


class Drawing(NamedTuple):
    """Shapes from the back to the front, and how much room they take."""

    width: int
    height: int
    shapes: tuple[Shape, ...]
    kind: str = "drawing"


def width_of(text: str) -> float:
    """Say about how many pixels a row of text takes."""
    return display_width(text) * COLUMN


def columns_of(pixels: float) -> int:
    """Say how many columns of text there is room for."""
    return max(int(pixels / COLUMN), 1)


class Days(NamedTuple):
    """Where days are, from the first in `left` to the last in `right`."""

    first: date
    last: date
    left: float
    right: float

    def x(self, day: date) -> float:
        """Find the place of a day; the only one there is stands in the middle."""
        span = (self.last - self.first).days
        share = (day - self.first).days / span if span else 0.5
        return self.left + share * (self.right - self.left)

    def dated(self) -> list[tuple[float, str]]:
        """Choose dates to write, as many as have room."""
        span = (self.last - self.first).days
        for count in range(min(MOST_DATES, span + 1), 1, -1):
            days = [
                self.first + timedelta(round(span * part / (count - 1))) for part in range(count)
            ]
            names = [named_day(day, self.first, self.last) for day in days]
            if max(map(width_of, names)) * 1.4 * (count - 1) < self.right - self.left:
                return [(self.x(day), name) for day, name in zip(days, names, strict=True)]
        return [(self.x(self.first), named_day(self.first, self.first, self.last))]
