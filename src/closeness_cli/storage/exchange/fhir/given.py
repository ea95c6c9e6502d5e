"""The answers of a QuestionnaireResponse by item id, as they may be given to an instrument."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from closeness_cli.core.instruments.instrument import ItemKind
from closeness_cli.storage.exchange.fhir.read import link_path
from closeness_cli.storage.exchange.fhir.tree import ORDINAL_URLS, RESPONSE_URL, where_of
from closeness_cli.storage.exchange.ids import item_id_of
from closeness_cli.storage.exchange.loss import Notes

if TYPE_CHECKING:
    from closeness_cli.core.instruments.instrument import Instrument, Item, ResponseScale
    from closeness_cli.storage.exchange.fhir.tree import Element

_OURS = "closeness."
"""Begins the linkIds of what we write beside the items."""


def given_answers(root: Element, instrument: Instrument) -> dict[str, object]:
    """Read every answer; what has no item here is named as lost."""
    given: dict[str, object] = {}
    items = {one.id: one for one in instrument.items}
    waiting = [(one, "") for one in reversed(root.several("item"))]
    while waiting:
        element, group = waiting.pop()
        link = element.text("linkId")
        item = items.get(link) or items.get(item_id_of(link_path(link, group)))
        if item is None:
            if element.several("answer") and not link.startswith(_OURS):
                root.notes.lost(where_of(element), "no item here is called so, so it was left out")
        elif item.safety:
            root.notes.lost(where_of(element), "an answer to a safety item is never taken")
        elif item.kind is ItemKind.LIST:
            _add_line(given, item, element)
            continue
        else:
            _add(given, item, element)
        waiting += [(one, link) for one in reversed(_inside(element))]
    return given


def _inside(element: Element) -> list[Element]:
    """Give the items in an item, and those in its answers."""
    answers = element.several("answer")
    return [*element.several("item"), *(one for at in answers for one in at.several("item"))]


def _add(given: dict[str, object], item: Item, element: Element) -> None:
    answers = element.several("answer")
    if item.id in given or len(answers) > 1:
        element.fault("has several answers, where one is asked for")
    elif answers:
        given[item.id] = _value(answers[0], item)
    else:
        given[item.id] = _reason(element)


def _reason(element: Element) -> object:
    details = replace(element, notes=Notes()).carried(RESPONSE_URL) or {}
    if details.get("lines") == 0:
        return []
    reason = details.get("reason")
    return {"reason": reason} if isinstance(reason, str) else None


def _add_line(given: dict[str, object], item: Item, element: Element) -> None:
    """Add a line of a list: what is text in it, and what is a number."""
    line: dict[str, Any] = {}
    for child in element.several("item"):
        for answer in child.several("answer")[:1]:
            if not line:
                line["text"] = _text(answer)
            else:
                line["value"] = _number(answer, item)
    if not line:
        given.setdefault(item.id, _reason(element))
        return
    lines = given.setdefault(item.id, [])
    if isinstance(lines, list):
        lines.append(line)


def _value(answer: Element, item: Item) -> object:
    return _text(answer) if item.kind is ItemKind.TEXT else _number(answer, item)


def _text(answer: Element) -> object:
    found = answer.content.get("valueString")
    if isinstance(found, str):
        return found
    answer.fault("must be a text, as 'valueString'")
    return None


def _number(answer: Element, item: Item) -> int | None:
    """Give the number of an answer: its code, else what it counts for, else its label."""
    scale = item.scale
    found = None if scale is None else _found(answer, scale)
    if found is None:
        answer.fault("is none of the answers that the item takes")
    return found


def _found(answer: Element, scale: ResponseScale) -> int | None:
    flag = answer.content.get("valueBoolean")
    if isinstance(flag, bool):
        return int(flag) if int(flag) in scale.values else None
    for name in ("valueInteger", "valueDecimal"):
        if name in answer.content:
            number = answer.whole(name)
            return number if number in scale.values else None
    coding = answer.one("valueCoding")
    if coding is None:
        return _labelled(answer.text("valueString"), scale)
    codes = {str(one): one for one in scale.values}
    if (code := coding.text("code")) in codes:
        return codes[code]
    for one in coding.extensions(*ORDINAL_URLS):
        counts = one.number("valueDecimal")
        fit = [value for value in scale.values if scale.counts_for(value) == counts]
        if len(fit) == 1:
            return fit[0]
    return _labelled(coding.text("display"), scale)


def _labelled(label: str, scale: ResponseScale) -> int | None:
    fit = [value for value, one in scale.labels.items() if one == label]
    return fit[0] if len(fit) == 1 else None
