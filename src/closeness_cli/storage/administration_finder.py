"""Sittings as they are found again: by id, by instrument and person, open or complete."""

from __future__ import annotations

import json
from itertools import groupby
from operator import itemgetter
from typing import TYPE_CHECKING

from closeness_cli.core.answering.administration import Administration, Amendment, Response
from closeness_cli.core.moment import Moment, from_utc_text
from closeness_cli.errors import NotFoundError, WrongUseError
from closeness_cli.storage.administration_records import (
    RESPONSE,
    read_response,
    read_response_body,
)
from closeness_cli.storage.connection import damaged
from closeness_cli.storage.definitions import frozen
from closeness_cli.storage.short_ids import ids_from_to

if TYPE_CHECKING:
    from collections.abc import Iterable

    from closeness_cli.core.instruments.instrument import Instrument
    from closeness_cli.storage.connection import Connection, Row

MOST_RECENT = 20
"""Sittings in a list on a screen, unless another number is asked for."""

_SITTINGS = (
    "SELECT a.id, a.definition_id, a.person_id, a.at, a.offset_seconds, a.zone, a.item_order,"
    " a.completed_at, a.guess_of, a.seed, a.early,"
    " r.item_id, r.value, r.label, r.position, r.milliseconds, r.reason"
    " FROM administrations a LEFT JOIN responses r ON r.administration_id=a.id"
)
"""A row for each response; one where there is none."""

_RESPONSE_AT = 11
"""Where in such a row the response begins."""

_DONE = "a.completed_at IS NOT NULL AND a.in_trash=0"


