"""Conversations of one person: what was noted, and what came after."""

from __future__ import annotations

from typing import TYPE_CHECKING

from closeness_cli.core.entry import EntryFilter
from closeness_cli.core.reports.conversations import build_conversations

if TYPE_CHECKING:
    from closeness_cli.core.reports.conversations import Conversations
    from closeness_cli.core.reports.evidence import Evidence
    from closeness_cli.core.reports.overview import Period
    from closeness_cli.services.ports import Clock, LoggedTalks


def read_conversations(
    period: Period,
    *,
    evidence: Evidence | None,
    entries: LoggedTalks,
    clock: Clock,
    person_id: str | None = None,
) -> Conversations:
    """Read the conversations of a period.

    Args:
        evidence: All that the report of this period looks at, weighed together.
    """
    wanted = EntryFilter(since=period.since, until=period.until, person_id=person_id)
    return build_conversations(
        entries.talk_days(wanted),
        entries.talk_beginners(wanted),
        evidence=evidence,
        today=clock.now().on,
    )
