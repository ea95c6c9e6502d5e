"""Making a vault."""

from __future__ import annotations

from typing import TYPE_CHECKING

import typer

from closeness_cli.errors import WrongUseError

if TYPE_CHECKING:
    from closeness_cli.bootstrap import App

app = typer.Typer(rich_markup_mode=None, add_completion=False)


@app.command()
def create(
    ctx: typer.Context,
    no_encryption: bool = typer.Option(
        False, "--no-encryption", help="Anyone who can read your files can read it."
    ),
) -> None:
    """Make a vault where there is none."""
    made: App = ctx.obj
    if not no_encryption:
        raise WrongUseError(
            "This version cannot encrypt a vault yet.",
            "If a plain one is right for you:  closeness vault create --no-encryption",
        )
    if made.has_vault:
        raise WrongUseError("There is a vault here already; it was left as it is.")
    created = made.create_vault()
    if made.screen.json:
        made.screen.data("vault create", {"created": created, "encrypted": False})
