"""The small editor, pressed key by key."""

from __future__ import annotations

from dataclasses import dataclass, field

import pytest

from closeness_cli.errors import StorageFailedError
from closeness_cli.prompts import editor
from closeness_cli.prompts.quick_exit import CLEAR
from closeness_cli.prompts.wrapping import rows
from desk import (
    BACKSPACE,
    CTRL_C,
    CTRL_D,
    CTRL_S,
    CTRL_X,
    CTRL_Z,
    DOWN,
    ENTER,
    HOME,
    LEFT,
    LOOK,
    UP,
    Desk,
    Resize,
    pasted,
)


def write(heading: str, text: str = "") -> str | None:
    return editor.write(heading, text=text, look=LOOK)


@dataclass
class Drawer:
    """Keeps a draft, or fails to."""

    kept: list[str] = field(default_factory=list)
    dropped: bool = False
    fails: bool = False

    def keep(self, text: str) -> None:
        if self.fails:
            raise StorageFailedError("The disk is full.")
        self.kept.append(text)

    def drop(self) -> None:
        self.dropped = True

    def write(self, text: str = "", *, unsaved: bool = False) -> str | None:
        return editor.write("?", text=text, look=LOOK, draft=self, unsaved=unsaved)


def test_ctrl_s_saves_what_was_written() -> None:
    assert Desk(["We walked home.", CTRL_S]).sit(lambda: write("What happened?")) == (
        "We walked home."
    )


def test_every_character_is_kept_as_it_was_typed() -> None:
    typed = "  b s q ? 0 \u202eשלום\u202c 愛 👩‍👩‍👧 e\u0301 [/bold] :heart:  "
    assert Desk([typed, CTRL_S]).sit(lambda: write("?")) == typed


def test_enter_breaks_a_line_and_blank_lines_stay() -> None:
    assert Desk(["one", ENTER, ENTER, " two", ENTER, CTRL_S]).sit(lambda: write("?")) == (
        "one\n\n two\n"
    )


@pytest.mark.parametrize(
    ("paste", "kept"),
    [
        ("one\r\ntwo\r\n", "one\ntwo\n"),
        ("one\rtwo", "one\ntwo"),
        ("one\n\n\ttwo", "one\n\n\ttwo"),
        ("\x03\x13\x18\x18", "\x03\x13\x18\x18"),
    ],
)
def test_what_is_pasted_is_kept_but_for_line_ends(paste: str, kept: str) -> None:
    assert Desk(["a", pasted(paste), "z", CTRL_S]).sit(lambda: write("?")) == f"a{kept}z"


def test_a_text_from_before_is_kept_byte_for_byte() -> None:
    before = "one\r\ntwo\ttabs \x1b[2J\n"
    assert Desk(["!", CTRL_S]).sit(lambda: write("?", text=before)) == before + "!"


def test_the_screen_shows_heading_text_and_keys() -> None:
    desk = Desk(["We walked home.", CTRL_S])
    desk.sit(lambda: write("What happened?"))
    assert desk.last == (
        "\n    What happened?\n\n    │ We walked home."
        + "\n" * 20
        + "    Ctrl-S saves · Ctrl-Z undoes · Ctrl-C leaves"
    )


def test_ctrl_c_without_text_leaves() -> None:
    assert Desk([CTRL_C]).sit(lambda: write("?")) is None


def test_ctrl_c_with_only_blanks_leaves() -> None:
    assert Desk(["  ", ENTER, CTRL_C]).sit(lambda: write("?")) is None


def test_ctrl_c_with_an_unchanged_text_leaves() -> None:
    assert Desk([CTRL_C]).sit(lambda: write("?", text="before")) is None


@pytest.mark.parametrize(("key", "left_with"), [("s", "sea"), (CTRL_S, "sea"), ("d", None)])
def test_ctrl_c_with_text_asks(key: str, left_with: str | None) -> None:
    desk = Desk(["sea", CTRL_C, key])
    assert desk.sit(lambda: write("?")) == left_with
    assert "Keep it?" in desk.last
    assert "s saves · d drops it · any other key goes on writing" in desk.last


