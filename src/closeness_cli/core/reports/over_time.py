"""One instrument over time: its items as they were answered, its versions and their breaks."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from closeness_cli.core.reports.followed import build_followed, own_sets
from closeness_cli.core.reports.levels import build_levels
from closeness_cli.core.stats.scoring import answered_number, can_be_scored, scale_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import date

    from closeness_cli.core.answering.administration import Administration
    from closeness_cli.core.answering.sitting import MarkedSitting
    from closeness_cli.core.instruments.instrument import Instrument, Item, ResponseScale
    from closeness_cli.core.reports.followed import Followed
    from closeness_cli.core.reports.levels import Level
    from closeness_cli.core.reports.overview import Period


class ItemAnswer(NamedTuple):
    """One answer to an item.

    Args:
        value: As it was given; absent where it was skipped.
    """

    on: date
    value: int | None
    early: bool = False


class ItemOverTime(NamedTuple):
    """An item and its answers, oldest first.

    Args:
        item: As it is worded in the last version that was answered.
        answers: To the same item on the same response scale, in whatever wording.
        breaks: Days from which on it was worded differently from before.
        n_left_out: Earlier answers on another response scale.
    """

    item: Item
    scale: ResponseScale
    answers: tuple[ItemAnswer, ...]
    breaks: tuple[date, ...]
    n_left_out: int

    @property
    def given(self) -> tuple[ItemAnswer, ...]:
        """Give those that were not skipped."""
        return tuple(one for one in self.answers if one.value is not None)


class VersionOverTime(NamedTuple):
    """A definition, and the sets that were answered with it.

    Args:
        definition_id: Its address.
        n: Sets of answers.
    """

    version: str
    definition_id: str
    first_on: date
    last_on: date
    n: int


class InstrumentOverTime(NamedTuple):
    """One instrument over time; there is at least one set of answers.

    Args:
        instrument: In the last version that was answered.
        n_early: Sets that are left out of comparisons.
        items: Those that are answered with a number, in order.
        n_words: Items that are answered in words; those are read set by set.
        versions: In the order of their first sets.
        levels: Its dimensions.
        followed: What the report follows, whose evidence is told elsewhere.
    """

    today: date
    instrument: Instrument
    n: int
    n_early: int
    first_on: date
    last_on: date
    items: tuple[ItemOverTime, ...]
    n_words: int
    versions: tuple[VersionOverTime, ...]
    levels: tuple[Level, ...]
    followed: Followed | None

    @property
    def is_followed(self) -> bool:
        """Whether one of its dimensions is what the report follows."""
        return self.followed is not None and self.followed.instrument_id == self.instrument.id


def build_over_time(
    sittings: Iterable[Administration], instrument_id: str, *, period: Period, today: date
) -> InstrumentOverTime | None:
    """Put one instrument together over time; nothing where the period has none of its sets.

    Args:
        sittings: All finished ones of one person.
    """
    marked = own_sets(sittings)
    everything = [one for one in marked if one.on in period]
    inside = [one for one in everything if one.instrument.id == instrument_id]
    if not inside:
        return None
    first = next(one for one in marked if one.instrument.id == instrument_id)
    now = inside[-1].instrument
    asked = [one for one in now.items if not one.safety]
    return InstrumentOverTime(
        today=today,
        instrument=now,
        n=len(inside),
        n_early=sum(one.early for one in inside),
        first_on=inside[0].on,
        last_on=inside[-1].on,
        items=tuple(_item(one, inside) for one in asked if can_be_scored(one)),
        n_words=sum(not can_be_scored(one) for one in asked),
        versions=tuple(_versions(inside)),
        levels=build_levels(inside, first_ids=frozenset({first.given.id})),
        followed=build_followed(everything),
    )


def _item(item: Item, sets: Sequence[MarkedSitting]) -> ItemOverTime:
    scale = scale_of(item)
    answers: list[ItemAnswer] = []
    breaks: list[date] = []
    n_left_out, before = 0, ""
    for one in sets:
        then = next((each for each in one.instrument.items if each.id == item.id), None)
        if then is None or not can_be_scored(then):
            continue
        value = answered_number(one.given.responses, item.id)
        asked = scale_of(then)
        if (asked.kind, asked.min, asked.max) != (scale.kind, scale.min, scale.max):
            n_left_out += value is not None
            continue
        if before and then.text != before:
            breaks.append(one.on)
        before = then.text
        answers.append(ItemAnswer(one.on, value, one.early))
    return ItemOverTime(item, scale, tuple(answers), tuple(breaks), n_left_out)


def _versions(sets: Sequence[MarkedSitting]) -> Iterator[VersionOverTime]:
    """Give each definition once, where it came first."""
    by_definition: dict[str, list[MarkedSitting]] = {}
    for one in sets:
        key = one.given.definition_id or one.instrument.version
        by_definition.setdefault(key, []).append(one)
    for some in by_definition.values():
        yield VersionOverTime(
            some[-1].instrument.version,
            some[-1].given.definition_id,
            some[0].on,
            some[-1].on,
            len(some),
        )
