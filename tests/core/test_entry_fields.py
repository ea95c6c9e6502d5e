"""What each kind of entry takes of its own; held against the record format and the instrument."""

from __future__ import annotations

from typing import Any

import msgspec
import pytest

from closeness_cli.core.entry import EntryKind
from closeness_cli.core.entry_fields import (
    CAUSES,
    FIELDS,
    FIRST_QUESTION,
    Field,
    Takes,
    check_field,
    check_fields,
    fields_of,
    read_field,
)
from closeness_cli.errors import WrongUseError
from closeness_cli.storage.bank.item_bank import load_bank, shipped_bank_path
from closeness_cli.storage.entries import KIND_FIELDS
from closeness_cli.storage.transfer.entry_records import ENTRY_BODIES

CONFLICT = {one.name: one for one in fields_of(EntryKind.CONFLICT)}
HEAT, CAUSE, TOPIC = CONFLICT["heat"], CONFLICT["cause"], CONFLICT["topic"]
[BEFORE, AFTER] = fields_of(EntryKind.HONESTY)
[TO, FEELING] = fields_of(EntryKind.MOMENT)

SAID_LATER = {"closed_as", "closed_on", "still_open_on"}
"""Fields of a conflict that nobody is asked for when it is written."""

BODY = {
    "at": "2025-11-14T21:04:00+01:00",
    "tz": "Europe/Berlin",
    "text": "",
    "tags": [],
    "visibility": "private",
}
EVERY_FIELD = [(kind, field) for kind, fields in FIELDS.items() for field in fields]


def record_takes(kind: EntryKind, field: Field, value: Any) -> bool:  # noqa: ANN401 - any JSON
    try:
        msgspec.convert({**BODY, "kind": str(kind), field.name: value}, ENTRY_BODIES[kind])
    except msgspec.ValidationError:
        return False
    return True


def field_takes(field: Field, value: object) -> bool:
    try:
        check_field(field, value)
    except WrongUseError:
        return False
    return True


def test_the_fields_of_each_kind_are_those_that_a_vault_keeps() -> None:
    for kind in EntryKind:
        assert {one.name for one in fields_of(kind)} == KIND_FIELDS[kind] - SAID_LATER


def test_every_kind_has_a_question_of_its_own() -> None:
    assert set(FIRST_QUESTION) == set(EntryKind)
    assert len(set(FIRST_QUESTION.values())) == len(EntryKind)


@pytest.mark.parametrize(
    ("kind", "field"), [one for one in EVERY_FIELD if one[1].takes is Takes.NUMBER]
)
def test_a_number_has_the_range_of_the_record_format(kind: EntryKind, field: Field) -> None:
    for value in (field.low - 1, field.low, field.high, field.high + 1):
        assert field_takes(field, value) == record_takes(kind, field, value)
    assert field_takes(field, field.low)
    assert not field_takes(field, field.high + 1)


@pytest.mark.parametrize("field", [TO, FEELING])
@pytest.mark.parametrize("value", ["Noor", "愛", "a\nb", "a\x1bb", "x" * 64, "x" * 65, "x" * 81])
def test_a_line_is_as_long_as_in_the_record_format(field: Field, value: str) -> None:
    assert field_takes(field, value) == record_takes(EntryKind.MOMENT, field, value)


@pytest.mark.parametrize("value", ["", "  ", "\ud800"])
def test_a_line_without_text_is_none(value: str) -> None:
    assert not field_takes(TO, value)
    assert not field_takes(TOPIC, value)


def test_the_causes_are_the_items_of_the_instrument() -> None:
    found = next(
        one for one in load_bank(shipped_bank_path()).instruments if one.id == "drift-causes"
    )
    titles = {one.items[0]: one.title.lower() for one in found.dimensions}
    assert dict(CAUSES) == {one.id: titles[one.id] for one in found.items}


def test_what_was_not_said_is_not_kept() -> None:
    given = {"cause": "stress", "heat": None, "topic": None}
    assert check_fields(EntryKind.CONFLICT, given) == {"cause": "stress"}


def test_a_zero_is_kept() -> None:
    assert check_fields(EntryKind.HONESTY, {"before": 0, "after": None}) == {"before": 0}


@pytest.mark.parametrize(
    ("field", "value", "sentence", "hint"),
    [
        (HEAT, 6, "--hot takes a whole number from 1 to 5.", "For example: --hot 1"),
        (BEFORE, -3, "--before takes a whole number from -2 to 2.", "For example: --before 1"),
        (
            CAUSE,
            "secret",
            "--cause takes talk, stress, past, wishes or time.",
            "For example: --cause talk",
        ),
    ],
)
def test_a_refusal_says_the_option_and_never_the_value(
    field: Field, value: object, sentence: str, hint: str
) -> None:
    with pytest.raises(WrongUseError) as error:
        check_field(field, value)
    assert (error.value.sentence, error.value.hint) == (sentence, hint)


@pytest.mark.parametrize(
    ("field", "line", "value"),
    [
        (HEAT, " 3 ", 3),
        (AFTER, "−2", -2),
        (AFTER, "+1", 1),
        (CAUSE, "2", "stress"),
        (CAUSE, "Stress", "stress"),
        (TO, " Noor ", "Noor"),
        (TOPIC, "The dishes.", "The dishes."),
    ],
)
def test_a_line_at_a_prompt_is_understood(field: Field, line: str, value: object) -> None:
    assert read_field(field, line) == value


@pytest.mark.parametrize(
    ("field", "line"),
    [(HEAT, "0"), (HEAT, "3.5"), (HEAT, "٣"), (HEAT, "1_0"), (CAUSE, "0"), (CAUSE, "6")],
)
def test_a_line_that_is_no_answer_asks_for_one(field: Field, line: str) -> None:
    with pytest.raises(WrongUseError) as error:
        read_field(field, line)
    assert error.value.sentence.startswith("Please type ")
    assert line not in error.value.sentence.replace("1 to 5", "")
    assert "number from 1 to 5" in error.value.sentence
