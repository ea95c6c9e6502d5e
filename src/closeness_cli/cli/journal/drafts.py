"""Showing drafts, and throwing them away."""

from __future__ import annotations

from typing import TYPE_CHECKING

import typer

from closeness_cli.cli.journal.telling import agreed
from closeness_cli.presentation import draft_wording as words

if TYPE_CHECKING:
    from closeness_cli.bootstrap import App

app = typer.Typer(rich_markup_mode=None, add_completion=False)


@app.command()
def drafts(
    ctx: typer.Context,
    discard: bool = typer.Option(False, "--discard", help="Throw all of them away."),
) -> None:
    """Show what you typed and did not save."""
    made: App = ctx.obj
    found = made.stores.drafts.all(person_id=made.person_id())
    if not discard or not found:
        from closeness_cli.presentation.draft_view import drafts_view

        made.show(drafts_view(found))
        return
    if not agreed(made, words.DISCARD_DRAFTS, words.NOBODY_TO_ASK):
        made.tell_nothing("journal drafts", words.NOTHING_DISCARDED)
        return
    made.stores.drafts.discard(*(one.id for one in found))
    made.tell("journal drafts", lambda: {"discarded": len(found)}, words.DRAFTS_DISCARDED)
