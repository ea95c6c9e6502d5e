"""What each kind of entry has of its own: a few fields, all optional, with ranges and words."""

from __future__ import annotations

import re
from enum import StrEnum
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, NamedTuple

from closeness_cli.core.entry import MOOD_WORDS, EntryKind, check_text
from closeness_cli.errors import WrongUseError

if TYPE_CHECKING:
    from collections.abc import Mapping

BOTH = "both"
"""Who began where both of two did."""

CAUSES = MappingProxyType(
    {
        "talk": "trouble with talking",
        "stress": "stress from outside",
        "past": "something old of my own",
        "wishes": "different wishes for closeness",
        "time": "little time together",
    }
)
"""What a conflict may come from: the items of the instrument `drift-causes`, a test compares."""

LONGEST_LINE, LONGEST_WORD = 80, 64

_LINE = re.compile(r"[^\x00-\x1f\x7f-\x9f]+")
_NUMBER = re.compile(r"[+-]?[0-9]{1,5}")


class Takes(StrEnum):
    """What a field takes."""

    NUMBER = "number"
    CHOICE = "choice"
    LINE = "line"
    TEXT = "text"
    PERSON = "person"
    ENTRY = "entry"


class Field(NamedTuple):
    """One thing that may be said of entries of one kind.

    Args:
        name: As the record format calls it.
        option: As a command line says it.
        label: As a screen says it beside the value.
        question: As it is asked at a terminal.
        low: The least number, of a field that takes one.
        high: The greatest number; of a line, its most characters.
        words: What stands beside a number, or what may be chosen.
        is_brief: Told in lists, too.
    """

    name: str
    option: str
    takes: Takes
    label: str
    question: str
    low: int = 0
    high: int = 0
    words: Mapping[Any, str] = MappingProxyType({})
    is_brief: bool = False


_BEGAN = Field("began_by", "--began", Takes.PERSON, "began by", "Who began?")
_TOPIC = Field("topic", "--topic", Takes.TEXT, "about", "What was it about, in a few words?")

FIELDS: Mapping[EntryKind, tuple[Field, ...]] = {
    EntryKind.MOMENT: (
        Field("to", "--to", Takes.LINE, "to", "To whom?", high=LONGEST_LINE),
        Field(
            "feeling",
            "--feeling",
            Takes.LINE,
            "feeling",
            "What did you feel? A word is enough.",
            high=LONGEST_WORD,
            is_brief=True,
        ),
    ),
    EntryKind.CONVERSATION: (
        Field(
            "minutes",
            "--minutes",
            Takes.NUMBER,
            "minutes",
            "How many minutes was it, about?",
            high=1440,
            is_brief=True,
        ),
        Field(
            "depth",
            "--depth",
            Takes.NUMBER,
            "depth",
            "How deep did it go?",
            1,
            3,
            {1: "on the surface", 2: "in between", 3: "deep"},
            is_brief=True,
        ),
        Field(
            "presence",
            "--presence",
            Takes.NUMBER,
            "presence",
            "How much were you there?",
            1,
            5,
            {1: "hardly", 5: "all there"},
        ),
        _BEGAN,
        _TOPIC,
    ),
    EntryKind.CONFLICT: (
        _TOPIC,
        Field(
            "cause",
            "--cause",
            Takes.CHOICE,
            "came from",
            "What did it come from, most of all?",
            words=CAUSES,
            is_brief=True,
        ),
        Field(
            "heat",
            "--hot",
            Takes.NUMBER,
            "heat",
            "How hot was it?",
            1,
            5,
            {1: "a little", 5: "very hot"},
            is_brief=True,
        ),
        Field("beneath", "--beneath", Takes.TEXT, "under it", "What was under it, for you?"),
    ),
    EntryKind.REPAIR: (
        Field("repairs", "--of", Takes.ENTRY, "repair of", "Which conflict was it about?"),
        Field(
            "sincerity",
            "--sincerity",
            Takes.NUMBER,
            "sincerity",
            "How much did you mean it, yourself?",
            1,
            5,
            {1: "hardly", 5: "all of it"},
        ),
        _BEGAN,
    ),
    EntryKind.SOLO: (
        Field(
            "bring_back",
            "--bring-back",
            Takes.TEXT,
            "to bring back",
            "What of it would you like to bring back to the two of you?",
        ),
    ),
    EntryKind.HONESTY: (
        Field(
            "before",
            "--before",
            Takes.NUMBER,
            "before",
            "How did you feel before you said it?",
            -2,
            2,
            MOOD_WORDS,
        ),
        Field("after", "--after", Takes.NUMBER, "after", "And how after it?", -2, 2, MOOD_WORDS),
    ),
}
"""By kind, in the order in which they are asked; a kind that is not here has none."""

