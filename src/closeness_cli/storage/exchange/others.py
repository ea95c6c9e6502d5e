"""What an instrument of another system needs here and does not say: said plainly, to be checked."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from closeness_cli.core.instruments.rules.instruments import VERSION, faults_of
from closeness_cli.core.near import quoted
from closeness_cli.storage.bank.fields import LONGEST_TEXT
from closeness_cli.storage.definitions import typed_instrument
from closeness_cli.storage.exchange.ids import INSTRUMENT_ID, ITEM_ID
from closeness_cli.storage.exchange.loss import control_in

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from closeness_cli.core.instruments.instrument import Instrument
    from closeness_cli.storage.exchange.loss import Notes

ITEMS_A_MINUTE = 6
"""Items that take about a minute to answer."""

ASSUMED_DAYS = {"suggest_days": 30, "min_days": 7, "recall_days": 7}
"""How often to ask, until somebody checks what the instrument asks about."""


def assumed(what: str, items: int) -> dict[str, Any]:
    """Give the fields that the file of another system has no place for.

    Args:
        what: What kind of file it was: "a REDCap dictionary".
    """
    check = f"as imported from {what}; check before use"
    return {
        "version": "1.0.0",
        "intro": "Answer what you like; every item may be skipped.",
        "source": f"not stated, {check}",
        "licence": f"not stated, {check}",
        "says_not": f"not stated, {check}",
        "minutes": max(1, min(240, round(items / ITEMS_A_MINUTE))),
        "cadence": dict(ASSUMED_DAYS),
    }


def note_assumed(where: str, names: Sequence[str], notes: Notes) -> None:
    """Note which of those fields the file left open."""
    what = f"the file does not say {', '.join(names)}; what stands there now is to be checked"
    notes.lost(where, what)


def version_of(text: str) -> str:
    """Make three numbers of a version; 1.0.0 where it has none."""
    if VERSION.fullmatch(text):
        return text
    found = re.fullmatch(r"v?([0-9]{1,9})(?:\.([0-9]{1,9}))?(?:\.([0-9]{1,9}))?", text, re.ASCII)
    return ".".join(str(int(one or 0)) for one in found.groups()) if found else "1.0.0"


def checked(definition: Mapping[str, Any], where: str, notes: Notes) -> Instrument | None:
    """Make the instrument of a definition that was read; nothing, and faults, if it is none."""
    instrument = typed_instrument(definition)
    if instrument is None:
        notes.fault(where, "a field that stands beside it for this program has a wrong value")
        return None
    faults = [*_shape_faults(instrument, definition), *faults_of(instrument)]
    for fault in faults:
        notes.fault(where, fault)
    return None if faults else instrument


def _shape_faults(instrument: Instrument, definition: Mapping[str, Any]) -> Iterator[str]:
    """Find what the loader of an item bank refuses as it reads."""
    dimensions = [one.id for one in instrument.dimensions]
    for name in (instrument.id, *dimensions):
        if not INSTRUMENT_ID.fullmatch(name):
            yield f"{quoted(name)} is not an id: a letter, then a-z, 0-9 and -, up to 40"
    for item in instrument.items:
        if not ITEM_ID.fullmatch(item.id):
            yield f"{quoted(item.id)} is not an item's id: a letter, then a-z, 0-9 and _, up to 40"
    if not 1 <= instrument.minutes <= 240:
        yield "its minutes are not from 1 to 240"
    for item in instrument.items:
        if not item.text.strip():
            yield f"item {quoted(item.id)} has no text"
    yield from _text_faults(definition)


def _text_faults(definition: Mapping[str, Any]) -> Iterator[str]:
    """Find texts that are too long or hold what no screen shows; without repeating them."""
    waiting: list[tuple[str, object]] = [("", definition)]
    while waiting:
        path, value = waiting.pop()
        if isinstance(value, str) and len(value) > LONGEST_TEXT:
            yield f"{path} is longer than {LONGEST_TEXT} characters"
        elif isinstance(value, str) and (control := control_in(value)):
            yield f"{path} holds {control}"
        elif isinstance(value, dict):
            waiting += [(f"{path}.{name}".strip("."), one) for name, one in value.items()]
        elif isinstance(value, list | tuple):
            waiting += [(f"{path}[{number}]", one) for number, one in enumerate(value)]
