"""Definitions as they are kept: each once, frozen under its SHA-256, and read back."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from closeness_cli.core.canonical import canonical
from closeness_cli.core.instruments.definition import definition_id, from_definition
from closeness_cli.storage.revisions import Revisions, head_id

if TYPE_CHECKING:
    from collections.abc import Mapping

    from closeness_cli.core.instruments.instrument import Instrument
    from closeness_cli.storage.connection import Connection

DEFINITION = "definition"


def freeze(revisions: Revisions, definition: Mapping[str, Any]) -> str:
    """Keep a definition under its SHA-256, once."""
    found = definition_id(definition)
    with revisions.connection.writing():
        if head_id(revisions.connection, found) is None:
            revisions.first(DEFINITION, found, {"definition": definition})
            show_definition(revisions.connection, found, definition)
    return found


def frozen(connection: Connection, definition: str) -> Instrument:
    """Read a frozen definition; a `KeyError` where there is none."""
    body = connection.value("SELECT body FROM definitions WHERE id=?", [definition])
    if body is None:
        raise KeyError(definition)
    return from_definition(json.loads(body))


def show_definition(connection: Connection, record_id: str, definition: Mapping[str, Any]) -> None:
    """Bring the table of definitions up to date with a frozen definition."""
    connection.run(
        "INSERT OR IGNORE INTO definitions(id, instrument, body) VALUES (?, ?, ?)",
        (record_id, definition["id"], canonical(definition)),
    )


def typed_instrument(definition: Mapping[str, Any]) -> Instrument | None:
    """Make the instrument of a definition from outside; nothing where a field has the wrong type.

    The dataclasses check no types; msgspec does, by their annotations.
    """
    import msgspec  # only import and exchange need it

    from closeness_cli.core.instruments.instrument import Instrument

    try:
        msgspec.convert(definition, Instrument, str_keys=True)
        return from_definition(definition)
    except (AttributeError, KeyError, RecursionError, TypeError, ValueError):
        return None
