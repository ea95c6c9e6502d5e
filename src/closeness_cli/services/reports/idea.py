"""One thing to try, chosen from what one person wrote, answered and did."""

from __future__ import annotations

from contextlib import suppress
from datetime import date, timedelta
from typing import TYPE_CHECKING

from closeness_cli.core.entry import EntryFilter, EntryKind
from closeness_cli.core.person import OWNER
from closeness_cli.core.reports.evidence import Source
from closeness_cli.core.reports.idea import (
    FEWEST_TIMES,
    MOST_CITED,
    Cited,
    CitedAs,
    Idea,
    Known,
    choose_idea,
    remembered,
)
from closeness_cli.core.reports.overview import FEW_ENTRIES
from closeness_cli.errors import ClosenessError

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from closeness_cli.core.reports.evidence import Evidence
    from closeness_cli.core.reports.overview import Period
    from closeness_cli.core.ritual_presets import Preset
    from closeness_cli.services.ports import (
        AnsweredSittings,
        Clock,
        KeptRituals,
        RememberedIdeas,
        WordedEntries,
    )

MOST_TAGS = 20
"""Tags that are looked at, those on most days first."""

FEWEST_SETS = 3
"""Sets of answers, or else some entries, before something is suggested that rests on none."""


def read_idea(
    evidence: Evidence,
    period: Period,
    *,
    sittings: AnsweredSittings,
    entries: WordedEntries,
    rituals: KeptRituals,
    presets: Callable[[], Sequence[Preset]],
    last: RememberedIdeas,
    clock: Clock,
    joint: bool,
    person_id: str | None = None,
) -> Idea | None:
    """Choose one thing to try, at the end of a report that reaches until today.

    Args:
        evidence: Of that report.
        joint: What asks two people to take part may come; only where that was chosen.

    Returns:
        Nothing on the day of a conflict, for a period that is over, and where there is nothing.
    """
    today = clock.now().on
    if today not in period or _is_day_of_conflict(today, entries, person_id):
        return None
    mine = EntryFilter(person_id=person_id)
    answered = sittings.completed(person_id=person_id)
    known = Known(
        evidence=evidence,
        moods={on.toordinal(): mood for on, mood, _ in entries.daily_moods(mine)},
        sittings=answered,
        rituals=rituals.all(),
        observed=rituals.observed(who=person_id or OWNER),
        presets=presets,
        tags=lambda: entries.days_by_tag(mine, fewest=FEWEST_TIMES, most=MOST_TAGS),
        today=today,
        joint=joint,
        is_begun=len(answered) >= FEWEST_SETS or entries.count(mine) >= FEW_ENTRIES,
    )
    idea = choose_idea(known, last.shown(person_id))
    return idea and _with_entries(idea, entries, person_id)


def remember_idea(
    idea: Idea, *, last: RememberedIdeas, clock: Clock, person_id: str | None = None
) -> None:
    """Remember that it was shown; where nothing can be written, it may come again."""
    today, shown = clock.now().on, last.shown(person_id)
    now = remembered(shown, idea, today)
    if now != shown:
        with suppress(ClosenessError):  # a report can be read where nothing can be written
            last.keep(now, person_id)


def _is_day_of_conflict(today: date, entries: WordedEntries, person_id: str | None) -> bool:
    until = today + timedelta(days=1) if today < date.max else None
    wanted = EntryFilter(since=today, until=until, kind=EntryKind.CONFLICT, person_id=person_id)
    return entries.count(wanted) > 0


def _with_entries(idea: Idea, entries: WordedEntries, person_id: str | None) -> Idea:
    """Name the latest entries of the tag, kind or talk that a thing to try begins from."""
    wanted = EntryFilter(person_id=person_id, most=MOST_CITED)
    source, _, name = idea.key.partition(":")
    if source == Source.TAG:
        wanted = wanted._replace(tags=(name,))
    elif source == Source.KIND:
        wanted = wanted._replace(kind=EntryKind(name))
    elif source == Source.TALK:
        wanted = wanted._replace(kind=EntryKind.CONVERSATION)
    else:
        return idea
    cited = (Cited(CitedAs.ENTRY, one.id) for one in entries.newest(wanted))
    return idea._replace(rests_on=(*idea.rests_on, *cited))
