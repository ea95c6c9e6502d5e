"""Everything that one report looks at for more than chance, and which of it may be told.

A report looks at many things, and of many things chance alone makes some look striking. So all of
them are weighed together (`core/stats/false_discovery.py`), the same in the overview and in every
section: what one page tells, no other page takes back.
"""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from closeness_cli.core.reports.repair import middle_of
from closeness_cli.core.stats.false_discovery import survivors
from closeness_cli.core.stats.next_day import NextDay, next_day
from closeness_cli.core.stats.repair_time import RepairsCompared, compare_repairs
from closeness_cli.core.stats.said import Reason, Silence, not_yet
from closeness_cli.core.stats.shift import FEWEST as FEWEST_FOR_A_SHIFT
from closeness_cli.core.stats.shift import Shift, shift
from closeness_cli.core.stats.trend import FEWEST as FEWEST_FOR_A_TREND
from closeness_cli.core.stats.trend import SHORTEST as SHORTEST_TREND
from closeness_cli.core.stats.trend import Trend, trend
from closeness_cli.core.stats.weekday import FEWEST_WEEKS, WeekdayRhythm, weekday_rhythm

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from datetime import date

    from closeness_cli.core.stats.survival import Wait

CLEAR_TREND = 0.05
"""A trend may be told up to this p."""

CLEAR_REPAIRS = 0.05
"""So may that repairs came sooner or later."""

A_MONDAY = 1
"""`date.toordinal` of a Monday: 1 January of the year 1."""


class Source(StrEnum):
    """What a thing that is looked at is."""

    RITUAL = "ritual"
    KIND = "kind"
    TAG = "tag"
    TALK = "talk"


class Candidate(NamedTuple):
    """Something that some days have and others have not.

    Args:
        name: The id of a ritual, the kind of an entry, a tag, or a kind of talk.
        title: What a person calls it; people's words.
        on: The days with it, as `date.toordinal`.
        since: The first day on which it could have been noted, likewise.
        among: The only days that are compared, likewise; absent for all.
        beside: Days of something that goes along with it, and is taken out.
    """

    source: Source
    name: str
    title: str
    on: frozenset[int]
    since: int
    among: frozenset[int] | None = None
    beside: frozenset[int] = frozenset()


class Moved(NamedTuple):
    """What mood was like on the day after something, and whether that may be told."""

    candidate: Candidate
    finding: NextDay | Silence
    is_told: bool = False

    @property
    def difference(self) -> float:
        """Give the difference in steps of mood; 0 where nothing can be said."""
        return self.finding.difference if isinstance(self.finding, NextDay) else 0.0


class Evidence(NamedTuple):
    """What was looked at in one report.

    Args:
        trend: Of the series that the report follows.
        shift: Of the same.
        rhythm: Of mood by weekday.
        moved: Every candidate, and mood on the day after; two days after would be one more claim
            for each, and the ritual that does most shows on the next.
        is_trend_told: More than chance, considering all that was looked at.
        is_shift_told: The same of the shift.
        is_rhythm_told: The same of the weekdays.
        is_repairs_told: The same of the time to repair.
        n_looked_at: How many claims there could have been.
    """

    trend: Trend | Silence
    shift: Shift | Silence
    rhythm: WeekdayRhythm | Silence
    moved: tuple[Moved, ...] = ()
    repairs: RepairsCompared | Silence = Silence(Reason.TOO_FEW)
    is_trend_told: bool = False
    is_shift_told: bool = False
    is_rhythm_told: bool = False
    is_repairs_told: bool = False
    n_looked_at: int = 0


class _Claim(NamedTuple):
    key: str
    p: float
    is_clear: bool


def weigh(
    series: Sequence[tuple[date, float]],
    moods: Mapping[int, float],
    candidates: Sequence[Candidate] = (),
    waits: Sequence[Wait] = (),
) -> Evidence:
    """Look at everything, and say what may be told.

    Args:
        series: The values that the report follows, one or more a day, in any order.
        moods: The mean mood by day, a day as in `date.toordinal`.
        candidates: What may have moved with the next day's mood.
        waits: From each conflict until its repair.
    """
    days = [float(day.toordinal()) for day, _ in series]
    values = [value for _, value in series]
    found = Evidence(
        # What is too early is so before numpy is imported, which takes longer than all the rest.
        trend=not_yet(days, needed=FEWEST_FOR_A_TREND, span=SHORTEST_TREND) or trend(days, values),
        shift=not_yet(days, needed=FEWEST_FOR_A_SHIFT) or shift(days, values),
        rhythm=_rhythm(moods),
        moved=tuple(_moved(candidates, moods)),
        repairs=_repairs(waits),
    )
    claims = list(_claims(found))
    kept = {claims[at].key for at in survivors([one.p for one in claims]) if claims[at].is_clear}
    return found._replace(
        moved=tuple(one._replace(is_told=_key(one) in kept) for one in found.moved),
        is_trend_told="trend" in kept,
        is_shift_told="shift" in kept,
        is_rhythm_told="rhythm" in kept,
        is_repairs_told="repairs" in kept,
        n_looked_at=len(claims),
    )


def _rhythm(moods: Mapping[int, float]) -> WeekdayRhythm | Silence:
    if len(moods) < 2 * FEWEST_WEEKS:
        return Silence(Reason.TOO_FEW)
    return weekday_rhythm(list(moods), list(moods.values()), monday=A_MONDAY)


def _moved(candidates: Sequence[Candidate], moods: Mapping[int, float]) -> Iterator[Moved]:
    for one in candidates:
        noted = {day: mood for day, mood in moods.items() if day >= one.since}
        yield Moved(one, next_day(noted, one.on, among=one.among, beside=one.beside))


def _repairs(waits: Sequence[Wait]) -> RepairsCompared | Silence:
    moment = middle_of(waits)
    return compare_repairs(waits, moment) if moment else Silence(Reason.TOO_FEW)


def _claims(found: Evidence) -> Iterator[_Claim]:
    if isinstance(found.trend, Trend):
        yield _Claim("trend", found.trend.p, found.trend.p <= CLEAR_TREND)
    if isinstance(found.shift, Shift):
        yield _Claim("shift", found.shift.p, found.shift.is_clear)
    if isinstance(found.rhythm, WeekdayRhythm):
        yield _Claim("rhythm", found.rhythm.p, is_clear=True)
    if isinstance(found.repairs, RepairsCompared):
        yield _Claim("repairs", found.repairs.p, found.repairs.p <= CLEAR_REPAIRS)
    for one in found.moved:
        if isinstance(one.finding, NextDay):
            yield _Claim(_key(one), one.finding.p, one.finding.is_clear)


def _key(one: Moved) -> str:
    return f"{one.candidate.source}:{one.candidate.name}"
