"""What the rules of an instrument stand on: which items and dimensions there are and are sound."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from closeness_cli.core.instruments.rules.findings import Finding
from closeness_cli.core.near import unknown

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from closeness_cli.core.instruments.instrument import Dimension, Instrument, Item
    from closeness_cli.core.instruments.rules.findings import Path


class Unsure(NamedTuple):
    """Ids that are in a file, of items and dimensions that could not be read."""

    items: frozenset[str] = frozenset()
    dimensions: frozenset[str] = frozenset()


NOTHING_UNSURE = Unsure()


class Ground(NamedTuple):
    """What there is in an instrument.

    Args:
        place: Where each item stands, from 0, by id.
        sound: The items that are sound in themselves, by id; nothing is concluded from others.
    """

    instrument: Instrument
    unsure: Unsure
    place: Mapping[str, int]
    sound: Mapping[str, Item]

    @classmethod
    def of(cls, instrument: Instrument, unsure: Unsure, sound: Sequence[bool]) -> Ground:
        """Look over an instrument.

        Args:
            sound: Whether each item is sound in itself, in their order.
        """
        place: dict[str, int] = {}
        for number, item in enumerate(instrument.items):
            place.setdefault(item.id, number)
        known = {
            name: instrument.items[number]
            for name, number in place.items()
            if sound[number] and name not in unsure.items
        }
        return cls(instrument, unsure, place, known)

    @property
    def item_ids(self) -> set[str]:
        """Every item that is named, read or not."""
        return {*self.place, *self.unsure.items}

    @property
    def dimension_ids(self) -> set[str]:
        """Every dimension that is named, read or not."""
        return {*(one.id for one in self.instrument.dimensions), *self.unsure.dimensions}

    def unknown_item(self, name: str, path: Path) -> Iterator[Finding]:
        """Find that an item is named that is not there."""
        if name not in self.place and name not in self.unsure.items:
            yield Finding(path, unknown("item", name, self.item_ids))

    def unknown_dimension(self, name: str, path: Path) -> Iterator[Finding]:
        """Find that a dimension is named that is not there."""
        if name not in self.dimension_ids:
            yield Finding(path, unknown("dimension", name, self.dimension_ids))

    def sound_dimension(self, name: str) -> Dimension | None:
        """Give a dimension all of whose items are sound."""
        dimension = self.instrument.dimension(name)
        if dimension is None or name in self.unsure.dimensions or not dimension.items:
            return None
        return dimension if set(dimension.items) <= set(self.sound) else None
