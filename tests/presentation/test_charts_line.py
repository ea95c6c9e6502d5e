from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from closeness_cli.presentation.charts import Band, is_crowded, line_chart
from closeness_cli.presentation.charts.axes import choose_scale
from closeness_cli.presentation.grid import Cell, Look, to_text
from closeness_cli.presentation.inks import inks

FIRST = date(2026, 1, 4)
VALUES = (4.4, 5.0, 5.3, 5.3, 5.7, 5.2, 5.7, 5.6, 6.0, 5.7, 5.6, 6.4, 6.4, 6.4)
POINTS = [(FIRST + timedelta(12 * index), value) for index, value in enumerate(VALUES)]
WIDE, NARROW = Look(80), Look(40)

WIDE_SCREEN = """\
7 ┤ ·   ·   ·   ·   ·   ·   ·   ·   ·   ·   ·   ·   ·   ·   ·   ·   ·   ·   ·
  │                                             ╭●╮            ╭──●────●─────●
  │                   ╭───●───╮   ╭───●────●────╯ ╰────●────●──╯
5 ┤ ·  ╭──●────●─────●╯ ·   · ╰─●─╯ ·   ·   ·   ·   ·   ·   ·   ·   ·   ·   ·
  │ ●──╯
  │
3 ┤ ·   ·   ·   ·   ·   ·   ·   ·   ·   ·   ·   ·   ·   ·   ·   ·   ·   ·   ·
  │
  │
1 ┤ ·   ·   ·   ·   ·   ·   ·   ·   ·   ·   ·   ·   ·   ·   ·   ·   ·   ·   ·
  └─┬─────────────────┬─────────────────┬──────────────────┬─────────────────┬──
  4 Jan            12 Feb            23 Mar              1 May             9 Jun"""

NARROW_SCREEN = """\
7 ┤ ·   ·   ·   ·   ·   ·   ·   ·   ·
  │                    ╭●╮    ╭─●─●──●
  │          ╭●─╮ ╭●──●╯ ╰─●─●╯
5 ┤ ·╭─●─●──●╯  ╰●╯ ·   ·   ·   ·   ·
  │ ●╯
  │
3 ┤ ·   ·   ·   ·   ·   ·   ·   ·   ·
  │
  │
1 ┤ ·   ·   ·   ·   ·   ·   ·   ·   ·
  └─┬───────────────┬────────────────┬──
  4 Jan          23 Mar            9 Jun"""

ASCII_SCREEN = """\
7 + .   .   .   .   .   .   .   .   .
  |                    *o*    **o*o**o
  |          *o** *o**o* **o*o*
5 + .**o*o**o*  *o* .   .   .   .   .
  | o*
  |
3 + .   .   .   .   .   .   .   .   .
  |
  |
1 + .   .   .   .   .   .   .   .   .
  +-+---------------+----------------+--
  4 Jan          23 Mar            9 Jun"""

BROKEN_SCREEN = """\
7 ┤ ·   ·   ·   ·   ┊   ·   ·   ·   ·
  │                 ┊          ╭●─●──●
6 ┤ ·   ·   ·   ·   ┊  ╭●─╮ · ╭╯·   ·
  │     ╭●──○─●─╮ ╭●┊ ●╯  ╰●─●╯
5 ┤ · ╭●╯   ·   ╰●╯ ┊   ·   ·   ·   ·
  │ ●─╯             ┊
4 ┤ ·   ·   ·   ·   ┊   ·   ·   ·   ·
  │                 ┊
3 ┤ ·   ·   ·   ·   ┊   ·   ·   ·   ·
  │                 ┊
2 ┤ ·   ·   ·   ·   ┊   ·   ·   ·   ·
  │                 ┊
1 ┤ ·   ·   ·   ·   ┊   ·   ·   ·   ·
  └─┬───────────────┬────────────────┬──
  4 Jan          23 Mar            9 Jun"""

PERCENT_SCREEN = """\
100 ┤ ·   ·   ·   ·   ·   ·   ·   ·   ·
    │                ╭●─╮
 80 ┤ ·   ·   ·   ·╭─╯· ╰─╮   ·   ·   ·
    │            ╭─╯      ╰──╮
 60 ┤ ·   ·   ·╭─╯·   ·   ·  ╰─╮  ·   ·
    │        ╭─╯               ╰──╮
 40 ┤ ·   ·╭─╯·   ·   ·   ·   ·   ╰──●·
    │    ╭─╯
 20 ┤ ·╭─╯·   ·   ·   ·   ·   ·   ·   ·
    │ ●╯
  0 ┤ ·   ·   ·   ·   ·   ·   ·   ·   ·
    └─┬───────────────┬──────────────┬──
    4 Jan           3 Feb          5 Mar"""

