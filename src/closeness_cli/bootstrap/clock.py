"""The real clock, in the zone that this computer is in, and ids made with real chance."""

from __future__ import annotations

import os
from datetime import UTC, datetime
from functools import cached_property
from typing import TYPE_CHECKING

from closeness_cli.core.moment import milliseconds_of
from closeness_cli.core.ulid import ENTROPY_BYTES, ulid
from closeness_cli.core.when import in_zone, zone_called
from closeness_cli.errors import WrongUseError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from closeness_cli.core.moment import Moment


class SystemClock:
    """The time of this computer, or the one that `CLOSENESS_NOW` fixes.

    The zone is `TZ`, else what the system is set to, else UTC.
    """

    def __init__(self, environment: Mapping[str, str]) -> None:
        self._environment = environment

    def now(self) -> Moment:
        """Give the present moment."""
        fixed = self._environment.get("CLOSENESS_NOW")
        return in_zone(_fixed(fixed) if fixed else datetime.now(UTC), self.known_zone or "UTC")

    @property
    def misunderstands_tz(self) -> bool:
        """Whether `TZ` is set and names no zone."""
        told = self._environment.get("TZ")
        return bool(told) and _named_zone(told) is None

    @cached_property
    def known_zone(self) -> str | None:
        """The IANA name of the zone; absent where nothing tells it, and UTC is taken."""
        return _named_zone(self._environment.get("TZ")) or _linked_zone() or _found_zone()


class SystemIds:
    """ULIDs of the present moment, with the system's own randomness."""

    def __init__(self, clock: SystemClock) -> None:
        self._clock = clock

    def new(self) -> str:
        """Make a ULID."""
        return ulid(milliseconds_of(self._clock.now().at), os.urandom(ENTROPY_BYTES))


def random_seed() -> int:
    """Give a seed to shuffle by: 53 random bits, so that every JSON reader keeps it whole."""
    return int.from_bytes(os.urandom(7)) >> 3


def _named_zone(name: str | None) -> str | None:
    """Give the IANA name that `TZ` holds; nothing for none, or for a rule such as `CET-1CEST`."""
    if not name:
        return None
    name = name.removeprefix(":")
    try:
        zone_called(name)
    except WrongUseError:
        return None
    return name


def _linked_zone() -> str | None:
    """Read where /etc/localtime points, as it does on most systems: far faster than looking."""
    try:
        target = os.readlink("/etc/localtime")  # noqa: PTH115 - pathlib is not needed here
    except OSError:
        return None
    return _named_zone(target.partition("/zoneinfo/")[2])


def _found_zone() -> str | None:
    import tzlocal  # only where the link does not tell

    try:
        return _named_zone(tzlocal.get_localzone_name())
    except (LookupError, OSError, ValueError):
        return None


def _fixed(text: str) -> datetime:
    try:
        at = datetime.fromisoformat(text)
    except ValueError:
        at = None
    if at is None or at.tzinfo is None:
        raise WrongUseError(
            "CLOSENESS_NOW is not a time with its offset.",
            "Write it as 2026-03-01T21:30:00+01:00.",
        )
    return at
