"""Days and times in English words, as one says them of what has been: `yesterday 21:30`.

A text is read as a whole or not at all; nothing is searched for in it.
"""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING, NamedTuple

from closeness_cli.core.moment import MONTHS, WEEKDAYS
from closeness_cli.core.numeric_days import (
    NO_SUCH,
    full_year,
    last_day_of,
    newest_day,
    read_numeric_day,
    real_day,
    two_times,
)
from closeness_cli.core.when import AHEAD, HINT
from closeness_cli.errors import WrongUseError

if TYPE_CHECKING:
    from closeness_cli.core.moment import Moment

LONGEST = 60
"""Characters; a longer text is no time."""


class Said(NamedTuple):
    """What was said: a day, perhaps with a time of it, or how long ago it was.

    Args:
        clock: Absent for a day alone.
        back: So much time before now, to the minute; the day is not read then.
    """

    on: date
    clock: time | None = None
    back: timedelta | None = None


class _Part(NamedTuple):
    """A part of the day: when it begins, what it is kept as, and the times that fit it."""

    begins: time
    usual: time
    last_hour: int


_PARTS = {
    "morning": _Part(time(4), time(9), 11),
    "afternoon": _Part(time(12), time(15), 18),
    "evening": _Part(time(17), time(20), 23),
    "night": _Part(time(18), time(22), 23),
}
"""Rounded hours in the middle of what people call so; what is kept is shown when it is."""

_SMALL_HOURS = 6
"""Before this hour a night may belong to the day before or to this one."""

