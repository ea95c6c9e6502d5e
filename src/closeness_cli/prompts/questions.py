"""Asking the questions of a template, one after another; each may stay open."""

from __future__ import annotations

from contextlib import contextmanager
from enum import Enum
from typing import TYPE_CHECKING, Any, NamedTuple

from closeness_cli.presentation.safe import safe
from closeness_cli.prompts import words
from closeness_cli.prompts.endings import ask_and_keep
from closeness_cli.prompts.frame import full_screen
from closeness_cli.prompts.quick_exit import leaving_keys
from closeness_cli.prompts.sheet import Room, Sheet, footer, lay_out, styled, written
from closeness_cli.prompts.talk import Talk
from closeness_cli.prompts.typing_area import typing_area

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from prompt_toolkit.application import Application
    from prompt_toolkit.key_binding import KeyBindingsBase, KeyPressEvent

    from closeness_cli.presentation.grid import Look
    from closeness_cli.prompts.keeping import Keeping
    from closeness_cli.prompts.talk import Source, Target
    from closeness_cli.services.ports import DraftKeeper

TYPING_ROWS = 4
"""Rows that are left free to type in."""


class Leaving(Enum):
    """How the questions were left."""

    SAVED = "saved"
    WHOLE = "whole"
    """The person wants all of it in the editor."""
    LEFT = "left"


class Answers(NamedTuple):
    """What was answered, in the order of the questions; what is open is empty."""

    given: tuple[str, ...]
    leaving: Leaving


def ask_questions(
    questions: Sequence[str],
    *,
    look: Look,
    as_text: Callable[[Sequence[str]], str],
    draft: DraftKeeper | None = None,
) -> Answers:
    """Ask each question on a screen; Enter alone leaves one open.

    Args:
        as_text: Gives the text that answers make, to be kept as a draft meanwhile.
        draft: Keeps it.

    Raises:
        SystemExit: With status 0, when the person left fast; else the program was told to end.
    """
    with _keeping(draft) as keeping:
        asking = _Asking(
            questions,
            note=lambda given: _note(keeping, as_text(given)),
            keep=lambda given: _keep_now(keeping, as_text(given)),
        )
        leaving = asking.run(look)
        return Answers(tuple(asking.given), leaving)


def ask_questions_plainly(
    source: Source,
    target: Target,
    questions: Sequence[str],
    *,
    as_text: Callable[[Sequence[str]], str],
    draft: DraftKeeper | None = None,
) -> Answers:
    """Ask each question over two streams of text; the end of the lines leaves the rest open."""
    talk = Talk(source, target)
    given = [""] * len(questions)
    talk.say(words.LINE_QUESTIONS)
    with _keeping(draft) as keeping:
        try:
            for at, question in enumerate(questions):
                talk.say(words.PROGRESS.format(number=at + 1, total=len(questions)))
                talk.say(safe(question))
                line = talk.read()
                if line is None:
                    break
                given[at] = line.strip()
                _note(keeping, as_text(given))
        except (KeyboardInterrupt, SystemExit) as left:
            given[at] = given[at] or talk.unfinished
            _keep_now(keeping, as_text(given))
            if isinstance(left, SystemExit):
                raise
            return Answers(tuple(given), Leaving.LEFT)
    return Answers(tuple(given), Leaving.SAVED)


class _Asking:
    """The questions, the answers so far, and which question is shown."""

    def __init__(
        self,
        questions: Sequence[str],
        *,
        note: Callable[[Sequence[str]], None],
        keep: Callable[[Sequence[str]], None],
    ) -> None:
        self.questions = questions
        self.given = [""] * len(questions)
        self.at = 0
        self.area = typing_area()
        self._note = note
        self._keep = keep

    def run(self, look: Look) -> Leaving:
        """Show the screen until it is left; what was answered is kept unless it is taken."""
        leaving: Leaving = ask_and_keep(
            self.application(look), lambda: self._keep(self.given), left=Leaving.LEFT
        )
        if leaving is Leaving.LEFT:
            self._keep(self.given)
        return leaving

    def application(self, look: Look) -> Application[Any]:
        """Put the screen together."""
        self.area.buffer.on_text_changed += lambda _: self._changed()
        return full_screen(self.page, self.keys(), look=look, area=self.area)

    def page(self, room: Room) -> Sheet:
        """Write which question it is, the question, and the keys."""
        place = words.PROGRESS.format(number=self.at + 1, total=len(self.questions))
        return lay_out(
            room,
            written(self.questions[self.at], "class:question", room.width),
            header=styled([place], "class:quiet"),
            bottom=footer(words.FOOTER_QUESTIONS, room),
            typing=TYPING_ROWS,
        )

    def keys(self) -> KeyBindingsBase:
        """Bind going on and back, saving, the editor, and leaving."""
        from prompt_toolkit.application import get_app  # slow to import
        from prompt_toolkit.filters import Condition
        from prompt_toolkit.key_binding import KeyBindings, merge_key_bindings

        keys = KeyBindings()
        is_empty = Condition(lambda: not get_app().current_buffer.text)
        for name in ("enter", "c-j"):
            keys.add(name)(self._go_on)
        keys.add("escape", "enter")(self._break_line)
        keys.add("c-b")(self._go_back)
        for name, leaving in (
            ("c-s", Leaving.SAVED),
            ("c-o", Leaving.WHOLE),
            ("c-c", Leaving.LEFT),
            ("<sigint>", Leaving.LEFT),
        ):
            keys.add(name)(lambda event, leaving=leaving: event.app.exit(result=leaving))
        keys.add("c-d", filter=is_empty)(lambda event: event.app.exit(result=Leaving.LEFT))
        return merge_key_bindings([self.area.keys, keys, leaving_keys()])

    def _go_on(self, event: KeyPressEvent) -> None:
        if self.at == len(self.questions) - 1:
            event.app.exit(result=Leaving.SAVED)
        else:
            self._show(self.at + 1)

    def _go_back(self, _: KeyPressEvent) -> None:
        self._show(max(0, self.at - 1))

    def _break_line(self, event: KeyPressEvent) -> None:
        event.current_buffer.insert_text("\n")

    def _show(self, at: int) -> None:
        self.at = at
        self.area.start_with(self.given[at])

    def _changed(self) -> None:
        self.given[self.at] = self.area.buffer.text
        self._note(self.given)


@contextmanager
def _keeping(draft: DraftKeeper | None) -> Iterator[Keeping | None]:
    """Keep what is noted as a draft, in a thread beside the typing."""
    if draft is None:
        yield None
        return
    from closeness_cli.prompts.keeping import Keeping  # only where there is something to keep

    keeping = Keeping(draft)
    try:
        yield keeping
    finally:
        keeping.end()


def _note(keeping: Keeping | None, text: str) -> None:
    if keeping is not None and text.strip():
        keeping.note(text)


def _keep_now(keeping: Keeping | None, text: str) -> None:
    if keeping is not None and text.strip():
        keeping.now(text)