def test_any_other_key_goes_on_writing_and_types_nothing() -> None:
    assert Desk(["sea", CTRL_C, "x", "!", CTRL_S]).sit(lambda: write("?")) == "sea!"


def test_a_paste_while_it_is_asked_goes_on_writing_and_is_not_obeyed() -> None:
    desk = Desk(["sea", CTRL_C, pasted("d"), "s", CTRL_S])
    assert desk.sit(lambda: write("?")) == "seads"


def test_ctrl_d_saves_a_text_and_leaves_without_one() -> None:
    assert Desk(["sea", CTRL_D]).sit(lambda: write("?")) == "sea"
    assert Desk([CTRL_D]).sit(lambda: write("?")) is None


def test_saving_nothing_only_hints() -> None:
    desk = Desk([" ", CTRL_S, "x", CTRL_S])
    assert desk.sit(lambda: write("?")) == " x"
    assert "Nothing is written yet. Ctrl-C leaves." in desk.seen[2]
    assert "Nothing is written yet." not in desk.seen[3]


def test_ctrl_z_takes_back() -> None:
    desk = Desk(["one", ENTER, pasted("two"), CTRL_Z, CTRL_S])
    assert desk.sit(lambda: write("?")) == "one\n"


def test_taking_back_stops_at_the_text_from_before() -> None:
    assert Desk(["x", *[CTRL_Z] * 5, CTRL_S]).sit(lambda: write("?", text="before")) == "before"


def test_arrows_move_by_rows_of_the_screen() -> None:
    text = "one two three four five six seven eight nine"
    desk = Desk([UP, "^", DOWN, "$", CTRL_S], columns=40)
    assert desk.sit(lambda: write("?", text=text)) == (
        "one two th^ree four five six seven eight$ nine"
    )


def test_going_up_from_the_first_row_goes_to_its_start() -> None:
    assert Desk([UP, ">", CTRL_S]).sit(lambda: write("?", text="sea")) == ">sea"


def test_editing_within_the_text() -> None:
    assert Desk([LEFT, BACKSPACE, HOME, "x", CTRL_S]).sit(lambda: write("?", text="sea")) == "xsa"


def test_keys_pressed_after_saving_do_no_harm() -> None:
    assert Desk(["sea", CTRL_S + "x" + CTRL_C + CTRL_S]).sit(lambda: write("?")) == "sea"


@pytest.mark.parametrize("before", [[], ["sea"], ["sea", CTRL_C]])
def test_the_quick_exit_drops_the_text_and_clears_everything(before: list[str]) -> None:
    desk = Desk([*before, CTRL_X + CTRL_X])
    with pytest.raises(SystemExit) as left:
        desk.sit(lambda: write("?"))
    assert left.value.code == 0
    assert desk.sent.endswith(CLEAR)


def test_a_terminal_that_goes_away_leaves_without_saving() -> None:
    assert Desk(["sea"], goes_away=True).sit(lambda: write("?")) is None


def test_a_long_text_keeps_its_last_row_in_view() -> None:
    desk = Desk([CTRL_S], rows=10)
    desk.sit(lambda: write("?", text="\n".join(f"row {number}" for number in range(50))))
    assert "│ row 49" in desk.last
    assert "Ctrl-S saves" in desk.last


@pytest.mark.parametrize("size", [Resize(20, 5), Resize(40, 24), Resize(1, 1), Resize(4, 3)])
def test_a_text_survives_another_window(size: Resize) -> None:
    text = "a" * 30 + " 愛愛愛愛愛愛愛愛愛愛愛愛 שלום\tx"
    desk = Desk([size, "!", Resize(80, 24), CTRL_S])
    assert desk.sit(lambda: write("What happened?", text=text)) == text + "!"


def test_what_would_act_on_the_terminal_is_spelled_out() -> None:
    desk = Desk([CTRL_S])
    desk.sit(lambda: write("?", text="a\x1b]2;title\x07b\u202ec"))
    assert "│ a\\x1b]2;title\\x07b\\u202ec" in desk.last
    assert "\x1b]" not in desk.sent


FAMILY = "👩‍👩‍👧"


