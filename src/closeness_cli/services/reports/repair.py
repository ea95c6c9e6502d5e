"""How long repairs take, for one person."""

from __future__ import annotations

from typing import TYPE_CHECKING

from closeness_cli.core.entry import EntryFilter
from closeness_cli.core.reports.repair import build_repairs
from closeness_cli.core.stats.said import over

if TYPE_CHECKING:
    from closeness_cli.core.reports.overview import Period
    from closeness_cli.core.reports.repair import Repairs
    from closeness_cli.services.ports import Clock, LoggedConflicts


def read_repairs(
    period: Period, *, entries: LoggedConflicts, clock: Clock, person_id: str | None = None
) -> Repairs:
    """Read the conflicts that began in a period, and say how long their repairs took."""
    wanted = EntryFilter(since=period.since, until=period.until, person_id=person_id)
    today = clock.now().on
    found = build_repairs(entries.conflicts(wanted), today=today)
    return over(found) if period.is_over(today) else found
