"""What was written down in the time that a set of answers asks about, to stand beside it.

Counts, and nothing that is compared with the answers: both are one person's own telling.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import timedelta

    from closeness_cli.core.answering.administration import Administration
    from closeness_cli.core.entry import Entry
    from closeness_cli.core.moment import Moment
    from closeness_cli.core.rituals import Observance

COUNTED_IN = "growth-markers"
"""The instrument two of whose marks are also counted from what is written down."""

RITUALS_ITEM, REPAIR_ITEM = "rituals", "repair"
"""Its items that ask about the same."""


class Logged(NamedTuple):
    """What was written down in the days that a set of answers asks about.

    Args:
        days: How many those are.
        n_done: How often a ritual was done.
        n_rituals: How many different ones.
        n_repairs: Repairs in the journal.
        times: From a disagreement to its first repair, shortest first, for those repairs that
            name a disagreement.
    """

    days: int
    n_done: int
    n_rituals: int
    n_repairs: int
    times: tuple[timedelta, ...] = ()

    @property
    def middle_time(self) -> timedelta | None:
        """The median time to a repair; nothing where there is none."""
        n = len(self.times)
        if not n:
            return None
        return (self.times[(n - 1) // 2] + self.times[n // 2]) / 2


def is_counted(given: Administration) -> bool:
    """Say whether a set asks about what is also written down; a guess does not."""
    return given.instrument.id == COUNTED_IN and given.guess_of is None


def count_logged(
    done: Sequence[Observance],
    repairs: Sequence[Entry],
    conflicts: Mapping[str, Moment],
    *,
    days: int,
) -> Logged:
    """Count what was written down.

    Args:
        done: Rituals that were done in these days.
        repairs: Of these days.
        conflicts: When each disagreement was, by its id; also those of before.
    """
    first: dict[str, timedelta] = {}
    for repair in repairs:
        of = str(repair.fields.get("repairs"))
        if of in conflicts:
            after = repair.moment.at - conflicts[of].at
            first[of] = min(after, first.get(of, after))
    return Logged(
        days=days,
        n_done=len(done),
        n_rituals=len({one.ritual_id for one in done}),
        n_repairs=len(repairs),
        times=tuple(sorted(one for one in first.values() if one.total_seconds() >= 0)),
    )
