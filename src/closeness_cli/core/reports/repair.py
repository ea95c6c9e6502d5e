"""From conflicts to repairs: how long each one took, as far as that is known."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta, timezone
from typing import TYPE_CHECKING, NamedTuple

from closeness_cli.core.stats.repair_time import RepairTime, repair_time
from closeness_cli.core.stats.said import Reason, Silence
from closeness_cli.core.stats.survival import Wait

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

REPAIRED = "repaired"
"""How a conflict may have ended although no repair of it is in the journal."""


class Conflict(NamedTuple):
    """A conflict without its words.

    Args:
        began_at: When it was.
        offset_seconds: Local time minus UTC, where it was.
        repairs_at: When each repair of it was, in any order.
        closed_as: How it ended without one, `repaired` or `faded`; absent where nobody said so.
        closed_on: The local day of that.
        still_open_on: The day on which it was last said to be open.
    """

    began_at: datetime
    offset_seconds: int = 0
    repairs_at: tuple[datetime, ...] = ()
    closed_as: str | None = None
    closed_on: date | None = None
    still_open_on: date | None = None


class Known(NamedTuple):
    """What is known of conflicts.

    Args:
        waits: Each conflict, in the order in which they began, with local times.
        faded: Of each of them, whether it is said to be over without a repair.
        n_left_out: Further ones, whose end is said to be before they began.
    """

    waits: tuple[Wait, ...]
    faded: tuple[bool, ...]
    n_left_out: int

    @property
    def n_repaired(self) -> int:
        """Those that were repaired."""
        return sum(one.is_repaired for one in self.waits)

    @property
    def n_open(self) -> int:
        """Those that are neither repaired nor over."""
        return len(self.waits) - self.n_repaired - sum(self.faded)

    @property
    def n_unheard(self) -> int:
        """Those without a repair of whose time nothing is known."""
        return sum(not one.is_repaired and one.until == one.began_at for one in self.waits)


class Repairs(NamedTuple):
    """How long repairs take.

    Args:
        known: The conflicts of the period.
        found: The median with its interval, or why there is none yet.
        today: The reader's local day, from which waiting is counted.
    """

    known: Known
    found: RepairTime | Silence
    today: date

    @property
    def n(self) -> int:
        """Conflicts of the period, those that are left out not among them."""
        return len(self.known.waits)

    @property
    def later_half_on(self) -> date:
        """The local day on which the later half of the conflicts begins; of today without any."""
        middle = middle_of(self.known.waits)
        later = (one.began_at for one in self.known.waits if middle and one.began_at >= middle)
        return next((one.date() for one in later), self.today)


def build_repairs(conflicts: Iterable[Conflict], *, today: date) -> Repairs:
    """Say how long repairs take, from the conflicts of a period."""
    known = what_is_known(conflicts)
    found = repair_time(known.waits) if known.waits else Silence(Reason.TOO_FEW)
    return Repairs(known, found, today)


def what_is_known(conflicts: Iterable[Conflict]) -> Known:
    """Turn conflicts into waits: until the first repair, or until they were last heard of.

    One that faded was open until then, and one that is open until the day on which that was
    last said; else nothing is known beyond its own moment. Counted until today, repairs that
    nobody wrote down would lengthen the others.
    """
    every = sorted(conflicts, key=lambda one: one.began_at)
    known = [(one, wait) for one in every if (wait := _wait(one))]
    return Known(
        waits=tuple(wait for _, wait in known),
        faded=tuple(not wait.is_repaired and one.closed_as is not None for one, wait in known),
        n_left_out=len(every) - len(known),
    )


def middle_of(waits: Sequence[Wait]) -> datetime | None:
    """Give the moment that parts conflicts into an earlier and a later half, by when they began.

    It is chosen without a look at the times to repair, as a comparison needs it to be.
    """
    began = sorted(one.began_at.astimezone(UTC) for one in waits)
    return began[len(began) // 2] if began else None


def _wait(one: Conflict) -> Wait | None:
    """Give the time to the first repair, or as far as it is known; nothing where it is unclear."""
    began = one.began_at.astimezone(_zone(one))
    after = [at for at in one.repairs_at if at >= began]
    if after:
        return Wait(began, min(after), is_repaired=True)
    if one.repairs_at:
        return None
    if one.closed_as is None:
        known = _on(one, one.still_open_on) if one.still_open_on else None
        return Wait(began, known or began, is_repaired=False)
    until = _on(one, one.closed_on) if one.closed_on else began
    # A repair of no known time is none that a time can be told of.
    is_repaired = one.closed_as == REPAIRED and one.closed_on is not None
    return None if until is None else Wait(began, until, is_repaired=is_repaired)


def _zone(one: Conflict) -> timezone:
    return timezone(timedelta(seconds=one.offset_seconds))


def _on(one: Conflict, day: date) -> datetime | None:
    """Give the middle of what a local day has left after the conflict; nothing where it is over.

    Only the day was said, and the middle is at most half a day off.
    """
    begin = datetime.combine(day, time(), _zone(one))
    end = begin + timedelta(days=1)
    if end <= one.began_at:
        return None
    begin = max(begin, one.began_at)
    return begin + (end - begin) / 2
