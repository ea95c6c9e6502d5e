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
    if made.has_vault:
        raise WrongUseError("There is a vault here already; it was left as it is.")
    passphrase = None if no_encryption else made.choose_lock()
    created = made.create_vault(passphrase)
    if made.screen.json:
        is_encrypted = passphrase is not None
        made.screen.data("vault create", {"created": created, "encrypted": is_encrypted})
