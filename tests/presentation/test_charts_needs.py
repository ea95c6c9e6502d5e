from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from closeness_cli.presentation.charts import Need, needs_chart
from closeness_cli.presentation.grid import Look, display_width, to_text
from closeness_cli.presentation.safe import safe

NEEDS = [
    Need("Quiet", "matters a lot, rarely met", 75, 25),
    Need("Time together on ordinary days of the week", "matters, met", 50, 50),
]

AT_30 = """\
Quiet
  matters a lot, rarely met
  ───────○━━━━━━━━━━━━●───────
Time together on ordinary days
of the week
  matters, met
  ──────────────◉─────────────
  ○ met  ● matters"""

ASCII = """\
Quiet
  matters a lot, rarely met
  -------o============@-------
Time together on ordinary days
of the week
  matters, met
  --------------@-------------
  o met  @ matters"""


def test_each_need_has_words_and_two_marks() -> None:
    assert to_text(needs_chart(NEEDS, look=Look(30))) == AT_30


def test_it_is_ascii_where_no_more_can_be_shown() -> None:
    assert to_text(needs_chart(NEEDS, look=Look(30, unicode=False))) == ASCII


def test_no_needs_are_no_picture() -> None:
    assert needs_chart([], look=Look(40)).height == 0


@given(
    st.lists(
        st.builds(
            Need,
            st.text(max_size=60).map(safe),
            st.text(max_size=60).map(safe),
            st.floats(-20, 120),
            st.floats(-20, 120),
        ),
        max_size=3,
    ),
    st.builds(Look, st.integers(0, 130), st.booleans(), st.booleans(), st.booleans()),
)
def test_nothing_is_ever_wider_than_the_screen(needs: list[Need], look: Look) -> None:
    text = to_text(needs_chart(needs, look=look))
    assert max(map(display_width, text.split("\n"))) <= look.width
    assert look.unicode or text.isascii()
