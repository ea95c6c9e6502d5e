"""Which of the causes that an instrument names recur, by answers and by the journal."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from closeness_cli.core.stats.scoring import (
    answered_number,
    can_be_scored,
    percent_of_range,
    scale_of,
)

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from closeness_cli.core.answering.administration import Administration
    from closeness_cli.core.entry import Entry
    from closeness_cli.core.instruments.instrument import Instrument, Item

MIDDLE = 50
"""Percent of the range from which on an answer says that it was there: "sometimes" of five."""


@dataclass(frozen=True, slots=True)
class Cause:
    """One thing that journal tags may tell of, too.

    Args:
        is_there: The latest answer is in the middle of its scale or above; absent if skipped.
        n_sets: Sets of answers in which it was there.
        n_answered: Sets in which it was answered.
        n_entries: Entries that name it or have one of its tags; absent where nobody counted.
    """

    item: Item
    is_there: bool | None
    n_sets: int
    n_answered: int
    n_entries: int | None = None


def find_causes(
    sets: Sequence[Administration], counts: Mapping[str, int] | None = None
) -> tuple[Cause, ...]:
    """See which causes the latest set names, and in how many sets they were.

    Args:
        sets: Of one person and one instrument, oldest first; there is at least one.
        counts: Entries by item id, see `count_by_item`.

    Returns:
        Every item that has tags, in the order of the latest version.
    """
    latest = sets[-1]
    return tuple(
        _cause(item, sets, None if counts is None else counts.get(item.id, 0))
        for item in tagged_items(latest.instrument)
    )


def tagged_items(instrument: Instrument) -> tuple[Item, ...]:
    """Give the items of which journal tags may tell, too."""
    return tuple(one for one in instrument.items if one.tags and can_be_scored(one))


def count_by_item(instrument: Instrument, entries: Sequence[Entry]) -> dict[str, int]:
    """Count the entries that name an item as their cause or carry a tag of it, each once for it."""
    folded = [(one.fields.get("cause"), {tag.casefold() for tag in one.tags}) for one in entries]
    return {
        item.id: sum(
            cause == item.id or not tags.isdisjoint(tag.casefold() for tag in item.tags)
            for cause, tags in folded
        )
        for item in tagged_items(instrument)
    }


def _cause(item: Item, sets: Sequence[Administration], n_entries: int | None) -> Cause:
    said = [found for one in sets if (found := _is_there(one, item.id)) is not None]
    return Cause(item, _is_there(sets[-1], item.id), sum(said), len(said), n_entries)


def _is_there(one: Administration, item_id: str) -> bool | None:
    """Say whether an answer is in the middle of its scale or above, as it was asked then."""
    asked = next((item for item in one.instrument.items if item.id == item_id), None)
    value = answered_number(one.responses, item_id)
    if asked is None or value is None or not can_be_scored(asked):
        return None
    scale = scale_of(asked)
    counted = scale.counts_for(value)
    return None if counted is None else percent_of_range(counted, scale) >= MIDDLE
