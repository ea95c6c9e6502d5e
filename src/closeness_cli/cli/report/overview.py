"""The overview: everything on one page."""

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
from closeness_cli.cli.report.for_therapist import (
    AboutOption,
    ForTherapistOption,
    SectionOption,
    SinceTagOption,
    WithEntriesOption,
    check_belongs,
    period_from,
    write_for_therapist,
)

if TYPE_CHECKING:
    from closeness_cli.bootstrap import App
    from closeness_cli.core.reports.overview import Overview, Period
    from closeness_cli.presentation.view import View

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
    html: str | None = HtmlOption,
    since_tag: str | None = SinceTagOption,
    for_therapist: str | None = ForTherapistOption,
    about: list[str] | None = AboutOption,
    sections: list[str] | None = SectionOption,
    with_entries: list[str] | None = WithEntriesOption,
    no_ideas: bool = NoIdeasOption,
    with_method: bool = MethodOption,
) -> None:
    """Show everything on one page."""
    from closeness_cli.presentation.report.overview_view import overview_view

    made: App = ctx.obj
    check_belongs(for_therapist, about, sections, with_entries)
    if since_tag is None:
        period = period_of(made, since=since, until=until, last=last)
    else:
        period = period_from(made, since_tag, since=since, until=until, last=last)
    if for_therapist is not None:
        chosen = (about or [], sections or [], with_entries or [])
        write_for_therapist(made, for_therapist, period, *chosen)
        return
    found = _read(made, period, with_first=with_first)
    idea = idea_of(made, found.evidence, period, wanted=not no_ideas)
    view = overview_view(found, idea=idea, with_method=with_method)
    give(made, view, markdown=markdown, html=html)


def section(made: App, period: Period) -> View:
    """Show it without own words, for a page to bring along."""
    from closeness_cli.core.reports.appointment import without_own_words
    from closeness_cli.presentation.report.overview_view import overview_view

    return overview_view(without_own_words(_read(made, period, with_first=False)))


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
