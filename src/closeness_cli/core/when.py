"""Reading a moment from text: ISO 8601 or words, in a zone, never in the future."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING

from closeness_cli.core.moment import Moment, whole_milliseconds
from closeness_cli.errors import WrongUseError

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

NOON = time(12)
"""A day without a time is kept as its noon: the middle, so that no zone moves the day."""

AHEAD = timedelta(minutes=5)
"""Clocks differ a little; what is further ahead has not been yet."""

EARLIEST_YEAR = 1900
"""Before any memory that is written down here; an earlier year is a slip, such as 0202."""

HINT = "Write it as 2026-03-01, 2026-03-01 21:30, 'yesterday 21:30' or '3 days ago'."

NOT_UNDERSTOOD = "That time is not understood."

FAR = timedelta(days=31)
"""What is further ahead is taken for a slip in the year, and the year before is suggested."""

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
    from zoneinfo import ZoneInfo  # not for who only reads what was kept

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


def instants_of(wall: datetime, zone: str) -> tuple[datetime, ...]:
    """Find when the clocks of a zone show a time: never in a gap, twice where it comes again.

    Raises:
        WrongUseError: No zone has this name, or the calendar ends before it.
    """
    named = zone_called(zone)
    found = []
    for fold in (0, 1):
        at = in_zone(wall.replace(tzinfo=named, fold=fold), zone)
        if at.local.replace(tzinfo=None) == whole_milliseconds(wall) and at.at not in found:
            found.append(at.at)
    return tuple(found)


def read_moment(text: str, *, now: Moment) -> Moment:
    """Understand what a person gave as a time, as `known_moment` does.

    Raises:
        WrongUseError: Not understood, no such day, two days, still ahead, or before 1900.
    """
    moment = known_moment(text, now=now)
    if moment is None:
        raise WrongUseError(NOT_UNDERSTOOD, HINT)
    return moment


def known_moment(text: str, *, now: Moment) -> Moment | None:
    """Understand a time in ISO 8601 or in English words, in the zone where a person is.

    A wall-clock time that a clock change skips is moved on by the length of the gap; one
    that happens twice is its first (PEP 495, fold 0). A written offset gives the instant. A
    day alone is its noon, and today is now.

    Returns:
        Nothing where it is written in a way that is not known here.

    Raises:
        WrongUseError: It is known and cannot be taken.
    """
    text = text.strip()
    if re.fullmatch(_SHAPE, text):
        wall = _read(text)
        return now if text == now.on.isoformat() else placed(wall, now=now)
    from closeness_cli.core.spoken_when import read_words  # most people write no time at all

    said = read_words(text, now=now)
    if said is None:
        return None
    if said.back is not None:
        return placed(now.at - said.back, now=now)
    if said.clock is None:
        return day_moment(said.on, now=now)
    return placed(datetime.combine(said.on, said.clock), now=now)


def day_moment(on: date, *, now: Moment) -> Moment:
    """Give the moment of a day without a time: its noon, or now where it is today.

    Raises:
        WrongUseError: It is ahead, or before 1900.
    """
    return now if on == now.on else placed(datetime.combine(on, NOON), now=now)


def placed(wall: datetime, *, now: Moment) -> Moment:
    """Place a wall-clock time, or an aware one, in the zone where a person is.

    Raises:
        WrongUseError: It is ahead, or before 1900.
    """
    _check_year(wall.year)
    if wall.tzinfo is None:
        shown = instants_of(wall, now.zone)
        # In a gap, the offset from before it: the time moves on by its length.
        wall = shown[0] if shown else wall.replace(tzinfo=zone_called(now.zone))
    return _checked(in_zone(wall, now.zone), now=now)


def known_day(text: str, *, now: Moment) -> date | None:
    """Understand a calendar day in ISO 8601 or in English words; it may be ahead.

    Returns:
        Nothing where it is written in a way that is not known here.

    Raises:
        WrongUseError: It is known and cannot be taken.
    """
    text = text.strip()
    if re.fullmatch(_SHAPE, text):
        return _read(text).date()
    from closeness_cli.core.spoken_when import read_words  # as in known_moment

    said = read_words(text, now=now)
    if said is None:
        return None
    return said.on if said.back is None else in_zone(now.at - said.back, now.zone).on


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
    """Read what has the shape of ISO 8601."""
    try:
        if len(text) == len("2026-03-01"):
            return datetime.combine(date.fromisoformat(text), NOON)
        return datetime.fromisoformat(text)
    except ValueError:
        from closeness_cli.core.numeric_days import NO_SUCH, real_day  # for the hint alone

        real_day(*map(int, text[: len("2026-03-01")].split("-")))
        raise WrongUseError(NO_SUCH, HINT) from None


def _check_year(year: int) -> None:
    if year < EARLIEST_YEAR:
        raise WrongUseError("That time is too long ago.", "Check the year.")


def _checked(moment: Moment, *, now: Moment) -> Moment:
    """Let a moment through that has been."""
    _check_year(moment.on.year)
    if moment.at <= now.at + AHEAD:
        return moment
    hint = "Give a time that has been."
    if moment.at > now.at + FAR:
        hint = f"Perhaps you meant {_latest_so_far(moment.on, now.on).isoformat()}."
    raise WrongUseError("That time is still ahead.", hint)


def _latest_so_far(on: date, today: date) -> date:
    """Give the same day of the latest year in which it is not ahead."""
    from closeness_cli.core.numeric_days import newest_day

    return newest_day(on.month, on.day, today=today)
