"""Definitions: an instrument as plain data and back, addressed by its hash."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from closeness_cli.core.canonical import canonical
from closeness_cli.core.definition import definition_id, from_definition, to_definition
from closeness_cli.core.instrument import (
    Cadence,
    Dimension,
    Ideal,
    Instrument,
    Item,
    ItemKind,
    MissingRule,
    ResponseScale,
    ScaleKind,
    ScoreOp,
)
from closeness_cli.core.item_bank import ItemBank
from closeness_cli.storage.bank.item_bank import load_bank, shipped_bank_path

SHIPPED = load_bank(shipped_bank_path()).instruments

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

SAMPLE_ID = "2bee5c0418cc8568763ad99b46712e343f866af8fe5fe96cf460fcc28a594dfa"


@pytest.mark.parametrize("instrument", [*SHIPPED, SAMPLE], ids=lambda one: one.id)
def test_a_definition_reads_back_as_the_same_instrument(instrument: Instrument) -> None:
    definition = to_definition(instrument)
    assert from_definition(definition) == instrument
    assert from_definition(json.loads(canonical(definition))) == instrument


@pytest.mark.parametrize("instrument", [*SHIPPED, SAMPLE], ids=lambda one: one.id)
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


def test_an_item_is_found_by_its_id() -> None:
    assert SAMPLE.item("room") is SAMPLE.items[1]
    with pytest.raises(KeyError, match="none"):
        SAMPLE.item("none")


def test_an_instrument_is_found_in_a_bank_by_its_id() -> None:
    bank = ItemBank((SAMPLE,))
    assert bank.find("sample") is SAMPLE
    assert bank.find("none") is None


def test_a_number_without_a_label_is_shown_as_the_number() -> None:
    assert [TEN.label(1), TEN.label(2)] == ["far", "2"]
    assert list(AROUND_ZERO.values) == [-1, 0, 1]
