"""Moving entries to the trash, and taking them out of it again."""

from __future__ import annotations

from typing import TYPE_CHECKING

import typer

from closeness_cli.cli.journal.telling import entry_as_data
from closeness_cli.core.entry import Entry, EntryFilter
from closeness_cli.errors import NeedsTerminalError, WrongUseError
from closeness_cli.presentation import messages

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from closeness_cli.bootstrap import App

app = typer.Typer(rich_markup_mode=None, add_completion=False)


@app.command()
def delete(
    ctx: typer.Context, entry_ids: list[str] = typer.Argument(metavar="ID...")
) -> None:
    """Move an entry to the trash, or several."""
    made: App = ctx.obj
    entries = _found(made, entry_ids, in_trash=False)
    made.stores.entry_history.delete(entries)
    _tell(made, "journal delete", entries, messages.deleted, messages.deleted_many)


@app.command()
def restore(
    ctx: typer.Context,
    entry_ids: list[str] | None = typer.Argument(
        None, metavar="[ID...]", help="Else what was deleted last."
    ),
    everything: bool = typer.Option(False, "--all-deleted", help="The whole trash."),
) -> None:
    """Take what was deleted last out of the trash; again, the one before."""
    made: App = ctx.obj
    if everything and entry_ids:
        raise WrongUseError(
            "Name entries, or take the whole trash; not both.",
            "closeness journal list --trash shows what is in it.",
        )
    if entry_ids:
        entries = _found(made, entry_ids, in_trash=True)
    elif everything:
        entries = _all(made)
    else:
        entries = _last(made)
    if not entries:
        made.tell_nothing("journal restore", messages.NOTHING_CHANGED)
        return
    made.stores.entry_history.restore(entries)
    _tell(made, "journal restore", entries, messages.restored, messages.restored_many)
