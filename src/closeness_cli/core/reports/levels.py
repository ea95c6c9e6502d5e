"""Dimensions, first and latest, and whether they moved by more than noise."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING

from closeness_cli.core.instruments.instrument import (
    DEFAULT_INSTRUMENT,
    Continuity,
    Direction,
    ScoreOp,
)
from closeness_cli.core.reports.series import breaks_in, follow
from closeness_cli.core.stats.change import Run, judge
from closeness_cli.core.stats.scoring import Score, Unscored, score_dimension, total_range

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence
    from datetime import date

    from closeness_cli.core.answering.sitting import MarkedSitting
    from closeness_cli.core.instruments.instrument import Dimension, Instrument
    from closeness_cli.core.reports.series import Asked
    from closeness_cli.core.stats.change import NoEstimate, Verdict


class Start(StrEnum):
    """What the sets that are compared begin with."""

    FIRST = "first"
    """The very first set of the instrument."""
    WORDING = "wording"
    """A new wording of the items."""
    PERIOD = "period"
    """The period that was asked for."""


@dataclass(frozen=True, slots=True)
class Reading:
    """A score and the local day of its answers."""

    on: date
    score: Score


@dataclass(frozen=True, slots=True)
class Level:
    """One dimension of one instrument, first and latest, and how it moved.

    Early retakes, and sets of another series (`core/instruments/continuity.py`), are left out.

    Args:
        as_wanted: It says how near to what is wanted, and not how much.
        on: The local day of the last set, scored or not.
        first: The first set that could be scored; absent when none could.
        latest: The last set that could; the same one when there is only one.
        unscored: Why the very last set has no score, when it has none.
        n_sets: Sets that this looked at, scored or not.
        n_scored: Those with a score.
        change: Whether it moved by more than noise, judged from the last new wording on.
        starts: What the sets that `change` is about begin with.
        with_first: The first of those sets is in their baseline.
        breaks: Days from which on the items were worded differently from before.
        n_left_out: Earlier sets of another series.
    """

    instrument_id: str
    instrument_title: str
    dimension: str
    title: str
    as_wanted: bool
    on: date
    first: Reading | None
    latest: Reading | None
    unscored: Unscored | None
    n_sets: int
    n_scored: int
    change: Verdict | NoEstimate
    direction: Direction = Direction.CLOSER
    starts: Start = Start.FIRST
    with_first: bool = False
    breaks: tuple[date, ...] = ()
    n_left_out: int = 0


@dataclass(frozen=True, slots=True)
class Told:
    """A dimension in the sets of its series, oldest first, each with its score.

    Args:
        breaks: The places of those that were worded differently from the one before.
    """

    dimension: Dimension
    asked: tuple[Asked, ...]
    results: tuple[Score | Unscored, ...]
    breaks: tuple[int, ...]
    n_left_out: int

    @property
    def readings(self) -> list[Reading]:
        """Give the scores."""
        return [reading for _, reading in self.scored(0)]

    @property
    def compared(self) -> list[Reading]:
        """Give the scores from the last new wording on, without early retakes."""
        since = self.breaks[-1] if self.breaks else 0
        return [reading for asked, reading in self.scored(since) if not asked.sitting.early]

    def scored(self, start: int = 0) -> list[tuple[Asked, Reading]]:
        """Give the sets that have a score, with it, from a place on."""
        pairs = list(zip(self.asked, self.results, strict=True))[start:]
        return [
            (asked, Reading(asked.sitting.on, one))
            for asked, one in pairs
            if isinstance(one, Score)
        ]


def build_levels(
    inside: Sequence[MarkedSitting],
    *,
    first_ids: Collection[str] | None = None,
    with_first: bool = False,
) -> tuple[Level, ...]:
    """Give each dimension of each instrument, the weekly ones before the last answered ones.

    Args:
        inside: Those in the period, oldest first.
        first_ids: The first set of each instrument that there ever was; absent where these
            sets begin with it.
        with_first: Take the first set into baselines, which leave it out otherwise: one
            settles into new questions.
    """
    by_instrument: dict[str, list[MarkedSitting]] = {}
    for one in inside:
        by_instrument.setdefault(one.instrument.id, []).append(one)
    latest_first = sorted(
        by_instrument.values(),
        key=lambda sets: (
            sets[-1].instrument.id == DEFAULT_INSTRUMENT,
            sets[-1].given.started.at,
        ),
        reverse=True,
    )
    return tuple(
        level
        for sets in latest_first
        for level in _levels(
            sets,
            begins=first_ids is None or sets[0].given.id in first_ids,
            with_first=with_first,
        )
    )


def _levels(sets: Sequence[MarkedSitting], *, begins: bool, with_first: bool) -> Iterator[Level]:
    now = sets[-1].instrument
    counted = [one for one in sets if not one.early] or sets[-1:]
    told = [tell_dimension(counted, now, dimension) for dimension in now.dimensions]
    published = {noise.dimension for noise in now.noise}
    read = [one.dimension.id in published for one in told if one.readings]
    for one in told:
        starts = _start(one, begins=begins)
        # What was answered before, in another wording or another time, has settled in.
        is_settled = bool(one.breaks) or starts is Start.PERIOD
        change = judge(
            [Run(one.on, one.score.value, one.score.total) for one in one.compared],
            noise=tuple(noise for noise in now.noise if noise.dimension == one.dimension.id),
            n_dimensions=max(read.count(one.dimension.id in published), 1),
            with_first=with_first or is_settled,
        )
        level = _level(one, now, sets[-1].on, change)
        yield replace(level, starts=starts, with_first=with_first or is_settled)


def _start(told: Told, *, begins: bool) -> Start:
    if told.breaks or told.n_left_out:
        return Start.WORDING
    return Start.FIRST if begins else Start.PERIOD


def tell_dimension(counted: Sequence[MarkedSitting], now: Instrument, dimension: Dimension) -> Told:
    """Score a dimension of the present version in sets of any version, oldest first."""
    found = follow(counted, now, dimension)
    asked = [one for one in found if one.continues is not Continuity.NEW]
    return Told(
        dimension=dimension,
        asked=tuple(asked),
        results=tuple(_score(one, now, dimension) for one in asked),
        breaks=breaks_in(asked),
        n_left_out=len(found) - len(asked),
    )


def _score(asked: Asked, now: Instrument, dimension: Dimension) -> Score | Unscored:
    """Score a dimension as it was asked then; a total in another unit than now's is left out."""
    then = asked.sitting.instrument
    found = score_dimension(then, asked.dimension, asked.sitting.given.responses)
    if then is now or isinstance(found, Unscored):
        return found
    same_unit = total_range(then, asked.dimension) == total_range(now, dimension)
    return found if same_unit else replace(found, total=None)


def _level(told: Told, now: Instrument, on: date, change: Verdict | NoEstimate) -> Level:
    readings, dimension = told.readings, told.dimension
    last = told.results[-1] if told.results else None
    return Level(
        instrument_id=now.id,
        instrument_title=now.title,
        dimension=dimension.id,
        title=dimension.title,
        as_wanted=dimension.op is ScoreOp.IDEAL and dimension.direction is Direction.CLOSER,
        on=on,
        first=readings[0] if readings else None,
        latest=readings[-1] if readings else None,
        unscored=last if isinstance(last, Unscored) else None,
        n_sets=len(told.results),
        n_scored=len(readings),
        change=change,
        direction=dimension.direction,
        breaks=tuple(told.asked[place].sitting.on for place in told.breaks),
        n_left_out=told.n_left_out,
    )
