"""How each kind of chart is drawn on a page; one without a drawing is shown as on a terminal."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from closeness_cli.presentation.charts.bars import ThenNowBars
from closeness_cli.presentation.charts.calendar import MoodCalendar
from closeness_cli.presentation.charts.each_apart import EachApart
from closeness_cli.presentation.charts.line import LineChart
from closeness_cli.presentation.charts.months import MoodMonths
from closeness_cli.presentation.charts.needs import NeedsChart
from closeness_cli.presentation.charts.plane import PlaneChart
from closeness_cli.presentation.charts.steps import StepCurve
from closeness_cli.presentation.charts.strips import WeekStrips
from closeness_cli.presentation.charts.weekday_strip import WeekdayStrip
from closeness_cli.presentation.grid import DIM, Look, runs
from closeness_cli.presentation.html.drawn_calendar import draw_calendar
from closeness_cli.presentation.html.drawn_line import draw_line
from closeness_cli.presentation.html.drawn_plane import draw_plane
from closeness_cli.presentation.html.drawn_steps import draw_steps
from closeness_cli.presentation.html.drawn_strips import draw_strips
from closeness_cli.presentation.html.drawn_tracks import (
    draw_each_apart,
    draw_needs,
    draw_then_now,
)
from closeness_cli.presentation.html.drawn_weekdays import draw_weekdays
from closeness_cli.presentation.inks import inks

if TYPE_CHECKING:
    from closeness_cli.presentation.charts.chart import Chart
    from closeness_cli.presentation.grid import Cell
    from closeness_cli.presentation.html.drawing import Drawing

PIXELS_A_COLUMN = 8.2
"""How a drawing's width becomes columns for a chart that is shown as characters."""


class Letters(NamedTuple):
    """A chart as rows of characters: pieces, each with the names of its colours."""

    rows: tuple[tuple[tuple[str, str], ...], ...]
    kind: str = "letters"


def drawn(chart: Chart, width: int) -> Drawing | Letters:
    """Draw a chart, `width` pixels wide."""
    match chart:
        case LineChart():
            return draw_line(chart, width)
        case ThenNowBars():
            return draw_then_now(chart, width)
        case MoodCalendar() | MoodMonths():
            return draw_calendar(chart, width)
        case NeedsChart():
            return draw_needs(chart, width)
        case PlaneChart():
            return draw_plane(chart, width)
        case StepCurve():
            return draw_steps(chart, width)
        case WeekStrips():
            return draw_strips(chart, width)
        case EachApart():
            return draw_each_apart(chart, width)
        case WeekdayStrip():
            return draw_weekdays(chart, width)
        case _:
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
