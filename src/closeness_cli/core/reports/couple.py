"""Two people's answers beside each other: what to talk about first, and numbers on request.

Nothing here is an average of two people, and nothing says who is right. Entries are no part of it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from closeness_cli.core.reports.couple_numbers import CoupleNumbers, count_couple
from closeness_cli.core.reports.shared_sets import (
    answers_of,
    by_instrument,
    compared_items,
    counted_sets,
    percent_of,
    share_sets,
)
from closeness_cli.core.stats.scoring import Score, score_dimension

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import date

    from closeness_cli.core.answering.administration import Administration
    from closeness_cli.core.instruments.item_bank import Card
    from closeness_cli.core.reports.overview import Period
    from closeness_cli.core.reports.shared_sets import Asked, SharedSet

LEAST_APART = 25.0
"""Percent of the range from which on two answers are worth a talk: one step of five."""

LEAST_GOOD = 75.0
"""The score from which on something is named as good for both: the fourth step of five."""

MOST_TOPICS, MOST_GOOD = 3, 2
"""More would be a list to work through."""

RECENT_DAYS = 90
"""What was answered so much longer ago than the latest may be over, and is not brought up."""


class Topic(NamedTuple):
    """Something to talk about.

    Args:
        card: A line to begin with, where there is one on it.
        on: When it was answered.
    """

    asked: Asked
    on: date
    card: Card | None = None


class Couple(NamedTuple):
    """Two people's answers beside each other.

    Args:
        n_mine: Sets of the one who reads that count, in the period.
        n_theirs: Those of the other.
        n_shared: Pairs of them that stand for the same time.
        topics: Where the two lie furthest apart; the furthest first.
        good: What both answered high.
        numbers: Where they were asked for.
    """

    period: Period
    today: date
    n_mine: int
    n_theirs: int
    n_shared: int
    topics: tuple[Topic, ...] = ()
    good: tuple[Topic, ...] = ()
    numbers: CoupleNumbers | None = None


def build_couple(
    mine: Iterable[Administration],
    theirs: Iterable[Administration],
    *,
    guesses: Iterable[Administration] = (),
    cards: Sequence[Card] = (),
    period: Period,
    today: date,
    with_numbers: bool = False,
) -> Couple:
    """Put two people's finished sets beside each other.

    Args:
        mine: Of the one who reads, of any time.
        theirs: Of the other, likewise.
        guesses: Of the one who reads, about the other.
        cards: What may be offered to begin a talk.
        today: The reader's local day.
    """
    own, other = counted_sets(mine, period), counted_sets(theirs, period)
    pairs = share_sets(own, other)
    guessed = share_sets(counted_sets(guesses, period), other) if with_numbers else ()
    good = _good(pairs)
    return Couple(
        period=period,
        today=today,
        n_mine=len(own),
        n_theirs=len(other),
        n_shared=len(pairs),
        topics=_topics(pairs, good, cards, today),
        good=good[:MOST_GOOD],
        numbers=count_couple(pairs, guessed) if with_numbers else None,
    )


def _latest(pairs: Sequence[SharedSet]) -> list[SharedSet]:
    """Give the latest pair of each instrument that is recent."""
    latest = [found[-1] for found in by_instrument(pairs).values()]
    newest = max((pair.on for pair in latest), default=None)
    return [pair for pair in latest if newest and (newest - pair.on).days <= RECENT_DAYS]


def _topics(
    pairs: Sequence[SharedSet], good: Sequence[Topic], cards: Sequence[Card], today: date
) -> tuple[Topic, ...]:
    """Find where the two lie furthest apart; what is good for both is no matter."""
    are_good = {one.asked.subject for one in good}
    apart = []
    for pair in _latest(pairs):
        for asked in compared_items(pair.mine.instrument):
            answers = answers_of(pair, asked)
            if answers is not None and asked.subject not in are_good:
                first, second = (percent_of(asked, value) for value in answers)
                apart.append((abs(first - second), asked, pair.on))
    ranked = sorted(apart, key=lambda found: -found[0])
    topics = [Topic(asked, on) for size, asked, on in ranked if size >= LEAST_APART]
    chosen = list(_each_subject_once(topics))[:MOST_TOPICS]
    return tuple(one._replace(card=_card(one, cards, today)) for one in chosen)


def _card(topic: Topic, cards: Sequence[Card], today: date) -> Card | None:
    """Pick a card on a topic; another on another day."""
    fitting = [card for card in cards if card.dimension == topic.asked.dimension.id]
    return fitting[today.toordinal() % len(fitting)] if fitting else None


def _good(pairs: Sequence[SharedSet]) -> tuple[Topic, ...]:
    """Find what both answered high, by the score of each; the best first."""
    found = []
    for pair in _latest(pairs):
        for asked in compared_items(pair.mine.instrument):
            if not asked.stands_alone or answers_of(pair, asked) is None:
                continue
            least = min(_scores(pair, asked), default=0.0)
            if least >= LEAST_GOOD:
                found.append((least, Topic(asked, pair.on)))
    ranked = [topic for _, topic in sorted(found, key=lambda one: -one[0])]
    return tuple(_each_subject_once(ranked))


def _scores(pair: SharedSet, asked: Asked) -> list[float]:
    """Give both people's scores; nothing where one has none."""
    both = [
        score_dimension(one.instrument, asked.dimension, one.responses)
        for one in (pair.mine, pair.theirs)
    ]
    known = [one.value for one in both if isinstance(one, Score)]
    return known if len(known) == len(both) else []


def _each_subject_once(topics: Iterable[Topic]) -> Iterator[Topic]:
    seen: set[str] = set()
    for one in topics:
        if one.asked.subject not in seen:
            seen.add(one.asked.subject)
            yield one
