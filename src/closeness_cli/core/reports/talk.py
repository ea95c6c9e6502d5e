"""What two people may read aloud together: chosen answers and own words, and no number."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from closeness_cli.core.instruments.instrument import SkipReason
from closeness_cli.core.reports.couple import LEAST_GOOD, RECENT_DAYS
from closeness_cli.core.reports.shared_sets import compared_items, counted_sets
from closeness_cli.core.stats.scoring import Score, score_dimension
from closeness_cli.errors import NotFoundError, WrongUseError

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from closeness_cli.core.answering.administration import Administration, Response
    from closeness_cli.core.entry import Entry
    from closeness_cli.core.instruments.instrument import Instrument, Item
    from closeness_cli.core.reports.overview import Period

TALK_TAG = "talk"
"""The tag of entries that somebody wants to talk about."""

MOST_TAGGED = 3
"""Entries with that tag on a page: more than a few are a meeting."""

MOST_LOW = 2
"""Answers that are chosen from the low end; one from the high end comes before them."""


class ItemName(NamedTuple):
    """An item of an instrument, as it is asked for: `week.heard`."""

    instrument: str
    item: str


class Chosen(NamedTuple):
    """An item on the page, and its answer; absent where it has none that can be read."""

    instrument: Instrument
    item: Item
    response: Response | None
    on: date


class Talk(NamedTuple):
    """A page to read aloud.

    Args:
        about: What somebody wants to talk about, as they said it just now.
        tagged: Entries that say so, newest first.
        chosen: Answers, in the order they are read.
        is_by_rule: They were chosen by `choose_by_rule`, and not by name.
        own: Entries that were asked for, newest first.
    """

    period: Period
    today: date
    about: tuple[str, ...] = ()
    tagged: tuple[Entry, ...] = ()
    chosen: tuple[Chosen, ...] = ()
    is_by_rule: bool = True
    own: tuple[Entry, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to read."""
        return not (self.about or self.tagged or self.chosen or self.own)


def read_item_names(text: str) -> tuple[ItemName, ...]:
    """Understand `week.connection,how-close.support`.

    Raises:
        WrongUseError: A part of it names no item of an instrument.
    """
    names = [ItemName(*one.strip().partition(".")[::2]) for one in text.split(",") if one.strip()]
    if not names or not all(name.instrument and name.item for name in names):
        raise WrongUseError(
            "An item is named with its instrument.", "For example: --items week.heard,week.room"
        )
    return tuple(dict.fromkeys(names))


def choose_named(
    done: Iterable[Administration], names: Sequence[ItemName], period: Period
) -> tuple[Chosen, ...]:
    """Choose the latest answer to each item that is named.

    Args:
        done: One person's finished sets, of any time.

    Raises:
        NotFoundError: No set in the period asked such an item. Safety items are never found.
    """
    latest_first = counted_sets(done, period)[::-1]
    return tuple(_named(latest_first, name) for name in names)


def _named(latest_first: Sequence[Administration], name: ItemName) -> Chosen:
    asked = [
        Chosen(one.instrument, item, _answer(one, item), one.started.on)
        for one in latest_first
        if one.instrument.id == name.instrument
        for item in one.instrument.items
        if item.id == name.item and not item.safety and _was_asked(one, item)
    ]
    if not asked:
        raise NotFoundError(
            "There is no answer to an item of that name.",
            "closeness instrument show INSTRUMENT names its items.",
        )
    return next((one for one in asked if one.response is not None), asked[0])


def _was_asked(one: Administration, item: Item) -> bool:
    response = one.responses.get(item.id)
    return response is not None and response.reason is not SkipReason.NOT_SHOWN


def _answer(one: Administration, item: Item) -> Response | None:
    response = one.responses.get(item.id)
    return None if response is None or response.value is None else response


def choose_by_rule(done: Iterable[Administration], period: Period) -> tuple[Chosen, ...]:
    """Choose from the latest sets: the answer that was highest, then the lowest ones.

    What both of a couple may hear is chosen from (`compared_items`), one answer on a subject; low
    is what lies under `LEAST_GOOD`. Something good comes first.
    """
    counted = counted_sets(done, period)
    latest = {one.instrument.id: one for one in counted}
    scored: dict[str, tuple[float, Chosen]] = {}
    for one in sorted(latest.values(), key=lambda given: given.started.at, reverse=True):
        if (counted[-1].started.on - one.started.on).days > RECENT_DAYS:
            continue
        for asked in compared_items(one.instrument):
            found = score_dimension(one.instrument, asked.dimension, one.responses)
            if asked.stands_alone and isinstance(found, Score):
                answer = _answer(one, asked.item)
                chosen = Chosen(one.instrument, asked.item, answer, one.started.on)
                scored.setdefault(asked.subject, (found.value, chosen))
    ranked = sorted(scored.values(), key=lambda found: found[0])
    high = [chosen for value, chosen in ranked[-1:] if value >= LEAST_GOOD]
    low = [chosen for value, chosen in ranked if value < LEAST_GOOD][:MOST_LOW]
    return (*high, *low)
