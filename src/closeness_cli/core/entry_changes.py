"""Comparing two states of an entry: its fields, and its text word by word."""

from __future__ import annotations

import re
from collections import Counter
from enum import StrEnum
from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

from closeness_cli.core.entry import unique

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import datetime

    from closeness_cli.core.entry import Entry

MOST_PAIRS = 200_000
"""Pairs of equal words up to which two texts are compared by word; time grows with them."""

_WORDS = re.compile(r"\S+|\s+")


class EntryState(NamedTuple):
    """An entry as one revision has it.

    Args:
        number: From 1, the oldest.
        entry: What it was then; for a deletion what was deleted, in the trash.
    """

    number: int
    revision_id: str
    written_at: datetime
    entry: Entry


class UndoneKind(StrEnum):
    """What kind of change was taken back."""

    NEW = "new"
    EDIT = "edit"
    DELETION = "deletion"
    RESTORE = "restore"


class Undone(NamedTuple):
    """One entry as a change had left it, and as it is now that the change is taken back."""

    kind: UndoneKind
    left: Entry
    now: Entry


class FieldChange(NamedTuple):
    """A field other than the text, before and after; absent where there was none."""

    field: str
    before: object
    after: object


class Part(StrEnum):
    """What became of a piece of text."""

    KEPT = "kept"
    OUT = "out"
    IN = "in"


class Piece(NamedTuple):
    """Some of a text, and what became of it."""

    part: Part
    text: str


def field_changes(before: Entry, after: Entry) -> tuple[FieldChange, ...]:
    """Name the fields that differ, the text left out."""
    pairs = [
        ("in_trash", before.in_trash, after.in_trash),
        ("at", before.moment, after.moment),
        ("kind", str(before.kind), str(after.kind)),
        ("mood", before.mood, after.mood),
        ("tags", before.tags, after.tags),
        ("visibility", str(before.visibility), str(after.visibility)),
        *(
            (name, before.fields.get(name), after.fields.get(name))
            for name in sorted({*before.fields, *after.fields})
        ),
    ]
    return tuple(FieldChange(name, old, new) for name, old, new in pairs if old != new)


def text_changes(before: str, after: str) -> tuple[Piece, ...]:
    """Say which words of a text went and which came; all pieces but one kind make each text.

    Where there are too many equal words to compare in good time, lines are compared instead; where
    even those are too many, what lies between the first and the last difference is one piece.
    """
    between = _between_ends(_WORDS.findall(before), _WORDS.findall(after))
    if between.pairs > MOST_PAIRS:
        between = _between_ends(before.splitlines(keepends=True), after.splitlines(keepends=True))
    if between.pairs > MOST_PAIRS:
        middle = [Piece(Part.OUT, "".join(between.old)), Piece(Part.IN, "".join(between.new))]
    else:
        middle = _compared(between.old, between.new)
    return _joined([Piece(Part.KEPT, between.head), *middle, Piece(Part.KEPT, between.tail)])


def retagged(entry: Entry, old: Iterable[str], new: str) -> Entry:
    """Put one tag in the place of others; the text stays as it was written."""
    gone = {tag.casefold() for tag in old}
    tags = unique(new if tag.casefold() in gone else tag for tag in entry.tags)
    return entry._replace(tags=tags)


def undone_kind(before: Entry | None, left: Entry) -> UndoneKind:
    """Say what kind of change led from one state to the next; without the first, a new entry."""
    if before is None:
        return UndoneKind.NEW
    if before.in_trash == left.in_trash:
        return UndoneKind.EDIT
    return UndoneKind.DELETION if left.in_trash else UndoneKind.RESTORE


class _Between(NamedTuple):
    """What lies between the words, or lines, that two texts begin and end with alike."""

    head: str
    old: list[str]
    new: list[str]
    tail: str

    @property
    def pairs(self) -> int:
        """How many pairs of a word before and the same word after there are."""
        counts = Counter(self.new)
        return sum(counts[word] for word in self.old if not word.isspace())


def _between_ends(old: list[str], new: list[str]) -> _Between:
    start = _alike(zip(old, new, strict=False))
    end = _alike(zip(reversed(old[start:]), reversed(new[start:]), strict=False))
    return _Between(
        "".join(old[:start]),
        old[start : len(old) - end],
        new[start : len(new) - end],
        "".join(old[len(old) - end :]),
    )


def _alike(pairs: Iterable[tuple[str, str]]) -> int:
    """Count the pairs at the beginning whose two sides are the same."""
    count = 0
    for one, other in pairs:
        if one != other:
            break
        count += 1
    return count


def _compared(old: Sequence[str], new: Sequence[str]) -> list[Piece]:
    from difflib import SequenceMatcher  # only a comparison needs it

    pieces = []
    # Blanks are alike everywhere; what counts is the words between them.
    for _, i, i_end, j, j_end in SequenceMatcher(
        str.isspace, old, new, autojunk=False
    ).get_opcodes():
        if old[i:i_end] == new[j:j_end]:
            pieces.append(Piece(Part.KEPT, "".join(old[i:i_end])))
        else:
            pieces.append(Piece(Part.OUT, "".join(old[i:i_end])))
            pieces.append(Piece(Part.IN, "".join(new[j:j_end])))
    return pieces


def _joined(pieces: Iterable[Piece]) -> tuple[Piece, ...]:
    """Put together what belongs together: one blank between two changes is part of both."""
    shown = [piece for piece in pieces if piece.text]
    joined: list[Piece] = []
    for is_kept, run in groupby(
        enumerate(shown), key=lambda pair: pair[1].part is Part.KEPT and not _between(shown, *pair)
    ):
        some = [piece for _, piece in run]
        if is_kept:
            joined.append(Piece(Part.KEPT, "".join(piece.text for piece in some)))
            continue
        for part, other in ((Part.OUT, Part.IN), (Part.IN, Part.OUT)):
            text = "".join(piece.text for piece in some if piece.part is not other)
            joined += [Piece(part, text)] * bool(text)
    return tuple(joined)


def _between(pieces: Sequence[Piece], at: int, piece: Piece) -> bool:
    """Say whether a kept piece is nothing but a blank between two changes."""
    is_inside = 0 < at < len(pieces) - 1
    return is_inside and piece.part is Part.KEPT and piece.text.isspace() and "\n" not in piece.text
