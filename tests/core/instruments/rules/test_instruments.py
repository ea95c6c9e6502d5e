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
from closeness_cli.core.instruments.condition import Condition
from closeness_cli.core.instruments.instrument import (
    Cadence,
    Change,
    ChangeKind,
    Cutoff,
    Half,
    Ideal,
    MissingRule,
    Noise,
    NoiseBasis,
    Plane,
    ScoreOp,
    Tip,
)
from closeness_cli.core.instruments.rules.ground import Unsure
from closeness_cli.core.instruments.rules.instruments import faults_of, findings_of
from closeness_cli.storage.bank.item_bank import load_bank, shipped_bank_path

if TYPE_CHECKING:
    from closeness_cli.core.instruments.instrument import Instrument

CLOSE = an_item("close")
ROOM = an_item("room", ideal=Ideal(value=3))
CONNECTION = a_dimension()
FIRST = "dimensions[0].items[0]:"
IDEAL = a_dimension("room", items=["room"], op=ScoreOp.IDEAL)


def deep(levels: int) -> Condition:
    """Nest a condition, so many levels deep."""
    condition = Condition("close", value=1)
    for _ in range(levels - 1):
        condition = Condition(all=(condition,))
    return condition


def with_condition(condition: Condition) -> Instrument:
    return an_instrument(CLOSE, replace(an_item("then"), show_if=condition))


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
        (replace(an_instrument(), items=(), dimensions=()), ["items: an instrument needs items"]),
        (
            an_instrument(CLOSE, CLOSE, dimensions=[CONNECTION]),
            ["items[1].id: item 'close' is given twice"],
        ),
        (
            an_instrument(dimensions=[CONNECTION, CONNECTION]),
            ["dimensions[1].id: dimension 'connection' is given twice"],
        ),
        (
            an_instrument(replace(CLOSE, scale=None)),
            ["items[0]: an item of kind scale needs the field 'scale'"],
        ),
        (
            an_instrument(replace(a_text_item(), scale=a_scale(), most=2)),
            [
                "items[0].most: an item of kind text has no 'most'",
                "items[0].scale: an item of kind text has no 'scale'",
            ],
        ),
        (
            an_instrument(replace(a_list_item(), rating="")),
            ["items[0]: an item of kind list needs the field 'rating'"],
        ),
        (
            an_instrument(replace(a_list_item(), safety=True)),
            ["items[0].safety: an item of kind list has no 'safety'"],
        ),
        (an_instrument(a_list_item(most=10)), ["items[0].most: must be from 1 to 9"]),
        (
            an_instrument(an_item(scale=a_scale(3, 3))),
            ["items[0].scale.max: max must be above min, which is 3"],
        ),
        (
            an_instrument(an_item(scale=a_scale(0, 2**62))),
            ["items[0].scale.max: a scale lies between -100 and 100"],
        ),
        (
            an_instrument(an_item(scale=a_scale(labels={1: "no", 6: "yes"}))),
            ["items[0].scale.labels: label 6 is outside of 1 to 5"],
        ),
        (
            an_instrument(an_item(scale=replace(a_scale(), scores={5: float("nan")}))),
            ["items[0].scale.scores: the score of 5 is not a number"],
        ),
        (
            an_instrument(replace(a_text_item(), journal_as="walk")),
            ["items[0].journal_as: 'walk' is no kind of entry"],
        ),
        (
            an_instrument(replace(ROOM, reverse_scored=True), dimensions=[IDEAL]),
            ["items[0].ideal: an item with an ideal is not reverse_scored"],
        ),
        (
            an_instrument(an_item("room", ideal=Ideal()), dimensions=[IDEAL]),
            ["items[0].ideal: an ideal has either a value or an item"],
        ),
        (
            an_instrument(an_item("room", ideal=Ideal(value=6)), dimensions=[IDEAL]),
            ["items[0].ideal.value: the ideal 6 is outside of 1 to 5"],
        ),
        (
            an_instrument(
                an_item("room", ideal=Ideal(value=5), scale=replace(a_scale(), scores={5: None})),
                dimensions=[IDEAL],
            ),
            ["items[0].ideal.value: the ideal 5 is outside of 1 to 4"],
        ),
        (
            an_instrument(an_item("room", ideal=Ideal(item="room")), dimensions=[IDEAL]),
            ["items[0].ideal.item: item 'room' cannot be its own ideal"],
        ),
        (
            an_instrument(an_item("room", ideal=Ideal(item="nowhere")), dimensions=[IDEAL]),
            ["items[0].ideal.item: unknown item 'nowhere'; known here: room"],
        ),
        (
            an_instrument(
                an_item("room", ideal=Ideal(item="words")), a_text_item(), dimensions=[IDEAL]
            ),
            ["items[0].ideal.item: item 'words' is not of kind scale, so it names no ideal"],
        ),
        (
            an_instrument(
                an_item("room", ideal=Ideal(item="close")),
                an_item("close", scale=a_scale(1, 7)),
                dimensions=[IDEAL],
            ),
            ["items[0].ideal.item: item 'close' has another scale, so it names no ideal"],
        ),
        (
            an_instrument(dimensions=[a_dimension(items=[])]),
            ["dimensions[0].items: a dimension needs items"],
        ),
        (
            an_instrument(dimensions=[a_dimension(items=["close", "close"])]),
            ["dimensions[0].items[1]: item 'close' is given twice"],
        ),
        (
            an_instrument(dimensions=[a_dimension(items=["far"])]),
            ["dimensions[0].items[0]: unknown item 'far'; known here: close"],
        ),
        (
            an_instrument(a_text_item(), dimensions=[a_dimension(items=["words"])]),
            ["dimensions[0].items[0]: item 'words' is of kind text, which has no score"],
        ),
        (
            an_instrument(dimensions=[a_dimension(op=ScoreOp.IDEAL)]),
            ["dimensions[0].items[0]: item 'close' has no ideal, which op ideal needs"],
        ),
        *(
            (
                an_instrument(ROOM, dimensions=[a_dimension(items=["room"], op=op)]),
                [f"{FIRST} item 'room' has an ideal, so its dimension needs op ideal"],
            )
            for op in (ScoreOp.MEAN, ScoreOp.SUM, ScoreOp.WEIGHTED)
        ),
        *(
            (
                an_instrument(dimensions=[a_dimension(min_fraction=share)]),
                ["dimensions[0].min_fraction: must be a number above 0, up to 1"],
            )
            for share in (0.0, -0.5, 1.7e308, float("nan"))
        ),
        *(
            (
                an_instrument(dimensions=[replace(CONNECTION, missing=rule, min_fraction=0.5)]),
                ["dimensions[0].min_fraction: min_fraction belongs to 'missing: prorate'"],
            )
            for rule in (MissingRule.REQUIRE_COMPLETE, MissingRule.IGNORE)
        ),
        (
            replace(an_instrument(), cadence=Cadence(7, 0, 7)),
            ["cadence.min_days: min_days is less than a day"],
        ),
        (
            replace(an_instrument(), cadence=Cadence(7, 8, 7)),
            ["cadence.min_days: min_days is above suggest_days, 7"],
        ),
        (
            with_condition(deep(5)),
            [f"items[1].show_if{'.all[0]' * 4}: conditions are at most 4 levels deep"],
        ),
        (
            replace(an_instrument(), cutoffs=(Cutoff("connection", float("nan"), " "),)),
            [
                "cutoffs[0].source: is empty",
                "cutoffs[0].line: the line nan is outside of 1 to 5",
            ],
        ),
        (
            replace(
                an_instrument(),
                noise=(Noise("connection", NoiseBasis.RETEST, 0.9, "A page", sd=9.0, days=0),),
            ),
            ["noise[0].sd: must be above 0, up to 4", "noise[0].days: is less than a day"],
        ),
        (
            replace(an_instrument(), changes=(Change("1", "soon", ChangeKind.TYPO, " "),)),
            [
                "changes[0].on: 'soon' is not a day such as 2026-01-31",
                "changes[0].says: is empty",
                "changes[0].version: '1' is not a version such as 1.0.0",
            ],
        ),
        (
            replace(
                an_instrument(),
                plane=Plane("connection", "connection", (Tip(Half.LOW, Half.LOW, " "),)),
            ),
            ["plane.up: a plane has two dimensions", "plane.tips[0].text: is empty"],
        ),
    ],
)
def test_every_fault_is_said(faulty: Instrument, faults: list[str]) -> None:
    assert faults_of(faulty) == faults


