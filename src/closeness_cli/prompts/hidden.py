"""Asking for a passphrase: what is typed is not shown, and stays in no buffer of the terminal."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, TextIO

from closeness_cli.presentation.safe import safe
from closeness_cli.prompts.keyboard import keyboard_at
from closeness_cli.prompts.typed_line import TypedLine, read_line

if TYPE_CHECKING:
    from collections.abc import Iterator

    from closeness_cli.prompts.talk import Source, Target

LONGEST = 4096
"""Characters that are kept; more is no passphrase."""


def ask_hidden(source: TextIO, target: TextIO, question: str, *, clears: bool = True) -> str:
    """Ask for one line without showing it; Ctrl-U clears it.

    Args:
        clears: Whether the terminal can be cleared; else it never goes blank.

    Raises:
        KeyboardInterrupt: Ctrl-C, or the end of the input.
        SystemExit: With status 0, when the person left fast; else the program was told to end.
    """
    asked = f"{safe(question)} "
    line = TypedLine(target, asked, longest=LONGEST, shows=False, clears=clears)
    try:
        # Before it is asked, so that no key shows; what was typed while nothing showed counts.
        with next_row_after(target), keyboard_at(source, drops_early=True) as keyboard:
            line.show()
            typed = read_line(keyboard, line)
    except ImportError:  # Windows
        import getpass

        typed = getpass.getpass(asked)
    if typed is None:
        raise KeyboardInterrupt
    return typed


@contextmanager
def next_row_after(target: Target) -> Iterator[None]:
    """Go on to the next row, as no Enter shows; but a cleared screen stays empty."""
    try:
        yield
    except KeyboardInterrupt:
        target.write("\n")
        raise
    target.write("\n")
    target.flush()


@contextmanager
def without_echo(source: Source) -> Iterator[None]:
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
