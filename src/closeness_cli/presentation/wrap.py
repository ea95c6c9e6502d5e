"""Breaking text by word into rows of a width.

Only what is not ASCII is measured with tables of widths; the rest is as wide as it is long.
"""

from __future__ import annotations

import re
from functools import cache
from itertools import groupby

from closeness_cli import PROGRAM
from closeness_cli.presentation.grid import clusters, display_width

_WORDS = re.compile(rf"  {PROGRAM}(?: [^ ]+){{1,3}}$| *Ctrl-X Ctrl-X| *[^ ]+")
"""A command at the end of a line is one word, to be copied whole, and so is the quick exit."""


@cache
def _command() -> re.Pattern[str]:
    """Match a command with its explanation beside it."""
    return re.compile(r"( +)(\S+(?: \S+)*) {3,}(\S.*)")


def wrap(text: str, width: int) -> list[str]:
    """Break text into rows that are no wider than a width; a word that is longer is cut."""
    return [row for line in text.split("\n") for row in _wrap_line(line, max(width, 1), cut=True)]


def fold(text: str, width: int) -> str:
    """Break lines that are too long, keep their indent, and cut no word."""
    return "\n".join(row for line in text.split("\n") for row in _fold_line(line, width))


def refold(text: str, width: int) -> str:
    """Break paragraphs anew where one of their lines is too long; commands stay whole."""
    rows: list[str] = []
    for (indent, is_running), group in groupby(text.split("\n"), key=_shape):
        lines = list(group)
        if is_running and any(display_width(line) > width for line in lines):
            lines = [" " * indent + " ".join(line.strip(" ") for line in lines)]
        rows += (row for line in lines for row in _fold_line(line, width))
    return "\n".join(rows)


def _shape(line: str) -> tuple[int, bool]:
    """Tell an indent, and whether the line may run on into the next."""
    running = bool(line.strip(" ")) and not _command().fullmatch(line)
    return len(line) - len(line.lstrip(" ")), running


def _fold_line(line: str, width: int) -> list[str]:
    if display_width(line) <= width:
        return [line]
    if found := _command().fullmatch(line):
        indent, command, said = found.groups()
        return [indent + command, *_fold_line(f"{indent}  {said}", width)]
    said = line.lstrip(" ")
    indent = " " * (len(line) - len(said))
    return [indent + row for row in _wrap_line(said, max(width - len(indent), 1), cut=False)]


def _wrap_line(line: str, width: int, *, cut: bool) -> list[str]:
    if display_width(line) <= width:
        return [line.rstrip(" ")]
    rows: list[str] = []
    row = ""
    for word in _WORDS.findall(line):
        if display_width(row) + display_width(word) <= width:
            row += word
            continue
        if row:
            rows.append(row)
        bare = word.lstrip(" ")
        *full, row = _pieces(bare, width) if cut else [bare]
        rows += full
    return [*rows, row]


def _pieces(word: str, width: int) -> list[str]:
    """Cut a word into pieces that fit; it is read once, however long it is."""
    if display_width(word) <= width:
        return [word]
    pieces: list[list[str]] = [[]]
    room = width
    for char, columns in clusters(word):
        if columns > room and pieces[-1]:
            pieces.append([])
            room = width
        pieces[-1].append(char)
        room -= columns
    return ["".join(piece) for piece in pieces]
