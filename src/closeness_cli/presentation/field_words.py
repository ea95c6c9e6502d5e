"""The fields that only one kind of entry has, in words; all of them are raw, as blocks are."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from closeness_cli.core.entry_fields import BOTH, Field, Takes, fields_of
from closeness_cli.core.moment import day_words
from closeness_cli.core.person import OWNER
from closeness_cli.presentation.messages import SHORT_ID, SOMEBODY

if TYPE_CHECKING:
    from collections.abc import Mapping

    from closeness_cli.core.entry import Entry

_CLOSED = {"faded": "it faded", "repaired": "it was repaired"}
_CLOSED_BRIEFLY = {"faded": "faded", "repaired": "repaired"}


def field_rows(entry: Entry, names: Mapping[str, str]) -> tuple[tuple[str, str], ...]:
    """Give the label and the value of each field that was said, and how a conflict ended.

    Args:
        names: Of people, by id.
    """
    rows = [
        (field.label, _value(field, entry.fields[field.name], names))
        for field in fields_of(entry.kind)
        if field.name in entry.fields
    ]
    if (closed := entry.fields.get("closed_as")) in _CLOSED:
        rows.append(("ended", f"{_CLOSED[closed]}{_on(entry.fields.get('closed_on'))}"))
    elif day := entry.fields.get("still_open_on"):
        rows.append(("open", f"still so{_on(day)}"))
    return tuple(rows)


def brief_words(entry: Entry) -> list[str]:
    """Say what of a kind's own fields is told beside others in a list."""
    said = [
        _briefly(field, entry.fields[field.name])
        for field in fields_of(entry.kind)
        if field.is_brief and field.name in entry.fields
    ]
    closed = _CLOSED_BRIEFLY.get(entry.fields.get("closed_as", ""))
    return [*said, closed] if closed else said


def _value(field: Field, value: Any, names: Mapping[str, str]) -> str:  # noqa: ANN401 - JSON
    if field.takes is Takes.PERSON:
        return {OWNER: "you", BOTH: "both of you"}.get(value) or names.get(value, SOMEBODY)
    if field.takes is Takes.ENTRY:
        return str(value)[:SHORT_ID]
    if field.takes is Takes.CHOICE:
        return field.words.get(value, str(value))
    if field.takes is Takes.NUMBER:
        return _number(field, value)
    return str(value)


def _number(field: Field, value: int) -> str:
    """Write a number with its range and its words: `2 of 3, in between`; `+1, good`."""
    words = f", {field.words[value]}" if value in field.words else ""
    if field.low < 0:
        return f"{value:+d}{words}" if value else f"0{words}"
    return f"{value} of {field.high}{words}" if field.low else str(value)


def _briefly(field: Field, value: Any) -> str:  # noqa: ANN401 - JSON
    if field.takes is Takes.NUMBER and field.low:
        return str(field.words[value]) if len(field.words) > 2 else f"{field.label} {value}"
    if field.takes is Takes.NUMBER:
        return f"1 {field.label[:-1]}" if value == 1 else f"{value} {field.label}"
    return field.words.get(value, str(value))


def _on(day: str | None) -> str:
    return f", {day_words(date.fromisoformat(day))}" if day else ""
