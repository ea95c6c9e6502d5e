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
    entry_filter,
)
from closeness_cli.presentation import messages

if TYPE_CHECKING:
    from closeness_cli.bootstrap import App

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
    from closeness_cli.presentation.journal_view import entries_view

    made: App = ctx.obj
    wanted = entry_filter(
        made, most=most, since=since, until=until, tag=tag, kind=kind, mood=mood, trash=trash
    )
    found = list(made.stores.entries.newest(wanted))
    made.show(entries_view(found, empty=_nothing(made, trash=trash)))


@app.command()
def show(ctx: typer.Context, entry_id: str = typer.Argument(metavar="ID")) -> None:
    """Show one entry; the beginning of its id is enough."""
    from closeness_cli.presentation.journal_view import entry_view

    made: App = ctx.obj
    made.show(entry_view(made.stores.entries.find(entry_id)))


@app.command()
def search(
    ctx: typer.Context,
    query: list[str] = typer.Argument(help='Words, "phrases" and -words to leave out.'),
    most: int = MostOption,
    since: str | None = SinceOption,
    until: str | None = UntilOption,
    tag: list[str] | None = TagOption,
    kind: str | None = KindOption,
    mood: int | None = MoodOption,
) -> None:
    """Find entries by their words, best match first."""
    from closeness_cli.presentation.journal_view import found_view

    made: App = ctx.obj
    wanted = entry_filter(made, most=most, since=since, until=until, tag=tag, kind=kind, mood=mood)
    found = made.stores.entries.search(" ".join(query), wanted)
    made.show(found_view(found, empty=messages.NOTHING_FOUND))


@app.command()
def tags(ctx: typer.Context, since: str = SinceOption, until: str = UntilOption) -> None:
    """Count your tags."""
    from closeness_cli.presentation.journal_view import tags_view

    made: App = ctx.obj
    counts = made.stores.entries.tag_counts(entry_filter(made, since=since, until=until))
    made.show(tags_view(counts, empty=messages.NO_TAGS))


def _nothing(made: App, *, trash: bool) -> str:
    if trash:
        return messages.IN_TRASH_EMPTY
    return messages.NOTHING_FOUND if made.has_vault else messages.NOTHING_YET
