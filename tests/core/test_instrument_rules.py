"""What must hold inside of an instrument."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from builders import (
    a_dimension,
    a_list_item,
    a_scale,
    a_text_item,
    an_instrument,
    an_item,
)
from closeness_cli.core.instrument import (
    Cadence,
    Ideal,
    MissingRule,
    ScoreOp,
)
from closeness_cli.core.instrument_rules import faults_of
from closeness_cli.storage.bank.item_bank import load_bank, shipped_bank_path

if TYPE_CHECKING:
    from closeness_cli.core.instrument import Instrument

CLOSE = an_item("close")
ROOM = an_item("room", ideal=Ideal(value=3))
CONNECTION = a_dimension()
IN_CONNECTION = "in dimension 'connection',"
IDEAL = a_dimension("room", items=["room"], op=ScoreOp.IDEAL)


@pytest.mark.parametrize("one", load_bank(shipped_bank_path()).instruments, ids=lambda one: one.id)
def test_the_shipped_instruments_are_sound(one: Instrument) -> None:
    assert faults_of(one) == []


@pytest.mark.parametrize(
    "one",
    [
        an_instrument(),
        an_instrument(a_text_item(), a_list_item()),
        an_instrument(ROOM, dimensions=[IDEAL]),
        an_instrument(
            CLOSE,
            an_item("room", ideal=Ideal(item="close")),
            dimensions=[a_dimension("room", items=["room"], op=ScoreOp.IDEAL, min_fraction=0.5)],
        ),
        an_instrument(replace(a_text_item(), journal_as="conflict")),
    ],
)
def test_what_can_be_asked_and_scored_has_no_fault(one: Instrument) -> None:
    assert faults_of(one) == []


@pytest.mark.parametrize(
    ("faulty", "faults"),
    [
        (replace(an_instrument(), items=(), dimensions=()), ["it has no items"]),
        (
            an_instrument(CLOSE, CLOSE, dimensions=[CONNECTION]),
            ["item 'close' is given twice"],
        ),
        (
            an_instrument(dimensions=[CONNECTION, CONNECTION]),
            ["dimension 'connection' is given twice"],
        ),
        (
            an_instrument(replace(CLOSE, scale=None)),
            ["item 'close' of kind scale needs the field 'scale'"],
        ),
        (
            an_instrument(replace(a_text_item(), scale=a_scale(), most=2)),
            [
                "item 'words' of kind text has no 'most'",
                "item 'words' of kind text has no 'scale'",
            ],
        ),
        (
            an_instrument(replace(a_list_item(), rating="")),
            ["item 'talks' of kind list needs the field 'rating'"],
        ),
        (
            an_instrument(a_list_item(most=10)),
            ["item 'talks' asks for more than 9 lines, or fewer than none"],
        ),
        (
            an_instrument(an_item(scale=a_scale(3, 3))),
            ["the scale of item 'close' does not lead from -100 or more up to 100 or less"],
        ),
        (
            an_instrument(an_item(scale=a_scale(0, 2**62))),
            ["the scale of item 'close' does not lead from -100 or more up to 100 or less"],
        ),
        (
            an_instrument(replace(a_text_item(), journal_as="walk")),
            ["item 'words' becomes no known kind of entry"],
        ),
        (
            an_instrument(replace(ROOM, reverse_scored=True), dimensions=[IDEAL]),
            ["item 'room' has an ideal, so it is not reverse_scored"],
        ),
        (
            an_instrument(an_item("room", ideal=Ideal()), dimensions=[IDEAL]),
            ["the ideal of item 'room' is either a value or an item"],
        ),
        (
            an_instrument(an_item("room", ideal=Ideal(value=6)), dimensions=[IDEAL]),
            ["the ideal of item 'room' is outside of its scale"],
        ),
        (
            an_instrument(an_item("room", ideal=Ideal(item="room")), dimensions=[IDEAL]),
            ["the ideal of item 'room' is not another item with the same scale"],
        ),
        (
            an_instrument(an_item("room", ideal=Ideal(item="nowhere")), dimensions=[IDEAL]),
            ["the ideal of item 'room' is not another item with the same scale"],
        ),
        (
            an_instrument(
                an_item("room", ideal=Ideal(item="words")), a_text_item(), dimensions=[IDEAL]
            ),
            ["the ideal of item 'room' is not another item with the same scale"],
        ),
        (
            an_instrument(
                an_item("room", ideal=Ideal(item="close")),
                an_item("close", scale=a_scale(1, 7)),
                dimensions=[IDEAL],
            ),
            ["the ideal of item 'room' is not another item with the same scale"],
        ),
        (
            an_instrument(dimensions=[a_dimension(items=[])]),
            ["dimension 'connection' has no items"],
        ),
        (
            an_instrument(dimensions=[a_dimension(items=["close", "close"])]),
            ["in dimension 'connection', item 'close' is given twice"],
        ),
        (
            an_instrument(dimensions=[a_dimension(items=["far"])]),
            ["dimension 'connection' has the unknown item 'far'"],
        ),
        (
            an_instrument(a_text_item(), dimensions=[a_dimension(items=["words"])]),
            ["in dimension 'connection', item 'words' is of kind text, which has no score"],
        ),
        (
            an_instrument(dimensions=[a_dimension(op=ScoreOp.IDEAL)]),
            ["in dimension 'connection', item 'close' has no ideal, which op ideal needs"],
        ),
        (
            an_instrument(ROOM, dimensions=[a_dimension(items=["room"])]),
            [f"{IN_CONNECTION} item 'room' has an ideal, so its dimension needs op ideal"],
        ),
        *(
            (
                an_instrument(dimensions=[a_dimension(min_fraction=share)]),
                ["the min_fraction of dimension 'connection' is not above 0, up to 1"],
            )
            for share in (0.0, -0.5, 1.7e308, float("nan"))
        ),
        (
            an_instrument(
                dimensions=[
                    replace(CONNECTION, missing=MissingRule.REQUIRE_COMPLETE, min_fraction=0.5)
                ]
            ),
            ["the min_fraction of dimension 'connection' belongs to 'missing: prorate'"],
        ),
        (replace(an_instrument(), cadence=Cadence(7, 0, 7)), ["its cadence has less than a day"]),
        (
            replace(an_instrument(), cadence=Cadence(7, 8, 7)),
            ["its min_days is above its suggest_days"],
        ),
    ],
)
def test_every_fault_is_said(faulty: Instrument, faults: list[str]) -> None:
    assert faults_of(faulty) == faults
