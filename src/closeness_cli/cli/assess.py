"""`closeness assess`: answer a few questions."""

from __future__ import annotations

from typing import TYPE_CHECKING

import typer

from closeness_cli.cli.groups import DefaultGroup
from closeness_cli.cli.options import EVERYWHERE
from closeness_cli.core.answers import read_answers
from closeness_cli.core.instrument import DEFAULT_INSTRUMENT
from closeness_cli.core.when import read_moment
from closeness_cli.errors import NeedsTerminalError, NotFoundError, WrongUseError
from closeness_cli.presentation import messages
from closeness_cli.services import assess as service

if TYPE_CHECKING:
    from closeness_cli.bootstrap import App
    from closeness_cli.core.administration import Administration
    from closeness_cli.core.instrument import Instrument
    from closeness_cli.core.moment import Moment


INSTRUMENTS = (
    "Instruments: week, how-close, where-are-you, growth-markers, distance-signs, overlap, weather."
)
"""For the help; a test compares it with the shipped item bank."""


class Assess(DefaultGroup):
    """Answering is the default; a first word is an instrument."""

    default = "run"
    planned = frozenset({"amend", "show"})


app = typer.Typer(
    cls=Assess,
    rich_markup_mode=None,
    add_completion=False,
    help="Answer a few questions, in a minute or two.",
    epilog=f"{INSTRUMENTS} Options: closeness assess run --help. {EVERYWHERE}",
)


@app.callback()
def assess() -> None:
    """Answer a few questions, in a minute or two."""


@app.command()
def run(
    ctx: typer.Context,
    instrument: str | None = typer.Argument(
        None, help="Which; without it, the four weekly questions."
    ),
    resume: bool = typer.Option(False, "--resume", help="Go on where you paused."),
    answers: str | None = typer.Option(None, "--answers", help="A JSON or YAML file; - for stdin."),
    answer: list[str] | None = typer.Option(None, "--answer", help="item=5; may be said again."),
    mode: str | None = typer.Option(None, "--mode", help="screen, or lines for screen readers."),
    at: str | None = typer.Option(None, "--at", help="When the answers were given, 2026-03-01."),
) -> None:
    """Answer an instrument; every answer is kept the moment you give it."""
    made: App = ctx.obj
    if mode not in (None, "screen", "lines"):
        raise WrongUseError("There are two modes: screen and lines.", "--mode lines")
    chosen = service.find_instrument(made.bank, instrument or DEFAULT_INSTRUMENT)
    brought = _brought(made, answers, answer or [])
    if resume and (at is not None or brought is not None):
        raise WrongUseError(
            "--resume goes on where you paused, so it takes no answers and no time.",
            "Leave out --at, --answers and --answer.",
        )
    if brought is not None:
        _record(made, chosen, brought, at=at)
        return
    lines = _lines_wanted(made, mode)
    if resume:
        _fill_in(made, _paused(made, instrument), lines=lines)
    else:
        _begin(made, chosen, at=at, lines=lines)


def _record(made: App, chosen: Instrument, given: dict[str, object], *, at: str | None) -> None:
    responses = read_answers(chosen, given)
    started = _time(made, at)
    stores = made.writable()
    done = service.record(
        chosen,
        responses,
        started=started,
        bank=made.bank,
        sittings=stores.administrations,
        entries=stores.entries,
        person_id=made.person_id(may_add=True),
    )
    _show(made, done)


def _begin(made: App, chosen: Instrument, *, at: str | None, lines: bool) -> None:
    """Begin a form, or go on with a paused one of the same instrument if that is wanted."""
    started = _time(made, at)
    sittings = made.writable().administrations
    person_id = made.person_id(may_add=True)
    can_ask = made.terminal.is_there and at is None
    waiting = sittings.last_open(chosen.id, person_id=person_id) if can_ask else None
    if waiting is not None and made.terminal.wants_to_go_on(waiting):
        _fill_in(made, waiting, lines=lines)
        return
    if waiting is not None:
        sittings.abandon(waiting.id)
    begun = service.begin(chosen, started=started, sittings=sittings, person_id=person_id)
    _fill_in(made, begun, lines=lines, backdated=at is not None)


def _paused(made: App, name: str | None) -> Administration:
    """Find the paused sitting to go on with."""
    waiting = made.stores.administrations.last_open(name, person_id=made.person_id())
    if waiting is None:
        raise NotFoundError("There is nothing to go on with.", "closeness assess begins anew.")
    return waiting


def _fill_in(made: App, sitting: Administration, *, lines: bool, backdated: bool = False) -> None:
    stores = made.writable()
    try:
        done = service.fill_in(
            sitting,
            made.terminal.asker(lines=lines),
            bank=made.bank,
            sittings=stores.administrations,
            entries=stores.entries,
            clock=made.clock,
            backdated=backdated,
        )
    except KeyboardInterrupt:
        made.screen.note(f"\n{messages.PAUSED}")
        raise
    if done is None:
        _tell_of_pause(made, sitting)
    else:
        _show(made, done)


def _time(made: App, at: str | None) -> Moment:
    now = made.clock.now()
    return now if at is None else read_moment(at, now=now)


def _lines_wanted(made: App, mode: str | None) -> bool:
    if mode == "lines":
        return True
    if not made.terminal.is_there:
        raise NeedsTerminalError(
            "There is no terminal to ask at.",
            "Bring the answers: --answers FILE, --answer id=5, or --mode lines.",
        )
    return mode is None and (made.screen.is_dumb or made.screen.plain)


def _brought(made: App, file: str | None, pairs: list[str]) -> dict[str, object] | None:
    if file is None and not pairs:
        return None
    given: dict[str, object] = {}
    if file is not None:
        given.update(made.files.read_answers(file))
    named: set[str] = set()
    for pair in pairs:
        name, equals, value = pair.partition("=")
        if not equals or not name.strip():
            raise WrongUseError(
                "An answer is written id=value.", "For example: --answer connection=7"
            )
        if name.strip() in named:
            raise WrongUseError("An item is answered twice.", "Give each --answer once.")
        named.add(name.strip())
        given[name.strip()] = value
    return given


def _tell_of_pause(made: App, sitting: Administration) -> None:
    if made.screen.json:
        made.screen.data("assess run", {"administration": sitting.id, "paused": True})
    else:
        made.screen.note(messages.PAUSED)


def _show(made: App, done: service.Finished) -> None:
    from closeness_cli.presentation.assess_view import finished_view

    if made.screen.json or made.screen.has_notes:
        made.show(finished_view(done, leads_on=done.is_first))
    if done.is_early:
        made.screen.note(messages.KEPT_EARLY)
