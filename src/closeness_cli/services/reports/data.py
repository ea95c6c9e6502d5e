"""The figures of one person, as rows for who counts themselves."""

from __future__ import annotations

from typing import TYPE_CHECKING

from closeness_cli.core.entry import EntryFilter
from closeness_cli.core.person import OWNER
from closeness_cli.core.reports.data import Days, build_data
from closeness_cli.core.reports.repair import what_is_known

if TYPE_CHECKING:
    from closeness_cli.core.reports.data import Data
    from closeness_cli.core.reports.overview import Period
    from closeness_cli.services.ports import AnsweredSittings, CountedDays, KeptRituals


def read_data(
    period: Period,
    *,
    sittings: AnsweredSittings,
    entries: CountedDays,
    rituals: KeptRituals,
    person_id: str | None = None,
) -> Data:
    """Read every figure that one person's report of a period is made of.

    Args:
        person_id: Whose report it is; absent for the vault's owner.
    """
    wanted = EntryFilter(since=period.since, until=period.until, person_id=person_id)
    done = rituals.observed(who=person_id or OWNER, since=period.since, until=period.until)
    days = Days(
        moods=tuple(entries.daily_moods(wanted)),
        entries=tuple((one.on, one.entries) for one in entries.written_days(wanted)),
        kinds=tuple(entries.daily_kinds(wanted)),
        tags=tuple(entries.daily_tags(wanted)),
        talks=tuple(entries.talk_days(wanted)),
        observed=tuple(done),
    )
    return build_data(
        sittings.completed(person_id=person_id),
        days,
        period=period,
        rituals=rituals.all(),
        waits=what_is_known(entries.conflicts(wanted)).waits,
    )
