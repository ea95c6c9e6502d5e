"""The item bank: instruments with the cards, vectors and profiles that belong to them."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from closeness_cli.core.instruments.instrument import Instrument


class Confidence(StrEnum):
    """How a fact about a published measure is known; nothing less sure is kept."""

    VERIFIED = "verified"
    """Read in its source."""
    COMPUTED = "computed"
    """Computed from verified facts."""


@dataclass(frozen=True, slots=True)
class Card:
    """A line that invites a conversation, with oneself or with another.

    Args:
        joint: It suggests something for two, and comes only where that was chosen in the settings.
    """

    id: str
    dimension: str
    text: str
    joint: bool = False


@dataclass(frozen=True, slots=True)
class Vector:
    """A set of answers with the scores that it must give (a conformance vector).

    Args:
        answers: A number by item id; `None` for a skip.
        scores: Percent of the range by dimension; `None` where there must be none.
        totals: The same in the unit of the published measure.
    """

    instrument: str
    answers: Mapping[str, int | None]
    scores: Mapping[str, float | None] = field(default_factory=dict)
    totals: Mapping[str, float | None] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Fact:
    """Something that is known about a published measure.

    Args:
        about: What it is about: "items", "reverse keys", "permission".
        source: Where it stands, or what it is computed from.
    """

    about: str
    says: str
    source: str
    confidence: Confidence


@dataclass(frozen=True, slots=True)
class Profile:
    """A published measure without its wording: everything that scoring needs.

    Args:
        instrument: Its items have no text and its scales no labels.
        scale_of: The name of each item's response scale, under which a wording gives labels.
    """

    instrument: Instrument
    scale_of: Mapping[str, str]
    facts: tuple[Fact, ...]


@dataclass(frozen=True, slots=True)
class ItemBank:
    """All instruments, cards, vectors and profiles that ship or that a person brought."""

    instruments: tuple[Instrument, ...]
    cards: tuple[Card, ...] = ()
    vectors: tuple[Vector, ...] = ()
    profiles: tuple[Profile, ...] = ()

    def find(self, instrument_id: str) -> Instrument | None:
        """Find an instrument by its id."""
        return next((one for one in self.instruments if one.id == instrument_id), None)

    def find_profile(self, profile_id: str) -> Profile | None:
        """Find a profile by the id of its instrument."""
        return next((one for one in self.profiles if one.instrument.id == profile_id), None)

    def vectors_of(self, instrument_id: str) -> tuple[Vector, ...]:
        """Give the vectors of one instrument or profile."""
        return tuple(one for one in self.vectors if one.instrument == instrument_id)

    def with_more(self, more: ItemBank) -> ItemBank:
        """Put another bank behind this one; its instruments and profiles win over those here."""
        taken = {one.id for one in more.instruments}
        profiled = {one.instrument.id for one in more.profiles}
        return ItemBank(
            instruments=(
                *(one for one in self.instruments if one.id not in taken),
                *more.instruments,
            ),
            cards=(*self.cards, *more.cards),
            vectors=(*(one for one in self.vectors if one.instrument not in taken), *more.vectors),
            profiles=(
                *(one for one in self.profiles if one.instrument.id not in profiled),
                *more.profiles,
            ),
        )
