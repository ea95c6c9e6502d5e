"""Leaving fast: Ctrl-X Ctrl-X on every screen clears it, and the scrollback, and ends."""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING, Any, TypeVar

if TYPE_CHECKING:
    from prompt_toolkit.application import Application
    from prompt_toolkit.key_binding import KeyBindings, KeyPressEvent
    from prompt_toolkit.output import Output

CLEAR_SCROLLBACK = "\x1b[3J"
CLEAR = f"\x1b[2J{CLEAR_SCROLLBACK}\x1b[H"
"""Erase the screen, erase the scrollback, put the cursor home."""

PATIENCE = 86_400.0
"""Seconds between the two presses that still count as one gesture: as slow as one likes."""

T = TypeVar("T")


class _Left(Enum):
    """What an application gives back when a person left fast."""

    FAST = "fast"


def leaving_keys() -> KeyBindings:
    """Bind Ctrl-X Ctrl-X; every screen's keys begin with these."""
    from prompt_toolkit.key_binding import KeyBindings  # slow to import

    keys = KeyBindings()

    keys.add("c-x", "c-x", eager=True)(leave)
    return keys


def leave(event: KeyPressEvent) -> None:
    """Leave fast."""
    event.app.exit(result=_Left.FAST)


def ask(app: Application[T]) -> T:
    """Run a screen and give its result.

    Keys that were pressed for the screen before, after its last, are dropped: a 4 pressed twice
    at the end of a form must not become a line to remember.

    Raises:
        SystemExit: With status 0, when the person left fast; nothing is left on the screen.
    """
    from prompt_toolkit.input.typeahead import clear_typeahead  # slow to import
    from questionary import Question

    app.timeoutlen = PATIENCE
    clear_typeahead(app.input)
    result: Any = Question(app).unsafe_ask()
    if result is _Left.FAST:
        clear_all(app.output)
        raise SystemExit(0)
    answer: T = result
    return answer


def clear_all(output: Output) -> None:
    """Clear the screen and the scrollback."""
    output.write_raw(CLEAR)
    output.flush()
