"""Where things stand: raw answers and words of one person in one period, and no claim of change.

What is here can be pointed at in the vault. Methods that say whether something moved need more
answers than most people have at first; until then `Outlook` says from when on there can be more.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from closeness_cli.core.instrument import DEFAULT_INSTRUMENT
from closeness_cli.core.levels import build_levels
from closeness_cli.core.outlook import build_outlook
from closeness_cli.core.sitting import mark_early, series_answer

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import date

    from closeness_cli.core.administration import Administration, Response
    from closeness_cli.core.entry import Entry
    from closeness_cli.core.instrument import Item, ResponseScale
    from closeness_cli.core.levels import Level
    from closeness_cli.core.outlook import Outlook
    from closeness_cli.core.sitting import MarkedSitting, SeriesAnswer

FEW_ENTRIES = 8
"""Below this many entries one's own words say more than any count of them."""


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
    def counted(self) -> tuple[Point, ...]:
        """Those that may be compared; empty where the period holds early retakes alone."""
        return tuple(point for point in self.points if not point.early)

    @property
    def early(self) -> tuple[Point, ...]:
        """The early retakes."""
        return tuple(point for point in self.points if point.early)

    @property
    def latest(self) -> Point:
        """The last answer that counts, or the last one where none does."""
        return (self.counted or self.points)[-1]

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
    marked = mark_early(done)
    inside = [one for one in marked if one.on in period]
    return Overview(
        period=period,
        today=today,
        n_sets=len(inside),
        series=_series(inside),
        latest=_latest(inside),
        levels=build_levels(inside),
        written=written,
        outlook=build_outlook(marked, today),
    )


def _series(inside: Sequence[MarkedSitting]) -> Series | None:
    answered = [(one, found) for one in inside if (found := series_answer(one.given))]
    if not answered:
        return None
    last = answered[-1][1]
    kept = [(one, found) for one, found in answered if _same_numbers(found.scale, last.scale)]
    return Series(
        title=last.title,
        scale=last.scale,
        points=tuple(
            Point(one.on, found.value, one.given.responses[found.item.id].label, one.early)
            for one, found in kept
        ),
        breaks=tuple(
            one.on
            for (_, before), (one, after) in pairwise(kept)
            if _wording(before) != _wording(after)
        ),
        n_left_out=len(answered) - len(kept),
    )


def _same_numbers(one: ResponseScale, other: ResponseScale) -> bool:
    return (one.kind, one.min, one.max) == (other.kind, other.min, other.max)


def _wording(answer: SeriesAnswer) -> tuple[str, Mapping[int, str]]:
    return answer.item.text, answer.scale.labels


def _latest(inside: Sequence[MarkedSitting]) -> AnswerSet | None:
    """Choose the set to tell in words: the latest weekly one, else the latest of any.

    An early retake is told where there is nothing else.
    """
    weekly = [one for one in inside if one.instrument.id == DEFAULT_INSTRUMENT]
    asked = weekly or inside
    chosen = ([one for one in asked if not one.early] or asked)[-1:]
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