_NUMBERS = dict(
    zip(
        ("a", "an", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"),
        (1, 1, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10),
        strict=True,
    )
)
_MINUTES = {"minute": 1, "min": 1, "hour": 60, "hr": 60}
_DAYS = {"day": 1, "week": 7, "fortnight": 14}
_MONTHS_LONG = {"month": 1, "year": 12}

_COUNT = rf"([0-9]{{1,4}}|{'|'.join(_NUMBERS)})"
_WEEKDAY = "|".join(f"{one.casefold()}|{one.casefold()[:3]}" for one in WEEKDAYS)
_MONTH = "|".join(f"{one.casefold()}|{one.casefold()[:3]}" for one in MONTHS) + "|sept"
_YEAR = "(?: ([0-9]{4}|'[0-9]{2}))?"
_NTH = "([0-9]{1,2})(?:st|nd|rd|th|[.])?"

_CLOCK = re.compile(
    r"(?:at |@ ?)?(?:([0-9]{1,2})[:h]([0-9]{2})(?::([0-9]{2}))?(?: ?([ap])[.]?m[.]?)?"
    r"|([0-9]{1,2}) ?([ap])[.]?m[.]?|at noon|noon|midday)"
)
_CLOCK_LAST = re.compile(rf"(.+?) {_CLOCK.pattern}")
_CLOCK_FIRST = re.compile(rf"{_CLOCK.pattern} (?:on )?(.+)")
_PART_LAST = re.compile(rf"(?:(.+?) )?(?:in the |at )?({'|'.join(_PARTS)})")
_ELAPSED = re.compile(rf"(?:{_COUNT} ({'|'.join(_MINUTES)})s? (?:and )?)+ago")
_ONE_ELAPSED = re.compile(rf"{_COUNT} ({'|'.join(_MINUTES)})")
_DAYS_AGO = re.compile(rf"{_COUNT} ({'|'.join([*_DAYS, *_MONTHS_LONG])})s? ago")
_ON_WEEKDAY = re.compile(rf"(?:on )?(?:(last|past|this|next) )?({_WEEKDAY})( last week)?")
_DAY_MONTH = re.compile(rf"(?:on )?(?:({_WEEKDAY}) )?(?:the )?{_NTH}(?: of)? ({_MONTH})[.]?{_YEAR}")
_MONTH_DAY = re.compile(rf"(?:on )?(?:({_WEEKDAY}) )?({_MONTH})[.]? {_NTH}{_YEAR}")
_NO_DAY = re.compile(rf"(?:(?:last|this) (?:week|month|year)|(?:{_MONTH})(?: [0-9]{{4}})?)")

_DAY_WORDS = {"today": 0, "yesterday": 1, "tomorrow": -1, "day before yesterday": 2}


def read_words(text: str, *, now: Moment) -> Said | None:
    """Understand a day or time in words or numbers, of the past where it may be any.

    Returns:
        Nothing where it is not known; that is for others to read, or to refuse.

    Raises:
        WrongUseError: It is known and cannot be taken: no such day, two days, none at all.
    """
    if len(text) > LONGEST:
        return None
    words = _plain(text)
    if words in ("now", "just now"):
        return Said(now.on)
    if "midnight" in words.split():
        raise WrongUseError("Midnight belongs to two days.", "Write 23:59 or 00:00 with its day.")
    back = _elapsed(words)
    if back is not None:
        return Said(now.on, back=back)
    rest, clock = _clock_apart(words)
    if clock is not None and not rest:
        ahead = datetime.combine(now.on, clock) > _wall(now) + AHEAD
        return Said(now.on - timedelta(days=ahead), clock)
    part = _part_of_day(rest, clock, now)
    if part is not None:
        return part
    on = _day(rest, now.on)
    return Said(on, clock) if on is not None else None


def _plain(text: str) -> str:
    """Write words one way: small letters, one blank between them, no commas."""
    text = text.casefold().replace(",", " ").replace("’", "'")
    text = re.sub(r"(?<=[0-9])[-/](?=[a-z])|(?<=[a-z])[-/](?=[0-9])", " ", text)
    text = re.sub(r"(?<=[0-9][.]) (?=[0-9]{1,2}[.]|[0-9]{4}\b)", "", text)
    return " ".join(text.split())


def _wall(now: Moment) -> datetime:
    return now.local.replace(tzinfo=None)


def _count(word: str) -> int:
    return _NUMBERS.get(word) or int(word)


def _elapsed(words: str) -> timedelta | None:
    """Read `2 hours ago`, `an hour and 20 minutes ago`."""
    if words == "half an hour ago":
        return timedelta(minutes=30)
    if not _ELAPSED.fullmatch(words):
        return None
    return timedelta(
        minutes=sum(_count(one) * _MINUTES[unit] for one, unit in _ONE_ELAPSED.findall(words))
    )


def _clock_apart(words: str) -> tuple[str, time | None]:
    """Take a time of the day off the end of words, or off their beginning."""
    if match := _CLOCK.fullmatch(words):
        return "", _clock(*match.groups())
    if match := _CLOCK_LAST.fullmatch(words):
        return match[1], _clock(*match.groups()[1:])
    if match := _CLOCK_FIRST.fullmatch(words):
        return match[match.re.groups], _clock(*match.groups()[:-1])
    return words, None


def _clock(*said: str | None) -> time:
    hours, minutes, seconds, half, hours_alone, half_alone = said
    half = half or half_alone
    hour = int(hours or hours_alone or 12)
    if half and not 1 <= hour <= 12:
        raise WrongUseError(NO_SUCH, HINT)
    if half:
        hour = hour % 12 + (12 if half == "p" else 0)
    try:
        return time(hour, int(minutes or 0), int(seconds or 0))
    except ValueError:
        raise WrongUseError(NO_SUCH, HINT) from None


def _part_of_day(words: str, clock: time | None, now: Moment) -> Said | None:
    """Read `this morning`, `last night`, `friday evening`, with a time that fits or without."""
    words = {"tonight": "this night"}.get(words, words)
    match = _PART_LAST.fullmatch(words)
    if match is None:
        return None
    day, name = match[1] or "this", match[2]
    on = _day_of_part(day, name, now.on)
    if on is None:
        return None
    part = _PARTS[name]
    if clock is None:
        is_now = on == now.on and part.begins <= _wall(now).time() < part.usual
        return Said(on, None if is_now else part.usual)
    if name == "night" and clock.hour < _SMALL_HOURS:
        days = (on, on + timedelta(days=1))
        raise two_times(*(f"{one.isoformat()} {clock:%H:%M}" for one in days))
    fits = part.begins.hour <= clock.hour <= part.last_hour
    return Said(on, clock) if fits else None


def _day_of_part(day: str, name: str, today: date) -> date | None:
    if day == "this":
        return today
    if day == "last" and name in ("night", "evening"):
        return today - timedelta(days=1)
    return _day(day, today)


def _day(words: str, today: date) -> date | None:
    """Read a day."""
    back = _DAY_WORDS.get(words.removeprefix("the "))
    if back is not None:
        return today - timedelta(days=back)
    if _NO_DAY.fullmatch(words):
        raise WrongUseError("That names no day.", "Say which: 'last friday', '14 Nov 2025'.")
    try:
        return (
            _days_ago(words, today)
            or _on_weekday(words, today)
            or _day_and_month(words, today)
            or read_numeric_day(words, today=today)
        )
    except OverflowError:
        raise WrongUseError("That time is too long ago.", "Check the number.") from None


def _days_ago(words: str, today: date) -> date | None:
    match = _DAYS_AGO.fullmatch(words)
    if match is None:
        return None
    count, unit = _count(match[1]), match[2]
    if unit in _DAYS:
        return today - timedelta(days=count * _DAYS[unit])
    year, month = divmod(today.year * 12 + today.month - 1 - count * _MONTHS_LONG[unit], 12)
    if year < 1:
        raise OverflowError
    return date(year, month + 1, min(today.day, last_day_of(year, month + 1)))


def _on_weekday(words: str, today: date) -> date | None:
    """Read a weekday: the last one before today; `this` is in the week of today."""
    match = _ON_WEEKDAY.fullmatch(words)
    if match is None:
        return None
    which, ahead = match[1], _weekday(match[2]) - today.weekday()
    if match[3]:
        return None if which else today + timedelta(days=ahead - 7)
    if which == "this":
        return today + timedelta(days=ahead)
    if which == "next":
        return today + timedelta(days=ahead % 7 or 7)
    return today - timedelta(days=-ahead % 7 or 7)


def _weekday(name: str) -> int:
    return next(at for at, one in enumerate(WEEKDAYS) if one.casefold().startswith(name))


def _day_and_month(words: str, today: date) -> date | None:
    """Read `14 November 2025`, `Friday, Nov 14`."""
    if match := _DAY_MONTH.fullmatch(words):
        weekday, day, month, year = match.groups()
    elif match := _MONTH_DAY.fullmatch(words):
        weekday, month, day, year = match.groups()
    else:
        return None
    number = next(at for at, one in enumerate(MONTHS, 1) if one.casefold()[:3] == month[:3])
    if year is None:
        on = newest_day(number, int(day), today=today)
    else:
        on = real_day(full_year(year.removeprefix("'"), today=today), number, int(day))
    if weekday is not None and on.weekday() != _weekday(weekday):
        raise WrongUseError(
            "That day has another weekday.", f"{on.isoformat()} is a {WEEKDAYS[on.weekday()]}."
        )
    return on
