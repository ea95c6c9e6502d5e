"""Instruments and their response scales: what can be answered, and what it counts for."""

from __future__ import annotations

from dataclasses import replace

import pytest

from builders import a_dimension, a_scale, an_instrument, an_item
from closeness_cli.core.instruments.instrument import ResponseScale, ScaleKind

AROUND_ZERO = a_scale(-1, 1, labels={-1: "less", 0: "as wanted", 1: "more"})

WHO = ResponseScale(
    ScaleKind.ALLOCATION, 1, 4, {1: "me", 3: "you", 4: "neither"}, scores={3: 2.5, 4: None}
)


def test_an_item_and_a_dimension_are_found_by_their_ids() -> None:
    form = an_instrument(an_item("near"), an_item("room"), dimensions=[a_dimension("room")])
    assert form.item("room") is form.items[1]
    with pytest.raises(KeyError, match="none"):
        form.item("none")
    assert form.dimension("room") is form.dimensions[0]
    assert form.dimension("near") is None


def test_a_number_without_a_label_is_shown_as_the_number() -> None:
    scale = a_scale(1, 10, labels={1: "far", 10: "near"})
    assert [scale.label(1), scale.label(2)] == ["far", "2"]
    assert AROUND_ZERO.values == (-1, 0, 1)


def test_only_labelled_numbers_may_be_answered_where_a_scale_says_so() -> None:
    assert WHO.values == (1, 2, 3, 4)
    assert replace(WHO, only_labelled=True).values == (1, 3, 4)


def test_an_answer_counts_for_itself_unless_its_scale_says_otherwise() -> None:
    assert [WHO.counts_for(one) for one in WHO.values] == [1, 2, 2.5, None]
    assert WHO.range == (1, 2.5)
    assert AROUND_ZERO.range == (-1, 1)