CROWDED_SCREEN = """\
100 ┤ ·   ·   ·   ·   ·   ·   ·   ·   ·   ·   ·   ·   ·   ·
    │                                      • •• •  • •• •
 80 ┤ ·   ·   ·   ·   • ••·•  • ••·•  • ••·•• •  •·•• ╭─ •·
    │ •  • •• •  • •• •• •  • •• •  • •╭──────────────╯•
 60 ┤ ·• •• •╭─────────────────────────╯• • ••·•• •  •·•• ·
    │  ••────╯ •• •• • •• •• •  • •• •• • •• •  •  •
 40 ┤ · • ·• •• ••·• •• • ·•  • • ·   ·   ·   ·   ·   ·   ·
    │ •  • •
 20 ┤ ·   ·   ·   ·   ·   ·   ·   ·   ·   ·   ·   ·   ·   ·
    │
  0 ┤ ·   ·   ·   ·   ·   ·   ·   ·   ·   ·   ·   ·   ·   ·
    └─┬─────────────────────────┬────────────────────────┬──
 4 Jan 2026                22 Jul 2026            6 Feb 2027"""


def test_a_chart_fills_80_columns() -> None:
    assert to_text(line_chart(POINTS, low=1, high=7, look=WIDE)) == WIDE_SCREEN


def test_a_chart_fits_40_columns() -> None:
    assert to_text(line_chart(POINTS, low=1, high=7, look=NARROW)) == NARROW_SCREEN


def test_a_chart_is_drawn_with_stars_and_os_in_ascii() -> None:
    grid = line_chart(POINTS, low=1, high=7, look=Look(40, unicode=False))
    assert to_text(grid) == ASCII_SCREEN


def test_no_line_crosses_a_break_and_some_points_are_hollow() -> None:
    grid = line_chart(
        [*POINTS[:3], *POINTS[4:]],
        low=1,
        high=7,
        look=NARROW,
        height=13,
        breaks=[date(2026, 3, 20)],
        aside=[POINTS[3]],
    )
    assert to_text(grid) == BROKEN_SCREEN


@pytest.mark.parametrize("value", [4, 5])
def test_a_hollow_point_is_seen_beside_a_solid_one_of_its_day(value: float) -> None:
    last = FIRST + timedelta(30)
    points = [(FIRST, 4.0), (last, 4.0)]
    grid = line_chart(points, low=1, high=7, look=NARROW, aside=[(last, value)])
    assert [to_text(grid).count(mark) for mark in "●○"] == [2, 1]


def test_points_that_the_line_leaves_out_can_be_all_there_is() -> None:
    grid = line_chart([], low=1, high=7, look=NARROW, aside=[(FIRST, 4)])
    assert [to_text(grid).count(mark) for mark in "●○"] == [0, 1]
    assert "4 Jan" in to_text(grid)


def test_steep_changes_are_even_stairs() -> None:
    points = [(FIRST, 10), (FIRST + timedelta(30), 90), (FIRST + timedelta(60), 35)]
    assert to_text(line_chart(points, low=0, high=100, look=NARROW)) == PERCENT_SCREEN


def test_crowded_points_are_small_with_a_calm_line_over_them() -> None:
    points = [
        (FIRST + timedelta(2 * index), 30 + index * 37 % 41 + index / 8) for index in range(200)
    ]
    assert is_crowded(len(points), Look(60))
    assert to_text(line_chart(points, low=0, high=100, look=Look(60))) == CROWDED_SCREEN


ONE_POINT = """\
7 ┤ ·   ·   ·   ·   ·   ·   ·   ·   ·
  │
4 ┤ ·   ·   ·   ·   ·●  ·   ·   ·   ·
  │
1 ┤ ·   ·   ·   ·   ·   ·   ·   ·   ·
  └──────────────────┬──────────────────
                   4 Jan"""

SAME_DAY = """\
7 ┤ ·   ·   ·   ·   ·   ·   ·   ·   ·
  │                  ●
4 ┤ ·   ·   ·   ·   ·│  ·   ·   ·   ·
  │                  ●
1 ┤ ·   ·   ·   ·   ·   ·   ·   ·   ·
  └──────────────────┬──────────────────
                   4 Jan"""

ALL_EQUAL = """\
7 ┤ ·   ·   ·   ·   ·   ·   ·   ·   ·
  │
4 ┤ ●──●─●──●─●──●─●──●─●──●─●──●─●──●
  │
1 ┤ ·   ·   ·   ·   ·   ·   ·   ·   ·
  └─┬───────────────┬────────────────┬──
  4 Jan          23 Mar            9 Jun"""

