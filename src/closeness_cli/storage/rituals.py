"""Rituals, and the times that they were done or left out."""

from __future__ import annotations

import json
from datetime import date
from typing import TYPE_CHECKING, Any

from closeness_cli.core.moment import Moment, from_utc_text
from closeness_cli.core.person import OWNER, same_name
from closeness_cli.core.rituals import (
    Cadence,
    Done,
    Lasting,
    Meant,
    Observance,
    Ritual,
    takes_part,
)
from closeness_cli.errors import WrongUseError
from closeness_cli.storage.connection import damaged
from closeness_cli.storage.revisions import canonical_body

if TYPE_CHECKING:
    from collections.abc import Mapping

    from closeness_cli.storage.connection import Connection, Row
    from closeness_cli.storage.revisions import Revisions

RITUAL, OBSERVANCE = "ritual", "observance"

_COLUMNS = "id, ritual_id, at, offset_seconds, zone, state, body"


class RitualStore:
    """Keeps rituals by name, and what was done of them."""

    def __init__(self, revisions: Revisions) -> None:
        self._revisions = revisions
        self._connection = revisions.connection

    def new_id(self) -> str:
        """Make an id for a new ritual or observance."""
        return self._revisions.new_record_id()

    def all(self) -> list[Ritual]:
        """List every ritual, in the order they came."""
        rows = self._connection.run("SELECT id, body FROM rituals WHERE in_trash=0 ORDER BY seq")
        return [_ritual(row) for row in rows]

    def add(self, ritual: Ritual) -> None:
        """Keep a new ritual.

        Raises:
            WrongUseError: Another one has this name.
        """
        with self._connection.writing():
            self._check_name(ritual)
            self._revisions.first(RITUAL, ritual.id, _ritual_body(ritual))
            show_ritual(self._connection, ritual.id, _ritual_body(ritual))

    def change(self, ritual: Ritual) -> None:
        """Keep a new state of a ritual; the earlier ones stay in its history.

        Raises:
            WrongUseError: Another one has this name.
        """
        with self._connection.writing():
            self._check_name(ritual)
            self._revisions.next(RITUAL, ritual.id, _ritual_body(ritual))
            show_ritual(self._connection, ritual.id, _ritual_body(ritual))

    def observe(self, observance: Observance) -> None:
        """Keep one time that a ritual was done or left out; two on one day are both kept."""
        body = _observance_body(observance)
        with self._connection.writing():
            self._revisions.first(OBSERVANCE, observance.id, body)
            show_observance(self._connection, observance.id, body)

    def observed(
        self, *, who: str = OWNER, since: date | None = None, until: date | None = None
    ) -> list[Observance]:
        """List the times in which somebody took part, oldest first.

        Args:
            since: The first local day that counts.
            until: The first one that no longer counts.
        """
        rows = self._connection.run(
            f"SELECT {_COLUMNS} FROM observances WHERE in_trash=0 AND local_on>=? AND local_on<?"
            " ORDER BY at, seq",
            (since.isoformat() if since else "", until.isoformat() if until else "a"),
        )
        return [found for found in map(_observance, rows) if takes_part(found, who)]

    def last_kept(self, *, who: str = OWNER) -> Observance | None:
        """Give the observance that was written down last, whenever it was."""
        for row in self._connection.stream(
            f"SELECT {_COLUMNS} FROM observances WHERE in_trash=0 ORDER BY seq DESC"
        ):
            found = _observance(row)
            if takes_part(found, who):
                return found
        return None

    def take_back(self, observance: Observance) -> None:
        """Take an observance back; it stays in the history."""
        with self._connection.writing():
            self._revisions.next(OBSERVANCE, observance.id, None)
            hide_observance(self._connection, observance.id)

    def _check_name(self, ritual: Ritual) -> None:
        """Refuse a name that is taken; two of one name that were imported can still be changed."""
        alike = [one.id for one in self.all() if same_name(one.name, ritual.name)]
        if alike and ritual.id not in alike:
            raise WrongUseError(
                "There is a ritual of that name already.", "closeness ritual list shows it."
            )


