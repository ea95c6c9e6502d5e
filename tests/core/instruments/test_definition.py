"""Definitions: an instrument as plain data and back, addressed by its hash."""

from __future__ import annotations

import json
from dataclasses import fields, replace

import pytest

from closeness_cli.core.canonical import canonical
from closeness_cli.core.instruments.condition import Comparison, Condition
from closeness_cli.core.instruments.definition import definition_id, from_definition, to_definition
from closeness_cli.core.instruments.instrument import (
    Cadence,
    Change,
    ChangeKind,
    Continuity,
    Cutoff,
    Dimension,
    Direction,
    Half,
    Ideal,
    Instrument,
    Item,
    ItemKind,
    MissingRule,
    Noise,
    NoiseBasis,
    Order,
    Plane,
    ResponseScale,
    ScaleKind,
    ScoreOp,
    SkipReason,
    Tip,
)
from closeness_cli.storage.bank.item_bank import SHIPPED as SHIPPED_BANKS
from closeness_cli.storage.bank.item_bank import load_bank, shipped_bank_path

BANKS = [load_bank(shipped_bank_path(name)) for name in SHIPPED_BANKS]
SHIPPED = [
    *(one for bank in BANKS for one in bank.instruments),
    *(one.instrument for bank in BANKS for one in bank.profiles),
]

TEN = ResponseScale(ScaleKind.NUMERIC, 1, 10, {1: "far", 10: "näher"})
AROUND_ZERO = ResponseScale(ScaleKind.BIPOLAR, -1, 1, {-1: "less", 0: "as wanted", 1: "more"})

SAMPLE = Instrument(
    id="sample",
    version="1.0.0",
    title="Sample",
    intro="Three things.",
    source="ours",
    licence="MIT",
    says_not="Much.",
    minutes=1,
    cadence=Cadence(7, 6, 7),
    items=(
        Item("near", ItemKind.SCALE, "How near?", scale=TEN, reverse_scored=True),
        Item("room", ItemKind.SCALE, "Room?", scale=AROUND_ZERO, ideal=Ideal(value=0)),
        Item("story", ItemKind.TEXT, "What happened?", journal_as="conflict", help="A line."),
    ),
    dimensions=(
        Dimension("near", "Near", ScoreOp.MEAN, ("near",), MissingRule.PRORATE, 0.8),
        Dimension("room", "Room", ScoreOp.IDEAL, ("room",)),
    ),
)

RICH = replace(
    SAMPLE,
    id="rich",
    version="2.0.0",
    items=(
        Item(
            "near",
            ItemKind.SCALE,
            "How near?",
            scale=replace(TEN, only_labelled=True, scores={10: 2.5, 1: None}),
            reasons=(SkipReason.NOT_APPLICABLE,),
            why="So.",
            importance="room",
            tags=("walk",),
        ),
        Item(
            "room",
            ItemKind.SCALE,
            "Room?",
            scale=AROUND_ZERO,
            show_if=Condition(
                any=(
                    Condition("near", Comparison.AT_LEAST, 10),
                    Condition(all=(Condition("near", Comparison.ANSWERED),)),
                )
            ),
        ),
        Item("quiet", ItemKind.TEXT, "Quiet?", safety=True),
    ),
    dimensions=(
        Dimension("near", "Near", ScoreOp.SUM, ("near",), direction=Direction.NEITHER),
        Dimension("room", "Room", ScoreOp.MEAN, ("room",), MissingRule.IGNORE),
    ),
    order=Order.SHUFFLE,
    pairs=(("near", "room"),),
    cutoffs=(Cutoff("near", 2.0, "A page"),),
    noise=(Noise("near", NoiseBasis.RETEST, 0.9, "A page", 1.5, 14),),
    changes=(
        Change("2.0.0", "2026-01-31", ChangeKind.WORDING, "So.", Continuity.BREAK, {"near": "far"}),
    ),
    plane=Plane("near", "room", (Tip(Half.LOW, Half.HIGH, "A line."),)),
)
"""Every field that is not in the sample."""

SAMPLE_ID = "2bee5c0418cc8568763ad99b46712e343f866af8fe5fe96cf460fcc28a594dfa"


@pytest.mark.parametrize("instrument", [*SHIPPED, SAMPLE, RICH], ids=lambda one: one.id)
def test_a_definition_reads_back_as_the_same_instrument(instrument: Instrument) -> None:
    definition = to_definition(instrument)
    assert from_definition(definition) == instrument
    assert from_definition(json.loads(canonical(definition))) == instrument


@pytest.mark.parametrize("instrument", [*SHIPPED, SAMPLE, RICH], ids=lambda one: one.id)
def test_reading_back_keeps_the_address(instrument: Instrument) -> None:
    definition = to_definition(instrument)
    text = canonical(definition)
    assert definition_id(json.loads(text)) == definition_id(definition)
    assert canonical(to_definition(from_definition(json.loads(text)))) == text


def test_a_definition_leaves_out_what_holds_its_default() -> None:
    assert to_definition(SAMPLE)["items"][1] == {
        "id": "room",
        "kind": "scale",
        "text": "Room?",
        "scale": {
            "kind": "bipolar",
            "min": -1,
            "max": 1,
            "labels": {"-1": "less", "0": "as wanted", "1": "more"},
        },
        "ideal": {"value": 0},
    }


def test_the_address_of_a_definition_stays_what_it_was() -> None:
    assert definition_id(to_definition(SAMPLE)) == SAMPLE_ID


def test_a_change_of_one_word_is_another_address() -> None:
    changed = replace(SAMPLE, intro="Three other things.")
    assert definition_id(to_definition(changed)) != SAMPLE_ID


def test_canonical_json_does_not_depend_on_the_order_of_fields() -> None:
    assert canonical({"b": 1, "a": "ä"}) == canonical({"a": "ä", "b": 1}) == '{"a":"ä","b":1}'


def test_every_field_that_a_definition_can_have_is_tried_here() -> None:
    assert set(to_definition(RICH)) | set(to_definition(SAMPLE)) == names_of(Instrument) - {
        "ends_with"
    }
    items = [*to_definition(RICH)["items"], *to_definition(SAMPLE)["items"]]
    assert {name for one in items for name in one} == names_of(Item) - {"rating", "most"}


def names_of(made: type[Instrument] | type[Item]) -> set[str]:
    return {one.name for one in fields(made)}


@pytest.mark.parametrize("broken", [{}, {"id": 1}, {**to_definition(RICH), "surprise": 1}])
def test_what_is_no_definition_is_refused(broken: dict[str, object]) -> None:
    with pytest.raises(TypeError):
        from_definition(broken)
