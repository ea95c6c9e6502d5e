from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from wcwidth import wcswidth, wcwidth

from closeness_cli.presentation.grid import (
    _ONE_COLUMN_EACH,
    ASCII,
    DIM,
    UNICODE,
    Cell,
    Grid,
    Look,
    clusters,
    display_width,
    fit,
    glyphs,
    to_fragments,
    to_text,
)
from closeness_cli.presentation.safe import safe

PEOPLES_TEXT = st.text().map(safe) | st.text(
    st.sampled_from("aZ 亲é가\u1100\u1161\u0301\u200d\ufe0f👩❤👍🏽🇩🇪\u200b\u0915\u0903\u094d")
)


def test_what_is_not_looked_up_takes_one_column_and_joins_nothing() -> None:
    assert {wcwidth(char) for char in _ONE_COLUMN_EACH} == {1}
    assert not any(wcswidth(f"a{char}") != 2 for char in _ONE_COLUMN_EACH)
    assert all(char.isprintable() for char in _ONE_COLUMN_EACH)


def test_a_new_grid_is_blank() -> None:
    assert to_text(Grid(4, 2)) == "\n"


@pytest.mark.parametrize(("x", "y"), [(-1, 0), (3, 0), (0, -1), (0, 2)])
def test_what_is_put_outside_is_left_out(x: int, y: int) -> None:
    grid = Grid(3, 2)
    grid.put(x, y, Cell("#"))
    grid.text(x, y, "")
    assert to_text(grid) == "\n"


def test_lines_stop_at_the_edge() -> None:
    grid = Grid(4, 3)
    grid.across(1, 1, 99, Cell("-"))
    grid.down(2, 0, 99, Cell("|"))
    assert to_text(grid) == "  |\n -|-\n  |"


def test_text_stops_at_the_edge() -> None:
    grid = Grid(4, 1)
    grid.text(2, 0, "long")
    assert to_text(grid) == "  lo"


def test_text_outside_the_rows_is_left_out() -> None:
    grid = Grid(4, 1)
    grid.text(0, 5, "gone")
    assert to_text(grid) == ""


def test_a_wide_character_that_does_not_fit_is_left_out() -> None:
    grid = Grid(3, 1)
    grid.text(0, 0, "亲密")
    assert to_text(grid) == "亲"


def test_replacing_either_half_of_a_wide_character_blanks_the_other() -> None:
    grid = Grid(4, 2)
    grid.text(0, 0, "亲密")
    grid.put(1, 0, Cell("#"))
    grid.put(2, 0, Cell("#"))
    assert to_text(grid) == " ##\n"


def test_text_keeps_the_colour_behind_it() -> None:
    grid = Grid(2, 1)
    grid.put(0, 0, Cell(bg="#000000"))
    grid.text(0, 0, "ab", fg="cyan", bold=True)
    assert grid.rows[0] == [
        Cell("a", fg="cyan", bg="#000000", bold=True),
        Cell("b", fg="cyan", bold=True),
    ]


def test_what_is_one_character_to_the_eye_is_one_cluster() -> None:
    text = "e\u0301👩\u200d👧👍🏽🇩🇪🇫🇷亲"
    assert [cluster for cluster, _ in clusters(text)] == [
        "e\u0301",
        "👩\u200d👧",
        "👍🏽",
        "🇩🇪",
        "🇫🇷",
        "亲",
    ]


def test_controls_and_lone_marks_are_not_drawn() -> None:
    assert list(clusters("\u0301\x1ba\x07\u0301b")) == [("a", 1), ("b", 1)]


@pytest.mark.parametrize(
    ("text", "width", "shown"),
    [
        ("Anastasia", 9, "Anastasia"),
        ("Anastasia", 6, "Anast…"),
        ("Ana Maria", 5, "Ana…"),
        ("亲密关系", 5, "亲密…"),
        ("亲密关系", 4, "亲…"),
        ("Ana", 1, "…"),
        ("Ana", 0, ""),
    ],
)
def test_text_is_cut_to_columns(text: str, width: int, shown: str) -> None:
    assert fit(text, width, Look()) == shown


def test_text_is_cut_and_shown_in_ascii_where_no_more_can_be() -> None:
    assert fit("Zoë and José", 8, Look(unicode=False)) == "Zo? and~"


@given(PEOPLES_TEXT, st.integers(0, 12), st.booleans())
def test_text_that_was_cut_fits(text: str, width: int, unicode: bool) -> None:
    shown = fit(text, width, Look(unicode=unicode))
    assert display_width(shown) <= width


@given(PEOPLES_TEXT, st.integers(0, 12), st.integers(-2, 12))
@example("0\u200d🇦🏻🏻", 3, 0)
def test_text_never_leaves_the_grid(text: str, width: int, x: int) -> None:
    grid = Grid(width, 1)
    grid.text(x, 0, text)
    assert len(grid.rows[0]) == width
    assert wcswidth(to_text(grid)) <= width


def test_every_ascii_glyph_is_ascii() -> None:
    assert glyphs(Look(unicode=False)) is ASCII
    assert glyphs(Look()) is UNICODE
    assert repr(ASCII).isascii()


def _sample() -> Grid:
    grid = Grid(6, 2)
    grid.text(0, 0, "now", fg="cyan", bold=True)
    grid.text(4, 0, "6", fg=DIM)
    grid.put(0, 1, Cell("▀", fg="#112233", bg="#445566"))
    grid.put(1, 1, Cell(bg="#445566"))
    return grid


def test_a_grid_becomes_lines_of_characters() -> None:
    assert to_text(_sample()) == "now 6\n▀"


def test_a_grid_becomes_fragments() -> None:
    assert to_fragments(_sample()) == [
        [("fg:ansicyan bold", "now"), ("", " "), ("class:dim", "6")],
        [("fg:#112233 bg:#445566", "▀"), ("bg:#445566", " ")],
    ]


def test_prompt_toolkit_reads_the_fragments() -> None:
    from prompt_toolkit.styles import Style

    style = Style.from_dict({"dim": "ansibrightblack"})
    fragments = [fragment for row in to_fragments(_sample()) for fragment in row]
    colours = [style.get_attrs_for_style_str(wanted).color for wanted, _ in fragments]
    assert colours == ["ansicyan", "", "ansibrightblack", "112233", ""]
