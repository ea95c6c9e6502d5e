"""One instrument over time."""

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

app = typer.Typer(rich_markup_mode=None, add_completion=False)


@app.command()
def instrument(
    ctx: typer.Context,
    instrument_id: str = typer.Argument(metavar="INSTRUMENT", help="Such as week or how-close."),
    since: str | None = SinceOption,
    until: str | None = UntilOption,
    last: str | None = LastOption,
    markdown: str | None = MarkdownOption,
    html: str | None = HtmlOption,
    with_method: bool = MethodOption,
) -> None:
    """Show the items of one instrument over time."""
    from closeness_cli.presentation.report.over_time_view import over_time_view
    from closeness_cli.services.reports.over_time import read_over_time

    made: App = ctx.obj
    period = period_of(made, since=since, until=until, last=last)
    found = read_over_time(
        period,
        instrument_id,
        sittings=made.stores.administrations,
        clock=made.clock,
        person_id=made.person_id(),
    )
    evidence = evidence_of(made, period) if found is not None and found.is_followed else None
    view = over_time_view(found, evidence, with_method=with_method)
    give(made, view, markdown=markdown, html=html)
