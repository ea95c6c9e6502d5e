"""`closeness instrument`: work with the instruments."""

from __future__ import annotations

from typing import TYPE_CHECKING

import typer

from closeness_cli.cli.groups import PlannedGroup
from closeness_cli.cli.options import EVERYWHERE
from closeness_cli.presentation import messages

if TYPE_CHECKING:
    from closeness_cli.bootstrap import App


class Instruments(PlannedGroup):
    """What can be done with instruments, now or later."""

    planned = frozenset({"attach", "check", "export", "import", "list", "show", "verify"})


app = typer.Typer(
    cls=Instruments,
    rich_markup_mode=None,
    add_completion=False,
    help="Work with the instruments.",
    epilog=EVERYWHERE,
)


@app.callback()
def instrument() -> None:
    """Work with the instruments."""


@app.command()
def rescore(ctx: typer.Context) -> None:
    """Throw the scores away and compute them anew from the raw answers."""
    made: App = ctx.obj
    count = made.stores.administrations.rescore() if made.has_vault else 0
    made.tell("instrument rescore", lambda: {"administrations": count}, messages.rescored(count))
