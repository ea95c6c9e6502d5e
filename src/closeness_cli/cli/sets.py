"""Sets of answers for `closeness assess`: one as it was asked then, a list, a correction."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from closeness_cli.cli.answering import guessed_name, lines_wanted
from closeness_cli.core.answering.answers import amendable
from closeness_cli.core.reports.labor import divide_labor
from closeness_cli.errors import NeedsTerminalError, WrongUseError
from closeness_cli.presentation import messages
from closeness_cli.presentation.answer_wording import answer_words
from closeness_cli.presentation.wording import beginning
from closeness_cli.services.logged import read_logged
from closeness_cli.services.reports.tagged import count_tagged
from closeness_cli.services.sets import ask_anew, find_set, mark_sets, sets_before

if TYPE_CHECKING:
    from closeness_cli.bootstrap import App
    from closeness_cli.core.answering.administration import Administration, Response
    from closeness_cli.presentation.set_list_view import ListedSet
    from closeness_cli.presentation.set_view import ShownSet


MOST_LISTED = 20
"""Sets in a list, unless all are asked for."""


def listed_sets(made: App, *, every: bool) -> tuple[list[ListedSet], bool]:
    """Give the latest sets of answers of the one who asks, and whether there are earlier ones."""
    from closeness_cli.presentation.set_list_view import ListedSet

    sittings, person_id = made.stores.administrations, made.person_id()
    early = mark_sets(sittings, person_id=person_id)
    most = sys.maxsize if every else MOST_LISTED
    found = sittings.recent(person_id=person_id, most=min(most + 1, sys.maxsize))
    listed = [ListedSet(one, one.id in early, guessed_name(made, one)) for one in found[:most]]
    return listed, len(found) > most


def found_set(made: App, which: str) -> Administration:
    """Find a set of answers of the one who asks."""
    return find_set(which, sittings=made.stores.administrations, person_id=made.person_id())


def shown_set(made: App, which: str, *, beside: str | None, published_lines: bool) -> ShownSet:
    """Gather one set of answers and what belongs beside it."""
    from closeness_cli.presentation.published_lines import PublishedLines
    from closeness_cli.presentation.set_view import ShownSet

    given = found_set(made, which)
    sittings = made.stores.administrations
    early = mark_sets(sittings, person_id=given.person_id, instrument_id=given.instrument.id)
    earlier = sets_before(given, sittings=sittings)
    alike = [one for one in earlier if one.definition_id == given.definition_id]
    lines = PublishedLines(given, alike[-1] if alike else None)
    return ShownSet(
        given,
        amendments=sittings.amendments(given.id),
        early=given.id in early,
        guess_of=guessed_name(made, given),
        lines=lines if published_lines else None,
        beside=None if beside is None else _other_side(made, given, beside),
        journal_counts=_counted(made, given),
        earlier=earlier,
        logged=read_logged(given, rituals=made.stores.rituals, entries=made.stores.entries),
    )


def _other_side(made: App, given: Administration, beside: str) -> Administration:
    """Find another person's set that can be looked at beside one.

    Raises:
        WrongUseError: They are not two people's finished answers about who does what.
    """
    other = made.stores.administrations.find(beside)
    fits = (
        other.instrument.id == given.instrument.id
        and other.person_id != given.person_id
        and not (other.is_open or given.is_open)
        and other.guess_of is None
        and given.guess_of is None
        and divide_labor(given) is not None
    )
    if not fits:
        raise WrongUseError(
            "Those two cannot stand beside each other.",
            "Two people's finished answers to emotional-labor can.",
        )
    return other


def _counted(made: App, given: Administration) -> dict[str, int] | None:
    """Count the disagreements in the journal by what a set asks about; not for a guess."""
    if given.guess_of is not None:
        return None
    return count_tagged(
        given.instrument,
        made.stores.entries,
        until=given.started.on,
        person_id=given.person_id,
    )


def asked_anew(made: App, sitting: Administration) -> Response | None:
    """Let the person choose an item, and answer it once more.

    Raises:
        NeedsTerminalError: Nobody can be asked.
    """
    if not made.terminal.is_there:
        raise NeedsTerminalError(
            "There is no terminal to ask at.", "Bring the new answer: --answer id=5"
        )
    items = amendable(sitting)
    options = []
    for item in items:
        response = sitting.responses.get(item.id)
        said = answer_words(item, response, shortened=beginning) if response else "no answer"
        options.append(f"{item.text}  {said}")
    chosen = items[made.terminal.choose(messages.WHICH_ANSWER, options)]
    asker = made.terminal.asker(lines=lines_wanted(made, None))
    return ask_anew(sitting, chosen.id, asker, guess_of=guessed_name(made, sitting))
