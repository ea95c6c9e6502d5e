"""Talking in plain lines: one is said, another is read."""

from __future__ import annotations

import os
from contextlib import nullcontext
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from closeness_cli.core.entry import LONGEST_ENTRY
from closeness_cli.prompts import words
from closeness_cli.prompts.keyboard import without_echo
from closeness_cli.prompts.line_terminal import LineTerminal

if TYPE_CHECKING:
    from contextlib import AbstractContextManager

TOO_LONG = LONGEST_ENTRY + 1
"""Characters that are kept of a line: enough to tell that it is longer than any text may be."""


class Source(Protocol):
    """Where lines come from: a stream of text, or a terminal."""

    def readline(self, size: int, /) -> str:
        """Read a line of at most so many characters."""
        ...

    def isatty(self) -> bool:
        """Say whether a person types there."""
        ...

    def fileno(self) -> int:
        """Give the descriptor, where there is one."""
        ...


class Target(Protocol):
    """Where lines are said: a stream of text, or a terminal."""

    def write(self, text: str, /) -> object:
        """Write a text."""
        ...

    def flush(self) -> None:
        """Write at once what waits."""
        ...


@dataclass(frozen=True, slots=True)
class Talk:
    """Lines come from one, and are said to the other."""

    source: Source
    target: Target

    @property
    def unfinished(self) -> str:
        """What was typed of a line that was left before its end."""
        return self.source.unfinished if isinstance(self.source, LineTerminal) else ""

    def say(self, line: str) -> None:
        """Say one line; at a terminal it breaks between words."""
        fitted = self.target.fitted(line) if isinstance(self.target, LineTerminal) else line
        self.target.write(fitted + "\n")

    def read(self) -> str | None:
        """Read a line without its end; nothing where there are no more."""
        self.target.write(words.LINE_PROMPT)
        self.target.flush()
        line = read = self.source.readline(TOO_LONG)
        while len(read) == TOO_LONG and not read.endswith("\n"):
            read = self.source.readline(TOO_LONG)
        return line.removesuffix("\n").removesuffix("\r") if line else None

    @property
    def can_be_left_fast(self) -> bool:
        """Whether keys are read as they are pressed, and Ctrl-X Ctrl-X leaves."""
        return isinstance(self.source, LineTerminal)

    def unseen(self) -> AbstractContextManager[None]:
        """Show nothing that is typed, also before a line is read; where that can be done."""
        return without_echo(self.source.fileno()) if self.hides else nullcontext()

    @property
    def hides(self) -> bool:
        """Whether what is typed can be kept off the screen: at a terminal that is no console."""
        return self.source.isatty() and os.name == "posix"
