"""Reading a text that is longer than the screen."""

from __future__ import annotations

import pytest

from closeness_cli.prompts.quick_exit import CLEAR
from closeness_cli.prompts.reader import read
from desk import (
    CTRL_C,
    CTRL_D,
    CTRL_X,
    DOWN,
    END,
    ENTER,
    HOME,
    LOOK,
    PAGE_DOWN,
    PAGE_UP,
    UP,
    Desk,
    Resize,
)


def lines(columns: int) -> str:
    return "".join(f"line {number} at {columns}\n" for number in range(50))


def first_lines(*keys: str) -> list[int]:
    """Say which line was on top before each key, at ten lines and a footer."""
    desk = Desk([*keys, "q"], rows=12)
    desk.sit(lambda: read(lines, look=LOOK))
    return [int(one.split()[1]) for one in desk.seen]


@pytest.mark.parametrize(
    ("keys", "tops"),
    [
        ((DOWN, "j", ENTER), [0, 1, 2, 3]),
        ((DOWN, DOWN, UP, "k"), [0, 1, 2, 1, 0]),
        ((UP, "b", PAGE_UP), [0, 0, 0, 0]),
        ((PAGE_DOWN, " ", "f"), [0, 10, 20, 30]),
        ((" ", " ", PAGE_UP, "b"), [0, 10, 20, 10, 0]),
        ((END, DOWN, " ", HOME), [0, 40, 40, 40, 0]),
        (("G", "j", "g", "k"), [0, 40, 40, 0, 0]),
        ((*" " * 6,), [0, 10, 20, 30, 40, 40, 40]),
    ],
)
def test_scrolling_never_goes_past_an_end(keys: tuple[str, ...], tops: list[int]) -> None:
    assert first_lines(*keys) == tops


def test_the_screen_shows_the_text_and_the_keys() -> None:
    desk = Desk(["q"], rows=6)
    desk.sit(lambda: read(lines, look=LOOK))
    assert desk.last == (
        "line 0 at 80\nline 1 at 80\nline 2 at 80\nline 3 at 80\n\n"
        "Arrows, Space and b scroll · q leaves"
    )


@pytest.mark.parametrize("key", ["q", "Q", CTRL_C, CTRL_D])
def test_leaving_leaves_nothing_behind(key: str) -> None:
    desk = Desk([" ", key + "q x"])
    desk.sit(lambda: read(lines, look=LOOK))
    _, _, after = desk.sent.partition("\x1b[?1049l")
    assert "line" not in after
    assert desk.sent.index("\x1b[?1049h") < desk.sent.index("line 0")


@pytest.mark.parametrize("key", ["x", "1", "\t"])
def test_an_unknown_key_does_nothing(key: str) -> None:
    assert first_lines(DOWN, key) == [0, 1, 1]


def test_another_width_paints_anew_and_stays_within_the_text() -> None:
    desk = Desk([END, Resize(40, 12), Resize(40, 60), "q"], rows=12)
    desk.sit(lambda: read(lines, look=LOOK))
    assert desk.seen[2].startswith("line 40 at 40")
    assert desk.seen[3].startswith("line 0 at 40")


@pytest.mark.parametrize("size", [Resize(20, 5), Resize(1, 1), Resize(3, 2)])
def test_a_tiny_window_is_survived(size: Resize) -> None:
    Desk([size, DOWN, " ", END, UP, "q"]).sit(lambda: read(lines, look=LOOK))


def test_an_empty_text_can_be_left() -> None:
    Desk([DOWN, END, "q"]).sit(lambda: read(lambda _: "", look=LOOK))


def test_colours_are_shown_and_take_no_room() -> None:
    desk = Desk(["q"])
    desk.sit(lambda: read(lambda _: "\x1b[1;36mblue\x1b[0m sea\n", look=LOOK))
    assert desk.last.startswith("blue sea\n")
    assert "36" in desk.sent


def test_a_terminal_that_goes_away_ends_the_reading() -> None:
    Desk([DOWN], goes_away=True).sit(lambda: read(lines, look=LOOK))


def test_the_quick_exit_clears_everything() -> None:
    desk = Desk([" ", CTRL_X + CTRL_X])
    with pytest.raises(SystemExit) as left:
        desk.sit(lambda: read(lines, look=LOOK))
    assert left.value.code == 0
    assert desk.sent.endswith(CLEAR)


def test_the_end_of_the_text_is_said() -> None:
    desk = Desk([END, UP, "q"], rows=6)
    desk.sit(lambda: read(lines, look=LOOK))
    assert ["\n(end)\nArrows" in screen for screen in desk.seen] == [False, True, False]
