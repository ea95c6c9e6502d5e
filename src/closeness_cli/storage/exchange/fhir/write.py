"""One item as an item of a FHIR R4 Questionnaire."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from closeness_cli.core.instruments.instrument import ItemKind, ScaleKind
from closeness_cli.core.stats.scoring import scale_of, scored_value
from closeness_cli.storage.exchange.choices import as_choices
from closeness_cli.storage.exchange.fhir.tree import (
    MAX_URL,
    MIN_URL,
    MOST_URL,
    ORDINAL_URLS,
    control,
    extension,
)
from closeness_cli.storage.exchange.fhir.when import write_when
from closeness_cli.storage.exchange.loss import without_control

if TYPE_CHECKING:
    from collections.abc import Mapping

    from closeness_cli.core.instruments.instrument import Item

Fields = dict[str, Any]
"""An item of a questionnaire."""


def write_item(item: Item, earlier: Mapping[str, Item]) -> Fields:
    """Write an item.

    Args:
        earlier: The items before it, by id, for `enableWhen`.
    """
    if item.kind is ItemKind.LIST:
        fields = _list(item)
    elif item.kind is ItemKind.TEXT:
        fields = _worded(item.id, item.text, {"type": "text"})
    else:
        fields = _worded(item.id, item.text, _answered(item))
    if item.show_if is not None:
        fields |= write_when(item.show_if, earlier)
    if said(item.help):
        shown = _worded(f"{item.id}.help", item.help, {"type": "display"})
        fields.setdefault("item", []).append({"extension": [control("help")], **shown})
    return fields


def said(text: str) -> str:
    """Give a text as FHIR takes it: not blank at its ends, without control characters."""
    return without_control(text).strip()


def coding(item: Item, value: int) -> Fields:
    """Write an answer: the number as it was given, and what it is called."""
    return {"code": str(value), "display": said(scale_of(item).label(value)) or str(value)}


def ordinal(item: Item, value: int) -> list[Fields]:
    """Write what an answer counts for; nothing where it counts for nothing."""
    counted = None
    if scale_of(item).kind is not ScaleKind.NOMINAL and item.kind is ItemKind.SCALE:
        counted = scored_value(item, value)
    if counted is None:
        return []
    number = int(counted) if counted == int(counted) else counted
    return [extension(ORDINAL_URLS[0], "Decimal", number)]


def _list(item: Item) -> Fields:
    text = _worded(f"{item.id}.text", item.text, {"type": "text"})
    rating = _worded(f"{item.id}.rating", item.rating, _answered(item))
    group = {"type": "group", "repeats": True, "item": [text, rating]}
    return {
        "extension": [extension(MOST_URL, "Integer", item.most)],
        **_worded(item.id, item.text, group),
    }


def _answered(item: Item) -> Fields:
    scale = scale_of(item)
    if not as_choices(scale):
        ends = [extension(MIN_URL, "Integer", scale.min), extension(MAX_URL, "Integer", scale.max)]
        return {"type": "integer", "extension": [control("slider"), *ends]}
    return {"type": "choice", "answerOption": [_option(item, one) for one in scale.values]}


def _option(item: Item, value: int) -> Fields:
    option: Fields = {"valueCoding": coding(item, value)}
    counted = ordinal(item, value)
    return {"extension": counted, **option} if counted else option


def _worded(link: str, text: str, fields: Fields) -> Fields:
    words = said(text)
    return {"linkId": link, **({"text": words} if words else {}), **fields}
