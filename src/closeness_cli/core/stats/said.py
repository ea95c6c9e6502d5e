"""What a method gives where it has nothing to say: the reason, and from about when it may.

Every method of reports returns its finding or a `Silence`. A finding holds its estimate with its
interval, how many values it rests on, over how long, and its p; whether it is told is decided
once for all claims of a report (`core/stats/false_discovery.py`).
"""

from __future__ import annotations

import math
from datetime import timedelta
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple, TypeVar, cast

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

Found = TypeVar("Found")


class Reason(StrEnum):
    """Why nothing is said."""

    TOO_FEW = "too_few"
    """There are not enough values yet."""
    TOO_SHORT = "too_short"
    """There are enough values, over too short a time."""
    TOO_FEW_ON_A_SIDE = "too_few_on_a_side"
    """Of what is compared, one side has not enough values yet."""
    NO_VARIATION = "no_variation"
    """All values are the same, so nothing says how much chance would move them."""
    NOT_ESTIMABLE = "not_estimable"
    """The values do not settle the question, however many there are."""
    OVER = "over"
    """There were not enough values in a period that is over, and there will be no more."""


class Silence(NamedTuple):
    """Nothing can be said.

    Args:
        reason: Why.
        wait_days: Days from now on, at the pace so far, until there is about enough; `None`
            where waiting does not help, or where nothing says how long.
    """

    reason: Reason
    wait_days: float | None = None

    def from_about(self, today: date) -> date | None:
        """Give the day from about which on something can be said; `None` where none is known."""
        if self.wait_days is None:
            return None
        return today + timedelta(days=math.ceil(self.wait_days))


EARLY = frozenset({Reason.TOO_FEW, Reason.TOO_SHORT, Reason.TOO_FEW_ON_A_SIDE})
"""Reasons that go away by waiting."""


def over(found: Found) -> Found:
    """Give what was found in a period that is over: what was too early there stays unsaid.

    Args:
        found: A finding, a silence, or a `NamedTuple` or tuple of such.
    """
    if isinstance(found, Silence):
        return cast("Found", Silence(Reason.OVER) if found.reason in EARLY else found)
    if isinstance(found, tuple):
        parts = [over(one) for one in found]
        make = getattr(found, "_make", tuple)
        return cast("Found", make(parts))
    return found


def not_yet(
    days: Sequence[float], *, needed: int, span: float = 0.0, usual_gap: float | None = None
) -> Silence | None:
    """Say whether it is too early, and how long the rest takes at the pace so far.

    Args:
        days: When the values are from, in days, in any order.
        needed: How many values it takes.
        span: How many days there must be from the first to the last of them.
        usual_gap: Days from one value to the next, where there are too few to tell.

    Returns:
        `None` where there is enough.
    """
    count = len(days)
    so_far = max(days) - min(days) if count else 0.0
    if count >= needed and so_far >= span:
        return None
    gap = so_far / (count - 1) if count > 1 and so_far > 0 else usual_gap
    if count >= needed:
        return Silence(Reason.TOO_SHORT, span - so_far)
    if gap is None:
        return Silence(Reason.TOO_FEW)
    return Silence(Reason.TOO_FEW, max((needed - count) * gap, span - so_far))
