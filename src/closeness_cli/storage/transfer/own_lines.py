"""Lines of an export: revisions as they were, checked, and merged by set union.

A revision that is known is left alone. A new one is appended, and what it says is shown, since
it is then the last of its record.
"""

from __future__ import annotations

import json
from datetime import datetime
from typing import TYPE_CHECKING, Any

from closeness_cli.core.moment import utc_text
from closeness_cli.core.near import did_you_mean, quoted
from closeness_cli.core.person import OWNER
from closeness_cli.core.when import zone_called
from closeness_cli.storage.administration_records import (
    ADMINISTRATION,
    RESPONSE,
    SAFETY_RESPONSE,
)
from closeness_cli.storage.definitions import DEFINITION
from closeness_cli.storage.entries import RECORD_TYPE as ENTRY
from closeness_cli.storage.revisions import Revision, canonical_body, store
from closeness_cli.storage.shelf import INSTRUMENT
from closeness_cli.storage.transfer.definitions import check_definition, check_response
from closeness_cli.storage.transfer.entry_records import ENTRY_BODIES
from closeness_cli.storage.transfer.lines import (
    BadLineError,
    checked,
    fields_without,
)
from closeness_cli.storage.transfer.records import BODIES, Envelope, Tombstone
from closeness_cli.storage.transfer.shown_records import hide_record, show_record

if TYPE_CHECKING:
    from closeness_cli.core.instruments.instrument import Instrument
    from closeness_cli.storage.administrations import AdministrationStore
    from closeness_cli.storage.revisions import Revisions
    from closeness_cli.storage.transfer.name_book import NameBook
    from closeness_cli.storage.transfer.record_fields import Shape

TOMBSTONE = "tombstone"

GUESSES_SELF = "guesses the answers of the one who gave them."
"""Said of own lines and of others' lines."""


class OwnLines:
    """Takes the lines that `export_lines` wrote.

    Args:
        books: Names by record type, kept up to date.
        touched: Where to note the sittings that must be scored again.
    """

    def __init__(
        self,
        revisions: Revisions,
        sittings: AdministrationStore,
        *,
        books: dict[str, NameBook],
        touched: set[str],
    ) -> None:
        self._revisions = revisions
        self._connection = revisions.connection
        self._sittings = sittings
        self._books = books
        self._touched = touched

    def take(self, line: dict[str, Any]) -> bool:
        """Append the revision of one line; says whether it is new.

        Raises:
            BadLineError: With what is wrong.
        """
        revision = _revision(line)
        if self._is_known(revision):
            return False
        self._check_chain(revision)
        body = None if revision.body is None else json.loads(revision.body)
        if body is not None:
            self._check_links(revision, body)
        store(self._connection, revision)
        self.show(revision, body)
        return True

    def show(self, revision: Revision, body: dict[str, Any] | None) -> None:
        """Bring the tables up to date with a revision that is the last of its record."""
        if revision.record_type in self._books:
            self._books[revision.record_type].note(
                revision.record_id, None if body is None else body["name"]
            )
        record_type, record_id = revision.record_type, revision.record_id
        if body is None:
            sitting = hide_record(self._connection, record_type, record_id)
        else:
            sitting = show_record(self._revisions, record_type, record_id, body)
        if sitting is not None:
            self._touched.add(sitting)

    def _is_known(self, revision: Revision) -> bool:
        rows = self._connection.run(
            "SELECT id, record_id, record_type, parent_id, author_id, device_id, written_at, body"
            " FROM revisions WHERE id=?",
            [revision.id],
        )
        if rows and Revision(*rows[0]) != revision:
            raise BadLineError("has the 'rev' of another revision that is in the vault already.")
        return bool(rows)

    def _check_chain(self, revision: Revision) -> None:
        known = self._connection.value(
            "SELECT record_type FROM revisions WHERE record_id=? LIMIT 1", [revision.record_id]
        )
        if known is not None and known != revision.record_type:
            raise BadLineError("has the 'id' of a record of another type.")
        if revision.parent_id is None:
            return
        if revision.record_type == DEFINITION:
            raise BadLineError("changes a definition, which never changes.")
        parent = self._connection.value(
            "SELECT record_id FROM revisions WHERE id=?", [revision.parent_id]
        )
        if parent is None:
            raise BadLineError("follows a 'parent' that is neither above it nor in the vault.")
        if parent != revision.record_id:
            raise BadLineError("follows a 'parent' that is a revision of another record.")

    def _check_links(self, revision: Revision, body: dict[str, Any]) -> None:
        if revision.record_type == DEFINITION:
            check_definition(revision.record_id, body["definition"])
        elif revision.record_type == ADMINISTRATION:
            instrument = self._named(body)
            if not {item.id for item in instrument.items}.issuperset(body["order"]):
                raise BadLineError("has items in 'order' that its definition does not have.")
            if body.get("guess_of") == body.get("person", OWNER):
                raise BadLineError(GUESSES_SELF)
            began_with = self._connection.value(
                "SELECT definition_id FROM administrations WHERE id=?", [revision.record_id]
            )
            if began_with not in (None, body["definition"]):
                raise BadLineError("asks another definition than it began with.")
        elif revision.record_type in (RESPONSE, SAFETY_RESPONSE):
            definition = self._connection.value(
                "SELECT definition_id FROM administrations WHERE id=?", [body["administration"]]
            )
            if definition is None:
                raise BadLineError("answers in an administration that is not above it.")
            is_safety = revision.record_type == SAFETY_RESPONSE
            check_response(self._frozen(definition), body, safety=is_safety)
        elif revision.record_type == INSTRUMENT:
            instrument = self._named(body)
            if any(one["instrument"] != instrument.id for one in body.get("vectors", ())):
                raise BadLineError("has vectors of another instrument.")

    def _named(self, body: dict[str, Any]) -> Instrument:
        """Read the definition that a body names beside its instrument."""
        instrument = self._frozen(body["definition"])
        if body["instrument"] != instrument.id:
            raise BadLineError("names another instrument than its definition.")
        return instrument

    def _frozen(self, definition: str) -> Instrument:
        try:
            return self._sittings.instrument(definition)
        except KeyError:
            raise BadLineError("needs a definition that is neither above it nor here.") from None


