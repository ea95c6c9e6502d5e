"""`closeness settings`: what a person chose about what is suggested."""

from __future__ import annotations

from typing import TYPE_CHECKING

import typer

from closeness_cli.cli.options import EVERYWHERE
from closeness_cli.errors import NotFoundError, WrongUseError

if TYPE_CHECKING:
    from closeness_cli.bootstrap import App

SETTINGS = {"joint-suggestions": "joint_suggestions", "on-this-day": "on_this_day"}
"""What is typed, and the name under which the vault keeps it."""

WORDS = {"on": True, "off": False}

app = typer.Typer(rich_markup_mode=None, add_completion=False, epilog=EVERYWHERE)


@app.command()
def settings(
    ctx: typer.Context,
    name: str | None = typer.Argument(None, metavar="[NAME]", help=f"{', '.join(SETTINGS)}."),
    value: str | None = typer.Argument(None, metavar="[VALUE]", help="on or off."),
) -> None:
    """Choose what is suggested to you."""
    from closeness_cli.presentation.settings_view import settings_view

    made: App = ctx.obj
    if name is not None:
        kept = SETTINGS.get(name)
        if kept is None:
            raise NotFoundError(
                "There is no setting of that name.", f"There is {', '.join(SETTINGS)}."
            )
        if value is not None:
            if value not in WORDS:
                raise WrongUseError("A setting is on or off.", f"closeness settings {name} on")
            made.writable().settings.set(kept, WORDS[value])
    chosen = {typed: made.stores.settings.get(kept) for typed, kept in SETTINGS.items()}
    made.show(settings_view(chosen))
