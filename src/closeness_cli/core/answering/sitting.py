"""Sittings: in which order items come, when it is too soon, and which of them count."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from random import Random
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence
    from datetime import date

    from closeness_cli.core.answering.administration import Administration
    from closeness_cli.core.instruments.instrument import Instrument

SERIES_DIMENSION = "connection"
"""The dimension of the weekly questions that the overview follows."""

SAFETY_DAYS = 90
"""Safety items are asked at most once in so many days, a quarter of a year."""


@dataclass(frozen=True, slots=True)
class MarkedSitting:
    """An administration, and whether it came too soon after the one before."""

    given: Administration
    early: bool

    @property
    def on(self) -> date:
        """Give its local day."""
        return self.given.started.on

    @property
    def instrument(self) -> Instrument:
        """Give what was asked, as it was then."""
        return self.given.instrument


def mark_early(done: Sequence[Administration]) -> list[MarkedSitting]:
    """Tell retakes apart that came sooner after the last one that counts than they should.

    Args:
        done: Oldest first.
    """
    counted: dict[str, date] = {}
    marked: list[MarkedSitting] = []
    for one in done:
        before, on = counted.get(one.instrument.id), one.started.on
        early = one.early or (before is not None and is_too_near(one.instrument, before, on))
        if not early:
            counted[one.instrument.id] = on
        marked.append(MarkedSitting(one, early))
    return marked


def is_too_near(instrument: Instrument, one: date, other: date) -> bool:
    """Say whether two days are fewer apart than the instrument's `min_days`."""
    return abs((one - other).days) < instrument.cadence.min_days


@dataclass(frozen=True, slots=True)
class TooSoon:
    """Answers of the same instrument lie too near for comparing to make sense.

    Args:
        answered_on: The local day of those answers.
        again_on: From which day on it makes sense again.
    """

    answered_on: date
    again_on: date


def too_soon(done: Sequence[Administration], instrument: Instrument, on: date) -> TooSoon | None:
    """Find what makes a day too soon: a set that counts, fewer than `min_days` before or after.

    Args:
        done: One person's finished sets, oldest first.
    """
    days = [
        one.on for one in mark_early(done) if not one.early and one.instrument.id == instrument.id
    ]
    near = [day for day in days if is_too_near(instrument, day, on)]
    return TooSoon(max(near), _free_from(instrument, days, on)) if near else None


def _free_from(instrument: Instrument, days: Iterable[date], on: date) -> date:
    """Find the first day from which on no set that counts is too near."""
    for day in sorted(days):
        if is_too_near(instrument, day, on):
            on = max(on, day + timedelta(days=instrument.cadence.min_days))
    return on


def presented_order(
    instrument: Instrument, *, seed: int | None = None, safety: Collection[str] = ()
) -> tuple[str, ...]:
    """Put the items of an instrument into the order in which they are presented.

    Args:
        seed: What to shuffle by; absent for the instrument's own order.
        safety: Safety items that are asked too, after all others.
    """
    order = [item.id for item in instrument.items if not item.safety]
    if seed is not None:
        Random(seed).shuffle(order)  # noqa: S311 - an order, no secret
    last = [item.id for item in instrument.items if item.safety and item.id in safety]
    return (*order, *last)


def may_ask_safety(last_asked_on: date | None, on: date) -> bool:
    """Say whether a safety item may be asked again.

    Args:
        last_asked_on: When this person was last asked it, anywhere; absent for never.
    """
    return last_asked_on is None or (on - last_asked_on).days >= SAFETY_DAYS
