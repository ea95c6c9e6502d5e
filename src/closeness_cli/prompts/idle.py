"""A screen that nobody has typed at for a while shows nothing, until a key is pressed."""

from __future__ import annotations

from time import monotonic
from typing import TYPE_CHECKING

from closeness_cli.prompts.quick_exit import CLEAR_SCROLLBACK, leave

if TYPE_CHECKING:
    from prompt_toolkit.application import Application
    from prompt_toolkit.key_binding import KeyBindings, KeyPressEvent
    from prompt_toolkit.output import Output

IDLE_SECONDS = 300.0
"""Without a key, after which a screen goes blank: long enough to think about an answer."""

LOOKS_EVERY = 5.0
"""Seconds between two looks at the clock."""


class Idle:
    """Whether the screen is blank, and what a key does then."""

    def __init__(self) -> None:
        self.is_blank = False
        self._touched_at = monotonic()
        self._is_half_left = False

    def watch(self, app: Application[object]) -> None:
        """Look at the clock now and then, and note each key."""
        app.refresh_interval = LOOKS_EVERY
        app.key_processor.before_key_press += lambda _: self._touch()

    def look(self, output: Output) -> None:
        """See how long nobody has typed; called before each paint.

        What commands printed before goes from the scrollback when the screen goes blank.
        """
        if not self.is_blank and monotonic() - self._touched_at >= IDLE_SECONDS:
            self.is_blank = True
            output.write_raw(CLEAR_SCROLLBACK)

    def keys(self) -> KeyBindings:
        """Bind every key of a blank screen: it only comes back, and Ctrl-X Ctrl-X still leaves."""
        from prompt_toolkit.filters import Condition  # slow to import
        from prompt_toolkit.key_binding import KeyBindings
        from prompt_toolkit.keys import Keys

        keys = KeyBindings()
        unpressed = (Keys.CPRResponse, Keys.Vt100MouseEvent)  # what a terminal says by itself

        @keys.add(Keys.Any, filter=Condition(lambda: self.is_blank), eager=True)
        def _come_back(event: KeyPressEvent) -> None:
            key = event.key_sequence[0].key
            if key in unpressed:
                return
            if key == Keys.ControlX and self._is_half_left:
                leave(event)
            self._is_half_left = key == Keys.ControlX
            self.is_blank = self._is_half_left  # half of leaving shows nothing

        return keys

    def _touch(self) -> None:
        self._touched_at = monotonic()
