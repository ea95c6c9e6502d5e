"""Where things stand: raw answers and words of one person in one period, and what moved.

What is here can be pointed at in the vault. A dimension moved only where its `Level.change` says
so; while there are too few answers for that, `Outlook` says from when on there can be more.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from closeness_cli.core.instruments.instrument import DEFAULT_INSTRUMENT, SkipReason
from closeness_cli.core.reports.evidence import weigh
from closeness_cli.core.reports.followed import build_followed, own_sets, usual_range
from closeness_cli.core.reports.levels import build_levels
from closeness_cli.core.reports.outlook import build_outlook
from closeness_cli.core.reports.repair import build_repairs
from closeness_cli.core.reports.series import build_series
from closeness_cli.core.stats.said import over

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from closeness_cli.core.answering.administration import Administration, Response
    from closeness_cli.core.answering.sitting import MarkedSitting
    from closeness_cli.core.entry import Entry
    from closeness_cli.core.instruments.instrument import Item
    from closeness_cli.core.reports.evidence import Candidate, Evidence
    from closeness_cli.core.reports.followed import Followed
    from closeness_cli.core.reports.levels import Level
    from closeness_cli.core.reports.outlook import Outlook
    from closeness_cli.core.reports.repair import Conflict, Repairs
    from closeness_cli.core.reports.series import Series
    from closeness_cli.core.stats.own_range import OwnRange
    from closeness_cli.core.stats.said import Silence

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

    def is_over(self, today: date) -> bool:
        """Say whether nothing more can come."""
        return self.until is not None and self.until <= today

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
class Given:
    """An item as it was asked, and its response."""

    item: Item
    response: Response


@dataclass(frozen=True, slots=True)
class AnswerSet:
    """One sitting in words, in the order it was answered; what was not asked is left out."""

    administration_id: str
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
        followed: What the report follows, be it this series or another; absent without answers.
        evidence: What was looked at for more than chance.
        usual: The usual range of what it follows, and the weeks outside.
        repairs: How long repairs took.
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
    followed: Followed | None
    evidence: Evidence
    usual: OwnRange | Silence
    repairs: Repairs

    @property
    def is_empty(self) -> bool:
        """Whether the period holds nothing at all."""
        return self.n_sets == 0 and self.written.n == 0


def build_overview(
    sittings: Iterable[Administration],
    written: Written,
    *,
    period: Period,
    today: date,
    candidates: Sequence[Candidate] = (),
    conflicts: Sequence[Conflict] = (),
    with_first: bool = False,
) -> Overview:
    """Put together where things stand for one person.

    Args:
        sittings: All finished ones of one person, of any time; the period is applied here.
        written: What that person wrote in the period.
        today: The reader's local day, from which the weeks to come are counted.
        candidates: What may have moved with the next day's mood, in the period.
        conflicts: Those of the period, with their repairs.
        with_first: Take the first set of an instrument into its baseline.

    Raises:
        ValueError: The sittings are of several people, whose answers are never put together.
    """
    marked = own_sets(sittings)
    inside = [one for one in marked if one.on in period]
    series = build_series(inside)
    followed = build_followed(inside, series)
    repairs = build_repairs(conflicts, today=today)
    usual = usual_range(followed)
    evidence = weigh(
        followed.compared if followed else (),
        {one.on.toordinal(): one.mood for one in written.moods},
        candidates,
        repairs.known.waits,
    )
    if period.is_over(today):
        evidence, usual, repairs = over(evidence), over(usual), over(repairs)
    return Overview(
        period=period,
        today=today,
        n_sets=len(inside),
        series=series,
        latest=_latest(inside),
        levels=build_levels(inside, first_ids=_first_ids(marked), with_first=with_first),
        written=written,
        outlook=build_outlook(build_followed(marked), today),
        followed=followed,
        evidence=evidence,
        usual=usual,
        repairs=repairs,
    )


def _first_ids(marked: Sequence[MarkedSitting]) -> frozenset[str]:
    """Give the first set of each instrument."""
    first: dict[str, str] = {}
    for one in marked:
        first.setdefault(one.instrument.id, one.given.id)
    return frozenset(first.values())


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
    told = [Given(instrument.item(one.item_id), one) for one in answers]
    return AnswerSet(
        administration_id=given.id,
        instrument_id=instrument.id,
        title=instrument.title,
        on=chosen[0].on,
        answers=tuple(one for one in told if _may_be_told(one)),
    )


def _may_be_told(given: Given) -> bool:
    """Say whether an answer may stand on the page: none to a safety item, whatever was stored."""
    return not given.item.safety and given.response.reason is not SkipReason.NOT_SHOWN
