"""People whose answers and words are in a vault."""

from __future__ import annotations

import unicodedata
from typing import NamedTuple

from closeness_cli.errors import WrongUseError

OWNER = "self"
"""Stands for the vault's owner, who has no record of a person, where a person is named."""

LONGEST_NAME = 80

NOT_IN_NAMES = ("Cc", "Cs", "Zl", "Zp")
"""Unicode categories: control characters, halves of characters, and breaks between lines."""


class Person(NamedTuple):
    """Someone other than the vault's owner; the owner needs no record."""

    id: str
    name: str


def read_name(text: str) -> str:
    """Understand a person's name: one line that can be seen, NFC.

    Raises:
        WrongUseError: Nothing to be seen, longer than 80 characters, or not one line of text.
    """
    name = unicodedata.normalize("NFC", text.strip())
    if (
        not any(one.isprintable() and not one.isspace() for one in name)
        or len(name) > LONGEST_NAME
        or any(unicodedata.category(one) in NOT_IN_NAMES for one in name)
    ):
        raise WrongUseError("A name is one line of up to 80 characters.")
    return name


def same_name(one: str, other: str) -> bool:
    """Say whether two spellings are one name: in either case, however accents are stored."""
    return folded_name(one) == folded_name(other)


def folded_name(name: str) -> str:
    """Make all spellings of one name equal, for `same_name` and for looking names up."""
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", name).casefold())
