"""One series closely."""

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


@app.command()
def trend(
    ctx: typer.Context,
    dimension: str | None = typer.Argument(
        None,
        metavar="[DIMENSION]",
        help="Which one, such as heard or week/heard; else how close you felt.",
    ),
    since: str | None = SinceOption,
    until: str | None = UntilOption,
    last: str | None = LastOption,
    markdown: str | None = MarkdownOption,
    html: str | None = HtmlOption,
    with_method: bool = MethodOption,
) -> None:
    """Show one line closely, and whether it moved."""
    made: App = ctx.obj
    period = period_of(made, since=since, until=until, last=last)
    view = section(made, period, dimension=dimension, with_method=with_method)
    give(made, view, markdown=markdown, html=html)


def section(
    made: App, period: Period, *, dimension: str | None = None, with_method: bool = False
) -> View:
    """Make the section of a period."""
    from closeness_cli.presentation.report.trend_view import trend_view
    from closeness_cli.services.reports.trend import read_trend

    found = read_trend(
        period,
        dimension,
        sittings=made.stores.administrations,
        entries=made.stores.entries,
        rituals=made.stores.rituals,
        clock=made.clock,
        person_id=made.person_id(),
    )
    return trend_view(found, narrows=period.narrows, with_method=with_method)
