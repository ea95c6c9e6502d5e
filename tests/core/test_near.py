"""Words in a fault."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from closeness_cli.core.near import LONGEST_QUOTED, did_you_mean, nearest, quoted
from programs import outcome, python


@given(st.text())
def test_a_quoted_word_is_short_and_does_not_act(text: str) -> None:
    shown = quoted(text)
    assert shown.isprintable()
    assert eval(shown).removesuffix("…") == text[: len(eval(shown).removesuffix("…"))]
    assert len(eval(shown)) <= LONGEST_QUOTED


def test_a_long_word_is_cut() -> None:
    assert quoted("x" * 40) == repr("x" * 40)
    assert quoted("x" * 41) == repr("x" * 39 + "…")
    assert quoted("\x1b]0;" + "x" * 60) == "'\\x1b]0;" + "x" * 35 + "…'"


@pytest.mark.parametrize(
    ("word", "found"),
    [("rom", "room"), ("colse", "close"), ("heat", None), ("", None), ("close", "close")],
)
def test_a_slip_of_the_pen_is_told_from_another_word(word: str, found: str | None) -> None:
    assert nearest(word, ["at", "close", "room"]) == found


def test_of_very_many_words_none_is_sought() -> None:
    known = [f"word{number}" for number in range(100)]
    assert nearest("wrd7", known) == "word7"
    assert nearest("wrd7", [*known, "one more"]) is None


def test_the_nearest_word_is_asked_for() -> None:
    assert did_you_mean("rom", ["room"]) == " (did you mean 'room'?)"
    assert did_you_mean("walk", ["room"]) == ""


def test_comparing_costs_nothing_before_it_is_needed() -> None:
    program = python(
        """
        import sys
        import closeness_cli.core.near
        print("difflib" in sys.modules)
        """
    )
    assert outcome(program) == "False\n"
