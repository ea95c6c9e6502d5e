"""A page, or several under one title, as one HTML file.

Every text passes through `safe` and is escaped by Jinja on its way into the template, so that what
a person wrote stays text. The file's policy lets nothing load and nothing run: only the style that
is in it, known by its hash.
"""

from __future__ import annotations

import re
from base64 import b64encode
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from closeness_cli import PROGRAM
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
from closeness_cli.presentation.html.drawing import NARROW, WIDE
from closeness_cli.presentation.html.drawings import drawn
from closeness_cli.presentation.safe import safe

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from jinja2 import Template

    from closeness_cli.presentation.charts.chart import Table
    from closeness_cli.presentation.html.drawing import Drawing
    from closeness_cli.presentation.html.drawings import Letters

_COMMAND = re.compile(rf"^(.*?)  ({PROGRAM}(?: [^ ]+){{0,3}})$", re.DOTALL)
"""A sentence with a command behind it, as views write it."""

_HERE = Path(__file__).parent


class Part(NamedTuple):
    """A block as the template takes it; what its kind has no use for is empty."""

    kind: str
    text: str = ""
    command: str = ""
    source: str = ""
    rows: tuple[tuple[str, str], ...] = ()
    pieces: tuple[tuple[str, bool], ...] = ()
    figure: Figure | None = None


TO_WRITE_ON = Part("to-write-on")


class Figure(NamedTuple):
    """A chart: drawn for a screen and for a phone, in sentences, and as a table."""

    wide: Drawing | Letters
    narrow: Drawing | Letters
    sentences: tuple[str, ...]
    table: Table

    @property
    def name(self) -> str:
        """What is said instead of the picture."""
        return " ".join(self.sentences)


class Section(NamedTuple):
    """A part of a file with a title of its own."""

    title: str
    parts: tuple[Part, ...]
    starts_sheet: bool = False


def page_as_html(page: Page) -> str:
    """Write a page as a file that a browser shows, and prints."""
    return _rendered(page.title, (), [Section("", tuple(_parts(page.blocks)))])


def pages_as_html(title: str, pages: Sequence[Page], *, below: Sequence[str] = ()) -> str:
    """Write several pages into one file, each under its own title.

    Args:
        title: What the file is called, also in the history of a browser.
        pages: One without blocks is room to write in by hand; the last has a sheet of its own.
        below: Lines below the title.
    """
    sections = [
        Section(
            page.title,
            tuple(_parts(page.blocks)) or (TO_WRITE_ON,),
            starts_sheet=at == len(pages) > 1,
        )
        for at, page in enumerate(pages, start=1)
    ]
    return _rendered(title, below, sections)


def _rendered(title: str, below: Sequence[str], sections: Sequence[Section]) -> str:
    style = (_HERE / "style.css").read_text("utf-8")
    digest = b64encode(sha256(style.encode()).digest()).decode()
    return _template().render(
        title=title, below=below, sections=sections, style=style, digest=digest
    )


@cache
def _template() -> Template:
    from jinja2 import Environment, FileSystemLoader, StrictUndefined  # slow, and only needed here

    environment = Environment(
        loader=FileSystemLoader(_HERE),
        autoescape=True,
        finalize=_shown,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    return environment.get_template("page.html")


def _shown(value: object) -> object:
    """Make a text safe to show; what a template marks as its own HTML is no plain `str`."""
    return safe(value, multiline=True) if type(value) is str else value


def _parts(blocks: Sequence[Block]) -> Iterator[Part]:
    for block in blocks:
        yield from _parts_of(block)


def _parts_of(block: Block) -> Iterator[Part]:
    match block:
        case Title(text=text):
            yield Part("title", text)
        case Lead(text=text):
            yield _sentence("lead", text)
        case Paragraph(text=text):
            yield _sentence("paragraph", text)
        case Note(text=text):
            yield _sentence("note", text)
        case Facts(rows=rows):
            yield Part("facts", rows=rows)
        case Words(text=text, source=source):
            yield Part("words", source=source, pieces=((text, False),))
        case Marked(pieces=pieces, source=source):
            yield Part("words", source=source, pieces=pieces)
        case Picture():
            yield Part("figure", figure=_figure(block))
        case Beside(left=left, right=right):
            yield from _parts((*left, *right))


def _sentence(kind: str, text: str) -> Part:
    found = _COMMAND.match(text)
    return Part(kind, found[1], command=found[2]) if found else Part(kind, text)


def _figure(picture: Picture) -> Figure:
    return Figure(
        wide=drawn(picture.chart, WIDE),
        narrow=drawn(picture.chart, NARROW),
        sentences=tuple(picture.sentence.split("\n")),
        table=picture.chart.table(),
    )
