"""Conversations: how long, how deep, how present and who began; and what came after them.

Whether more time or deeper talk matters is disputed, so neither is taken for granted: both are
candidates for what moved with the next day's mood (`core/reports/evidence.py`), by one's own data.
"""

from __future__ import annotations

import math
from datetime import date, timedelta
from enum import StrEnum
from itertools import groupby
from statistics import median
from typing import TYPE_CHECKING, NamedTuple

from closeness_cli.core.reports.evidence import Candidate, Moved, Source
from closeness_cli.core.stats.next_day import CLEAR, NEAREST
from closeness_cli.core.stats.said import Reason, Silence, not_yet

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from closeness_cli.core.reports.evidence import Evidence

DEEP = 3
"""The depth from which on a talk is called deep: the highest of its scale."""

PRESENT = 4
"""The presence from which on one was there in a talk: the upper two of five."""


class TalkDay(NamedTuple):
    """The conversations of one local day, already counted where they are kept.

    Args:
        n: How many.
        n_minutes: How many of them say how long they were.
        minutes: Of those together.
        n_depth: How many say how deep they were.
        depth: The sum of that.
        deepest: The greatest of that; absent where none says so.
        n_presence: How many say how much one was there.
        presence: The sum of that.
        most_present: The greatest of that; absent where none says so.
    """

    on: date
    n: int
    n_minutes: int = 0
    minutes: float = 0.0
    n_depth: int = 0
    depth: float = 0.0
    deepest: int | None = None
    n_presence: int = 0
    presence: float = 0.0
    most_present: int | None = None


class TalkWeek(NamedTuple):
    """The conversations of a week from Monday on; what none of them says is absent."""

    monday: date
    n: int
    minutes: float | None
    depth: float | None
    presence: float | None


class Figure(NamedTuple):
    """A figure and how many days or conversations it is from."""

    value: float
    n: int


class Kind(StrEnum):
    """Days with a talk of a kind, as a candidate is called."""

    DEEP = "deep-talk"
    PRESENT = "present-talk"
    LONG = "long-talk"


FEWEST_TALK_DAYS = math.ceil(1 / CLEAR) + 2 * NEAREST - 2
"""With fewer days there are too few rotations for any difference to be clear."""

TITLES = {
    Kind.DEEP: "a deep talk",
    Kind.PRESENT: "a talk in which you were all there",
    Kind.LONG: "more time in talks than your usual",
}


class Conversations(NamedTuple):
    """What was noted of conversations.

    Args:
        days: That have some, oldest first.
        weeks: From the first to the last that has some, those without between them.
        minutes: The median of a day that says how long; absent where none does.
        depth: The mean of the conversations that say it, likewise.
        presence: The same.
        began: Conversations by who began them, most first: `self`, `both` or the id of a person.
        moved: What the mood was like after days of each kind, as all was weighed together.
        today: The reader's local day.
    """

    days: tuple[TalkDay, ...]
    weeks: tuple[TalkWeek, ...]
    minutes: Figure | None
    depth: Figure | None
    presence: Figure | None
    began: tuple[tuple[str, int], ...]
    moved: tuple[Moved, ...]
    today: date

    @property
    def n(self) -> int:
        """How many conversations."""
        return sum(day.n for day in self.days)

    @property
    def silence(self) -> Silence | None:
        """Why nothing can be said of more time and deeper talk yet; nothing where it can."""
        found = [one for kind in (Kind.DEEP, Kind.LONG) if (one := _too_early(self.after(kind)))]
        longest = sorted(found, key=lambda one: one.wait_days or 0.0)
        unknown = [one for one in found if one.wait_days is None]
        return next(iter([*unknown, *longest[::-1]]), None)

    def after(self, kind: Kind) -> Moved | None:
        """Give what came after days of a kind; nothing where no talk says what it takes."""
        return next((one for one in self.moved if one.candidate.name == kind), None)


