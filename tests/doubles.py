"""Stores and an asker that keep everything in lists; what a test gives them is all they know."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from builders import CountingIds
from closeness_cli.core.answering.administration import Administration
from closeness_cli.core.instruments.instrument import SkipReason
from closeness_cli.services.ports import Outcome

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from datetime import date, datetime

    from closeness_cli.core.answering.administration import Response
    from closeness_cli.core.answering.form import Form, Part
    from closeness_cli.core.entry import Entry
    from closeness_cli.core.instruments.instrument import Instrument
    from closeness_cli.core.moment import Moment


@dataclass
class Shelf:
    """Entries in memory.

    Args:
        kept: Every entry that was added, as it was then.
        changed: Every later state, in order.
        within: Says whether a transaction is open; asked at every addition.
    """

    within: Callable[[], bool] = lambda: False
    ids: CountingIds = field(default_factory=CountingIds)
    kept: list[Entry] = field(default_factory=list)
    changed: list[Entry] = field(default_factory=list)
    kept_within: list[bool] = field(default_factory=list)

    def new_id(self) -> str:
        """Make an id for a new entry."""
        return self.ids.new()

    def add(self, entry: Entry) -> None:
        """Keep a new entry."""
        self.kept.append(entry)
        self.kept_within.append(self.within())

    def change(self, entry: Entry, *, based_on: str | None = None) -> None:  # noqa: ARG002 - nobody else writes here
        """Keep a new state of an entry."""
        self.changed.append(entry)


@dataclass
class Chairs:
    """Sittings in memory; a transaction that fails leaves nothing of it."""

    ids: CountingIds = field(default_factory=lambda: CountingIds(1000))
    begun: list[Administration] = field(default_factory=list)
    answers: list[tuple[str, Response]] = field(default_factory=list)
    closed: list[Administration] = field(default_factory=list)
    depth: int = 0

    @property
    def is_writing(self) -> bool:
        """Whether a transaction is open."""
        return self.depth > 0

    @contextmanager
    def writing(self) -> Iterator[None]:
        """Hold one transaction around several writes."""
        self.depth += 1
        before = list(self.begun), list(self.answers), list(self.closed)
        try:
            yield
        except BaseException:
            self.begun, self.answers, self.closed = before
            raise
        finally:
            self.depth -= 1

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
        """Open a sitting."""
        begun = Administration(
            id=self.ids.new(),
            instrument=instrument,
            definition_id="",
            started=started,
            order=tuple(order),
            responses={},
            person_id=person_id,
            guess_of=guess_of,
            seed=seed,
            early=early,
        )
        self.begun.append(begun)
        return begun

    def answer(self, administration_id: str, response: Response) -> None:
        """Keep an answer."""
        self.answers.append((administration_id, response))

    def completed(
        self, instrument_id: str | None = None, *, person_id: str | None = None
    ) -> list[Administration]:
        """List one person's finished sittings, guesses aside."""
        return [one for one in self._done(instrument_id, person_id) if one.guess_of is None]

    def guesses(
        self,
        instrument_id: str | None = None,
        *,
        person_id: str | None = None,
        of: str | None = None,
    ) -> list[Administration]:
        """List one person's finished guesses."""
        return [
            one
            for one in self._done(instrument_id, person_id)
            if one.guess_of is not None and of in (None, one.guess_of)
        ]

    def find(self, beginning: str) -> Administration:
        """Find the sitting whose id begins like this, complete or open."""
        known = {one.id: one for one in (*self.begun, *self.closed)}
        (found,) = (one for one in known.values() if one.id.startswith(beginning))
        return found

    def amend(self, administration_id: str, response: Response) -> Administration:
        """Correct an answer of a finished sitting."""
        (before,) = (one for one in self.closed if one.id == administration_id)
        given = {**before.responses, response.item_id: response}
        after = replace(before, responses=given)
        self.answers.append((administration_id, response))
        self.closed[self.closed.index(before)] = after
        return after

    def is_completed(self, administration_id: str) -> bool:
        """Say whether a sitting was closed."""
        return any(one.id == administration_id for one in self.closed)

    def complete(self, administration: Administration, *, at: datetime) -> Administration:
        """Close a sitting, with the answers that were kept for it."""
        given = {one.item_id: one for sitting, one in self.answers if sitting == administration.id}
        done = replace(administration, completed_at=at, responses=given)
        self.closed.append(done)
        return done

    def _done(self, instrument_id: str | None, person_id: str | None) -> list[Administration]:
        return [
            one
            for one in self.closed
            if one.person_id == person_id and instrument_id in (None, one.instrument.id)
        ]


@dataclass
class SafeBox:
    """Safety answers in memory; a test may look into `kept`, the product cannot.

    Args:
        sittings: Where the sittings are, whose days count.
    """

    sittings: Chairs
    kept: list[tuple[str, Response]] = field(default_factory=list)

    def keep(self, administration_id: str, response: Response) -> None:
        """Keep an answer, or that it was skipped."""
        self.kept.append((administration_id, response))

    def answered(self, administration_id: str) -> frozenset[str]:
        """Name the safety items that a sitting has asked already."""
        return frozenset(one.item_id for sitting, one in self.kept if sitting == administration_id)

    def last_asked(self, *, person_id: str | None = None) -> dict[str, date]:
        """Give the local day on which a person was last asked each item."""
        begun = {one.id: one for one in self.sittings.begun if one.person_id == person_id}
        days = sorted(
            (begun[sitting].started.on, one.item_id)
            for sitting, one in self.kept
            if sitting in begun
        )
        return {item_id: on for on, item_id in days}


@dataclass
class ScriptedAsker:
    """Answers a form from a script.

    Args:
        script: An answer for each step; `None` skips it. Where it ends, the person pauses.
        words: What is said to "Anything to remember?".
        asked: The item of each step, in order.
    """

    script: list[int | str | None]
    words: str = ""
    asked: list[tuple[str, Part]] = field(default_factory=list)

    def fill(self, form: Form, save: Callable[[Response], None]) -> Outcome:
        """Ask until the form is finished or the script ends."""
        waiting = iter(self.script)
        while (step := form.step) is not None:
            try:
                answer = next(waiting)
            except StopIteration:
                return Outcome.PAUSED
            self.asked.append((step.item.id, step.part))
            save(form.skip(SkipReason.SKIPPED) if answer is None else form.answer(answer))
        return Outcome.FINISHED

    def remember(self) -> str:
        """Give the words of the script."""
        return self.words
