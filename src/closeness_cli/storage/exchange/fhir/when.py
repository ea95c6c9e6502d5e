"""`enableWhen` of FHIR R4 as a condition, and back.

R4 holds comparisons of which all or any must be true, and nothing nested. A choice has no order
there, so that "less than 3" becomes "is 1 or is 2", or "is answered, and is not 3, 4 or 5".
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from closeness_cli.core.instruments.condition import Comparison, Condition
from closeness_cli.core.instruments.instrument import ItemKind
from closeness_cli.core.near import quoted
from closeness_cli.storage.exchange.choices import as_choices
from closeness_cli.storage.exchange.conditions import Known, RefusedError, compared
from closeness_cli.storage.exchange.fhir.tree import WHEN_URL

if TYPE_CHECKING:
    from collections.abc import Mapping

    from closeness_cli.core.instruments.instrument import Item
    from closeness_cli.storage.exchange.fhir.tree import Element

_OPERATORS = {
    "=": Comparison.EQUALS,
    "!=": Comparison.DIFFERS,
    "<": Comparison.LESS,
    "<=": Comparison.AT_MOST,
    ">": Comparison.MORE,
    ">=": Comparison.AT_LEAST,
}
_SIGN_OF = {op: sign for sign, op in _OPERATORS.items()}

Entry = dict[str, Any]
"""One `enableWhen`."""


def write_when(condition: Condition, items: Mapping[str, Item]) -> Entry:
    """Write a condition as the fields of an item; empty where R4 cannot hold it."""
    parts = condition.all or condition.any or (condition,)
    if any(one.all or one.any for one in parts):
        return {}
    together = "all" if condition.all else "any"
    entries: list[Entry] = []
    for one in parts:
        written = _written(one, items[one.item], together)
        if not written:
            return {}
        entries += written
    fields: Entry = {"enableWhen": entries}
    return fields | ({"enableBehavior": together} if len(entries) > 1 else {})


def read_when(item: Element, known: Mapping[str, Known]) -> Condition | None:
    """Read when an item is asked; nothing where it always is.

    Args:
        known: Earlier items by linkId.

    Raises:
        RefusedError: It cannot be held.
    """
    if any(item.extensions(WHEN_URL)):
        raise RefusedError("it is an expression")
    entries = [_read(one, known) for one in item.several("enableWhen")]
    behavior = item.text("enableBehavior")
    if len(entries) < 2:
        return entries[0] if entries else None
    if behavior == "any":
        return Condition(any=tuple(entries))
    if behavior == "all":
        return Condition(all=tuple(entries))
    raise RefusedError("'enableBehavior' does not say whether all or any must hold")


def _read(entry: Element, known: Mapping[str, Known]) -> Condition:
    link, operator = entry.text("question"), entry.text("operator")
    item = known.get(link)
    if item is None:
        raise RefusedError(f"{quoted(link)} is no earlier item that was taken")
    answers = [one for one in entry.content if one.startswith("answer")]
    if len(answers) != 1:
        raise RefusedError(f"it compares {quoted(link)} with nothing, or with several answers")
    if operator == "exists":
        if entry.content[answers[0]] is True:
            return Condition(item.item_id, Comparison.ANSWERED)
        raise RefusedError(f"it asks whether {quoted(link)} has no answer")
    if operator not in _OPERATORS:
        raise RefusedError(f"{quoted(operator)} is no operator of R4")
    return compared(item, _OPERATORS[operator], _code(entry, answers[0]), link)


def _code(entry: Element, answer: str) -> str:
    """Give the code of an answer, as it stands among the choices."""
    match answer:
        case "answerCoding":
            coding = entry.one(answer)
            found = (coding.text("code") or coding.text("display")) if coding else ""
        case "answerString":
            found = entry.text(answer)
        case "answerBoolean":
            found = "1" if entry.flag(answer) else "0"
        case "answerInteger" | "answerDecimal":
            number = entry.number(answer)
            found = "" if number is None else f"{number:g}"
        case _:
            raise RefusedError(f"{quoted(answer)} is not compared here")
    if not found:
        raise RefusedError(f"{quoted(answer)} is empty")
    return found


def _written(one: Condition, item: Item, together: str) -> list[Entry]:
    if one.op is Comparison.ANSWERED:
        return [_exists(_link(item))]
    if item.scale is None or item.kind is not ItemKind.SCALE or one.value is None:
        return []
    if not as_choices(item.scale):
        return [_entry(item.id, _SIGN_OF[one.op], {"answerInteger": one.value})]
    if one.op in (Comparison.EQUALS, Comparison.DIFFERS):
        return [_choice(item.id, _SIGN_OF[one.op], one.value)]
    fit = [value for value in item.scale.values if one.compares(value)]
    if not fit:
        return []
    if together == "any":
        return [_choice(item.id, "=", value) for value in fit]
    unfit = [value for value in item.scale.values if value not in fit]
    return [_exists(item.id), *(_choice(item.id, "!=", value) for value in unfit)]


def _link(item: Item) -> str:
    return f"{item.id}.text" if item.kind is ItemKind.LIST else item.id


def _exists(link: str) -> Entry:
    return _entry(link, "exists", {"answerBoolean": True})


def _choice(link: str, operator: str, value: int) -> Entry:
    return _entry(link, operator, {"answerCoding": {"code": str(value)}})


def _entry(link: str, operator: str, answer: Entry) -> Entry:
    return {"question": link, "operator": operator, **answer}
