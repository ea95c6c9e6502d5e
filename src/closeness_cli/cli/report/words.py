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
    from closeness_cli.core.reports.overview import Period
    from closeness_cli.core.reports.words import WordsFound
    from closeness_cli.presentation.view import View

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
    from closeness_cli.presentation.report.words_view import words_view

    made: App = ctx.obj
    period = period_of(made, since=since, until=until, last=last)
    view = words_view(_read(made, period), narrows=period.narrows, with_method=with_method)
    give(made, view, markdown=markdown, html=html)


def section(made: App, period: Period) -> View:
    """Make the section of a period, for a page to bring along: without entries and topics."""
    from closeness_cli.core.reports.words import without_entries
    from closeness_cli.presentation.report.words_view import words_view

    return words_view(without_entries(_read(made, period)), narrows=period.narrows)


def _read(made: App, period: Period) -> WordsFound:
    from closeness_cli.services.reports.words import read_words

    return read_words(
        period, entries=made.stores.entries, clock=made.clock, person_id=made.person_id()
    )
