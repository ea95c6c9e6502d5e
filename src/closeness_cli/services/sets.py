"""Sets of answers that are there already: finding one, and correcting an answer in it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from closeness_cli.core.answering.answers import check_response, position_of
from closeness_cli.core.answering.form import Form
from closeness_cli.core.answering.sitting import mark_early
from closeness_cli.core.instruments.instrument import SkipReason
from closeness_cli.errors import NotFoundError, WrongUseError
from closeness_cli.services.ports import Outcome

if TYPE_CHECKING:
    from collections.abc import Iterable

    from closeness_cli.core.answering.administration import Administration, Response
    from closeness_cli.services.ports import Asker, FoundSittings, Sittings


class Amended(NamedTuple):
    """A set after its correction.

    Args:
        changed: Each response that stood there, absent where none did, and the one now there.
    """

    administration: Administration
    changed: tuple[tuple[Response | None, Response], ...]


def find_set(
    which: str, *, sittings: FoundSittings, person_id: str | None = None
) -> Administration:
    """Find one person's set of answers.

    Args:
        which: The beginning of its id, or an instrument, for the latest of its finished sets.

    Raises:
        NotFoundError: This person has none such.
        WrongUseError: Several ids begin like this.
    """
    done = sittings.completed(which, person_id=person_id)
    if done:
        return done[-1]
    found = sittings.find(which)
    if found.person_id != person_id:
        raise NotFoundError(
            "That set of answers is another person's.",
            "Say whose it is:  --as PERSON" if person_id is None else "Leave out --as.",
        )
    return found


def mark_sets(
    sittings: Sittings, *, person_id: str | None = None, instrument_id: str | None = None
) -> frozenset[str]:
    """Name one person's sets that are left out of comparisons, by id.

    Guesses are looked at apart, those of each person on their own.
    """
    groups: dict[str | None, list[Administration]] = {}
    for one in sittings.completed(instrument_id, person_id=person_id):
        groups.setdefault(None, []).append(one)
    for one in sittings.guesses(instrument_id, person_id=person_id):
        groups.setdefault(one.guess_of, []).append(one)
    marked = (one for group in groups.values() for one in mark_early(group))
    return frozenset(one.given.id for one in marked if one.early)


def sets_before(sitting: Administration, *, sittings: Sittings) -> list[Administration]:
    """Give a person's sets of the same instrument before one, oldest first.

    Early ones are left out; a guess has none before it.
    """
    if sitting.guess_of is not None:
        return []
    done = sittings.completed(sitting.instrument.id, person_id=sitting.person_id)
    return [
        one.given
        for one in mark_early(done)
        if not one.early and one.given.started.at < sitting.started.at
    ]


def check_amendable(sitting: Administration) -> None:
    """Let a finished set through.

    Raises:
        WrongUseError: It is open still, so it can simply be gone on with.
    """
    if sitting.is_open:
        raise WrongUseError(
            "This set of answers is not finished yet, so nothing was changed.",
            "Go on with it:  closeness assess --resume",
        )


def amend(sitting: Administration, responses: Iterable[Response], *, sittings: Sittings) -> Amended:
    """Correct answers of a finished set, all or none; what stood there is kept too.

    What is the same as before is left as it is. An answer that the new ones leave out is taken
    back, as it would have been while the form was filled in.
    """
    changed: list[tuple[Response | None, Response]] = []
    with sittings.writing():
        now = sittings.find(sitting.id)  # another process may have amended it meanwhile
        for response in responses:
            before = now.responses.get(response.item_id)
            if not _is_same(before, response):
                now = sittings.amend(sitting.id, response)
                changed.append((before, response))
        for response in _left_out(now) if changed else ():
            changed.append((now.responses[response.item_id], response))
            now = sittings.amend(sitting.id, response)
    return Amended(now, tuple(changed))


def ask_anew(
    sitting: Administration, item_id: str, asker: Asker, *, guess_of: str = ""
) -> Response | None:
    """Ask one item of a finished set once more, its answer marked.

    Returns:
        The new answer, in the place where the item came; nothing where the person left.
    """
    item = replace(sitting.instrument.item(item_id), show_if=None)
    before = sitting.responses.get(item_id)
    if before is not None and before.reason is SkipReason.NOT_SHOWN:
        before = None
    form = Form(
        replace(sitting.instrument, items=(item,), intro=""),
        [item_id],
        {item_id: before} if before else None,
        guess_of=guess_of,
    )
    while form.back():
        pass
    given: list[Response] = []
    if asker.fill(form, given.append) is Outcome.PAUSED or not given:
        return None
    return replace(check_response(given[-1]), position=position_of(sitting, item_id))


def _left_out(sitting: Administration) -> list[Response]:
    """Give what takes the place of answers to items that the answers before them leave out."""
    answered = {name: one for name, one in sitting.responses.items() if one.value is not None}
    unshown = Form(sitting.instrument, sitting.order, sitting.responses).unshown()
    return [
        replace(one, position=answered[one.item_id].position)
        for one in unshown
        if one.item_id in answered
    ]


def _is_same(before: Response | None, after: Response) -> bool:
    return before is not None and (before.value, before.reason) == (after.value, after.reason)
