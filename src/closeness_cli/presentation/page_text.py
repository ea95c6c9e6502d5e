"""A page without a terminal: plain lines, one fact each, and Markdown."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

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
from closeness_cli.presentation.grid import Look, to_text
from closeness_cli.presentation.safe import safe

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

MARKDOWN_LOOK = Look(width=80, colour=False)
"""How charts are drawn into a file."""

_MARKS = re.compile(
    r"[\\`*_{}\[\]<>#|~&!$@]"  # what begins something anywhere
    r"|:(?=[A-Za-z/])|(?<=www)\."  # addresses and :names: that some readers turn into more
    r"|^[-+=](?=[ +=-]|$)"  # lists and rules at the start of a line
)
_NUMBERED = re.compile(r"^(\d{1,9})([.)])")


def page_as_plain(page: Page) -> str:
    """Write a page as one fact a line, with sentences where it has charts."""
    return "".join(f"{safe(line)}\n" for block in page.blocks for line in _plain(block))


def page_as_markdown(page: Page) -> str:
    """Write a page as Markdown (CommonMark); what people wrote stays text."""
    parts = [part for block in page.blocks for part in _markdown(block)]
    return "\n\n".join([f"# {_escaped(page.title)}", *parts]) + "\n"


def in_brackets(pieces: Iterable[tuple[str, bool]]) -> str:
    """Write words with brackets around the marked ones."""
    return "".join(f"[{text}]" if marked else text for text, marked in pieces)


def _plain(block: Block) -> Iterator[str]:
    match block:
        case Facts(rows=rows):
            yield from (_labelled(label, value) for label, value in rows)
        case Words(text=text, source=source):
            yield _labelled(source, text)
        case Marked(pieces=pieces, source=source):
            yield _labelled(source, in_brackets(pieces))
        case Picture(sentence=sentence):
            yield from sentence.split("\n")
        case Beside(left=left, right=right):
            for one in (*left, *right):
                yield from _plain(one)
        case Title(text=text) | Lead(text=text) | Paragraph(text=text) | Note(text=text):
            yield text


def _labelled(label: str, value: str) -> str:
    if not label:
        return value
    return f"{label} {value}" if label.endswith(("?", ".", ":")) else f"{label}: {value}"


def _markdown(block: Block) -> Iterator[str]:
    match block:
        case Title(text=text):
            yield f"## {_escaped(text)}"
        case Lead(text=text):
            yield f"**{_escaped(text)}**"
        case Paragraph(text=text) | Note(text=text):
            yield _escaped(text)
        case Facts(rows=rows):
            yield "\n".join(f"- {_escaped(_labelled(*row))}" for row in rows)
        case Words(text=text, source=source):
            yield from _said_from(source, text)
        case Marked(pieces=pieces, source=source):
            yield from _said_from(source, in_brackets(pieces))
        case Picture(chart=chart, sentence=sentence):
            yield "\n".join(_kept_lines(sentence))
            yield _fenced(to_text(chart.draw(MARKDOWN_LOOK)))
        case Beside(left=left, right=right):
            for one in (*left, *right):
                yield from _markdown(one)


def _said_from(source: str, text: str) -> Iterator[str]:
    if source:
        yield _escaped(source)
    yield _quoted(text)


def _quoted(text: str) -> str:
    return "\n".join(f"> {line}".rstrip() for line in _kept_lines(text))


def _kept_lines(text: str) -> Iterator[str]:
    """Escape a text line by line; a backslash keeps a line's end where it was."""
    lines = [_escaped(line) for line in safe(text, multiline=True).split("\n")]
    for line, after in pairwise([*lines, ""]):
        yield f"{line}\\" if line and after else line


def _fenced(text: str) -> str:
    longest = max((len(run) for run in re.findall("`+", text)), default=0)
    fence = "`" * max(longest + 1, 3)
    return f"{fence}text\n{text}\n{fence}"


def _escaped(text: str) -> str:
    return _NUMBERED.sub(r"\1\\\2", _MARKS.sub(r"\\\g<0>", safe(text).strip(" ")))
