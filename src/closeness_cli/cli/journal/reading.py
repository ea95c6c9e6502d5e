"""Listing, showing and finding entries."""

from __future__ import annotations

from typing import TYPE_CHECKING

import typer

from closeness_cli.cli.journal.entry_options import (
    KindOption,
    MoodOption,
    MostOption,
    SinceOption,
    TagOption,
    UntilOption,
)
from closeness_cli.cli.journal.finding import list_entries
from closeness_cli.cli.journal.finding import search as find
from closeness_cli.cli.journal.telling import names_of_people

if TYPE_CHECKING:
    from closeness_cli.bootstrap import App

QUERY_HELP = (
    "Words, \"phrases\" and filters: tag:walk, kind:conflict, 'mood:>=1', since:yesterday,"
    " until:2026-03-31, is:shared. A - before any of them leaves out what fits."
)

app = typer.Typer(rich_markup_mode=None, add_completion=False)


@app.command("list")
def list_(
    ctx: typer.Context,
    most: int = MostOption,
    since: str | None = SinceOption,
    until: str | None = UntilOption,
    tag: list[str] | None = TagOption,
    kind: str | None = KindOption,
    mood: int | None = MoodOption,
    trash: bool = typer.Option(False, "--trash", help="What was deleted."),
) -> None:
    """Show entries, newest first."""
    list_entries(
        ctx.obj, most=most, since=since, until=until, tag=tag, kind=kind, mood=mood, trash=trash
    )


@app.command()
def show(ctx: typer.Context, entry_id: str = typer.Argument(metavar="ID")) -> None:
    """Show one entry; the beginning of its id is enough."""
    from closeness_cli.presentation.journal_view import entry_view

    made: App = ctx.obj
    entry = made.stores.entries.find(entry_id)
    made.show(entry_view(entry, names_of_people(made)))


@app.command()
def search(
    ctx: typer.Context,
    query: list[str] = typer.Argument(help=QUERY_HELP),
    most: int = MostOption,
    since: str | None = SinceOption,
    until: str | None = UntilOption,
    tag: list[str] | None = TagOption,
    kind: str | None = KindOption,
    mood: int | None = MoodOption,
) -> None:
    """Find entries by their words, best match first."""
    find(ctx.obj, query, most=most, since=since, until=until, tag=tag, kind=kind, mood=mood)
