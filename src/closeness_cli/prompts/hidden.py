"""Asking for a passphrase: what is typed is not shown, and stays in no buffer of the terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from closeness_cli.presentation.safe import safe
from closeness_cli.prompts.keyboard import keyboard_at
from closeness_cli.prompts.typed_line import TypedLine, read_line

if TYPE_CHECKING:
    from typing import TextIO

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
        with keyboard_at(source, drops_early=True) as keyboard:
            line.show()
            typed = read_line(keyboard, line)
    except ImportError:  # Windows
        import getpass

        typed = getpass.getpass(asked)
    if typed is None:
        raise KeyboardInterrupt
    return typed
