"""Vectors: what they must give, and what is told where they do not."""

from __future__ import annotations

from builders import a_dimension, an_instrument, an_item
from closeness_cli.core.instruments.conformance import Mismatch, mismatches
from closeness_cli.core.instruments.instrument import ScoreOp
from closeness_cli.core.instruments.item_bank import Vector

TWO = an_instrument(
    an_item("a"),
    an_item("b", reverse_scored=True),
    dimensions=[
        a_dimension(items=["a", "b"]),
        a_dimension("whole", items=["a", "b"], op=ScoreOp.SUM),
    ],
)


def vector(a: int | None, b: int | None, **expected: float | None) -> Vector:
    return Vector("week", {"a": a, "b": b}, scores=expected)


def test_vectors_that_hold_say_nothing() -> None:
    right = Vector("week", {"a": 5, "b": 2}, {"connection": 87.5}, {"connection": 4.5, "whole": 9})
    assert (
        mismatches(TWO, [right, vector(1, 5, connection=0), vector(1, None, connection=None)]) == []
    )


def test_a_wrong_score_is_named_with_what_was_found() -> None:
    found = mismatches(TWO, [vector(5, 1, connection=100), vector(5, 5, connection=100)])
    assert found == [Mismatch(2, "connection", "percent of the range", 100, 50)]


def test_a_wrong_total_is_told_apart_from_a_wrong_percent() -> None:
    found = mismatches(TWO, [Vector("week", {"a": 5, "b": 1}, totals={"whole": 6})])
    assert found == [Mismatch(1, "whole", "total", 6, 10)]


def test_a_score_where_there_must_be_none_is_a_mismatch_and_the_other_way_round() -> None:
    found = mismatches(TWO, [vector(5, 1, connection=None), vector(5, None, connection=100)])
    assert [(one.expected, one.found) for one in found] == [(None, 100), (100, None)]


def test_a_dimension_that_is_not_there_has_no_score() -> None:
    assert mismatches(TWO, [vector(1, 1, other=50)]) == [
        Mismatch(1, "other", "percent of the range", 50, None)
    ]
