"""The frame of every prompt: a full screen with a page, maybe a place to type, and keys."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from closeness_cli.prompts import words
from closeness_cli.prompts.idle import Idle
from closeness_cli.prompts.sheet import STYLE, Room, Sheet
from closeness_cli.prompts.wrapping import rows

if TYPE_CHECKING:
    from collections.abc import Callable

    from prompt_toolkit.application import Application
    from prompt_toolkit.filters import Filter
    from prompt_toolkit.formatted_text import StyleAndTextTuples
    from prompt_toolkit.key_binding import KeyBindings, KeyBindingsBase, KeyPressEvent
    from prompt_toolkit.layout import AnyContainer, Layout, Window

    from closeness_cli.presentation.grid import Look
    from closeness_cli.prompts.typing_area import TypingArea


def full_screen(
    page: Callable[[Room], Sheet],
    keys: KeyBindingsBase,
    *,
    look: Look,
    area: TypingArea | None = None,
    typing: Filter | None = None,
) -> Application[Any]:
    """Make an application that is erased, and leaves the alternate screen, when it is done.

    Args:
        page: Lays the page out for the window; asked again before each paint.
        look: What the terminal can show; its width is read anew on each paint.
        area: Where to type, between the top and the bottom of the page.
        typing: When the area is there; always, when absent.
    """
    from prompt_toolkit.application import Application  # slow to import
    from prompt_toolkit.key_binding import merge_key_bindings
    from prompt_toolkit.output.color_depth import ColorDepth
    from prompt_toolkit.styles import Style

    frame = _Frame(page, look)
    app: Application[Any] = Application(
        layout=frame.layout(area, typing),
        key_bindings=merge_key_bindings([keys, frame.idle.keys()]),
        style=Style.from_dict(STYLE),
        full_screen=True,
        erase_when_done=True,
        before_render=lambda app: None if app.is_done else frame.refresh(),
        mouse_support=False,
        color_depth=None if look.colour else ColorDepth.DEPTH_1_BIT,
    )
    frame.idle.watch(app)
    app.key_processor.after_key_press += lambda _: app.invalidate()  # half a gesture shows, too
    return app


def room_now(look: Look) -> Room:
    """Measure the window as it is now."""
    from prompt_toolkit.application import get_app  # slow to import

    size = get_app().output.get_size()
    return Room(size.columns, size.rows, look)


def bind_stop(keys: KeyBindings) -> None:
    """Let Ctrl-C, and Ctrl-D where nothing is typed, raise `KeyboardInterrupt`."""
    from prompt_toolkit.application import get_app  # slow to import
    from prompt_toolkit.filters import Condition

    def stop(event: KeyPressEvent) -> None:
        event.app.exit(exception=KeyboardInterrupt())

    for name in ("c-c", "<sigint>"):
        keys.add(name)(stop)
    keys.add("c-d", filter=Condition(lambda: not get_app().current_buffer.text))(stop)


def _is_half_left() -> bool:
    """Say whether the first Ctrl-X of the quick exit was pressed."""
    from prompt_toolkit.application import get_app  # slow to import

    return [one.key for one in get_app().key_processor.key_buffer] == ["c-x"]


class _Frame:
    """The page as it was laid out last, in windows."""

    def __init__(self, page: Callable[[Room], Sheet], look: Look) -> None:
        self._lay_out = page
        self._look = look
        self._room = Room(80, 24, look)
        self._page = Sheet([], [])
        self.idle = Idle()

    def refresh(self) -> None:
        """Lay the page out for the window as it is now."""
        from prompt_toolkit.application import get_app  # slow to import

        self.idle.look(get_app().output)
        self._room = room_now(self._look)
        self._page = self._lay_out(self._room)
        if _is_half_left():  # in the last row, so that nothing moves
            hint = [("", " " * self._room.margin), ("class:hint", words.LEAVES_AT_ONCE)]
            self._page = Sheet(self._page.top, [*self._page.bottom[:-1], hint])

    def layout(self, area: TypingArea | None, typing: Filter | None) -> Layout:
        """Put the windows under each other."""
        from prompt_toolkit.filters import Always, Condition  # slow to import
        from prompt_toolkit.layout import ConditionalContainer, HSplit, Layout, Window

        top = self._lines(lambda: self._page.top, focusable=True)
        bottom = self._lines(lambda: self._page.bottom)
        is_there = Always() if typing is None else typing
        middle: list[AnyContainer] = []
        if area is not None:
            middle = [ConditionalContainer(self._typing(area), filter=is_there)]
        is_blank = Condition(lambda: self.idle.is_blank)
        return Layout(
            HSplit(
                [
                    ConditionalContainer(HSplit([top, *middle, Window(), bottom]), ~is_blank),
                    ConditionalContainer(Window(), is_blank),
                ]
            ),
            focused_element=top if area is None or not is_there() else area.window,
        )

    def _lines(self, lines: Callable[[], Any], *, focusable: bool = False) -> Window:
        from prompt_toolkit.layout import FormattedTextControl, Window  # slow to import
        from prompt_toolkit.layout.dimension import Dimension

        def text() -> StyleAndTextTuples:
            return [one for line in lines() for one in (*line, ("", "\n"))][:-1]

        control = FormattedTextControl(text, focusable=focusable, show_cursor=False)
        return Window(control, height=lambda: Dimension.exact(len(lines())))

    def _typing(self, area: TypingArea) -> AnyContainer:
        from prompt_toolkit.layout import VSplit, Window  # slow to import
        from prompt_toolkit.layout.dimension import Dimension

        def height() -> Dimension:
            needed = len(rows(area.buffer.text, self._room.width - 3))
            return Dimension(min=1, preferred=needed, max=needed)

        def blank(width: Callable[[], int]) -> Window:
            return Window(width=lambda: Dimension.exact(width()))

        edge = Window(width=1, char=lambda: self._room.marks.edge, style="class:edge")
        right = blank(lambda: max(0, self._room.columns - self._room.width - self._room.margin))
        return VSplit(
            [blank(lambda: self._room.margin), edge, blank(lambda: 1), area.window, right],
            height=height,
        )
