"""Rituals: how regularly, and what moved with the mood of the next day."""

from __future__ import annotations

from typing import TYPE_CHECKING

import typer

from closeness_cli.cli.report.asked import (
    HtmlOption,
    LastOption,
    MarkdownOption,
    MethodOption,
    NoIdeasOption,
    SinceOption,
    UntilOption,
    give,
    idea_of,
    period_of,
)

if TYPE_CHECKING:
    from closeness_cli.bootstrap import App
    from closeness_cli.core.reports.overview import Period
    from closeness_cli.core.reports.rituals import RitualsFound
    from closeness_cli.presentation.view import View

app = typer.Typer(rich_markup_mode=None, add_completion=False)


@app.command()
def rituals(
    ctx: typer.Context,
    since: str | None = SinceOption,
    until: str | None = UntilOption,
    last: str | None = LastOption,
    markdown: str | None = MarkdownOption,
    html: str | None = HtmlOption,
    with_method: bool = MethodOption,
    no_ideas: bool = NoIdeasOption,
) -> None:
    """Show rituals, and what moved with better days."""
    from closeness_cli.presentation.report.rituals_view import rituals_view

    made: App = ctx.obj
    period = period_of(made, since=since, until=until, last=last)
    found = _read(made, period)
    idea = idea_of(made, found.evidence, period, wanted=not no_ideas)
    view = rituals_view(found, idea=idea, with_method=with_method)
    give(made, view, markdown=markdown, html=html)


def section(made: App, period: Period) -> View:
    """Make the section of a period, for a page to bring along: without a thing to try."""
    from closeness_cli.presentation.report.rituals_view import rituals_view

    return rituals_view(_read(made, period), idea=None)


def _read(made: App, period: Period) -> RitualsFound:
    from closeness_cli.services.reports.rituals import read_rituals

    return read_rituals(
        period,
        sittings=made.stores.administrations,
        entries=made.stores.entries,
        rituals=made.stores.rituals,
        clock=made.clock,
        person_id=made.person_id(),
    )
