"""Answering an instrument: at the keyboard, or from answers that were brought."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from closeness_cli.core.answering.answers import check_response
from closeness_cli.core.answering.cards import fitting_card
from closeness_cli.core.answering.form import Form
from closeness_cli.core.answering.quality import quality_notes
from closeness_cli.core.answering.sitting import (
    mark_early,
    may_ask_safety,
    presented_order,
    too_soon,
)
from closeness_cli.core.entry import Entry, EntryKind, check_text, tags_in
from closeness_cli.core.instruments.instrument import Order, SkipReason
from closeness_cli.core.near import nearest
from closeness_cli.core.stats.scoring import score_all
from closeness_cli.errors import NotFoundError
from closeness_cli.services.ports import Outcome

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Mapping

    from closeness_cli.core.answering.administration import Administration, Response
    from closeness_cli.core.answering.quality import QualityNote
    from closeness_cli.core.answering.sitting import TooSoon
    from closeness_cli.core.instruments.instrument import Instrument
    from closeness_cli.core.instruments.item_bank import Card, ItemBank
    from closeness_cli.core.moment import Moment
    from closeness_cli.services.ports import Asker, Clock, Entries, SafetyAnswers, Sittings


class Keepers(NamedTuple):
    """Who keeps what is answered, and what may be offered for it.

    Args:
        safety: Absent where no instrument has safety items: none is asked then.
        joint: Cards for two may be offered, as chosen in the settings.
    """

    bank: ItemBank
    sittings: Sittings
    entries: Entries
    safety: SafetyAnswers | None = None
    joint: bool = False


class Start(NamedTuple):
    """How a sitting begins.

    Args:
        started: When it began, or when brought answers were given.
        person_id: Who answers; absent for the vault's owner.
        guess_of: Whose answers are guessed; absent for one's own.
        early: It is too soon for comparing, and the person wishes to answer all the same.
    """

    started: Moment
    person_id: str | None = None
    guess_of: str | None = None
    early: bool = False


class Finished(NamedTuple):
    """A set of answers that is complete, and what fits it.

    Args:
        entries: What was written beside the answers and is in the journal now.
        is_first: It is the first one with this instrument.
        is_early: It came sooner after the last one than makes sense to compare.
        notes: What was noticed about how it was answered; for the person alone.
    """

    administration: Administration
    card: Card | None
    entries: tuple[Entry, ...] = ()
    is_first: bool = False
    is_early: bool = False
    notes: tuple[QualityNote, ...] = ()


def find_instrument(bank: ItemBank, name: str) -> Instrument:
    """Find an instrument by its id.

    Raises:
        NotFoundError: There is none; the nearest is named.
    """
    found = bank.find(name)
    if found is None:
        known = [one.id for one in bank.instruments]
        near = nearest(name, known)
        hint = f"Did you mean {near}?" if near else f"There are {', '.join(known)}."
        raise NotFoundError("There is no instrument of that name.", hint)
    return found


def without_safety(instrument: Instrument) -> Instrument:
    """Give an instrument as it is asked for a guess: nobody guesses safety items."""
    return replace(instrument, items=tuple(one for one in instrument.items if not one.safety))


def find_too_soon(instrument: Instrument, start: Start, *, sittings: Sittings) -> TooSoon | None:
    """Say what makes it too soon to answer, if anything does.

    A guess is only ever too soon after a guess of the same person's answers.
    """
    done = _alike(instrument.id, start.person_id, start.guess_of, sittings)
    return too_soon(done, instrument, start.started.on)


def record(
    instrument: Instrument,
    responses: Mapping[str, Response],
    start: Start,
    *,
    keepers: Keepers,
) -> Finished:
    """Keep a whole set of answers that was brought, all or nothing.

    They were presented to nobody here, so they stand in the instrument's own order.
    """
    private = instrument.safety_ids
    with keepers.sittings.writing():
        begun = _open(instrument, start, keepers, safety=private & responses.keys())
        for response in responses.values():
            _keep(begun, response, keepers)
        plain = {name: one for name, one in responses.items() if name not in private}
        return finish(begun, plain, at=start.started, keepers=keepers)


def begin(
    instrument: Instrument, start: Start, *, keepers: Keepers, chance: Callable[[], int]
) -> Administration:
    """Open a sitting, to be filled in at the keyboard.

    Args:
        chance: Gives a seed where the items are to be shuffled; it is kept with the sitting.
    """
    seed = chance() if instrument.order is Order.SHUFFLE else None
    safety = _safety_to_ask(instrument, start, keepers)
    return _open(instrument, start, keepers, seed=seed, safety=safety)


def fill_in(
    sitting: Administration,
    asker: Asker,
    *,
    keepers: Keepers,
    clock: Clock,
    backdated: bool = False,
    guess_of: str = "",
) -> Finished | None:
    """Ask what is still open in a sitting; nothing where the person paused.

    Every answer is kept the moment it is given. After the last one the sitting is closed
    first; a line to remember, if there is one, becomes an entry of its own.

    Args:
        backdated: What is written belongs to the time of the sitting, not to now.
        guess_of: The name of the one whose answers are guessed, to be shown.
    """
    closed = keepers.safety.answered(sitting.id) if keepers.safety else frozenset()
    order = _order_now(sitting, closed, keepers)
    form = Form(sitting.instrument, order, sitting.responses, closed=closed, guess_of=guess_of)
    outcome = asker.fill(form, lambda response: _keep(sitting, check_response(response), keepers))
    if outcome is Outcome.PAUSED:
        return None
    at = sitting.started if backdated else clock.now()
    done = finish(sitting, form.responses, at=at, keepers=keepers, unshown=form.unshown())
    words = asker.remember()
    if not words.strip():
        return done
    note = _entry(words, EntryKind.NOTE, at, keepers.entries, sitting.person_id)
    keepers.entries.add(note)
    return done._replace(entries=(*done.entries, note))


def finish(
    sitting: Administration,
    responses: Mapping[str, Response],
    *,
    at: Moment,
    keepers: Keepers,
    unshown: Iterable[Response] = (),
) -> Finished:
    """Close a sitting, with the entries that its texts also become.

    Where another process closed it meanwhile, it stays as that one left it.

    Args:
        unshown: Of the items that the answers left out; they take the place of answers that
            were given before another answer left them out.
    """
    left_out = {one.item_id: one for one in unshown}
    whole = replace(sitting, responses={**responses, **left_out})
    sittings, entries = keepers.sittings, keepers.entries
    with sittings.writing():
        was_closed = sittings.is_completed(sitting.id)
        for one in () if was_closed else left_out.values():
            sittings.answer(sitting.id, one)
        done = sittings.complete(whole, at=at.at)
        written = () if was_closed else tuple(_entries_of(whole, at, entries))
        for entry in written:
            entries.add(entry)
    of_its_kind = mark_early(
        _alike(done.instrument.id, done.person_id, done.guess_of, keepers.sittings)
    )
    return Finished(
        done,
        card_for(done, keepers.bank, joint=keepers.joint),
        written,
        is_first=done.guess_of is None and len(of_its_kind) == 1,
        is_early=any(one.early for one in of_its_kind if one.given.id == done.id),
        notes=quality_notes(done.instrument, done.responses),
    )


def card_for(done: Administration, bank: ItemBank, *, joint: bool = False) -> Card | None:
    """Pick the conversation card that fits a set of answers; a guess has none."""
    if done.guess_of is not None:
        return None
    scores = score_all(done.instrument, done.responses)
    return fitting_card(bank.cards, scores, day=done.started.on, joint=joint)


def _open(
    instrument: Instrument,
    start: Start,
    keepers: Keepers,
    *,
    seed: int | None = None,
    safety: Collection[str] = (),
) -> Administration:
    return keepers.sittings.begin(
        instrument,
        started=start.started,
        order=presented_order(instrument, seed=seed, safety=safety),
        person_id=start.person_id,
        guess_of=start.guess_of,
        seed=seed,
        early=start.early,
    )


def _safety_to_ask(instrument: Instrument, start: Start, keepers: Keepers) -> set[str]:
    """Name the safety items with which this sitting ends; one never guesses those.

    An id stands for the same question everywhere, so what another instrument asked this person
    less than a quarter ago is not asked here.
    """
    private = instrument.safety_ids
    if not private or keepers.safety is None or start.guess_of is not None:
        return set()
    last = keepers.safety.last_asked(person_id=start.person_id)
    return {one for one in private if may_ask_safety(last.get(one), start.started.on)}


def _order_now(
    sitting: Administration, closed: frozenset[str], keepers: Keepers
) -> tuple[str, ...]:
    """Leave out the safety items that another sitting asked since this one began."""
    start = Start(sitting.started, sitting.person_id, sitting.guess_of)
    to_ask = _safety_to_ask(sitting.instrument, start, keepers)
    left_out = sitting.instrument.safety_ids - to_ask - closed
    return tuple(one for one in sitting.order if one not in left_out)


def _keep(sitting: Administration, response: Response, keepers: Keepers) -> None:
    """Keep an answer the moment it is given; one to a safety item in a place of its own."""
    if not sitting.instrument.item(response.item_id).safety:
        keepers.sittings.answer(sitting.id, response)
    elif keepers.safety is not None and response.reason is not SkipReason.NOT_SHOWN:
        keepers.safety.keep(sitting.id, response)


def _alike(
    instrument_id: str, person_id: str | None, guess_of: str | None, sittings: Sittings
) -> list[Administration]:
    """Give one person's finished sets of a kind: their own, or the guesses about one person."""
    if guess_of is None:
        return sittings.completed(instrument_id, person_id=person_id)
    return sittings.guesses(instrument_id, person_id=person_id, of=guess_of)


def _entries_of(sitting: Administration, at: Moment, entries: Entries) -> Iterator[Entry]:
    """Make an entry of each text that is to become one; of a guess none does."""
    for item in sitting.instrument.items if sitting.guess_of is None else ():
        words = _words(sitting.responses.get(item.id))
        if item.journal_as and words:
            yield _entry(words, EntryKind(item.journal_as), at, entries, sitting.person_id)


def _entry(
    words: str, kind: EntryKind, at: Moment, entries: Entries, person_id: str | None
) -> Entry:
    return Entry(
        id=entries.new_id(),
        moment=at,
        text=check_text(words),
        kind=kind,
        tags=tags_in(words),
        person_id=person_id,
    )


def _words(response: Response | None) -> str:
    value = response.value if response else None
    return value if isinstance(value, str) else ""
