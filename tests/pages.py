"""An HTML page, read as a browser's parser would, as far as tests look at it."""

from __future__ import annotations

from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

EMPTY = frozenset({"meta", "link", "img", "br", "hr", "input"})
"""Elements that have no end."""


@dataclass
class Element:
    """An element with what is in it, texts and elements."""

    tag: str
    attributes: dict[str, str | None] = field(default_factory=dict)
    inside: list[Element | str] = field(default_factory=list)

    @property
    def text(self) -> str:
        """All text in it."""
        return "".join(one if isinstance(one, str) else one.text for one in self.inside)

    def all(self, tag: str = "") -> Iterator[Element]:
        """Give the elements in it, however deep; those with a tag, or every one."""
        for one in self.inside:
            if isinstance(one, Element):
                if tag in ("", one.tag):
                    yield one
                yield from one.all(tag)

    def one(self, tag: str) -> Element:
        """Give the only element of that tag."""
        [found] = self.all(tag)
        return found


def parsed(html: str) -> Element:
    """Read a page."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    assert len(reader.open) == 1, "something is not closed"
    return reader.open[0]


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.open = [Element("")]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        made = Element(tag, dict(attrs))
        self.open[-1].inside.append(made)
        if tag not in EMPTY:
            self.open.append(made)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.open[-1].inside.append(Element(tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop().tag == tag

    def handle_data(self, data: str) -> None:
        self.open[-1].inside.append(data)
