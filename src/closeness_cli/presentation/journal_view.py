"""Entries on a page, as tab-separated lines, and as data."""

from __future__ import annotations

import re
from itertools import groupby, pairwise
from os.path import commonprefix
from typing import TYPE_CHECKING, Any

from closeness_cli.core.entry import DO_NOT_RESURFACE, MATCH_END, MATCH_START, tags_in
from closeness_cli.core.moment import day_words, moment_words
from closeness_cli.presentation.blocks import Block, Facts, Marked, Note, Page, Title, Words
from closeness_cli.presentation.messages import SHORT_ID, mood_words, tag_words
from closeness_cli.presentation.safe import safe
from closeness_cli.presentation.view import View

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from closeness_cli.core.entry import Entry, Found


NEVER_AGAIN = "not for on-this-day"

OLDER = "There is more before this:  closeness journal list -n 500"

MORE_FITS = "More entries fit. Add a word to the search, or -n 500."

_IN_A_LINE = str.maketrans({"\\": r"\\", "\n": r"\n", "\r": r"\r", "\t": r"\t"})


def entries_view(entries: Sequence[Entry], *, empty: str, has_older: bool = False) -> View:
    """Show a list of entries.

    Args:
        has_older: There are more than these.
    """
    return View(
        "journal list",
        data=lambda: {"entries": [entry_data(entry) for entry in entries]},
        page=(lambda: entries_page(entries, has_older=has_older)) if entries else None,
        table=lambda: "".join(map(entry_line, entries)),
        empty=empty,
        is_reading=True,
    )


def entry_view(entry: Entry, names: Mapping[str, str] | None = None) -> View:
    """Show one entry.

    Args:
        names: Of people, by id.
    """
    return View(
        "journal show",
        data=lambda: entry_data(entry),
        page=lambda: entry_page(entry, names),
        table=lambda: _key_lines(entry),
        is_reading=True,
    )


def found_view(found: Sequence[Found], *, empty: str, has_more: bool = False) -> View:
    """Show what a search found.

    Args:
        has_more: More than these would fit.
    """
    entries = [one.entry for one in found]
    return View(
        "journal search",
        data=lambda: {"entries": [entry_data(entry) for entry in entries]},
        page=(lambda: found_page(found, has_more=has_more)) if found else None,
        table=lambda: "".join(map(entry_line, entries)),
        empty=empty,
        is_reading=True,
    )


def tags_view(counts: Sequence[tuple[str, int]], *, empty: str) -> View:
    """Show tags and how many entries have each."""
    return View(
        "journal tags",
        data=lambda: {"tags": [{"tag": tag, "entries": count} for tag, count in counts]},
        page=(lambda: tags_page(counts)) if counts else None,
        table=lambda: "".join(f"{safe(tag)}\t{count}\n" for tag, count in counts),
        empty=empty,
    )


def entries_page(entries: Sequence[Entry], *, has_older: bool = False) -> Page:
    """Show entries, each day under its own title."""
    details = details_in(entries)
    page = _by_day([(one, Words(one.text, details(one))) for one in entries])
    return page._replace(blocks=(*page.blocks, Note(OLDER))) if has_older else page


def entry_page(entry: Entry, names: Mapping[str, str] | None = None) -> Page:
    """Show one entry whole."""
    said = [*_what(entry, _tags_beside(entry)), entry.id, entry.moment.zone]
    if entry.fields.get(DO_NOT_RESURFACE):
        said.append(NEVER_AGAIN)
    from closeness_cli.presentation.field_words import field_rows  # as below

    rows = field_rows(entry, names or {})
    own = (Facts(rows),) if rows else ()
    title, note = Title(moment_words(entry.moment)), Note(" · ".join(said))
    words = (Words(entry.text, ""),) if entry.text else ()
    return Page((title, *words, *own, note))


def found_page(found: Sequence[Found], *, has_more: bool = False) -> Page:
    """Show what a search found, the best first: the part that matched, laid out as a list."""
    details = details_in([one.entry for one in found], all_tags=True)
    page = _by_day([(one.entry, Marked(_pieces(one.snippet), details(one.entry))) for one in found])
    return page._replace(blocks=(*page.blocks, Note(MORE_FITS))) if has_more else page


