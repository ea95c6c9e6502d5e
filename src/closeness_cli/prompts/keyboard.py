"""The keys of a terminal, one after the other, as they are pressed."""

from __future__ import annotations

import codecs
import os
import signal
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, TextIO

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from types import FrameType

ESCAPE = "\x1b"
"""What an arrow, or another key that types nothing, begins with."""

AT_ONCE = 0.01
"""Seconds within which the rest of such a key comes."""


class Keyboard:
    """Gives one key after the other.

    Args:
        read: Gives the next byte; none at the end of the input.
        is_waiting: Whether a byte is there, or comes within so many seconds; without a number it
            waits for as long as it takes.
        suspend: Stops the program until the shell goes on with it.
        echoes: Whether what is typed is to show.
    """

    def __init__(
        self,
        read: Callable[[], bytes],
        is_waiting: Callable[[float | None], bool],
        *,
        suspend: Callable[[], None] = lambda: None,
        echoes: bool = True,
    ) -> None:
        self._read = read
        self._is_waiting = is_waiting
        self.suspend = suspend
        self.echoes = echoes
        self._decoder = codecs.getincrementaldecoder("utf-8")("surrogateescape")
        self._decoded = ""

    def next(self, patience: float | None = None) -> str | None:
        """Wait for a key.

        Args:
            patience: How many seconds; without a number, for as long as it takes.

        Returns:
            The key; an empty one at the end of the input; nothing where none came in time.
        """
        while not self._decoded:
            if not self._is_waiting(patience):
                return None
            byte = self._read()
            if not byte:
                return ""
            self._decoded = self._decoder.decode(byte)
        key, self._decoded = self._decoded[0], self._decoded[1:]
        if key == ESCAPE:
            self._pass_over()
        return key

    def _pass_over(self) -> None:
        """Read the rest of an arrow or another key that types nothing (ECMA-48, 5.4)."""
        if self._is_waiting(AT_ONCE) and self._read() in (b"[", b"O"):
            while self._is_waiting(AT_ONCE) and not b"@" <= self._read() <= b"~":
                pass


@contextmanager
def keyboard_at(source: TextIO, *, drops_early: bool = False) -> Iterator[Keyboard]:
    """Take a terminal's keys as they are pressed; afterwards it is as it was.

    Args:
        drops_early: Whether keys that showed before there was a question are dropped.

    Raises:
        ImportError: The system has no such terminals, as Windows.
    """
    import termios

    handle = source.fileno()
    before = termios.tcgetattr(handle)
    bare = [*before]
    bare[3] &= ~(termios.ECHO | termios.ICANON | termios.ISIG)
    echoes = bool(before[3] & termios.ECHO)

    def become(settings: list[int | list[bytes | int]], when: int = termios.TCSADRAIN) -> None:
        termios.tcsetattr(handle, when, settings)

    def suspend() -> None:
        become(before)
        os.kill(0, signal.SIGTSTP)
        become(bare)

    with _ending_tidily():
        become(bare, termios.TCSAFLUSH if drops_early and echoes else termios.TCSADRAIN)
        try:
            yield Keyboard(
                lambda: os.read(handle, 1),
                lambda seconds: _is_waiting(handle, seconds),
                suspend=suspend,
                echoes=echoes,
            )
        finally:
            become(before)


@contextmanager
def without_echo(handle: int) -> Iterator[None]:
    """Show nothing that is typed, also between two questions and while an answer is tried.

    Args:
        handle: The descriptor of a terminal.
    """
    try:
        import termios
    except ImportError:  # Windows
        yield
        return
    before = termios.tcgetattr(handle)
    silent = [*before]
    silent[3] &= ~termios.ECHO
    termios.tcsetattr(handle, termios.TCSADRAIN, silent)
    try:
        yield
    finally:
        termios.tcsetattr(handle, termios.TCSADRAIN, before)


@contextmanager
def _ending_tidily() -> Iterator[None]:
    """Let a signal that ends the program leave the terminal as it was."""

    def end(number: int, _: FrameType | None) -> None:
        raise SystemExit(128 + number)

    if signal.getsignal(signal.SIGTERM) is not signal.SIG_DFL:
        yield
        return
    before = signal.signal(signal.SIGTERM, end)
    try:
        yield
    finally:
        with suppress(ValueError):
            signal.signal(signal.SIGTERM, before)


def _is_waiting(handle: int, seconds: float | None) -> bool:
    import select

    return bool(select.select([handle], [], [], seconds)[0])
