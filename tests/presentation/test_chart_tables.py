"""What charts show, told as tables."""

from __future__ import annotations

from datetime import date

from closeness_cli.presentation.charts import (
    Axis,
    Chart,
    LineChart,
    MoodCalendar,
    Need,
    NeedsChart,
    PlaneChart,
    Table,
    ThenNow,
    ThenNowBars,
)
from closeness_cli.presentation.charts.months import MoodMonths

FIRST, SECOND = date(2025, 11, 2), date(2025, 11, 9)


def test_a_line_tells_every_point_and_which_are_left_out() -> None:
    chart: Chart = LineChart([(SECOND, 7.25)], low=0, high=10, aside=[(FIRST, 6.0)])

    assert chart.table() == Table(
        ("Day", "Value", "Left out of comparisons"),
        (("2025-11-02", "6", "yes"), ("2025-11-09", "7.25", "")),
    )


def test_bars_tell_then_and_now() -> None:
    chart: Chart = ThenNowBars([ThenNow("Room", 61.6, 40.0), ThenNow("Trust", None)])

    assert chart.table().rows == (("Room", "40", "62"), ("Trust", "", ""))


def test_moods_tell_each_day() -> None:
    calendar: Chart = MoodCalendar({SECOND: 1.5, FIRST: -1.0}, FIRST, SECOND)
    months: Chart = MoodMonths({SECOND: None, FIRST: -1.0}, FIRST, SECOND)

    assert calendar.table().rows == (("2025-11-02", "-1"), ("2025-11-09", "1.5"))
    assert months.table().rows == (("2025-11-02", "-1"), ("2025-11-09", ""))


def test_needs_and_planes_tell_their_numbers() -> None:
    needs: Chart = NeedsChart([Need("Rest", "matters a lot, hardly met", 80.0, 20.4)])
    plane: Chart = PlaneChart(Axis("Worry", 30.0, 20.0, 40.0), Axis("Apart", 50.0, 50.0, 50.0))

    assert needs.table().rows == (("Rest", "matters a lot, hardly met", "80", "20"),)
    assert plane.table().rows == (("Worry", "30", "20", "40"), ("Apart", "50", "50", "50"))
