from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from closeness_cli.presentation import messages
from closeness_cli.presentation.grid import display_width
from closeness_cli.presentation.wrap import fold, refold, wrap


def test_lines_that_fit_stay_as_they_are() -> None:
    assert fold("a  b\n\n  c", 40) == refold("a  b\n\n  c", 40) == "a  b\n\n  c"


def test_a_line_keeps_its_indent_below_itself() -> None:
    assert fold("Two faults:\n  first fault here\n  second", 12) == (
        "Two faults:\n  first\n  fault here\n  second"
    )


def test_no_word_is_cut() -> None:
    path = "/a/very/long/path/that/is/copied"
    assert fold(f"A vault was made in {path}", 12) == f"A vault was\nmade in\n{path}"


def test_a_command_at_the_end_is_whole() -> None:
    text = "It comes back with:  closeness journal restore 01KA"
    assert fold(text, 40) == "It comes back with:\ncloseness journal restore 01KA"
    assert wrap(text, 40) == ["It comes back with:", "closeness journal restore 01KA"]


def test_a_paragraph_is_broken_anew_as_a_whole() -> None:
    assert refold("  one two three four\n  five six\n\n  seven", 14) == (
        "  one two\n  three four\n  five six\n\n  seven"
    )


def test_an_explanation_goes_below_its_command() -> None:
    text = "    closeness journal     write a line or two"
    assert refold(text, 30) == "    closeness journal\n      write a line or two"


def test_wide_characters_count_twice() -> None:
    assert fold("日本 日本", 6) == "日本\n日本"


HOME_AT_40 = """\
closeness: a private place to look at
one relationship
"""


@pytest.mark.parametrize("width", [30, 40, 60, 79])
def test_home_breaks_no_word_at_any_width(width: int) -> None:
    for text in (messages.FIRST_HOME, messages.DEMO_FIRST, messages.DEMO_LAST):
        folded = refold(text, width)
        assert folded.split() == text.split()
        assert max(map(len, folded.split("\n"))) <= width


def test_home_in_40_columns() -> None:
    folded = refold(messages.FIRST_HOME, 40)
    assert folded.startswith(HOME_AT_40)
    assert "\n    closeness journal\n      write a line or two\n    closeness assess\n" in folded
    assert folded.endswith("\n  Leave fast, on any screen:\n  Ctrl-X Ctrl-X\n")


@given(st.text(max_size=120), st.integers(1, 60))
def test_rows_are_no_wider_than_asked(text: str, width: int) -> None:
    assert all(display_width(row) <= max(width, 2) for row in wrap(text, width))


@given(st.text(st.sampled_from("ab \n日"), max_size=80), st.integers(1, 30))
def test_folding_loses_no_word(text: str, width: int) -> None:
    assert fold(text, width).split() == refold(text, width).split() == text.split()
