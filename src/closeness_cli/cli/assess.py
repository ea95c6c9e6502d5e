"""`closeness assess`: answer a few questions, see answers again, correct one."""

from __future__ import annotations

from typing import TYPE_CHECKING

import typer

from closeness_cli.cli.answering import (
    Wanted,
    answer_now,
    answer_with,
    fill_in,
    lines_wanted,
    paused,
    read_pairs,
    refuse_private,
)
from closeness_cli.cli.groups import DefaultGroup
from closeness_cli.cli.options import EVERYWHERE
from closeness_cli.core.instruments.instrument import DEFAULT_INSTRUMENT
from closeness_cli.errors import WrongUseError
from closeness_cli.presentation import messages
from closeness_cli.services import assess as service

if TYPE_CHECKING:
    from closeness_cli.bootstrap import App

EVERYDAY = ("week", "how-close", "where-are-you", "overlap", "weather")
"""Instruments that the help names; the others are on the shelf."""


class Assess(DefaultGroup):
    """Answering is the default; a first word is an instrument."""

    default = "run"


app = typer.Typer(
    cls=Assess,
    rich_markup_mode=None,
    add_completion=False,
    help="Answer a few questions, in a minute or two.",
    epilog=f"Instruments: {', '.join(EVERYDAY)}; all of them: closeness instrument list. "
    f"Options: closeness assess run --help. {EVERYWHERE}",
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
    at: str | None = typer.Option(
        None, "--at", help="When the answers were given: 2026-03-01, 'last friday'."
    ),
    anyway: bool = typer.Option(False, "--anyway", help="Also soon after the last time."),
    guess_of: str | None = typer.Option(
        None, "--as-guess-of", metavar="PERSON", help="As you think this person would answer."
    ),
) -> None:
    """Answer an instrument; every answer is kept the moment you give it."""
    made: App = ctx.obj
    if mode not in (None, "screen", "lines"):
        raise WrongUseError("There are two modes: screen and lines.", "--mode lines")
    chosen = service.find_instrument(made.bank, instrument or DEFAULT_INSTRUMENT)
    has_answers = answers is not None or bool(answer)
    if resume:
        _check_resume(has_answers=has_answers, at=at, guess_of=guess_of)
    wanted = Wanted(chosen, at, anyway, guess_of)
    if has_answers:
        _answer_with_brought(made, wanted, answers, answer or [])
        return
    lines = lines_wanted(made, mode)
    if resume:
        fill_in(made, paused(made, instrument), lines=lines)
    else:
        answer_now(made, wanted, lines=lines)


@app.command()
def show(
    ctx: typer.Context,
    which: str | None = typer.Argument(
        None,
        metavar="[ID]",
        help="The beginning of an id, or an instrument for its latest; without it, a list.",
    ),
    beside: str | None = typer.Option(
        None, "--beside", metavar="ID", help="Another person's answers about who does what."
    ),
    published_lines: bool = typer.Option(
        False, "--published-lines", help="Where published lines lie, if there are any."
    ),
    every: bool = typer.Option(False, "--all", help="Without ID: the whole list, not its latest."),
) -> None:
    """See answers again, exactly as they were asked."""
    from closeness_cli.cli.sets import listed_sets, shown_set
    from closeness_cli.presentation.set_list_view import sets_view
    from closeness_cli.presentation.set_view import set_view

    made: App = ctx.obj
    if which is not None:
        found = shown_set(made, which, beside=beside, published_lines=published_lines)
        made.show(set_view(found))
    elif beside is not None or published_lines:
        raise WrongUseError("Say which set of answers.", "closeness assess show lists them.")
    else:
        sets, has_more = listed_sets(made, every=every)
        made.show(sets_view(sets, has_more=has_more))


@app.command()
def amend(
    ctx: typer.Context,
    which: str = typer.Argument(
        metavar="ID", help="The beginning of an id, or an instrument for its latest."
    ),
    answer: list[str] | None = typer.Option(
        None, "--answer", help="item=5; item= takes an answer back; may be said again."
    ),
) -> None:
    """Correct an answer; what it was before is kept too."""
    from closeness_cli.cli.sets import asked_anew, found_set
    from closeness_cli.core.answering.answers import read_amendments
    from closeness_cli.presentation.set_list_view import amended_view
    from closeness_cli.services import sets

    made: App = ctx.obj
    sitting = found_set(made, which)
    sets.check_amendable(sitting)
    if answer:
        responses = read_amendments(sitting, read_pairs(answer))
    else:
        response = asked_anew(made, sitting)
        responses = () if response is None else (response,)
    done = sets.amend(sitting, responses, sittings=made.stores.administrations)
    if done.changed:
        made.show(amended_view(done))
    else:
        made.tell_nothing("assess amend", messages.ANSWER_UNCHANGED)


def _check_resume(*, has_answers: bool, at: str | None, guess_of: str | None) -> None:
    if has_answers or at is not None:
        raise WrongUseError(
            "--resume goes on where you paused, so it takes no answers and no time.",
            "Leave out --at, --answers and --answer.",
        )
    if guess_of is not None:
        raise WrongUseError(
            "--resume goes on as you began; a guess goes on as a guess.",
            "Leave out --as-guess-of.",
        )


def _answer_with_brought(made: App, wanted: Wanted, file: str | None, pairs: list[str]) -> None:
    """Keep the answers of a file, and those given one by one, which win."""
    from closeness_cli.presentation.loss_words import loss_lines

    given = read_pairs(pairs)
    refuse_private(wanted.instrument, given)
    if file is None:
        answer_with(made, wanted, given)
        return
    found = made.files.read_answers(file, wanted.instrument)
    at = wanted.at or found.at
    answer_with(made, wanted._replace(at=at), found.answers | given)
    for line in loss_lines((loss.where, loss.what) for loss in found.losses):
        made.screen.note(line)
