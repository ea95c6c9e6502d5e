"""A longer screen as blocks with a meaning, and what it becomes: a terminal, plain lines, Markdown.

A view says what is to be read; only the adapters here know columns, colours and escapes. Every
text passes through `safe` here, so that a view may hand over what people wrote as it is.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import TYPE_CHECKING

from closeness_cli.presentation.charts.inks import inks
from closeness_cli.presentation.grid import (
    DIM,
    Grid,
    Look,
    clusters,
    display_width,
    to_rich,
    to_text,
)
from closeness_cli.presentation.safe import safe

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

WIDEST = 100
"""Columns of a page: longer lines are hard to follow."""

BESIDE_FROM = 76
"""Columns from which two blocks stand beside each other."""

GUTTER = 4
INDENT = 2

LONGEST_DATE = 7
"""Columns of a source that stands beside its words, such as `14 Nov`; a longer one is above."""

NARROWEST_LABEL = 24
"""Columns that a label needs beside its value; where there are fewer, the value is below."""

MARKDOWN_LOOK = Look(width=80, colour=False)


@dataclass(frozen=True, slots=True)
class Title:
    """What the blocks after it are about."""

    text: str


@dataclass(frozen=True, slots=True)
class Lead:
    """The answer, before everything else."""

    text: str


@dataclass(frozen=True, slots=True)
class Note:
    """A quiet remark."""

    text: str


@dataclass(frozen=True, slots=True)
class Words:
    """A person's own words, as they were written, and where they are from."""

    text: str
    source: str


@dataclass(frozen=True, slots=True)
class Facts:
    """Labels and their values."""

    rows: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Picture:
    """A chart, and the sentence that says the same."""

    draw: Callable[[Look], Grid]
    sentence: str


@dataclass(frozen=True, slots=True)
class Beside:
    """Blocks that may stand beside others where there is room; else the left ones come first."""

    left: tuple[Block, ...]
    right: tuple[Block, ...]


Block = Title | Lead | Note | Words | Facts | Picture | Beside


@dataclass(frozen=True, slots=True)
class Page:
    """A screen, from the top down."""

    blocks: tuple[Block, ...]


def page_for_terminal(page: Page, look: Look) -> str:
    """Paint a page; without colour it is nothing but characters.

    Returns:
        Lines no wider than the look, with terminal colours where it has them.
    """
    grid = _stack(page.blocks, replace(look, width=min(look.width, WIDEST)))
    return (_painted(grid) if look.colour else to_text(grid)) + "\n"


def page_as_plain(page: Page) -> str:
    """Write a page as one fact a line, with sentences where it has charts."""
    lines = (line for block in page.blocks for line in _plain(block))
    return "".join(f"{safe(line)}\n" for line in lines)


def page_as_markdown(page: Page) -> str:
    """Write a page as Markdown (CommonMark); what people wrote stays text."""
    return "\n\n".join(part for block in page.blocks for part in _markdown(block)) + "\n"


def wrap(text: str, width: int) -> list[str]:
    """Break text by word into rows of a width; a word that is longer is cut."""
    return [row for line in text.split("\n") for row in _wrap_line(line, max(width, 1))]


@dataclass(frozen=True, slots=True)
class _Span:
    at: int
    text: str
    fg: str = ""
    bold: bool = False


def _stack(blocks: Sequence[Block], look: Look) -> Grid:
    """Put blocks below each other, apart by a row unless they belong together."""
    placed: list[tuple[int, Grid]] = []
    height, before = 0, None
    for block in blocks:
        height += before is not None and not _belong_together(before, block)
        grid = _draw(block, look)
        placed.append((height, grid))
        height, before = height + grid.height, block
    sheet = Grid(look.width, height)
    for row, grid in placed:
        _paste(sheet, grid, 0, row)
    return sheet


def _belong_together(before: Block, after: Block) -> bool:
    return isinstance(before, Title) or (isinstance(before, Words) and isinstance(after, Words))


