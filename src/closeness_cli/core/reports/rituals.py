"""Rituals in a period: how regularly, and what moved with them."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from closeness_cli.core.regularity import Standing, find_standing

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from closeness_cli.core.reports.evidence import Evidence
    from closeness_cli.core.reports.overview import Period
    from closeness_cli.core.rituals import Observance, Ritual


class RitualsFound(NamedTuple):
    """Rituals in a period.

    Args:
        today: The reader's local day.
        standings: Each ritual that was done in the period, with how regularly.
        evidence: What the report looked at, all of it.
    """

    today: date
    period: Period
    standings: tuple[Standing, ...]
    evidence: Evidence


def stand_in(
    rituals: Iterable[Ritual], observed: Sequence[Observance], *, period: Period, today: date
) -> tuple[Standing, ...]:
    """Say how rituals stand in a period, those done most often first.

    Args:
        observed: The times in which one person took part, of any time.
    """
    # The first day after a period that is over counts for nothing, as a running one.
    running = min(today, period.until) if period.until else today
    inside = [one for one in observed if one.on in period]
    found = [_standing(one, observed, inside, period.since, running) for one in rituals]
    return tuple(sorted((one for one in found if one.n_done), key=lambda one: -one.n_done))


def _standing(
    ritual: Ritual,
    observed: Sequence[Observance],
    inside: Sequence[Observance],
    since: date | None,
    running: date,
) -> Standing:
    """Count from the first day of the period on where the ritual had begun before."""
    began = ritual.began_on or min(
        (one.on for one in observed if one.ritual_id == ritual.id), default=None
    )
    if began is not None and since is not None:
        began = max(began, since)
    narrowed = find_standing(ritual._replace(began_on=began), inside, today=running)
    return narrowed._replace(ritual=ritual)
