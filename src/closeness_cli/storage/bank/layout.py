"""The fields of an item bank, as tables: how each is read, and whether it must be there."""

from __future__ import annotations

from closeness_cli.core.entry import EntryKind
from closeness_cli.core.instruments.condition import Comparison
from closeness_cli.core.instruments.instrument import (
    ChangeKind,
    Continuity,
    Direction,
    Half,
    ItemKind,
    MissingRule,
    NoiseBasis,
    Order,
    ScaleKind,
    ScoreOp,
    SkipReason,
)
from closeness_cli.core.instruments.item_bank import Confidence
from closeness_cli.core.instruments.rules.instruments import VERSION
from closeness_cli.core.instruments.rules.items import HIGHEST_POINT, LOWEST_POINT, MOST_LINES
from closeness_cli.storage.bank.fields import (
    Field,
    Reader,
    decimal,
    list_of,
    or_none,
    record,
    refused,
    shaped,
    share,
    switch,
    table_of,
    text,
    two_of,
    whole,
    word_of,
)

SCHEMA = "closeness.items/1"
"""The first line of every bank; a later number means fields that this version cannot read."""

WORDING_SCHEMA = "closeness.wording/1"
"""The same for the wording of a profile."""

NO_WORDING = "a profile has no wording"
"""Why the words of a profile's items are refused."""


def _optional(read: Reader) -> Field:
    return Field(read, required=False)


_id = shaped(r"[a-z][a-z0-9-]*", "an id: a letter, then a-z, 0-9 and -, up to 40")
_item_id = shaped(r"[a-z][a-z0-9_]*", "an item's id: a letter, then a-z, 0-9 and _, up to 40")
_version = shaped(VERSION.pattern, "a version such as 1.0.0")
_point = whole(LOWEST_POINT, HIGHEST_POINT)
_number = decimal(-100_000, 100_000)
_percent = decimal(0, 100)
_days = whole(1, 3650)

SCALE = {
    "kind": Field(word_of(ScaleKind)),
    "min": Field(_point),
    "max": Field(_point),
    "labels": _optional(table_of(_point, text)),
    "only_labelled": _optional(switch),
    "scores": _optional(table_of(_point, or_none(_number))),
}

IDEAL = {"value": _optional(_point), "item": _optional(_item_id)}

CONDITION = {
    "item": _optional(_item_id),
    "op": _optional(word_of(Comparison)),
    "value": _optional(_point),
}
CONDITION["all"] = CONDITION["any"] = _optional(list_of(record(CONDITION)))

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
    "reasons": _optional(list_of(word_of(SkipReason))),
    "show_if": _optional(record(CONDITION)),
    "why": _optional(text),
    "importance": _optional(_item_id),
    "tags": _optional(list_of(text)),
    "safety": _optional(switch),
}

DIMENSION = {
    "id": Field(_id),
    "title": Field(text),
    "op": Field(word_of(ScoreOp)),
    "items": Field(list_of(_item_id)),
    "missing": _optional(word_of(MissingRule)),
    "min_fraction": _optional(share),
    "direction": _optional(word_of(Direction)),
}

CADENCE = {
    "suggest_days": Field(_days),
    "min_days": Field(_days),
    "recall_days": Field(_days),
}

CUTOFF = {"dimension": Field(_id), "line": Field(_number), "source": Field(text)}

NOISE = {
    "dimension": Field(_id),
    "basis": Field(word_of(NoiseBasis)),
    "value": Field(_number),
    "source": Field(text),
    "sd": _optional(_number),
    "days": _optional(_days),
}

CHANGE = {
    "version": Field(_version),
    "on": Field(shaped(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", "a day such as 2026-01-31")),
    "kind": Field(word_of(ChangeKind)),
    "says": Field(text),
    "equate": _optional(word_of(Continuity)),
    "dimensions": _optional(table_of(_id, _id)),
}

TIP = {"across": Field(word_of(Half)), "up": Field(word_of(Half)), "text": Field(text)}

PLANE = {
    "across": Field(_id),
    "up": Field(_id),
    "tips": _optional(list_of(record(TIP))),
}

VECTOR = {
    "answers": Field(table_of(_item_id, or_none(_point))),
    "scores": _optional(table_of(_id, or_none(_percent))),
    "totals": _optional(table_of(_id, or_none(_number))),
}

INSTRUMENT = {
    "id": Field(_id),
    "version": Field(_version),
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
    "order": _optional(word_of(Order)),
    "pairs": _optional(list_of(two_of(_item_id))),
    "cutoffs": _optional(list_of(record(CUTOFF))),
    "noise": _optional(list_of(record(NOISE))),
    "changes": _optional(list_of(record(CHANGE))),
    "plane": _optional(record(PLANE)),
    "vectors": _optional(list_of(record(VECTOR))),
}

FACT = {
    "about": Field(text),
    "says": Field(text),
    "source": Field(text),
    "confidence": Field(word_of(Confidence)),
}

_wording = _optional(refused(NO_WORDING))

PROFILE_ITEM = {**ITEM, "text": _wording, "help": _wording, "rating": _wording, "why": _wording}

PROFILE = {
    **INSTRUMENT,
    "intro": _optional(text),
    "items": Field(list_of(record(PROFILE_ITEM))),
    "facts": _optional(list_of(record(FACT))),
}

CARD = {
    "id": Field(_id),
    "dimension": Field(_id),
    "text": Field(text),
    "joint": _optional(switch),
}

BANK = {
    "schema": Field(text),
    "scales": _optional(table_of(_id, record(SCALE))),
    "instruments": _optional(list_of(record(INSTRUMENT))),
    "profiles": _optional(list_of(record(PROFILE))),
    "cards": _optional(list_of(record(CARD))),
}

WORDING = {
    "schema": Field(text),
    "profile": Field(_id),
    "version": Field(_version),
    "right": _optional(text),
    "intro": _optional(text),
    "items": Field(table_of(_item_id, text)),
    "labels": _optional(table_of(_id, table_of(_point, text))),
}
