"""Days in numbers alone."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from closeness_cli.core.numeric_days import full_year, newest_day, read_numeric_day
from closeness_cli.errors import WrongUseError

TODAY = date(2025, 11, 14)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("14.11.2025", "2025-11-14"),
        ("11/14/2025", "2025-11-14"),
        ("14-11-2025", "2025-11-14"),
        ("13.12.24", "2024-12-13"),
        ("04.04.2025", "2025-04-04"),
        ("2025/11/3", "2025-11-03"),
        ("2025.11.03.", "2025-11-03"),
        ("2025-3-4", "2025-03-04"),
        ("14.11.", "2025-11-14"),
        ("15.11.", "2024-11-15"),
        ("11/15", "2024-11-15"),
        ("29.2.", "2024-02-29"),
        ("5/5", "2025-05-05"),
    ],
)
def test_a_day_that_can_be_one_only_is_read(text: str, day: str) -> None:
    assert read_numeric_day(text, today=TODAY) == date.fromisoformat(day)


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("03.04.2025", "Write 2025-03-04 or 2025-04-03."),
        ("3/4/25", "Write 2025-03-04 or 2025-04-03."),
        ("03.04.", "Write 2025-03-04 or 2025-04-03."),
        ("1/12", "Write 2024-12-01 or 2025-01-12."),
        ("25-03-04", "Write 2004-03-25 or 2025-03-04."),
        ("01-02-03", "Write 2001-02-03 or 2003-01-02 or 2003-02-01."),
    ],
)
def test_what_can_be_two_days_is_refused_with_both(text: str, hint: str) -> None:
    with pytest.raises(WrongUseError, match=r"^That can be read as two different") as caught:
        read_numeric_day(text, today=TODAY)
    assert caught.value.hint == hint


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("31.04.", "April 2025 ends with 2025-04-30."),
        ("31.04.2024", "April 2024 ends with 2024-04-30."),
        ("2025/02/30", "February 2025 ends with 2025-02-28."),
        ("30.02.", "February 2025 ends with 2025-02-28."),
        ("29.02.2025", "February 2025 ends with 2025-02-28."),
        ("13.13.2025", "Write it as 2026-03-01"),
        ("0.0.2025", "Write it as 2026-03-01"),
        ("01.13.0000", "Write it as 2026-03-01"),
    ],
)
def test_a_day_that_does_not_exist_is_refused_with_the_end_of_its_month(
    text: str, hint: str
) -> None:
    with pytest.raises(WrongUseError, match=r"^There is no such day or time\.$") as caught:
        read_numeric_day(text, today=TODAY)
    assert caught.value.hint.startswith(hint)


@pytest.mark.parametrize(
    "text", ["", "14", "14.11", "14.11.2025.", "14.11/2025", "1.2.3.4", "20251114", "3-4", "1.1.1"]
)
def test_what_is_written_otherwise_is_not_read(text: str) -> None:
    assert read_numeric_day(text, today=TODAY) is None


@pytest.mark.parametrize(
    ("text", "year"), [("25", 2025), ("26", 2026), ("27", 1927), ("00", 2000), ("1999", 1999)]
)
def test_two_digits_are_the_latest_year_that_is_not_after_the_next(text: str, year: int) -> None:
    assert full_year(text, today=TODAY) == year


@given(st.dates(date(1910, 1, 1), date(2025, 12, 31)), st.dates(date(1910, 1, 1)))
def test_the_newest_day_is_not_ahead_and_has_the_month_and_day(today: date, day: date) -> None:
    found = newest_day(day.month, day.day, today=today)

    assert found <= today
    assert (found.month, found.day) == (day.month, day.day)


@given(st.dates(date(1, 1, 1)), st.sampled_from(["{0.day}.{0.month}.{0.year:04}"]))
def test_a_day_is_read_as_itself_or_refused_never_as_another(day: date, form: str) -> None:
    try:
        assert read_numeric_day(form.format(day), today=TODAY) == day
    except WrongUseError:
        assert day.day <= 12  # only then there are two ways
