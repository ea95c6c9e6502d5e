"""What entries were before, and taking the last change back."""

from __future__ import annotations

from typing import TYPE_CHECKING

import typer

from closeness_cli.cli.journal.telling import agreed, names_of_people
from closeness_cli.errors import WrongUseError
from closeness_cli.presentation import messages

if TYPE_CHECKING:
    from closeness_cli.bootstrap import App
    from closeness_cli.core.entry_changes import EntryState

app = typer.Typer(rich_markup_mode=None, add_completion=False)


@app.command()
def history(ctx: typer.Context, entry_id: str = typer.Argument(metavar="ID")) -> None:
    """Show what an entry was before, newest first."""
    from closeness_cli.presentation.history_view import history_view

    made: App = ctx.obj
    states = _states(made, entry_id)
    made.show(history_view(states, zone=made.clock.now().zone, names=names_of_people(made)))


@app.command()
def diff(
    ctx: typer.Context,
    entry_id: str = typer.Argument(metavar="ID"),
    first: int | None = typer.Option(
        None, "--from", help="A number that history shows; else the one before."
    ),
    last: int | None = typer.Option(
        None, "--to", help="A number that history shows; else the latest."
    ),
) -> None:
    """Show what the last change of an entry changed."""
    from closeness_cli.presentation.history_view import diff_view

    made: App = ctx.obj
    states = _states(made, entry_id)
    after = _numbered(states, len(states) if last is None else last)
    before = _numbered(states, max(after.number - 1, 1) if first is None else first)
    zone, names = made.clock.now().zone, names_of_people(made)
    made.show(diff_view(before, after, zone=zone, names=names))


@app.command()
def undo(ctx: typer.Context) -> None:
    """Take back the last change; again, the one before."""
    from closeness_cli.presentation import history_view as view

    made: App = ctx.obj
    person_id = made.person_id()
    kept = made.stores.entry_history
    last = kept.last_change(person_id=person_id)
    if last is None:
        made.tell_nothing("journal undo", view.NOTHING_TO_UNDO)
        return
    if last.n_entries > 1:
        alone = "The last change was to several entries, and there is no terminal to ask at."
        if not agreed(made, view.undo_question(last.n_entries), alone):
            made.tell_nothing("journal undo", messages.NOTHING_CHANGED)
            return
    undone = kept.take_back(last.id, person_id=person_id)
    made.tell("journal undo", lambda: view.undone_data(undone), view.undone_sentence(undone))


def _states(made: App, beginning: str) -> list[EntryState]:
    kept = made.stores.entry_history
    return kept.states(kept.find(beginning))


def _numbered(states: list[EntryState], number: int) -> EntryState:
    if not 1 <= number <= len(states):
        there = (
            "There is only number 1." if len(states) == 1 else f"They go from 1 to {len(states)}."
        )
        raise WrongUseError(
            "The history of this entry has no such number.",
            f"{there}  closeness journal history ID",
        )
    return states[number - 1]
