"""The body of an entry, by its kind; a kind's own fields are refused on the others."""

from __future__ import annotations

from typing import Annotated, Literal

from msgspec import UNSET, Meta, UnsetType  # noqa: TID253 - only import and export load this module

from closeness_cli.storage.transfer.record_fields import (
    At,
    Beginner,
    Day,
    Depth,
    Five,
    Id,
    Minutes,
    Mood,
    Name,
    Shape,
    Visible,
    Word,
    Words,
    Yes,
    Zone,
)


class EntryBody(Shape, kw_only=True):
    """What an entry of every kind has."""

    at: At
    tz: Zone
    person: Id | UnsetType = UNSET
    relationship: Id | UnsetType = UNSET
    mood: Mood | UnsetType = UNSET
    text: Words
    tags: Annotated[list[Word], Meta(description="a list of words")]
    visibility: Visible
    administration: Id | UnsetType = UNSET
    do_not_resurface: Yes | UnsetType = UNSET


class NoteBody(EntryBody, kw_only=True):
    """An entry of no special kind."""

    kind: Annotated[Literal["note"], Meta(description="`note`")]


class MomentBody(EntryBody, kw_only=True):
    """A moment worth keeping."""

    kind: Annotated[Literal["moment"], Meta(description="`moment`")]
    to: Name | UnsetType = UNSET
    feeling: Word | UnsetType = UNSET


class ConversationBody(EntryBody, kw_only=True):
    """A talk."""

    kind: Annotated[Literal["conversation"], Meta(description="`conversation`")]
    minutes: Minutes | UnsetType = UNSET
    depth: Depth | UnsetType = UNSET
    presence: Five | UnsetType = UNSET
    began_by: Beginner | UnsetType = UNSET
    topic: Words | UnsetType = UNSET


class ConflictBody(EntryBody, kw_only=True):
    """A disagreement."""

    kind: Annotated[Literal["conflict"], Meta(description="`conflict`")]
    topic: Words | UnsetType = UNSET
    cause: Word | UnsetType = UNSET
    heat: Five | UnsetType = UNSET
    beneath: Words | UnsetType = UNSET
    closed_as: (
        Annotated[Literal["repaired", "faded"], Meta(description="`repaired` or `faded`")]
        | UnsetType
    ) = UNSET
    closed_on: Day | UnsetType = UNSET
    still_open_on: Day | UnsetType = UNSET


class RepairBody(EntryBody, kw_only=True):
    """A try to mend a conflict."""

    kind: Annotated[Literal["repair"], Meta(description="`repair`")]
    repairs: Id | UnsetType = UNSET
    sincerity: Five | UnsetType = UNSET
    began_by: Beginner | UnsetType = UNSET


class GratitudeBody(EntryBody, kw_only=True):
    """Something one is glad of."""

    kind: Annotated[Literal["gratitude"], Meta(description="`gratitude`")]


class SoloBody(EntryBody, kw_only=True):
    """Something done apart."""

    kind: Annotated[Literal["solo"], Meta(description="`solo`")]
    bring_back: Words | UnsetType = UNSET


class HonestyBody(EntryBody, kw_only=True):
    """Something said that was hard to say."""

    kind: Annotated[Literal["honesty"], Meta(description="`honesty`")]
    before: Mood | UnsetType = UNSET
    after: Mood | UnsetType = UNSET


ENTRY_BODIES: dict[str, type[EntryBody]] = {
    "note": NoteBody,
    "moment": MomentBody,
    "conversation": ConversationBody,
    "conflict": ConflictBody,
    "repair": RepairBody,
    "gratitude": GratitudeBody,
    "solo": SoloBody,
    "honesty": HonestyBody,
}
"""The body of an entry, by its kind."""
