"""Words: tags and topics that came and went."""

from __future__ import annotations

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

if TYPE_CHECKING:
    from closeness_cli.bootstrap import App

app = typer.Typer(rich_markup_mode=None, add_completion=False)


@app.command()
def words(
    ctx: typer.Context,
    since: str | None = SinceOption,
    until: str | None = UntilOption,
    last: str | None = LastOption,
    markdown: str | None = MarkdownOption,
    html: str | None = HtmlOption,
    with_method: bool = MethodOption,
) -> None:
    """Show which tags and topics came and went."""
    from closeness_cli.presentation.words_view import words_view
    from closeness_cli.services.reports.words import read_words

    made: App = ctx.obj
    period = period_of(made, since=since, until=until, last=last)
    found = read_words(
        period, entries=made.stores.entries, clock=made.clock, person_id=made.person_id()
    )
    view = words_view(found, narrows=period.narrows, with_method=with_method)
    give(made, view, markdown=markdown, html=html)
