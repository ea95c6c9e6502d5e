"""The small editor: one text, on a screen that leaves nothing behind."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from closeness_cli.prompts import words
from closeness_cli.prompts.endings import ask_and_keep
from closeness_cli.prompts.frame import full_screen
from closeness_cli.prompts.quick_exit import leaving_keys
from closeness_cli.prompts.sheet import Room, Sheet, footer, lay_out, styled, written
from closeness_cli.prompts.typing_area import typing_area

if TYPE_CHECKING:
    from prompt_toolkit.application import Application
    from prompt_toolkit.key_binding import KeyBindings, KeyPressEvent

    from closeness_cli.presentation.grid import Look
    from closeness_cli.prompts.keeping import Keeping
    from closeness_cli.services.ports import DraftKeeper


def write(
    heading: str,
    *,
    text: str = "",
    look: Look,
    draft: DraftKeeper | None = None,
    unsaved: bool = False,
) -> str | None:
    """Let a person write.

    No file but the draft is written. What is typed or pasted is kept as it is, but for line
    ends: a pasted CR LF or CR becomes LF.

    Args:
        heading: What the text is about, on the first line.
        text: What there is already.
        draft: Keeps the text while it is typed, when the terminal is lost, and where it is left.
        unsaved: What there is already is in no entry yet, so leaving asks about it.

    Returns:
        The text, or nothing when the person left without saving.

    Raises:
        SystemExit: With status 0, when the person left fast; else the program was told to end.
    """
    if draft is None:
        return _Editor(heading, text, unsaved=unsaved).run(look)
    from closeness_cli.prompts.keeping import Keeping  # only where there is something to keep

    keeping = Keeping(draft)
    editor = _Editor(heading, text, unsaved=unsaved, keeping=keeping)
    try:
        written_text = editor.run(look)
    finally:
        keeping.end()
    if editor.is_dropped:
        draft.drop()
    return written_text


class _Editor:
    """The text, the keys, and whether it is asked what becomes of it."""

    def __init__(
        self, heading: str, text: str, *, unsaved: bool, keeping: Keeping | None = None
    ) -> None:
        self.heading = heading
        self.before = "" if unsaved else text
        self.hint = ""
        self.asks_to_keep = self.is_dropped = False
        self.area = typing_area(text)
        self.keeping = keeping

    def run(self, look: Look) -> str | None:
        """Show the screen until it is left; see `write`."""
        text: str | None = ask_and_keep(self.application(look), self._keep, left=None)
        return text

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
            keys = words.KEEP_KEYS if self.keeping is None else words.KEEP_KEYS_DRAFT
            bottom = [*styled([words.KEEP_ASK], "class:hint"), *footer(keys, room)]
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
        if self.keeping is not None:
            for name in ("k", "K"):
                keys.add(name)(self._leave_a_draft)
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
            return
        self.is_dropped = not text.strip()  # who empties a draft wants none
        event.app.exit(result=None)

    def _drop(self, event: KeyPressEvent) -> None:
        self.is_dropped = True
        event.app.exit(result=None)

    def _leave_a_draft(self, event: KeyPressEvent) -> None:
        if self._keep():
            event.app.exit(result=None)
        else:
            self.asks_to_keep = False
            self._say(words.DRAFT_FAILED)

    def _go_on(self, _: KeyPressEvent) -> None:
        self.asks_to_keep = False

    def _changed(self) -> None:
        self.hint = ""
        self.asks_to_keep = False  # what is pasted while it is asked goes on writing
        if self.keeping is not None and self.area.buffer.text.strip():
            self.keeping.note(self.area.buffer.text)

    def _keep(self) -> bool:
        """Keep the text as a draft at once; says whether it is kept, or nothing is there."""
        text = self.area.buffer.text
        if self.keeping is None or not text.strip() or text == self.before:
            return True
        return self.keeping.now(text)

    def _say(self, hint: str) -> None:
        self.hint = hint
