"""Asking for one line that may stay empty: a number, a word, a few words."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from closeness_cli.errors import WrongUseError
from closeness_cli.presentation.safe import safe
from closeness_cli.prompts import words
from closeness_cli.prompts.frame import bind_stop, full_screen
from closeness_cli.prompts.quick_exit import ask, leaving_keys
from closeness_cli.prompts.sheet import Lines, Options, Room, Sheet, footer, lay_out, written
from closeness_cli.prompts.talk import Talk
from closeness_cli.prompts.typing_area import typing_area

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from prompt_toolkit.key_binding import KeyPressEvent

    from closeness_cli.presentation.grid import Look
    from closeness_cli.prompts.talk import Source, Target

T = TypeVar("T")

TYPING_ROWS = 3
"""Rows that are left free to type in."""


def ask_line(
    question: str,
    options: Sequence[tuple[str, str]],
    read: Callable[[str], T],
    *,
    look: Look,
    sure: str = "",
) -> T | None:
    """Ask for a line on a screen; Enter alone leaves it out.

    Args:
        options: What may be typed, each with what it means.
        read: Understands a line, or raises `WrongUseError`; its sentence is shown then.
        sure: Said after Enter alone, which leaves it out only when pressed again.

    Raises:
        KeyboardInterrupt: Ctrl-C.
        SystemExit: With status 0, when the person left fast.
    """
    from prompt_toolkit.key_binding import merge_key_bindings  # slow to import

    area = typing_area()
    keys = leaving_keys()
    hint = ""

    @keys.add("enter")
    @keys.add("c-j")
    def _take(event: KeyPressEvent) -> None:
        nonlocal hint
        line = area.buffer.text
        if sure and not line.strip() and hint != sure:
            hint = sure
            return
        try:
            event.app.exit(result=read(line) if line.strip() else None)
        except WrongUseError as error:
            hint = error.sentence

    def changed(_: object) -> None:
        nonlocal hint
        hint = ""

    def page(room: Room) -> Sheet:
        bottom = [
            *written(hint, "class:hint", room.width),
            *footer(words.FOOTER_ASKING, room),
        ]
        return lay_out(
            room,
            written(question, "class:question", room.width),
            options=Options(_listed(options, room)),
            bottom=bottom,
            typing=TYPING_ROWS,
        )

    area.buffer.on_text_changed += changed
    bind_stop(keys)
    merged = merge_key_bindings([area.keys, keys])
    answer: T | None = ask(full_screen(page, merged, look=look, area=area))
    return answer


def ask_line_plainly(
    source: Source,
    target: Target,
    question: str,
    options: Sequence[tuple[str, str]],
    read: Callable[[str], T],
    *,
    sure: str = "",
) -> T | None:
    """Ask for a line over two streams of text; an empty one leaves it out.

    Args:
        sure: Said after an empty line, which leaves it out only when it comes again.

    Raises:
        KeyboardInterrupt: Ctrl-C, or the end of the lines.
    """
    talk = Talk(source, target)
    talk.say(safe(question))
    for key, meaning in options:
        talk.say(f"{safe(key)}: {safe(meaning)}")
    talk.say(words.LINE_LEAVE_OUT)
    is_sure = not sure
    while (line := talk.read()) is not None:
        if not line.strip():
            if is_sure:
                return None
            is_sure = True
            talk.say(sure)
            continue
        is_sure = not sure
        try:
            return read(line)
        except WrongUseError as error:
            talk.say(error.sentence)
    raise KeyboardInterrupt


def _listed(options: Sequence[tuple[str, str]], room: Room) -> Lines:
    """Write what may be typed, each with what it means, in two columns."""
    column = max((len(key) for key, _ in options), default=0)
    lines: Lines = []
    for key, meaning in options:
        lead = f"  {key:>{column}}  "
        for number, line in enumerate(written(meaning, "", max(8, room.width - len(lead)))):
            lines.append([("class:key", lead if number == 0 else " " * len(lead)), *line])
    return lines