def _paste(sheet: Grid, grid: Grid, x: int, y: int) -> None:
    for number, row in enumerate(grid.rows, y):
        sheet.rows[number][x : x + grid.width] = row


def _draw(block: Block, look: Look) -> Grid:
    match block:
        case Picture(draw=draw):
            return draw(look)
        case Beside(left=left, right=right):
            return _draw_beside(left, right, look)
        case Facts(rows=rows):
            return _sheet(_fact_rows(rows, look), look)
        case Words(text=text, source=source):
            return _sheet(_word_rows(text, source, look), look)
        case Title(text=text):
            return _sheet(_paragraph(text, look, fg=inks(look).accent), look)
        case Lead(text=text):
            return _sheet(_paragraph(text, look, bold=True), look)
        case Note(text=text):
            return _sheet(_paragraph(text, look, fg=DIM), look)


def _draw_beside(left: Sequence[Block], right: Sequence[Block], look: Look) -> Grid:
    if look.width < BESIDE_FROM:
        return _stack((*left, *right), look)
    half = (look.width - GUTTER) // 2
    grids = [_stack(blocks, replace(look, width=half)) for blocks in (left, right)]
    sheet = Grid(look.width, max(grid.height for grid in grids))
    for grid, x in zip(grids, (0, look.width - half), strict=True):
        _paste(sheet, grid, x, 0)
    return sheet


def _sheet(rows: Iterable[Sequence[_Span]], look: Look) -> Grid:
    drawn = list(rows)
    grid = Grid(look.width, len(drawn))
    for y, row in enumerate(drawn):
        for span in row:
            grid.text(span.at, y, span.text, fg=span.fg if look.colour else "", bold=span.bold)
    return grid


def _paragraph(text: str, look: Look, *, fg: str = "", bold: bool = False) -> list[list[_Span]]:
    return [[_Span(0, row, fg, bold)] for row in wrap(_shown(text, look), look.width)]


def _word_rows(text: str, source: str, look: Look) -> list[list[_Span]]:
    """Put words beside their date, or below a longer source."""
    said = _shown(source, look)
    beside = display_width(said) <= LONGEST_DATE
    at = INDENT + (LONGEST_DATE + INDENT if beside else 0)
    rows = [[_Span(at, row)] for row in wrap(_shown(text, look, lines=True), look.width - at)]
    if beside:
        return [[_Span(INDENT, said, DIM), *rows[0]], *rows[1:]]
    return [[_Span(INDENT, row, DIM)] for row in wrap(said, look.width - INDENT)] + rows


def _fact_rows(facts: Sequence[tuple[str, str]], look: Look) -> Iterator[list[_Span]]:
    """Put values in a column beside their labels, or each below its label."""
    shown = [(_shown(label, look), _shown(value, look)) for label, value in facts]
    room = look.width - 2 * INDENT
    longest_label = max((display_width(label) for label, _ in shown), default=0)
    longest_value = max((display_width(value) for _, value in shown), default=0)
    label_room = min(longest_label, max(room - longest_value, NARROWEST_LABEL))
    at = 2 * INDENT + label_room
    if at + min(longest_value, NARROWEST_LABEL) > look.width:
        yield from _facts_below(shown, look)
        return
    for label, value in shown:
        rows = max(
            (labels := wrap(label, label_room)), (values := wrap(value, look.width - at)), key=len
        )
        for number in range(len(rows)):
            spans = [_Span(INDENT, one) for one in labels[number : number + 1]]
            yield spans + [_Span(at, one, bold=True) for one in values[number : number + 1]]


def _facts_below(facts: Sequence[tuple[str, str]], look: Look) -> Iterator[list[_Span]]:
    for label, value in facts:
        for row in wrap(label, look.width - INDENT):
            yield [_Span(INDENT, row)]
        for row in wrap(value, look.width - 2 * INDENT):
            yield [_Span(2 * INDENT, row, bold=True)]


