"""What a record may hold: the body of every record type, as `docs/records.md` tells it.

The shapes are the format `closeness.records/1`, those included whose commands come later. Each
field says in its description what it takes; the same words stand in an error and in the docs.
An absent value is left out; `null` is never written. The vault's owner has no record of a
person: an absent `person` is the owner, and where people are listed the owner is `self`.
"""

from __future__ import annotations

from typing import Annotated, Any, Literal

from msgspec import UNSET, Meta, UnsetType  # noqa: TID253 - only import and export load this module

from closeness_cli.storage.transfer.entry_records import EntryBody
from closeness_cli.storage.transfer.record_fields import (
    At,
    Day,
    Digest,
    Done,
    Id,
    Instant,
    Lasting,
    Milliseconds,
    Minutes,
    Mood,
    Name,
    People,
    Position,
    RecordId,
    Shape,
    Someone,
    Visible,
    Word,
    Words,
    Yes,
    Zone,
)

FORMAT = "closeness.records/1"
"""What the first line of an export says; a number above 1 is a newer format."""


Number = Annotated[str, Meta(pattern=r"\A(0|-?[1-9][0-9]{0,8})\Z", description="a number as text")]
Scores = Annotated[
    dict[Word, float | None],
    Meta(description="an object of numbers by dimension; `null` where there must be none"),
]


class Header(Shape, kw_only=True):
    """The first line of an export; optional where others write one."""

    type: Word
    format: Word


class Envelope(Shape, kw_only=True):
    """What every revision of a record carries before its body."""

    type: Word
    id: RecordId
    rev: Id
    parent: Id | UnsetType = UNSET
    author: Id | UnsetType = UNSET
    device: Id
    written_at: Instant


class Tombstone(Envelope, kw_only=True):
    """A deletion; what it deletes stays in the history and can be restored."""

    of: Word
    parent: Id


class PersonBody(Shape, kw_only=True):
    """Someone other than the vault's owner."""

    name: Name


class RelationshipBody(Shape, kw_only=True):
    """Who belongs together; the default one between the owner and others needs no record."""

    people: People
    name: Name | UnsetType = UNSET
    state: Lasting
    began_on: Day | UnsetType = UNSET
    ended_on: Day | UnsetType = UNSET


class DefinitionBody(Shape, kw_only=True):
    """An instrument as it was when it was answered; the record's id is its SHA-256."""

    definition: Annotated[dict[str, Any], Meta(description="an instrument as an object")]


class WordingBody(Shape, kw_only=True):
    """The wording that a person has the right to use with a published measure."""

    profile: Word
    profile_version: Word | UnsetType = UNSET
    right: Words
    intro: Words | UnsetType = UNSET
    items: Annotated[dict[Word, Words], Meta(description="an object of texts by item")]
    labels: (
        Annotated[
            dict[Word, dict[Number, Words]],
            Meta(description="an object of texts by number, by the name of a response scale"),
        ]
        | UnsetType
    ) = UNSET


class CardLine(Shape, kw_only=True):
    """One conversation card of a person's own instrument."""

    id: Word
    dimension: Word
    text: Words
    joint: Yes | UnsetType = UNSET


class VectorLine(Shape, kw_only=True):
    """One set of answers of a person's own instrument, with the scores that it must give."""

    instrument: Word
    answers: Annotated[
        dict[Word, int | None], Meta(description="an object of numbers by item; `null` is skipped")
    ]
    scores: Scores | UnsetType = UNSET
    totals: Scores | UnsetType = UNSET


class InstrumentBody(Shape, kw_only=True):
    """An instrument that a person brought; each version is the next revision."""

    instrument: Word
    definition: Digest
    cards: Annotated[list[CardLine], Meta(description="a list of cards")] | UnsetType = UNSET
    vectors: Annotated[list[VectorLine], Meta(description="a list of vectors")] | UnsetType = UNSET


class AdministrationBody(Shape, kw_only=True):
    """One sitting with an instrument."""

    instrument: Word
    definition: Digest
    at: At
    tz: Zone
    person: Id | UnsetType = UNSET
    relationship: Id | UnsetType = UNSET
    guess_of: Someone | UnsetType = UNSET
    order: Annotated[list[Word], Meta(max_length=10_000, description="a list of item ids")]
    seed: Annotated[int, Meta(description="a whole number of 64 bits")] | UnsetType = UNSET
    early: Yes | UnsetType = UNSET
    completed_at: Instant | UnsetType = UNSET


class ListLine(Shape, kw_only=True):
    """One line of a list item and its rating."""

    text: Words
    value: Annotated[int, Meta(description="a number of the response scale")] | UnsetType = UNSET


