"""Filling a form in on one full screen, and the optional line after it."""

from __future__ import annotations

import time
from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from closeness_cli.core.answering.form import Form, Part
from closeness_cli.core.instruments.instrument import SkipReason
from closeness_cli.prompts import words
from closeness_cli.prompts.filling import Filling
from closeness_cli.prompts.form_view import TYPING_ROWS, form_page
from closeness_cli.prompts.frame import bind_stop, full_screen
from closeness_cli.prompts.quick_exit import ask, leaving_keys
from closeness_cli.prompts.sheet import Room, Sheet, footer, lay_out, written
from closeness_cli.prompts.typing_area import typing_area
from closeness_cli.services.ports import Outcome

if TYPE_CHECKING:
    from prompt_toolkit.application import Application
    from prompt_toolkit.key_binding import KeyBindings, KeyPressEvent

    from closeness_cli.core.answering.administration import Response
    from closeness_cli.presentation.grid import Look

Handler = Callable[["KeyPressEvent"], None]


class FormScreen:
    """Asks on a full screen that leaves nothing behind.

    Args:
        look: What the terminal can show; its width is read anew on each paint.
        now: Seconds on a stopwatch.
    """

    def __init__(
        self,
        *,
        look: Look,
        now: Callable[[], float] = time.monotonic,
    ) -> None:
        self.look = look
        self.now = now

    def fill(self, form: Form, save: Callable[[Response], None]) -> Outcome:
        """Ask until the form is finished or the person pauses; see `services.ports.Asker`."""
        if form.step is None:
            return Outcome.FINISHED
        form_keys = _FormKeys(Filling(form, save, self.now))
        try:
            return ask(form_keys.application(self.look))
        except EOFError:
            return Outcome.PAUSED

    def remember(self) -> str:
        """Ask for one optional line; empty when there is nothing, or after Ctrl-C."""
        try:
            return ask(_remembering(self.look))
        except (EOFError, KeyboardInterrupt):
            return ""  # the answers are complete, whatever becomes of this


class _FormKeys:
    """The application of one form: which key does what, and what is on the screen."""

    def __init__(self, filling: Filling) -> None:
        self.filling = filling
        self.area = typing_area(filling.text)
        self.area.buffer.on_text_changed += self._go_on  # a paste while it is asked

    def application(self, look: Look) -> Application[Outcome]:
        """Put the screen together."""
        from prompt_toolkit.filters import Condition  # slow to import
        from prompt_toolkit.key_binding import ConditionalKeyBindings, merge_key_bindings

        filling = self.filling
        keeping = Condition(lambda: filling.asks_to_keep)
        typing = Condition(lambda: filling.is_text)
        keys = merge_key_bindings(
            [
                ConditionalKeyBindings(self.area.keys, typing & ~keeping),
                ConditionalKeyBindings(self.text_keys(), typing & ~keeping),
                ConditionalKeyBindings(self.keeping_keys(), keeping),
                ConditionalKeyBindings(self.number_keys(), ~typing),
                leaving_keys(),
            ]
        )
        return full_screen(
            lambda room: form_page(filling, room),
            keys,
            look=look,
            area=self.area,
            typing=typing,
        )

    def number_keys(self) -> KeyBindings:
        """Bind the keys of a step that is answered with a number."""
        filling = self.filling
        groups: dict[str, Handler] = {
            "enter c-j": lambda _: filling.accept(),
            "b B backspace": lambda _: filling.go_back(),
            "s S": lambda _: filling.skip(),
            "n N": lambda _: filling.skip(SkipReason.NOT_APPLICABLE),
            "p P": lambda _: filling.skip(SkipReason.PREFER_NOT_TO_SAY),
            "right down l j": lambda _: filling.move(1),
            "left up h k": lambda _: filling.move(-1),
            "0 1 2 3 4 5 6 7 8 9": lambda event: filling.press(event.data),
            "q Q c-c c-d <sigint>": _pause,
            "?": lambda _: filling.toggle_keys(),
            "<any>": lambda event: _puzzle(event, filling),
        }
        return self._bound(groups)

    def text_keys(self) -> KeyBindings:
        """Bind the keys of a step that is answered with words; all others type."""
        from prompt_toolkit.filters import Condition  # slow to import

        filling, buffer = self.filling, self.area.buffer
        keys = self._bound(
            {
                "enter": lambda _: filling.answer_text(self._typed()),
                "c-b": lambda _: filling.go_back(buffer.text),
                "c-n": lambda _: filling.skip(),
                "c-c <sigint>": self._stop_typing,
            }
        )
        keys.add("c-d", filter=Condition(lambda: not buffer.text))(self._stop_typing)
        return keys

    def keeping_keys(self) -> KeyBindings:
        """Bind the keys of the question what becomes of typed words."""
        return self._bound({"s S": self._keep, "d D": _pause, "<any>": self._go_on})

    def _stop_typing(self, event: KeyPressEvent) -> None:
        text = self._typed()
        if text.strip() and text != self.filling.form.earlier:
            self.filling.asks_to_keep = True
        else:
            _pause(event)

    def _keep(self, event: KeyPressEvent) -> None:
        self.filling.answer_text(self._typed())
        if not self.filling.is_finished:
            _pause(event)

    def _go_on(self, _: object) -> None:
        self.filling.asks_to_keep = False

    def _typed(self) -> str:
        text = self.area.buffer.text
        return " ".join(text.splitlines()) if self.filling.step.part is Part.LINE_TEXT else text

    def _bound(self, groups: dict[str, Handler]) -> KeyBindings:
        from prompt_toolkit.key_binding import KeyBindings  # slow to import

        keys = KeyBindings()
        for names, act in groups.items():
            for name in names.split():
                keys.add(name)(partial(self._do, act))
        return keys

    def _do(self, act: Handler, event: KeyPressEvent) -> None:
        """Act on a key, then show the step that came of it, or leave."""
        arrivals = self.filling.arrivals
        try:
            act(event)
        except Exception as failure:  # noqa: BLE001 - raised once the terminal is restored
            event.app.exit(exception=failure)
            return
        if self.filling.is_finished:
            event.app.exit(result=Outcome.FINISHED)
        elif self.filling.arrivals != arrivals:
            self._show_step(event)

    def _show_step(self, event: KeyPressEvent) -> None:
        self.area.start_with(self.filling.text)
        layout = event.app.layout
        layout.focus(self.area.window if self.filling.is_text else next(layout.find_all_windows()))


def _pause(event: KeyPressEvent) -> None:
    event.app.exit(result=Outcome.PAUSED)


def _puzzle(event: KeyPressEvent, filling: Filling) -> None:
    if event.key_sequence[0].key != "<ignore>":
        filling.puzzle()


def _remembering(look: Look) -> Application[str]:
    """Make the screen of the one line after a form."""
    from prompt_toolkit.key_binding import merge_key_bindings  # slow to import

    area = typing_area()
    keys = leaving_keys()

    @keys.add("enter")
    def _take(event: KeyPressEvent) -> None:
        event.app.exit(result=area.buffer.text.strip())

    bind_stop(keys)
    return full_screen(_remember_page, merge_key_bindings([area.keys, keys]), look=look, area=area)


def _remember_page(room: Room) -> Sheet:
    question = [
        *written(words.REMEMBER, "class:question", room.width),
        *written(words.REMEMBER_HELP, "class:quiet", room.width),
    ]
    return lay_out(room, question, bottom=footer(words.FOOTER_REMEMBER, room), typing=TYPING_ROWS)
