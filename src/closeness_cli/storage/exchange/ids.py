"""Ids of our own from names of other systems: the same name gives the same id, every time."""

from __future__ import annotations

import hashlib
import re
from typing import TYPE_CHECKING

from closeness_cli.core.instruments.instrument import RESERVED_IDS
from closeness_cli.storage.bank.fields import LONGEST_ID

if TYPE_CHECKING:
    from collections.abc import Collection

_TAIL = 8
"""Characters that tell two long names apart whose beginnings are the same."""

ITEM_ID = re.compile(r"[a-z][a-z0-9_]{0,39}", re.ASCII)
INSTRUMENT_ID = re.compile(r"[a-z][a-z0-9-]{0,39}", re.ASCII)


def item_id_of(name: str, taken: Collection[str] = ()) -> str:
    """Make an item's id: a letter, then a-z, 0-9 and _, up to 40; a name that is one stays."""
    return _free(_fitted(name, "_", "q"), "_", taken)


def instrument_id_of(name: str, taken: Collection[str] = ()) -> str:
    """Make an instrument's id: a letter, then a-z, 0-9 and -, up to 40."""
    made = _fitted(name, "-", "form")
    if made in RESERVED_IDS:
        made = f"{made}-form"
    return _free(made, "-", taken)


def dimension_id_of(name: str, taken: Collection[str] = ()) -> str:
    """Make a dimension's id, shaped as an instrument's."""
    return _free(_fitted(name, "-", "score"), "-", taken)


def _fitted(name: str, joint: str, start: str) -> str:
    words = re.sub(r"[^a-z0-9_-]+" if joint == "-" else r"[^a-z0-9_]+", joint, name.lower())
    made = words.replace("_" if joint == "-" else "-", joint)
    shape = INSTRUMENT_ID if joint == "-" else ITEM_ID
    if not shape.fullmatch(made):
        made = made.strip(joint)
    if not made[:1].isalpha():
        made = f"{start}{joint}{made}".rstrip(joint)
    if len(made) > LONGEST_ID:
        digest = hashlib.sha256(name.encode("utf-8", "replace")).hexdigest()[:_TAIL]
        made = f"{made[: LONGEST_ID - _TAIL - 1]}{joint}{digest}"
    return made


def _free(made: str, joint: str, taken: Collection[str]) -> str:
    """Number an id that is taken; the number is made room for."""
    number, free = 1, made
    while free in taken:
        number += 1
        tail = f"{joint}{number}"
        free = f"{made[: LONGEST_ID - len(tail)]}{tail}"
    return free
