"""What is kept of a sitting: the bodies of its revisions, and the tables that show them."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from closeness_cli.core.answering.administration import Line, Response
from closeness_cli.core.instruments.instrument import SkipReason
from closeness_cli.core.moment import Moment, utc_text

if TYPE_CHECKING:
    from collections.abc import Mapping

    from closeness_cli.core.answering.administration import Administration, Answer
    from closeness_cli.storage.connection import Connection, Row
    from closeness_cli.storage.revisions import Revisions

ADMINISTRATION, RESPONSE = "administration", "response"

SAFETY_RESPONSE = "safety_response"
"""An answer to a safety item: a record type and a table apart, which nothing else reads."""


def administration_body(one: Administration) -> dict[str, Any]:
    """Turn a sitting into the body of its revision."""
    return {
        "instrument": one.instrument.id,
        "definition": one.definition_id,
        "at": one.started.iso,
        "tz": one.started.zone,
        "person": one.person_id,
        "guess_of": one.guess_of,
        "order": list(one.order),
        "seed": one.seed,
        "early": one.early or None,
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


def read_response_body(body: Mapping[str, Any]) -> Response:
    """Read a response from the body of a revision."""
    value, reason = body.get("value"), body.get("reason")
    return Response(
        item_id=body["item"],
        value=None if value is None else read_answer(value),
        label=body["label"],
        position=body["position"],
        milliseconds=body.get("milliseconds"),
        reason=SkipReason(reason) if reason else None,
    )


def read_response(row: Row) -> Response:
    """Read a response from (item, value, label, position, milliseconds, reason)."""
    return Response(
        item_id=row[0],
        value=read_answer(json.loads(row[1])) if row[1] is not None else None,
        label=row[2],
        position=row[3],
        milliseconds=row[4],
        reason=SkipReason(row[5]) if row[5] else None,
    )


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


def revise_response(
    revisions: Revisions, record_type: str, administration_id: str, response: Response
) -> None:
    """Append a response, or the next revision of the one to its item, and show it."""
    known = revisions.connection.value(
        f"SELECT id FROM {_TABLES[record_type]} WHERE administration_id=? AND item_id=?",
        (administration_id, response.item_id),
    )
    body = response_body(administration_id, response)
    record_id = known or revisions.new_record_id()
    if known:
        revisions.next(record_type, record_id, body)
    else:
        revisions.first(record_type, record_id, body)
    show_response(revisions.connection, record_type, record_id, body)


def show_administration(connection: Connection, record_id: str, body: Mapping[str, Any]) -> None:
    """Bring the table of sittings up to date with a sitting's latest revision."""
    started = Moment.from_iso(body["at"], body["tz"])
    connection.run(
        "INSERT INTO administrations(id, definition_id, instrument, person_id, at,"
        " offset_seconds, zone, local_on, item_order, completed_at, guess_of, seed, early,"
        " in_trash) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 0) ON CONFLICT(id) DO UPDATE SET"
        " definition_id=excluded.definition_id, instrument=excluded.instrument,"
        " person_id=excluded.person_id, at=excluded.at, offset_seconds=excluded.offset_seconds,"
        " zone=excluded.zone, local_on=excluded.local_on, item_order=excluded.item_order,"
        " completed_at=excluded.completed_at, guess_of=excluded.guess_of, seed=excluded.seed,"
        " early=excluded.early, in_trash=0",
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
            body.get("guess_of"),
            body.get("seed"),
            int(bool(body.get("early"))),
        ),
    )


def trash_administration(connection: Connection, record_id: str) -> None:
    """Bring the table of sittings up to date with a deletion."""
    connection.run("UPDATE administrations SET in_trash=1 WHERE id=?", [record_id])


def show_response(
    connection: Connection, record_type: str, record_id: str, body: Mapping[str, Any]
) -> None:
    """Bring the table of responses, or that of safety answers, up to date with a revision.

    Where two devices answered the same item there are two records; the latest revision shows.
    """
    value = body.get("value")
    connection.run(
        f"INSERT OR REPLACE INTO {_TABLES[record_type]}(id, administration_id, item_id, value,"
        " label, position, milliseconds, reason) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
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


def hide_response(connection: Connection, record_type: str, record_id: str) -> str | None:
    """Bring the same tables up to date with a deletion; gives the sitting that it was in."""
    found: str | None = connection.value(
        f"DELETE FROM {_TABLES[record_type]} WHERE id=? RETURNING administration_id", [record_id]
    )
    return found


_TABLES = {RESPONSE: "responses", SAFETY_RESPONSE: "safety_responses"}
