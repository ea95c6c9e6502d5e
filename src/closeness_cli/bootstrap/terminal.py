"""Asking and reading at a terminal; the prompts are imported only then."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, TextIO, TypeVar

from closeness_cli.presentation import messages

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from contextlib import AbstractContextManager

    from closeness_cli.core.answering.administration import Administration
    from closeness_cli.presentation.blocks import Page
    from closeness_cli.presentation.screen import Screen
    from closeness_cli.prompts.form_screen import FormScreen
    from closeness_cli.prompts.lines import LineAsker
    from closeness_cli.prompts.questions import Answers
    from closeness_cli.prompts.talk import Source, Target
    from closeness_cli.services.ports import DraftKeeper

T = TypeVar("T")

TTY = "/dev/tty"
"""The terminal that a program was started at, wherever its input comes from."""


def editor_folders(environment: Mapping[str, str]) -> list[str]:
    """Name the folders in which texts may lie that another editor has open; few of them exist."""
    if not hasattr(os, "getuid"):
        return []
    runtime = environment.get("XDG_RUNTIME_DIR")
    name = f"texts-{os.getuid()}"  # whatever the program is called
    return [f"{one}/{name}" for one in (runtime, "/dev/shm") if one]  # noqa: S108 - in memory


class Terminal:
    """The terminal of this process, if it has one."""

    def __init__(self, stdin: TextIO, screen: Screen) -> None:
        self._stdin = stdin
        self._screen = screen

    @property
    def is_there(self) -> bool:
        """Whether questions can be asked and seen."""
        return self._stdin.isatty() and self._screen.is_terminal

    @property
    def can_hide(self) -> bool:
        """Whether a passphrase can be asked for: also where stdin or stdout is a pipe or a file."""
        return self._screen.stderr.isatty() and (self._stdin.isatty() or os.path.exists(TTY))  # noqa: PTH110 - on the way of every locked command

    def ask_hidden(self, question: str) -> str:
        """Ask for a line that is not shown."""
        from closeness_cli.prompts.hidden import ask_hidden

        clears = not self._screen.is_dumb
        if self._stdin.isatty():
            return ask_hidden(self._stdin, self._screen.stderr, question, clears=clears)
        try:
            source = open(TTY, encoding="utf-8")  # noqa: PTH123, SIM115 - a device, closed below
        except OSError:
            raise KeyboardInterrupt from None  # it is gone
        with source:
            return ask_hidden(source, self._screen.stderr, question, clears=clears)

    def without_echo(self) -> AbstractContextManager[None]:
        """Show nothing that is typed, from the first such question to the last."""
        from contextlib import nullcontext

        from closeness_cli.prompts.keyboard import without_echo

        return without_echo(self._stdin.fileno()) if self._stdin.isatty() else nullcontext()

    def say_aside(self, text: str) -> None:
        """Say something between two such questions, whatever else is shown."""
        self._screen.aside(text)

    def clear(self) -> None:
        """Clear the screen and the scrollback, where there is a screen."""
        from closeness_cli.prompts.quick_exit import CLEAR

        if self._screen.is_terminal and not self._screen.is_dumb:
            self._screen.stdout.write(CLEAR)

    def asker(self, *, lines: bool) -> FormScreen | LineAsker:
        """Give the one who asks: a full screen, or plain lines."""
        if lines:
            from closeness_cli.prompts.lines import LineAsker

            return LineAsker(*self._streams())
        from closeness_cli.prompts.form_screen import FormScreen

        return FormScreen(look=self._screen.look)

    def wants_to_go_on(self, waiting: Administration) -> bool:
        """Ask whether to go on with a paused sitting."""
        return self.choose(messages.paused_question(waiting), messages.GO_ON) == 0

    def choose(self, question: str, options: Sequence[str]) -> int:
        """Ask which of a few options; gives its place, from 0."""
        if self._screen.is_simple:
            from closeness_cli.prompts import lines

            return lines.choose(*self._streams(), question, options)
        from closeness_cli.prompts.choosing import choose

        return choose(question, options, look=self._screen.look)

    def ask_line(
        self,
        question: str,
        options: Sequence[tuple[str, str]],
        read: Callable[[str], T],
        *,
        sure: str = "",
    ) -> T | None:
        """Ask for a line that `read` understands; nothing where it is left out.

        Args:
            sure: Said after Enter alone, which leaves it out only when pressed again.
        """
        from closeness_cli.prompts import asking

        if self._screen.is_simple:
            return asking.ask_line_plainly(*self._streams(), question, options, read, sure=sure)
        return asking.ask_line(question, options, read, look=self._screen.look, sure=sure)

    def write_text(
        self,
        heading: str,
        *,
        text: str = "",
        draft: DraftKeeper | None = None,
        unsaved: bool = False,
    ) -> str | None:
        """Let a person write; nothing when they leave without saving.

        Args:
            text: What there is already.
            draft: Keeps the text meanwhile.
            unsaved: What there is already is in no entry yet.
        """
        if self._screen.is_simple:
            from closeness_cli.prompts import lines

            return lines.write(*self._streams(), heading, text, draft=draft, unsaved=unsaved)
        from closeness_cli.prompts.editor import write

        return write(heading, text=text, look=self._screen.look, draft=draft, unsaved=unsaved)

    def ask_questions(
        self,
        questions: Sequence[str],
        *,
        as_text: Callable[[Sequence[str]], str],
        draft: DraftKeeper | None = None,
    ) -> Answers:
        """Ask the questions of a template, one after another; see `prompts.questions`."""
        from closeness_cli.prompts import questions as prompt

        if self._screen.is_simple:
            return prompt.ask_questions_plainly(
                *self._streams(), questions, as_text=as_text, draft=draft
            )
        return prompt.ask_questions(questions, look=self._screen.look, as_text=as_text, draft=draft)

    def confirm(self, question: str, about: str = "") -> bool:
        """Ask yes or no; Enter alone is no.

        Args:
            about: What has been shown and a full screen would hide.
        """
        if self._screen.is_simple:
            from closeness_cli.prompts import lines

            return lines.confirm(*self._streams(about), question)
        from closeness_cli.prompts.choosing import confirm

        return confirm(question, about=about, look=self._screen.look)

    def read(self, page: Page) -> None:
        """Let a person read, in a screen that leaves no trace when it is left."""
        from closeness_cli.prompts.reader import read

        read(lambda columns: self._screen.page_text(page, columns=columns), look=self._screen.look)

    def _streams(self, shown: str = "") -> tuple[Source, Target]:
        """Give where lines come from, and where they are asked for.

        Args:
            shown: What is there already and belongs to the question.
        """
        if hasattr(self._stdin, "reconfigure") and self._stdin.errors != "surrogateescape":
            self._stdin.reconfigure(errors="surrogateescape")  # told as no text, not raised
        if not (self._stdin.isatty() and self._screen.questions.isatty()):
            return self._stdin, self._screen.questions
        from closeness_cli.prompts.line_terminal import LineTerminal

        both = LineTerminal(
            self._stdin, self._screen.questions, clears=not self._screen.is_dumb, shown=shown
        )
        return both, both
