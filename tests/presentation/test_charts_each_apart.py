from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from closeness_cli.presentation.charts.chart import Chart, Table
from closeness_cli.presentation.charts.each_apart import Apart, EachApart, each_apart
from closeness_cli.presentation.grid import Look, display_width, to_text
from closeness_cli.presentation.safe import safe

ROWS = [Apart("Feeling heard", 75, 25), Apart("Room for oneself in the week", 100, 0.2)]

AT_28 = """\
Feeling heard
  you  ───────────●────   75
  Sam  ────○───────────   25
Room for oneself in the week
  you  ───────────────●  100
  Sam  ○───────────────    1
       0       50   100"""

ASCII = """\
Feeling heard
  you  -----------@----   75
  Sam  ----o-----------   25
Room for oneself in the week
  you  ---------------@  100
  Sam  o---------------    1
       0       50   100"""


def test_each_of_two_people_has_a_track() -> None:
    assert to_text(each_apart(ROWS, names=("you", "Sam"), look=Look(28))) == AT_28


def test_it_is_ascii_where_no_more_can_be_shown() -> None:
    drawn = each_apart(ROWS, names=("you", "Sam"), look=Look(28, unicode=False))
    assert to_text(drawn) == ASCII


def test_a_long_name_is_cut_and_the_marks_still_tell_who_is_who() -> None:
    drawn = to_text(each_apart(ROWS[:1], names=("you", "Wilhelmina-Theodora"), look=Look(40)))
    assert "Wilhelmina-…" in drawn
    assert (drawn.count("●"), drawn.count("○")) == (1, 1)


def test_nothing_is_no_picture() -> None:
    assert each_apart([], names=("you", "Sam"), look=Look(40)).height == 0


def test_it_is_told_as_a_table() -> None:
    chart: Chart = EachApart(ROWS, ("you", "Sam"))
    assert chart.table() == Table(
        ("", "you, of 100", "Sam, of 100"),
        (("Feeling heard", "75", "25"), ("Room for oneself in the week", "100", "1")),
    )


@given(
    st.lists(
        st.builds(Apart, st.text(max_size=60).map(safe), st.floats(-20, 120), st.floats(-20, 120)),
        max_size=3,
    ),
    st.tuples(st.text(max_size=30).map(safe), st.text(max_size=30).map(safe)),
    st.builds(Look, st.integers(0, 130), st.booleans(), st.booleans(), st.booleans()),
)
def test_it_is_never_wider_than_the_look(
    rows: list[Apart], names: tuple[str, str], look: Look
) -> None:
    drawn = EachApart(rows, names).draw(look)
    assert all(display_width(row) <= look.width for row in to_text(drawn).split("\n"))
