"""Conditions on earlier answers."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders import responses
from closeness_cli.core.instruments.condition import Comparison, Condition

ANSWERS = st.one_of(st.none(), st.integers(-3, 3))


@pytest.mark.parametrize(
    ("op", "holds_for"),
    [
        (Comparison.EQUALS, {2}),
        (Comparison.DIFFERS, {1, 3, None}),
        (Comparison.LESS, {1}),
        (Comparison.AT_MOST, {1, 2}),
        (Comparison.MORE, {3}),
        (Comparison.AT_LEAST, {2, 3}),
        (Comparison.ANSWERED, {1, 2, 3}),
    ],
)
def test_an_answer_is_compared_and_a_skip_equals_nothing(
    op: Comparison, holds_for: set[int | None]
) -> None:
    condition = Condition("close", op, None if op is Comparison.ANSWERED else 2)
    answers = (1, 2, 3, None)
    assert {one for one in answers if condition.holds(responses(close=one))} == holds_for


def test_an_item_that_was_never_asked_is_as_a_skipped_one() -> None:
    assert not Condition("close", Comparison.EQUALS, 2).holds({})
    assert Condition("close", Comparison.DIFFERS, 2).holds({})


def test_words_are_answered_and_never_less_or_more() -> None:
    given_words = responses(words="much")
    assert Condition("words", Comparison.ANSWERED).holds(given_words)
    assert not Condition("words", Comparison.AT_LEAST, 0).holds(given_words)


@given(ANSWERS, ANSWERS)
def test_all_and_any_are_those_of_logic(one: int | None, other: int | None) -> None:
    left = Condition("one", Comparison.MORE, 0)
    right = Condition("other", Comparison.MORE, 0)
    answered = responses(one=one, other=other)
    both = (left.holds(answered), right.holds(answered))
    assert Condition(all=(left, right)).holds(answered) == all(both)
    assert Condition(any=(left, right)).holds(answered) == any(both)


def test_it_names_every_item_that_it_depends_on() -> None:
    nested = Condition(
        all=(Condition("a"), Condition(any=(Condition("b"), Condition("c", Comparison.ANSWERED))))
    )
    assert list(nested.items) == ["a", "b", "c"]
