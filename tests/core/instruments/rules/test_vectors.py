"""Conformance vectors against the instrument that they belong to."""

from __future__ import annotations

from builders import a_dimension, a_text_item, an_instrument, an_item
from closeness_cli.core.instruments.item_bank import Vector
from closeness_cli.core.instruments.rules.ground import Unsure
from closeness_cli.core.instruments.rules.vectors import vector_findings

FORM = an_instrument(
    an_item("close"), a_text_item(), dimensions=[a_dimension("connection", items=["close"])]
)


def said(vector: Vector) -> list[str]:
    return [one.shown() for one in vector_findings(FORM, vector)]


def test_a_vector_that_holds_has_no_finding() -> None:
    assert said(Vector("week", {"close": 4}, {"connection": 75}, {"connection": 4})) == []
    assert said(Vector("week", {"close": None}, {"connection": None})) == []
    assert said(Vector("week", {}, {"connection": None}, {"connection": None})) == []


def test_another_score_is_told_beside_the_one_expected() -> None:
    vector = Vector("week", {"close": 4}, {"connection": 74.5}, {"connection": 4.25})
    assert said(vector) == [
        "scores.connection: expected 74.5, found 75",
        "totals.connection: expected 4.25, found 4",
    ]


def test_a_score_that_is_missing_or_should_be_is_told() -> None:
    assert said(Vector("week", {}, {"connection": 75})) == [
        "scores.connection: expected 75, found none"
    ]
    assert said(Vector("week", {"close": 4}, {"connection": None})) == [
        "scores.connection: expected none, found 75"
    ]


def test_what_a_vector_names_must_be_there_before_anything_is_scored() -> None:
    vector = Vector("week", {"clos": 4, "words": 1, "close": 9}, {"conection": 3})
    assert said(vector) == [
        "answers.clos: unknown item 'clos' (did you mean 'close'?)",
        "answers.words: item 'words' has no score, so no vector answers it",
        "answers.close: item 'close' cannot be answered with 9",
        "scores.conection: unknown dimension 'conection' (did you mean 'connection'?)",
    ]
    assert said(Vector("week", {"close": 4})) == [
        "a vector says which 'scores' or 'totals' its answers give"
    ]


def test_where_something_is_unsure_nothing_is_scored() -> None:
    wrong = Vector("week", {"close": 4, "lost": 1}, {"connection": 1})
    assert vector_findings(FORM, wrong, Unsure(items=frozenset({"lost"}))) == []
