"""Where things stand: raw answers and words of one person in one period, and no claim of change.

What is here can be pointed at in the vault. Methods that say whether something moved need more
answers than most people have at first; until then `Outlook` says from when on there can be more.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise
from typing import TYPE_CHECKING

from closeness_cli.core.instrument import DEFAULT_INSTRUMENT
from closeness_cli.core.scoring import Score, Unscored, answered_number, score_dimension

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from closeness_cli.core.administration import Administration, Response
    from closeness_cli.core.entry import Entry
    from closeness_cli.core.instrument import Dimension, Instrument, Item, ResponseScale

SERIES_DIMENSION = "connection"
"""The dimension of the weekly questions that the overview follows."""

COMPARABLE_SETS = 12
"""Sets of answers below which a slope is noise: the trend method was simulated from here on."""

COMPARABLE_DAYS = 56
"""Eight weeks, that the sets must span for the same reason."""

DAYS_BETWEEN_SETS = 7
"""How far apart the sets to come are taken to be."""

FEW_ENTRIES = 8
"""Below this many entries one's own words say more than any count of them."""

RECENT_ENTRIES = 3
"""Entries that are shown in their own words."""


@dataclass(frozen=True, slots=True)
class Period:
    """Local days that count.

    Args:
        since: The first one; absent for no limit.
        until: The first one that no longer counts; absent for no limit.
    """

    since: date | None = None
    until: date | None = None

    def __contains__(self, day: date) -> bool:
        return (self.since is None or day >= self.since) and (
            self.until is None or day < self.until
        )

    @property
    def narrows(self) -> bool:
        """Whether anything may be left out."""
        return self.since is not None or self.until is not None


@dataclass(frozen=True, slots=True)
class DayMood:
    """The mean mood of the `n` entries of one local day that name a mood."""

    on: date
    mood: float
    n: int


@dataclass(frozen=True, slots=True)
class TagCount:
    """How many entries carry a tag."""

    tag: str
    n: int


@dataclass(frozen=True, slots=True)
class Written:
    """What was written in the period, already counted where it is kept.

    Args:
        n: Entries, all of them.
        newest: The latest few, newest first.
        moods: By day, oldest first.
        tags: Most used first.
    """

    n: int = 0
    newest: tuple[Entry, ...] = ()
    moods: tuple[DayMood, ...] = ()
    tags: tuple[TagCount, ...] = ()

    @property
    def are_few(self) -> bool:
        """Whether the words themselves say more than their counts."""
        return self.n < FEW_ENTRIES


@dataclass(frozen=True, slots=True)
class Point:
    """One raw answer of the series.

    Args:
        label: What stood beside the number when it was chosen.
        early: Given sooner after the one before than the instrument's `min_days`.
    """

    on: date
    value: int
    label: str
    early: bool = False


@dataclass(frozen=True, slots=True)
class Series:
    """The answers that the report follows, oldest first; there is at least one.

    Args:
        title: What a report calls the dimension.
        scale: The response scale of every point.
        breaks: Days from which on the item was worded differently from before.
        n_left_out: Earlier answers on another response scale, which no axis can hold too.
    """

    title: str
    scale: ResponseScale
    points: tuple[Point, ...]
    breaks: tuple[date, ...] = ()
    n_left_out: int = 0

    @property
    def latest(self) -> Point:
        """The last answer."""
        return self.points[-1]

    @property
    def lowest(self) -> int:
        """The lowest answer."""
        return min(point.value for point in self.points)

    @property
    def highest(self) -> int:
        """The highest answer."""
        return max(point.value for point in self.points)


@dataclass(frozen=True, slots=True)
class Given:
    """An item as it was asked, and its response."""

    item: Item
    response: Response


@dataclass(frozen=True, slots=True)
class AnswerSet:
    """One sitting in words, in the order it was answered."""

    instrument_id: str
    title: str
    on: date
    answers: tuple[Given, ...]


@dataclass(frozen=True, slots=True)
class Reading:
    """A score and the local day of its answers."""

    on: date
    score: Score


