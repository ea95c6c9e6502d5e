"""One's own usual: the range of each thing that is answered often, and the weeks outside."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

from closeness_cli.core.reports.followed import (
    build_followed,
    follow_dimension,
    own_sets,
    usual_range,
)
from closeness_cli.core.stats.own_range import BASELINE, own_range
from closeness_cli.core.stats.said import not_yet

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import date

    from closeness_cli.core.answering.administration import Administration
    from closeness_cli.core.answering.sitting import MarkedSitting
    from closeness_cli.core.reports.followed import Followed
    from closeness_cli.core.reports.overview import Period
    from closeness_cli.core.stats.own_range import OwnRange
    from closeness_cli.core.stats.said import Silence

EVERYDAY = "distance-signs"
"""The instrument with the eight everyday things."""

FEWEST_DAYS = 2
"""Days with a mood that a week needs, so that a single day does not stand for it."""


class Usual(NamedTuple):
    """One thing, its usual range and where it is now.

    Args:
        found: The range of its first twelve weeks or sets, or why there is none yet.
        on: The day of the latest value.
        n: Values.
    """

    title: str
    low: float
    high: float
    is_percent: bool
    found: OwnRange | Silence
    latest: float
    on: date
    n: int


class UsualReport(NamedTuple):
    """What lies in its usual range, and what does not.

    Args:
        narrows: A period was asked for.
        followed: What the report follows; absent without answers.
        moods: Of whole weeks; absent without any.
        everyday: The eight everyday things, one after the other.
    """

    today: date
    narrows: bool
    followed: Usual | None
    moods: Usual | None
    everyday: tuple[Usual, ...]

    @property
    def all(self) -> tuple[Usual, ...]:
        """Give all of them."""
        first = (self.followed, self.moods)
        return (*(one for one in first if one is not None), *self.everyday)


def build_usual(
    sittings: Iterable[Administration],
    moods: Sequence[tuple[date, float]],
    *,
    period: Period,
    today: date,
    mood_title: str,
) -> UsualReport:
    """Put one's own usual ranges together.

    Args:
        sittings: All finished ones of one person; the period is applied here.
        moods: The mean mood of each day of the period.
        mood_title: What the moods are called.
    """
    inside = [one for one in own_sets(sittings) if one.on in period]
    followed = build_followed(inside)
    return UsualReport(
        today=today,
        narrows=period.narrows,
        followed=_of(followed) if followed else None,
        moods=_of_moods(moods, mood_title),
        everyday=tuple(_everyday([one for one in inside if one.instrument.id == EVERYDAY])),
    )


def _of(followed: Followed) -> Usual:
    on, latest = followed.latest
    return Usual(
        title=followed.title,
        low=followed.low,
        high=followed.high,
        is_percent=followed.is_percent,
        found=usual_range(followed),
        latest=latest,
        on=on,
        n=len(followed.compared),
    )


def _everyday(sets: Sequence[MarkedSitting]) -> Iterator[Usual]:
    """Give the things one by one: those of a single item, and not their mean."""
    if not sets:
        return
    for dimension in sets[-1].instrument.dimensions:
        followed = follow_dimension(sets, dimension) if len(dimension.items) == 1 else None
        if followed is not None:
            yield _of(followed)


def _of_moods(moods: Sequence[tuple[date, float]], title: str) -> Usual | None:
    """Give the moods of weeks, from Monday on, that have a mood on two days or more."""
    weeks: list[tuple[date, float]] = []
    for _, group in groupby(sorted(moods), key=lambda one: one[0].isocalendar()[:2]):
        days = list(group)
        if len(days) >= FEWEST_DAYS:
            weeks.append((days[0][0], sum(mood for _, mood in days) / len(days)))
    if not weeks:
        return None
    numbers = [float(_monday(day)) for day, _ in weeks]
    early = not_yet(numbers, needed=BASELINE, usual_gap=7.0)
    return Usual(
        title=title,
        low=-2,
        high=2,
        is_percent=False,
        found=early or own_range(numbers, [mood for _, mood in weeks]),
        latest=weeks[-1][1],
        on=weeks[-1][0],
        n=len(weeks),
    )


def _monday(day: date) -> int:
    return day.toordinal() - day.weekday()
