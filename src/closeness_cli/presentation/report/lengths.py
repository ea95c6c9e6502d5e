"""Lengths of time in words, in the largest unit of which there are a few."""

from __future__ import annotations

import math

MINUTES_UNTIL, HOURS_UNTIL, DAYS_UNTIL = 1.5, 48.0, 24.0 * 60
"""Hours below which a length is said in minutes, in hours and in days; above, in weeks."""

MOST_OF_A_UNIT = 99
"""Of a unit, where the upper end of a range is said in that of the lower one."""

UNITS = (
    (MINUTES_UNTIL, 1 / 60, "minute"),
    (HOURS_UNTIL, 1.0, "hour"),
    (DAYS_UNTIL, 24.0, "day"),
    (math.inf, 168.0, "week"),
)


def length(hours: float) -> str:
    """Say a length of time: `40 minutes`, `31 hours`, `3 days`."""
    size, unit = _unit(hours)
    return _counted(hours / size, unit)


def between(low: float, high: float) -> str:
    """Say a range of lengths, in one unit where that is no large number: `25 to 39 hours`."""
    size, unit = _unit(low)
    if high / size > MOST_OF_A_UNIT or _whole(low / size) == _whole(high / size):
        return f"{length(low)} to {length(high)}"
    return f"{_whole(low / size)} to {_counted(high / size, unit)}"


def _unit(hours: float) -> tuple[float, str]:
    return next((size, unit) for until, size, unit in UNITS if hours < until)


def _whole(amount: float) -> int:
    return math.floor(amount + 0.5)


def _counted(amount: float, unit: str) -> str:
    whole = _whole(amount)
    return f"{whole} {unit}" if whole == 1 else f"{whole} {unit}s"
