"""Answers to safety items: kept apart from all others, and never given back.

They have a record type and a table of their own. That an item was answered can be asked here;
what was answered cannot, and no other store reads the table. They leave the vault only in an
export that asks for them.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from closeness_cli.core.instruments.instrument import SkipReason
from closeness_cli.errors import WrongUseError
from closeness_cli.storage.administration_finder import AdministrationFinder
from closeness_cli.storage.administration_records import SAFETY_RESPONSE, revise_response

if TYPE_CHECKING:
    from closeness_cli.core.answering.administration import Response
    from closeness_cli.storage.revisions import Revisions


class SafetyAnswers:
    """Keeps answers to safety items. There is no way to read them here, on purpose."""

    def __init__(self, revisions: Revisions) -> None:
        self._revisions = revisions
        self._connection = revisions.connection
        self._sittings = AdministrationFinder(revisions.connection)

    def keep(self, administration_id: str, response: Response) -> None:
        """Keep an answer, or that there is none; when this returns it is on the disk.

        Raises:
            WrongUseError: The sitting is complete, and these answers are never amended.
            ValueError: Not a safety item of this sitting.
        """
        with self._connection.writing():
            if self._sittings.is_completed(administration_id):
                raise WrongUseError("This set of answers is complete, so nothing was changed.")
            if response.item_id not in self._sittings.safety_items(administration_id):
                raise ValueError("not a safety item of this sitting")
            revise_response(self._revisions, SAFETY_RESPONSE, administration_id, response)

    def answered(self, administration_id: str) -> frozenset[str]:
        """Name the safety items of a sitting that were answered or skipped; never how."""
        rows = self._connection.run(
            "SELECT s.item_id FROM safety_responses s JOIN administrations a"
            f" ON a.id=s.administration_id WHERE a.id=? AND a.in_trash=0 AND {_SHOWN}",
            (administration_id, str(SkipReason.NOT_SHOWN)),
        )
        return frozenset(row[0] for row in rows)

    def last_asked(self, *, person_id: str | None = None) -> dict[str, date]:
        """Give the local day on which each safety item was last shown to a person, by its id.

        Whichever instrument asked it. One in the trash counts: it was asked, and is asked seldom.
        """
        rows = self._connection.run(
            "SELECT s.item_id, max(a.local_on) FROM safety_responses s JOIN administrations a"
            f" ON a.id=s.administration_id WHERE a.person_id IS ? AND {_SHOWN} GROUP BY s.item_id",
            (person_id, str(SkipReason.NOT_SHOWN)),
        )
        return {item_id: date.fromisoformat(on) for item_id, on in rows}

    def has_any(self) -> bool:
        """Say whether a safety item was ever asked in this vault, whatever was answered."""
        found = self._connection.value(
            "SELECT 1 FROM revisions WHERE record_type=? LIMIT 1", [SAFETY_RESPONSE]
        )
        return found is not None


_SHOWN = "s.reason IS NOT ?"
"""Leaves out items that the answers before them left out."""
