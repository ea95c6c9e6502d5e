"""Breaking text into rows of a given width, by word, counting wide characters as two."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby
from typing import TYPE_CHECKING

from closeness_cli.presentation.grid import clusters, display_width
from closeness_cli.presentation.safe import safe

if TYPE_CHECKING:
    from collections.abc import Iterator

TAB = "    "
"""How a tab is shown: four blanks, wherever it stands."""


@dataclass(frozen=True, slots=True)
class Row:
    """A row on the screen: `text[start:end]`, blanks at its end included."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Piece:
    """What is shown as one character: `text[start:end]`, and the columns it takes."""

    start: int
    end: int
    columns: int


def shown(char: str) -> str:
    """Say how one character looks: what would act on the terminal is spelled out."""
    return TAB if char == "\t" else safe(char)


def width_of(text: str) -> int:
    """Count the columns that a text takes once it is shown."""
    return sum(piece.columns for piece in pieces(text))


def pieces(text: str) -> list[Piece]:
    """Divide a text into what is shown as one character; a row never ends within one."""
    if text.isascii() and text.isprintable():
        return [Piece(at, at + 1, 1) for at in range(len(text))]
    found: list[Piece] = []
    for acts, run in groupby(range(len(text)), key=lambda at: shown(text[at]) != text[at]):
        places = list(run)
        if acts:
            found += [Piece(at, at + 1, display_width(shown(text[at]))) for at in places]
        else:
            found += _clusters(text, places[0], places[-1] + 1)
    return found


def rows(text: str, width: int) -> list[Row]:
    """Break a text into rows no wider than `width`; blanks at a break may hang over it."""
    found: list[Row] = []
    offset = 0
    for line in text.split("\n"):
        starts = _starts(line, max(1, width))
        ends = (*starts[1:], len(line))
        found += [Row(offset + a, offset + b) for a, b in zip(starts, ends, strict=True)]
        offset += len(line) + 1
    return found


def wrap(text: str, width: int) -> list[str]:
    """Break a text that is only read into lines, without the blanks at their ends."""
    return [text[row.start : row.end].rstrip() for row in rows(text, width)]


def row_of(found: list[Row], position: int) -> int:
    """Find the row that holds a place in the text."""
    at = 0
    for number, row in enumerate(found):
        if row.start > position:
            break
        at = number
    return at


def _clusters(text: str, start: int, end: int) -> Iterator[Piece]:
    """Find the places of clusters; a mark with nothing to stand on goes with the next one."""
    for cluster, columns in clusters(text[start:end]):
        after = text.index(cluster, start) + len(cluster)
        yield Piece(start, after, max(columns, _drawn(text[start:after])))
        start = after
    if start < end:
        yield Piece(start, end, _drawn(text[start:end]))


def _drawn(text: str) -> int:
    """Count the columns that prompt_toolkit fills: it draws each character of a family."""
    from prompt_toolkit.utils import get_cwidth  # slow to import

    return get_cwidth(text)


@lru_cache(maxsize=256)
def _starts(line: str, width: int) -> tuple[int, ...]:
    starts = [0]
    used = 0
    word = 0
    for piece in pieces(line):
        is_blank = line[piece.start] == " "
        while used + piece.columns > width and not is_blank and piece.start > starts[-1]:
            starts.append(word if word > starts[-1] else piece.start)
            used = width_of(line[starts[-1] : piece.start])
        used += piece.columns
        if is_blank:
            word = piece.end
    return tuple(starts)