@pytest.mark.parametrize(
    ("text", "column"), [("sea", 3), ("愛愛", 4), ("שלום", 4), ("e\u0301\t", 5), ("\x07", 4)]
)
def test_the_cursor_stands_after_what_was_written(text: str, column: int) -> None:
    desk = Desk([CTRL_S])
    desk.sit(lambda: write("?", text=text))
    assert desk.cursor == (len("    │ ") + column, 3)


@pytest.mark.parametrize("one", [FAMILY, "🇩🇪", "❤️", "e\u0301"])
def test_what_is_shown_as_one_character_is_never_cut_in_two(one: str) -> None:
    text = one * 30
    for row in rows(text, 37):
        assert (row.end - row.start) % len(one) == 0
    assert "".join(text[row.start : row.end] for row in rows(text, 37)) == text


def test_k_keeps_what_was_typed_as_a_draft_and_leaves() -> None:
    drawer, desk = Drawer(), Desk(["sea", CTRL_C, "k"])
    assert desk.sit(drawer.write) is None
    assert (drawer.kept, drawer.dropped) == (["sea"], False)
    assert "s saves · k keeps a draft · d drops it · any other key goes on" in desk.last


def test_without_a_place_for_drafts_k_goes_on_writing() -> None:
    assert Desk(["sea", CTRL_C, "k", "!", CTRL_S]).sit(lambda: write("?")) == "sea!"


def test_d_throws_the_draft_away() -> None:
    drawer = Drawer()
    assert Desk(["sea", CTRL_C, "d"]).sit(drawer.write) is None
    assert (drawer.kept, drawer.dropped) == ([], True)


def test_saving_neither_keeps_nor_drops_a_draft() -> None:
    drawer = Drawer()
    assert Desk(["sea", CTRL_S]).sit(drawer.write) == "sea"
    assert (drawer.kept, drawer.dropped) == ([], False)


def test_a_draft_that_cannot_be_kept_leaves_the_words_on_the_screen() -> None:
    drawer, desk = Drawer(fails=True), Desk(["sea", CTRL_C, "k", "!", CTRL_S])
    assert desk.sit(drawer.write) == "sea!"
    assert "│ sea" in desk.seen[3]
    assert "It could not be kept as a draft, so you are still here." in desk.seen[3]
    assert "It could not" not in desk.seen[4]


def test_a_text_that_is_in_no_entry_yet_is_asked_about_though_it_is_unchanged() -> None:
    drawer, desk = Drawer(), Desk([CTRL_C, "k"])
    assert desk.sit(lambda: drawer.write("sea", unsaved=True)) is None
    assert drawer.kept == ["sea"]


def test_an_emptied_text_is_a_draft_no_more() -> None:
    drawer = Drawer()
    assert Desk([BACKSPACE, CTRL_C]).sit(lambda: drawer.write("x", unsaved=True)) is None
    assert (drawer.kept, drawer.dropped) == ([], True)


@pytest.mark.parametrize("before", [["sea"], ["sea", CTRL_C]])
def test_the_quick_exit_keeps_the_words_as_a_draft(before: list[str]) -> None:
    drawer, desk = Drawer(), Desk([*before, CTRL_X + CTRL_X])
    with pytest.raises(SystemExit):
        desk.sit(drawer.write)
    assert drawer.kept == ["sea"]
    assert desk.sent.endswith(CLEAR)


def test_the_quick_exit_leaves_although_nothing_can_be_kept() -> None:
    desk = Desk(["sea", CTRL_X + CTRL_X])
    with pytest.raises(SystemExit) as left:
        desk.sit(Drawer(fails=True).write)
    assert left.value.code == 0
    assert desk.sent.endswith(CLEAR)


def test_a_terminal_that_goes_away_leaves_a_draft() -> None:
    drawer = Drawer()
    assert Desk(["sea"], goes_away=True).sit(drawer.write) is None
    assert drawer.kept == ["sea"]


def test_a_text_as_it_was_before_is_no_draft() -> None:
    drawer = Drawer()
    with pytest.raises(SystemExit):
        Desk([CTRL_X + CTRL_X]).sit(lambda: drawer.write("sea"))
    assert drawer.kept == []
