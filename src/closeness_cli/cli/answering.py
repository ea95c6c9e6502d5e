"""Answering for `closeness assess`: who answers, whether it is too soon, and what comes of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from closeness_cli.bootstrap.clock import random_seed
from closeness_cli.bootstrap.locking import tell_new_vault
from closeness_cli.core.answering.answers import read_answers
from closeness_cli.core.person import OWNER, same_name
from closeness_cli.errors import NeedsTerminalError, NotFoundError, WrongUseError
from closeness_cli.presentation import messages
from closeness_cli.services import assess as service

if TYPE_CHECKING:
    from collections.abc import Mapping

    from closeness_cli.bootstrap import App
    from closeness_cli.core.answering.administration import Administration
    from closeness_cli.core.instruments.instrument import Instrument

ME = "me"
"""Names the vault's owner to `--as-guess-of`, where `--as` says that another answers."""


class Wanted(NamedTuple):
    """How someone wishes to answer.

    Args:
        at: When the answers were given, as it was typed; absent for now.
        anyway: Also where it is too soon.
        guess_of: The name of the one whose answers are guessed, as it was typed.
    """

    instrument: Instrument
    at: str | None = None
    anyway: bool = False
    guess_of: str | None = None


def answer_with(made: App, wanted: Wanted, given: Mapping[str, object]) -> None:
    """Keep answers that were brought."""
    asked = wanted.instrument
    if wanted.guess_of is not None:
        asked = service.without_safety(asked)  # nobody guesses those
    responses = read_answers(asked, given)
    start = _unless_too_soon(made, wanted, _start(made, wanted))
    if start is None:
        return
    done = service.record(wanted.instrument, responses, start, keepers=_keepers(made))
    _show(made, done)


def answer_now(made: App, wanted: Wanted, *, lines: bool) -> None:
    """Begin a form, or go on with a paused one of the same kind if that is wanted."""
    wished = _start(made, wanted)
    can_ask = made.terminal.is_there and wanted.at is None
    waiting = _waiting(made, wanted.instrument, wished) if can_ask else None
    if waiting is not None and made.terminal.wants_to_go_on(waiting):
        fill_in(made, waiting, lines=lines)
        return
    start = _unless_too_soon(made, wanted, wished)
    if start is None:
        return
    if waiting is not None:
        made.stores.administrations.abandon(waiting.id)
    begun = service.begin(wanted.instrument, start, keepers=_keepers(made), chance=random_seed)
    fill_in(made, begun, lines=lines, backdated=wanted.at is not None)


def paused(made: App, name: str | None) -> Administration:
    """Find the paused sitting to go on with.

    Raises:
        NotFoundError: There is none.
    """
    waiting = made.stores.administrations.last_open(name, person_id=made.person_id())
    if waiting is None:
        raise NotFoundError("There is nothing to go on with.", "closeness assess begins anew.")
    return waiting


def fill_in(
    made: App,
    sitting: Administration,
    *,
    lines: bool,
    backdated: bool = False,
    again: bool = True,
) -> None:
    """Ask what is open in a sitting, and say what was answered.

    Args:
        again: Where something is noticed about the answers, offer to answer once more.
    """
    try:
        done = service.fill_in(
            sitting,
            made.terminal.asker(lines=lines),
            keepers=_keepers(made),
            clock=made.clock,
            backdated=backdated,
            guess_of=guessed_name(made, sitting),
        )
    except KeyboardInterrupt:
        made.screen.note(f"\n{messages.PAUSED}")
        raise
    if done is None:
        _tell_of_pause(made, sitting)
        return
    _show(made, done)
    if again and _wants_to_answer_again(made, done):
        started = sitting.started if backdated else made.clock.now()
        start = service.Start(started, sitting.person_id, sitting.guess_of, early=True)
        second = service.begin(
            sitting.instrument, start, keepers=_keepers(made), chance=random_seed
        )
        fill_in(made, second, lines=lines, backdated=backdated, again=False)


def guessed_name(made: App, sitting: Administration) -> str:
    """Name the one whose answers a sitting guesses; empty for one's own answers."""
    if sitting.guess_of is None:
        return ""
    if sitting.guess_of == OWNER:
        return messages.THE_OWNER
    names = {one.id: one.name for one in made.stores.people.all()}
    return names.get(sitting.guess_of, messages.SOMEBODY)


def lines_wanted(made: App, mode: str | None) -> bool:
    """Say whether to ask in plain lines; where nobody can be asked, refuse.

    Raises:
        NeedsTerminalError: There is no terminal, and lines were not asked for.
    """
    if mode == "lines":
        return True
    if not made.terminal.is_there:
        raise NeedsTerminalError(
            "There is no terminal to ask at.",
            "Bring the answers: --answers FILE, --answer id=5, or --mode lines.",
        )
    return mode is None and (made.screen.is_dumb or made.screen.plain)


