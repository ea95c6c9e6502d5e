"""A person's own instruments, with the cards and vectors that came with each.

An instrument is one record; a new version of it is the next revision, and every version stays
frozen as a definition, so that answers to it show what was asked.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from closeness_cli.core.instruments.continuity import version_numbers
from closeness_cli.core.instruments.definition import (
    definition_id,
    from_definition,
    plain_of,
    to_definition,
)
from closeness_cli.core.instruments.item_bank import Card, ItemBank, Vector
from closeness_cli.core.near import quoted
from closeness_cli.errors import NotFoundError, WrongUseError
from closeness_cli.storage.connection import damaged
from closeness_cli.storage.definitions import freeze
from closeness_cli.storage.revisions import canonical_body

if TYPE_CHECKING:
    from collections.abc import Mapping

    from closeness_cli.core.instruments.instrument import Instrument
    from closeness_cli.storage.connection import Connection
    from closeness_cli.storage.revisions import Revisions

INSTRUMENT = "instrument"


class ShelfStore:
    """Keeps the instruments that a person brought."""

    def __init__(self, revisions: Revisions) -> None:
        self._revisions = revisions
        self._connection = revisions.connection

    def keep(self, bank: ItemBank) -> None:
        """Keep every instrument of a bank, all or none; one that is there as it is stays so.

        Raises:
            WrongUseError: The vault has this version with other content, or a later one.
        """
        with self._connection.writing():
            for one in bank.instruments:
                self._check_version(one)
            for one in bank.instruments:
                self._keep(one, bank)

    def all(self) -> ItemBank:
        """Give every instrument that is on the shelf, with its cards and vectors."""
        rows = self._connection.run(
            "SELECT o.body, d.body FROM own_instruments o LEFT JOIN definitions d"
            " ON d.id=o.definition_id WHERE o.in_trash=0 ORDER BY o.seq"
        )
        try:
            bodies = [json.loads(row[0]) for row in rows]
            return ItemBank(
                instruments=tuple(from_definition(json.loads(row[1])) for row in rows),
                cards=tuple(Card(**card) for body in bodies for card in body.get("cards", ())),
                vectors=tuple(Vector(**one) for body in bodies for one in body.get("vectors", ())),
            )
        except (AttributeError, KeyError, TypeError, ValueError):
            raise damaged() from None  # it would quote the vault

    def versions(self, instrument_id: str) -> list[Instrument]:
        """Give every version of an instrument that the vault ever froze, oldest first.

        Those of a shipped instrument are here too, once they were answered.
        """
        rows = self._connection.run(
            "SELECT body FROM definitions WHERE instrument=? ORDER BY seq", [instrument_id]
        )
        try:
            found = [from_definition(json.loads(row[0])) for row in rows]
        except (AttributeError, KeyError, TypeError, ValueError):
            raise damaged() from None  # it would quote the vault
        return sorted(found, key=lambda one: version_numbers(one.version))

    def remove(self, instrument_id: str) -> None:
        """Take an instrument off the shelf; answers that were given to it stay.

        Raises:
            NotFoundError: It is not on the shelf.
        """
        with self._connection.writing():
            record_id = self._connection.value(
                "SELECT id FROM own_instruments WHERE instrument=? AND in_trash=0", [instrument_id]
            )
            if record_id is None:
                raise NotFoundError(
                    "No instrument that you brought has that name.", "closeness instrument list"
                )
            self._revisions.next(INSTRUMENT, record_id, None)
            trash_own_instrument(self._connection, record_id)

    def _check_version(self, instrument: Instrument) -> None:
        here = self.versions(instrument.id)
        if instrument in here:
            here = [one for one in here if one.version != instrument.version]
        name, version = quoted(instrument.id), version_numbers(instrument.version)
        if any(version_numbers(one.version) == version for one in here):
            raise WrongUseError(
                f"Version {instrument.version} of {name} is here already, with other content.",
                "Nothing was kept. Give what changed a higher version, then import it again.",
            )
        if any(version_numbers(one.version) > version for one in here):
            raise WrongUseError(
                f"A later version of {name} than {instrument.version} is here already.",
                "Nothing was kept. Give it a higher version, then import it again.",
            )

    def _keep(self, instrument: Instrument, bank: ItemBank) -> None:
        definition = to_definition(instrument)
        body = {
            "instrument": instrument.id,
            "definition": definition_id(definition),
            "cards": [plain_of(one) for one in _cards_of(instrument, bank)] or None,
            "vectors": [plain_of(one) for one in bank.vectors_of(instrument.id)] or None,
        }
        known = self._connection.run(
            "SELECT id, in_trash, body FROM own_instruments WHERE instrument=?", [instrument.id]
        )
        if known and known[0][1:] == (0, canonical_body(body)):
            return
        freeze(self._revisions, definition)
        if known:
            record_id = known[0][0]
            self._revisions.next(INSTRUMENT, record_id, body)
        else:
            record_id = self._revisions.new_record_id()
            self._revisions.first(INSTRUMENT, record_id, body)
        show_own_instrument(self._connection, record_id, body)


def _cards_of(instrument: Instrument, bank: ItemBank) -> list[Card]:
    """Give the cards of an instrument: each goes with the first that has its dimension."""
    owners = {
        dimension.id: one.id for one in reversed(bank.instruments) for dimension in one.dimensions
    }
    first = bank.instruments[0].id
    return [one for one in bank.cards if owners.get(one.dimension, first) == instrument.id]


def show_own_instrument(connection: Connection, record_id: str, body: Mapping[str, Any]) -> None:
    """Bring the table of own instruments up to date with the latest revision of one.

    Where two devices brought the same instrument there are two records; the latest shows.
    """
    connection.run(
        "DELETE FROM own_instruments WHERE instrument=? AND id<>?", (body["instrument"], record_id)
    )
    connection.run(
        "INSERT INTO own_instruments(id, instrument, definition_id, body, in_trash)"
        " VALUES (?, ?, ?, ?, 0) ON CONFLICT(id) DO UPDATE SET instrument=excluded.instrument,"
        " definition_id=excluded.definition_id, body=excluded.body, in_trash=0",
        (record_id, body["instrument"], body["definition"], canonical_body(body)),
    )


def trash_own_instrument(connection: Connection, record_id: str) -> None:
    """Bring the table of own instruments up to date with a deletion."""
    connection.run("UPDATE own_instruments SET in_trash=1 WHERE id=?", [record_id])
