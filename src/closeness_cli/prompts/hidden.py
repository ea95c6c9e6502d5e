"""Asking for a passphrase: what is typed is not shown, and stays in no buffer of the terminal."""

from __future__ import annotations

import codecs
import os
from contextlib import contextmanager
from typing import TYPE_CHECKING, TextIO

from closeness_cli.presentation.safe import safe
from closeness_cli.prompts.quick_exit import CLEAR

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

LONGEST = 4096
"""Characters that are kept; more is no passphrase."""

ENDS, STOPS, END_OF_INPUT = "\r\n", "\x03", "\x04"
TAKES_BACK, CLEARS, LEAVES, ESCAPE = "\x7f\b", "\x15", "\x18", "\x1b"


def ask_hidden(source: TextIO, target: TextIO, question: str) -> str:
    """Ask for one line without showing it; Ctrl-U clears it.

    Raises:
        KeyboardInterrupt: Ctrl-C, or the end of the input.
        SystemExit: With status 0, when the person left fast.
    """
    asked = f"{safe(question)} "
    try:
        return _read_hidden(source, target, asked)
    except SystemExit:
        target.write(CLEAR)
        raise
    finally:
        target.write("\n")
        target.flush()


@contextmanager
def without_echo(source: TextIO) -> Iterator[None]:
    """Show nothing that is typed, also between two questions and while an answer is tried."""
    try:
        import termios

        handle = source.fileno()
        before = termios.tcgetattr(handle)
    except (ImportError, OSError, ValueError):  # Windows; a stream without a descriptor
        yield
        return
    silent = [*before]
    silent[3] &= ~termios.ECHO
    termios.tcsetattr(handle, termios.TCSADRAIN, silent)
    try:
        yield
    finally:
        termios.tcsetattr(handle, termios.TCSADRAIN, before)


def _read_hidden(source: TextIO, target: TextIO, asked: str) -> str:
    try:
        import termios
    except ImportError:  # Windows
        import getpass

        return getpass.getpass(asked)
    handle = source.fileno()
    before = termios.tcgetattr(handle)
    hidden = [*before]
    hidden[3] &= ~(termios.ECHO | termios.ICANON | termios.ISIG)
    # Before it is asked, so that no key shows; what was typed while nothing showed counts.
    shows = before[3] & termios.ECHO
    termios.tcsetattr(handle, termios.TCSAFLUSH if shows else termios.TCSADRAIN, hidden)
    try:
        target.write(asked)
        target.flush()
        return read_keys(lambda: os.read(handle, 1), lambda: _is_waiting(handle))
    finally:
        termios.tcsetattr(handle, termios.TCSADRAIN, before)


def read_keys(read: Callable[[], bytes], is_waiting: Callable[[], bool]) -> str:
    """Read keys up to Enter.

    Args:
        read: Gives the next byte; none at the end of the input.
        is_waiting: Whether more came with the last one, as after an arrow key.

    Raises:
        KeyboardInterrupt: Ctrl-C, or the end of the input.
        SystemExit: With status 0, after Ctrl-X Ctrl-X.
    """
    decoder = codecs.getincrementaldecoder("utf-8")("surrogateescape")
    typed: list[str] = []
    last = ""
    while True:
        byte = read()
        for key in decoder.decode(byte) or ("" if byte else END_OF_INPUT):
            if key in ENDS:
                return "".join(typed)
            if key == STOPS or not byte or (key == END_OF_INPUT and not typed):
                raise KeyboardInterrupt
            if key == LEAVES and last == LEAVES:
                raise SystemExit(0)
            if key == ESCAPE:
                _pass_over(read, is_waiting)
            _take(typed, key)
            last = key


def _pass_over(read: Callable[[], bytes], is_waiting: Callable[[], bool]) -> None:
    """Read the rest of an arrow or another key that types nothing (ECMA-48, 5.4)."""
    if is_waiting() and read() in (b"[", b"O"):
        while is_waiting() and not b"@" <= read() <= b"~":
            pass


def _take(typed: list[str], key: str) -> None:
    if key in TAKES_BACK:
        del typed[-1:]
    elif key == CLEARS:
        typed.clear()
    elif key >= " " and len(typed) < LONGEST:
        typed.append(key)


def _is_waiting(handle: int) -> bool:
    import select

    return bool(select.select([handle], [], [], 0.01)[0])
