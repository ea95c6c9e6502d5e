"""When something happened: the instant, and the zone and day it happened in.

Days and weeks are counted in the zone where the moment happened, never in the zone of the
machine that reads it later. Instants are kept to the millisecond.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone
from typing import NamedTuple

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)


EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
"""Where the time in a ULID begins, and the moment of what has none."""


class Moment(NamedTuple):
    """An instant with the offset and zone that held where it happened.

    Args:
        at: The instant, aware, in UTC.
        offset_seconds: Local time minus UTC.
        zone: The IANA name, such as `Europe/Berlin`.
    """

    at: datetime
    offset_seconds: int
    zone: str

    @classmethod
    def from_iso(cls, text: str, zone: str) -> Moment:
        """Read back what `iso` wrote, with the offset as it stands there.

        Raises:
            ValueError: It is no moment with an offset.
            OverflowError: Its instant is outside of the calendar.
        """
        at = datetime.fromisoformat(text)
        offset = at.utcoffset()
        if offset is None:
            raise ValueError("a moment needs its offset")
        return cls(at.astimezone(UTC), round(offset.total_seconds()), zone)

    @property
    def local(self) -> datetime:
        """The wall-clock time where it happened."""
        return self.at.astimezone(timezone(timedelta(seconds=self.offset_seconds)))

    @property
    def on(self) -> date:
        """The local day."""
        return self.local.date()

    @property
    def at_text(self) -> str:
        """The instant as fixed-width UTC text, which sorts as time does."""
        return utc_text(self.at)

    @property
    def iso(self) -> str:
        """Local ISO 8601 with its offset; milliseconds only where there are some."""
        spec = "milliseconds" if self.at.microsecond else "seconds"
        return self.local.isoformat(timespec=spec)


def utc_text(at: datetime) -> str:
    """Write an instant as `2026-03-01T20:14:00.000Z`: fixed width, so text order is time order."""
    return at.astimezone(UTC).isoformat(timespec="milliseconds").removesuffix("+00:00") + "Z"


def from_utc_text(text: str) -> datetime:
    """Read what `utc_text` wrote."""
    return datetime.fromisoformat(text)


def milliseconds_of(at: datetime) -> int:
    """Count the whole milliseconds from 1970-01-01 UTC to an aware instant, exactly."""
    return (at - EPOCH) // timedelta(milliseconds=1)


def whole_milliseconds(at: datetime) -> datetime:
    """Drop what is finer than a millisecond."""
    return at.replace(microsecond=at.microsecond // 1000 * 1000)


def day_words(day: date) -> str:
    """Say a day: `Friday 14 November 2025`."""
    return f"{WEEKDAYS[day.weekday()]} {day.day} {MONTHS[day.month - 1]} {day.year}"


def short_day(day: date) -> str:
    """Say a day briefly: `14 Nov`."""
    return f"{day.day} {MONTHS[day.month - 1][:3]}"


def moment_words(moment: Moment) -> str:
    """Say a moment: `Friday 14 November 2025, 21:04`."""
    return f"{day_words(moment.on)}, {moment.local:%H:%M}"
