"""Reading a moment from text: ISO 8601, in a zone, never in the far future."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from closeness_cli.core.moment import Moment, whole_milliseconds
from closeness_cli.errors import WrongUseError

NOON = time(12)
"""A day without a time is kept as its noon: the middle, so that no zone moves the day."""

AHEAD = timedelta(minutes=5)
"""Clocks differ a little; what is further ahead has not been yet."""

EARLIEST_YEAR = 1900
"""Before any memory that is written down here; an earlier year is a slip, such as 0202."""

HINT = "Write it as 2026-03-01, 2026-03-01 21:30 or 2026-03-01T21:30+01:00."

LONGEST_SPAN = timedelta(days=100 * 365)
"""Nothing here is older; and a day that far back is still a day of the calendar."""

_SHAPE = (
    r"[0-9]{4}-[0-9]{2}-[0-9]{2}"
    r"([T ][0-9]{2}:[0-9]{2}(:[0-9]{2}([.,][0-9]{1,6})?)?(Z|[+-][0-9]{2}:?[0-9]{2})?)?"
)
_SPAN = r"([0-9]{1,5})([dwmy])"
_SPAN_DAYS = {"d": 1, "w": 7, "m": 30, "y": 365}


def zone_called(name: str) -> ZoneInfo:
    """Find a zone of the IANA database.

    Raises:
        WrongUseError: No zone has this name.
    """
    try:
        return ZoneInfo(name)
    except (KeyError, ValueError, OSError) as error:
        raise WrongUseError(
            "That time zone is not known.", "Zones are named like Europe/Berlin or UTC."
        ) from error


def in_zone(at: datetime, zone: str) -> Moment:
    """Place an aware instant in a zone.

    Raises:
        WrongUseError: No zone has this name, or the calendar ends before the instant.
    """
    named = zone_called(zone)
    try:
        at = whole_milliseconds(at.astimezone(UTC))
        offset = at.astimezone(named).utcoffset() or timedelta()
    except OverflowError as error:
        raise WrongUseError("That time is outside of the calendar.", HINT) from error
    return Moment(at, round(offset.total_seconds()), zone)


def read_moment(text: str, *, now: Moment) -> Moment:
    """Understand what a person gave as a time, in the zone they are in.

    A wall-clock time that a clock change skips is moved on by the length of the gap; one
    that happens twice is its first (PEP 495, fold 0). A written offset gives the instant. A
    day alone is its noon, and today is now.

    Raises:
        WrongUseError: Not ISO 8601, no such day, still ahead, or before 1900.
    """
    text = text.strip()
    wall = _read(text)
    if text == now.on.isoformat():
        return now
    if wall.year < EARLIEST_YEAR:
        raise WrongUseError("That time is too long ago.", "Check the year.")
    if wall.tzinfo is None:
        wall = wall.replace(tzinfo=zone_called(now.zone))
    moment = in_zone(wall, now.zone)
    if moment.at > now.at + AHEAD:
        raise WrongUseError("That time is still ahead.", "Give a time that has been.")
    return moment


def read_day(text: str) -> date:
    """Understand a calendar day, `2026-03-01`.

    Raises:
        WrongUseError: Not ISO 8601, or no such day.
    """
    return _read(text.strip()).date()


def read_span(text: str) -> timedelta:
    """Understand a length of time: `10d`, `12w`, `6m` (30 days each), `1y` (365 days).

    Raises:
        WrongUseError: Not a length of time, none at all, or more than a hundred years.
    """
    match = re.fullmatch(_SPAN, text.strip())
    span = timedelta(days=int(match[1]) * _SPAN_DAYS[match[2]]) if match else timedelta()
    if not timedelta() < span <= LONGEST_SPAN:
        raise WrongUseError(
            "That length of time is not understood.", "Write it as 10d, 12w, 6m or 1y."
        )
    return span


def _read(text: str) -> datetime:
    match = re.fullmatch(_SHAPE, text)
    if match is None:
        raise WrongUseError("That time is not understood.", HINT)
    try:
        if match[1] is None:
            return datetime.combine(date.fromisoformat(text), NOON)
        return datetime.fromisoformat(text)
    except ValueError as error:
        raise WrongUseError("There is no such day or time.", HINT) from error
