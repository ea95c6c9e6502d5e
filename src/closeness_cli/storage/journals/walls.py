"""Times as journals write them: a day, and a time of the clock on the wall."""

from __future__ import annotations

import re
from datetime import date, datetime, time
from typing import NamedTuple

from closeness_cli.core.when import NOON

NOT_A_DAY = "its date is not understood; write it as 2024-03-01"
NO_SUCH_DAY = "there is no such day or time"
NOT_A_TIME = "its time is not understood; write it as 21:30"

_DAY = r"([0-9]{4})[-/.]?([0-9]{2})[-/.]?([0-9]{2})"
_TIME = r"([0-9]{1,2}):([0-9]{2})(?::([0-9]{2})(?:[.,]([0-9]{1,9}))?)?\s*([AaPp]\.?[Mm]\.?)?"
_ZONE = r"\s*(Z|[+-][0-9]{2}:?[0-9]{2})?"
_WHOLE = re.compile(rf"{_DAY}(?:[T\s]\s*({_TIME}{_ZONE}))?")
_CLOCK = re.compile(_TIME + _ZONE)


class Wall(NamedTuple):
    """A time as it was written.

    Args:
        at: Aware where an offset was written with it.
        is_day: Only a day was written, and its noon stands for it.
    """

    at: datetime
    is_day: bool


class WallError(ValueError):
    """What is wrong with a time, as the end of a sentence."""


def read_wall(day: str, clock: str = "") -> Wall:
    """Read a day that may hold a time, or has one beside it.

    Raises:
        WallError: With what is wrong.
    """
    match = _WHOLE.fullmatch(day.strip())
    if match is None:
        raise WallError(NOT_A_DAY)
    try:
        on = date(int(match[1]), int(match[2]), int(match[3]))
    except ValueError:
        raise WallError(NO_SUCH_DAY) from None
    clock = clock.strip() or match[4] or ""
    if not clock:
        return Wall(datetime.combine(on, NOON), is_day=True)
    return Wall(_with_time(on, clock), is_day=False)


def _with_time(on: date, clock: str) -> datetime:
    match = _CLOCK.fullmatch(clock)
    if match is None:
        raise WallError(NOT_A_TIME)
    hours, half = int(match[1]), (match[5] or "")[:1].lower()
    if half and not 1 <= hours <= 12:
        raise WallError(NO_SUCH_DAY)
    if half:
        hours = hours % 12 + (12 if half == "p" else 0)
    fraction = int(((match[4] or "") + "000000")[:6])
    offset = match[6] or ""
    try:
        zone = datetime.fromisoformat(f"2000-01-01T00:00{offset}").tzinfo
        return datetime.combine(
            on, time(hours, int(match[2]), int(match[3] or 0), fraction, tzinfo=zone)
        )
    except ValueError:
        raise WallError(NO_SUCH_DAY) from None
