"""Administrations, their responses, and the scores that follow from them."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING, Any

from closeness_cli.core.administration import Administration, Answer, Line, Response, SkipReason
from closeness_cli.core.instrument import (
    Instrument,
    canonical,
    definition_id,
    from_definition,
    to_definition,
)
from closeness_cli.core.moment import Moment, from_utc_text, utc_text
from closeness_cli.core.scoring import SCORER_VERSION, Score, score_all
from closeness_cli.storage.connection import damaged
from closeness_cli.storage.revisions import Revisions, head_id

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from contextlib import AbstractContextManager

    from closeness_cli.storage.connection import Connection, Row

ADMINISTRATION, RESPONSE, DEFINITION = "administration", "response", "definition"

_COLUMNS = "id, definition_id, person_id, at, offset_seconds, zone, item_order, completed_at"


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
        """Keep an answer; a changed one is a new revision of the same response."""
        body = response_body(administration_id, response)
        with self._connection.writing():
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
        """Close a sitting and score the answers that are stored for it."""
        with self._connection.writing():
            done = replace(
                administration, completed_at=at, responses=self._responses(administration.id)
            )
            body = administration_body(done)
            self._revisions.next(ADMINISTRATION, done.id, body)
            show_administration(self._connection, done.id, body)
            self._store_scores(done)
        return done

    def last_open(
        self, instrument_id: str | None = None, *, person_id: str | None = None
    ) -> Administration | None:
        """Find the sitting that was begun last and is still open."""
        rows = self._connection.run(
            f"SELECT {_COLUMNS} FROM administrations WHERE completed_at IS NULL AND in_trash=0"
            " AND person_id IS ? AND (? IS NULL OR instrument=?) ORDER BY seq DESC LIMIT 1",
            (person_id, instrument_id, instrument_id),
        )
        return self._administration(rows[0]) if rows else None

    def completed(
        self, instrument_id: str | None = None, *, person_id: str | None = None
    ) -> list[Administration]:
        """List one person's finished sittings, oldest first."""
        rows = self._connection.run(
            f"SELECT {_COLUMNS} FROM administrations WHERE completed_at IS NOT NULL AND"
            " in_trash=0 AND person_id IS ? AND (? IS NULL OR instrument=?) ORDER BY at, seq",
            (person_id, instrument_id, instrument_id),
        )
        return [self._administration(row) for row in rows]

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
            rows = self._connection.run(
                f"SELECT {_COLUMNS} FROM administrations WHERE completed_at IS NOT NULL"
            )
            for row in rows:
                self._store_scores(self._administration(row))
        return len(rows)

    def score_again(self, administration_ids: Iterable[str]) -> None:
        """Compute the scores of some sittings anew; one that is open has none."""
        with self._connection.writing():
            for one in administration_ids:
                self._connection.run("DELETE FROM scores WHERE administration_id=?", [one])
                for row in self._connection.run(
                    f"SELECT {_COLUMNS} FROM administrations WHERE id=? AND completed_at"
                    " IS NOT NULL",
                    [one],
                ):
                    self._store_scores(self._administration(row))

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

    def _administration(self, row: Row) -> Administration:
        try:
            return Administration(
                id=row[0],
                instrument=self.instrument(row[1]),
                definition_id=row[1],
                person_id=row[2],
                started=Moment(from_utc_text(row[3]), row[4], row[5]),
                order=tuple(json.loads(row[6])),
                completed_at=from_utc_text(row[7]) if row[7] else None,
                responses=self._responses(row[0]),
            )
        except (KeyError, TypeError, ValueError):
            raise damaged() from None  # it would quote the vault

    def _responses(self, administration_id: str) -> dict[str, Response]:
        rows = self._connection.run(
            "SELECT item_id, value, label, position, milliseconds, reason FROM responses"
            " WHERE administration_id=? ORDER BY position",
            [administration_id],
        )
        return {
            row[0]: Response(
                item_id=row[0],
                value=read_answer(json.loads(row[1])) if row[1] is not None else None,
                label=row[2],
                position=row[3],
                milliseconds=row[4],
                reason=SkipReason(row[5]) if row[5] else None,
            )
            for row in rows
        }


def completed_scores(connection: Connection, *, person_id: str | None) -> Iterator[Row]:
    """Give (instrument, dimension, at, offset, zone, value) of all stored scores, oldest first."""
    yield from connection.stream(
        "SELECT a.instrument, s.dimension, a.at, a.offset_seconds, a.zone, s.value FROM scores s"
        " JOIN administrations a ON a.id=s.administration_id WHERE a.person_id IS ? AND"
        " a.in_trash=0 ORDER BY a.at, a.seq",
        [person_id],
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
    at = datetime.fromisoformat(body["at"])
    offset = at.utcoffset()
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
            utc_text(at),
            round(offset.total_seconds()) if offset else 0,
            body["tz"],
            at.date().isoformat(),
            json.dumps(body["order"]),
            body.get("completed_at"),
        ),
    )


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