@dataclass(frozen=True, slots=True)
class Level:
    """One dimension of one instrument, first and latest.

    Early retakes, and sets whose items were worded differently from now, are left out.

    Args:
        first: The first set that could be scored; absent when none could.
        latest: The last set that could; the same one when there is only one.
        unscored: Why the very last set has no score, when it has none.
        n_sets: Sets that this looked at, scored or not.
        n_scored: Those with a score.
    """

    instrument_id: str
    instrument_title: str
    dimension: str
    title: str
    first: Reading | None
    latest: Reading | None
    unscored: Unscored | None
    n_sets: int
    n_scored: int


@dataclass(frozen=True, slots=True)
class NotBegun:
    """The series has no answer yet."""


@dataclass(frozen=True, slots=True)
class TooEarly:
    """Nothing can be compared yet.

    Args:
        n_sets: Answers of the series so far, early retakes aside.
        from_on: The first day with enough of them, when one comes every week.
    """

    n_sets: int
    from_on: date


@dataclass(frozen=True, slots=True)
class Enough:
    """There are answers enough for a method that compares."""

    n_sets: int


Outlook = NotBegun | TooEarly | Enough
"""What can be said later, from everything there is, whatever the period."""


@dataclass(frozen=True, slots=True)
class Overview:
    """Where things stand for one person.

    Args:
        today: The reader's local day.
        n_sets: Finished sets of answers in the period, of any instrument.
        series: Absent where the period has none of its answers.
        latest: The set of answers to tell in words; absent where there is none.
        levels: By instrument and dimension, the weekly questions first.
    """

    period: Period
    today: date
    n_sets: int
    series: Series | None
    latest: AnswerSet | None
    levels: tuple[Level, ...]
    written: Written
    outlook: Outlook

    @property
    def is_empty(self) -> bool:
        """Whether the period holds nothing at all."""
        return self.n_sets == 0 and self.written.n == 0


@dataclass(frozen=True, slots=True)
class _Sitting:
    """An administration, and whether it came too soon after the one before."""

    given: Administration
    early: bool

    @property
    def on(self) -> date:
        return self.given.started.on

    @property
    def instrument(self) -> Instrument:
        return self.given.instrument


def build_overview(
    sittings: Iterable[Administration], written: Written, *, period: Period, today: date
) -> Overview:
    """Put together where things stand for one person.

    Args:
        sittings: All finished ones of one person, of any time; the period is applied here.
        written: What that person wrote in the period.
        today: The reader's local day, from which the weeks to come are counted.

    Raises:
        ValueError: The sittings are of several people, whose answers are never put together.
    """
    done = sorted((one for one in sittings if not one.is_open), key=lambda one: one.started.at)
    if len({one.person_id for one in done}) > 1:
        raise ValueError("one overview is about one person")
    marked = _mark_early(done)
    inside = [one for one in marked if one.on in period]
    return Overview(
        period=period,
        today=today,
        n_sets=len(inside),
        series=_series(inside),
        latest=_latest(inside),
        levels=_levels(inside),
        written=written,
        outlook=_outlook(marked, today),
    )


def _mark_early(done: Sequence[Administration]) -> list[_Sitting]:
    """Tell retakes apart that came sooner after the last one that counts than they should."""
    counted: dict[str, date] = {}
    marked: list[_Sitting] = []
    for one in done:
        before, on = counted.get(one.instrument.id), one.started.on
        early = before is not None and (on - before).days < one.instrument.cadence.min_days
        if not early:
            counted[one.instrument.id] = on
        marked.append(_Sitting(one, early))
    return marked


def _series_item(instrument: Instrument) -> tuple[Dimension, Item] | None:
    """Find the item that stands for the series: the first of its dimension."""
    for dimension in instrument.dimensions:
        if dimension.id == SERIES_DIMENSION and instrument.id == DEFAULT_INSTRUMENT:
            return dimension, instrument.item(dimension.items[0])
    return None


def _series_answer(one: Administration) -> tuple[Item, int] | None:
    found = _series_item(one.instrument)
    value = answered_number(one.responses, found[1].id) if found else None
    return None if found is None or value is None else (found[1], value)


