"""Days written in numbers alone, other than ISO 8601: read where they can mean one day only."""

from __future__ import annotations

import calendar
import re
from datetime import date
from typing import TYPE_CHECKING

from closeness_cli.core.moment import MONTHS
from closeness_cli.core.when import HINT
from closeness_cli.errors import WrongUseError

if TYPE_CHECKING:
    from collections.abc import Iterator

NO_SUCH = "There is no such day or time."
TWO_WAYS = "That can be read as two different times."

_YEAR_FIRST = re.compile(r"([0-9]{4})([./-])([0-9]{1,2})\2([0-9]{1,2})\.?")
_YEAR_LAST = re.compile(r"([0-9]{1,2})([./-])([0-9]{1,2})\2([0-9]{4}|[0-9]{2})")
_WITHOUT_YEAR = re.compile(r"([0-9]{1,2})(?:\.([0-9]{1,2})\.|/([0-9]{1,2}))")

_LEAP_CYCLE = 8
"""Years from one 29 February to the next are eight at most, as from 1896 to 1904."""


def read_numeric_day(text: str, *, today: date) -> date | None:
    """Understand `2025.11.14`, `14.11.2025`, `11/14/25` or `14.11.`, the last one in the past.

    Returns:
        Nothing for what is not written so.

    Raises:
        WrongUseError: There is no such day, or it can be two.
    """
    if match := _YEAR_FIRST.fullmatch(text):
        return real_day(int(match[1]), int(match[3]), int(match[4]))
    if match := _YEAR_LAST.fullmatch(text):
        year = full_year(match[4], today=today)
        pairs = [(int(match[1]), int(match[3])), (int(match[3]), int(match[1]))]
        readings = [(year, month, day) for day, month in pairs]
        if match[2] == "-" and len(match[4]) == len("25"):
            first = full_year(match[1].zfill(2), today=today)
            readings.append((first, int(match[3]), int(match[4])))
        return _only_one(readings)
    if match := _WITHOUT_YEAR.fullmatch(text):
        one, other = int(match[1]), int(match[2] or match[3])
        return _only_one(
            [_newest(month, day, today) for day, month in ((one, other), (other, one))]
        )
    return None


def real_day(year: int, month: int, day: int) -> date:
    """Make a day.

    Raises:
        WrongUseError: There is none; the hint says where that month ends.
    """
    try:
        return date(year, month, day)
    except ValueError:
        raise no_such_day(year, month) from None


def no_such_day(year: int, month: int) -> WrongUseError:
    """Make the refusal of a day that there is not."""
    if not (1 <= month <= len(MONTHS) and date.min.year <= year <= date.max.year):
        return WrongUseError(NO_SUCH, HINT)
    last = date(year, month, last_day_of(year, month))
    return WrongUseError(NO_SUCH, f"{MONTHS[month - 1]} {year} ends with {last.isoformat()}.")


def last_day_of(year: int, month: int) -> int:
    """Count the days of a month."""
    return calendar.monthrange(year, month)[1]


def two_times(*readings: str) -> WrongUseError:
    """Make the refusal of what can be two days or times, with what to write for each."""
    return WrongUseError(TWO_WAYS, f"Write {' or '.join(readings)}.")


def newest_day(month: int, day: int, *, today: date) -> date:
    """Give the last day so far that has this month and day.

    Raises:
        WrongUseError: No year has it.
    """
    return real_day(*_newest(month, day, today))


def full_year(text: str, *, today: date) -> int:
    """Read a year; of two digits it is the latest that is not after next year."""
    year = int(text)
    if len(text) > len("25"):
        return year
    century = today.year // 100 * 100
    return year + century if year + century <= today.year + 1 else year + century - 100


def _newest(month: int, day: int, today: date) -> tuple[int, int, int]:
    """Choose the year; where no year has such a day, this one, so that it is refused."""
    for year in range(today.year, max(today.year - _LEAP_CYCLE, 1) - 1, -1):
        try:
            if date(year, month, day) <= today:
                return year, month, day
        except ValueError:
            continue
    return today.year, month, day


def _only_one(readings: list[tuple[int, int, int]]) -> date:
    days = sorted(set(_days(readings)))
    if not days:
        year, month, _ = next((one for one in readings if one[1] <= len(MONTHS)), readings[0])
        raise no_such_day(year, month)
    if len(days) > 1:
        raise two_times(*(day.isoformat() for day in days))
    return days[0]


def _days(readings: list[tuple[int, int, int]]) -> Iterator[date]:
    for one in readings:
        try:
            yield date(*one)
        except ValueError:
            continue
