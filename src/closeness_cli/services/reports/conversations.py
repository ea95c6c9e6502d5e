"""Conversations of one person: what was noted, and what came after."""

from __future__ import annotations

from typing import TYPE_CHECKING

from closeness_cli.core.entry import EntryFilter
from closeness_cli.core.reports.conversations import build_conversations

if TYPE_CHECKING:
    from collections.abc import Callable

    from closeness_cli.core.reports.conversations import Conversations
    from closeness_cli.core.reports.evidence import Evidence
    from closeness_cli.core.reports.overview import Period
    from closeness_cli.services.ports import Clock, LoggedTalks


def read_conversations(
    period: Period,
    *,
    weighed: Callable[[], Evidence],
    entries: LoggedTalks,
    clock: Clock,
    person_id: str | None = None,
) -> Conversations:
    """Read the conversations of a period.

    Args:
        weighed: Gives all that the report of this period looks at; asked where there are some.
    """
    wanted = EntryFilter(since=period.since, until=period.until, person_id=person_id)
    days = entries.talk_days(wanted)
    return build_conversations(
        days,
        entries.talk_beginners(wanted),
        evidence=weighed() if days else None,
        today=clock.now().on,
    )