def read_pairs(pairs: list[str]) -> dict[str, object]:
    """Understand answers that were given as id=value.

    Raises:
        WrongUseError: One is not written so, or an item is answered twice.
    """
    given: dict[str, object] = {}
    for pair in pairs:
        name, equals, value = pair.partition("=")
        if not equals or not name.strip():
            raise WrongUseError(
                "An answer is written id=value.", "For example: --answer connection=7"
            )
        if name.strip() in given:
            raise WrongUseError("An item is answered twice.", "Give each --answer once.")
        given[name.strip()] = value
    return given


def refuse_private(asked: Instrument, given: Mapping[str, object]) -> None:
    """Refuse answers to safety items among those on the command line.

    Raises:
        WrongUseError: There is one. It says neither which nor what.
    """
    if not asked.safety_ids.isdisjoint(given):
        raise WrongUseError(
            "A private answer is not taken from the command line, where others may read it.",
            f"Answer in the form:  closeness assess {asked.id}  or bring a file: --answers FILE",
        )


def _start(made: App, wanted: Wanted) -> service.Start:
    """Say who begins, and when; a vault is made, and people are added, only now."""
    started = made.clock.now()
    if wanted.at is not None:
        started = made.when(wanted.at)
        made.screen.note(messages.given_for(started))
    if wanted.guess_of is not None:
        _check_guess(made, wanted.guess_of)
    made.writable()
    tell_new_vault(made)
    person_id = made.person_id(may_add=True)
    return service.Start(started, person_id, _guessed(made, wanted.guess_of))


def _check_guess(made: App, name: str) -> None:
    """Refuse what cannot be a guess before a vault is made for it."""
    answers_for = made.choices.person
    is_self = _is_me(name) if answers_for is None else same_name(name.strip(), answers_for.strip())
    if is_self:
        raise WrongUseError(
            "A guess is about another person's answers.",
            "Leave out --as-guess-of, or name the other:  --as-guess-of PERSON",
        )
    nobody_can_agree = not (made.choices.yes or made.terminal.is_there)
    if nobody_can_agree and not _is_me(name):
        made.person_named(name)


def _guessed(made: App, name: str | None) -> str | None:
    if name is None:
        return None
    return OWNER if _is_me(name) else made.person_named(name, may_add=True)


def _is_me(name: str) -> bool:
    return same_name(name.strip(), ME)


def _waiting(made: App, asked: Instrument, start: service.Start) -> Administration | None:
    """Find a paused sitting of the same kind: one's own, or a guess about the same person."""
    waiting = made.stores.administrations.last_open(
        asked.id, person_id=start.person_id, with_guesses=start.guess_of is not None
    )
    return waiting if waiting is not None and waiting.guess_of == start.guess_of else None


def _unless_too_soon(made: App, wanted: Wanted, start: service.Start) -> service.Start | None:
    """Ask whether to go on where it is too soon; nothing where the person would rather not.

    Raises:
        WrongUseError: Nobody can be asked.
    """
    found = service.find_too_soon(wanted.instrument, start, sittings=made.stores.administrations)
    if found is None:
        return start
    agreed = wanted.anyway or made.choices.yes
    if not agreed and not made.terminal.is_there:
        raise WrongUseError(messages.too_soon(found), messages.ANYWAY)
    if agreed or made.terminal.confirm(messages.too_soon_question(found)):
        return start._replace(early=True)
    made.tell_nothing("assess run", messages.NOTHING_ANSWERED)
    return None


def _wants_to_answer_again(made: App, done: service.Finished) -> bool:
    """Ask whether to answer again where something was noticed; leaving is a no."""
    if not (done.notes and made.terminal.is_there and made.screen.has_notes):
        return False
    try:
        return made.terminal.confirm(messages.answer_again_question(done.notes))
    except KeyboardInterrupt:
        return False  # the answers are complete, whatever becomes of this


def _keepers(made: App) -> service.Keepers:
    stores = made.writable()
    return service.Keepers(
        made.bank,
        stores.administrations,
        stores.entries,
        stores.safety,
        joint=stores.settings.get("joint_suggestions"),
    )


def _tell_of_pause(made: App, sitting: Administration) -> None:
    if made.screen.json:
        made.screen.data("assess run", {"administration": sitting.id, "paused": True})
    else:
        made.screen.note(messages.PAUSED)


def _show(made: App, done: service.Finished) -> None:
    from closeness_cli.presentation.assess_view import finished_view

    if made.screen.json or made.screen.has_notes:
        name = guessed_name(made, done.administration)
        made.show(finished_view(done, leads_on=done.is_first, guess_of=name))
    if done.is_early:
        made.screen.note(messages.KEPT_EARLY)
