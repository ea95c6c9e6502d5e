"""Reading at a terminal: a screen that scrolls, and leaves nothing behind when it is left."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING, Any

from closeness_cli.prompts import words
from closeness_cli.prompts.frame import full_screen
from closeness_cli.prompts.quick_exit import ask, leaving_keys
from closeness_cli.prompts.sheet import Lines, Room, Sheet, footer, styled

if TYPE_CHECKING:
    from collections.abc import Callable

    from prompt_toolkit.key_binding import KeyBindings

    from closeness_cli.presentation.grid import Look


def read(paint: Callable[[int], str], *, look: Look) -> None:
    """Show a text that may be longer than the screen.

    Args:
        paint: Gives the text for so many columns, with terminal colours or without.

    Raises:
        SystemExit: With status 0, when the person left fast.
    """
    scroll = _Scroll(paint)
    keys = leaving_keys()
    _bind(keys, scroll)
    with suppress(EOFError):  # the terminal went away
        ask(full_screen(scroll.page, keys, look=look))


class _Scroll:
    """The lines of a text at the present width, and how far down the window is."""

    def __init__(self, paint: Callable[[int], str]) -> None:
        self._paint = paint
        self._columns = 0
        self._lines: Lines = []
        self.first = 0
        self.rows = 1

    def page(self, room: Room) -> Sheet:
        """Lay out the part that is in the window."""
        if room.columns != self._columns:
            self._columns = room.columns
            self._lines = _lines(self._paint(room.columns))
        keys = footer(words.FOOTER_READER, room)
        self.rows = max(1, room.rows - len(keys) - 1)
        self.move(0)
        last = self.first + self.rows
        gap = styled([words.END_OF_TEXT if last >= len(self._lines) else ""], "class:quiet")
        return Sheet(self._lines[self.first : last], [*gap, *keys])

    def move(self, lines: int) -> None:
        """Move down by so many lines, up if negative; never past an end."""
        self.first = max(0, min(self.first + lines, len(self._lines) - self.rows))

    def to_end(self) -> None:
        """Move to the last lines."""
        self.move(len(self._lines))

    def to_start(self) -> None:
        """Move to the first line."""
        self.first = 0


def _bind(keys: KeyBindings, scroll: _Scroll) -> None:
    def on(names: tuple[str, ...], move: Callable[[], None]) -> None:
        for name in names:
            keys.add(name)(lambda _: move())

    on(("down", "j", "enter"), lambda: scroll.move(1))
    on(("up", "k"), lambda: scroll.move(-1))
    on(("pagedown", " ", "f"), lambda: scroll.move(scroll.rows))
    on(("pageup", "b"), lambda: scroll.move(-scroll.rows))
    on(("home", "g"), scroll.to_start)
    on(("end", "G"), scroll.to_end)
    for name in ("q", "Q", "c-c", "c-d", "<sigint>"):
        keys.add(name)(lambda event: event.app.exit())


def _lines(text: str) -> Lines:
    """Break painted text into lines of styled pieces."""
    from prompt_toolkit.formatted_text import ANSI, to_formatted_text  # slow to import
    from prompt_toolkit.formatted_text.utils import split_lines

    pieces: Any = split_lines(to_formatted_text(ANSI(text.rstrip("\n"))))
    return [[(style, part) for style, part, *_ in line] for line in pieces]
