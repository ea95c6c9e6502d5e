"""The days of the week beside each other, drawn."""

from __future__ import annotations

import pytest

from closeness_cli.presentation.charts.chart import Chart, Table
from closeness_cli.presentation.charts.weekday_strip import (
    Weekday,
    WeekdayStrip,
    difference_words,
    weekday_strip,
)
from closeness_cli.presentation.grid import DIM, Look, to_text

WEEK = (
    Weekday(0, -0.31, 47, is_clear=True),
    Weekday(1, -0.2, 38, is_clear=False),
    Weekday(3, 0.01, 40, is_clear=False),
    Weekday(4, 0.14, 49, is_clear=False),
    Weekday(5, 0.42, 44, is_clear=True),
    Weekday(6, 0.0, 43, is_clear=False),
)
PLAIN = Look(width=80, colour=False)


def test_days_above_and_below_their_weeks() -> None:
    assert to_text(weekday_strip(WEEK, look=PLAIN)) == (
        "                                        ██████\n"
        "                                        ██████\n"
        "                                ▒▒▒▒▒▒  ██████\n"
        "Mon     Tue     Wed     Thu     Fri     Sat     Sun\n"
        "██████  ▒▒▒▒▒▒\n"
        "██████\n"
        "−0.3    −0.2            0       +0.1    +0.4    0\n"
        "▒ within noise"
    )


def test_a_narrow_plain_screen_shows_the_same() -> None:
    look = Look(width=40, colour=False, unicode=False)
    assert to_text(weekday_strip(WEEK, look=look)) == (
        "                         ###\n"
        "                         ###\n"
        "                    :::  ###\n"
        "Mon  Tue  Wed  Thu  Fri  Sat  Sun\n"
        "###  :::\n"
        "###\n"
        "-0.3 -0.2      0    +0.1 +0.4 0\n"
        ": within noise"
    )


def test_where_all_are_clear_nothing_is_said_of_noise() -> None:
    clear = [one._replace(is_clear=True) for one in WEEK]
    assert "noise" not in to_text(weekday_strip(clear, look=PLAIN))


def test_colour_says_no_more_than_texture() -> None:
    grid = weekday_strip(WEEK, look=Look(width=80))
    assert {cell.fg for row in grid.rows for cell in row if cell.char == "█"} == {"cyan"}
    assert {cell.fg for row in grid.rows for cell in row if cell.char == "▒"} == {DIM}
    assert {cell.bg for row in grid.rows for cell in row} == {""}


@pytest.mark.parametrize("width", [0, 1, 7, 13, 20, 79, 200])
def test_no_width_is_too_narrow(width: int) -> None:
    grid = weekday_strip(WEEK, look=PLAIN._replace(width=width))
    assert all(len(row) == width for row in grid.rows)


def test_days_that_do_not_differ_have_no_blocks() -> None:
    level = [Weekday(at, 0.0, 12, is_clear=False) for at in range(7)]
    assert to_text(weekday_strip(level, look=PLAIN)).splitlines() == [
        "Mon     Tue     Wed     Thu     Fri     Sat     Sun",
        "0       0       0       0       0       0       0",
        "▒ within noise",
    ]


def test_without_days_there_is_an_empty_week() -> None:
    assert "Mon" in to_text(weekday_strip((), look=PLAIN))


def test_it_is_told_as_a_table() -> None:
    chart: Chart = WeekdayStrip(WEEK[:2])
    assert chart.table() == Table(
        ("Day", "Difference", "Days", "More than noise"),
        (("Monday", "-0.31", "47", "yes"), ("Tuesday", "-0.2", "38", "no")),
    )
    assert to_text(chart.draw(PLAIN)).startswith("Mon")


@pytest.mark.parametrize(
    ("difference", "words"), [(0.44, "+0.4"), (-0.25, "−0.2"), (0.04, "0"), (-0.04, "0")]
)
def test_a_difference_has_its_sign(difference: float, words: str) -> None:
    assert difference_words(difference) == words
