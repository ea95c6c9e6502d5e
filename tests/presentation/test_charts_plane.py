from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from closeness_cli.presentation.charts import Axis, plane_chart
from closeness_cli.presentation.charts.plane import WIDEST_PLANE
from closeness_cli.presentation.grid import Look, display_width, to_text
from closeness_cli.presentation.safe import safe

ACROSS, UP = Axis("Worry", 38, 20, 56), Axis("Stepping back", 61, 50, 72)

AT_40 = """\
Stepping back
100 ┤                 ┊
    │                 ┊
    │                 ┊
    │             │   ┊
    │       ──────●──────
 50 ┤ ·   ·   ·   │   ┊   ·   ·   ·   ·
    │                 ┊
    │                 ┊
    │                 ┊
    │                 ┊
  0 ┤                 ┊
    └─┬───────────────┬───────────────┬
      0              50              100
                                   Worry"""

ASCII = """\
Stepping back
100 +                 :
    |                 :
    |                 :
    |             *   :
    |       ******o******
 50 + .   .   .   *   :   .   .   .   .
    |                 :
    |                 :
    |                 :
    |                 :
  0 +                 :
    +-+---------------+---------------+
      0              50              100
                                   Worry"""


def test_a_point_has_its_arms_on_a_plane_of_four_quarters() -> None:
    assert to_text(plane_chart(ACROSS, UP, look=Look(40))) == AT_40


def test_it_is_ascii_where_no_more_can_be_shown() -> None:
    assert to_text(plane_chart(ACROSS, UP, look=Look(40, unicode=False))) == ASCII


def test_it_stays_a_plane_on_a_wide_screen() -> None:
    assert plane_chart(ACROSS, UP, look=Look(200)).width == WIDEST_PLANE


@pytest.mark.parametrize("value", [0, 50, 100])
def test_a_point_at_an_end_or_in_the_middle_is_on_its_line(value: int) -> None:
    rows = to_text(
        plane_chart(Axis("a", value, value, value), Axis("b", value, value, value), look=Look(80))
    ).splitlines()
    (row,) = (row for row in rows if "●" in row)
    assert row.startswith(f"{value:>3} ┤")
    ticks = next(row for row in rows if "└" in row)
    assert ticks[row.index("●")] == "┬"


def test_colour_says_nothing_that_characters_do_not() -> None:
    bare = to_text(plane_chart(ACROSS, UP, look=Look(60, colour=False)))
    assert to_text(plane_chart(ACROSS, UP, look=Look(60))) == bare


PERCENT = st.floats(-20, 120)


@st.composite
def axes(draw: st.DrawFn) -> Axis:
    low, value, high = sorted(draw(st.tuples(PERCENT, PERCENT, PERCENT)))
    return Axis(safe(draw(st.text(max_size=60))), value, low, high)


@given(
    axes(),
    axes(),
    st.builds(Look, st.integers(0, 130), st.booleans(), st.booleans(), st.booleans()),
)
def test_nothing_is_ever_wider_than_the_screen(across: Axis, up: Axis, look: Look) -> None:
    text = to_text(plane_chart(across, up, look=look))
    assert max(map(display_width, text.split("\n"))) <= look.width
    assert look.unicode or text.isascii()
