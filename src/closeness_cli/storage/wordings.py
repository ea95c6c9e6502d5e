"""The wording of published measures that a person has the right to use, one record a measure."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from closeness_cli.core.instruments.profile import Wording
from closeness_cli.storage.connection import damaged
from closeness_cli.storage.revisions import canonical_body

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from closeness_cli.storage.connection import Connection
    from closeness_cli.storage.revisions import Revisions

WORDING = "wording"


class WordingStore:
    """Keeps attached wording; it leaves the vault in a full export and in nothing else."""

    def __init__(self, revisions: Revisions) -> None:
        self._revisions = revisions
        self._connection = revisions.connection

    def keep(self, wording: Wording) -> None:
        """Attach a wording; a second one for the same profile is the next revision."""
        body = wording_body(wording)
        with self._connection.writing():
            known = self._connection.value(
                "SELECT id FROM wordings WHERE profile=?", [wording.profile]
            )
            record_id = known or self._revisions.new_record_id()
            if known:
                self._revisions.next(WORDING, record_id, body)
            else:
                self._revisions.first(WORDING, record_id, body)
            show_wording(self._connection, record_id, body)

    def find(self, profile_id: str) -> Wording | None:
        """Find the wording that is attached to a profile."""
        found = self._read("WHERE profile=?", [profile_id])
        return found[0] if found else None

    def all(self) -> list[Wording]:
        """Give every wording that is attached, in the order they came."""
        return self._read("ORDER BY seq")

    def _read(self, where: str, values: Iterable[object] = ()) -> list[Wording]:
        rows = self._connection.run(f"SELECT body FROM wordings {where}", values)
        try:
            return [_wording(json.loads(row[0])) for row in rows]
        except (AttributeError, KeyError, TypeError, ValueError):
            raise damaged() from None  # it would quote the vault


def wording_body(wording: Wording) -> dict[str, Any]:
    """Turn a wording into the body of its revision."""
    labels = {
        scale: {str(number): words for number, words in one.items()}
        for scale, one in wording.labels.items()
    }
    return {
        "profile": wording.profile,
        "profile_version": wording.version or None,
        "right": wording.right,
        "intro": wording.intro or None,
        "items": dict(wording.items),
        "labels": labels or None,
    }


def show_wording(connection: Connection, record_id: str, body: Mapping[str, Any]) -> None:
    """Bring the table of wordings up to date with a wording's latest revision.

    Where two devices attached one to the same profile there are two records; the latest shows.
    """
    connection.run("DELETE FROM wordings WHERE profile=? AND id<>?", (body["profile"], record_id))
    connection.run(
        "INSERT INTO wordings(id, profile, body) VALUES (?, ?, ?) ON CONFLICT(id) DO UPDATE SET"
        " profile=excluded.profile, body=excluded.body",
        (record_id, body["profile"], canonical_body(body)),
    )


def hide_wording(connection: Connection, record_id: str) -> None:
    """Bring the table of wordings up to date with a deletion."""
    connection.run("DELETE FROM wordings WHERE id=?", [record_id])


def _wording(body: Mapping[str, Any]) -> Wording:
    return Wording(
        profile=body["profile"],
        version=body.get("profile_version", ""),
        right=body["right"],
        items=body["items"],
        labels={
            scale: {int(number): words for number, words in one.items()}
            for scale, one in body.get("labels", {}).items()
        },
        intro=body.get("intro", ""),
    )
