"""What lies in one's own usual range, and what does not."""

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
    from closeness_cli.presentation.view import View

app = typer.Typer(rich_markup_mode=None, add_completion=False)


@app.command("range")
def usual_range(
    ctx: typer.Context,
    since: str | None = SinceOption,
    until: str | None = UntilOption,
    last: str | None = LastOption,
    markdown: str | None = MarkdownOption,
    html: str | None = HtmlOption,
    with_method: bool = MethodOption,
) -> None:
    """Show what lies in your usual range, and what does not."""
    made: App = ctx.obj
    period = period_of(made, since=since, until=until, last=last)
    give(made, section(made, period, with_method=with_method), markdown=markdown, html=html)


def section(made: App, period: Period, *, with_method: bool = False) -> View:
    """Make the section of a period."""
    from closeness_cli.presentation.report.usual_view import MOODS, usual_view
    from closeness_cli.services.reports.usual import read_usual

    found = read_usual(
        period,
        sittings=made.stores.administrations,
        entries=made.stores.entries,
        clock=made.clock,
        mood_title=MOODS,
        person_id=made.person_id(),
    )
    return usual_view(found, with_method=with_method)
