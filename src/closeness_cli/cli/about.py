"""`closeness about`: what is stored, what is protected, what to consider before starting."""

from __future__ import annotations

from typing import TYPE_CHECKING

import typer

from closeness_cli.cli.options import EVERYWHERE

if TYPE_CHECKING:
    from closeness_cli.bootstrap import App

app = typer.Typer(rich_markup_mode=None, add_completion=False, epilog=EVERYWHERE)


@app.command()
def about(ctx: typer.Context) -> None:
    """Say what is stored, and what is protected."""
    from closeness_cli.presentation.about_view import about_view

    made: App = ctx.obj
    made.show(about_view(made.paths.folder))
