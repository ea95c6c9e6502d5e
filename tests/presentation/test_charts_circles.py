from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from wcwidth import wcswidth

from closeness_cli.presentation.charts import (
    OVERLAP_WORDS,
    CirclesThenNow,
    Overlap,
    overlap_circles,
)
from closeness_cli.presentation.grid import Look, to_text
from closeness_cli.presentation.safe import safe

NAMES = ("You", "Anastasia")

APART = """\
      ▄▄██████▄▄        ▄▄██████▄▄
    ▄████████████▄    ▄████████████▄
   ▄██████████████▄  ▄██████████████▄
   ████████████████  ████████████████
   ██████You███████  ████Anastasia███
   ▀██████████████▀  ▀██████████████▀
    ▀████████████▀    ▀████████████▀
      ▀▀██████▀▀        ▀▀██████▀▀"""

SOME = """\
           ░░░░░░░░  ▒▒▒▒▒▒▒▒
         ░░░░░░░░░░██▒▒▒▒▒▒▒▒▒▒
        ░░░░░░░░░░████▒▒▒▒▒▒▒▒▒▒
       ░░░░░░░░░░██████▒▒▒▒▒▒▒▒▒▒
       ░░ You ░░░████ Anastasia ▒
        ░░░░░░░░░░████▒▒▒▒▒▒▒▒▒▒
         ░░░░░░░░░░██▒▒▒▒▒▒▒▒▒▒
           ░░░░░░░░  ▒▒▒▒▒▒▒▒"""

ALMOST_ONE = """\
               ..######::
             ..##########::
            ..############::
           ..##############::
           . You ### Anast~ :
            ..############::
             ..##########::
               ..######::"""

LARGE = """\
                         ░░░░░░░░░░         ▒▒▒▒▒▒▒▒▒▒
                      ░░░░░░░░░░░░░░░░   ▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒
                    ░░░░░░░░░░░░░░░░░░░█▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒
                   ░░░░░░░░░░░░░░░░░░░███▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒
                  ░░░░░░░░░░░░░░░░░░░█████▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒
                  ░░░░░░░░░░░░░░░░░░░█████▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒
                  ░░░░░░░ You ░░░░░░░█████▒▒▒▒ Anastasia ▒▒▒▒
                  ░░░░░░░░░░░░░░░░░░░█████▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒
                   ░░░░░░░░░░░░░░░░░░░███▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒
                    ░░░░░░░░░░░░░░░░░░░█▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒
                      ░░░░░░░░░░░░░░░░   ▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒
                         ░░░░░░░░░░         ▒▒▒▒▒▒▒▒▒▒"""


def test_circles_are_half_blocks_in_colour() -> None:
    assert to_text(overlap_circles(1, look=Look(40), names=NAMES)) == APART


def test_circles_are_shades_without_colour() -> None:
    assert to_text(overlap_circles(4, look=Look(40, colour=False), names=NAMES)) == SOME


def test_circles_are_ascii_where_no_more_can_be_shown() -> None:
    assert to_text(overlap_circles(7, look=Look(40, unicode=False), names=NAMES)) == ALMOST_ONE


def test_circles_are_larger_where_there_is_room() -> None:
    grid = overlap_circles(3, look=Look(80, colour=False), names=NAMES, large=True)
    assert to_text(grid) == LARGE


def test_large_circles_are_small_in_40_columns() -> None:
    small = overlap_circles(3, look=Look(40), names=NAMES)
    assert to_text(overlap_circles(3, look=Look(40), names=NAMES, large=True)) == to_text(small)


@pytest.mark.parametrize("large", [False, True])
def test_each_level_overlaps_more_than_the_one_before(large: bool) -> None:
    def overlap(level: int) -> int:
        look = Look(80, colour=False)
        text = to_text(overlap_circles(level, look=look, names=("", ""), large=large))
        return text.count("█")

    overlaps = [overlap(level) for level in OVERLAP_WORDS]
    assert overlaps[0] == 0
    assert all(less < more for less, more in pairwise(overlaps))


def test_each_level_has_words_of_its_own() -> None:
    assert list(OVERLAP_WORDS) == [1, 2, 3, 4, 5, 6, 7]
    assert len(set(OVERLAP_WORDS.values())) == 7


@pytest.mark.parametrize(("dark", "overlap"), [(True, "#e8e3ee"), (False, "#cfc6da")])
def test_names_can_be_read_on_each_colour(dark: bool, overlap: str) -> None:
    grid = overlap_circles(7, look=Look(40, dark=dark), names=NAMES)
    pairs = {(cell.fg, cell.bg) for row in grid.rows for cell in row if cell.char.isalpha()}
    assert pairs == {("#ffffff", "#2f6f95"), ("#1e1e1e", overlap)}


NAME = st.text(max_size=30).map(safe)


@given(
    st.integers(-1, 9),
    st.builds(Look, st.integers(0, 130), st.booleans(), st.booleans(), st.booleans()),
    st.tuples(NAME, NAME),
    st.booleans(),
)
def test_circles_can_be_drawn_with_any_names_and_stay_in_their_width(
    level: int, look: Look, names: tuple[str, str], large: bool
) -> None:
    text = to_text(overlap_circles(level, look=look, names=names, large=large))
    assert max(map(wcswidth, text.split("\n"))) <= look.width
    assert look.unicode or text.isascii()


THEN_NOW = CirclesThenNow((Overlap("1 June", 3), Overlap("1 August", 6)), ("you", "them"))


def test_then_and_now_stand_beside_each_other_where_there_is_room() -> None:
    rows = to_text(THEN_NOW.draw(Look(width=80, colour=False))).splitlines()
    assert rows[0].split("  ")[0] == ""
    assert "1 June: a little" in rows[0]
    assert "1 August: mostly" in rows[0]
    assert rows[5].count("you") == rows[5].count("them") == 2


def test_then_and_now_stand_below_each_other_on_a_narrow_screen() -> None:
    rows = to_text(THEN_NOW.draw(Look(width=40, colour=False))).splitlines()
    titles = [at for at, row in enumerate(rows) if ":" in row]
    assert titles == [0, 10]
    assert max(map(len, rows)) <= 40


@given(st.integers(1, 200), st.integers(1, 7), st.integers(0, 2))
def test_then_and_now_are_never_wider_than_the_look(width: int, level: int, count: int) -> None:
    shown = (Overlap("Sunday 23 November 2025", level),) * count
    grid = CirclesThenNow(shown, ("you", "them")).draw(Look(width=width, colour=False))
    assert grid.width == width
    assert all(len(row) == width for row in grid.rows)


def test_then_and_now_tell_their_levels() -> None:
    assert THEN_NOW.table().rows == (("1 June", "a little", "3"), ("1 August", "mostly", "6"))
