"""Rituals in a period: how regularly, and what moved with them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from closeness_cli.core.person import OWNER
from closeness_cli.core.reports.rituals import RitualsFound, stand_in
from closeness_cli.services.reports.evidence import read_evidence

if TYPE_CHECKING:
    from closeness_cli.core.reports.overview import Period
    from closeness_cli.services.ports import (
        AnsweredSittings,
        Clock,
        KeptRituals,
        LookedAtEntries,
    )


def read_rituals(
    period: Period,
    *,
    sittings: AnsweredSittings,
    entries: LookedAtEntries,
    rituals: KeptRituals,
    clock: Clock,
    person_id: str | None = None,
) -> RitualsFound:
    """Read one person's rituals, and what the whole report may tell of what moved with them."""
    today = clock.now().on
    return RitualsFound(
        today=today,
        period=period,
        standings=stand_in(
            rituals.all(),
            rituals.observed(who=person_id or OWNER),
            period=period,
            today=today,
        ),
        evidence=read_evidence(
            period,
            sittings=sittings,
            entries=entries,
            rituals=rituals,
            today=today,
            person_id=person_id,
        ),
    )
