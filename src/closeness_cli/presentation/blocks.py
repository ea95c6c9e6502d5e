"""A longer screen as blocks with a meaning: what is to be read, and nothing about how it looks.

Texts are raw: whoever shows a block passes them through `safe`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from closeness_cli import PROGRAM

if TYPE_CHECKING:
    from closeness_cli.presentation.charts.chart import Chart


class Title(NamedTuple):
    """What the blocks after it are about."""

    text: str


class Lead(NamedTuple):
    """The answer, before everything else."""

    text: str


class Paragraph(NamedTuple):
    """Ordinary sentences."""

    text: str


class Note(NamedTuple):
    """A quiet remark."""

    text: str


class Words(NamedTuple):
    """A person's own words, as they were written, and where they are from; that may be empty."""

    text: str
    source: str


class Marked(NamedTuple):
    """A part of a person's own words: pieces, each with whether it was looked for."""

    pieces: tuple[tuple[str, bool], ...]
    source: str


class Facts(NamedTuple):
    """Labels and their values."""

    rows: tuple[tuple[str, str], ...]


class Picture(NamedTuple):
    """A chart, and what it shows in words, one fact a line."""

    chart: Chart
    sentence: str


class Beside(NamedTuple):
    """Blocks that may stand beside others where there is room; else the left ones come first."""

    left: tuple[Block, ...]
    right: tuple[Block, ...]


Block = Title | Lead | Paragraph | Note | Words | Marked | Facts | Picture | Beside


class Page(NamedTuple):
    """A screen, from the top down.

    Args:
        title: What a file of it is called at its top; a screen does without.
    """

    blocks: tuple[Block, ...]
    title: str = PROGRAM
