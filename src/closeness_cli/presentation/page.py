"""A page on a terminal: wrapped by word, painted where there is colour, and nothing else.

Every text passes through `safe` here, so that a view may hand over what people wrote as it is.
"""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

from closeness_cli.presentation.blocks import (
    Beside,
    Block,
    Facts,
    Lead,
    Marked,
    Note,
    Page,
    Paragraph,
    Picture,
    Title,
    Words,
)
from closeness_cli.presentation.grid import DIM, display_width, runs
from closeness_cli.presentation.safe import safe
from closeness_cli.presentation.wrap import wrap

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from closeness_cli.presentation.grid import Cell, Grid, Look

WIDEST = 100
"""Columns of a page: longer lines are hard to follow."""

BESIDE_FROM = 76
"""Columns from which blocks stand beside each other."""

GUTTER = 4
INDENT = 2

LONGEST_DATE = 6
"""Columns of a source that stands beside its words, such as `14 Nov`; a longer one is above."""

NARROWEST_VALUE = 24
"""Columns that a value longer than this needs beside its label; else it is below."""


class _Span(NamedTuple):
    at: int
    text: str
    fg: str = ""
    bg: str = ""
    bold: bool = False


_Row = list[_Span]


def page_for_terminal(page: Page, look: Look) -> str:
    """Paint a page; without colour it is nothing but characters.

    Returns:
        Lines no wider than the look, with terminal colours where it has them.
    """
    rows = _stacked(page.blocks, look._replace(width=min(look.width, WIDEST)))
    return _painted(rows) if look.colour else "".join(f"{_characters(row)}\n" for row in rows)


def _stacked(blocks: Sequence[Block], look: Look) -> list[_Row]:
    """Put blocks below each other, apart by a row unless they belong together."""
    rows: list[_Row] = []
    before: Block | None = None
    for block in blocks:
        if before is not None and not _belong_together(before, block):
            rows.append([])
        rows += _rows(block, look)
        before = block
    return rows


def _belong_together(before: Block, after: Block) -> bool:
    if isinstance(before, Words) and isinstance(after, Words):
        return len(before.source) <= LONGEST_DATE and len(after.source) <= LONGEST_DATE
    return isinstance(before, Title)


def _rows(block: Block, look: Look) -> list[_Row]:
    match block:
        case Picture(chart=chart):
            return _grid_rows(chart.draw(look))
        case Beside(left=left, right=right):
            return _beside_rows(left, right, look)
        case Facts(rows=facts):
            return list(_fact_rows(facts, look))
        case Words(text=text, source=source):
            return _word_rows(text, source, look)
        case Marked(pieces=pieces, source=source):
            return _marked_rows(pieces, source, look)
        case Title(text=text):
            return _text_rows(text, look, fg=_accent(look))
        case Lead(text=text):
            return _text_rows(text, look, bold=True)
        case Paragraph(text=text):
            return _text_rows(text, look)
        case Note(text=text):
            return _text_rows(text, look, fg=DIM)


def _accent(look: Look) -> str:
    if not look.colour:
        return ""
    from closeness_cli.presentation.inks import inks  # only where there is colour

    return inks(look).accent


def _grid_rows(grid: Grid) -> list[_Row]:
    return [_grid_row(cells) for cells in grid.rows]


def _grid_row(cells: Sequence[Cell]) -> _Row:
    row: _Row = []
    at = 0
    for ink, run in runs(cells):
        row.append(_Span(at, run, ink.fg, ink.bg, ink.bold))
        at += display_width(run)
    return row


def _beside_rows(left: Sequence[Block], right: Sequence[Block], look: Look) -> list[_Row]:
    if look.width < BESIDE_FROM:
        return _stacked((*left, *right), look)
    half = (look.width - GUTTER) // 2
    rows = _stacked(left, look._replace(width=half))
    for number, added in enumerate(_stacked(right, look._replace(width=half))):
        if number == len(rows):
            rows.append([])
        moved = [span._replace(at=span.at + look.width - half) for span in added]
        rows[number] = rows[number] + moved
    return rows


def _text_rows(text: str, look: Look, *, fg: str = "", bold: bool = False) -> list[_Row]:
    return [[_Span(0, row, fg, "", bold)] for row in wrap(_shown(text, look), look.width)]


