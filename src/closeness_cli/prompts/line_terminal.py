"""A terminal where one is asked in lines; what it showed comes back after it was blank."""

from __future__ import annotations

from typing import TYPE_CHECKING

from closeness_cli.presentation.safe import safe
from closeness_cli.presentation.wrap import fold
from closeness_cli.prompts.keyboard import keyboard_at
from closeness_cli.prompts.typed_line import TypedLine, read_line, size_of

if TYPE_CHECKING:
    from typing import TextIO


class LineTerminal:
    """Both what lines come from and what is written to, in the way of the streams it stands for.

    Args:
        source: Where keys come from.
        target: Where they show.
        clears: Whether the terminal can be cleared; else it never goes blank.
        shown: What is there already and comes back with the question.
    """

    def __init__(self, source: TextIO, target: TextIO, *, clears: bool, shown: str = "") -> None:
        self._source = source
        self._target = target
        self._clears = clears
        self._shown = safe(f"{shown}\n" if shown else "", multiline=True)
        self._lead = ""
        self.unfinished = ""

    def write(self, text: str) -> None:
        """Show a text; what has no end of line yet, such as a prompt, waits for `readline`."""
        lines, end, self._lead = f"{self._lead}{text}".rpartition("\n")
        self._target.write(lines + end)
        self._shown += lines + end

    def fitted(self, line: str) -> str:
        """Break a line that is wider than the terminal between its words."""
        return fold(line, size_of(self._target).columns)

    def flush(self) -> None:
        """Show at once what was written."""
        self._target.flush()

    def isatty(self) -> bool:
        """Say that a person types here."""
        return True

    def fileno(self) -> int:
        """Give the descriptor of the keys."""
        return self._source.fileno()

    def readline(self, size: int) -> str:
        """Read a line of at most so many characters, with its end; empty where there are no more.

        When it is left, `unfinished` is what was typed of it.

        Raises:
            KeyboardInterrupt: Ctrl-C.
            SystemExit: With status 0, when the person left fast; else the program was told to end.
        """
        lead, self._lead = self._lead, ""
        try:
            with keyboard_at(self._source) as keyboard:
                line = TypedLine(
                    self._target,
                    lead,
                    above=self._screenful,
                    longest=size,
                    shows=keyboard.echoes,
                    clears=self._clears,
                )
                self._show(lead)  # not before, so that no key shows twice
                try:
                    said = read_line(keyboard, line)
                finally:
                    self.unfinished = line.text
        except ImportError:  # Windows
            self._show(lead)
            return self._source.readline(size)
        self.unfinished = ""
        self._shown += f"{lead}{line.shown}\n"
        return "" if said is None else f"{said}\n"

    def _show(self, text: str) -> None:
        self._target.write(text)
        self._target.flush()

    def _screenful(self) -> str:
        rows = size_of(self._target).lines
        return "".join(f"{one}\n" for one in self._shown.splitlines()[1 - rows :])