def _revision(line: dict[str, Any]) -> Revision:
    deletes = line.get("type") == TOMBSTONE
    envelope = Tombstone if deletes else Envelope
    own = {name: line[name] for name in envelope.__struct_fields__ if name in line}
    checked(line if deletes else own, envelope, what="a revision")
    record_type = line["of" if deletes else "type"]
    if record_type not in BODIES:
        raise BadLineError(
            f"has the type {quoted(record_type)}, which is not"
            f" known{did_you_mean(record_type, BODIES)}."
        )
    if deletes and record_type == DEFINITION:
        raise BadLineError("deletes a definition, which answers need.")
    if len(line["id"]) != _id_length(record_type):
        raise BadLineError("has an 'id' that is not one of its type.")
    _check_instant(line["written_at"], "written_at")
    return Revision(
        id=line["rev"],
        record_id=line["id"],
        record_type=record_type,
        parent_id=line.get("parent"),
        author_id=line.get("author"),
        device_id=line["device"],
        written_at=line["written_at"],
        body=None if deletes else canonical_body(checked_body(record_type, line)),
    )


def checked_body(record_type: str, line: dict[str, Any]) -> dict[str, Any]:
    """Take the body out of a line and let it through if its shape is right.

    Raises:
        BadLineError: With what is wrong.
    """
    body = fields_without(line, Envelope.__struct_fields__)
    shape, what = shape_of(record_type, body)
    checked(body, shape, what=what)
    if "tz" in body:
        zone_called(body["tz"])
    if "at" in body:
        _check_at(body["at"])
    if "completed_at" in body:
        _check_instant(body["completed_at"], "completed_at")
    return body


def shape_of(record_type: str, body: dict[str, Any]) -> tuple[type[Shape], str]:
    """Say which shape a body must have, and what to call it."""
    if record_type != ENTRY:
        return BODIES[record_type], f"a record of type {record_type!r}"
    kind = body.get("kind")
    if not isinstance(kind, str) or kind not in ENTRY_BODIES:
        close = did_you_mean(kind, ENTRY_BODIES) if isinstance(kind, str) else ""
        raise BadLineError(f"has no kind of entry in 'kind'{close}.")
    return ENTRY_BODIES[kind], f"an entry of kind {kind!r}"


def _check_at(text: str) -> None:
    try:
        utc_text(datetime.fromisoformat(text))
    except (OverflowError, ValueError):
        raise BadLineError("has a moment in 'at' that no calendar has.") from None


def _check_instant(text: str, name: str) -> None:
    try:
        datetime.fromisoformat(text)
    except ValueError:
        raise BadLineError(f"has a moment in {name!r} that no calendar has.") from None


def _id_length(record_type: str) -> int:
    return 64 if record_type == DEFINITION else 26
