"""Administrations, their responses, and the scores that follow from them."""

from __future__ import annotations

import json
from dataclasses import replace
from itertools import groupby
from operator import itemgetter
from typing import TYPE_CHECKING, Any

from closeness_cli.core.administration import Administration, Answer, Line, Response
from closeness_cli.core.canonical import canonical
from closeness_cli.core.definition import definition_id, from_definition, to_definition
from closeness_cli.core.instrument import Instrument, SkipReason
from closeness_cli.core.moment import Moment, from_utc_text, utc_text
from closeness_cli.core.scoring import SCORER_VERSION, Score, score_all
from closeness_cli.errors import WrongUseError
from closeness_cli.storage.connection import damaged
from closeness_cli.storage.revisions import Revisions, head_id

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from contextlib import AbstractContextManager
    from datetime import datetime

    from closeness_cli.storage.connection import Connection, Row

ADMINISTRATION, RESPONSE, DEFINITION = "administration", "response", "definition"

_SITTINGS = (
    "SELECT a.id, a.definition_id, a.person_id, a.at, a.offset_seconds, a.zone, a.item_order,"
    " a.completed_at, r.item_id, r.value, r.label, r.position, r.milliseconds, r.reason"
    " FROM administrations a LEFT JOIN responses r ON r.administration_id=a.id"
)
"""A row for each response; one where there is none."""


