"""Administrations, their responses, and the scores that follow from them."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from closeness_cli.core.answering.administration import Administration, Response
from closeness_cli.core.instruments.definition import definition_id, to_definition
from closeness_cli.core.stats.scoring import SCORER_VERSION, Score, score_all
from closeness_cli.errors import WrongUseError
from closeness_cli.storage.administration_finder import AdministrationFinder, unknown_sitting
from closeness_cli.storage.administration_records import (
    ADMINISTRATION,
    RESPONSE,
    administration_body,
    revise_response,
    show_administration,
    trash_administration,
)
from closeness_cli.storage.definitions import freeze

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from contextlib import AbstractContextManager
    from datetime import datetime

    from closeness_cli.core.instruments.instrument import Instrument
    from closeness_cli.core.moment import Moment
    from closeness_cli.storage.revisions import Revisions


class AdministrationStore(AdministrationFinder):
    """Keeps sittings; every answer is a committed row the moment it is given."""

    def __init__(self, revisions: Revisions) -> None:
        super().__init__(revisions.connection)
        self._revisions = revisions

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
        guess_of: str | None = None,
        seed: int | None = None,
        early: bool = False,
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
            guess_of=guess_of,
            seed=seed,
            early=early,
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
            ValueError: To a safety item, whose answers `SafetyAnswers` keeps.
        """
        with self._connection.writing():
            self._check_open(administration_id)
            if response.item_id in self.safety_items(administration_id):
                raise ValueError("an answer to a safety item is kept apart")
            revise_response(self._revisions, RESPONSE, administration_id, response)

    def amend(self, administration_id: str, response: Response) -> Administration:
        """Correct an answer of a complete sitting; what stood there stays in its history.

        Returns:
            The sitting as it is now, with its scores computed anew.

        Raises:
            NotFoundError: There is no such sitting.
            WrongUseError: It is still open, or the item is none of its own, or a safety item.
        """
        with self._connection.writing():
            self._check_amendable(administration_id, response.item_id)
            revise_response(self._revisions, RESPONSE, administration_id, response)
            self.score_again([administration_id])
            return self._sittings("a.id=?", [administration_id])[0]

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

    def abandon(self, administration_id: str) -> None:
        """Move an open sitting to the trash; its answers stay in the history.

        Raises:
            WrongUseError: The sitting is complete.
        """
        with self._connection.writing():
            self._check_open(administration_id)
            self._revisions.next(ADMINISTRATION, administration_id, None)
            trash_administration(self._connection, administration_id)

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

    def freeze(self, definition: Mapping[str, Any]) -> str:
        """Keep a definition under its SHA-256, once."""
        return freeze(self._revisions, definition)

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

    def _check_amendable(self, administration_id: str, item_id: str) -> None:
        stored = self._sittings("a.id=? AND a.in_trash=0", [administration_id])
        if not stored:
            raise unknown_sitting()
        (sitting,) = stored
        if sitting.is_open:
            raise WrongUseError(
                "This set of answers is not finished yet, so nothing was changed.",
                "Go on with it:  closeness assess --resume",
            )
        if item_id in sitting.instrument.safety_ids:
            raise WrongUseError("That answer is private and kept apart, so nothing was changed.")
        if item_id not in {item.id for item in sitting.instrument.items}:
            raise WrongUseError(
                "This set of answers has no such item, so nothing was changed.",
                f"Its items:  closeness assess show {administration_id}",
            )
