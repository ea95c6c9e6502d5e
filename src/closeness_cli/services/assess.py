"""Answering an instrument: at the keyboard, or from answers that were brought."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from closeness_cli.core.cards import fitting_card
from closeness_cli.core.entry import Entry, EntryKind, check_text, tags_in
from closeness_cli.core.form import Form
from closeness_cli.core.near import nearest
from closeness_cli.core.scoring import score_all
from closeness_cli.core.sitting import mark_early
from closeness_cli.errors import NotFoundError
from closeness_cli.services.ports import Outcome

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from closeness_cli.core.administration import Administration, Response
    from closeness_cli.core.instrument import Instrument
    from closeness_cli.core.item_bank import Card, ItemBank
    from closeness_cli.core.moment import Moment
    from closeness_cli.services.ports import Asker, Clock, Entries, Sittings


class Finished(NamedTuple):
    """A set of answers that is complete, and what fits it.

    Args:
        entries: What was written beside the answers and is in the journal now.
        is_first: It is the first one with this instrument.
        is_early: It came sooner after the last one than makes sense to compare.
    """

    administration: Administration
    card: Card | None
    entries: tuple[Entry, ...] = ()
    is_first: bool = False
    is_early: bool = False


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


def record(
    instrument: Instrument,
    responses: Mapping[str, Response],
    *,
    started: Moment,
    bank: ItemBank,
    sittings: Sittings,
    entries: Entries,
    person_id: str | None = None,
) -> Finished:
    """Keep a whole set of answers that was brought, all or nothing."""
    with sittings.writing():
        begun = begin(instrument, started=started, sittings=sittings, person_id=person_id)
        for response in responses.values():
            sittings.answer(begun.id, response)
        return finish(begun, responses, at=started, bank=bank, sittings=sittings, entries=entries)


def begin(
    instrument: Instrument, *, started: Moment, sittings: Sittings, person_id: str | None = None
) -> Administration:
    """Open a sitting, to be filled in at the keyboard."""
    return sittings.begin(
        instrument,
        started=started,
        order=[item.id for item in instrument.items],
        person_id=person_id,
    )


def fill_in(
    sitting: Administration,
    asker: Asker,
    *,
    bank: ItemBank,
    sittings: Sittings,
    entries: Entries,
    clock: Clock,
    backdated: bool = False,
) -> Finished | None:
    """Ask what is still open in a sitting; nothing where the person paused.

    Every answer is kept the moment it is given. After the last one the sitting is closed
    first; a line to remember, if there is one, becomes an entry of its own.

    Args:
        backdated: What is written belongs to the time of the sitting, not to now.
    """
    form = Form(sitting.instrument, sitting.order, sitting.responses)
    outcome = asker.fill(form, lambda response: sittings.answer(sitting.id, _checked(response)))
    if outcome is Outcome.PAUSED:
        return None
    at = sitting.started if backdated else clock.now()
    done = finish(sitting, form.responses, at=at, bank=bank, sittings=sittings, entries=entries)
    words = asker.remember()
    if not words.strip():
        return done
    note = _entry(words, EntryKind.NOTE, at, entries, sitting.person_id)
    entries.add(note)
    return done._replace(entries=(*done.entries, note))


def finish(
    sitting: Administration,
    responses: Mapping[str, Response],
    *,
    at: Moment,
    bank: ItemBank,
    sittings: Sittings,
    entries: Entries,
) -> Finished:
    """Close a sitting, with the entries that its texts also become.

    Where another process closed it meanwhile, it stays as that one left it.
    """
    whole = replace(sitting, responses=dict(responses))
    with sittings.writing():
        was_closed = sittings.is_completed(sitting.id)
        done = sittings.complete(whole, at=at.at)
        written = () if was_closed else tuple(_entries_of(whole, at, entries))
        for entry in written:
            entries.add(entry)
    of_its_kind = mark_early(sittings.completed(done.instrument.id, person_id=done.person_id))
    return Finished(
        done,
        card_for(done, bank),
        written,
        is_first=len(of_its_kind) == 1,
        is_early=any(one.early for one in of_its_kind if one.given.id == done.id),
    )


def _entries_of(sitting: Administration, at: Moment, entries: Entries) -> Iterator[Entry]:
    """Make an entry of each text that is to become one."""
    for item in sitting.instrument.items:
        words = _words(sitting.responses.get(item.id))
        if item.journal_as and words:
            yield _entry(words, EntryKind(item.journal_as), at, entries, sitting.person_id)


def card_for(done: Administration, bank: ItemBank) -> Card | None:
    """Pick the conversation card that fits a set of answers."""
    return fitting_card(bank.cards, score_all(done.instrument, done.responses), day=done.started.on)


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


def _checked(response: Response) -> Response:
    """Refuse a text that cannot be kept, before it is; the sitting stays open at its item."""
    value = response.value
    if isinstance(value, str):
        check_text(value)
    elif isinstance(value, tuple):
        for line in value:
            check_text(line.text)
    return response


def _words(response: Response | None) -> str:
    value = response.value if response else None
    return value if isinstance(value, str) else ""
