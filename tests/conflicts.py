"""Invented conflicts, by the hours until they were repaired or last heard of."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from closeness_cli.core.stats.survival import Wait

BEGIN = datetime(2026, 3, 1, 20, tzinfo=UTC)


def waits(hours: list[tuple[float, bool]], every: timedelta = timedelta(days=3)) -> list[Wait]:
    """Make waits that begin one after another."""
    return [
        Wait(begin := BEGIN + at * every, begin + timedelta(hours=time), is_repaired)
        for at, (time, is_repaired) in enumerate(hours)
    ]


def repaired(*hours: float) -> list[tuple[float, bool]]:
    """Give hours after which a repair came."""
    return [(time, True) for time in hours]


def still_open(*hours: float) -> list[tuple[float, bool]]:
    """Give hours after which one without a repair was last heard of."""
    return [(time, False) for time in hours]
