"""`closeness doctor`: where things are, which versions, what the terminal can do, the vault."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import typer

from closeness_cli.errors import ExitStatus

if TYPE_CHECKING:
    from closeness_cli.bootstrap import App

app = typer.Typer(rich_markup_mode=None, add_completion=False)


@app.command()
def doctor(
    ctx: typer.Context,
    fix: bool = typer.Option(
        False, "--fix", help="First close the vault's folder to other accounts."
    ),
) -> None:
    """Say where things are, and whether all is well."""
    from closeness_cli.bootstrap.safekeeping import check_as_far_as_possible
    from closeness_cli.bootstrap.surroundings import surroundings_of
    from closeness_cli.presentation.check_view import closed_to_others, has_fault
    from closeness_cli.presentation.doctor_view import doctor_view

    made: App = ctx.obj
    if fix and os.name == "posix" and made.has_vault:
        from closeness_cli.storage.checks import close_to_others

        made.screen.note(closed_to_others(close_to_others(made.paths)))
    found = check_as_far_as_possible(made)
    made.show(doctor_view(surroundings_of(made), found))
    if has_fault(found):
        raise typer.Exit(int(ExitStatus.UNREADABLE))
