"""Two people's sets of answers that stand for the same time, and what of them is looked at."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from closeness_cli.core.answering.sitting import mark_early
from closeness_cli.core.instruments.instrument import DEFAULT_INSTRUMENT, Direction, ScaleKind
from closeness_cli.core.stats.scoring import (
    answered_number,
    can_be_scored,
    percent_of_range,
    scale_of,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import date

    from closeness_cli.core.answering.administration import Administration
    from closeness_cli.core.instruments.instrument import Dimension, Instrument, Item
    from closeness_cli.core.reports.overview import Period
    from closeness_cli.core.stats.pairs import Pair

NOT_FOR_TWO = frozenset({"safety", "disagreement"})
"""Dimensions that no page for two brings up: it must give nobody away who is afraid."""

NOT_COMPARED = (ScaleKind.ALLOCATION, ScaleKind.NOMINAL)
"""Kinds of scales on which two people's answers do not lie more or less far apart."""


class SharedSet(NamedTuple):
    """Two people's sets of one instrument that stand for the same time."""

    mine: Administration
    theirs: Administration

    @property
    def on(self) -> date:
        """Give the local day of the first one's."""
        return self.mine.started.on


class Asked(NamedTuple):
    """An item that two people's answers may be compared on.

    Args:
        dimension: What it is scored in, the one of it alone where there is one.
    """

    instrument: Instrument
    item: Item
    dimension: Dimension

    @property
    def name(self) -> str:
        """Give its name across instruments, such as `week.heard`."""
        return f"{self.instrument.id}.{self.item.id}"

    @property
    def subject(self) -> str:
        """Give what it is about, the same in two instruments that ask for the same dimension."""
        return self.dimension.id

    @property
    def stands_alone(self) -> bool:
        """Whether its dimension is of this item alone."""
        return self.dimension.items == (self.item.id,)


def counted_sets(done: Iterable[Administration], period: Period) -> list[Administration]:
    """Give one person's sets that count, in a period, oldest first.

    Args:
        done: Their finished sets, or their guesses about one person, of any time.
    """
    ordered = sorted(done, key=lambda one: one.started.at)
    return [one.given for one in mark_early(ordered) if not one.early and one.on in period]


def share_sets(
    mine: Iterable[Administration], theirs: Iterable[Administration]
) -> tuple[SharedSet, ...]:
    """Pair the sets of one instrument that stand for the same time, oldest first.

    They do where they are at most half as far apart as two sets of one person should be
    (`Cadence.min_days`); the nearest come together first, and each set is in one pair at most.

    Args:
        mine: One person's sets that count, as `counted_sets` gives them.
        theirs: Another person's.
    """
    by_day: dict[tuple[str, int], list[Administration]] = {}
    for one in theirs:
        by_day.setdefault((one.instrument.id, one.started.on.toordinal()), []).append(one)
    near = sorted(
        ((gap, own, other) for own in mine for gap, other in _near(own, by_day)),
        key=lambda found: (found[0], found[1].started.at, found[2].started.at),
    )
    taken: set[str] = set()
    pairs = []
    for _, own, other in near:
        if taken.isdisjoint((own.id, other.id)):
            taken |= {own.id, other.id}
            pairs.append(SharedSet(own, other))
    return tuple(sorted(pairs, key=lambda pair: pair.mine.started.at))


def _near(
    own: Administration, by_day: dict[tuple[str, int], list[Administration]]
) -> Iterator[tuple[int, Administration]]:
    day, reach = own.started.on.toordinal(), own.instrument.cadence.min_days // 2
    for gap in range(-reach, reach + 1):
        for other in by_day.get((own.instrument.id, day + gap), ()):
            yield abs(gap), other


def by_instrument(pairs: Sequence[SharedSet]) -> dict[str, list[SharedSet]]:
    """Group pairs by instrument, the weekly questions first, then the latest answered."""
    found: dict[str, list[SharedSet]] = {}
    for pair in pairs:
        found.setdefault(pair.mine.instrument.id, []).append(pair)
    latest_first = sorted(
        found.items(),
        key=lambda one: (one[0] == DEFAULT_INSTRUMENT, one[1][-1].mine.started.at),
        reverse=True,
    )
    return dict(latest_first)


def compared_dimensions(instrument: Instrument) -> list[Dimension]:
    """Give the dimensions of which a page for two may speak.

    A way of being (`Direction.NEITHER`) is left out, as are those of `NOT_FOR_TWO`, and who does
    what, which `core/reports/labor.py` puts beside each other.
    """
    return [
        one
        for one in instrument.dimensions
        if one.direction is Direction.CLOSER
        and one.id not in NOT_FOR_TWO
        and all(is_compared(instrument.item(item_id)) for item_id in one.items)
    ]


def compared_items(instrument: Instrument) -> list[Asked]:
    """Give the items of those dimensions, each once, in the order of the instrument."""
    kept_apart = {
        item_id for one in instrument.dimensions if one.id in NOT_FOR_TWO for item_id in one.items
    }
    named: dict[str, Dimension] = {}
    for dimension in sorted(compared_dimensions(instrument), key=lambda one: len(one.items)):
        for item_id in dimension.items:
            named.setdefault(item_id, dimension)
    return [
        Asked(instrument, item, named[item.id])
        for item in instrument.items
        if item.id in named and item.id not in kept_apart
    ]


def is_compared(item: Item) -> bool:
    """Say whether answers to an item lie more or less far apart."""
    return can_be_scored(item) and item.scale is not None and item.scale.kind not in NOT_COMPARED


def answers_of(pair: SharedSet, asked: Asked) -> Pair | None:
    """Give what both answered to an item, where both were asked it alike and answered."""
    mine, theirs = _asked_in(pair.mine, asked), _asked_in(pair.theirs, asked)
    return None if mine is None or theirs is None else (mine, theirs)


def _asked_in(one: Administration, asked: Asked) -> float | None:
    """Give an answer, where the item was asked in the same words and with the same numbers."""
    then = next((item for item in one.instrument.items if item.id == asked.item.id), None)
    if then is None or then.scale is None or asked.item.scale is None:
        return None
    alike = (then.text, then.scale.values) == (asked.item.text, asked.item.scale.values)
    value = answered_number(one.responses, then.id) if alike else None
    return None if value is None else then.scale.counts_for(value)


def percent_of(asked: Asked, value: float) -> float:
    """Place an answer in its range, 0 to 100, as it was given."""
    return percent_of_range(value, scale_of(asked.item))


def toward_close(asked: Asked, value: float) -> float:
    """Place an answer in its range, turned where a high number means less of its dimension."""
    low, high = scale_of(asked.item).range
    return percent_of(asked, low + high - value if asked.item.reverse_scored else value)
