"""Definitions and responses of an import: every field of an instrument, by its type."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from closeness_cli.core.instruments.definition import definition_id, to_definition
from closeness_cli.storage.bank.item_bank import SHIPPED, load_bank, parse_bank, shipped_bank_path
from closeness_cli.storage.transfer.definitions import check_definition, check_response
from closeness_cli.storage.transfer.lines import BadLineError

if TYPE_CHECKING:
    from closeness_cli.core.instruments.instrument import Instrument

RICH = parse_bank(
    (Path(__file__).parents[1] / "bank" / "rich_bank.yaml").read_bytes(), "bank.yaml"
).instruments[0]
BANKS = [load_bank(shipped_bank_path(name)) for name in SHIPPED]
ALL = [
    RICH,
    *(one for bank in BANKS for one in bank.instruments),
    *(one.instrument for bank in BANKS for one in bank.profiles),
]


@pytest.mark.parametrize("instrument", ALL, ids=lambda one: one.id)
def test_what_can_be_asked_here_comes_back_in_an_import(instrument: Instrument) -> None:
    definition = to_definition(instrument)
    check_definition(definition_id(definition), definition)


def changed(path: list[str | int], value: object) -> dict[str, Any]:
    """Give the rich definition with one value replaced."""
    definition = to_definition(RICH)
    part: Any = definition
    for step in path[:-1]:
        part = part[step]
    part[path[-1]] = value
    return definition


@pytest.mark.parametrize(
    ("path", "value"),
    [
        (["order"], "sorted"),
        (["pairs"], [["near", "far", "matters"]]),
        (["items", 0, "reasons"], ["tired"]),
        (["items", 0, "tags"], "stress"),
        (["items", 5, "safety"], 1),
        (["items", 1, "show_if"], "near == 4"),
        (["items", 1, "show_if", "value"], 4.5),
        (["items", 1, "show_if", "code"], "import os"),
        (["items", 2, "show_if", "any", 1, "all", 0, "op"], "exec"),
        (["items", 3, "scale", "scores"], {"6": "none"}),
        (["items", 3, "scale", "labels"], {"one": "me"}),
        (["cutoffs", 0, "line"], "low"),
        (["noise", 0, "basis"], "alpha"),
        (["changes", 0, "kind"], "other"),
        (["changes", 1, "dimensions"], ["sum"]),
        (["plane", "tips", 0, "up"], 1),
    ],
    ids=str,
)
def test_a_value_of_another_type_is_no_instrument(path: list[str | int], value: object) -> None:
    definition = changed(path, value)
    with pytest.raises(BadLineError, match=r"^has a definition that is not an instrument\.$"):
        check_definition(definition_id(definition), definition)


def test_what_cannot_be_asked_is_refused_with_its_place() -> None:
    definition = changed(["items", 1, "show_if", "item"], "matters")
    with pytest.raises(
        BadLineError,
        match=r"cannot be asked and scored: items\[1\]\.show_if\.item: item 'matters' is not asked",
    ):
        check_definition(definition_id(definition), definition)


@pytest.mark.parametrize(
    ("item", "value", "safety"),
    [("near", 5, False), ("cooks", 6, False), ("fact", 9, False), ("quiet", 1, True)],
)
def test_a_number_that_may_be_answered_is_taken(item: str, value: int, *, safety: bool) -> None:
    check_response(RICH, {"item": item, "value": value}, safety=safety)


@pytest.mark.parametrize(("item", "value"), [("near", 6), ("fact", 5), ("near", "5")])
def test_a_number_that_may_not_be_answered_is_refused(item: str, value: object) -> None:
    with pytest.raises(BadLineError, match="has a 'value' that does not answer"):
        check_response(RICH, {"item": item, "value": value}, safety=False)


@pytest.mark.parametrize(
    ("item", "safety", "sentence"),
    [
        ("quiet", False, "answers 'quiet', which takes a 'safety_response'."),
        ("near", True, "answers 'near', which takes a 'response'."),
    ],
)
def test_answers_to_safety_items_have_a_record_of_their_own(
    item: str, sentence: str, *, safety: bool
) -> None:
    with pytest.raises(BadLineError) as caught:
        check_response(RICH, {"item": item, "value": 1}, safety=safety)
    assert str(caught.value) == sentence
