"""One series closely, read from the stores."""

from __future__ import annotations

from typing import TYPE_CHECKING

from closeness_cli.core.entry import EntryFilter
from closeness_cli.core.near import nearest
from closeness_cli.core.reports.evidence import weigh
from closeness_cli.core.reports.followed import build_followed, follow_in, own_sets
from closeness_cli.core.reports.overview import Period
from closeness_cli.core.reports.repair import what_is_known
from closeness_cli.core.reports.trend import build_trend, choices, find_choice, follow_choice
from closeness_cli.core.stats.said import over
from closeness_cli.errors import WrongUseError
from closeness_cli.services.reports.evidence import read_looked_at

if TYPE_CHECKING:
    from collections.abc import Sequence

    from closeness_cli.core.answering.administration import Administration
    from closeness_cli.core.reports.followed import Followed
    from closeness_cli.core.reports.trend import Choice, TrendReport
    from closeness_cli.services.ports import (
        AnsweredSittings,
        Clock,
        KeptRituals,
        LookedAtEntries,
    )

MOST_NAMED = 8
"""Dimensions that a hint names."""


def read_trend(
    period: Period,
    dimension: str | None = None,
    *,
    sittings: AnsweredSittings,
    entries: LookedAtEntries,
    rituals: KeptRituals,
    clock: Clock,
    person_id: str | None = None,
) -> TrendReport | None:
    """Read one series closely: what the report follows, unless a dimension is asked for.

    Returns:
        Nothing where the period has no answers to it.

    Raises:
        WrongUseError: No dimension of that name was answered.
    """
    done = sittings.completed(person_id=person_id)
    followed, whole = _followed(done, period, dimension)
    if followed is None:
        return None
    wanted = EntryFilter(since=period.since, until=period.until, person_id=person_id)
    found = read_looked_at(period, entries=entries, rituals=rituals, person_id=person_id)
    evidence = weigh(
        followed.compared,
        {on.toordinal(): mood for on, mood, _ in entries.daily_moods(wanted)},
        found.candidates,
        what_is_known(found.conflicts).waits,
    )
    today = clock.now().on
    made = build_trend(followed, evidence, whole=whole, narrows=period.narrows, today=today)
    return over(made) if period.is_over(today) else made


def _followed(
    done: Sequence[Administration], period: Period, dimension: str | None
) -> tuple[Followed | None, Followed | None]:
    """Give a series in the period, and from everything there is."""
    if dimension is None:
        return follow_in(done, period), build_followed(own_sets(done))
    there = choices(done)
    choice = find_choice(there, dimension)
    if choice is None:
        raise WrongUseError(
            "There is no dimension of that name among these answers.", _hint(there, dimension)
        )
    return follow_choice(choice, period), follow_choice(choice, Period())


def _hint(there: Sequence[Choice], asked: str) -> str:
    names = list(dict.fromkeys(one.dimension.id for one in there))
    if not names:
        return "Four weekly questions begin a line over time:  closeness assess"
    near = nearest(asked, names)
    if near:
        return f"Did you mean {near}?"
    more = "" if len(names) <= MOST_NAMED else ", and more"
    return f"There are: {', '.join(names[:MOST_NAMED])}{more}."
