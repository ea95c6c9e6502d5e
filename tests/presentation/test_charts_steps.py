"""The share without a repair, drawn as a curve that falls in steps."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from closeness_cli.core.stats.survival import kaplan_meier
from closeness_cli.presentation.charts import Chart, StepCurve, step_curve
from closeness_cli.presentation.charts.steps import share_at, time_words, times_told
from closeness_cli.presentation.grid import Look, display_width, to_text
from conflicts import repaired, still_open, waits

NINE = kaplan_meier(waits(repaired(4, 8, 12, 20, 28, 36, 44, 60, 70) + still_open(0, 30, 72)))
"""Nine repairs, and three without one; of one nothing was heard of since."""

AT_60 = """\
 100 % ┤───╮·░░░·   ·   ·   ·   ·   ·   ·   ·   ·   ·   ·
       │   ╰─────╮░░░░░░░░░░
       │·  ░·░░░·╰────╮░·░░░·░░░·░░░·░  ·   ·   ·   ·   ·
       │   ░░░░░░░░░░░╰─────╮░░░░░░░░░░░░░░░░░░░░
  50 % ┤·  ░·░░░·░░░·░░░·░░░○────╮░░·░░░·░░░·░░░·░░░·░░░·
       │         ░░░░░░░░░░░░░░░┊╰───────────────╮░░░░░░░░
       │·   ·   ·   · ░░·░░░·░░░┊░░░·░░░·░░░·░░░·╰──────╮░
       │                        ┊░░░░░░░░░░░░░░░░░░░░░░░╰○
   0 % ┤·   ·   ·   ·   ·   ·   ┊   ·   ·   ·   ·░░░·░░░·░
       └┬───────────────┬────────────────┬───────────────┬──
        0             1 day           2 days          3 days"""

ASCII = """\
 100 % +****.   .   .   .   .   .   .   .   .   .   .   .
       |   *******
       |.   .   .****** .   .   .   .   .   .   .   .   .
       |              *******
  50 % +.   .   .   .   .   x*****  .   .   .   .   .   .
       |                        :*****************
       |.   .   .   .   .   .   :   .   .   .   .********
       |                        :                       *x
   0 % +.   .   .   .   .   .   :   .   .   .   .   .   .
       ++---------------+----------------+---------------+--
        0             1 day           2 days          3 days"""


def drawn(look: Look, *, has_band: bool = True) -> list[str]:
    return to_text(step_curve(NINE, look=look, has_band=has_band)).split("\n")


def test_the_curve_falls_with_the_open_ones_on_it_and_the_median_below() -> None:
    assert drawn(Look(60, colour=False)) == AT_60.split("\n")


def test_it_is_ascii_where_no_more_can_be_shown() -> None:
    look = Look(60, colour=False, unicode=False)
    assert drawn(look, has_band=False) == ASCII.split("\n")
    assert any(":::" in row for row in drawn(look))


def test_the_band_is_behind_the_curve() -> None:
    with_band, without = (
        drawn(Look(60, colour=False)),
        drawn(Look(60, colour=False), has_band=False),
    )
    assert any("░" in row for row in with_band)
    assert [row.replace("░", " ").rstrip() for row in with_band] == without
    grid = step_curve(NINE, look=Look(60))
    assert {cell.bg for row in grid.rows for cell in row if cell.char in "─╮╰"} >= {"#203a4c"}


def test_the_first_hours_are_wider_where_one_repair_took_very_long() -> None:
    long = kaplan_meier(waits(repaired(1, 2, 3, 5, 8, 2000)))
    times = to_text(step_curve(long, look=Look(80))).split("\n")[-1]
    assert "1 hour" in times
    assert "1 month" in times


def test_a_table_tells_each_step() -> None:
    chart: Chart = StepCurve(NINE)
    table = chart.table()
    assert table.rows[0] == ("4", "11", "1", "90.91", "50.81 to 98.67")
    assert len(table.rows) == 9


@pytest.mark.parametrize(
    ("hours", "words"),
    [(1, "1 hour"), (36, "36 hours"), (24, "1 day"), (336, "2 weeks"), (2160, "3 months")],
)
def test_times_have_their_own_words(hours: float, words: str) -> None:
    assert time_words(hours) == words


def test_a_sentence_names_a_few_times_and_the_share_at_each() -> None:
    assert [(time, round(share_at(NINE, time), 2)) for time in times_told(NINE)] == [
        (2, 1.0),
        (6, 0.91),
        (24, 0.64),
        (72, 0.11),
    ]


@given(
    st.lists(st.floats(0, 20_000), max_size=30),
    st.lists(st.floats(0, 20_000), max_size=10),
    st.integers(1, 120),
    st.integers(1, 20),
)
def test_it_is_never_wider_than_asked_for(
    closed: list[float], still: list[float], width: int, height: int
) -> None:
    curve = kaplan_meier(waits(repaired(*closed) + still_open(*still)))
    text = to_text(step_curve(curve, look=Look(width), height=height))
    assert all(display_width(row) <= width for row in text.split("\n"))
    assert len(times_told(curve)) <= 6
