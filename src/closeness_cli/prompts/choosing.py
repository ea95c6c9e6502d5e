"""Choosing between a few options, and saying yes or no."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from closeness_cli.prompts import words
from closeness_cli.prompts.frame import bind_stop, full_screen
from closeness_cli.prompts.quick_exit import ask, leaving_keys
from closeness_cli.prompts.sheet import Lines, Options, Room, Sheet, footer, lay_out, written

if TYPE_CHECKING:
    from collections.abc import Sequence

    from prompt_toolkit.key_binding import KeyBindings, KeyPressEvent

    from closeness_cli.presentation.grid import Look


MOST_AT_ONCE = 9
"""Options of which a single key takes one."""


class _Choice:
    """What is asked, between what, and which of them is marked."""

    def __init__(
        self, question: str, options: Sequence[str], marked: int = 0, about: str = ""
    ) -> None:
        self.question = question
        self.about = about
        self.options = options
        self.marked = marked
        self._typed = ""

    @property
    def is_short(self) -> bool:
        """Whether one digit names each option."""
        return len(self.options) <= MOST_AT_ONCE

    def move(self, by: int, _: KeyPressEvent) -> None:
        self._typed = ""
        self.marked = min(max(self.marked + by, 0), len(self.options) - 1)

    def type(self, digit: str, _: KeyPressEvent) -> None:
        """Mark the option of a number that may have several digits; Enter takes it."""
        for typed in (self._typed + digit, digit):
            if 0 < int(typed) <= len(self.options):
                self._typed, self.marked = typed, int(typed) - 1
                return

    def take(self, index: int | None, event: KeyPressEvent) -> None:
        event.app.exit(result=self.marked if index is None else index)

    def page(self, room: Room) -> Sheet:
        question = written(self.question, "class:question", room.width)
        lines: Lines = []
        marked_line = 0
        for index, option in enumerate(self.options):
            is_marked = index == self.marked
            marked_line = len(lines) if is_marked else marked_line
            style = "class:marked" if is_marked else ""
            lead = f"{room.marks.mark if is_marked else ' '} {index + 1}  "
            for number, line in enumerate(written(option, style, max(8, room.width - 5))):
                start = lead if number == 0 else " " * len(lead)
                lines.append([(style or "class:key", start), *line])
        keys = words.FOOTER_CHOOSE if self.is_short else words.FOOTER_CHOOSE_LONG
        bottom = footer(keys, room)
        return lay_out(
            room,
            question,
            intro=[
                line for part in self.about.splitlines() for line in written(part, "", room.width)
            ],
            options=Options(lines, marked_line),
            bottom=bottom,
        )


def choose(question: str, options: Sequence[str], *, look: Look) -> int:
    """Ask which of some options; Enter takes the marked one.

    Of up to nine, a number takes one at once; of more, it marks one.

    Returns:
        The index of the option.

    Raises:
        KeyboardInterrupt: Ctrl-C.
    """
    choice = _Choice(question, options)
    return _answer(choice, _keys(choice), look)


def confirm(question: str, *, about: str = "", look: Look) -> bool:
    """Ask yes or no; `y` and `n` answer as well, and Enter alone is no.

    Args:
        about: What it is about, above the question where there is room for it.

    Raises:
        KeyboardInterrupt: Ctrl-C.
    """
    choice = _Choice(question, (words.YES, words.NO), marked=1, about=about)
    keys = _keys(choice)
    for name, index in (("y", 0), ("Y", 0), ("n", 1), ("N", 1)):
        keys.add(name)(partial(choice.take, index))
    return _answer(choice, keys, look) == 0


def _keys(choice: _Choice) -> KeyBindings:
    keys = leaving_keys()
    for name in ("down", "right", "j", "l"):
        keys.add(name)(partial(choice.move, 1))
    for name in ("up", "left", "k", "h"):
        keys.add(name)(partial(choice.move, -1))
    for name in ("enter", "c-j"):
        keys.add(name)(partial(choice.take, None))
    if choice.is_short:
        for index in range(len(choice.options)):
            keys.add(str(index + 1))(partial(choice.take, index))
    else:
        for digit in "0123456789":
            keys.add(digit)(partial(choice.type, digit))
    bind_stop(keys)
    return keys


def _answer(choice: _Choice, keys: KeyBindings, look: Look) -> int:
    try:
        answer: int = ask(full_screen(choice.page, keys, look=look))
    except EOFError:
        raise KeyboardInterrupt from None
    return answer
