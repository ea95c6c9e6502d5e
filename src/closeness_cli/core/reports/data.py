"""The figures that reports are made of, as rows that say one thing each.

They are for people who count themselves, in R or with pandas: answers, scores, and what each day
was like. No text of an entry or of an answer is among them, and no answer to a safety item.
"""

from __future__ import annotations

from enum import StrEnum
from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

from closeness_cli.core.instruments.instrument import ItemKind, SkipReason
from closeness_cli.core.reports.followed import build_followed, own_sets
from closeness_cli.core.reports.levels import tell_dimension
from closeness_cli.core.rituals import Done
from closeness_cli.core.stats.scoring import Score, score_all

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from datetime import date

    from closeness_cli.core.answering.administration import Administration
    from closeness_cli.core.answering.sitting import MarkedSitting
    from closeness_cli.core.instruments.instrument import Instrument, Item
    from closeness_cli.core.reports.conversations import TalkDay
    from closeness_cli.core.reports.followed import Followed
    from closeness_cli.core.reports.overview import Period
    from closeness_cli.core.rituals import Observance, Ritual
    from closeness_cli.core.stats.survival import Wait


class What(StrEnum):
    """What a row tells."""

    FOLLOWED = "followed"
    SCORE = "score"
    ANSWER = "answer"
    MOOD = "mood"
    ENTRIES = "entries"
    KIND = "kind"
    TAG = "tag"
    TALK = "talk"
    RITUAL = "ritual"
    REPAIR = "repair"


class Row(NamedTuple):
    """One figure of one local day.

    Args:
        value: Absent where too few answers give a score, or an item was skipped.
        n: How many answers, entries or times it rests on.
        name: A dimension, an item, a tag, a kind of entry, a ritual, or what a talk was like.
        at: The moment of it with its offset, where there is one.
        id: Of the set of answers, or of the ritual.
        instrument: Of a score or an answer, as is its `version`.
        n_items: How many answers there could have been.
        label: What stood beside an answer, or why there is none.
        compared: It is among those that the report compares; absent where all are.
        repaired: The hours of a conflict end with a repair; else it was open at least so long.
    """

    what: What
    on: date
    value: float | None
    n: int
    name: str = ""
    at: str = ""
    id: str = ""
    instrument: str = ""
    version: str = ""
    n_items: int | None = None
    label: str = ""
    compared: bool | None = None
    repaired: bool | None = None


class Meaning(NamedTuple):
    """What the rows of one name mean.

    Args:
        low: The lowest value that there can be; absent where there is no such.
        high: The highest one.
        meaning: In words that come from an instrument; empty where the kind of row says all.
    """

    what: What
    name: str
    title: str
    instrument: str = ""
    version: str = ""
    low: float | None = None
    high: float | None = None
    meaning: str = ""


class Data(NamedTuple):
    """Every row of a report, and what they mean."""

    rows: tuple[Row, ...]
    meanings: tuple[Meaning, ...]

    def count(self, what: What) -> int:
        """Count the rows of a kind."""
        return sum(row.what is what for row in self.rows)


class Days(NamedTuple):
    """What was noted of days, already counted where it is kept, oldest first.

    Args:
        moods: The mean mood of each day, and how many entries name one.
        entries: Entries of each day.
        kinds: Entries of each kind and day.
        tags: Entries of each tag and day.
        talks: Conversations of each day.
        observed: Times that rituals were done or left out.
    """

    moods: tuple[tuple[date, float, int], ...] = ()
    entries: tuple[tuple[date, int], ...] = ()
    kinds: tuple[tuple[str, date, int], ...] = ()
    tags: tuple[tuple[str, date, int], ...] = ()
    talks: tuple[TalkDay, ...] = ()
    observed: tuple[Observance, ...] = ()


TALK_NAMES = {
    "talks": "how many",
    "minutes": "minutes together",
    "depth": "how deep they were, their mean",
    "deepest": "the deepest of them",
    "presence": "how much you were there, their mean",
    "most-present": "the one you were there most in",
}
"""What is told of the conversations of a day, under which name."""


def build_data(
    sittings: Iterable[Administration],
    days: Days,
    *,
    period: Period,
    rituals: Sequence[Ritual] = (),
    waits: Sequence[Wait] = (),
) -> Data:
    """Put together every figure that the report of a period is made of.

    Args:
        sittings: All finished ones of one person, of any time; the period is applied here.
        days: What was noted in the period.
        waits: From conflicts of the period to their repairs.

    Raises:
        ValueError: The sittings are of several people, whose answers are never put together.
    """
    inside = [one for one in own_sets(sittings) if one.on in period]
    followed = build_followed(inside)
    rows = (
        *(_followed_rows(followed) if followed else ()),
        *_score_rows(inside),
        *_answer_rows(inside),
        *(Row(What.MOOD, on, mood, n) for on, mood, n in days.moods),
        *(Row(What.ENTRIES, on, n, n) for on, n in days.entries),
        *(Row(What.KIND, on, n, n, kind) for kind, on, n in days.kinds),
        *(Row(What.TAG, on, n, n, tag) for tag, on, n in days.tags),
        *(row for day in days.talks for row in _talk_rows(day)),
        *_ritual_rows(days.observed, {one.id: one.name for one in rituals}),
        *(_repair_row(one) for one in waits),
    )
    return Data(rows, (*_meanings(inside, followed), *_names(rows)))


def _followed_rows(followed: Followed) -> Iterator[Row]:
    """Give the series that the report's trend, shift and usual range are about."""
    n_before = len(followed.points) - len(followed.compared)
    points = [(on, value, place >= n_before) for place, (on, value) in enumerate(followed.points)]
    early = [(on, value, False) for on, value in followed.early]
    for on, value, compared in sorted([*points, *early]):
        yield Row(
            What.FOLLOWED,
            on,
            value,
            1,
            followed.dimension,
            instrument=followed.instrument_id,
            compared=compared,
        )


