from __future__ import annotations

from datetime import date

import pytest

from closeness_cli.core.written_days import first_of_last, nearest_mood
from closeness_cli.errors import WrongUseError

TODAY = date(2025, 11, 14)


@pytest.mark.parametrize(
    ("last", "first"),
    [
        ("1m", date(2025, 11, 1)),
        ("6m", date(2025, 6, 1)),
        ("11m", date(2025, 1, 1)),
        ("12m", date(2024, 12, 1)),
        (" 1y ", date(2024, 12, 1)),
        ("1d", TODAY),
        ("2w", date(2025, 11, 1)),
        ("100y", date(1925, 12, 1)),
    ],
)
def test_months_and_years_are_whole_ones_with_today_in_the_last(last: str, first: date) -> None:
    assert first_of_last(last, TODAY) == first


@pytest.mark.parametrize("last", ["0m", "", "6", "m", "6 months", "-1m", "101y", "99999m"])
def test_what_is_no_length_of_time_is_refused(last: str) -> None:
    with pytest.raises(WrongUseError):
        first_of_last(last, TODAY)


def test_the_calendar_begins_somewhere() -> None:
    assert first_of_last("2y", date(1, 5, 1)) == date.min
    assert first_of_last("30d", date(1, 1, 3)) == date.min


@pytest.mark.parametrize(
    ("mean", "mood"), [(-2.0, -2), (-1.5, -1), (-0.5, 0), (0.49, 0), (0.5, 1), (2.0, 2)]
)
def test_a_mean_is_told_as_the_nearest_mood(mean: float, mood: int) -> None:
    assert nearest_mood(mean) == mood
