"""The small editor: one text, in memory only, on a screen that leaves nothing behind."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from closeness_cli.prompts import words
from closeness_cli.prompts.form_view import keep_lines
from closeness_cli.prompts.frame import full_screen
from closeness_cli.prompts.quick_exit import ask, leaving_keys
from closeness_cli.prompts.sheet import Room, Sheet, footer, lay_out, styled, written
from closeness_cli.prompts.typing_area import typing_area

if TYPE_CHECKING:
    from prompt_toolkit.application import Application
    from prompt_toolkit.key_binding import KeyBindings, KeyPressEvent

    from closeness_cli.presentation.grid import Look


def write(heading: str, *, text: str = "", look: Look) -> str | None:
    """Let a person write.

    Nothing is written to any file. What is typed or pasted is kept as it is, but for line
    ends: a pasted CR LF or CR becomes LF.

    Args:
        heading: What the text is about, on the first line.
        text: What there is already.

    Returns:
        The text, or nothing when the person left without saving.

    Raises:
        SystemExit: With status 0, when the person left fast.
    """
    try:
        written_text: str | None = ask(_Editor(heading, text).application(look))
    except EOFError:
        return None
    return written_text


class _Editor:
    """The text, the keys, and whether it is asked what becomes of it."""

    def __init__(self, heading: str, text: str) -> None:
        self.heading = heading
        self.before = text
        self.hint = ""
        self.asks_to_keep = False
        self.area = typing_area(text)

    def application(self, look: Look) -> Application[Any]:
        """Put the screen together."""
        from prompt_toolkit.filters import Condition  # slow to import
        from prompt_toolkit.key_binding import ConditionalKeyBindings, merge_key_bindings

        keeping = Condition(lambda: self.asks_to_keep)
        keys = merge_key_bindings(
            [
                ConditionalKeyBindings(self.area.keys, ~keeping),
                ConditionalKeyBindings(self.writing_keys(), ~keeping),
                ConditionalKeyBindings(self.keeping_keys(), keeping),
                leaving_keys(),
            ]
        )
        return full_screen(self.page, keys, look=look, area=self.area)

    def page(self, room: Room) -> Sheet:
        """Write the heading above and the keys below."""
        heading = written(self.heading, "class:question", room.width)
        if self.asks_to_keep:
            bottom = keep_lines(room)
        else:
            hint = styled([self.hint], "class:hint") if self.hint else []
            bottom = [*hint, *footer(words.FOOTER_EDITOR, room)]
        return lay_out(room, heading, bottom=bottom, typing=max(1, room.rows - 6))

    def writing_keys(self) -> KeyBindings:
        """Bind saving and leaving; every other key writes."""
        from prompt_toolkit.filters import Condition  # slow to import
        from prompt_toolkit.key_binding import KeyBindings

        keys = KeyBindings()
        has_text = Condition(lambda: bool(self.area.buffer.text))
        keys.add("enter")(self._break_line)
        keys.add("c-s")(self._save)
        keys.add("c-d", filter=has_text)(self._save)
        keys.add("c-d", filter=~has_text)(self._leave)
        keys.add("c-c")(self._leave)
        keys.add("<sigint>")(self._leave)
        self.area.buffer.on_text_changed += lambda _: self._changed()
        return keys

    def keeping_keys(self) -> KeyBindings:
        """Bind the keys of the question what becomes of the text."""
        from prompt_toolkit.key_binding import KeyBindings  # slow to import

        keys = KeyBindings()
        for name in ("s", "S", "c-s"):
            keys.add(name)(self._save)
        for name in ("d", "D"):
            keys.add(name)(self._drop)
        keys.add("<any>")(self._go_on)
        return keys

    def _break_line(self, event: KeyPressEvent) -> None:
        event.current_buffer.save_to_undo_stack()
        event.current_buffer.insert_text("\n")

    def _save(self, event: KeyPressEvent) -> None:
        text = self.area.buffer.text
        if text.strip():
            event.app.exit(result=text)
        else:
            self._say(words.EMPTY_EDITOR)

    def _leave(self, event: KeyPressEvent) -> None:
        text = self.area.buffer.text
        if text.strip() and text != self.before:
            self.asks_to_keep = True
        else:
            event.app.exit(result=None)

    def _drop(self, event: KeyPressEvent) -> None:
        event.app.exit(result=None)

    def _go_on(self, _: KeyPressEvent) -> None:
        self.asks_to_keep = False

    def _changed(self) -> None:
        self.hint = ""
        self.asks_to_keep = False  # what is pasted while it is asked goes on writing

    def _say(self, hint: str) -> None:
        self.hint = hint
