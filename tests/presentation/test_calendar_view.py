from __future__ import annotations

from datetime import date

from closeness_cli.core.written_days import WrittenDay
from closeness_cli.presentation.calendar_view import calendar_page, calendar_view
from closeness_cli.presentation.grid import Look
from closeness_cli.presentation.page import page_for_terminal
from closeness_cli.presentation.page_text import page_as_plain
from closeness_cli.services.looking_back import MoodCalendar

FOUND = MoodCalendar(
    date(2025, 9, 1),
    date(2025, 11, 2),
    (
        WrittenDay(date(2025, 9, 1), 1),
        WrittenDay(date(2025, 11, 1), 3, 0.5),
        WrittenDay(date(2025, 11, 2), 1, -2.0),
    ),
)

SCREEN = """\
Mood by day
Sep 2025         Oct 2025
M T W T F S S    M T W T F S S
○ · · · · · ·        · · · · ·
· · · · · · ·    · · · · · · ·
· · · · · · ·    · · · · · · ·
· · · · · · ·    · · · · · · ·
· ·              · · · · ·

Nov 2025
M T W T F S S
          ▆ ▁

low ▁ ▃ ▅ ▆ █ high   ○ no mood named
· no entry
"""


def test_months_are_drawn_under_their_title() -> None:
    page = page_for_terminal(calendar_page(FOUND), Look(width=40, colour=False))
    assert page == SCREEN


def test_in_plain_lines_each_month_with_entries_is_a_sentence() -> None:
    assert page_as_plain(calendar_page(FOUND)) == (
        "Mood by day\n"
        "September 2025: 1 day with entries; no mood named.\n"
        "November 2025: 2 days with entries; mood very low 1, good 1.\n"
    )


def test_as_data_a_day_has_its_mean_and_how_many_entries() -> None:
    assert calendar_view(FOUND, empty="").data() == {
        "first": "2025-09-01",
        "last": "2025-11-02",
        "days": [
            {"on": "2025-09-01", "entries": 1, "mood": None},
            {"on": "2025-11-01", "entries": 3, "mood": 0.5},
            {"on": "2025-11-02", "entries": 1, "mood": -2.0},
        ],
    }


def test_without_entries_there_is_a_sentence() -> None:
    view = calendar_view(None, empty="Nothing here yet.")
    assert (view.page, view.empty) == (None, "Nothing here yet.")
    assert view.data() == {"first": None, "last": None, "days": []}
