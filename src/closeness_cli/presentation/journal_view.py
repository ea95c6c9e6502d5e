"""Entries on a page, as tab-separated lines, and as data."""

from __future__ import annotations

from itertools import groupby, pairwise
from os.path import commonprefix
from typing import TYPE_CHECKING, Any

from closeness_cli.core.entry import MATCH_END, MATCH_START
from closeness_cli.core.moment import day_words, moment_words
from closeness_cli.presentation.messages import SHORT_ID, mood_words, tag_words
from closeness_cli.presentation.page import Block, Note, Page, Title, Words
from closeness_cli.presentation.safe import safe

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from closeness_cli.core.entry import Entry, Found


_IN_A_LINE = str.maketrans({"\\": r"\\", "\n": r"\n", "\r": r"\r", "\t": r"\t"})


def entries_page(entries: Sequence[Entry]) -> Page:
    """Show entries, each day under its own title."""
    length = _telling_length(entries)
    blocks: list[Block] = []
    for day, group in groupby(entries, key=lambda entry: entry.moment.on):
        blocks.append(Title(day_words(day)))
        blocks += [Words(entry.text, _details(entry, length)) for entry in group]
    return Page(tuple(blocks))


def entry_page(entry: Entry) -> Page:
    """Show one entry whole."""
    return Page(
        (
            Title(moment_words(entry.moment)),
            Words(entry.text, _details(entry)),
            Note(f"{entry.id}  {entry.moment.zone}"),
        )
    )


def found_page(found: Sequence[Found]) -> Page:
    """Show what a search found: where, and the part that matched."""
    length = _telling_length([one.entry for one in found])
    return Page(
        tuple(
            Words(
                one.snippet.replace(MATCH_START, "[").replace(MATCH_END, "]"),
                f"{day_words(one.entry.moment.on)}  {_details(one.entry, length)}",
            )
            for one in found
        )
    )


def entries_table(entries: Iterable[Entry]) -> str:
    """Write entries as tab-separated lines: id, time, kind, mood, visibility, tags, text."""
    return "".join(_line(entry, entry.text) for entry in entries)


def found_table(found: Iterable[Found]) -> str:
    """Write what a search found as tab-separated lines, with the whole text."""
    return "".join(_line(one.entry, one.entry.text) for one in found)


def tags_table(counts: Sequence[tuple[str, int]], *, plain: bool) -> str:
    """Write tags and their counts: in columns, or tab-separated."""
    if plain:
        return "".join(f"{safe(tag)}\t{count}\n" for tag, count in counts)
    widest = max(len(str(count)) for _, count in counts)
    return "".join(f"  {count:>{widest}}  #{safe(tag)}\n" for tag, count in counts)


def entries_data(entries: Iterable[Entry]) -> dict[str, Any]:
    """Give entries as plain data."""
    return {"entries": [entry_data(entry) for entry in entries]}


def entry_data(entry: Entry) -> dict[str, Any]:
    """Give one entry as plain data, its text byte for byte."""
    return {
        "id": entry.id,
        "at": entry.moment.iso,
        "tz": entry.moment.zone,
        "on": entry.moment.on.isoformat(),
        "kind": str(entry.kind),
        "mood": entry.mood,
        "text": entry.text,
        "tags": list(entry.tags),
        "visibility": str(entry.visibility),
        "in_trash": entry.in_trash,
        **entry.fields,
    }


def found_data(found: Iterable[Found]) -> dict[str, Any]:
    """Give what a search found as plain data, best match first."""
    return {"entries": [entry_data(one.entry) for one in found]}


def tags_data(counts: Iterable[tuple[str, int]]) -> dict[str, Any]:
    """Give tags and their counts as plain data."""
    return {"tags": [{"tag": tag, "entries": count} for tag, count in counts]}


def _telling_length(entries: Iterable[Entry]) -> int:
    """Count the characters that tell the ids of these entries apart, `SHORT_ID` at least."""
    ids = sorted(entry.id for entry in entries)
    alike = [len(commonprefix(pair)) for pair in pairwise(ids)]  # noqa: RUF071 - letters are what counts
    return max([SHORT_ID, *(length + 1 for length in alike)])


def _details(entry: Entry, length: int = SHORT_ID) -> str:
    parts = [
        f"{entry.moment.local:%H:%M}",
        *([str(entry.kind)] if entry.kind != "note" else []),
        *([mood_words(entry.mood)] if entry.mood is not None else []),
        *([str(entry.visibility)] if entry.visibility != "private" else []),
        *([" ".join(tag_words(entry))] if entry.tags else []),
        entry.id[:length],
    ]
    return " · ".join(parts)


def _line(entry: Entry, text: str) -> str:
    cells = (
        entry.id,
        entry.moment.iso,
        entry.kind,
        "" if entry.mood is None else str(entry.mood),
        entry.visibility,
        " ".join(safe(tag) for tag in entry.tags),
        safe(_one_line(text)),
    )
    return "\t".join(cells) + "\n"


def _one_line(text: str) -> str:
    """Write a text in one line of a table: `\\n`, `\\r`, `\\t`, and `\\\\` for a backslash."""
    return text.translate(_IN_A_LINE)
