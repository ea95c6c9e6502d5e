"""What a line that another program wrote may hold: names in place of ids, no revision.

An entry of another program has the fields of its kind in `entry_records`, with names of
people and a `ref`; the other types are here.
"""

from __future__ import annotations

from typing import Annotated, Any

from msgspec import (  # noqa: TID253 - only import loads this module
    UNSET,
    Meta,
    UnsetType,
)

from closeness_cli.storage.transfer.record_fields import Done, Minutes, Name, Shape, Word, Yes, Zone

Stamp = Annotated[str, Meta(description="a moment with its offset")]


class OthersAdministration(Shape, kw_only=True):
    """A finished sitting that another program wrote."""

    type: Word
    instrument: Word
    at: Stamp
    tz: Zone | UnsetType = UNSET
    person: Name | UnsetType = UNSET
    guess_of: Name | UnsetType = UNSET
    early: Yes | UnsetType = UNSET
    answers: Annotated[
        dict[str, Any], Meta(min_length=1, description="an object of answers by item")
    ]


class OthersObservance(Shape, kw_only=True):
    """One time a ritual was done, as another program wrote it."""

    type: Word
    ritual: Name
    at: Stamp
    tz: Zone | UnsetType = UNSET
    people: (
        Annotated[list[Name], Meta(max_length=100, description="a list of names")] | UnsetType
    ) = UNSET
    state: Done | UnsetType = UNSET
    minutes: Minutes | UnsetType = UNSET


class OthersPerson(Shape, kw_only=True):
    """A person whom another program named."""

    type: Word
    name: Name


OTHERS: dict[str, type[Shape]] = {
    "administration": OthersAdministration,
    "observance": OthersObservance,
    "person": OthersPerson,
}
"""The shape of a line by its type, entries aside."""
