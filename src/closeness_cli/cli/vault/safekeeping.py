"""Backups of the vault, going back to one, and looking whether all is sound."""

from __future__ import annotations

from typing import TYPE_CHECKING

import typer

from closeness_cli.errors import ExitStatus, NeedsTerminalError, NotFoundError

if TYPE_CHECKING:
    from closeness_cli.bootstrap import App
    from closeness_cli.presentation.backup_view import Holding, Restoring
    from closeness_cli.storage.restoring import Change, Contents

app = typer.Typer(rich_markup_mode=None, add_completion=False)


@app.command()
def check(ctx: typer.Context) -> None:
    """Look whether the vault is sound."""
    from closeness_cli.bootstrap.safekeeping import check_whole
    from closeness_cli.presentation.check_view import check_view, has_fault

    made: App = ctx.obj
    if not made.has_vault:
        raise NotFoundError(
            "There is no vault here yet, so there is nothing to check.",
            "Name another with --vault PATH.",
        )
    found = check_whole(made)
    made.show(check_view(found))
    if has_fault(found):
        raise typer.Exit(int(ExitStatus.UNREADABLE))


@app.command()
def backup(
    ctx: typer.Context,
    file: str | None = typer.Argument(
        None, metavar="[FILE]", help="A new file, or a folder; without it, beside the vault."
    ),
) -> None:
    """Copy the whole vault into one file."""
    from closeness_cli.bootstrap.safekeeping import back_up_vault
    from closeness_cli.presentation.backup_view import backed_up

    made: App = ctx.obj
    name = str(back_up_vault(made, file))
    is_encrypted = made.unlocking.key is not None
    made.tell(
        "vault backup",
        lambda: {"file": name, "encrypted": is_encrypted},
        backed_up(name, is_encrypted=is_encrypted),
    )


@app.command()
def restore(
    ctx: typer.Context,
    file: str = typer.Argument(metavar="FILE", help="What closeness vault backup wrote."),
) -> None:
    """Go back to a backup; what is here now is kept beside."""
    from closeness_cli.bootstrap.safekeeping import restore_vault
    from closeness_cli.presentation import backup_view as view

    made: App = ctx.obj
    done = restore_vault(made, file, agrees=lambda change: _agreed(made, _restoring(change)))
    if done is None:
        made.tell_nothing("vault restore", view.NOTHING_RESTORED)
        return
    kept = None if done.kept is None else str(done.kept)
    made.tell(
        "vault restore",
        lambda: view.restore_data(_restoring(done.change), kept=kept),
        view.restored(kept),
    )


def _agreed(made: App, restoring: Restoring) -> bool:
    """Show what would change, and ask.

    Raises:
        NeedsTerminalError: There is nobody to ask.
    """
    from closeness_cli.presentation import backup_view as view

    if not made.screen.json:
        made.show(view.restore_view(restoring))
    if not (made.choices.yes or made.terminal.is_there):
        raise NeedsTerminalError(view.NO_AGREEMENT, view.AGREE_BEFORE)
    return made.agrees(view.QUESTION, about=view.restore_about(restoring))


def _restoring(change: Change) -> Restoring:
    from closeness_cli.presentation.backup_view import Restoring

    present = change.present
    return Restoring(
        backup=_holding(change.backup),
        present=None if present is None else _holding(present),
        n_gained=change.n_gained,
        n_lost=change.n_lost,
        is_other=present is not None and present.vault_id != change.backup.vault_id,
    )


def _holding(contents: Contents) -> Holding:
    from closeness_cli.core.moment import from_utc_text
    from closeness_cli.presentation.backup_view import Holding

    last = contents.last_written_at
    last_on = None if last is None else from_utc_text(last).date()
    return Holding(contents.n_entries, contents.n_sets, last_on)
