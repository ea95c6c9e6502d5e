"""Finished administrations as a report sees them: which count, and which answer it follows."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from closeness_cli.core.instrument import DEFAULT_INSTRUMENT
from closeness_cli.core.scoring import answered_number

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from closeness_cli.core.administration import Administration
    from closeness_cli.core.instrument import Dimension, Instrument, Item

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
        early = before is not None and (on - before).days < one.instrument.cadence.min_days
        if not early:
            counted[one.instrument.id] = on
        marked.append(MarkedSitting(one, early))
    return marked


def series_item(instrument: Instrument) -> tuple[Dimension, Item] | None:
    """Find the item that stands for the series: the first of its dimension."""
    for dimension in instrument.dimensions:
        if dimension.id == SERIES_DIMENSION and instrument.id == DEFAULT_INSTRUMENT:
            return dimension, instrument.item(dimension.items[0])
    return None


def series_answer(one: Administration) -> tuple[Item, int] | None:
    """Find the answer that the series follows, with its item as it was asked."""
    found = series_item(one.instrument)
    value = answered_number(one.responses, found[1].id) if found else None
    return None if found is None or value is None else (found[1], value)
