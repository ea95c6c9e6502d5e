"""What matters to a person, beside how far it is met: where talking may begin."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from closeness_cli.core.stats.scoring import (
    answered_number,
    can_be_scored,
    farthest_from_ideal,
    importance_of,
    nearness,
    percent_of_range,
    scale_of,
    scored_value,
    wanted,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from closeness_cli.core.answering.administration import Administration
    from closeness_cli.core.instruments.instrument import Item


@dataclass(frozen=True, slots=True)
class Gap:
    """How much of what matters is not met, for one item.

    Args:
        importance: How much it matters, percent of the range.
        met: How far it is met, percent of the range.
    """

    item: Item
    importance: float
    met: float

    @property
    def size(self) -> float:
        """Give importance x what is not met, 0 to 100: 100 for all that matters most and is not."""
        return self.importance * (100 - self.met) / 100


def rank_gaps(one: Administration) -> tuple[Gap, ...]:
    """Rank the items that say how much they matter, the largest gap first.

    Those with equal gaps stay in the order of the instrument. An item counts only where both
    were answered; a skip is no gap. The product is a rule of our own, to order talk by and for
    nothing else: what hardly matters is never first, however little of it is met.
    """
    return tuple(sorted(_gaps(one), key=lambda gap: -gap.size))


def _gaps(one: Administration) -> Iterator[Gap]:
    for item in one.instrument.items:
        if not item.importance or not can_be_scored(item):
            continue
        importance = importance_of(one.instrument, item.id, one.responses)
        met = _met(one, item)
        if importance is not None and met is not None:
            yield Gap(item, importance, met)


def _met(one: Administration, item: Item) -> float | None:
    value = answered_number(one.responses, item.id)
    counted = None if value is None else scored_value(item, value)
    if counted is None:
        return None
    if item.ideal is None:
        return percent_of_range(counted, scale_of(item))
    ideal = wanted(item, one.responses)
    return None if ideal is None else nearness(counted, ideal, farthest_from_ideal(item))
