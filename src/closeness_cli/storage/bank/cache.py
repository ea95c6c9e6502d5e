"""A bank as JSON that need not be parsed again: written, checked, and read back."""

from __future__ import annotations

import hashlib
import json
import os
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

from closeness_cli.core.canonical import canonical
from closeness_cli.core.instruments.definition import from_definition, plain_of
from closeness_cli.core.instruments.item_bank import (
    Card,
    Confidence,
    Fact,
    ItemBank,
    Profile,
    Vector,
)
from closeness_cli.storage.private_files import make_private_folder, new_private_file

if TYPE_CHECKING:
    from collections.abc import Mapping


def read_cache(cache: Path) -> ItemBank | None:
    """Read a bank back; nothing where there is none, or where it says something else."""
    try:
        plain = json.loads(cache.read_bytes())
        bank = plain["bank"]
        return _bank(bank) if plain["mark"] == _mark(bank) else None
    except (OSError, ValueError, LookupError, TypeError, AttributeError, RecursionError):
        return None  # absent or damaged: it is built from the file again


def write_cache(cache: Path, bank: ItemBank) -> None:
    """Write a bank, whole or not at all; a disk that refuses is no failure."""
    import tempfile  # slow to import, and needed once for each version

    plain = plain_of(bank)
    with suppress(OSError):  # a full or read-only disk: the next start parses again
        make_private_folder(cache.parent)
        with tempfile.TemporaryDirectory(dir=cache.parent) as folder:
            unfinished = Path(folder) / cache.name
            with os.fdopen(new_private_file(unfinished), "w", encoding="utf-8") as file:
                json.dump({"mark": _mark(plain), "bank": plain}, file, ensure_ascii=False)
            unfinished.replace(cache)


def _mark(plain: object) -> str:
    return hashlib.sha256(canonical(plain).encode()).hexdigest()


def _bank(plain: Mapping[str, Any]) -> ItemBank:
    return ItemBank(
        tuple(from_definition(one) for one in plain["instruments"]),
        tuple(Card(**one) for one in plain.get("cards", ())),
        tuple(Vector(**one) for one in plain.get("vectors", ())),
        tuple(_profile(one) for one in plain.get("profiles", ())),
    )


def _profile(plain: Mapping[str, Any]) -> Profile:
    facts = tuple(
        Fact(**{**one, "confidence": Confidence(one["confidence"])}) for one in plain["facts"]
    )
    return Profile(from_definition(plain["instrument"]), plain["scale_of"], facts)