def _score_rows(inside: Sequence[MarkedSitting]) -> Iterator[Row]:
    compared = _compared(inside)
    for one in inside:
        for score in score_all(one.instrument, one.given.responses):
            yield Row(
                What.SCORE,
                one.on,
                score.value if isinstance(score, Score) else None,
                score.n_answered,
                score.dimension,
                *_source(one),
                n_items=score.n_items,
                compared=(one.given.id, score.dimension) in compared,
            )


def _compared(inside: Sequence[MarkedSitting]) -> frozenset[tuple[str, str]]:
    """Give the scores that a report compares: not early, and from the last new wording on."""
    by_instrument: dict[str, list[MarkedSitting]] = {}
    for one in inside:
        if not one.early:
            by_instrument.setdefault(one.instrument.id, []).append(one)
    found = set()
    for sets in by_instrument.values():
        now = sets[-1].instrument
        for told in (tell_dimension(sets, now, dimension) for dimension in now.dimensions):
            since = told.breaks[-1] if told.breaks else 0
            found |= {
                (asked.sitting.given.id, asked.dimension.id) for asked, _ in told.scored(since)
            }
    return frozenset(found)


def _answer_rows(inside: Sequence[MarkedSitting]) -> Iterator[Row]:
    for one in inside:
        items = _numbered(one.instrument)
        for response in sorted(one.given.responses.values(), key=lambda one: one.position):
            if response.item_id not in items or response.reason is SkipReason.NOT_SHOWN:
                continue
            value = response.value if isinstance(response.value, int) else None
            yield Row(
                What.ANSWER,
                one.on,
                value,
                int(value is not None),
                response.item_id,
                *_source(one),
                n_items=1,
                label=str(response.reason) if response.reason else response.label,
                compared=not one.early,
            )


def _numbered(instrument: Instrument) -> dict[str, Item]:
    """Give the items that are answered with a number, those of safety never among them."""
    return {
        item.id: item
        for item in instrument.items
        if item.kind is ItemKind.SCALE and not item.safety
    }


def _source(one: MarkedSitting) -> tuple[str, str, str, str]:
    """Give the moment, the id, the instrument and the version, as a row has them."""
    return one.given.started.iso, one.given.id, one.instrument.id, one.instrument.version


def _talk_rows(day: TalkDay) -> Iterator[Row]:
    told: Mapping[str, tuple[float | None, int]] = {
        "talks": (day.n, day.n),
        "minutes": (day.minutes, day.n_minutes),
        "depth": (day.depth / (day.n_depth or 1), day.n_depth),
        "deepest": (day.deepest, day.n_depth),
        "presence": (day.presence / (day.n_presence or 1), day.n_presence),
        "most-present": (day.most_present, day.n_presence),
    }
    for name in TALK_NAMES:
        value, n = told[name]
        if n:
            yield Row(What.TALK, day.on, value, n, name)


def _ritual_rows(observed: Sequence[Observance], names: Mapping[str, str]) -> Iterator[Row]:
    """Give a row for each ritual and day with a word on it: how often it was done, or 0."""
    ordered = sorted(observed, key=lambda one: (one.on, one.ritual_id))
    for (on, ritual_id), group in groupby(ordered, key=lambda one: (one.on, one.ritual_id)):
        noted = list(group)
        done = sum(one.state is Done.DONE for one in noted)
        name = names.get(ritual_id, ritual_id)
        yield Row(What.RITUAL, on, done, len(noted), name, id=ritual_id)


def _repair_row(wait: Wait) -> Row:
    return Row(
        What.REPAIR,
        wait.began_at.date(),
        wait.hours,
        1,
        at=wait.began_at.isoformat(),
        repaired=wait.is_repaired,
    )


def _meanings(inside: Sequence[MarkedSitting], followed: Followed | None) -> Iterator[Meaning]:
    """Say what the answers and scores are, of each version that was answered."""
    if followed is not None:
        yield Meaning(
            What.FOLLOWED,
            followed.dimension,
            followed.title,
            followed.instrument_id,
            low=followed.low,
            high=followed.high,
            meaning="percent of the range" if followed.is_percent else "as answered",
        )
    versions = {(one.instrument.id, one.given.definition_id): one.instrument for one in inside}
    for instrument in versions.values():
        asked = (instrument.id, instrument.version)
        for dimension in instrument.dimensions:
            of = f"from {', '.join(dimension.items)}; {dimension.op}; {dimension.direction}"
            yield Meaning(What.SCORE, dimension.id, dimension.title, *asked, 0, 100, of)
        for item in _numbered(instrument).values():
            if item.scale is not None:
                ends = (item.scale.min, item.scale.max)
                yield Meaning(What.ANSWER, item.id, item.text, *asked, *ends, _labels(item))


def _labels(item: Item) -> str:
    labels = item.scale.labels if item.scale else {}
    words = [f"{value} = {label}" for value, label in sorted(labels.items())]
    return "; ".join([*words, *(["counted in reverse"] if item.reverse_scored else [])])


def _names(rows: Iterable[Row]) -> Iterator[Meaning]:
    """Say each further name once, in its order."""
    told = {
        (row.what, row.name)
        for row in rows
        if row.what in (What.KIND, What.TAG, What.TALK, What.RITUAL)
    }
    order = list(What)
    for what, name in sorted(told, key=lambda one: (order.index(one[0]), one[1])):
        yield Meaning(what, name, TALK_NAMES[name] if what is What.TALK else name)
