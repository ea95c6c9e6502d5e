"""Entries of the journal, and the tags in them."""

from __future__ import annotations

import unicodedata
from enum import StrEnum
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, NamedTuple

from closeness_cli.errors import WrongUseError

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date

    from closeness_cli.core.moment import Moment

LOWEST_MOOD, HIGHEST_MOOD = -2, 2

MOOD_WORDS = {-2: "very low", -1: "low", 0: "even", 1: "good", 2: "very good"}

DO_NOT_RESURFACE = "do_not_resurface"
"""The field of an entry that is never shown of its own accord."""

LONGEST_ENTRY = 10 * 1024 * 1024
"""Bytes of UTF-8 in one entry: far more than anyone types, far less than fills a memory."""

LONGEST_TAG = 64
"""Characters in a tag; a longer one is a sentence."""

INSIDE_TAGS = "-_\u200c\u200d"
"""Beside letters, marks and digits; the two joiners are part of Persian and Indic spelling."""


class EntryKind(StrEnum):
    """What an entry tells of."""

    NOTE = "note"
    MOMENT = "moment"
    CONVERSATION = "conversation"
    CONFLICT = "conflict"
    REPAIR = "repair"
    GRATITUDE = "gratitude"
    SOLO = "solo"
    HONESTY = "honesty"


class Visibility(StrEnum):
    """Who may ever be sent an entry."""

    PRIVATE = "private"
    SHARED = "shared"


class Entry(NamedTuple):
    """One piece of writing, as its latest revision has it.

    Args:
        person_id: Whose it is; absent for the vault's owner.
        fields: What only its kind has, such as a conversation's minutes.
        in_trash: Deleted, and can be restored.
    """

    id: str
    moment: Moment
    text: str
    kind: EntryKind = EntryKind.NOTE
    mood: int | None = None
    tags: tuple[str, ...] = ()
    visibility: Visibility = Visibility.PRIVATE
    person_id: str | None = None
    fields: Mapping[str, Any] = MappingProxyType({})
    in_trash: bool = False


class EntryFilter(NamedTuple):
    """Which entries are asked for; what is absent does not narrow.

    Args:
        since: First local day that counts.
        until: First local day that no longer counts.
        tags: All of these.
        person_id: Whose; absent for the vault's owner.
        in_trash: Only what was deleted, instead of only what was not.
    """

    since: date | None = None
    until: date | None = None
    tags: tuple[str, ...] = ()
    kind: EntryKind | None = None
    mood: int | None = None
    person_id: str | None = None
    in_trash: bool = False
    most: int | None = None


MATCH_START, MATCH_END = "\x02", "\x03"
"""Around each match in a snippet; control characters, which no screen shows from a text."""


class Found(NamedTuple):
    """An entry that a search found, with the part of its text that matched."""

    entry: Entry
    snippet: str


def tags_in(text: str) -> tuple[str, ...]:
    """Read the `#words` of a text.

    A tag begins at the start or after a blank, with a letter; so nothing is read from an
    address, and `#1` is a number. A word longer than `LONGEST_TAG` is not a tag.
    """
    if "#" not in text:
        return ()
    words = (_leading_tag(word[1:]) for word in text.split() if word[0] == "#")
    return unique(word for word in words if word)


def read_tag(text: str) -> str:
    """Understand a tag that was given on its own, with or without its `#`.

    Raises:
        WrongUseError: Not a word that begins with a letter.
    """
    word = unicodedata.normalize("NFC", text).removeprefix("#")
    if not word or _leading_tag(word) != word:
        raise WrongUseError(
            "A tag is one word that begins with a letter.", "For example: --tag walk"
        )
    return word


def unique(words: Iterable[str]) -> tuple[str, ...]:
    """Keep the first of each, in order; `Walk` and `walk` are one tag."""
    found: dict[str, str] = {}
    for word in words:
        found.setdefault(word.casefold(), word)
    return tuple(found.values())


def check_text(text: str) -> str:
    """Let a text through that can be kept byte for byte.

    Raises:
        WrongUseError: Blank, too long, or not Unicode text.
    """
    if not text.strip():
        raise WrongUseError("There is nothing in it to keep.", "Write a line or two.")
    if "\0" in text:
        raise WrongUseError("The text holds a NUL character, which no text has.")
    try:
        size = len(text.encode())
    except UnicodeEncodeError as error:
        raise WrongUseError("The text is not valid Unicode.", "Save it as UTF-8.") from error
    if size > LONGEST_ENTRY:
        raise WrongUseError("The text is longer than 10 MB.", "Split it into several entries.")
    return text


def check_mood(mood: int) -> int:
    """Let a mood through that lies on the scale.

    Raises:
        WrongUseError: Outside of -2 to 2.
    """
    if not LOWEST_MOOD <= mood <= HIGHEST_MOOD:
        raise WrongUseError("A mood is a number from -2 to 2.", "For example: --mood 1")
    return mood


def _leading_tag(text: str) -> str:
    """Take the letters, marks, digits and `INSIDE_TAGS` that a text begins with, as NFC."""
    # At most four characters become one; a cut keeps a heap of marks from taking minutes.
    text = unicodedata.normalize("NFC", text[: 5 * LONGEST_TAG])
    end = next((at for at, one in enumerate(text) if not _in_tag(one)), len(text))
    word = text[:end].rstrip(INSIDE_TAGS)
    return word if word[:1].isalpha() and len(word) <= LONGEST_TAG else ""


def _in_tag(character: str) -> bool:
    return character in INSIDE_TAGS or unicodedata.category(character)[0] in "LMN"
