"""One's own usual, read from the stores."""

from __future__ import annotations

from typing import TYPE_CHECKING

from closeness_cli.core.entry import EntryFilter
from closeness_cli.core.reports.usual import build_usual
from closeness_cli.core.stats.said import over

if TYPE_CHECKING:
    from closeness_cli.core.reports.overview import Period
    from closeness_cli.core.reports.usual import UsualReport
    from closeness_cli.services.ports import AnsweredSittings, Clock, WrittenEntries


def read_usual(
    period: Period,
    *,
    sittings: AnsweredSittings,
    entries: WrittenEntries,
    clock: Clock,
    mood_title: str,
    person_id: str | None = None,
) -> UsualReport:
    """Read what lies in its usual range, of the vault's owner unless another is named.

    Args:
        mood_title: What the moods of weeks are called.
    """
    wanted = EntryFilter(since=period.since, until=period.until, person_id=person_id)
    today = clock.now().on
    found = build_usual(
        sittings.completed(person_id=person_id),
        [(on, mood) for on, mood, _ in entries.daily_moods(wanted)],
        period=period,
        today=today,
        mood_title=mood_title,
    )
    return over(found) if period.is_over(today) else found