class ResponseBody(Shape, kw_only=True):
    """An answer, raw, or the reason that there is none."""

    administration: Id
    item: Word
    value: (
        Annotated[
            int | str | list[ListLine],
            Meta(description="a number of the response scale, a text, or a list of lines"),
        ]
        | UnsetType
    ) = UNSET
    label: Words
    position: Position
    milliseconds: Milliseconds | UnsetType = UNSET
    reason: (
        Annotated[
            Literal["skipped", "not_applicable", "prefer_not_to_say", "not_shown"],
            Meta(description="`skipped`, `not_applicable`, `prefer_not_to_say` or `not_shown`"),
        ]
        | UnsetType
    ) = UNSET


class SafetyResponseBody(ResponseBody, kw_only=True):
    """An answer to a safety item: a type of its own, so that an export can leave it out."""


class RitualBody(Shape, kw_only=True):
    """What is done again and again."""

    name: Name
    cadence: (
        Annotated[
            Literal["daily", "weekly", "biweekly", "monthly", "quarterly", "yearly", "ongoing"],
            Meta(
                description="`daily`, `weekly`, `biweekly`, `monthly`, `quarterly`, `yearly` or"
                " `ongoing`"
            ),
        ]
        | UnsetType
    ) = UNSET
    weekdays: (
        Annotated[
            list[Annotated[int, Meta(ge=1, le=7)]],
            Meta(min_length=1, max_length=7, description="a list of 1 (Monday) to 7 (Sunday)"),
        ]
        | UnsetType
    ) = UNSET
    began_on: Day | UnsetType = UNSET
    after: Name | UnsetType = UNSET
    minutes: Minutes | UnsetType = UNSET
    together: Yes | UnsetType = UNSET
    long_distance: Yes | UnsetType = UNSET
    need: Name | UnsetType = UNSET
    preset: Word | UnsetType = UNSET
    people: People | UnsetType = UNSET
    relationship: Id | UnsetType = UNSET
    state: Lasting | UnsetType = UNSET


class ObservanceBody(Shape, kw_only=True):
    """One time that a ritual was done, or was left out on purpose."""

    ritual: Id
    at: At
    tz: Zone
    people: People | UnsetType = UNSET
    state: Done
    minutes: Minutes | UnsetType = UNSET


class GoalBody(Shape, kw_only=True):
    """Something to grow towards."""

    title: Name
    text: Words | UnsetType = UNSET
    people: People | UnsetType = UNSET
    relationship: Id | UnsetType = UNSET
    began_on: Day | UnsetType = UNSET
    review_on: Day | UnsetType = UNSET
    state: Annotated[
        Literal["current", "paused", "reached", "let_go"],
        Meta(description="`current`, `paused`, `reached` or `let_go`"),
    ]
    links: (
        Annotated[list[Id], Meta(max_length=100, description="a list of record ids")] | UnsetType
    ) = UNSET
    visibility: Visible


class AgreementBody(Shape, kw_only=True):
    """Something that people agreed on, and who did."""

    title: Name | UnsetType = UNSET
    text: Words
    relationship: Id | UnsetType = UNSET
    accepted_by: People
    agreed_on: Day | UnsetType = UNSET
    review_on: Day | UnsetType = UNSET
    state: Annotated[
        Literal["proposed", "current", "ended"],
        Meta(description="`proposed`, `current` or `ended`"),
    ]
    visibility: Visible


class CheckinBody(Shape, kw_only=True):
    """One guided conversation."""

    preset: Word
    at: At
    tz: Zone
    people: People | UnsetType = UNSET
    relationship: Id | UnsetType = UNSET
    minutes: Minutes | UnsetType = UNSET
    completed_at: Instant | UnsetType = UNSET


class CheckinStepBody(Shape, kw_only=True):
    """One step of a guided conversation."""

    checkin: Id
    step: Word
    position: Position
    person: Id | UnsetType = UNSET
    text: Words | UnsetType = UNSET
    mood: Mood | UnsetType = UNSET
    milliseconds: Milliseconds | UnsetType = UNSET
    state: Done
    visibility: Visible | UnsetType = UNSET


BODIES: dict[str, type[Shape]] = {
    "person": PersonBody,
    "relationship": RelationshipBody,
    "definition": DefinitionBody,
    "wording": WordingBody,
    "administration": AdministrationBody,
    "response": ResponseBody,
    "safety_response": SafetyResponseBody,
    "instrument": InstrumentBody,
    "entry": EntryBody,
    "ritual": RitualBody,
    "observance": ObservanceBody,
    "goal": GoalBody,
    "agreement": AgreementBody,
    "checkin": CheckinBody,
    "checkin_step": CheckinStepBody,
}
"""The body of a record, by its type; an entry's is that of its kind."""