def _word_rows(text: str, source: str, look: Look) -> list[_Row]:
    """Put words beside their date, or below a longer source."""
    said = _shown(source, look)
    beside = 0 < display_width(said) <= LONGEST_DATE
    at = INDENT + beside * (LONGEST_DATE + INDENT)
    words: list[_Row] = [
        [_Span(at, row)] for row in wrap(_shown(text, look, lines=True), look.width - at)
    ]
    if beside:
        return [[_Span(INDENT, said, DIM), *words[0]], *words[1:]]
    above = wrap(said, look.width - INDENT) if said else []
    return [[_Span(INDENT, row, DIM)] for row in above] + words


def _marked_rows(pieces: Sequence[tuple[str, bool]], source: str, look: Look) -> list[_Row]:
    """Show words below their source, the marked ones in colour, or without it in brackets."""
    room = look.width - INDENT
    shown = [(_shown(text, look, lines=True), marked) for text, marked in pieces]
    if not look.colour:
        from closeness_cli.presentation.page_text import in_brackets

        shown = [(in_brackets(shown), False)]
    text = "".join(piece for piece, _ in shown)
    bold = [marked for piece, marked in shown for _ in piece]
    above = wrap(_shown(source, look), room) if source else []
    rows: list[_Row] = [[_Span(INDENT, row, DIM)] for row in above]
    at = 0
    for row in wrap(text, room):
        flags = []
        for char in row:  # what a row leaves out of the text is at its ends
            at = text.index(char, at) + 1
            flags.append(bold[at - 1])
        rows.append(_spans_of(row, flags, _accent(look)))
    return rows


def _spans_of(row: str, flags: Sequence[bool], accent: str) -> _Row:
    spans: _Row = []
    at = INDENT
    for marked, group in groupby(zip(row, flags, strict=True), key=lambda pair: pair[1]):
        run = "".join(char for char, _ in group)
        spans.append(_Span(at, run, accent if marked else "", bold=marked))
        at += display_width(run)
    return spans


def _fact_rows(facts: Sequence[tuple[str, str]], look: Look) -> Iterator[_Row]:
    """Put values in a column beside their labels, or each below its label where room is short."""
    shown = [(_shown(label, look), _shown(value, look)) for label, value in facts]
    longest_label = max((display_width(label) for label, _ in shown), default=0)
    longest_value = max((display_width(value) for _, value in shown), default=0)
    at = 2 * INDENT + longest_label
    beside = at + min(longest_value, NARROWEST_VALUE) <= look.width
    for label, value in shown:
        if not beside:
            yield from ([_Span(INDENT, row, DIM)] for row in wrap(label, look.width - INDENT))
        first = [_Span(INDENT, label, DIM)] if beside else []
        for row in wrap(value, look.width - (at if beside else 2 * INDENT)):
            yield [*first, _Span(at if beside else 2 * INDENT, row)]
            first = []


_TYPOGRAPHY = str.maketrans({"“": '"', "”": '"', "’": "'", "…": "...", "·": "-", "−": "-"})


def _shown(text: str, look: Look, *, lines: bool = False) -> str:
    shown = safe(text, multiline=lines)
    if look.unicode:
        return shown
    return shown.translate(_TYPOGRAPHY).encode("ascii", errors="replace").decode("ascii")


def _characters(row: _Row) -> str:
    text, at = "", 0
    for span in row:
        text += " " * (span.at - at) + span.text
        at = max(at, span.at) + display_width(span.text)
    return text.rstrip(" ")


def _painted(rows: Sequence[_Row]) -> str:
    from io import StringIO

    from rich.console import Console  # slow, and only needed where there is colour
    from rich.style import Style
    from rich.text import Text

    page = Text(end="")
    for row in rows:
        at = 0
        for span in _without_blank_end(row):
            page.append(" " * (span.at - at))
            dim, colour = span.fg == DIM, span.fg.replace(DIM, "") or None
            style = Style(color=colour, bgcolor=span.bg or None, bold=span.bold, dim=dim)
            page.append(span.text, style)
            at = max(at, span.at) + display_width(span.text)
        page.append("\n")
    console = Console(file=StringIO(), force_terminal=True, no_color=False, highlight=False)
    with console.capture() as captured:
        console.print(page, soft_wrap=True, end="")
    return captured.get()


def _without_blank_end(row: _Row) -> _Row:
    kept = list(row)
    while kept and not kept[-1].text.strip(" ") and not kept[-1].bg:
        kept.pop()
    return kept
