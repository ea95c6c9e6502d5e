"""Journals of other programs by name: which there are, and how each is read and written."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, TypeVar

from closeness_cli.core.near import did_you_mean
from closeness_cli.errors import WrongUseError
from closeness_cli.storage.journals.reading import LARGEST_JOURNAL, Reading

if TYPE_CHECKING:
    from collections import Counter
    from collections.abc import Callable, Iterable, Iterator, Mapping
    from contextlib import AbstractContextManager

    from closeness_cli.core.entry import Entry

Word = TypeVar("Word", bound=StrEnum)

HINT = "Nothing was imported. Put it right, then import it again."


class Source(StrEnum):
    """What a journal can come from."""

    JRNL = "jrnl"
    DAYONE = "dayone"
    DAYLIO = "daylio"
    CSV = "csv"
    MARKDOWN = "markdown"


class Target(StrEnum):
    """What the journal can be written as."""

    JSONL = "jsonl"
    MARKDOWN = "markdown"
    CSV = "csv"
    JRNL = "jrnl"


def source_named(word: str) -> Source:
    """Find what a journal comes from.

    Raises:
        WrongUseError: No such program or format.
    """
    return _named(word, Source, "--from")


def target_named(word: str) -> Target:
    """Find what the journal is to be written as.

    Raises:
        WrongUseError: No such format.
    """
    return _named(word, Target, "--to")


def read_journal(
    name: str,
    source: Source,
    *,
    zone: str,
    columns: Mapping[str, str],
    read: Callable[[str, int], bytes],
    opened: Callable[[str], AbstractContextManager[BinaryIO]],
    progress: Callable[[int], None] | None = None,
) -> Reading:
    """Read a journal whole; nothing is kept yet.

    Args:
        name: A file or a folder.
        zone: For times that were written without one.
        columns: For CSV: which header each field stands under.
        read: Gives the bytes of a file, up to so many.
        opened: Opens a file, for what is not read whole.
        progress: Called now and then with the entries read so far.

    Raises:
        BadInputError: With every fault.
        WrongUseError: It cannot be read.
    """
    reading = Reading(zone, progress)
    if not name:
        raise WrongUseError("That is not the name of a file or a folder.", "Check what was typed.")
    if source is Source.MARKDOWN:
        from closeness_cli.storage.journals.folders import markdown_files
        from closeness_cli.storage.journals.markdown import read_markdown

        read_markdown(markdown_files(Path(name), reading), reading)
    elif source is not Source.DAYONE or not _read_zip(name, reading, opened):
        _reader(source, columns)(read(name, LARGEST_JOURNAL), reading)
    shown = "standard input" if name == "-" else Path(name).name
    reading.notes.refuse_faults(shown, "The journal", HINT)
    return reading


def _read_zip(
    name: str, reading: Reading, opened: Callable[[str], AbstractContextManager[BinaryIO]]
) -> bool:
    """Read a zip of Day One where it lies; says whether it was one."""
    if name == "-":
        return False
    from closeness_cli.storage.journals.day_one import ZIP, read_day_one

    with opened(name) as file:
        is_zip = file.read(len(ZIP)) == ZIP
        if is_zip:
            read_day_one(file, reading)
    return is_zip


def lines_of(entries: Iterable[Entry], target: Target, losses: Counter[str]) -> Iterator[str]:
    """Write entries as one file."""
    if target is Target.CSV:
        from closeness_cli.storage.journals.table import write_table

        return write_table(entries)
    from closeness_cli.storage.journals.jrnl import write_jrnl

    return write_jrnl(entries, losses)


def write_folder(name: str, entries: Iterable[Entry]) -> None:
    """Write entries as a folder of Markdown.

    Raises:
        WrongUseError: Something of that name is there already.
    """
    from closeness_cli.storage.journals.folders import write_new_folder
    from closeness_cli.storage.journals.markdown import write_markdown

    write_new_folder(Path(name), write_markdown(entries))


def _reader(source: Source, columns: Mapping[str, str]) -> Callable[[bytes, Reading], None]:
    if source is Source.JRNL:
        from closeness_cli.storage.journals.jrnl import read_jrnl

        return read_jrnl
    if source is Source.DAYLIO:
        from closeness_cli.storage.journals.daylio import read_daylio

        return read_daylio
    if source is Source.DAYONE:
        from closeness_cli.storage.journals.day_one import read_day_one

        return read_day_one
    from closeness_cli.storage.journals.table import read_table

    return lambda data, reading: read_table(data, reading, columns)


def _named(word: str, words: type[Word], option: str) -> Word:
    try:
        return words(word.lower())
    except ValueError:
        raise WrongUseError(
            f"That is not known to {option}{did_you_mean(word, list(map(str, words)))}.",
            f"There are {', '.join(words)}.",
        ) from None
