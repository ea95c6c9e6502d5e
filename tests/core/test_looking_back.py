from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders import an_entry
from closeness_cli.core.entry import EntryKind
from closeness_cli.core.looking_back import (
    may_resurface,
    months_between,
    same_day_of_months,
    same_day_of_years,
)
from closeness_cli.core.when import EARLIEST_YEAR


def test_the_day_comes_again_every_year_and_the_latest_is_first() -> None:
    days = same_day_of_years(date(2025, 11, 14))
    assert days[:2] == [date(2024, 11, 14), date(2023, 11, 14)]
    assert days[-1] == date(EARLIEST_YEAR, 11, 14)


def test_a_leap_day_comes_with_the_28th_where_there_is_none() -> None:
    assert same_day_of_years(date(2025, 2, 28))[:3] == [
        date(2024, 2, 29),
        date(2024, 2, 28),
        date(2023, 2, 28),
    ]
    assert same_day_of_years(date(2024, 2, 28))[:2] == [date(2023, 2, 28), date(2022, 2, 28)]
    assert same_day_of_years(date(2024, 2, 29))[:2] == [date(2020, 2, 29), date(2016, 2, 29)]
    assert same_day_of_years(date(2025, 3, 1))[0] == date(2024, 3, 1)


@pytest.mark.parametrize(
    ("today", "days"),
    [
        (date(2025, 11, 14), [date(2025, 10, 14), date(2025, 5, 14)]),
        (date(2025, 3, 14), [date(2025, 2, 14), date(2024, 9, 14)]),
        (date(2025, 1, 31), [date(2024, 12, 31), date(2024, 7, 31)]),
        (date(2025, 3, 30), [date(2024, 9, 30)]),
        (date(2025, 12, 31), []),
        (date(1, 1, 1), []),
    ],
)
def test_a_month_without_this_day_has_none(today: date, days: list[date]) -> None:
    assert same_day_of_months(today) == days


@given(st.dates(min_value=date(1901, 1, 1)))
def test_every_leap_day_comes_back_once_a_year_and_others_too(today: date) -> None:
    days = same_day_of_years(today)
    assert len(set(days)) == len(days)
    assert all(day < today for day in days)
    assert {(day.month, day.day) for day in days} <= {(today.month, today.day), (2, 29)}


@pytest.mark.parametrize("kind", EntryKind)
def test_a_conflict_and_what_tells_of_one_never_come_back(kind: EntryKind) -> None:
    never = kind in {EntryKind.CONFLICT, EntryKind.REPAIR}
    assert may_resurface(an_entry(kind=kind)) is not never


def test_what_is_marked_or_in_the_trash_never_comes_back() -> None:
    assert not may_resurface(an_entry(fields={"do_not_resurface": True}))
    assert may_resurface(an_entry(fields={"do_not_resurface": False}))
    assert not may_resurface(an_entry()._replace(in_trash=True))


def test_months_are_counted_as_a_calendar_does() -> None:
    assert months_between(date(2024, 2, 29), date(2025, 2, 28)) == 12
    assert months_between(date(2025, 10, 31), date(2025, 11, 1)) == 1
