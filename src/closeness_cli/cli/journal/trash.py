"""Moving entries to the trash, and taking them out of it again."""

from __future__ import annotations

from typing import TYPE_CHECKING

import typer

from closeness_cli.cli.journal.telling import CAN_BE_UNDONE, agreed, entry_as_data
from closeness_cli.core.entry import EntryFilter
from closeness_cli.errors import WrongUseError
from closeness_cli.presentation import messages

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from closeness_cli.bootstrap import App
    from closeness_cli.core.entry import Entry

app = typer.Typer(rich_markup_mode=None, add_completion=False)


@app.command()
def delete(ctx: typer.Context, entry_ids: list[str] = typer.Argument(metavar="ID...")) -> None:
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
    everything: bool = typer.Option(False, "--all", help="The whole trash."),
) -> None:
    """Take an entry out of the trash, the last one first."""
    made: App = ctx.obj
    everything = everything or made.choices.show_all  # `--all` may stand anywhere
    if everything and entry_ids:
        raise WrongUseError(
            "Name entries, or take the whole trash; not both.",
            "What is in it:  closeness journal list --trash",
        )
    if everything:
        entries = _whole_trash(made)
    elif entry_ids:
        entries = _found(made, entry_ids, in_trash=True)
    else:
        last = made.stores.entry_history.last_deleted(person_id=made.person_id())
        entries = [] if last is None else _found(made, [last], in_trash=True)
    if not entries:
        made.tell_nothing("journal restore", messages.IN_TRASH_EMPTY)
        return
    if everything and not _agrees(made, len(entries)):
        made.tell_nothing("journal restore", messages.NOTHING_CHANGED)
        return
    made.stores.entry_history.restore(entries)
    _tell(made, "journal restore", entries, messages.restored, messages.restored_many)


def _found(made: App, beginnings: Sequence[str], *, in_trash: bool) -> list[Entry]:
    """Find all of them before anything is moved; one that is named twice counts once."""
    entries = made.stores.entries
    found = [entries.find(one, in_trash=in_trash) for one in beginnings]
    return list({entry.id: entry for entry in found}.values())


def _whole_trash(made: App) -> list[Entry]:
    wanted = EntryFilter(person_id=made.person_id(), in_trash=True)
    return list(made.stores.entries.newest(wanted))


def _agrees(made: App, count: int) -> bool:
    alone = "This takes everything out of the trash, and there is no terminal to ask at."
    return agreed(made, messages.restore_question(count), alone, CAN_BE_UNDONE)


def _tell(
    made: App,
    command: str,
    entries: Sequence[Entry],
    one: Callable[[Entry], str],
    many: Callable[[int], str],
) -> None:
    """Say what became of an entry, or of several."""
    if len(entries) == 1:
        made.tell(command, lambda: entry_as_data(entries[0]), one(entries[0]))
    else:
        made.tell(
            command,
            lambda: {"entries": [entry_as_data(entry) for entry in entries]},
            many(len(entries)),
        )
