"""Weeks side by side, in strips of bars."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from closeness_cli.presentation.charts import Chart, Strip, Table, WeekStrips, week_strips
from closeness_cli.presentation.grid import Look, display_width, to_text

FIRST = date(2026, 1, 5)

STRIPS = [
    Strip("minutes", [60.0, None, 240.0, 120.0, 0.0], 240.0),
    Strip("depth", [1.0, None, 3.0, 2.4, None], 3.0),
]

AT_40 = """\
up to 240         ██
minutes     ▄▄ ·  ██ ██ ▁▁

up to 3           ██ ▅▅
depth       ▅▅ ·  ██ ██ ·
            ┬─────────────┬
            5 Jan       2 Feb"""

ASCII = """\
9 = 240
minutes     2  .  9  5  0

up to 3
depth       1  .  3  2  .
            +-------------+
            5 Jan       2 Feb"""


def test_all_strips_are_over_the_same_weeks() -> None:
    assert to_text(week_strips(STRIPS, first=FIRST, look=Look(40))) == AT_40


def test_it_is_digits_where_no_more_can_be_shown() -> None:
    assert to_text(week_strips(STRIPS, first=FIRST, look=Look(40, unicode=False))) == ASCII


def test_weeks_share_a_column_where_there_are_too_many() -> None:
    strip = Strip("depth", [1.0, 3.0, None] * 40, 3.0)
    bars = to_text(week_strips([strip], first=FIRST, look=Look(42, unicode=False))).split("\n")[1]
    assert bars.split()[1] == "2" * 30


def test_without_weeks_there_is_no_picture() -> None:
    assert week_strips([], first=FIRST, look=Look(40)).height == 0


def test_a_table_has_a_row_a_week() -> None:
    chart: Chart = WeekStrips([STRIPS[1], Strip("presence", [4.5], 5.0)], FIRST)
    assert chart.table() == Table(
        ("Week from", "depth", "presence"),
        (
            ("2026-01-05", "1", "4.5"),
            ("2026-01-12", "", ""),
            ("2026-01-19", "3", ""),
            ("2026-01-26", "2.4", ""),
            ("2026-02-02", "", ""),
        ),
    )


@given(
    values=st.lists(st.one_of(st.none(), st.floats(0, 500)), min_size=1, max_size=300),
    width=st.integers(1, 120),
    unicode=st.booleans(),
)
def test_it_is_never_wider_than_asked_for(
    values: list[float | None], width: int, *, unicode: bool
) -> None:
    look = Look(width, unicode=unicode)
    drawn = to_text(week_strips([Strip("minutes", values, 300.0)], first=FIRST, look=look))
    assert all(display_width(row) <= width for row in drawn.split("\n"))
    assert unicode or drawn.isascii()


@pytest.mark.parametrize("high", [0.0, 1e-9])
def test_a_strip_of_nothing_but_zeros_is_flat(high: float) -> None:
    drawn = to_text(week_strips([Strip("minutes", [0.0, 0.0], high)], first=FIRST, look=Look(40)))
    assert drawn.split("\n")[1] == "minutes     ▁▁ ▁▁"
