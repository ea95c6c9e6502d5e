"""`closeness about`: what is stored, what is protected, what to consider, whom to turn to."""

from __future__ import annotations

from typing import TYPE_CHECKING

import typer

from closeness_cli.cli.groups import Group
from closeness_cli.cli.options import EVERYWHERE

if TYPE_CHECKING:
    from closeness_cli.bootstrap import App

app = typer.Typer(
    cls=Group,
    rich_markup_mode=None,
    add_completion=False,
    help="Say what is stored, and what is protected.",
    epilog=EVERYWHERE,
)


@app.callback(invoke_without_command=True)
def about(ctx: typer.Context) -> None:
    """Say what is stored, and what is protected."""
    if ctx.invoked_subcommand is not None:
        return
    from closeness_cli.presentation.about_view import about_view

    made: App = ctx.obj
    made.show(about_view(made.paths.folder, is_encrypted=made.unlocking.is_encrypted()))


@app.command("help-lines")
def help_lines(
    ctx: typer.Context,
    country: list[str] | None = typer.Argument(
        None, metavar="[COUNTRY]", help="Its two letters or its name, AT or Austria."
    ),
) -> None:
    """Say whom to call in a country."""
    from closeness_cli.presentation.help_lines_view import help_lines_view
    from closeness_cli.storage.help_lines import FILE_NAME, find_help_lines

    made: App = ctx.obj
    own = made.paths.folder / FILE_NAME
    found = find_help_lines(own)
    asked = " ".join(country) if country else None
    made.show(help_lines_view(found.lines, asked, found.read_from, own=own, error=found.error))
    if found.error is not None and not made.screen.json:  # the envelope has it already
        raise found.error
