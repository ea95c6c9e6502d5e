"""The overview: where things stand for one person."""

from __future__ import annotations

from typing import TYPE_CHECKING

from closeness_cli.core.entry import EntryFilter
from closeness_cli.core.reports.overview import (
    FEW_ENTRIES,
    DayMood,
    Overview,
    Period,
    TagCount,
    Written,
    build_overview,
)
from closeness_cli.services.reports.evidence import read_looked_at

if TYPE_CHECKING:
    from closeness_cli.services.ports import (
        AnsweredSittings,
        Clock,
        KeptRituals,
        LookedAtEntries,
        WrittenEntries,
    )


def read_overview(
    period: Period,
    *,
    sittings: AnsweredSittings,
    entries: LookedAtEntries,
    rituals: KeptRituals,
    clock: Clock,
    person_id: str | None = None,
    with_first: bool = False,
) -> Overview:
    """Read where things stand for one person, the vault's owner unless another is named.

    Args:
        with_first: Take the first set of an instrument into its baseline.
    """
    looked_at = read_looked_at(period, entries=entries, rituals=rituals, person_id=person_id)
    return build_overview(
        sittings.completed(person_id=person_id),
        _read_written(period, entries=entries, person_id=person_id),
        period=period,
        today=clock.now().on,
        candidates=looked_at.candidates,
        conflicts=looked_at.conflicts,
        with_first=with_first,
    )


def _read_written(period: Period, *, entries: WrittenEntries, person_id: str | None) -> Written:
    wanted = EntryFilter(since=period.since, until=period.until, person_id=person_id)
    return Written(
        n=entries.count(wanted),
        newest=tuple(entries.newest(wanted._replace(most=FEW_ENTRIES))),
        moods=tuple(DayMood(on, mood, n) for on, mood, n in entries.daily_moods(wanted)),
        tags=tuple(TagCount(tag, n) for tag, n in entries.tag_counts(wanted)),
    )
