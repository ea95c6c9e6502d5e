"""`closeness assess`: answer a few questions."""

from __future__ import annotations

from typing import TYPE_CHECKING

import typer

from closeness_cli.cli.groups import DefaultGroup
from closeness_cli.cli.options import EVERYWHERE
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

LARGEST_ANSWERS = 1024 * 1024
"""Bytes in a file of answers: a thousand times a long form."""


class Assess(DefaultGroup):
    """Answering is the default; a first word is an instrument."""

    default = "run"
    planned = frozenset({"amend", "show"})


app = typer.Typer(
    cls=Assess,
    rich_markup_mode=None,
    add_completion=False,
    help="Answer a few questions, in a minute or two.",
    epilog=EVERYWHERE,
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
    if brought is not None:
        _record(made, chosen, brought, at=at)
        return
    lines = _lines_wanted(made, mode)
    wanted = instrument if resume else chosen.id
    _ask(
        made, chosen, at=at, lines=lines, waiting=_waiting(made, wanted, resume=resume, lines=lines)
    )


def _record(made: App, chosen: Instrument, given: dict[str, object], *, at: str | None) -> None:
    responses = service.read_answers(chosen, given)
    started = _time(made, at)
    made.writable()
    done = service.record(
        chosen,
        responses,
        started=started,
        bank=made.bank,
        sittings=made.stores.administrations,
        entries=made.stores.entries,
        person_id=made.person_id(may_add=True),
    )
    _show(made, done)


def _ask(
    made: App,
    chosen: Instrument,
    *,
    at: str | None,
    lines: bool,
    waiting: Administration | None,
) -> None:
    started = _time(made, at)
    made.writable()
    sitting = waiting or service.begin(
        chosen,
        started=started,
        sittings=made.stores.administrations,
        person_id=made.person_id(may_add=True),
    )
    done = service.fill_in(
        sitting,
        made.asker(lines=lines),
        bank=made.bank,
        sittings=made.stores.administrations,
        entries=made.stores.entries,
        clock=made.clock,
    )
    if done is None:
        _tell_of_pause(made, sitting)
    else:
        _show(made, done)


def _waiting(made: App, name: str | None, *, resume: bool, lines: bool) -> Administration | None:
    """Find the paused sitting to go on with, if that is wanted."""
    if not made.has_vault:
        waiting = None
    else:
        waiting = made.stores.administrations.last_open(
            name, person_id=made.person_id(may_add=True)
        )
    if resume and waiting is None:
        raise NotFoundError("There is nothing to go on with.", "closeness assess begins anew.")
    if waiting is not None and (resume or (not lines and made.wants_to_go_on(waiting))):
        return waiting
    return None


def _time(made: App, at: str | None) -> Moment:
    now = made.clock.now()
    return now if at is None else read_moment(at, now=now)


def _lines_wanted(made: App, mode: str | None) -> bool:
    if mode == "lines":
        return True
    if not made.has_terminal:
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
        from closeness_cli.storage.answers import read_answer_file

        data = made.read_file(file, most=LARGEST_ANSWERS)
        given.update(read_answer_file(data, name="standard input" if file == "-" else file))
    for pair in pairs:
        name, equals, value = pair.partition("=")
        if not equals or not name.strip():
            raise WrongUseError("An answer is written id=value.", "For example: --answer close=7")
        given[name.strip()] = value
    return given


def _tell_of_pause(made: App, sitting: Administration) -> None:
    if made.screen.json:
        made.screen.data("assess run", {"administration": sitting.id, "paused": True})
    else:
        made.screen.note(messages.PAUSED)


def _show(made: App, done: service.Finished) -> None:
    from closeness_cli.presentation.assess_view import finished_data, finished_page

    if made.screen.json:
        made.screen.data("assess run", finished_data(done))
    elif made.screen.has_notes:
        made.screen.page(finished_page(done))