FIRST_QUESTION = {
    EntryKind.NOTE: "What happened? One line is enough.",
    EntryKind.MOMENT: "What was the moment? One line is enough.",
    EntryKind.CONVERSATION: "What of your talk would you like to keep?",
    EntryKind.CONFLICT: "What happened between you, as you saw it?",
    EntryKind.REPAIR: "What was said or done to mend it?",
    EntryKind.GRATITUDE: "What are you glad of? One line is enough.",
    EntryKind.SOLO: "What did you do on your own?",
    EntryKind.HONESTY: "What did you say that was hard to say?",
}
"""Asks for the text of an entry."""


def fields_of(kind: EntryKind) -> tuple[Field, ...]:
    """Give the fields that a kind has of its own, in the order in which they are asked."""
    return FIELDS.get(kind, ())


def check_fields(kind: EntryKind, given: Mapping[str, object]) -> dict[str, Any]:
    """Let the fields of a kind through that can be kept; what is absent was not said.

    People and entries are found elsewhere.

    Raises:
        WrongUseError: One of them cannot be taken.
    """
    return {
        field.name: check_field(field, given[field.name])
        for field in fields_of(kind)
        if given.get(field.name) is not None
    }


def check_field(field: Field, value: object) -> object:
    """Let a value through that a field takes.

    Raises:
        WrongUseError: It does not take it.
    """
    if field.takes is Takes.NUMBER:
        is_fine = isinstance(value, int) and field.low <= value <= field.high
    elif field.takes is Takes.CHOICE:
        is_fine = value in field.words
    elif field.takes is Takes.LINE:
        value = str(value).strip()
        is_fine = _is_line(value, field.high)
    else:
        value = check_text(str(value))
        is_fine = True
    if not is_fine:
        raise WrongUseError(f"{field.option} takes {what_it_takes(field)}.", _example(field))
    return value


def read_field(field: Field, line: str) -> object:
    """Understand what was typed where a field was asked for.

    Raises:
        WrongUseError: The field does not take it; the sentence asks for another line.
    """
    said = line.strip()
    value: object = said
    if field.takes is Takes.NUMBER:
        number = said.replace("−", "-")
        value = int(number) if _NUMBER.fullmatch(number) else None
    elif field.takes is Takes.CHOICE:
        value = _chosen(said, tuple(field.words))
    elif field.takes is Takes.TEXT:
        return check_text(said)
    try:
        return check_field(field, value)
    except WrongUseError as error:
        numbered = f"a number from 1 to {len(field.words)}"  # as choices are shown
        asked_for = numbered if field.takes is Takes.CHOICE else what_it_takes(field)
        raise WrongUseError(f"Please type {asked_for}.") from error


def what_it_takes(field: Field) -> str:
    """Say what a field takes, as the end of a sentence."""
    if field.takes is Takes.NUMBER:
        return f"a whole number from {field.low} to {field.high}"
    if field.takes is Takes.CHOICE:
        *most, last = map(str, field.words)
        return f"{', '.join(most)} or {last}"
    return f"one line of up to {field.high} characters"


def _chosen(said: str, words: tuple[str, ...]) -> str | None:
    """Find a word, or the n-th of them, from 1."""
    if said.isascii() and said.isdigit() and 0 < int(said[:3]) <= len(words):
        return words[int(said[:3]) - 1]
    return next((one for one in words if one == said.casefold()), None)


def _example(field: Field) -> str:
    if field.takes is Takes.NUMBER:
        return f"For example: {field.option} {min(field.high, max(field.low, 1))}"
    if field.takes is Takes.CHOICE:
        return f"For example: {field.option} {next(iter(field.words))}"
    return "Shorten it, or write it in the text."


def _is_line(text: str, most: int) -> bool:
    is_text = not any("\ud800" <= one <= "\udfff" for one in text)
    return is_text and len(text) <= most and _LINE.fullmatch(text) is not None