class AdministrationStore:
    """Keeps sittings; every answer is a committed row the moment it is given."""

    def __init__(self, revisions: Revisions) -> None:
        self._revisions = revisions
        self._connection = revisions.connection
        self._instruments: dict[str, Instrument] = {}

    def writing(self) -> AbstractContextManager[None]:
        """Hold one transaction around several writes."""
        return self._connection.writing()

    def begin(
        self,
        instrument: Instrument,
        *,
        started: Moment,
        order: Iterable[str],
        person_id: str | None = None,
    ) -> Administration:
        """Open a sitting, with its instrument frozen as it is now."""
        definition = to_definition(instrument)
        begun = Administration(
            id=self._revisions.new_record_id(),
            instrument=instrument,
            definition_id=definition_id(definition),
            started=started,
            order=tuple(order),
            responses={},
            person_id=person_id,
        )
        with self._connection.writing():
            self.freeze(definition)
            self._revisions.first(ADMINISTRATION, begun.id, administration_body(begun))
            show_administration(self._connection, begun.id, administration_body(begun))
        return begun

    def answer(self, administration_id: str, response: Response) -> None:
        """Keep an answer; a changed one is a new revision of the same response.

        Raises:
            WrongUseError: The sitting is complete.
        """
        body = response_body(administration_id, response)
        with self._connection.writing():
            self._check_open(administration_id)
            known = self._connection.value(
                "SELECT id FROM responses WHERE administration_id=? AND item_id=?",
                (administration_id, response.item_id),
            )
            response_id = known or self._revisions.new_record_id()
            if known:
                self._revisions.next(RESPONSE, response_id, body)
            else:
                self._revisions.first(RESPONSE, response_id, body)
            show_response(self._connection, response_id, body)

    def complete(self, administration: Administration, *, at: datetime) -> Administration:
        """Close a sitting and score the answers that are stored for it.

        One that is complete already, perhaps by another process, is given as it is stored.
        """
        with self._connection.writing():
            stored = self._sittings("a.id=?", [administration.id])
            if stored and not stored[0].is_open:
                return stored[0]
            given = stored[0].responses if stored else {}
            done = replace(administration, completed_at=at, responses=given)
            body = administration_body(done)
            self._revisions.next(ADMINISTRATION, done.id, body)
            show_administration(self._connection, done.id, body)
            self._store_scores(done)
        return done

    def is_completed(self, administration_id: str) -> bool:
        """Say whether a sitting is complete."""
        found = self._connection.value(
            "SELECT completed_at FROM administrations WHERE id=?", [administration_id]
        )
        return found is not None

    def abandon(self, administration_id: str) -> None:
        """Move an open sitting to the trash; its answers stay in the history.

        Raises:
            WrongUseError: The sitting is complete.
        """
        with self._connection.writing():
            self._check_open(administration_id)
            self._revisions.next(ADMINISTRATION, administration_id, None)
            trash_administration(self._connection, administration_id)

    def last_open(
        self, instrument_id: str | None = None, *, person_id: str | None = None
    ) -> Administration | None:
        """Find the sitting that was begun last and is still open.

        One that was begun before the newest complete one of its instrument is past: what it
        asked about has been answered since.
        """
        found = self._sittings(
            "a.id=(SELECT o.id FROM administrations o WHERE o.completed_at IS NULL AND"
            " o.in_trash=0 AND o.person_id IS ? AND (? IS NULL OR o.instrument=?) AND NOT EXISTS"
            " (SELECT 1 FROM administrations c WHERE c.completed_at IS NOT NULL AND c.in_trash=0"
            " AND c.instrument=o.instrument AND c.person_id IS o.person_id"
            " AND (c.at, c.seq)>(o.at, o.seq)) ORDER BY o.seq DESC LIMIT 1)",
            (person_id, instrument_id, instrument_id),
        )
        return found[0] if found else None

    def completed(
        self, instrument_id: str | None = None, *, person_id: str | None = None
    ) -> list[Administration]:
        """List one person's finished sittings, oldest first."""
        return self._sittings(
            "a.completed_at IS NOT NULL AND a.in_trash=0 AND a.person_id IS ?"
            " AND (? IS NULL OR a.instrument=?)",
            (person_id, instrument_id, instrument_id),
        )

    def last_completed_on(self, instrument_id: str) -> str | None:
        """Give the owner's latest local day with this instrument, as ISO text."""
        found: str | None = self._connection.value(
            "SELECT max(local_on) FROM administrations WHERE instrument=? AND person_id IS NULL"
            " AND completed_at IS NOT NULL AND in_trash=0",
            [instrument_id],
        )
        return found

    def rescore(self) -> int:
        """Throw all scores away and compute them anew; gives how many sittings were scored."""
        with self._connection.writing():
            self._connection.run("DELETE FROM scores")
            done = self._sittings("a.completed_at IS NOT NULL", ())
            for one in done:
                self._store_scores(one)
        return len(done)

    def score_again(self, administration_ids: Iterable[str]) -> None:
        """Compute the scores of some sittings anew; one that is open has none."""
        with self._connection.writing():
            for one in administration_ids:
                self._connection.run("DELETE FROM scores WHERE administration_id=?", [one])
                for done in self._sittings("a.id=? AND a.completed_at IS NOT NULL", [one]):
                    self._store_scores(done)

    def instrument(self, definition: str) -> Instrument:
        """Read a frozen definition; a `KeyError` where there is none."""
        if definition not in self._instruments:
            body = self._connection.value("SELECT body FROM definitions WHERE id=?", [definition])
            if body is None:
                raise KeyError(definition)
            self._instruments[definition] = from_definition(json.loads(body))
        return self._instruments[definition]

    def freeze(self, definition: Mapping[str, Any]) -> str:
        """Keep a definition under its SHA-256, once."""
        found = definition_id(definition)
        with self._connection.writing():
            if head_id(self._connection, found) is None:
                self._revisions.first(DEFINITION, found, {"definition": definition})
                show_definition(self._connection, found, definition)
        return found

    def _store_scores(self, administration: Administration) -> None:
        for one in score_all(administration.instrument, administration.responses):
            self._connection.run(
                "INSERT OR REPLACE INTO scores(administration_id, dimension, value, n_answered,"
                " n_items, scorer_version) VALUES (?, ?, ?, ?, ?, ?)",
                (
                    administration.id,
                    one.dimension,
                    one.value if isinstance(one, Score) else None,
                    one.n_answered,
                    one.n_items,
                    SCORER_VERSION,
                ),
            )

    def _check_open(self, administration_id: str) -> None:
        if self.is_completed(administration_id):
            raise WrongUseError("This set of answers is complete, so nothing was changed.")

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
                responses={one[8]: _response(one[8:]) for one in rows if one[8] is not None},
            )
        except (KeyError, TypeError, ValueError):
            raise damaged() from None  # it would quote the vault