class AdministrationFinder:
    """Reads sittings with their responses; what they asked is read as it was frozen."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._instruments: dict[str, Instrument] = {}

    def find(self, beginning: str) -> Administration:
        """Find the one sitting, open or complete, whose id begins like this.

        Raises:
            NotFoundError: None does.
            WrongUseError: Several do.
        """
        ids: list[Row] = []
        if within := ids_from_to(beginning):
            ids = self._connection.run(
                "SELECT id FROM administrations WHERE id>=? AND id<? AND in_trash=0 LIMIT 2", within
            )
        if not ids:
            raise unknown_sitting()
        if len(ids) > 1:
            raise WrongUseError(
                "Several sets of answers have ids that begin like this.",
                "Give a few more characters.",
            )
        return self._sittings("a.id=?", ids[0])[0]

    def last_open(
        self,
        instrument_id: str | None = None,
        *,
        person_id: str | None = None,
        with_guesses: bool = True,
    ) -> Administration | None:
        """Find the sitting that was begun last and is still open.

        One that was begun before the newest complete one of its instrument is past: what it
        asked about has been answered since. A guess is left behind by a guess of the same
        person alone, and leaves nothing else behind.

        Args:
            with_guesses: A guess may be found too; its `guess_of` tells.
        """
        found = self._sittings(
            "a.id=(SELECT o.id FROM administrations o WHERE o.completed_at IS NULL AND"
            " o.in_trash=0 AND o.person_id IS ? AND (? IS NULL OR o.instrument=?)"
            " AND (? OR o.guess_of IS NULL) AND NOT EXISTS"
            " (SELECT 1 FROM administrations c WHERE c.completed_at IS NOT NULL AND c.in_trash=0"
            " AND c.instrument=o.instrument AND c.person_id IS o.person_id"
            " AND c.guess_of IS o.guess_of"
            " AND (c.at, c.seq)>(o.at, o.seq)) ORDER BY o.seq DESC LIMIT 1)",
            (person_id, instrument_id, instrument_id, with_guesses),
        )
        return found[0] if found else None

    def completed(
        self, instrument_id: str | None = None, *, person_id: str | None = None
    ) -> list[Administration]:
        """List one person's finished sittings, oldest first; guesses are not among them."""
        return self._sittings(
            f"{_DONE} AND a.guess_of IS NULL AND a.person_id IS ?"
            " AND (? IS NULL OR a.instrument=?)",
            (person_id, instrument_id, instrument_id),
        )

    def guesses(
        self,
        instrument_id: str | None = None,
        *,
        person_id: str | None = None,
        of: str | None = None,
    ) -> list[Administration]:
        """List the finished sittings in which one person guessed another's answers, oldest first.

        Args:
            of: Whose answers were guessed: "self" for the vault's owner, or a person's id;
                without it, anybody's.
        """
        return self._sittings(
            f"{_DONE} AND a.guess_of IS NOT NULL AND a.person_id IS ?"
            " AND (? IS NULL OR a.instrument=?) AND (? IS NULL OR a.guess_of=?)",
            (person_id, instrument_id, instrument_id, of, of),
        )

    def recent(
        self, *, person_id: str | None = None, most: int = MOST_RECENT
    ) -> list[Administration]:
        """List one person's finished sittings, newest first, guesses among them."""
        found = self._sittings(
            f"a.id IN (SELECT a.id FROM administrations a WHERE {_DONE} AND a.person_id IS ?"
            " ORDER BY a.at DESC, a.seq DESC LIMIT ?)",
            (person_id, most),
        )
        return found[::-1]

    def last_completed_on(self, instrument_id: str) -> str | None:
        """Give the owner's latest local day with this instrument, as ISO text; no guess counts."""
        found: str | None = self._connection.value(
            "SELECT max(a.local_on) FROM administrations a WHERE a.instrument=?"
            f" AND a.person_id IS NULL AND a.guess_of IS NULL AND {_DONE}",
            [instrument_id],
        )
        return found

    def amendments(self, administration_id: str) -> list[Amendment]:
        """List what was corrected after a sitting was complete, oldest first."""
        completed = self._connection.run(
            "SELECT seq, written_at FROM revisions WHERE record_id=?"
            " AND body->>'$.completed_at' IS NOT NULL ORDER BY seq LIMIT 1",
            [administration_id],
        )
        if not completed:
            return []
        (completion,) = completed
        found: list[Amendment] = []
        last: dict[str, Response] = {}
        for seq, parent_id, written_at, body in self._connection.run(
            "SELECT seq, parent_id, written_at, body FROM revisions WHERE record_type=?"
            " AND body->>'$.administration'=? ORDER BY seq",
            (RESPONSE, administration_id),
        ):
            response = read_response_body(json.loads(body))
            # What came whole, from another program, was written in the moment of its completion.
            came_with_it = parent_id is None and written_at == completion[1]
            if seq > completion[0] and written_at >= completion[1] and not came_with_it:
                before = last.get(response.item_id)
                at = from_utc_text(written_at)
                found.append(Amendment(response.item_id, before, response, at))
            last[response.item_id] = response
        return found

    def is_completed(self, administration_id: str) -> bool:
        """Say whether a sitting is complete."""
        found = self._connection.value(
            "SELECT completed_at FROM administrations WHERE id=?", [administration_id]
        )
        return found is not None

    def instrument(self, definition: str) -> Instrument:
        """Read a frozen definition; a `KeyError` where there is none."""
        if definition not in self._instruments:
            self._instruments[definition] = frozen(self._connection, definition)
        return self._instruments[definition]

    def safety_items(self, administration_id: str) -> frozenset[str]:
        """Name the safety items of a sitting; none where there is no such sitting."""
        definition = self._connection.value(
            "SELECT definition_id FROM administrations WHERE id=?", [administration_id]
        )
        if definition is None:
            return frozenset()
        try:
            return self.instrument(definition).safety_ids
        except (KeyError, TypeError, ValueError):
            raise damaged() from None  # it would quote the vault

    def _sittings(self, where: str, values: Iterable[object]) -> list[Administration]:
        """Read sittings with their responses, oldest first."""
        rows = self._connection.run(
            f"{_SITTINGS} WHERE {where} ORDER BY a.at, a.seq, r.position, r.seq", values
        )
        return [self._administration(list(one)) for _, one in groupby(rows, itemgetter(0))]

    def _administration(self, rows: list[Row]) -> Administration:
        row = rows[0]
        try:
            return Administration(
                id=row[0],
                instrument=self.instrument(row[1]),
                definition_id=row[1],
                person_id=row[2],
                started=Moment(from_utc_text(row[3]), row[4], row[5]),
                order=tuple(json.loads(row[6])),
                completed_at=from_utc_text(row[7]) if row[7] else None,
                guess_of=row[8],
                seed=row[9],
                early=bool(row[10]),
                responses={
                    one[_RESPONSE_AT]: read_response(one[_RESPONSE_AT:])
                    for one in rows
                    if one[_RESPONSE_AT] is not None
                },
            )
        except (KeyError, TypeError, ValueError):
            raise damaged() from None  # it would quote the vault


def unknown_sitting() -> NotFoundError:
    """Say that no sitting has an id."""
    return NotFoundError("No set of answers has that id.", "closeness assess show")
