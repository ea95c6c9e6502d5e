"""A place to type that wraps by word, and shows control characters instead of obeying them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from closeness_cli.prompts.wrapping import Row, pieces, row_of, rows, shown, width_of

if TYPE_CHECKING:
    from prompt_toolkit.buffer import Buffer
    from prompt_toolkit.key_binding import KeyBindings, KeyPressEvent
    from prompt_toolkit.layout import BufferControl, UIContent, Window

Fragments = list[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class TypingArea:
    """A buffer, the window it is shown in, and the keys that belong to it."""

    buffer: Buffer
    window: Window
    keys: KeyBindings

    def start_with(self, text: str) -> None:
        """Put a text in, with the cursor at its end and nothing to undo."""
        from prompt_toolkit.document import Document  # slow to import

        self.buffer.reset(Document(text, len(text)))


def typing_area(text: str = "") -> TypingArea:
    """Make a place to type that begins with a text."""
    from prompt_toolkit.buffer import Buffer  # slow to import
    from prompt_toolkit.layout import Window

    buffer = Buffer(multiline=True)
    window = Window(_wrapping_control(buffer))
    area = TypingArea(buffer, window, _moving_keys(buffer, window))
    area.start_with(text)
    return area


def _wrapping_control(buffer: Buffer) -> BufferControl:
    from prompt_toolkit.data_structures import Point  # slow to import
    from prompt_toolkit.layout import BufferControl, UIContent

    class Wrapping(BufferControl):
        """Shows the rows of `wrapping.rows`; the last column is left for the cursor."""

        def create_content(
            self,
            width: int,
            height: int,  # noqa: ARG002 - the signature is prompt_toolkit's
            preview_search: bool = False,  # noqa: ARG002 - there is no search here
        ) -> UIContent:
            text, position = self.buffer.text, self.buffer.cursor_position
            found = rows(text, width - 1)
            at = row_of(found, position)
            selected = _selected(self.buffer)
            before = "".join(shown(char) for char in text[found[at].start : position])
            return UIContent(
                get_line=lambda number: [*_fragments(text, found[number], selected)],
                line_count=len(found),
                cursor_position=Point(x=_within(before, width), y=at),
            )

    return Wrapping(buffer)


def _within(shown_before: str, width: int) -> int:
    """Count the characters before the cursor, but for blanks that hang over the edge."""
    from prompt_toolkit.utils import get_cwidth  # slow to import

    columns = 0
    for number, char in enumerate(shown_before):
        columns += get_cwidth(char)
        if columns >= width:
            return number
    return len(shown_before)


def _selected(buffer: Buffer) -> range:
    if buffer.selection_state is None:
        return range(0)
    begin, end = buffer.document.selection_range()
    return range(begin, end)


def _fragments(text: str, row: Row, selected: range) -> Fragments:
    found: Fragments = []
    for at in range(row.start, row.end):
        look = shown(text[at])
        style = "class:quiet" if look != text[at] and text[at] != "\t" else ""
        found.append((f"{style} reverse" if at in selected else style, look))
    return [*found, ("", " ")]


def _moving_keys(buffer: Buffer, window: Window) -> KeyBindings:
    from prompt_toolkit.key_binding import KeyBindings  # slow to import

    keys = KeyBindings()

    def move(by: int) -> None:
        width = window.render_info.window_width if window.render_info else 80
        buffer.cursor_position = _beside(buffer.text, buffer.cursor_position, width - 1, by)

    @keys.add("up")
    def _up(_: KeyPressEvent) -> None:
        move(-1)

    @keys.add("down")
    def _down(_: KeyPressEvent) -> None:
        move(1)

    @keys.add("c-z")
    def _undo(_: KeyPressEvent) -> None:
        buffer.undo()

    return keys


def _beside(text: str, position: int, width: int, by: int) -> int:
    """Find the place one row up or down, in the same column as far as that row goes."""
    found = rows(text, width)
    at = row_of(found, position)
    if not 0 <= at + by < len(found):
        return 0 if by < 0 else len(text)
    column, target = width_of(text[found[at].start : position]), found[at + by]
    place = target.start
    soft_end = at + by + 1 < len(found) and found[at + by + 1].start == target.end
    for piece in pieces(text[target.start : target.end - soft_end]):
        column -= piece.columns
        if column < 0:
            break
        place = target.start + piece.end
    return place