NEIGHBOURS = """\
7 ┤ ·●╮ ·   ·   ·   ·   ·   ·   ·   ·
  │  ││
5 ┤ ·││ ·   ·   ·   ·   ·   ·╭───────●
  │  │●╮       ╭─────────────╯
3 ┤ ·│ ●●──────╯·   ·   ·   ·   ·   ·
  │  │
1 ┤ ●╯  ·   ·   ·   ·   ·   ·   ·   ·
  └─┬───────────────┬────────────────┬──
  4 Jan          21 Jan            7 Feb"""

NOTHING = """\
7 ┤ ·   ·   ·   ·   ·   ·   ·   ·   ·
  │
4 ┤ ·   ·   ·   ·   ·   ·   ·   ·   ·
  │
1 ┤ ·   ·   ·   ·   ·   ·   ·   ·   ·
  └─────────────────────────────────────
"""


def test_one_point_stands_in_the_middle() -> None:
    grid = line_chart([(FIRST, 4)], low=1, high=7, look=NARROW, height=5)
    assert to_text(grid) == ONE_POINT


def test_points_of_one_day_stand_in_one_column() -> None:
    grid = line_chart([(FIRST, 2), (FIRST, 6)], low=1, high=7, look=NARROW, height=5)
    assert to_text(grid) == SAME_DAY


def test_equal_values_are_a_straight_line() -> None:
    points = [(day, 4) for day, _ in POINTS]
    assert to_text(line_chart(points, low=1, high=7, look=NARROW, height=5)) == ALL_EQUAL


def test_neighbouring_columns_are_joined() -> None:
    values = ((0, 1), (1, 7), (2, 4), (3, 3), (4, 3), (34, 5))
    points = [(FIRST + timedelta(days), value) for days, value in values]
    assert to_text(line_chart(points, low=1, high=7, look=NARROW, height=7)) == NEIGHBOURS


def test_without_points_there_are_axes_and_no_dates() -> None:
    assert to_text(line_chart([], low=1, high=7, look=NARROW, height=5)) == NOTHING


def test_values_outside_the_scale_are_drawn_at_its_end() -> None:
    def drawn(low: float, high: float) -> str:
        points = [(FIRST, low), (FIRST + timedelta(9), high)]
        return to_text(line_chart(points, low=1, high=7, look=NARROW))

    assert drawn(-50, 99) == drawn(1, 7)


def test_what_is_no_number_is_left_out() -> None:
    points = [*POINTS, (date(2030, 1, 1), float("nan")), (date(2031, 1, 1), float("inf"))]
    assert to_text(line_chart(points, low=1, high=7, look=WIDE)) == WIDE_SCREEN


def test_the_order_points_are_given_in_does_not_matter() -> None:
    assert to_text(line_chart(POINTS[::-1], low=1, high=7, look=WIDE)) == WIDE_SCREEN


@pytest.mark.parametrize("day", [FIRST, FIRST - timedelta(9), POINTS[-1][0] + timedelta(1)])
def test_a_break_with_nothing_on_one_side_is_not_drawn(day: date) -> None:
    assert to_text(line_chart(POINTS, low=1, high=7, look=WIDE, breaks=[day])) == WIDE_SCREEN


@pytest.mark.parametrize(
    ("days", "dates"),
    [
        (90, "4 Jan 3 Feb 5 Mar 4 Apr"),
        (400, "4 Jan 2026 8 Feb 2027"),
        (1500, "Jan 2026 Jan 2028 Feb 2030"),
        (1, "4 Jan 5 Jan"),
    ],
)
def test_dates_are_as_exact_as_there_is_room_for(days: int, dates: str) -> None:
    points = [(FIRST, 3.0), (FIRST + timedelta(days), 5.0)]
    last_line = to_text(line_chart(points, low=1, high=7, look=NARROW)).splitlines()[-1]
    assert " ".join(last_line.split()) == dates


@pytest.mark.parametrize(
    ("low", "high", "rows", "ticks"),
    [
        (1, 7, 12, [1, 3, 5, 7]),
        (1, 7, 13, [1, 2, 3, 4, 5, 6, 7]),
        (1, 7, 6, [1, 4, 7]),
        (0, 100, 12, [0, 20, 40, 60, 80, 100]),
        (0, 100, 13, [0, 25, 50, 75, 100]),
        (-2, 2, 12, [-2, -1, 0, 1, 2]),
        (1, 5, 12, [1, 2, 3, 4, 5]),
        (0, 10, 12, [0, 2, 4, 6, 8, 10]),
        (0.5, 3.2, 12, [0, 1, 2, 3, 4]),
        (3, 3, 2, [3, 4]),
    ],
)
def test_ticks_are_few_whole_numbers(low: float, high: float, rows: int, ticks: list[int]) -> None:
    assert [value for _, value in choose_scale(low, high, rows).ticks()] == ticks


def test_without_colour_there_is_none() -> None:
    grid = line_chart(POINTS, low=1, high=7, look=Look(40, colour=False))
    assert {(cell.fg, cell.bg) for row in grid.rows for cell in row} == {("", "")}


