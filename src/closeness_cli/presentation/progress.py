"""A line that says how far a long work is, and is gone when it ends."""

from __future__ import annotations

import os
import time
from contextlib import suppress
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Self

    from closeness_cli.presentation.screen import Screen

PATIENCE = 0.5
"""Seconds in which nothing is shown: what is quick needs no line."""

PAUSE = 0.1
"""Seconds between two lines; nobody reads faster."""

WIDEST_BAR, NARROWEST_BAR = 24, 4

USUAL_COLUMNS = 80

_CLEAR = "\r\x1b[K"


class Progress:
    """Shows how far a work is where a person looks at stderr; elsewhere nothing.

    Used as a context, it takes its line away at the end, whatever the end is.

    Args:
        seconds: Reads a clock that never goes back.
    """

    def __init__(self, screen: Screen, *, seconds: Callable[[], float] = time.monotonic) -> None:
        self._stream = screen.stderr
        self._seconds = seconds
        self._is_shown = screen.has_notes and not screen.is_simple and self._stream.isatty()
        self._next = seconds() + PATIENCE
        self._is_there = False

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.clear()

    def at(self, work: str, done: int, of: int | None = None) -> None:
        """Say how much is done.

        Args:
            work: In a word, such as `import`.
            of: How much there is; absent where that is not known yet.
        """
        if not self._is_shown or self._seconds() < self._next:
            return
        self._next = self._seconds() + PAUSE
        self._is_there = True  # first, since Ctrl-C may come as soon as the line is seen
        self._write(_CLEAR + self._line(work, done, of))

    def clear(self) -> None:
        """Take the line away, before anything else is written."""
        if self._is_there:
            self._write(_CLEAR)
        self._is_there = False

    def _line(self, work: str, done: int, of: int | None) -> str:
        if not of:
            return f"{work}  {done:,}"
        told = f"{done:,} of {of:,}"
        room = min(self._columns() - len(f"{work}    {told}") - 1, WIDEST_BAR)
        if room < NARROWEST_BAR:
            return f"{work}  {told}"
        full, empty = "█░" if "utf" in (self._stream.encoding or "").lower() else "#-"
        n_full = room * min(done, of) // of
        return f"{work}  {full * n_full}{empty * (room - n_full)}  {told}"

    def _columns(self) -> int:
        try:
            return os.get_terminal_size(self._stream.fileno()).columns or USUAL_COLUMNS
        except OSError:
            return USUAL_COLUMNS

    def _write(self, text: str) -> None:
        with suppress(OSError):  # a terminal that has gone away ends no work
            self._stream.write(text)
            self._stream.flush()
