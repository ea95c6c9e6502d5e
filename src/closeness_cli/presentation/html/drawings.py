"""How each kind of chart is drawn on a page; one without a drawing is shown as on a terminal."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple

from closeness_cli.presentation.charts.answers import ItemStrips
from closeness_cli.presentation.charts.bars import ThenNowBars
from closeness_cli.presentation.charts.calendar import MoodCalendar
from closeness_cli.presentation.charts.circles import CirclesThenNow
from closeness_cli.presentation.charts.each_apart import EachApart
from closeness_cli.presentation.charts.line import LineChart
from closeness_cli.presentation.charts.months import MoodMonths
from closeness_cli.presentation.charts.needs import NeedsChart
from closeness_cli.presentation.charts.plane import PlaneChart
from closeness_cli.presentation.charts.steps import StepCurve
from closeness_cli.presentation.charts.strips import WeekStrips
from closeness_cli.presentation.charts.usual import UsualTracks
from closeness_cli.presentation.charts.weekday_strip import WeekdayStrip
from closeness_cli.presentation.grid import DIM, Look, runs
from closeness_cli.presentation.html.drawn_calendar import draw_calendar
from closeness_cli.presentation.html.drawn_circles import draw_circles
from closeness_cli.presentation.html.drawn_items import draw_items
from closeness_cli.presentation.html.drawn_line import draw_line
from closeness_cli.presentation.html.drawn_plane import draw_plane
from closeness_cli.presentation.html.drawn_steps import draw_steps
from closeness_cli.presentation.html.drawn_strips import draw_strips
from closeness_cli.presentation.html.drawn_tracks import (
    draw_each_apart,
    draw_needs,
    draw_then_now,
    draw_usual,
)
from closeness_cli.presentation.html.drawn_weekdays import draw_weekdays
from closeness_cli.presentation.inks import inks

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from closeness_cli.presentation.charts.chart import Chart
    from closeness_cli.presentation.grid import Cell
    from closeness_cli.presentation.html.drawing import Drawing

PIXELS_A_COLUMN = 8.2
"""How a drawing's width becomes columns for a chart that is shown as characters."""


class Letters(NamedTuple):
    """A chart as rows of characters: pieces, each with the names of its colours."""

    rows: tuple[tuple[tuple[str, str], ...], ...]
    kind: str = "letters"


DRAWN: Mapping[type[Any], Callable[[Any, int], Drawing]] = {
    CirclesThenNow: draw_circles,
    EachApart: draw_each_apart,
    ItemStrips: draw_items,
    LineChart: draw_line,
    MoodCalendar: draw_calendar,
    MoodMonths: draw_calendar,
    NeedsChart: draw_needs,
    PlaneChart: draw_plane,
    StepCurve: draw_steps,
    ThenNowBars: draw_then_now,
    UsualTracks: draw_usual,
    WeekStrips: draw_strips,
    WeekdayStrip: draw_weekdays,
}
"""How each kind of chart is drawn, so many pixels wide."""


def drawn(chart: Chart, width: int) -> Drawing | Letters:
    """Draw a chart, `width` pixels wide."""
    draw = DRAWN.get(type(chart))
    if draw is not None:
        return draw(chart, width)
    return _letters(chart, Look(width=int(width / PIXELS_A_COLUMN)))


def _letters(chart: Chart, look: Look) -> Letters:
    rows = [
        tuple((run, _classes(cell, look)) for cell, run in runs(row))
        for row in chart.draw(look).rows
    ]
    return Letters(tuple(rows))


def _classes(cell: Cell, look: Look) -> str:
    names = _names(look)
    fg = f"ink-{names[cell.fg]}" if cell.fg in names else ""
    bg = f"behind-{names[cell.bg]}" if cell.bg in names else ""
    return " ".join(filter(None, (fg, bg, "bold" * cell.bold)))


@cache
def _names(look: Look) -> dict[str, str]:
    """Give the style sheet's name of each colour that a chart may use."""
    colours = inks(look)
    names = {one: f"mood{step}" for step, one in enumerate(colours.moods)}
    names |= {DIM: "faint", colours.accent: "accent", colours.band: "band"}
    names |= {colours.left: "left", colours.right: "right", colours.overlap: "overlap"}
    return names | {colours.on_fill: "on-fill", colours.on_overlap: "on-overlap"}
