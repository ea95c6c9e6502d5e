"""What was written down in the days that a set of answers asks about."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from closeness_cli.core.entry import EntryFilter, EntryKind
from closeness_cli.core.person import OWNER
from closeness_cli.core.reports.logged import Logged, count_logged, is_counted
from closeness_cli.core.rituals import Done

if TYPE_CHECKING:
    from closeness_cli.core.answering.administration import Administration
    from closeness_cli.services.ports import ObservedRituals, WrittenEntries


def read_logged(
    given: Administration, *, rituals: ObservedRituals, entries: WrittenEntries
) -> Logged | None:
    """Count rituals and repairs in the days that a set asks about, the day of the answers last.

    Returns:
        Nothing for a set that does not ask about them.
    """
    if not is_counted(given):
        return None
    on, who = given.started.on, given.person_id
    days = min(given.instrument.cadence.recall_days, on.toordinal())
    since = on - timedelta(days=max(days - 1, 0))
    until = on + timedelta(days=1) if on < date.max else None
    done = [
        one
        for one in rituals.observed(who=who or OWNER, since=since, until=until)
        if one.state is Done.DONE
    ]
    wanted = EntryFilter(since=since, until=until, kind=EntryKind.REPAIR, person_id=who)
    repairs = list(entries.newest(wanted))
    conflicts = {}
    if any("repairs" in one.fields for one in repairs):
        told = entries.newest(EntryFilter(kind=EntryKind.CONFLICT, person_id=who))
        conflicts = {one.id: one.moment for one in told}
    return count_logged(done, repairs, conflicts, days=days)