def show_ritual(connection: Connection, record_id: str, body: Mapping[str, Any]) -> None:
    """Bring the table of rituals up to date with the latest revision of one."""
    connection.run(
        "INSERT INTO rituals(id, name, body, in_trash) VALUES (?, ?, ?, 0)"
        " ON CONFLICT(id) DO UPDATE SET name=excluded.name, body=excluded.body, in_trash=0",
        (record_id, body["name"], canonical_body(body)),
    )


def hide_ritual(connection: Connection, record_id: str) -> None:
    """Bring the table of rituals up to date with a deletion."""
    connection.run("UPDATE rituals SET in_trash=1 WHERE id=?", [record_id])


def show_observance(connection: Connection, record_id: str, body: Mapping[str, Any]) -> None:
    """Bring the table of observances up to date with the latest revision of one."""
    moment = Moment.from_iso(body["at"], body["tz"])
    connection.run(
        "INSERT INTO observances(id, ritual_id, at, offset_seconds, zone, local_on, state, body,"
        " in_trash) VALUES (?, ?, ?, ?, ?, ?, ?, ?, 0) ON CONFLICT(id) DO UPDATE SET"
        " ritual_id=excluded.ritual_id, at=excluded.at, offset_seconds=excluded.offset_seconds,"
        " zone=excluded.zone, local_on=excluded.local_on, state=excluded.state,"
        " body=excluded.body, in_trash=0",
        (
            record_id,
            body["ritual"],
            moment.at_text,
            moment.offset_seconds,
            moment.zone,
            moment.on.isoformat(),
            body["state"],
            canonical_body(body),
        ),
    )


def hide_observance(connection: Connection, record_id: str) -> None:
    """Bring the table of observances up to date with a deletion."""
    connection.run("UPDATE observances SET in_trash=1 WHERE id=?", [record_id])


def _ritual_body(ritual: Ritual) -> dict[str, Any]:
    return {
        "name": ritual.name,
        "cadence": str(ritual.meant.cadence),
        "weekdays": list(ritual.meant.weekdays) or None,
        "began_on": ritual.began_on.isoformat() if ritual.began_on else None,
        "after": ritual.after,
        "minutes": ritual.minutes,
        "together": ritual.together or None,
        "long_distance": ritual.long_distance or None,
        "need": ritual.need,
        "preset": ritual.preset,
        "people": list(ritual.people) or None,
        "relationship": ritual.relationship,
        "state": str(ritual.state),
    }


def _observance_body(observance: Observance) -> dict[str, Any]:
    return {
        "ritual": observance.ritual_id,
        "at": observance.moment.iso,
        "tz": observance.moment.zone,
        "people": list(observance.people) or None,
        "state": str(observance.state),
        "minutes": observance.minutes,
    }


def _ritual(row: Row) -> Ritual:
    """Read a ritual; what others left out is ongoing and current."""
    try:
        body = json.loads(row[1])
        weekdays = tuple(sorted(set(body.get("weekdays", ()))))
        began_on = body.get("began_on")
        return Ritual(
            id=row[0],
            name=body["name"],
            meant=Meant(Cadence(body.get("cadence", Cadence.ONGOING)), weekdays),
            began_on=date.fromisoformat(began_on) if began_on else None,
            after=body.get("after"),
            minutes=body.get("minutes"),
            together=body.get("together", False),
            long_distance=body.get("long_distance", False),
            need=body.get("need"),
            preset=body.get("preset"),
            people=tuple(body.get("people", ())),
            relationship=body.get("relationship"),
            state=Lasting(body.get("state", Lasting.CURRENT)),
        )
    except (AttributeError, KeyError, TypeError, ValueError):
        raise damaged() from None  # it would quote the vault


def _observance(row: Row) -> Observance:
    record_id, ritual_id, at, offset_seconds, zone, state, text = row
    try:
        body = json.loads(text)
        return Observance(
            id=record_id,
            ritual_id=ritual_id,
            moment=Moment(from_utc_text(at), offset_seconds, zone),
            state=Done(state),
            people=tuple(body.get("people", ())),
            minutes=body.get("minutes"),
        )
    except (AttributeError, TypeError, ValueError):
        raise damaged() from None  # it would quote the vault
