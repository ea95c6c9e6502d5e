"""A longer screen as blocks with a meaning: what is to be read, and nothing about how it looks.

Texts are raw: whoever shows a block passes them through `safe`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from closeness_cli.presentation.grid import Grid, Look


@dataclass(frozen=True, slots=True)
class Title:
    """What the blocks after it are about."""

    text: str


@dataclass(frozen=True, slots=True)
class Lead:
    """The answer, before everything else."""

    text: str


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Ordinary sentences."""

    text: str


@dataclass(frozen=True, slots=True)
class Note:
    """A quiet remark."""

    text: str


@dataclass(frozen=True, slots=True)
class Words:
    """A person's own words, as they were written, and where they are from; that may be empty."""

    text: str
    source: str


@dataclass(frozen=True, slots=True)
class Marked:
    """A part of a person's own words: pieces, each with whether it was looked for."""

    pieces: tuple[tuple[str, bool], ...]
    source: str


@dataclass(frozen=True, slots=True)
class Facts:
    """Labels and their values."""

    rows: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Picture:
    """A chart, and what it shows in words, one fact a line."""

    draw: Callable[[Look], Grid]
    sentence: str


@dataclass(frozen=True, slots=True)
class Beside:
    """Blocks that may stand beside others where there is room; else the left ones come first."""

    left: tuple[Block, ...]
    right: tuple[Block, ...]


Block = Title | Lead | Paragraph | Note | Words | Marked | Facts | Picture | Beside


@dataclass(frozen=True, slots=True)
class Page:
    """A screen, from the top down.

    Args:
        title: What a file of it is called at its top; a screen does without.
    """

    blocks: tuple[Block, ...]
    title: str = "closeness"
