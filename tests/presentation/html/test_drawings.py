"""Charts as drawings: everything has its place, and nothing is outside."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from importlib import import_module
from itertools import pairwise
from math import inf, nan
from pkgutil import iter_modules
from typing import TYPE_CHECKING, TypeVar

import pytest
from hypothesis import given
from hypothesis import strategies as st

from closeness_cli.core.stats.survival import Wait, kaplan_meier
from closeness_cli.presentation import charts
from closeness_cli.presentation.charts import (
    Axis,
    LineChart,
    MoodCalendar,
    Need,
    NeedsChart,
    PlaneChart,
    ThenNow,
    ThenNowBars,
)
from closeness_cli.presentation.charts.answers import ItemStrip, ItemStrips
from closeness_cli.presentation.charts.chart import Chart
from closeness_cli.presentation.charts.circles import CirclesThenNow, Overlap
from closeness_cli.presentation.charts.each_apart import Apart, EachApart
from closeness_cli.presentation.charts.line import Band
from closeness_cli.presentation.charts.months import MoodMonths
from closeness_cli.presentation.charts.steps import StepCurve
from closeness_cli.presentation.charts.strips import Strip, WeekStrips
from closeness_cli.presentation.charts.usual import InRange, UsualTracks
from closeness_cli.presentation.charts.weekday_strip import Weekday, WeekdayStrip
from closeness_cli.presentation.html.drawing import (
    NARROW,
    WIDE,
    Box,
    Dot,
    Drawing,
    Label,
    Line,
    Trace,
    width_of,
)
from closeness_cli.presentation.html.drawings import DRAWN, drawn

if TYPE_CHECKING:
    from closeness_cli.presentation.html.drawing import Shape

S = TypeVar("S", Box, Dot, Label, Line, Trace)

MONDAY = date(2025, 9, 1)

widths = pytest.mark.parametrize("width", [WIDE, NARROW])


def draw(chart: Chart, width: int = WIDE) -> Drawing:
    """Draw a chart that has a drawing, and see that it stays inside."""
    drawing = drawn(chart, width)
    assert isinstance(drawing, Drawing)
    assert drawing.width == width
    for shape in drawing.shapes:
        left, top, right, bottom = extent(shape)
        assert -1 <= left <= right <= width + 1, shape
        assert -1 <= top <= bottom <= drawing.height + 1, shape
    return drawing


def extent(shape: Shape) -> tuple[float, float, float, float]:
    match shape:
        case Dot(x=x, y=y, r=r):
            return x - r, y - r, x + r, y + r
        case Box():
            return shape.x, shape.y, shape.x + shape.width, shape.y + shape.height
        case Line():
            (left, right), (top, bottom) = (
                sorted(pair) for pair in ((shape.x1, shape.x2), (shape.y1, shape.y2))
            )
            return left, top, right, bottom
        case Trace(points=points):
            xs, ys = zip(*points, strict=True)
            return min(xs), min(ys), max(xs), max(ys)
        case Label():
            wide = width_of(shape.text)
            before = {"start": 0.0, "middle": 0.5, "end": 1.0}[shape.anchor] * wide
            return shape.x - before, shape.y - 12, shape.x - before + wide, shape.y + 4


def of(drawing: Drawing, kind: type[S], ink: str = "") -> list[S]:
    return [one for one in drawing.shapes if isinstance(one, kind) and (not ink or one.ink == ink)]


def weekly(*values: float) -> list[tuple[date, float]]:
    return [(MONDAY + timedelta(weeks=at), value) for at, value in enumerate(values)]


class TestLine:
    def test_points_go_up_with_their_values_and_right_with_their_days(self) -> None:
        points = of(draw(LineChart(weekly(1, 5, 10, 2), low=1, high=10)), Dot, "point")
        assert [one.x for one in points] == sorted(one.x for one in points)
        heights = [one.y for one in points]
        assert heights[2] < heights[1] < heights[3] < heights[0]

    def test_the_line_goes_through_the_points_and_not_across_a_break(self) -> None:
        broken = MONDAY + timedelta(weeks=2)
        drawing = draw(LineChart(weekly(1, 5, 10, 2), low=1, high=10, breaks=[broken]))
        points = [(one.x, one.y) for one in of(drawing, Dot, "point")]
        assert [one.points for one in of(drawing, Trace, "line")] == [
            tuple(points[:2]),
            tuple(points[2:]),
        ]
        [mark] = of(drawing, Line, "break")
        assert points[1][0] < mark.x1 < points[2][0]

    def test_what_is_left_out_is_hollow_and_not_on_the_line(self) -> None:
        drawing = draw(LineChart(weekly(1, 5), low=1, high=10, aside=[(MONDAY, 9.0)]))
        [hollow] = of(drawing, Dot, "hollow")
        [line] = of(drawing, Trace, "line")
        assert (hollow.x, hollow.y) not in line.points

    def test_many_points_are_small_under_a_line_through_means(self) -> None:
        drawing = draw(LineChart(weekly(*([3.0, 7.0] * 200)), low=1, high=10))
        assert len(of(drawing, Dot, "small")) == 400
        [line] = of(drawing, Trace, "line")
        assert len(line.points) < 20
        small = of(drawing, Dot, "small")
        middle = (small[0].y + small[1].y) / 2
        assert all(abs(y - middle) < 6 for _, y in line.points)

    def test_what_is_usual_is_shaded_from_its_day_on(self) -> None:
        points = weekly(4, 5, 6)
        drawing = draw(LineChart(points, low=1, high=10, band=Band(4, 6, points[1][0])))
        [band], dots = of(drawing, Box, "band"), of(drawing, Dot, "point")
        assert (band.x, band.y, band.y + band.height) == (dots[1].x, dots[2].y, dots[0].y)

    def test_the_days_of_a_shift_are_marked_on_the_floor(self) -> None:
        points = weekly(4, 5, 6, 7)
        chart = LineChart(points, low=1, high=10, between=(points[1][0], date(2030, 1, 1)))
        [mark], dots = of(draw(chart), Line, "when"), of(draw(chart), Dot, "point")
        assert (mark.x1, mark.x2) == (dots[1].x, dots[3].x)

    def test_a_smooth_line_is_drawn_through_a_crowd_and_through_nothing_else(self) -> None:
        crowd, few = weekly(*([3.0, 7.0] * 200)), weekly(3, 7)
        smooth = [(crowd[0][0], 5.0), (crowd[-1][0], 5.0)]
        [line] = of(draw(LineChart(crowd, low=1, high=10, smooth=smooth)), Trace, "line")
        assert len(line.points) == 2
        [line] = of(draw(LineChart(few, low=1, high=10, smooth=smooth[:1])), Trace, "line")
        assert line.points[0][1] != line.points[1][1]

    def test_nothing_to_draw_is_said(self) -> None:
        for values in ((), (nan, inf)):
            [label] = draw(LineChart(weekly(*values), low=1, high=10)).shapes
            assert isinstance(label, Label)
            assert label.text == "Nothing to draw yet."

    @widths
    @given(
        points=st.lists(
            st.tuples(st.dates(date(1990, 1, 1), date(2090, 1, 1)), st.floats(-20, 120)),
            min_size=1,
            max_size=40,
        ),
        breaks=st.lists(st.dates(), max_size=3),
    )
    def test_whatever_the_days_it_stays_inside_and_dates_stay_apart(
        self, points: list[tuple[date, float]], breaks: list[date], width: int
    ) -> None:
        drawing = draw(LineChart(points, low=0, high=100, breaks=breaks), width)
        dated = [extent(one) for one in of(drawing, Label) if one.anchor == "middle"]
        assert dated
        assert all(one[2] < after[0] for one, after in pairwise(dated))


class TestTracks:
    def test_then_and_now_are_where_their_scores_are(self) -> None:
        drawing = draw(ThenNowBars([ThenNow("Room", 100.0, 0.0)]))
        [then], [now] = of(drawing, Dot, "mark")[:1], of(drawing, Dot, "point")[:1]
        assert (then.x, now.x) == (6, WIDE - 6)
        assert [one.text for one in of(drawing, Label)] == [
            *("Room", "then 0 · now 100"),
            *("0", "50", "100", "then", "now"),
        ]

    def test_what_is_unscored_has_no_mark(self) -> None:
        drawing = draw(ThenNowBars([ThenNow("Room", None), ThenNow("Trust", nan, inf)]))
        said = [one.text for one in of(drawing, Label) if one.anchor == "end"]
        assert said == ["unscored", "unscored", "100"]
        assert len(of(drawing, Dot)) == 2  # the legend's

    def test_what_may_be_noise_looks_otherwise_and_is_explained(self) -> None:
        rows = [ThenNow("Room", 60.0, 40.0, is_clear=False), ThenNow("Trust", 60.0, 40.0, True)]
        drawing = draw(ThenNowBars(rows), NARROW)
        assert len(of(drawing, Line, "joined")) == 1
        assert len(of(drawing, Line, "within")) == 2  # one is the legend's
        assert of(drawing, Label)[-1].text == "may be noise"
        same = draw(ThenNowBars([ThenNow("Room", 50.0, 50.0, is_clear=False)]))
        assert of(same, Label)[-1].text == "now"

    @widths
    def test_two_people_have_a_track_each_and_no_line_joins_them(self, width: int) -> None:
        chart = EachApart([Apart("Feeling heard", 60.0, 40.0)], ("you", "Someone with a name"))
        drawing = draw(chart, width)
        [mine], [theirs] = of(drawing, Dot, "point"), of(drawing, Dot, "mark")
        assert mine.x > theirs.x
        assert mine.y < theirs.y
        assert of(drawing, Line, "joined") == []

    def test_marks_in_one_place_are_both_seen(self) -> None:
        drawing = draw(ThenNowBars([ThenNow("Room", 50.0, 50.2)]))
        assert of(drawing, Dot, "mark")[0].r > of(drawing, Dot, "point")[0].r

    @widths
    def test_long_names_are_broken_and_never_cut(self, width: int) -> None:
        name = "Having enough room for yourself and your friends " * 4
        for chart in (
            ThenNowBars([ThenNow(name, 40.0, 60.0)]),
            NeedsChart([Need(name, name, 80.0, 20.0)]),
        ):
            words = " ".join(one.text for one in of(draw(chart, width), Label))
            assert name.strip() in words

    def test_needs_are_drawn_where_they_are(self) -> None:
        drawing = draw(NeedsChart([Need("Rest", "matters a lot, hardly met", 75.0, 25.0)]))
        [met], [matters] = of(drawing, Dot, "mark")[:1], of(drawing, Dot, "point")[:1]
        assert met.x < WIDE / 2 < matters.x


class TestCalendar:
    @widths
    def test_every_day_has_its_place_and_says_what_it_is(self, width: int) -> None:
        moods = {MONDAY + timedelta(days=at): at % 5 - 2.0 for at in range(0, 400, 2)}
        last = MONDAY + timedelta(days=399)
        drawing = draw(MoodCalendar(moods, MONDAY, last), width)
        days = [one for one in of(drawing, Box) if one.says]
        assert len(days) == 400
        assert len({(one.x, one.y) for one in days}) == 400
        assert [one.says for one in days[:3]] == [
            "1 Sep: very low",
            "2 Sep: no entry",
            "3 Sep: even",
        ]
        assert {one.ink for one in days} == {"empty", *(f"mood{step}" for step in range(5))}

    def test_a_day_whose_entries_name_no_mood_is_an_outline(self) -> None:
        [day] = [
            one for one in of(draw(MoodMonths({MONDAY: None}, MONDAY, MONDAY)), Box) if one.says
        ]
        assert (day.ink, day.says) == ("unnamed", "1 Sep: no mood named")

    @given(
        first=st.dates(date(1, 1, 1), date(9998, 1, 1)),
        days=st.integers(0, 90),
        mood=st.floats(allow_nan=True),
    )
    def test_whatever_the_days_it_stays_inside(self, first: date, days: int, mood: float) -> None:
        draw(MoodCalendar({first: mood}, first, first + timedelta(days=days)), NARROW)


@widths
def test_a_usual_range_is_shaded_on_a_scale_of_its_own(width: int) -> None:
    rows = [InRange("Closeness", 1, 10, (4, 7), 9, "now 9"), InRange("Mood", -2, 2, None, 0)]
    drawing = draw(UsualTracks(rows), width)
    [band], [close, mood] = of(drawing, Box, "band"), of(drawing, Dot, "point")
    assert band.x < band.x + band.width < close.x
    assert mood.x == width / 2


@widths
def test_answers_to_items_are_lines_over_the_same_days(width: int) -> None:
    answers = [(MONDAY + timedelta(weeks=at), value) for at, value in enumerate((1, None, 5, 3))]
    rows = [
        ItemStrip("How often did you feel heard by this person?", 1, 5, answers, said="now 3"),
        ItemStrip("Room", 1, 5, answers[2:], breaks=[answers[3][0]]),
    ]
    drawing = draw(ItemStrips(rows), width)
    assert [len(one.points) for one in of(drawing, Trace, "line")] == [3, 1, 1]
    first = of(drawing, Dot, "point")[:3]
    assert first[1].y < first[2].y < first[0].y
    assert [one.says for one in of(drawing, Box, "empty")] == ["skipped"]
    assert len(of(drawing, Line, "break")) == 1


def test_items_without_answers_are_said_to_be_none() -> None:
    [label] = draw(ItemStrips([ItemStrip("Room", 1, 5, [])])).shapes
    assert isinstance(label, Label)


@widths
def test_circles_overlap_more_where_more_was_chosen(width: int) -> None:
    shown = (Overlap("1 June", 2), Overlap("1 August", 6))
    drawing = draw(CirclesThenNow(shown, ("you", "them")), width)
    left, right = of(drawing, Dot, "circle-left"), of(drawing, Dot, "circle-right")
    apart = [two.x - one.x for one, two in zip(left, right, strict=True)]
    assert apart[0] > apart[1] > 0
    assert (left[0].y == left[1].y) is (width == WIDE)
    said = [one.text for one in of(drawing, Label, "text")]
    assert said == ["1 June: just touching", "1 August: mostly"]


def test_every_kind_of_chart_has_a_drawing() -> None:
    kinds = {
        one.__name__
        for module in iter_modules(charts.__path__, f"{charts.__name__}.")
        for one in vars(import_module(module.name)).values()
        if isinstance(one, type) and hasattr(one, "draw") and one is not Chart
    }
    assert {one.__name__ for one in DRAWN} == kinds


@widths
def test_a_point_on_a_plane_has_its_arms(width: int) -> None:
    drawing = draw(PlaneChart(Axis("Warmth", 80, 60, 100), Axis("Say", 20, 0, 40)), width)
    [point] = of(drawing, Dot, "point")
    across, up = of(drawing, Line, "line")
    assert across.x1 < point.x < across.x2
    assert across.y1 == across.y2 == point.y
    assert up.x1 == up.x2 == point.x
    assert min(up.y1, up.y2) < point.y < max(up.y1, up.y2)


class TestRepairCurve:
    BEGAN = datetime(2025, 9, 1, tzinfo=UTC)

    def curve(self, *hours: float) -> StepCurve:
        """Make a curve; a time below 0 is of a conflict that is open."""
        return StepCurve(
            kaplan_meier(
                Wait(self.BEGAN, self.BEGAN + timedelta(hours=abs(one)), is_repaired=one > 0)
                for one in hours
            )
        )

    @widths
    @pytest.mark.parametrize("longest", [30, 5000])
    def test_it_falls_in_steps_within_its_band(self, longest: float, width: int) -> None:
        drawing = draw(self.curve(1, 3, 3, 8, 20, -25, longest), width)
        [line] = of(drawing, Trace, "line")
        heights = [y for _, y in line.points]
        assert heights == sorted(heights)
        assert len(of(drawing, Dot, "hollow")) == 1
        assert of(drawing, Trace, "band")
        named = [extent(one) for one in of(drawing, Label) if one.anchor == "middle"]
        assert all(one[2] < after[0] for one, after in pairwise(named))

    def test_where_none_is_repaired_it_stays_on_top(self) -> None:
        [line] = of(draw(self.curve(-5, -30)), Trace, "line")
        assert len({y for _, y in line.points}) == 1


@widths
def test_days_of_the_week_go_up_and_down(width: int) -> None:
    days = [Weekday(0, 0.4, 12, is_clear=True), Weekday(4, -0.2, 11, is_clear=False)]
    drawing = draw(WeekdayStrip(days), width)
    [axis], [up], down = of(drawing, Line), of(drawing, Box, "bar"), of(drawing, Box, "unnamed")
    assert up.y + up.height == axis.y1 == down[0].y
    assert up.height == 2 * down[0].height
    assert {"+0.4", "−0.2", "within noise"} <= {one.text for one in of(drawing, Label)}


def test_a_week_without_differences_is_flat() -> None:
    [bar] = of(draw(WeekdayStrip([Weekday(6, 0.0, 9, is_clear=True)])), Box)
    assert bar.height == 1


@widths
def test_weeks_side_by_side_have_a_bar_each_or_a_dot(width: int) -> None:
    strips = [Strip("Minutes", (30.0, None, 60.0), 60.0), Strip("Depth", (1.0, 2.0, 3.0), 3.0)]
    drawing = draw(WeekStrips(strips, MONDAY), width)
    bars = of(drawing, Box, "bar")
    assert [round(one.height / 34, 2) for one in bars] == [0.5, 1, 0.33, 0.67, 1]
    assert [one.says for one in of(drawing, Box, "empty")] == ["week from 8 Sep: nothing"]


def test_many_weeks_side_by_side_stay_inside() -> None:
    draw(WeekStrips([Strip("Minutes", tuple(map(float, range(700))), 700.0)], MONDAY), NARROW)
