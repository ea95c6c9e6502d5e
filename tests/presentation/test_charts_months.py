from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from closeness_cli.presentation.charts.months import mood_months
from closeness_cli.presentation.grid import DIM, Look, to_text

FIRST, LAST = date(2025, 9, 3), date(2025, 11, 14)
MOODS: dict[date, float | None] = {
    LAST - timedelta(ago): None if ago % 5 == 3 else float(ago * 7 % 5 - 2)
    for ago in range((LAST - FIRST).days + 1)
    if ago * ago % 11 in (1, 4, 9)
}

WIDE_SCREEN = """\
September 2025          October 2025            November 2025
Mo Tu We Th Fr Sa Su    Mo Tu We Th Fr Sa Su    Mo Tu We Th Fr Sa Su
      ·  ·  ·  ▆▆ ○           ·  ○  ██ ▅▅ ·                    ○  ██
██ ·  ▁▁ ▆▆ ○  ·  ·     ·  ·  ·  ▅▅ ▁▁ ▆▆ ·     ·  ▁▁ ▆▆ ○  ·  ·  ·
·  ·  ○  ██ ▅▅ ·  ▆▆    ██ ▅▅ ▁▁ ·  ·  ·  ·     ·  ○  ██ ▅▅ ·
○  ██ ·  ·  ·  ·  ██    ▁▁ ▆▆ ○  ·  ▅▅ ▁▁ ▆▆
▅▅ ▁▁                   ·  ·  ·  ·  ▆▆

low ▁ ▃ ▅ ▆ █ high   ○ no mood named   · no entry"""

NARROW_SCREEN = """\
Sep 2025         Oct 2025
M T W T F S S    M T W T F S S
    · · · ▆ ○        · ○ █ ▅ ·
█ · ▁ ▆ ○ · ·    · · · ▅ ▁ ▆ ·
· · ○ █ ▅ · ▆    █ ▅ ▁ · · · ·
○ █ · · · · █    ▁ ▆ ○ · ▅ ▁ ▆
▅ ▁              · · · · ▆

Nov 2025
M T W T F S S
          ○ █
· ▁ ▆ ○ · · ·
· ○ █ ▅ ·

low ▁ ▃ ▅ ▆ █ high   ○ no mood named
· no entry"""

ASCII_SCREEN = """\
November 2025
Mo Tu We Th Fr Sa Su
               o  5
.  1  4  o  .  .  .
.  o  5  3  .

low 1 2 3 4 5 high   o no mood named   . no entry"""


def shown(look: Look, *, first: date = FIRST, last: date = LAST) -> str:
    return to_text(mood_months(MOODS, first=first, last=last, look=look))


def test_three_months_stand_beside_each_other_at_80_columns() -> None:
    assert shown(Look(80, colour=False)) == WIDE_SCREEN


def test_at_40_columns_a_day_has_one_column() -> None:
    assert shown(Look(40, colour=False)) == NARROW_SCREEN


def test_moods_are_digits_in_ascii() -> None:
    november = shown(Look(80, colour=False, unicode=False), first=date(2025, 11, 1))
    assert november == ASCII_SCREEN


def test_no_mood_is_told_by_its_colour_alone() -> None:
    assert shown(Look(80)) == WIDE_SCREEN
    assert shown(Look(40, dark=False)) == NARROW_SCREEN


@pytest.mark.parametrize(
    ("months", "across"), [(1, 1), (2, 2), (3, 3), (4, 2), (5, 3), (6, 3), (12, 3)]
)
def test_months_are_spread_evenly(months: int, across: int) -> None:
    first = date(2024, 12 - months + 1, 1)
    names = shown(Look(80, colour=False), first=first, last=date(2024, 12, 31)).split("\n")[0]
    assert len(names.split()) == 2 * across


def test_days_outside_are_blank_and_days_without_entries_are_dots() -> None:
    grid = mood_months({}, first=LAST, last=LAST, look=Look(80))
    drawn = [cell for row in grid.rows[2:-2] for cell in row if cell.char != " "]
    assert [(cell.char, cell.fg) for cell in drawn] == [("·", DIM)]


@pytest.mark.parametrize("dark", [True, False])
def test_each_mood_has_a_colour_of_its_own(dark: bool) -> None:
    moods = {LAST - timedelta(ago): ago - 2.0 for ago in range(5)}
    grid = mood_months(moods, first=FIRST, last=LAST, look=Look(80, dark=dark))
    colours = {cell.fg for row in grid.rows[2:-2] for cell in row if cell.char in "▁▃▅▆█"}
    assert len(colours) == 5


@given(
    st.dictionaries(st.dates(), st.none() | st.floats(), max_size=10),
    st.dates(),
    st.integers(0, 400),
    st.builds(Look, st.integers(0, 130), st.booleans(), st.booleans(), st.booleans()),
)
def test_months_can_be_drawn_of_anything_and_stay_in_their_width(
    moods: dict[date, float | None], first: date, days: int, look: Look
) -> None:
    last = date.fromordinal(min(first.toordinal() + days, date.max.toordinal()))
    text = to_text(mood_months(moods, first=first, last=last, look=look))
    assert max(map(len, text.split("\n"))) <= look.width
    assert look.unicode or text.isascii()


@given(st.dates(), st.integers(0, 400), st.integers(20, 130))
def test_every_day_is_drawn_once(first: date, days: int, width: int) -> None:
    last = date.fromordinal(min(first.toordinal() + days, date.max.toordinal()))
    text = to_text(mood_months({}, first=first, last=last, look=Look(width)))
    assert text.count("·") == (last - first).days + 1 + len("·")  # and the legend's