def _series(inside: Sequence[_Sitting]) -> Series | None:
    answered = [(one, *found) for one in inside if (found := _series_answer(one.given))]
    if not answered:
        return None
    last, last_item, _ = answered[-1]
    described = _series_item(last.instrument)
    if described is None or last_item.scale is None:
        return None
    kept = [one for one in answered if _same_numbers(one[1].scale, last_item.scale)]
    return Series(
        title=described[0].title,
        scale=last_item.scale,
        points=tuple(
            Point(one.on, value, one.given.responses[item.id].label, one.early)
            for one, item, value in kept
        ),
        breaks=tuple(
            after[0].on
            for before, after in pairwise(kept)
            if _wording(before[1]) != _wording(after[1])
        ),
        n_left_out=len(answered) - len(kept),
    )


def _same_numbers(one: ResponseScale | None, other: ResponseScale) -> bool:
    return one is not None and (one.kind, one.min, one.max) == (other.kind, other.min, other.max)


def _wording(item: Item) -> tuple[str, Mapping[int, str]]:
    return item.text, item.scale.labels if item.scale else {}


def _latest(inside: Sequence[_Sitting]) -> AnswerSet | None:
    """Choose the set to tell in words: the latest weekly one, else the latest of any."""
    weekly = [one for one in inside if one.instrument.id == DEFAULT_INSTRUMENT]
    chosen = (weekly or inside)[-1:]
    if not chosen:
        return None
    given, instrument = chosen[0].given, chosen[0].instrument
    answers = sorted(given.responses.values(), key=lambda response: response.position)
    return AnswerSet(
        instrument_id=instrument.id,
        title=instrument.title,
        on=chosen[0].on,
        answers=tuple(Given(instrument.item(one.item_id), one) for one in answers),
    )


def _levels(inside: Sequence[_Sitting]) -> tuple[Level, ...]:
    by_instrument: dict[str, list[_Sitting]] = {}
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
        _level(sets, dimension)
        for sets in latest_first
        for dimension in sets[-1].instrument.dimensions
    )


def _level(sets: Sequence[_Sitting], dimension: Dimension) -> Level:
    now = sets[-1].instrument
    counted = [one for one in sets if not one.early] or sets[-1:]
    asked = [one for one in counted if _asks_the_same(one.instrument, now, dimension)]
    results = [
        (one.on, score_dimension(one.instrument, dimension, one.given.responses)) for one in asked
    ]
    scored = [Reading(on, one) for on, one in results if isinstance(one, Score)]
    last = results[-1][1] if results else None
    return Level(
        instrument_id=now.id,
        instrument_title=now.title,
        dimension=dimension.id,
        title=dimension.title,
        first=scored[0] if scored else None,
        latest=scored[-1] if scored else None,
        unscored=last if isinstance(last, Unscored) else None,
        n_sets=len(results),
        n_scored=len(scored),
    )


def _asks_the_same(then: Instrument, now: Instrument, dimension: Dimension) -> bool:
    """Say whether a dimension was asked and scored then as it is now."""
    before = next((one for one in then.dimensions if one.id == dimension.id), None)
    return before is not None and _asked(then, before) == _asked(now, dimension)


def _asked(instrument: Instrument, dimension: Dimension) -> tuple[object, ...]:
    items = [instrument.item(item_id) for item_id in dimension.items]
    named = [one.ideal.item for one in items if one.ideal and one.ideal.item]
    items += [instrument.item(item_id) for item_id in named]
    asked = [(one.id, one.text, one.scale, one.reverse_scored, one.ideal) for one in items]
    return dimension.op, dimension.missing, dimension.min_fraction, asked


def _outlook(marked: Sequence[_Sitting], today: date) -> Outlook:
    days = [one.on for one in marked if not one.early and _series_answer(one.given)]
    if not days:
        return NotBegun()
    missing = COMPARABLE_SETS - len(days)
    wide_enough = _later(days[0], COMPARABLE_DAYS)
    if missing <= 0 and days[-1] >= wide_enough:
        return Enough(len(days))
    soonest = max(_later(days[-1], DAYS_BETWEEN_SETS), today)
    filled = _later(soonest, DAYS_BETWEEN_SETS * max(missing - 1, 0))
    return TooEarly(len(days), max(filled, wide_enough))


def _later(day: date, days: int) -> date:
    """Count days on, and stop at the end of the calendar."""
    return day + timedelta(days=min(days, (date.max - day).days))
