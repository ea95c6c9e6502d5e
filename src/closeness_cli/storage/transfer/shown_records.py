"""Bringing the tables up to date with a revision that is now the last of its record.

Types whose commands come later have no table yet; their history is kept all the same.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from closeness_cli.core.person import Person
from closeness_cli.storage.administration_records import (
    ADMINISTRATION,
    RESPONSE,
    SAFETY_RESPONSE,
    hide_response,
    show_administration,
    show_response,
    trash_administration,
)
from closeness_cli.storage.definitions import DEFINITION, show_definition
from closeness_cli.storage.entries import RECORD_TYPE as ENTRY
from closeness_cli.storage.entries import read_entry, show_entry, trash_entry
from closeness_cli.storage.people import PERSON, show_person
from closeness_cli.storage.rituals import (
    OBSERVANCE,
    RITUAL,
    hide_observance,
    hide_ritual,
    show_observance,
    show_ritual,
)
from closeness_cli.storage.shelf import INSTRUMENT, show_own_instrument, trash_own_instrument
from closeness_cli.storage.wordings import WORDING, hide_wording, show_wording

if TYPE_CHECKING:
    from collections.abc import Callable

    from closeness_cli.storage.connection import Connection
    from closeness_cli.storage.revisions import Revisions


def show_record(
    revisions: Revisions, record_type: str, record_id: str, body: dict[str, Any]
) -> str | None:
    """Show what a record says now.

    Returns:
        The sitting that must be scored again, if one must.
    """
    if record_type == PERSON:
        show_person(revisions, Person(record_id, body["name"]))
    elif record_type in _SHOW:
        _SHOW[record_type](revisions.connection, record_id, body)
    if record_type == ADMINISTRATION:
        return record_id
    return body["administration"] if record_type == RESPONSE else None


def hide_record(connection: Connection, record_type: str, record_id: str) -> str | None:
    """Show that a record was deleted.

    Returns:
        The sitting that must be scored again, if one must.
    """
    if record_type == RESPONSE:
        return hide_response(connection, RESPONSE, record_id)
    if record_type in _HIDE:
        _HIDE[record_type](connection, record_id)
    return None


def _show_entry(connection: Connection, record_id: str, body: dict[str, Any]) -> None:
    show_entry(connection, read_entry(record_id, body))


def _show_definition(connection: Connection, record_id: str, body: dict[str, Any]) -> None:
    show_definition(connection, record_id, body["definition"])


def _show_answer(connection: Connection, record_id: str, body: dict[str, Any]) -> None:
    show_response(connection, RESPONSE, record_id, body)


def _show_safety_answer(connection: Connection, record_id: str, body: dict[str, Any]) -> None:
    show_response(connection, SAFETY_RESPONSE, record_id, body)


def _hide_person(connection: Connection, record_id: str) -> None:
    connection.run("DELETE FROM people WHERE id=?", [record_id])


def _hide_safety_answer(connection: Connection, record_id: str) -> None:
    hide_response(connection, SAFETY_RESPONSE, record_id)


_SHOW: dict[str, Callable[[Connection, str, dict[str, Any]], None]] = {
    ENTRY: _show_entry,
    DEFINITION: _show_definition,
    ADMINISTRATION: show_administration,
    RESPONSE: _show_answer,
    SAFETY_RESPONSE: _show_safety_answer,
    WORDING: show_wording,
    INSTRUMENT: show_own_instrument,
    RITUAL: show_ritual,
    OBSERVANCE: show_observance,
}

_HIDE: dict[str, Callable[[Connection, str], None]] = {
    ENTRY: trash_entry,
    PERSON: _hide_person,
    ADMINISTRATION: trash_administration,
    SAFETY_RESPONSE: _hide_safety_answer,
    WORDING: hide_wording,
    INSTRUMENT: trash_own_instrument,
    RITUAL: hide_ritual,
    OBSERVANCE: hide_observance,
}
