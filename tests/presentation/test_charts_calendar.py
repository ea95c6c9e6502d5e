from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from closeness_cli.presentation.charts import mood_calendar
from closeness_cli.presentation.grid import DIM, Cell, Look, to_text

FIRST, LAST = date(2025, 9, 18), date(2026, 6, 9)
MOODS = {
    LAST - timedelta(ago): float(ago * 7 % 5 - 2)
    for ago in range(170)
    if ago * ago % 11 in (1, 4, 9)
}

WIDE_SCREEN = """\
       Oct     Nov       Dec     Jan     Feb     Mar       Apr     May       Jun
Mon  · · · · · · · · · · · · · · █ ▁ · ▅ ▆ · ▁ ▃ · · · ▁ ▃ · ▆ █ · ▃ ▅ · · · ▃ ▅
     · · · · · · · · · · · · · ▃ · · · ▁ ▃ · ▆ █ · ▃ ▅ · · · ▃ ▅ · █ ▁ · ▅ ▆ · ·
Wed  · · · · · · · · · · · · · █ · ▃ ▅ · · · ▃ ▅ · █ ▁ · ▅ ▆ · · · ▅ ▆ · ▁ ▃ ·
     · · · · · · · · · · · · · ▅ · █ ▁ · ▅ ▆ · · · ▅ ▆ · ▁ ▃ · ▆ █ · · · ▆ █ ·
Fri  · · · · · · · · · · · · · · · ▅ ▆ · ▁ ▃ · ▆ █ · · · ▆ █ · ▃ ▅ · █ ▁ · · ·
     · · · · · · · · · · · · · ▆ █ · · · ▆ █ · ▃ ▅ · █ ▁ · · · █ ▁ · ▅ ▆ · ▁ ▃
Sun  · · · · · · · · · · · · · ▃ ▅ · █ ▁ · · · █ ▁ · ▅ ▆ · ▁ ▃ · · · ▁ ▃ · ▆ █
     low ▁ ▃ ▅ ▆ █ high   · no entry"""

NARROW_SCREEN = """\
     Feb Mar       Apr     May       Jun
Mon  ▁ ▃ · · · ▁ ▃ · ▆ █ · ▃ ▅ · · · ▃ ▅
     ▆ █ · ▃ ▅ · · · ▃ ▅ · █ ▁ · ▅ ▆ · ·
Wed  ▃ ▅ · █ ▁ · ▅ ▆ · · · ▅ ▆ · ▁ ▃ ·
     · · · ▅ ▆ · ▁ ▃ · ▆ █ · · · ▆ █ ·
Fri  · ▆ █ · · · ▆ █ · ▃ ▅ · █ ▁ · · ·
     · ▃ ▅ · █ ▁ · · · █ ▁ · ▅ ▆ · ▁ ▃
Sun  · █ ▁ · ▅ ▆ · ▁ ▃ · · · ▁ ▃ · ▆ █
     low ▁ ▃ ▅ ▆ █ high   · no entry"""

ASCII_SCREEN = """\
     Feb Mar       Apr     May       Jun
Mon  1 2 . . . 1 2 . 4 5 . 2 3 . . . 2 3
     4 5 . 2 3 . . . 2 3 . 5 1 . 3 4 . .
Wed  2 3 . 5 1 . 3 4 . . . 3 4 . 1 2 .
     . . . 3 4 . 1 2 . 4 5 . . . 4 5 .
Fri  . 4 5 . . . 4 5 . 2 3 . 5 1 . . .
     . 2 3 . 5 1 . . . 5 1 . 3 4 . 1 2
Sun  . 5 1 . 3 4 . 1 2 . . . 1 2 . 4 5
     low 1 2 3 4 5 high   . no entry"""

ONE_DAY = """\
     Jun
Mon
     ▆
Wed

Fri

Sun
     low ▁ ▃ ▅ ▆ █ high   · no entry"""

NO_DAYS = """\

Mon

Wed

Fri

Sun
     low ▁ ▃ ▅ ▆ █ high   · no entry"""


def test_the_latest_38_weeks_fit_80_columns() -> None:
    grid = mood_calendar(MOODS, first=FIRST, last=LAST, look=Look(80, colour=False))
    assert to_text(grid) == WIDE_SCREEN


def test_the_latest_18_weeks_fit_40_columns() -> None:
    grid = mood_calendar(MOODS, first=FIRST, last=LAST, look=Look(40, colour=False))
    assert to_text(grid) == NARROW_SCREEN


def test_moods_are_digits_in_ascii() -> None:
    grid = mood_calendar(MOODS, first=FIRST, last=LAST, look=Look(40, unicode=False))
    assert to_text(grid) == ASCII_SCREEN


def test_no_mood_is_told_by_its_colour_alone() -> None:
    grid = mood_calendar(MOODS, first=FIRST, last=LAST, look=Look(40))
    assert to_text(grid) == NARROW_SCREEN


def test_days_before_the_first_and_after_the_last_are_blank() -> None:
    grid = mood_calendar({LAST: 1.0}, first=LAST, last=LAST, look=Look(40, colour=False))
    assert to_text(grid) == ONE_DAY


def test_without_days_there_is_the_legend() -> None:
    grid = mood_calendar(MOODS, first=LAST, last=FIRST, look=Look(40, colour=False))
    assert to_text(grid) == NO_DAYS


@pytest.mark.parametrize(
    ("mood", "char"),
    [(-9.0, "1"), (-2.0, "1"), (-0.6, "2"), (0.4, "3"), (0.5, "4"), (2.0, "5"), (9.0, "5")],
)
def test_a_mood_is_shown_as_the_nearest_step(mood: float, char: str) -> None:
    grid = mood_calendar({LAST: mood}, first=LAST, last=LAST, look=Look(40, unicode=False))
    assert grid.rows[2][5].char == char


def test_what_is_no_number_is_no_entry() -> None:
    moods = {LAST: float("nan")}
    grid = mood_calendar(moods, first=LAST, last=LAST, look=Look(40))
    assert grid.rows[2][5] == Cell("·", fg=DIM)


@pytest.mark.parametrize("dark", [True, False])
def test_each_step_has_a_colour_of_its_own(dark: bool) -> None:
    moods = {LAST - timedelta(ago): ago - 2.0 for ago in range(5)}
    look = Look(40, dark=dark)
    grid = mood_calendar(moods, first=FIRST, last=LAST, look=look)
    colours = {cell.fg for row in grid.rows[1:8] for cell in row if cell.char in "▁▃▅▆█"}
    assert len(colours) == 5


@given(
    st.dictionaries(st.dates(), st.floats(), max_size=20),
    st.dates(),
    st.dates(),
    st.builds(Look, st.integers(0, 130), st.booleans(), st.booleans(), st.booleans()),
)
def test_a_calendar_can_be_drawn_of_anything_and_stays_in_its_width(
    moods: dict[date, float], first: date, last: date, look: Look
) -> None:
    text = to_text(mood_calendar(moods, first=first, last=last, look=look))
    assert max(map(len, text.split("\n"))) <= look.width
    assert look.unicode or text.isascii()


@given(st.dates(), st.integers(0, 400), st.integers(12, 130))
def test_names_of_months_do_not_touch(first: date, days: int, width: int) -> None:
    last = date.fromordinal(min(first.toordinal() + days, date.max.toordinal()))
    grid = mood_calendar({}, first=first, last=last, look=Look(width))
    assert all(len(name) == 3 for name in to_text(grid).split("\n")[0].split())
