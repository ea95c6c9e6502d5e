"""What one report looks at for more than chance: read once, the same for every section."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from closeness_cli.core.entry import EntryFilter
from closeness_cli.core.person import OWNER
from closeness_cli.core.reports.conversations import talk_candidates
from closeness_cli.core.reports.evidence import weigh
from closeness_cli.core.reports.followed import follow_in
from closeness_cli.core.reports.moved_with import (
    kind_candidates,
    ritual_candidates,
    tag_candidates,
)
from closeness_cli.core.reports.repair import what_is_known
from closeness_cli.core.stats.next_day import FEWEST_ON_A_SIDE
from closeness_cli.core.stats.said import over

if TYPE_CHECKING:
    from datetime import date

    from closeness_cli.core.reports.evidence import Candidate, Evidence
    from closeness_cli.core.reports.overview import Period
    from closeness_cli.core.reports.repair import Conflict
    from closeness_cli.services.ports import AnsweredSittings, KeptRituals, LookedAtEntries

MOST_TAGS = 20
"""Tags that are looked at, those on most days first: each one more makes the others harder to
tell from chance."""


class LookedAt(NamedTuple):
    """What is compared, beside the answers and the moods.

    Args:
        candidates: What may have moved with the next day's mood.
        conflicts: With their repairs.
    """

    candidates: tuple[Candidate, ...]
    conflicts: tuple[Conflict, ...]


def read_looked_at(
    period: Period,
    *,
    entries: LookedAtEntries,
    rituals: KeptRituals,
    person_id: str | None = None,
) -> LookedAt:
    """Read what one report compares, of the vault's owner unless another person is named."""
    wanted = EntryFilter(since=period.since, until=period.until, person_id=person_id)
    done = rituals.observed(who=person_id or OWNER, since=period.since, until=period.until)
    tags = entries.days_by_tag(wanted, fewest=FEWEST_ON_A_SIDE, most=MOST_TAGS)
    return LookedAt(
        candidates=(
            *ritual_candidates(rituals.all(), done),
            *kind_candidates(entries.days_by_kind(wanted)),
            *tag_candidates(tags),
            *talk_candidates(entries.talk_days(wanted)),
        ),
        conflicts=tuple(entries.conflicts(wanted)),
    )


def read_evidence(
    period: Period,
    *,
    sittings: AnsweredSittings,
    entries: LookedAtEntries,
    rituals: KeptRituals,
    today: date,
    person_id: str | None = None,
) -> Evidence:
    """Weigh everything that one report looks at: what each section may tell.

    Args:
        today: The reader's local day.
        person_id: Whose report it is; absent for the vault's owner.
    """
    wanted = EntryFilter(since=period.since, until=period.until, person_id=person_id)
    followed = follow_in(sittings.completed(person_id=person_id), period)
    moods = {on.toordinal(): mood for on, mood, _ in entries.daily_moods(wanted)}
    found = read_looked_at(period, entries=entries, rituals=rituals, person_id=person_id)
    waits = what_is_known(found.conflicts).waits
    weighed = weigh(followed.compared if followed else (), moods, found.candidates, waits)
    return over(weighed) if period.is_over(today) else weighed
