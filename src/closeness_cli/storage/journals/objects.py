"""JSON of other programs: the objects in its list of entries, one at a time."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

    from closeness_cli.storage.journals.reading import Reading

_BYTE = re.compile(r"\(byte ([0-9]+)\)$")


def entries_in(
    data: bytes, reading: Reading, name: str = ""
) -> Iterator[tuple[str, dict[str, Any]]]:
    """Give each object in the list of entries, with its place; anything else is a fault.

    An object with a title and no list is an entry itself: of a folder, jrnl writes a file an entry.

    Args:
        data: UTF-8, without a mark of the byte order.
        name: Of the file, where there are several.
    """
    for number, raw in enumerate(_list_in(data, reading, name or "the file"), start=1):
        where = f"{name}, entry {number}" if name else f"entry {number}"
        one = json_of(raw, reading, where)
        if not isinstance(one, dict):
            if one is not None or raw == "null":
                reading.fault(where, "it is not an object in { }")
            return
        yield where, one


def json_of(text: str, reading: Reading, where: str = "the file") -> Any:  # noqa: ANN401 - JSON
    """Read JSON; nothing, and a fault, where it cannot be read."""
    try:
        return json.loads(text)
    except json.JSONDecodeError as error:
        reading.fault(f"{where}, line {error.lineno}", "it cannot be read as JSON from here on")
    except RecursionError:
        reading.fault(where, "it has too many lists or objects inside of one another")
    except ValueError:
        reading.fault(where, "it has a number of thousands of digits")
    return None


def text_field(entry: dict[str, Any], name: str, where: str, reading: Reading) -> str:
    """Give a text of an entry; empty where it is absent, and a fault where it is no text."""
    value = entry.get(name)
    if value is not None and not isinstance(value, str):
        reading.fault(where, f"its {name!r} is not text")
    return value if isinstance(value, str) else ""


def tags_field(entry: dict[str, Any], where: str, reading: Reading) -> list[str]:
    """Give the tags of an entry; a fault where they are no list of texts."""
    tags = entry.get("tags") or []
    if not isinstance(tags, list) or not all(isinstance(one, str) for one in tags):
        reading.fault(where, "its 'tags' are not a list of words")
        return []
    return tags


def _list_in(data: bytes, reading: Reading, where: str) -> Iterator[str]:
    """Find where each entry begins and ends; none is read yet, so that all are never held."""
    import msgspec  # slow; only where a journal is JSON

    found: list[msgspec.Raw] | None
    try:
        if data.lstrip()[:1] == b"[":
            found = msgspec.json.decode(data, type=list[msgspec.Raw])
        else:
            content = msgspec.json.decode(data, type=dict[str, msgspec.Raw])
            if "entries" in content:
                found = msgspec.json.decode(content["entries"], type=list[msgspec.Raw])
            else:
                found = [msgspec.Raw(data)] if "title" in content else None
    except msgspec.ValidationError:
        found = None
    except RecursionError:
        reading.fault(where, "it has too many lists or objects inside of one another")
        return
    except (msgspec.DecodeError, UnicodeError) as error:
        stop = _BYTE.search(str(error))
        line = data.count(b"\n", 0, int(stop[1]) if stop else len(data)) + 1
        reading.fault(f"{where}, line {line}", "it cannot be read as JSON from here on")
        return
    if found is None:
        reading.fault(where, "it is JSON, and has no list of 'entries'")
        return
    for raw in found:
        yield str(raw, "utf-8")
