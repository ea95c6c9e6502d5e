"""The fields of an item bank, as tables: how each is read, and whether it must be there."""

from __future__ import annotations

from closeness_cli.core.entry import EntryKind
from closeness_cli.core.instrument import ItemKind, MissingRule, ScaleKind, ScoreOp
from closeness_cli.core.instrument_rules import HIGHEST_POINT, LOWEST_POINT, MOST_LINES
from closeness_cli.storage.bank.readers import (
    Field,
    Reader,
    list_of,
    record,
    shaped,
    share,
    switch,
    table_of,
    text,
    whole,
    word_of,
)

SCHEMA = "closeness.items/1"
"""The first line of every bank; a later number means fields that this version cannot read."""


def _optional(read: Reader) -> Field:
    return Field(read, required=False)


_id = shaped(r"[a-z][a-z0-9-]*", "an id: a letter, then a-z, 0-9 and -, up to 40")
_item_id = shaped(r"[a-z][a-z0-9_]*", "an item's id: a letter, then a-z, 0-9 and _, up to 40")
_point = whole(LOWEST_POINT, HIGHEST_POINT)
_days = whole(1, 3650)

SCALE = {
    "kind": Field(word_of(ScaleKind)),
    "min": Field(_point),
    "max": Field(_point),
    "labels": Field(table_of(_point, text)),
}

IDEAL = {"value": _optional(_point), "item": _optional(_item_id)}

ITEM = {
    "id": Field(_item_id),
    "kind": _optional(word_of(ItemKind)),
    "text": Field(text),
    "help": _optional(text),
    "scale": _optional(_id),
    "rating": _optional(text),
    "most": _optional(whole(1, MOST_LINES)),
    "reverse_scored": _optional(switch),
    "ideal": _optional(record(IDEAL)),
    "journal_as": _optional(word_of(EntryKind)),
}

DIMENSION = {
    "id": Field(_id),
    "title": Field(text),
    "op": Field(word_of(ScoreOp)),
    "items": Field(list_of(_item_id)),
    "missing": _optional(word_of(MissingRule)),
    "min_fraction": _optional(share),
}

CADENCE = {
    "suggest_days": Field(_days),
    "min_days": Field(_days),
    "recall_days": Field(_days),
}

INSTRUMENT = {
    "id": Field(_id),
    "version": Field(shaped(r"[0-9]+\.[0-9]+\.[0-9]+", "a version such as 1.0.0")),
    "title": Field(text),
    "intro": Field(text),
    "source": Field(text),
    "licence": Field(text),
    "says_not": Field(text),
    "minutes": Field(whole(1, 240)),
    "cadence": Field(record(CADENCE)),
    "items": Field(list_of(record(ITEM))),
    "dimensions": _optional(list_of(record(DIMENSION))),
    "ends_with": _optional(text),
}

CARD = {"id": Field(_id), "dimension": Field(_id), "text": Field(text)}

BANK = {
    "schema": Field(text),
    "scales": _optional(table_of(_id, record(SCALE))),
    "instruments": Field(list_of(record(INSTRUMENT))),
    "cards": _optional(list_of(record(CARD))),
}
