"""`closeness report`: see where things stand."""

from __future__ import annotations

from typing import TYPE_CHECKING

import typer

from closeness_cli.cli.groups import DefaultGroup, unknown
from closeness_cli.cli.options import EVERYWHERE, day_after
from closeness_cli.core.when import read_span

if TYPE_CHECKING:
    from closeness_cli.bootstrap import App
    from closeness_cli.core.reports.overview import Overview, Period

SECTIONS = frozenset(
    {
        *("conversations", "couple", "data", "explain", "instrument", "range", "repair"),
        *("rituals", "talk", "trend", "words"),
    }
)
"""Sections that later versions bring."""


class Report(DefaultGroup):
    """The overview is the default; a first word is a section."""

    default = "overview"
    planned = SECTIONS

    def check_word(self, args: list[str]) -> None:
        """Refuse a section that there is not."""
        if args and not args[0].startswith("-"):
            raise unknown("section", args[0], self.names(), "closeness report --help")


app = typer.Typer(
    cls=Report,
    rich_markup_mode=None,
    add_completion=False,
    help="See where things stand, in your own words.",
    epilog=EVERYWHERE,
)


@app.callback()
def report() -> None:
    """See where things stand, in your own words."""


@app.command()
def overview(
    ctx: typer.Context,
    since: str | None = typer.Option(None, "--since", help="First day, 2026-03-01."),
    until: str | None = typer.Option(None, "--until", help="Last day, 2026-03-31."),
    last: str | None = typer.Option(None, "--last", help="As far back as 12w, 30d, 6m or 1y."),
    with_first: bool = typer.Option(
        False,
        "--with-first",
        help="Compare with the first set, too; it is left out while one settles in.",
    ),
    markdown: str | None = typer.Option(None, "--markdown", help="Write it into a new file."),
) -> None:
    """Show everything on one page."""
    from closeness_cli.presentation.overview_view import overview_page, overview_view

    made: App = ctx.obj
    period = _period(made, since=since, until=until, last=last)
    found = _read(made, period, with_first=with_first)
    if markdown is None:
        made.show(overview_view(found))
        return
    from closeness_cli.presentation.page_text import page_as_markdown

    made.files.write_new(markdown, [page_as_markdown(overview_page(found))])
    made.tell_written("report overview", markdown)


def _period(made: App, *, since: str | None, until: str | None, last: str | None) -> Period:
    from closeness_cli.services.reports import choose_period

    return choose_period(
        today=made.clock.now().on,
        since=made.day(since) if since is not None else None,
        until=day_after(made.day(until)) if until is not None else None,
        last=read_span(last) if last is not None else None,
    )


def _read(made: App, period: Period, *, with_first: bool) -> Overview:
    from closeness_cli.services.reports import read_overview

    return read_overview(
        period,
        sittings=made.stores.administrations,
        entries=made.stores.entries,
        clock=made.clock,
        person_id=made.person_id(),
        with_first=with_first,
    )
