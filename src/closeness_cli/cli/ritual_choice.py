"""Which ritual a person means: by its name, by the beginning of it, or chosen at a terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from closeness_cli.core.person import OWNER, folded_name
from closeness_cli.core.regularity import Today, find_standing
from closeness_cli.core.rituals import Lasting, named_like, nearly_named, takes_part
from closeness_cli.errors import NeedsTerminalError, NotFoundError, WrongUseError
from closeness_cli.presentation import ritual_view as view
from closeness_cli.presentation.safe import safe

if TYPE_CHECKING:
    from collections.abc import Sequence

    from closeness_cli.bootstrap import App
    from closeness_cli.core.regularity import Standing
    from closeness_cli.core.rituals import Ritual


def standings(made: App) -> list[Standing]:
    """Put together what can be said today of the rituals of the one who asks."""
    today, who = made.clock.now().on, made.person_id() or OWNER
    kept = made.stores.rituals
    observed = kept.observed(who=who)
    theirs = {one.ritual_id for one in observed}
    return [
        find_standing(one, observed, today=today)
        for one in kept.all()
        if takes_part(one, who) or one.id in theirs
    ]


def chosen_ritual(made: App, words: Sequence[str] | None, command: str) -> Ritual | None:
    """Find the ritual that was named; at a terminal it may be chosen.

    Returns:
        Nothing where the person chose none.

    Raises:
        NotFoundError: None has that name.
        WrongUseError: Several begin like it.
        NeedsTerminalError: None was named, and nobody can be asked.
    """
    if not words:
        return _asked(made, command)
    typed = " ".join(words)
    rituals = made.stores.rituals.all()
    found = named_like(rituals, typed)
    if len({folded_name(one.name) for one in found}) == 1:  # two of one name were imported
        return min(found, key=lambda one: one.state is not Lasting.CURRENT)
    if found:
        if not made.terminal.is_there:
            raise WrongUseError(
                "Several rituals have names that begin like this.", "Give a few more letters."
            )
        return _choose(made, found)
    near = nearly_named(rituals, typed)
    if near is None or not (
        made.terminal.is_there and made.terminal.confirm(view.near_question(near))
    ):
        raise NotFoundError("There is no ritual of that name.", "closeness ritual list")
    return near


def _asked(made: App, command: str) -> Ritual | None:
    """Let a person choose: from what can be done today where that is asked for, else from all."""
    if not made.terminal.is_there:
        raise NeedsTerminalError(
            "No ritual is named, and there is no terminal to ask at.",
            f"For example: closeness ritual {command} NAME",
        )
    there = standings(made)
    if command == "again":
        offered = [one.ritual for one in there if one.today is Today.STOPPED]
    else:
        offered = [one.ritual for one in there if one.today is Today.CAN_BE_DONE]
        if command not in ("done", "skip") or not offered:
            offered = [one.ritual for one in there if one.ritual.state is Lasting.CURRENT]
    if not offered:
        raise NotFoundError("There is no ritual to choose.", "closeness ritual list")
    return _choose(made, offered)


def _choose(made: App, rituals: Sequence[Ritual]) -> Ritual | None:
    options = [*(safe(one.name) for one in rituals), view.NONE_OF_THESE]
    place = made.terminal.choose(view.WHICH, options)
    return rituals[place] if place < len(rituals) else None
