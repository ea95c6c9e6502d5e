"""Ids from names of other systems."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from closeness_cli.storage.exchange.ids import (
    INSTRUMENT_ID,
    ITEM_ID,
    dimension_id_of,
    instrument_id_of,
    item_id_of,
)


@pytest.mark.parametrize(
    ("name", "made"),
    [
        ("mood_1", "mood_1"),
        ("a_", "a_"),
        ("/44250-9", "q_44250_9"),
        ("H1/T1/Q1", "h1_t1_q1"),
        ("1.2", "q_1_2"),
        ("Schlaf-Qualität", "schlaf_qualit_t"),
        ("", "q"),
    ],
)
def test_a_name_becomes_an_id(name: str, made: str) -> None:
    assert item_id_of(name) == made


def test_names_that_differ_far_behind_become_ids_that_differ() -> None:
    assert item_id_of("x" * 50 + "1") != item_id_of("x" * 50 + "2")
    assert len(item_id_of("x" * 50)) == 40


def test_an_id_that_is_taken_is_numbered() -> None:
    assert item_id_of("a b", {"a_b", "a_b_2"}) == "a_b_3"
    assert len(item_id_of("a" * 40, {"a" * 40})) == 40


def test_a_subcommand_is_no_instrument() -> None:
    assert instrument_id_of("list") == "list-form"
    assert instrument_id_of("Sleep_Quality") == "sleep-quality"
    assert dimension_id_of("/00004-0") == "score-00004-0"


@given(st.text(), st.sets(st.text(max_size=3), max_size=3))
def test_any_name_becomes_an_id_and_the_same_each_time(name: str, others: set[str]) -> None:
    taken = {item_id_of(one) for one in others}
    made = item_id_of(name, taken)
    assert ITEM_ID.fullmatch(made)
    assert made not in taken
    assert item_id_of(name, taken) == made
    assert INSTRUMENT_ID.fullmatch(instrument_id_of(name))


@given(st.from_regex(ITEM_ID, fullmatch=True))
def test_what_is_an_id_stays(name: str) -> None:
    assert item_id_of(name) == name