def _response(row: Row) -> Response:
    return Response(
        item_id=row[0],
        value=read_answer(json.loads(row[1])) if row[1] is not None else None,
        label=row[2],
        position=row[3],
        milliseconds=row[4],
        reason=SkipReason(row[5]) if row[5] else None,
    )


def administration_body(one: Administration) -> dict[str, Any]:
    """Turn a sitting into the body of its revision."""
    return {
        "instrument": one.instrument.id,
        "definition": one.definition_id,
        "at": one.started.iso,
        "tz": one.started.zone,
        "person": one.person_id,
        "order": list(one.order),
        "completed_at": utc_text(one.completed_at) if one.completed_at else None,
    }


def response_body(administration_id: str, response: Response) -> dict[str, Any]:
    """Turn a response into the body of its revision."""
    return {
        "administration": administration_id,
        "item": response.item_id,
        "value": plain_answer(response.value),
        "label": response.label,
        "position": response.position,
        "milliseconds": response.milliseconds,
        "reason": str(response.reason) if response.reason else None,
    }


def plain_answer(value: Answer | None) -> object:
    """Turn an answer into plain data: a number, a text, or a list of lines."""
    if isinstance(value, tuple):
        return [
            {"text": line.text} if line.value is None else {"text": line.text, "value": line.value}
            for line in value
        ]
    return value


def read_answer(plain: Any) -> Answer:  # noqa: ANN401 - JSON
    """Read back what `plain_answer` wrote."""
    if isinstance(plain, list):
        return tuple(Line(text=one["text"], value=one.get("value")) for one in plain)
    answer: Answer = plain
    return answer


def show_administration(connection: Connection, record_id: str, body: Mapping[str, Any]) -> None:
    """Bring the table of sittings up to date with a sitting's latest revision."""
    started = Moment.from_iso(body["at"], body["tz"])
    connection.run(
        "INSERT INTO administrations(id, definition_id, instrument, person_id, at,"
        " offset_seconds, zone, local_on, item_order, completed_at, in_trash)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 0) ON CONFLICT(id) DO UPDATE SET"
        " definition_id=excluded.definition_id, instrument=excluded.instrument,"
        " person_id=excluded.person_id, at=excluded.at, offset_seconds=excluded.offset_seconds,"
        " zone=excluded.zone, local_on=excluded.local_on, item_order=excluded.item_order,"
        " completed_at=excluded.completed_at, in_trash=0",
        (
            record_id,
            body["definition"],
            body["instrument"],
            body.get("person"),
            started.at_text,
            started.offset_seconds,
            started.zone,
            started.on.isoformat(),
            json.dumps(body["order"]),
            body.get("completed_at"),
        ),
    )


def trash_administration(connection: Connection, record_id: str) -> None:
    """Bring the table of sittings up to date with a deletion."""
    connection.run("UPDATE administrations SET in_trash=1 WHERE id=?", [record_id])


def show_response(connection: Connection, record_id: str, body: Mapping[str, Any]) -> None:
    """Bring the table of responses up to date with a response's latest revision.

    Where two devices answered the same item there are two records; the latest revision shows.
    """
    value = body.get("value")
    connection.run(
        "INSERT OR REPLACE INTO responses(id, administration_id, item_id, value, label, position,"
        " milliseconds, reason) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        (
            record_id,
            body["administration"],
            body["item"],
            None if value is None else json.dumps(value, ensure_ascii=False),
            body["label"],
            body["position"],
            body.get("milliseconds"),
            body.get("reason"),
        ),
    )


def show_definition(connection: Connection, record_id: str, definition: Mapping[str, Any]) -> None:
    """Bring the table of definitions up to date with a frozen definition."""
    connection.run(
        "INSERT OR IGNORE INTO definitions(id, instrument, body) VALUES (?, ?, ?)",
        (record_id, definition["id"], canonical(definition)),
    )
