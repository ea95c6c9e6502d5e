"""Charts of tracks from 0 to 100 as drawings: then and now, needs, usual ranges."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from closeness_cli.presentation.charts.bars import NOISE
from closeness_cli.presentation.charts.each_apart import LONGEST_NAME
from closeness_cli.presentation.grid import Look, fit
from closeness_cli.presentation.html.drawing import (
    ROW,
    Box,
    Dot,
    Drawing,
    Label,
    Line,
    Shape,
    columns_of,
    width_of,
)
from closeness_cli.presentation.percent import whole_percent
from closeness_cli.presentation.wrap import wrap

if TYPE_CHECKING:
    from closeness_cli.presentation.charts.bars import ThenNow, ThenNowBars
    from closeness_cli.presentation.charts.each_apart import EachApart
    from closeness_cli.presentation.charts.needs import NeedsChart
    from closeness_cli.presentation.charts.usual import UsualTracks

EDGE = 6
"""Pixels beside a track, so that a mark at its end is whole."""

SAME_PLACE = 3
"""Pixels apart below which one mark is drawn around the other."""

AFTER = 14
"""Pixels below a track, before the next name."""


def draw_then_now(chart: ThenNowBars, width: int) -> Drawing:
    """Draw dimensions then and now: name and words above, two marks on a track below."""
    shapes: list[Shape] = []
    y = 0.0
    for row in chart.rows:
        then, now = _known(row.then), _known(row.now)
        y = _head(shapes, row.label, _words(row), y, width)
        joined = "within" if row.is_clear is False else "joined"
        _track(shapes, y + 8, (0, width), (then, "mark"), (now, "point"), joined=joined)
        y += 8 + AFTER
    _scale(shapes, y, width)
    x = _legend(shapes, y + ROW, "then", "now")
    if any(shape.ink == "within" for shape in shapes):
        shapes.append(Line(x, y + 2 * ROW - 9, x + 20, y + 2 * ROW - 9, "within"))
        shapes.append(Label(x + 26, y + 2 * ROW - 4, NOISE, "faint"))
    return Drawing(width, int(y + 2 * ROW + 4), tuple(shapes))


def draw_needs(chart: NeedsChart, width: int) -> Drawing:
    """Draw needs: name, words and a track each, and what the marks are."""
    shapes: list[Shape] = []
    y = 0.0
    for need in chart.needs:
        for text, ink in ((need.label, "text"), (need.words, "faint")):
            for part in wrap(text, columns_of(width)):
                y += ROW
                shapes.append(Label(0, y - 4, part, ink))
        marks = ((_known(need.met), "mark"), (_known(need.matters), "point"))
        _track(shapes, y + 8, (0, width), *marks)
        y += 8 + AFTER
    _legend(shapes, y, "met", "matters")
    return Drawing(width, int(y + ROW + 4), tuple(shapes))


def _known(value: float | None) -> float | None:
    return None if value is None or not math.isfinite(value) else min(max(value, 0.0), 100.0)


def _words(row: ThenNow) -> str:
    then = "" if _known(row.then) is None else f"then {whole_percent(row.then or 0)} · "
    now = "unscored" if _known(row.now) is None else f"now {whole_percent(row.now or 0)}"
    return f"{then}{now}"


def _head(shapes: list[Shape], label: str, words: str, y: float, width: int) -> float:
    """Write a name with words at its right, or below it where both have no room."""
    beside = width_of(label) + width_of(words) + 16 <= width
    for part in wrap(label, columns_of(width)):
        y += ROW
        shapes.append(Label(0, y - 4, part))
    y += 0 if beside else ROW
    shapes.append(Label(width, y - 4, words, "faint", "end"))
    return y


def draw_each_apart(chart: EachApart, width: int) -> Drawing:
    """Draw each dimension as its name, and for each of two people a track of their own."""
    shapes: list[Shape] = []
    names = [fit(name, LONGEST_NAME, Look()) for name in chart.names]
    left = max(width_of(name) for name in names) + 8
    right = width - width_of("100") - 8
    y = 0.0
    for row in chart.rows:
        for part in wrap(row.label, columns_of(width)):
            y += ROW
            shapes.append(Label(0, y - 4, part))
        both = zip(names, (row.mine, row.theirs), ("point", "mark"), strict=True)
        for name, value, ink in both:
            y += ROW
            shapes.append(Label(0, y - 4, name, "faint"))
            _track(shapes, y - 8, (left, right), (_known(value), ink))
            shapes.append(Label(width, y - 4, whole_percent(value), "faint", "end"))
        y += 8
    return Drawing(width, int(y), tuple(shapes))


def draw_usual(chart: UsualTracks, width: int) -> Drawing:
    """Draw each on a track of its own scale, the usual range shaded and the latest as a point."""
    shapes: list[Shape] = []
    y = 0.0
    for row in chart.rows:
        y = _head(shapes, row.label, row.said, y, width) + 8
        left, right = EDGE, width - EDGE
        span = (row.high - row.low) or 1
        if row.usual is not None:
            low, high = (_share(end, row.low, span) * (right - left) + left for end in row.usual)
            shapes.append(Box(low, y - 7, max(high - low, 2), 14, "band"))
        shapes.append(Line(left, y, right, y, "track"))
        shapes.append(Dot(_share(row.now, row.low, span) * (right - left) + left, y, 4.5, "point"))
        y += AFTER
    return Drawing(width, int(y), tuple(shapes))


def _share(value: float, low: float, span: float) -> float:
    return min(max((value - low) / span, 0.0), 1.0)


def _track(
    shapes: list[Shape],
    y: float,
    ends: tuple[float, float],
    *marks: tuple[float | None, str],
    joined: str = "joined",
) -> None:
    left, right = ends[0] + EDGE, ends[1] - EDGE
    shapes.append(Line(left, y, right, y, "track"))
    placed = [
        (left + value / 100 * (right - left), ink) for value, ink in marks if value is not None
    ]
    if len({x for x, _ in placed}) > 1:
        shapes.append(Line(placed[0][0], y, placed[1][0], y, joined))
    same = len(placed) > 1 and abs(placed[0][0] - placed[1][0]) < SAME_PLACE
    for at, (x, ink) in enumerate(placed):
        shapes.append(Dot(x, y, 7 if same and not at else 4.5, ink))


def _scale(shapes: list[Shape], y: float, width: int) -> None:
    for x, text, anchor in ((0, "0", "start"), (width / 2, "50", "middle"), (width, "100", "end")):
        shapes.append(Label(x, y + ROW - 6, text, "faint", anchor))


def _legend(shapes: list[Shape], y: float, hollow: str, filled: str) -> float:
    """Say what the marks are; gives where there is room for more."""
    x = float(EDGE)
    for name, ink in ((hollow, "mark"), (filled, "point")):
        shapes.append(Dot(x, y + ROW - 9, 4.5, ink))
        shapes.append(Label(x + 10, y + ROW - 4, name, "faint"))
        x += 30 + width_of(name)
    return x
