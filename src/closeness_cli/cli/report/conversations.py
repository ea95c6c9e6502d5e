"""Conversations: how long, how deep, who began, and what came after them."""

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
    evidence_of,
    give,
    period_of,
)

if TYPE_CHECKING:
    from closeness_cli.bootstrap import App
    from closeness_cli.core.reports.overview import Period
    from closeness_cli.presentation.view import View

app = typer.Typer(rich_markup_mode=None, add_completion=False)


@app.command()
def conversations(
    ctx: typer.Context,
    since: str | None = SinceOption,
    until: str | None = UntilOption,
    last: str | None = LastOption,
    markdown: str | None = MarkdownOption,
    html: str | None = HtmlOption,
    with_method: bool = MethodOption,
) -> None:
    """Show how you talked, and what came after."""
    made: App = ctx.obj
    period = period_of(made, since=since, until=until, last=last)
    give(made, section(made, period, with_method=with_method), markdown=markdown, html=html)


def section(made: App, period: Period, *, with_method: bool = False) -> View:
    """Make the section of a period."""
    from closeness_cli.presentation.report.conversations_view import conversations_view
    from closeness_cli.services.reports.conversations import read_conversations

    found = read_conversations(
        period,
        weighed=lambda: evidence_of(made, period),
        entries=made.stores.entries,
        clock=made.clock,
        person_id=made.person_id(),
    )
    names = {one.id: one.name for one in made.stores.people.all()}
    return conversations_view(found, names, narrows=period.narrows, with_method=with_method)
