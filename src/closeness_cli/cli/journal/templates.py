"""Listing templates, and showing one."""

from __future__ import annotations

from typing import TYPE_CHECKING

import typer

from closeness_cli.bootstrap.templates import templates_at

if TYPE_CHECKING:
    from closeness_cli.bootstrap import App

app = typer.Typer(rich_markup_mode=None, add_completion=False)


@app.command()
def templates(
    ctx: typer.Context,
    name: str | None = typer.Argument(None, metavar="[NAME]", help="Show this one."),
) -> None:
    """List the templates, or show one; yours are plain files."""
    from closeness_cli.presentation.templates_view import template_view, templates_view

    made: App = ctx.obj
    kept = templates_at(made.paths)
    if name is not None:
        made.show(template_view(kept.find(name)))
        return
    found, faulty = kept.all()
    made.show(templates_view(found, faulty, folder=str(kept.own)))
