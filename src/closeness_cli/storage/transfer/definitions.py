"""Whether a definition can be asked and scored, and whether a response answers it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from closeness_cli.core.instruments.definition import definition_id
from closeness_cli.core.instruments.instrument import ItemKind
from closeness_cli.core.instruments.rules.instruments import faults_of
from closeness_cli.core.near import quoted
from closeness_cli.storage.administration_records import read_answer
from closeness_cli.storage.definitions import typed_instrument
from closeness_cli.storage.transfer.lines import BadLineError

if TYPE_CHECKING:
    from closeness_cli.core.instruments.instrument import Instrument, Item


def check_definition(record_id: str, definition: dict[str, Any]) -> None:
    """Let a definition through that is addressed rightly and can be asked and scored.

    Raises:
        BadLineError: With what is wrong.
    """
    if definition_id(definition) != record_id:
        raise BadLineError("has a definition that is not the one of its 'id' (SHA-256).")
    instrument = typed_instrument(definition)
    if instrument is None:
        raise BadLineError("has a definition that is not an instrument.")
    faults = faults_of(instrument)
    if faults:
        raise BadLineError(f"has a definition that cannot be asked and scored: {faults[0]}.")


def check_response(instrument: Instrument, body: dict[str, Any], *, safety: bool) -> None:
    """Let a response through that answers an item of its definition.

    Args:
        safety: It is a `safety_response`, and so answers a safety item; others never do.

    Raises:
        BadLineError: With what is wrong.
    """
    item = next((one for one in instrument.items if one.id == body["item"]), None)
    if item is None:
        raise BadLineError(f"answers {quoted(body['item'])}, which its definition does not ask.")
    if item.safety is not safety:
        wanted = "a 'response'" if safety else "a 'safety_response'"
        raise BadLineError(f"answers {quoted(item.id)}, which takes {wanted}.")
    if ("value" in body) == ("reason" in body):
        raise BadLineError("needs either 'value' or 'reason'.")
    if "value" in body and not _fits(item, body["value"]):
        raise BadLineError(f"has a 'value' that does not answer {quoted(item.id)}.")


def _fits(item: Item, plain: object) -> bool:
    value = read_answer(plain)
    if item.kind is ItemKind.TEXT or item.scale is None:
        return isinstance(value, str)
    if item.kind is ItemKind.SCALE:
        return isinstance(value, int) and value in item.scale.values
    return isinstance(value, tuple) and all(
        one.value is None or one.value in item.scale.values for one in value
    )