def build_conversations(
    days: Sequence[TalkDay],
    began: Iterable[tuple[str, int]],
    *,
    evidence: Evidence | None,
    today: date,
) -> Conversations:
    """Put together what was noted of conversations.

    Args:
        days: Oldest first.
        began: Who began how many, most first.
        evidence: All that the report looks at; absent where there is nothing to look at.
    """
    return Conversations(
        days=tuple(days),
        weeks=tuple(_weeks(days)),
        minutes=_middle(days),
        depth=_mean(days, lambda day: (day.depth, day.n_depth)),
        presence=_mean(days, lambda day: (day.presence, day.n_presence)),
        began=tuple(began),
        moved=tuple(
            one
            for one in (evidence.moved if evidence else ())
            if one.candidate.source is Source.TALK
        ),
        today=today,
    )


def talk_candidates(days: Sequence[TalkDay]) -> tuple[Candidate, ...]:
    """Give days with deep talks, with talks one was there in, and with more time than usual.

    More than usual is above the median of one's own days that say how long. Each is compared
    among days with talks that say it; deep talks are often long ones, so depth and presence
    are freed of length, and length of depth. Whoever never says how deep or how long talks
    were has no such candidate.
    """
    usual = _middle(days)
    deep = _those(day for day in days if (day.deepest or 0) >= DEEP)
    present = _those(day for day in days if (day.most_present or 0) >= PRESENT)
    long = _those(day for day in days if usual and day.n_minutes and day.minutes > usual.value)
    found = (
        (Kind.DEEP, deep, _those(day for day in days if day.n_depth), long),
        (Kind.PRESENT, present, _those(day for day in days if day.n_presence), long),
        (Kind.LONG, long, _those(day for day in days if day.n_minutes), deep),
    )
    return tuple(
        Candidate(
            source=Source.TALK,
            name=str(kind),
            title=TITLES[kind],
            on=on,
            since=min(among),
            among=among,
            beside=beside,
        )
        for kind, on, among, beside in found
        if among
    )


def _too_early(one: Moved | None) -> Silence | None:
    """Say whether a kind could not be told of yet, were it ever so clear."""
    if one is None:
        return Silence(Reason.TOO_FEW)
    if isinstance(one.finding, Silence) and one.finding.reason is Reason.OVER:
        return one.finding
    days = sorted(float(day) for day in one.candidate.among or ())
    if early := not_yet(days, needed=FEWEST_TALK_DAYS):
        return early
    if isinstance(one.finding, Silence):
        return one.finding
    return Silence(Reason.TOO_FEW) if one.finding.n < FEWEST_TALK_DAYS else None


def _those(days: Iterable[TalkDay]) -> frozenset[int]:
    return frozenset(day.on.toordinal() for day in days)


def _weeks(days: Sequence[TalkDay]) -> Iterable[TalkWeek]:
    by_monday = {
        monday: list(group) for monday, group in groupby(days, key=lambda day: _monday(day.on))
    }
    if not by_monday:
        return
    first, last = min(by_monday), max(by_monday)
    for week in range((last - first).days // 7 + 1):
        monday = first + timedelta(weeks=week)
        inside = by_monday.get(monday, [])
        depth = _mean(inside, lambda day: (day.depth, day.n_depth))
        presence = _mean(inside, lambda day: (day.presence, day.n_presence))
        yield TalkWeek(
            monday=monday,
            n=sum(day.n for day in inside),
            minutes=math.fsum(day.minutes for day in inside) if _says_minutes(inside) else None,
            depth=depth.value if depth else None,
            presence=presence.value if presence else None,
        )


def _monday(day: date) -> date:
    return date.fromordinal(max(day.toordinal() - day.weekday(), 1))


def _says_minutes(days: Iterable[TalkDay]) -> bool:
    return any(day.n_minutes for day in days)


def _middle(days: Iterable[TalkDay]) -> Figure | None:
    minutes = [day.minutes for day in days if day.n_minutes]
    return Figure(median(minutes), len(minutes)) if minutes else None


def _mean(
    days: Iterable[TalkDay], sum_and_n: Callable[[TalkDay], tuple[float, int]]
) -> Figure | None:
    sums = [sum_and_n(day) for day in days]
    n = sum(one for _, one in sums)
    return Figure(math.fsum(total for total, _ in sums) / n, n) if n else None
