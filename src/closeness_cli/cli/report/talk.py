"""A page to read aloud together."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

import typer

from closeness_cli.cli.report.asked import (
    HtmlOption,
    LastOption,
    MarkdownOption,
    MethodOption,
    SinceOption,
    UntilOption,
    give,
    period_of,
)
from closeness_cli.errors import StorageFailedError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from closeness_cli.bootstrap import App
    from closeness_cli.services.reports.talk import Wanted

app = typer.Typer(rich_markup_mode=None, add_completion=False)


@app.command()
def talk(
    ctx: typer.Context,
    items: str | None = typer.Option(
        None, "--items", help="Which answers, such as week.connection,week.heard."
    ),
    entries: list[str] | None = typer.Option(
        None, "--with-entries", help="Entries with this tag, or the one with this id."
    ),
    about: list[str] | None = typer.Option(
        None, "--about", help="What you want to talk about; - reads it from standard input."
    ),
    since: str | None = SinceOption,
    until: str | None = UntilOption,
    last: str | None = LastOption,
    markdown: str | None = MarkdownOption,
    html: str | None = HtmlOption,
    with_method: bool = MethodOption,
) -> None:
    """Make a page to read aloud together, without numbers."""
    from closeness_cli.presentation.report.talk_view import NO_SUCH_ENTRY, talk_view
    from closeness_cli.services.reports.talk import read_talk

    made: App = ctx.obj
    period = period_of(made, since=since, until=until, last=last)
    wanted = _wanted(made, items, entries or (), about or ())
    found = read_talk(
        period,
        wanted,
        sittings=made.stores.administrations,
        entries=made.stores.entries,
        clock=made.clock,
        person_id=made.person_id(),
    )
    if wanted.tags and not found.own:
        made.screen.note(NO_SUCH_ENTRY)
    give(made, talk_view(found, with_method=with_method), markdown=markdown, html=html)


def _wanted(made: App, items: str | None, entries: Sequence[str], about: Sequence[str]) -> Wanted:
    """Understand what is wanted on the page."""
    from closeness_cli.core.entry import check_text, read_tag
    from closeness_cli.core.reports.talk import read_item_names
    from closeness_cli.services.reports.talk import Wanted

    # An id begins with a digit for the next centuries, and a tag with a letter.
    ids = [one for one in entries if one[:1].isdecimal()]
    return Wanted(
        about=tuple(check_text(_given(made, one)) for one in about),
        items=None if items is None else read_item_names(items),
        tags=tuple(read_tag(one) for one in entries if one not in ids),
        ids=tuple(ids),
    )


def _given(made: App, text: str) -> str:
    """Give a text of the arguments, or for `-` that of standard input."""
    from closeness_cli.cli.journal.given_text import given_text
    from closeness_cli.cli.journal.telling import tell_of_history

    if text != "-" and made.has_vault:
        with suppress(StorageFailedError):  # a vault that cannot be written can be read
            tell_of_history(made)
    return given_text(made, [text]) or ""
