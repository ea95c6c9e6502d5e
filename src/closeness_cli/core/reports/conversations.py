"""Conversations: how long, how deep, how present and who began; and what came after them.

Whether more time or deeper talk matters is disputed, so neither is taken for granted: both are
candidates for what moved with the next day's mood (`core/reports/evidence.py`), by one's own data.
"""

from __future__ import annotations

from datetime import date, timedelta
from enum import StrEnum
from itertools import groupby
from math import fsum
from statistics import median
from typing import TYPE_CHECKING, NamedTuple

from closeness_cli.core.reports.evidence import Candidate, Moved, Source

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

    More than usual is above the median of one's own days that say how long. Whoever never
    says how deep or how long has no such candidate.
    """
    with_minutes = [day for day in days if day.n_minutes]
    usual = median(day.minutes for day in with_minutes) if with_minutes else 0.0
    found = [
        (Kind.DEEP, [(day, (day.deepest or 0) >= DEEP) for day in days if day.n_depth]),
        (
            Kind.PRESENT,
            [(day, (day.most_present or 0) >= PRESENT) for day in days if day.n_presence],
        ),
        (Kind.LONG, [(day, day.minutes > usual) for day in with_minutes]),
    ]
    return tuple(
        Candidate(
            source=Source.TALK,
            name=str(kind),
            title=TITLES[kind],
            on=frozenset(day.on.toordinal() for day, is_one in said if is_one),
            since=said[0][0].on.toordinal(),
        )
        for kind, said in found
        if said
    )


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
            minutes=fsum(day.minutes for day in inside) if _says_minutes(inside) else None,
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
    return Figure(fsum(total for total, _ in sums) / n, n) if n else None
