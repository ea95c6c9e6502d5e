"""Charts drawn on a grid of cells, one kind a file. They know no library."""

from closeness_cli.presentation.charts.bars import ThenNow, ThenNowBars, then_now_bars
from closeness_cli.presentation.charts.calendar import MoodCalendar, mood_calendar
from closeness_cli.presentation.charts.chart import Chart, Table
from closeness_cli.presentation.charts.circles import (
    OVERLAP_WORDS,
    CirclesThenNow,
    Overlap,
    overlap_circles,
)
from closeness_cli.presentation.charts.line import Band, LineChart, is_crowded, line_chart
from closeness_cli.presentation.charts.needs import Need, NeedsChart, needs_chart
from closeness_cli.presentation.charts.plane import Axis, PlaneChart, plane_chart
from closeness_cli.presentation.charts.steps import StepCurve, step_curve
from closeness_cli.presentation.charts.strips import Strip, WeekStrips, week_strips

__all__ = [
    "OVERLAP_WORDS",
    "Axis",
    "Band",
    "Chart",
    "CirclesThenNow",
    "LineChart",
    "MoodCalendar",
    "Need",
    "NeedsChart",
    "Overlap",
    "PlaneChart",
    "StepCurve",
    "Strip",
    "Table",
    "ThenNow",
    "ThenNowBars",
    "WeekStrips",
    "is_crowded",
    "line_chart",
    "mood_calendar",
    "needs_chart",
    "overlap_circles",
    "plane_chart",
    "step_curve",
    "then_now_bars",
    "week_strips",
]