def test_the_deepest_condition_that_may_be_has_no_fault() -> None:
    assert faults_of(with_condition(deep(4))) == []


def test_a_balance_may_be_scored_from_items_with_an_ideal() -> None:
    balance = a_dimension("balance", items=["room"], op=ScoreOp.BALANCE)
    assert faults_of(an_instrument(ROOM, dimensions=[IDEAL, balance])) == []


def test_a_change_may_name_an_id_that_a_later_change_gave_up() -> None:
    first = Change("1.0.0", "2025-01-01", ChangeKind.SCORING, "A.", dimensions={"middle": "old"})
    second = Change(
        "2.0.0", "2026-01-01", ChangeKind.SCORING, "B.", dimensions={"connection": "middle"}
    )
    renamed = replace(an_instrument(version="2.0.0"), changes=(first, second))
    assert faults_of(renamed) == []
    assert faults_of(replace(renamed, changes=(first,))) == [
        "changes[0].dimensions.middle: unknown dimension 'middle'; known here: connection"
    ]


def test_nothing_is_said_of_what_could_not_be_read() -> None:
    torn = replace(
        an_instrument(dimensions=[a_dimension(items=["lost"])]),
        cutoffs=(Cutoff("gone", 3, "A page"),),
        pairs=(("close", "lost"),),
    )
    assert len(faults_of(torn)) == 3
    unsure = Unsure(frozenset({"lost"}), frozenset({"gone"}))
    assert findings_of(torn, unsure) == []
