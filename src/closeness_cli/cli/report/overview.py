"""The overview: everything on one page."""

from __future__ import annotations

from typing import TYPE_CHECKING

import typer

from closeness_cli.cli.report.asked import (
    LastOption,
    MarkdownOption,
    SinceOption,
    UntilOption,
    give,
    period_of,
)

if TYPE_CHECKING:
    from closeness_cli.bootstrap import App
    from closeness_cli.core.reports.overview import Overview, Period

app = typer.Typer(rich_markup_mode=None, add_completion=False)


@app.command()
def overview(
    ctx: typer.Context,
    since: str | None = SinceOption,
    until: str | None = UntilOption,
    last: str | None = LastOption,
    with_first: bool = typer.Option(
        False,
        "--with-first",
        help="Compare with the first set, too; it is left out while one settles in.",
    ),
    markdown: str | None = MarkdownOption,
) -> None:
    """Show everything on one page."""
    from closeness_cli.presentation.overview_view import overview_view

    made: App = ctx.obj
    period = period_of(made, since=since, until=until, last=last)
    found = _read(made, period, with_first=with_first)
    give(made, overview_view(found), markdown=markdown)


def _read(made: App, period: Period, *, with_first: bool) -> Overview:
    from closeness_cli.services.reports.overview import read_overview

    return read_overview(
        period,
        sittings=made.stores.administrations,
        entries=made.stores.entries,
        rituals=made.stores.rituals,
        clock=made.clock,
        person_id=made.person_id(),
        with_first=with_first,
    )
