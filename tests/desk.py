"""A keyboard and a screen in this process: one key is pressed after each paint."""

from __future__ import annotations

import io
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypeVar

import pyte
from prompt_toolkit.application import create_app_session, get_app
from prompt_toolkit.data_structures import Size
from prompt_toolkit.input import create_pipe_input
from prompt_toolkit.output import ColorDepth
from prompt_toolkit.output.vt100 import Vt100_Output

from closeness_cli.presentation.grid import Look

if TYPE_CHECKING:
    from collections.abc import Callable

    from prompt_toolkit.input import PipeInput

T = TypeVar("T")

LOOK = Look()
"""What the terminal of most tests can show."""

ENTER, UP, DOWN, RIGHT, LEFT = "\r", "\x1b[A", "\x1b[B", "\x1b[C", "\x1b[D"
BACKSPACE, PAGE_UP, PAGE_DOWN, HOME, END = "\x7f", "\x1b[5~", "\x1b[6~", "\x1b[H", "\x1b[F"
CTRL_B, CTRL_C, CTRL_D, CTRL_N = "\x02", "\x03", "\x04", "\x0e"
CTRL_S, CTRL_X, CTRL_Z = "\x13", "\x18", "\x1a"


def pasted(text: str) -> str:
    """Give what a terminal sends when a text is pasted."""
    return f"\x1b[200~{text}\x1b[201~"


@dataclass(frozen=True)
class Resize:
    """The window gets another size."""

    columns: int
    rows: int


class _Screen(Vt100_Output):
    """An output that says when it was flushed."""

    def __init__(self, written: io.StringIO, desk: Desk, after: Callable[[], None]) -> None:
        super().__init__(
            written,
            lambda: Size(rows=desk.rows, columns=desk.columns),
            term="xterm-256color",
            default_color_depth=ColorDepth.DEPTH_4_BIT,
            enable_cpr=False,
        )
        self.desk = desk
        self.after = after

    def flush(self) -> None:
        super().flush()
        self.after()


@dataclass
class Desk:
    """Where a person sits: presses `keys` one by one, and sees a screen before each.

    Args:
        keys: What is pressed, each after the screen was painted; those of one string at once.
        seen: The screen before each key, as text.
        sent: Everything that was written to the terminal.
        cursor: The column and the row of the cursor, as the last screen was seen.
    """

    keys: list[str | Resize]
    columns: int = 80
    rows: int = 24
    goes_away: bool = False
    seen: list[str] = field(default_factory=list)
    sent: str = ""
    cursor: tuple[int, int] = (0, 0)

    def sit(self, ask: Callable[[], T]) -> T:
        """Ask, with the keys pressed meanwhile."""
        written = io.StringIO()
        screen = pyte.Screen(self.columns, self.rows)
        stream = pyte.Stream(screen)
        painted, asked = 0, None

        def after() -> None:
            nonlocal painted, asked
            new = written.getvalue()[len(self.sent) :]
            self.sent += new
            stream.feed(new)
            app = get_app()
            if app is not asked:
                painted = 0
            if app.is_done or app.render_counter <= painted:
                return
            if app is not asked:  # a key that changes nothing is followed by a paint, too
                app.key_processor.after_key_press += lambda _: app.invalidate()
            painted, asked = app.render_counter, app
            self.seen.append(_text(screen))
            self.cursor = (screen.cursor.x, screen.cursor.y)
            self._press_next(keyboard, screen)

        output = _Screen(written, self, after)
        with (
            create_pipe_input() as keyboard,
            create_app_session(input=keyboard, output=output),
        ):
            return ask()

    @property
    def last(self) -> str:
        """The screen as it was painted last."""
        return self.seen[-1]

    def _press_next(self, keyboard: PipeInput, screen: pyte.Screen) -> None:
        app = get_app()
        if not self.keys and self.goes_away:
            keyboard.close()
            return
        if not self.keys:
            app.exit(exception=AssertionError(f"Nobody presses a key any more:\n{_text(screen)}"))
            return
        key = self.keys.pop(0)
        if isinstance(key, str):
            keyboard.send_text(key)
            return
        self.columns, self.rows = key.columns, key.rows
        screen.resize(key.rows, key.columns)
        assert app.loop is not None
        app.loop.call_soon(app._on_resize)


def _text(screen: pyte.Screen) -> str:
    return "\n".join(line.rstrip() for line in screen.display).rstrip()
