"""One line that is typed: it can be left fast, and after a while nothing of it shows.

prompt_toolkit, which asks in full screens, is not for this. It moves the cursor about to draw its
row, and asks the terminal where that is, which screen readers and simple terminals take amiss; and
to load it alone takes most of the CPU that opening a vault with a passphrase may.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, TextIO

from closeness_cli.presentation.safe import safe
from closeness_cli.prompts import idle
from closeness_cli.prompts.quick_exit import CLEAR

if TYPE_CHECKING:
    from collections.abc import Callable

    from closeness_cli.prompts.keyboard import Keyboard

ENDS, STOPS, END_OF_INPUT, SUSPENDS = "\r\n", "\x03", "\x04", "\x1a"
TAKES_BACK, TAKES_WORD, TAKES_ALL, LEAVES = "\x7f\b", "\x17", "\x15", "\x18"


class TypedLine:
    """What was typed so far, and what of it shows.

    Args:
        target: The terminal.
        lead: What stands before it on the same row.
        above: Gives what stands above it; asked for when a blank screen comes back.
        longest: Characters that are kept.
        shows: Whether what is typed shows; what does not is forgotten when the screen goes blank.
        clears: Whether the terminal can be cleared; else it never goes blank.
    """

    def __init__(
        self,
        target: TextIO,
        lead: str,
        *,
        above: Callable[[], str] = str,
        longest: int,
        shows: bool,
        clears: bool,
    ) -> None:
        self._target = target
        self._lead = lead
        self._above = above
        self._longest = longest
        self.shows = shows
        self.clears = clears
        self._typed: list[str] = []
        self._is_forgotten = False

    @property
    def text(self) -> str:
        """What was typed."""
        return "".join(self._typed)

    @property
    def shown(self) -> str:
        """What of it shows."""
        return safe(self.text) if self.shows else ""

    def take(self, key: str) -> None:
        """Take a key: it types, or takes something back; any other does nothing."""
        if key in (*TAKES_BACK, TAKES_WORD, TAKES_ALL):
            before = self.text
            del self._typed[self._end_without(key) :]
            self._show_less(before)
        elif (key >= " " or key == "\t") and len(self._typed) < self._longest:
            self._typed.append(key)
            self._show(safe(key))

    def show(self) -> None:
        """Show all of it, and what stands above."""
        if self._is_forgotten:
            from closeness_cli.prompts.words import HIDDEN_ANEW  # slow to import

            self._say(HIDDEN_ANEW + "\n")
        self._is_forgotten = False
        self._say(f"{self._above()}{self._lead}{self.shown}")

    def hide(self) -> None:
        """Show nothing any more, here and further up."""
        if not self.shows and self._typed:
            self._is_forgotten = True
            self._typed.clear()
        self._say(CLEAR)

    def end(self) -> None:
        """Go on to the next row, which a terminal that shows no keys does not do at Enter."""
        self._say("\n")

    def leave(self) -> None:
        """Show nothing any more, or where that cannot be, nothing more."""
        self._say(CLEAR if self.clears else "\n")

    def _end_without(self, key: str) -> int:
        """Say how many characters stay when a key takes the last, the last word, or all."""
        if key == TAKES_ALL:
            return 0
        if key == TAKES_WORD:
            return self.text.rstrip().rfind(" ") + 1
        return max(0, len(self._typed) - 1)

    def _show_less(self, before: str) -> None:
        """Wipe the end of the row; what cannot be wiped is written anew on the next."""
        from closeness_cli.presentation.grid import display_width  # only where one mistypes

        was, now = (display_width(f"{self._lead}{safe(one)}") for one in (before, self.text))
        columns = size_of(self._target).columns
        if now < was and was % columns and was // columns == now // columns:
            for wipe in ("\b", " ", "\b"):
                self._show(wipe * (was - now))
        elif before != self.text:
            self._show(f"\n{self._lead}{self.shown}")

    def _show(self, text: str) -> None:
        if self.shows:
            self._say(text)

    def _say(self, text: str) -> None:
        self._target.write(text)
        self._target.flush()


def read_line(keyboard: Keyboard, line: TypedLine) -> str | None:
    """Read keys up to Enter.

    Returns:
        What was typed; nothing at the end of the input, as after Ctrl-D at an empty line.

    Raises:
        KeyboardInterrupt: Ctrl-C.
        SystemExit: With status 0, after Ctrl-X Ctrl-X; nothing is left on the screen.
    """
    last = ""
    while True:
        key = keyboard.next(idle.IDLE_SECONDS if line.clears else None)
        if key is None:
            line.hide()
            _wait_for_anyone(keyboard, line)
            line.show()
        elif key == "" or (key == END_OF_INPUT and not line.text):
            line.end()
            return None
        elif key in ENDS:
            line.end()
            return line.text
        elif key == STOPS:
            line.end()
            raise KeyboardInterrupt
        elif key == LEAVES == last:
            _leave(line)
        elif key == SUSPENDS and line.shows:
            line.end()
            keyboard.suspend()
            line.show()
        else:
            line.take(key)
        last = key or ""


def _wait_for_anyone(keyboard: Keyboard, line: TypedLine) -> None:
    """Wait for a key that only brings the line back; half of leaving shows nothing."""
    last = ""
    while (key := keyboard.next()) == LEAVES:
        if last == LEAVES:
            _leave(line)
        last = key


def _leave(line: TypedLine) -> None:
    line.leave()
    raise SystemExit(0)


def size_of(target: TextIO) -> os.terminal_size:
    """Measure the window as it is now."""
    try:
        size = os.get_terminal_size(target.fileno())
    except (OSError, ValueError):
        size = os.terminal_size((0, 0))
    return os.terminal_size((size.columns or 80, size.lines or 24))
