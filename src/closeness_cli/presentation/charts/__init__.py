"""Charts drawn on a grid of cells, one kind a file. They know no library."""

from closeness_cli.presentation.charts.bars import ThenNow, then_now_bars
from closeness_cli.presentation.charts.calendar import mood_calendar
from closeness_cli.presentation.charts.circles import OVERLAP_WORDS, overlap_circles
from closeness_cli.presentation.charts.line import is_crowded, line_chart

__all__ = [
    "OVERLAP_WORDS",
    "ThenNow",
    "is_crowded",
    "line_chart",
    "mood_calendar",
    "overlap_circles",
    "then_now_bars",
]
