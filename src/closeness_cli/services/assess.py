"""Answering an instrument: at the keyboard, or from answers that were brought."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from typing import TYPE_CHECKING

from closeness_cli.core.administration import Administration, Line, Response, SkipReason
from closeness_cli.core.cards import fitting_card
from closeness_cli.core.entry import Entry, EntryKind, check_text, tags_in
from closeness_cli.core.form import Form
from closeness_cli.core.instrument import Instrument, Item, ItemBank, ItemKind
from closeness_cli.core.scoring import score_all
from closeness_cli.errors import BadInputError, NotFoundError, WrongUseError
from closeness_cli.services.ports import Outcome

if TYPE_CHECKING:
    from closeness_cli.core.administration import Answer
    from closeness_cli.core.instrument import Card
    from closeness_cli.core.moment import Moment
    from closeness_cli.services.ports import Asker, Clock, Entries, Sittings


@dataclass(frozen=True, slots=True)
class Finished:
    """A set of answers that is complete, and what fits it.

    Args:
        entries: What was written beside the answers and is in the journal now.
    """

    administration: Administration
    card: Card | None
    entries: tuple[Entry, ...] = ()


def find_instrument(bank: ItemBank, name: str) -> Instrument:
    """Find an instrument by its id.

    Raises:
        NotFoundError: There is none; the nearest is named.
    """
    found = bank.find(name)
    if found is None:
        known = [one.id for one in bank.instruments]
        near = get_close_matches(name, known, n=1)
        hint = f"Did you mean {near[0]}?" if near else f"There are {', '.join(known)}."
        raise NotFoundError("There is no instrument of that name.", hint)
    return found


def read_answers(instrument: Instrument, given: Mapping[str, object]) -> dict[str, Response]:
    """Understand answers that were brought, all faults at once.

    An item that is not named, or is null, was skipped.

    Args:
        given: By item id: a number of its scale, a text, or a list of rated lines, as the
            item asks.

    Raises:
        BadInputError: With one line for each answer that cannot be taken.
    """
    known = [item.id for item in instrument.items]
    faults = [_unknown_item(name, known) for name in given if name not in known]
    responses: dict[str, Response] = {}
    for position, item in enumerate(instrument.items, start=1):
        try:
            answer = _answer(item, given.get(item.id))
        except WrongUseError as error:
            faults.append(f"{item.id}: {error.sentence}")
            continue
        responses[item.id] = Response(
            item_id=item.id,
            value=answer,
            label=item.scale.label(answer) if item.scale and isinstance(answer, int) else "",
            position=position,
            reason=SkipReason.SKIPPED if answer is None else None,
        )
    if faults:
        raise BadInputError(
            "Some answers cannot be taken, so none was stored.",
            tuple(faults),
            f"closeness assess {instrument.id} asks them one by one.",
        )
    if all(one.value is None for one in responses.values()):
        raise BadInputError("There is no answer among them, so nothing was stored.")
    return responses


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
) -> Finished | None:
    """Ask what is still open in a sitting; nothing where the person paused.

    Every answer is kept the moment it is given. After the last one the sitting is closed
    first; a line to remember, if there is one, becomes an entry of its own.
    """
    form = Form(sitting.instrument, sitting.order, sitting.responses)
    outcome = asker.fill(form, lambda response: sittings.answer(sitting.id, _checked(response)))
    if outcome is Outcome.PAUSED:
        return None
    done = finish(
        sitting, form.responses, at=clock.now(), bank=bank, sittings=sittings, entries=entries
    )
    words = asker.remember()
    if not words.strip():
        return done
    note = _entry(words, EntryKind.NOTE, clock.now(), entries, sitting.person_id)
    entries.add(note)
    return Finished(done.administration, done.card, (*done.entries, note))


def finish(
    sitting: Administration,
    responses: Mapping[str, Response],
    *,
    at: Moment,
    bank: ItemBank,
    sittings: Sittings,
    entries: Entries,
) -> Finished:
    """Close a sitting, with the entries that its texts also become."""
    whole = Administration(
        id=sitting.id,
        instrument=sitting.instrument,
        definition_id=sitting.definition_id,
        started=sitting.started,
        order=sitting.order,
        responses=dict(responses),
        person_id=sitting.person_id,
    )
    written = [
        _entry(words, EntryKind(item.journal_as), at, entries, sitting.person_id)
        for item in sitting.instrument.items
        if item.journal_as and (words := _words(responses.get(item.id)))
    ]
    with sittings.writing():
        done = sittings.complete(whole, at=at.at)
        for entry in written:
            entries.add(entry)
    return Finished(done, card_for(done, bank), tuple(written))


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


def _unknown_item(name: str, known: Sequence[str]) -> str:
    near = get_close_matches(name, known, n=1)
    return f"{name[:40]}: no such item" + (f", did you mean {near[0]}?" if near else "")


def _answer(item: Item, given: object) -> Answer | None:
    if given is None:
        return None
    if item.kind is ItemKind.SCALE:
        return _number(item, given)
    if item.kind is ItemKind.TEXT:
        if not isinstance(given, str):
            raise WrongUseError("it takes a text")
        return check_text(given)
    return _lines(item, given)


def _number(item: Item, given: object) -> int:
    assert item.scale is not None  # noqa: S101 - the item bank is checked when it is loaded
    if isinstance(given, str):
        try:
            given = None if "_" in given else int(given)  # Python reads 1_0 as ten
        except ValueError:
            given = None
    if isinstance(given, bool) or not isinstance(given, int) or given not in item.scale.values:
        raise WrongUseError(f"it takes a whole number from {item.scale.min} to {item.scale.max}")
    return given


def _lines(item: Item, given: object) -> tuple[Line, ...]:
    if not isinstance(given, Sequence) or isinstance(given, str) or len(given) > item.most:
        raise WrongUseError(f"it takes a list of at most {item.most} lines")
    return tuple(_line(item, one) for one in given)


def _line(item: Item, given: object) -> Line:
    if not isinstance(given, Mapping) or not set(given) <= {"text", "value"}:
        raise WrongUseError("each line is a text and its value")
    text, value = given.get("text"), given.get("value")
    if not isinstance(text, str):
        raise WrongUseError("each line is a text and its value")
    return Line(check_text(text), None if value is None else _number(item, value))