def _wrap_line(line: str, width: int) -> list[str]:
    rows: list[str] = []
    row = ""
    for word in re.findall(r" *[^ ]+", line):
        if display_width(row + word) <= width:
            row += word
            continue
        if row:
            rows.append(row)
        row = word.lstrip(" ")
        while display_width(row) > width:
            head, row = _cut(row, width)
            rows.append(head)
    return [*rows, row]


def _cut(word: str, width: int) -> tuple[str, str]:
    parts = list(clusters(word))
    used, most = parts[0][1], 1
    while most < len(parts) and used + parts[most][1] <= width:
        used, most = used + parts[most][1], most + 1
    chars = [char for char, _ in parts]
    return "".join(chars[:most]), "".join(chars[most:])


_TYPOGRAPHY = str.maketrans({"“": '"', "”": '"', "’": "'", "…": "...", "·": "-", "−": "-"})


def _shown(text: str, look: Look, *, lines: bool = False) -> str:
    shown = safe(text, multiline=lines)
    if look.unicode:
        return shown
    return shown.translate(_TYPOGRAPHY).encode("ascii", errors="replace").decode("ascii")


def _painted(grid: Grid) -> str:
    from io import StringIO

    from rich.console import Console  # slow, and only needed where there is colour

    console = Console(
        file=StringIO(), force_terminal=True, no_color=False, width=grid.width, highlight=False
    )
    with console.capture() as captured:
        console.print(to_rich(grid), soft_wrap=True, end="")
    return captured.get()


def _plain(block: Block) -> Iterator[str]:
    match block:
        case Facts(rows=rows):
            yield from (_labelled(label, value) for label, value in rows)
        case Words(text=text, source=source):
            yield _labelled(source, text)
        case Picture(sentence=sentence):
            yield sentence
        case Beside(left=left, right=right):
            for one in (*left, *right):
                yield from _plain(one)
        case _:
            yield block.text


def _labelled(label: str, value: str) -> str:
    return f"{label} {value}" if label.endswith(("?", ".", ":")) else f"{label}: {value}"


def _markdown(block: Block) -> Iterator[str]:
    match block:
        case Title(text=text):
            yield f"## {_escaped(text)}"
        case Lead(text=text):
            yield f"**{_escaped(text)}**"
        case Note(text=text):
            yield _escaped(text)
        case Facts(rows=rows):
            yield "\n".join(f"- {_escaped(_labelled(*row))}" for row in rows)
        case Words(text=text, source=source):
            yield "\n>\n".join((_quoted(text), f"> {_escaped(source)}"))
        case Picture(draw=draw, sentence=sentence):
            yield _escaped(sentence)
            yield _fenced(to_text(draw(MARKDOWN_LOOK)))
        case Beside(left=left, right=right):
            for one in (*left, *right):
                yield from _markdown(one)


def _quoted(text: str) -> str:
    """Quote words line by line; a backslash keeps a line's end where it was."""
    lines = [_escaped(line) for line in safe(text, multiline=True).split("\n")]
    ends = ["\\" if line and after else "" for line, after in pairwise([*lines, ""])]
    return "\n".join(f"> {line}{end}".rstrip() for line, end in zip(lines, ends, strict=True))


def _fenced(text: str) -> str:
    longest = max((len(run) for run in re.findall("`+", text)), default=0)
    fence = "`" * max(longest + 1, 3)
    return f"{fence}text\n{text}\n{fence}"


_MARKS = re.compile(
    r"[\\`*_{}\[\]<>#|~&!$@]"  # what begins something anywhere
    r"|:(?=[A-Za-z/])|(?<=www)\."  # addresses and :names: that some readers turn into more
    r"|^[-+=](?=[ +=-]|$)"  # lists and rules at the start of a line
)
_NUMBERED = re.compile(r"^(\d{1,9})([.)])")


def _escaped(text: str) -> str:
    return _NUMBERED.sub(r"\1\\\2", _MARKS.sub(r"\\\g<0>", safe(text).strip(" ")))
