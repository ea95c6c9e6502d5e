"""The time zone that this computer is in."""

from __future__ import annotations

import os

from closeness_cli.core.when import zone_called
from closeness_cli.errors import WrongUseError


def named_zone(name: str | None) -> str | None:
    """Give the IANA name that `TZ` holds; nothing for none, or for a rule such as `CET-1CEST`."""
    if not name:
        return None
    name = name.removeprefix(":")
    try:
        zone_called(name)
    except WrongUseError:
        return None
    return name


def system_zone() -> str | None:
    """Find the IANA name of the zone that this computer is set to."""
    return _linked_zone() or _found_zone()


def _linked_zone() -> str | None:
    """Read where /etc/localtime points, as it does on most systems: far faster than looking."""
    try:
        target = os.readlink("/etc/localtime")  # noqa: PTH115 - pathlib is not needed here
    except OSError:
        return None
    return named_zone(target.partition("/zoneinfo/")[2])


def _found_zone() -> str | None:
    import tzlocal  # only where the link does not tell

    try:
        return named_zone(tzlocal.get_localzone_name())
    except (LookupError, OSError, ValueError):
        return None
