"""Charts of tracks from 0 to 100 as drawings: dimensions then and now, and needs."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from closeness_cli.presentation.html.drawing import (
    ROW,
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
    from closeness_cli.presentation.charts.needs import NeedsChart

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
        _track(shapes, y + 8, width, (then, "mark"), (now, "point"))
        y += 8 + AFTER
    _scale(shapes, y, width)
    _legend(shapes, y + ROW, "then", "now")
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
        _track(shapes, y + 8, width, (_known(need.met), "mark"), (_known(need.matters), "point"))
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


def _track(shapes: list[Shape], y: float, width: int, *marks: tuple[float | None, str]) -> None:
    shapes.append(Line(EDGE, y, width - EDGE, y, "track"))
    placed = [
        (EDGE + value / 100 * (width - 2 * EDGE), ink) for value, ink in marks if value is not None
    ]
    if len(placed) > 1:
        shapes.append(Line(placed[0][0], y, placed[1][0], y, "joined"))
    same = len(placed) > 1 and abs(placed[0][0] - placed[1][0]) < SAME_PLACE
    for at, (x, ink) in enumerate(placed):
        shapes.append(Dot(x, y, 7 if same and not at else 4.5, ink))


def _scale(shapes: list[Shape], y: float, width: int) -> None:
    for x, text, anchor in ((0, "0", "start"), (width / 2, "50", "middle"), (width, "100", "end")):
        shapes.append(Label(x, y + ROW - 6, text, "faint", anchor))


def _legend(shapes: list[Shape], y: float, hollow: str, filled: str) -> None:
    x = float(EDGE)
    for name, ink in ((hollow, "mark"), (filled, "point")):
        shapes.append(Dot(x, y + ROW - 9, 4.5, ink))
        shapes.append(Label(x + 10, y + ROW - 4, name, "faint"))
        x += 30 + width_of(name)
