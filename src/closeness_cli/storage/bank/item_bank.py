"""The item bank: `questions.yaml` read into instruments and cards, and its cache.

Everything faulty in a file is reported at once, each fault with its place on one line.
"""

from __future__ import annotations

import hashlib
import json
import os
from contextlib import suppress
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

from closeness_cli.core.canonical import canonical
from closeness_cli.core.definition import definition_id, from_definition, to_definition
from closeness_cli.core.instrument import (
    Cadence,
    Dimension,
    Ideal,
    Instrument,
    Item,
    ItemKind,
    ResponseScale,
)
from closeness_cli.core.item_bank import Card, ItemBank
from closeness_cli.errors import BadInputError, NotFoundError, StorageFailedError
from closeness_cli.storage.bank.layout import BANK
from closeness_cli.storage.bank.readers import Record, record
from closeness_cli.storage.bank.rules import bank_faults
from closeness_cli.storage.bank.yaml_tree import LARGEST_FILE, Fault, read_tree
from closeness_cli.storage.private_files import make_private_folder, new_private_file

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

LOADER_VERSION = 2
"""Part of a cache's name; raise it when the same file gives another bank or another cache."""

MOST_FAULTS = 100
"""Faults that are told one by one; a file with more is not an item bank yet."""

_PACKAGE = Path(__file__).resolve().parents[2]


def load_bank(path: Path) -> ItemBank:
    """Load an item bank from a file.

    Raises:
        BadInputError: With every fault, one line each.
        NotFoundError: There is no such file.
        StorageFailedError: The file cannot be read.
    """
    return parse_bank(_content(path), str(path))


def parse_bank(content: bytes, file_name: str, *, fast: bool = True) -> ItemBank:
    """Read an item bank from the content of a file.

    Args:
        fast: Use the C parser where there is one; the result is the same without.

    Raises:
        BadInputError: With every fault, one line each.
    """
    bank, faults = _read(content, fast=fast)
    if bank is not None:
        return bank
    count = "one fault" if len(faults) == 1 else f"{len(faults)} faults"
    raise BadInputError(
        f"The item bank has {count}; nothing of it was taken.",
        faults=tuple(_shown(faults, file_name)),
        hint="docs/instruments.md lists the fields.",
    )


def shipped_bank_path(package: Path = _PACKAGE) -> Path:
    """Find the shipped item bank: in the installed package, else in the checkout.

    Raises:
        StorageFailedError: It is in neither place.
    """
    places = (
        package / "data" / "questions.yaml",
        package.parents[1] / "data" / "questions.yaml",
    )
    for place in places:
        if place.is_file():
            return place
    raise StorageFailedError(
        "The questions that come with closeness are missing.", "Install closeness again."
    )


def cached_bank(source: Path, cache_folder: Path) -> ItemBank:
    """Load the shipped item bank, parsed once and kept as JSON by the hash of its content.

    The cache holds no words of a person: only the shipped bank is kept. It is an advantage in
    time and nothing else, so a cache that is damaged is written anew, and one that cannot be
    written is done without; nobody needs to be told.
    """
    content = _content(source)
    digest = hashlib.sha256(content).hexdigest()[:16]
    cache = cache_folder / f"items-{digest}-{LOADER_VERSION}.json"
    bank = _from_cache(cache)
    if bank is None:
        bank = parse_bank(content, str(source))
        _write_cache(cache, bank)
    return bank


def _content(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            return file.read(LARGEST_FILE + 1)  # one more, so that too large is seen
    except FileNotFoundError as error:
        raise NotFoundError("There is no item bank at that path.") from error
    except OSError as error:
        raise StorageFailedError(f"The item bank cannot be read: {error.strerror}.") from error


def _read(content: bytes, *, fast: bool) -> tuple[ItemBank | None, list[Fault]]:
    tree, faults = read_tree(content, fast=fast)
    if tree is not None:
        bank: Record | None = record(BANK)(tree, faults)
        if bank is not None:
            faults += bank_faults(bank)
        if bank is not None and not faults:
            return _bank(bank), []
    return None, sorted(faults)


def _shown(faults: list[Fault], file_name: str) -> Iterable[str]:
    name = "".join(one if one.isprintable() else "?" for one in file_name)
    for fault in faults[:MOST_FAULTS]:
        yield fault.shown(name)
    if len(faults) > MOST_FAULTS:
        yield f"{name}: {len(faults) - MOST_FAULTS:,} more faults"


def _bank(bank: Record) -> ItemBank:
    scales = {name: ResponseScale(**one.values) for name, one in (bank.get("scales") or {}).items()}
    instruments = tuple(_instrument(one, scales) for one in bank.records("instruments"))
    return ItemBank(instruments, tuple(Card(**one.values) for one in bank.records("cards")))


def _instrument(found: Record, scales: Mapping[str, ResponseScale]) -> Instrument:
    values = {
        **found.values,
        "cadence": Cadence(**found.values["cadence"].values),
        "items": tuple(_item(one, scales) for one in found.records("items")),
        "dimensions": tuple(Dimension(**one.values) for one in found.records("dimensions")),
    }
    return Instrument(**values)


def _item(found: Record, scales: Mapping[str, ResponseScale]) -> Item:
    values: dict[str, Any] = {"kind": ItemKind.SCALE, **found.values}
    if "scale" in values:
        values["scale"] = scales[values["scale"]]
    if "ideal" in values:
        values["ideal"] = Ideal(**values["ideal"].values)
    if "journal_as" in values:
        values["journal_as"] = str(values["journal_as"])
    return Item(**values)


def _from_cache(cache: Path) -> ItemBank | None:
    try:
        plain = json.loads(cache.read_bytes())
        definitions, cards = plain["instruments"], plain["cards"]
        if plain["marks"] != _marks(definitions, cards):
            return None
        return ItemBank(
            tuple(from_definition(one) for one in definitions),
            tuple(Card(**one) for one in cards),
        )
    except (OSError, ValueError, LookupError, TypeError, AttributeError, RecursionError):
        return None  # absent or damaged: it is built from the file again


def _marks(definitions: Iterable[Mapping[str, Any]], cards: object) -> list[str]:
    """Hash what a cache holds: each instrument as a definition is, and all cards at once."""
    of_cards = hashlib.sha256(canonical(cards).encode()).hexdigest()
    return [*(definition_id(one) for one in definitions), of_cards]


def _write_cache(cache: Path, bank: ItemBank) -> None:
    import tempfile  # slow to import, and needed once for each version

    definitions = [to_definition(one) for one in bank.instruments]
    cards = [asdict(one) for one in bank.cards]
    plain = {"marks": _marks(definitions, cards), "instruments": definitions, "cards": cards}
    with suppress(OSError):  # a full or read-only disk: the next start parses again
        make_private_folder(cache.parent)
        with tempfile.TemporaryDirectory(dir=cache.parent) as folder:
            unfinished = Path(folder) / cache.name
            with os.fdopen(new_private_file(unfinished), "w", encoding="utf-8") as file:
                json.dump(plain, file, ensure_ascii=False)
            unfinished.replace(cache)