def _by_day(shown: Sequence[tuple[Entry, Block]]) -> Page:
    blocks: list[Block] = []
    for day, group in groupby(shown, key=lambda pair: pair[0].moment.on):
        blocks.append(Title(day_words(day)))
        blocks += [block for _, block in group]
    return Page(tuple(blocks))


def _pieces(snippet: str) -> tuple[tuple[str, bool], ...]:
    """Divide a snippet at its marks, which are control characters and never shown."""
    pieces: list[tuple[str, bool]] = []
    marked = False
    for part in re.split(f"([{MATCH_START}{MATCH_END}])", snippet):
        if part in (MATCH_START, MATCH_END):
            marked = part == MATCH_START
        elif part:
            pieces.append((part, marked))
    return tuple(pieces)


def tags_page(counts: Sequence[tuple[str, int]]) -> Page:
    """Show tags and their counts, most used first."""
    return Page((Facts(tuple((f"#{tag}", str(count)) for tag, count in counts)),))


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


def _telling_length(entries: Iterable[Entry]) -> int:
    """Count the characters that tell the ids of these entries apart, `SHORT_ID` at least."""
    ids = sorted(entry.id for entry in entries)
    alike = [len(commonprefix(pair)) for pair in pairwise(ids)]  # noqa: RUF071 - letters are what counts
    return max([SHORT_ID, *(length + 1 for length in alike)])


def details_in(entries: Sequence[Entry], *, all_tags: bool = False) -> Callable[[Entry], str]:
    """Say an entry's details beside others; its zone where the newest has another one.

    Args:
        all_tags: Also those that stand in its text, of which only a part is shown.
    """
    length = _telling_length(entries)
    usual = max(entries, key=lambda entry: entry.moment.at).moment.zone if entries else ""

    def details(entry: Entry) -> str:
        zone = entry.moment.zone
        elsewhere = "" if zone == usual else f" {zone}"
        at = f"{entry.moment.local:%H:%M}{elsewhere}"
        tags = tag_words(entry) if all_tags else _tags_beside(entry)
        return " · ".join([at, *_what(entry, tags, _own_words(entry)), entry.id[:length]])

    return details


def _own_words(entry: Entry) -> Sequence[str]:
    if not entry.fields:
        return ()
    from closeness_cli.presentation.field_words import brief_words  # most entries have none

    return brief_words(entry)


def _tags_beside(entry: Entry) -> list[str]:
    """Write the tags that do not stand in the text."""
    there = {tag.casefold() for tag in tags_in(entry.text)}
    words = zip(entry.tags, tag_words(entry), strict=True)
    return [word for tag, word in words if tag.casefold() not in there]


def _what(entry: Entry, tags: Sequence[str], own: Sequence[str] = ()) -> list[str]:
    """Say what an entry is beside its text, as far as it is not as most are.

    Args:
        tags: In words.
        own: What only its kind has, in words.
    """
    return [
        *([str(entry.kind)] if entry.kind != "note" else []),
        *own,
        *([mood_words(entry.mood)] if entry.mood is not None else []),
        *([str(entry.visibility)] if entry.visibility != "private" else []),
        *([" ".join(tags)] if tags else []),
    ]


def _key_lines(entry: Entry) -> str:
    """Write one entry as lines of a key, a tab and its value; a list has blanks between."""
    return "".join(
        f"{safe(key)}\t{safe(one_line(_plain(value)))}\n"
        for key, value in entry_data(entry).items()
    )


def _plain(value: object) -> str:
    """Write a value in a line: nothing for what is absent, `yes` and `no`."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    return " ".join(map(str, value)) if isinstance(value, list) else str(value)


def entry_line(entry: Entry) -> str:
    """Write id, time, kind, mood, visibility, tags and text, tab-separated."""
    cells = (
        entry.id,
        entry.moment.iso,
        entry.kind,
        "" if entry.mood is None else str(entry.mood),
        entry.visibility,
        " ".join(safe(tag) for tag in entry.tags),
        safe(one_line(entry.text)),
    )
    return "\t".join(cells) + "\n"


def one_line(text: str) -> str:
    """Write a text in one line of a table: `\\n`, `\\r`, `\\t`, and `\\\\` for a backslash."""
    return text.translate(_IN_A_LINE)