@pytest.mark.parametrize(("dark", "accent"), [(True, "cyan"), (False, "blue")])
def test_points_are_in_a_colour_of_the_theme(dark: bool, accent: str) -> None:
    grid = line_chart(POINTS, low=1, high=7, look=Look(40, dark=dark))
    cells = {cell for row in grid.rows for cell in row}
    assert Cell("●", fg=accent, bold=True) in cells


VALUES_OF_ANY_KIND = st.floats() | st.floats(0, 10) | st.integers(0, 10).map(float)
DAYS = st.dates() | st.dates(date(2026, 1, 1), date(2026, 3, 1))
ENDS = st.floats(-1e6, 1e6) | st.integers(-10, 100).map(float)


@given(
    st.lists(st.tuples(DAYS, VALUES_OF_ANY_KIND), max_size=60),
    ENDS,
    ENDS,
    st.builds(Look, st.integers(0, 130), st.booleans(), st.booleans(), st.booleans()),
    st.integers(-1, 30),
    st.lists(DAYS, max_size=3),
)
def test_a_chart_can_be_drawn_of_anything_and_stays_in_its_width(
    points: list[tuple[date, float]],
    one_end: float,
    other_end: float,
    look: Look,
    height: int,
    breaks: list[date],
) -> None:
    low, high = sorted((one_end, other_end))
    grid = line_chart(
        points, low=low, high=high, look=look, height=height, breaks=breaks, aside=points[::2]
    )
    text = to_text(grid)
    assert max(map(len, text.splitlines()), default=0) <= look.width
    assert look.unicode or text.isascii()


@given(ENDS, ENDS, st.integers(2, 30))
def test_ticks_are_evenly_apart_and_rows_fit(one: float, other: float, rows: int) -> None:
    low, high = sorted((one, other))
    scale = choose_scale(low, high, rows)
    ticks = scale.ticks()
    apart = {(above - below, more - less) for (above, less), (below, more) in pairwise(ticks)}
    assert len(apart) <= 1
    assert len(ticks) >= 2
    assert scale.rows <= rows
    assert 0 <= scale.row(high) <= scale.row(low) <= scale.rows - 1


BAND = Band(5.1, 6.1)


def test_a_band_is_shaded_behind_the_line_to_half_a_row() -> None:
    grid = line_chart(POINTS, low=1, high=7, look=WIDE, height=10, band=BAND)
    fills = [[cell.bg for cell in row].count(inks(WIDE).band) for row in grid.rows]
    assert fills[2] > 70
    assert {cell.char for cell in grid.rows[3] if cell.fg == inks(WIDE).band} == {"▀"}
    plain = line_chart(POINTS, low=1, high=7, look=WIDE, height=10)
    assert to_text(grid).replace("▀", " ").replace(" ·", "").count("●") == to_text(plain).count("●")


@pytest.mark.parametrize(("unicode", "shade"), [(True, "░"), (False, ":")])
def test_without_colour_a_band_is_a_texture(unicode: bool, shade: str) -> None:
    look = Look(80, colour=False, unicode=unicode)
    rows = to_text(line_chart(POINTS, low=1, high=7, look=look, height=10, band=BAND)).split("\n")
    assert [row.count(shade) > 20 for row in rows][:5] == [False, False, True, False, False]


def test_a_narrow_band_is_a_row_at_least() -> None:
    look = Look(80, colour=False)
    text = to_text(line_chart(POINTS, low=1, high=7, look=look, height=5, band=Band(4.4, 4.6)))
    assert "░" in text


def test_a_band_begins_where_it_is_about() -> None:
    look = Look(80, colour=False)
    band = BAND._replace(since=POINTS[7][0])
    rows = to_text(line_chart(POINTS, low=1, high=7, look=look, height=10, band=band)).split("\n")
    assert 38 < rows[2].index("░") < 52


def test_a_stretch_of_days_is_marked_on_the_floor() -> None:
    between = (POINTS[3][0], POINTS[6][0])
    grid = line_chart(POINTS, low=1, high=7, look=WIDE, height=10, between=between)
    floor = to_text(grid).split("\n")[-2]
    assert floor.count("━") == 1 + floor.rindex("━") - floor.index("━") > 10


def test_crowded_points_are_drawn_with_the_smooth_line_that_is_given() -> None:
    points = [(FIRST + timedelta(at), 2.0 + at % 3) for at in range(60)]
    smooth = [(day, 6.0) for day, _ in points]
    text = to_text(line_chart(points, low=1, high=7, look=WIDE, height=7, smooth=smooth))
    assert text.split("\n")[1].count("─") > 60
    few = to_text(line_chart(points[:9], low=1, high=7, look=WIDE, height=7, smooth=smooth))
    assert few.split("\n")[1].count("─") == 0
