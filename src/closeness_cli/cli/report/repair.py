"""How long it takes from a conflict to its repair."""

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
def repair(
    ctx: typer.Context,
    since: str | None = SinceOption,
    until: str | None = UntilOption,
    last: str | None = LastOption,
    markdown: str | None = MarkdownOption,
    html: str | None = HtmlOption,
    with_method: bool = MethodOption,
) -> None:
    """Show how long it takes from conflict to repair."""
    made: App = ctx.obj
    period = period_of(made, since=since, until=until, last=last)
    if markdown is None and html is None:
        _ask_about_old(made)
    give(made, section(made, period, with_method=with_method), markdown=markdown, html=html)


def section(made: App, period: Period, *, with_method: bool = False) -> View:
    """Make the section of a period."""
    from closeness_cli.presentation.report.repair_view import repair_view
    from closeness_cli.services.reports.repair import read_repairs

    found = read_repairs(
        period, entries=made.stores.entries, clock=made.clock, person_id=made.person_id()
    )
    evidence = evidence_of(made, period) if found.n else None
    return repair_view(found, evidence, narrows=period.narrows, with_method=with_method)


def _ask_about_old(made: App) -> None:
    """Ask once of each old open conflict whether it is still open, where somebody can answer."""
    if not made.terminal.is_there or made.screen.json or made.screen.plain or made.choices.quiet:
        return
    from closeness_cli.cli.journal.asking import ask_about_old
    from closeness_cli.errors import StorageFailedError

    try:
        ask_about_old(made, made.person_id())
    except StorageFailedError as error:
        made.screen.note(error.sentence)  # a vault that cannot be written to can be read
