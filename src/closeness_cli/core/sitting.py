"""Finished administrations as a report sees them: which count, and which answer it follows."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from closeness_cli.core.instrument import DEFAULT_INSTRUMENT
from closeness_cli.core.scoring import answered_number, scale_of

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from closeness_cli.core.administration import Administration
    from closeness_cli.core.instrument import Instrument, Item, ResponseScale

SERIES_DIMENSION = "connection"
"""The dimension of the weekly questions that the overview follows."""


@dataclass(frozen=True, slots=True)
class MarkedSitting:
    """An administration, and whether it came too soon after the one before."""

    given: Administration
    early: bool

    @property
    def on(self) -> date:
        """Give its local day."""
        return self.given.started.on

    @property
    def instrument(self) -> Instrument:
        """Give what was asked, as it was then."""
        return self.given.instrument


def mark_early(done: Sequence[Administration]) -> list[MarkedSitting]:
    """Tell retakes apart that came sooner after the last one that counts than they should."""
    counted: dict[str, date] = {}
    marked: list[MarkedSitting] = []
    for one in done:
        before, on = counted.get(one.instrument.id), one.started.on
        soon = before is not None and (on - before).days < one.instrument.cadence.min_days
        early = soon or one.early
        if not early:
            counted[one.instrument.id] = on
        marked.append(MarkedSitting(one, early))
    return marked


@dataclass(frozen=True, slots=True)
class SeriesAnswer:
    """One answer of the series, with what was asked.

    Args:
        title: What a report calls it.
        scale: The item's response scale.
    """

    title: str
    item: Item
    scale: ResponseScale
    value: int


def series_answer(one: Administration) -> SeriesAnswer | None:
    """Find the answer that the series follows: to the first item of its dimension."""
    asked = one.instrument
    if asked.id != DEFAULT_INSTRUMENT:
        return None
    for dimension in asked.dimensions:
        if dimension.id == SERIES_DIMENSION:
            item = asked.item(dimension.items[0])
            value = answered_number(one.responses, item.id)
            if value is not None:
                return SeriesAnswer(dimension.title, item, scale_of(item), value)
    return None
