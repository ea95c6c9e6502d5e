"""People whose answers and words are in a vault."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass

from closeness_cli.errors import WrongUseError

LONGEST_NAME = 80


@dataclass(frozen=True, slots=True)
class Person:
    """Someone other than the vault's owner; the owner needs no record."""

    id: str
    name: str


def read_name(text: str) -> str:
    """Understand a person's name: one line, not blank, NFC.

    Raises:
        WrongUseError: Blank, longer than 80 characters, or with control characters.
    """
    name = unicodedata.normalize("NFC", text.strip())
    if (
        not name
        or len(name) > LONGEST_NAME
        or any(unicodedata.category(one) in ("Cc", "Cs") for one in name)
    ):
        raise WrongUseError("A name is one line of up to 80 characters.")
    return name
