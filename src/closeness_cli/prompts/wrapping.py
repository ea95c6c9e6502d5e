"""Breaking text into rows of a given width, by word, counting wide characters as two."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from closeness_cli.presentation.safe import safe

TAB = "    "
"""How a tab is shown: four blanks, wherever it stands."""


@dataclass(frozen=True, slots=True)
class Row:
    """A row on the screen: `text[start:end]`, blanks at its end included."""

    start: int
    end: int


def shown(char: str) -> str:
    """Say how one character looks: what would act on the terminal is spelled out."""
    return TAB if char == "\t" else safe(char)


def width_of(text: str) -> int:
    """Count the columns that a text takes once it is shown."""
    return sum(_column_count(char) for char in text)


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


@lru_cache(maxsize=4096)
def _column_count(char: str) -> int:
    from prompt_toolkit.utils import get_cwidth  # slow to import

    return get_cwidth(shown(char))


@lru_cache(maxsize=256)
def _starts(line: str, width: int) -> tuple[int, ...]:
    starts = [0]
    used = 0
    word = 0
    for at, char in enumerate(line):
        size = _column_count(char)
        while used + size > width and char != " " and at > starts[-1]:
            starts.append(word if word > starts[-1] else at)
            used = width_of(line[starts[-1] : at])
        used += size
        if char == " ":
            word = at + 1
    return tuple(starts)
