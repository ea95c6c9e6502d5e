"""Measures without wording, and the wording that is joined to them."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from builders import a_scale, an_instrument, an_item
from closeness_cli.core.instruments.item_bank import ItemBank, Profile, Vector
from closeness_cli.core.instruments.profile import (
    Wording,
    attached_bank,
    join_wording,
    wording_faults,
)

if TYPE_CHECKING:
    from closeness_cli.core.instruments.instrument import Item


def silent(item_id: str) -> Item:
    return replace(an_item(item_id, scale=a_scale(1, 5, labels={})), text="")


MEASURE = replace(
    an_instrument(silent("i1"), silent("i2"), instrument_id="measure"), intro="As printed."
)
PROFILE = Profile(MEASURE, {"i1": "five", "i2": "five"}, ())
WORDING = Wording(
    profile="measure",
    version="1.0.0",
    right="It is mine.",
    items={"i1": "One invented stem.", "i2": "Another one."},
    labels={"five": {1: "no", 5: "yes"}},
)


def test_joined_a_measure_asks_the_words_and_scores_as_before() -> None:
    joined = join_wording(PROFILE, WORDING)
    assert [one.text for one in joined.items] == ["One invented stem.", "Another one."]
    assert all(one.scale and one.scale.labels == {1: "no", 5: "yes"} for one in joined.items)
    assert (joined.dimensions, joined.version) == (MEASURE.dimensions, MEASURE.version)


@pytest.mark.parametrize(
    ("given", "shown"), [("", "As printed."), ("Think of now.", "Think of now.")]
)
def test_the_printed_instruction_takes_the_place_of_ours(given: str, shown: str) -> None:
    assert join_wording(PROFILE, replace(WORDING, intro=given)).intro == shown


@pytest.mark.parametrize(
    ("wording", "fault"),
    [
        (replace(WORDING, items={"i1": "One."}), "item 'i2' has no wording"),
        (replace(WORDING, items={"i1": "One.", "i2": "  "}), "item 'i2' has no wording"),
        (
            replace(WORDING, items={**WORDING.items, "i3": "Third."}),
            "item 'i3' is not in the profile",
        ),
        (replace(WORDING, labels={}), "the end 1 of scale 'five' has no label"),
        (
            replace(WORDING, labels={"five": {1: "no", 5: "yes", 6: "more"}}),
            "label 6 is outside of scale 'five'",
        ),
        (
            replace(WORDING, labels={**WORDING.labels, "fife": {1: "no"}}),
            "scale 'fife' is not in the profile",
        ),
    ],
)
def test_what_does_not_fit_is_named_and_never_joined(wording: Wording, fault: str) -> None:
    faults = wording_faults(PROFILE, wording)
    assert any(one.startswith(fault) for one in faults), faults
    assert not any("invented stem" in one for one in faults)
    with pytest.raises(ValueError, match=r"item|scale|end"):
        join_wording(PROFILE, wording)


def test_a_bank_holds_the_measures_whose_wording_fits_with_their_vectors() -> None:
    vectors = (Vector("measure", {"i1": 1}), Vector("other", {"i1": 1}))
    profiles = ItemBank((), vectors=vectors, profiles=(PROFILE,))
    bank = attached_bank(profiles, [WORDING, replace(WORDING, profile="gone")])
    assert [one.id for one in bank.instruments] == ["measure"]
    assert bank.vectors == vectors[:1]
    assert attached_bank(profiles, [replace(WORDING, items={})]).instruments == ()
