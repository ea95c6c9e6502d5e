"""The item banks: files read into instruments, cards and profiles, and those that ship.

Everything faulty in a file is reported at once, each fault with its place on one line.
"""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from closeness_cli.errors import BadInputError, NotFoundError, StorageFailedError
from closeness_cli.storage.bank.cache import read_cache, write_cache

if TYPE_CHECKING:
    from collections.abc import Iterable

    from closeness_cli.core.instruments.item_bank import ItemBank
    from closeness_cli.storage.bank.reading import Reading
    from closeness_cli.storage.bank.yaml_tree import Fault

LOADER_VERSION = 3
"""Part of a cache's name; raise it when the same file gives another bank or another cache."""

MOST_FAULTS = 100
"""Faults that are told one by one; a file with more is not an item bank yet."""

SHIPPED = ("questions.yaml", "profiles.yaml")
"""The banks that ship: what can be asked, and published measures without their wording."""

_PACKAGE = Path(__file__).resolve().parents[2]


class CheckedBank(NamedTuple):
    """A bank without a fault, and what is worth another look in it, one line each."""

    bank: ItemBank
    notes: tuple[str, ...]


def load_bank(path: Path) -> ItemBank:
    """Load an item bank from a file.

    Raises:
        BadInputError: With every fault, one line each.
        NotFoundError: There is no such file.
        StorageFailedError: The file cannot be read.
    """
    return parse_bank(_content(path), str(path))


def check_bank(content: bytes, file_name: str) -> CheckedBank:
    """Read an item bank and say what is worth another look in it.

    Raises:
        BadInputError: With every fault, one line each.
    """
    from closeness_cli.storage.bank.reading import read_bank  # not needed while the cache serves

    return _checked(read_bank(content), file_name)


def parse_bank(content: bytes, file_name: str, *, fast: bool = True) -> ItemBank:
    """Read an item bank from the content of a file.

    Args:
        fast: Use the C parser where there is one; the result is the same without.

    Raises:
        BadInputError: With every fault, one line each.
    """
    from closeness_cli.storage.bank.reading import read_bank  # not needed while the cache serves

    return _checked(read_bank(content, fast=fast), file_name).bank


def read_own_bank(content: bytes, file_name: str) -> CheckedBank:
    """Read the item bank of a person, whose words are their own; banned ones are only noted.

    Raises:
        BadInputError: With every fault, one line each; also for an id of what ships.
    """
    from closeness_cli.storage.bank.reading import read_bank  # not needed while the cache serves

    return _checked(read_bank(content, is_own=True, taken=shipped_ids()), file_name)


def shipped_ids() -> set[str]:
    """Give the ids of all instruments and profiles that ship; no other instrument takes one."""
    banks = [load_bank(shipped_bank_path(name)) for name in SHIPPED]
    return {one.id for bank in banks for one in bank.instruments} | {
        one.instrument.id for bank in banks for one in bank.profiles
    }


def shipped_bank_path(name: str = "questions.yaml", package: Path = _PACKAGE) -> Path:
    """Find a bank that ships: in the installed package, else in the checkout.

    Args:
        name: `questions.yaml`, or `profiles.yaml` for published measures without wording.

    Raises:
        StorageFailedError: It is in neither place.
    """
    for place in (package / "data" / name, package.parents[1] / "data" / name):
        if place.is_file():
            return place
    raise StorageFailedError(
        "The questions that come along are missing.", "Install the program again."
    )


def cached_bank(source: Path, cache_folder: Path) -> ItemBank:
    """Load a bank that ships, parsed once and kept as JSON by the hash of its content.

    The cache holds no words of a person: only what ships is kept. It is an advantage in time and
    nothing else, so a cache that is damaged is written anew, and one that cannot be written is
    done without; nobody needs to be told.
    """
    content = _content(source)
    digest = hashlib.sha256(content).hexdigest()[:16]
    cache = cache_folder / f"items-{digest}-{LOADER_VERSION}.json"
    bank = read_cache(cache)
    if bank is None:
        bank = parse_bank(content, str(source))
        write_cache(cache, bank)
    return bank


def shown_faults(faults: list[Fault], file_name: str) -> Iterable[str]:
    """Say faults one line each, up to `MOST_FAULTS`."""
    name = "".join(one if one.isprintable() else "?" for one in file_name)
    for fault in faults[:MOST_FAULTS]:
        yield fault.shown(name)
    if len(faults) > MOST_FAULTS:
        yield f"{name}: {len(faults) - MOST_FAULTS:,} more faults"


def _content(path: Path) -> bytes:
    from closeness_cli.storage.bank.yaml_tree import LARGEST_FILE

    try:
        with path.open("rb") as file:
            return file.read(LARGEST_FILE + 1)  # one more, so that too large is seen
    except FileNotFoundError as error:
        raise NotFoundError("There is no item bank at that path.") from error
    except OSError as error:
        raise StorageFailedError(f"The item bank cannot be read: {error.strerror}.") from error


def _checked(reading: Reading, file_name: str) -> CheckedBank:
    if reading.bank is None:
        faults = reading.faults
        count = "one fault" if len(faults) == 1 else f"{len(faults)} faults"
        raise BadInputError(
            f"The item bank has {count}; nothing of it was taken.",
            faults=tuple(shown_faults(faults, file_name)),
            hint="docs/item-bank.md lists the fields.",
        )
    return CheckedBank(reading.bank, tuple(shown_faults(reading.notes, file_name)))
