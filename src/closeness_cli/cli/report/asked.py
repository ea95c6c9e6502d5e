"""What every section of the report may be asked for: a period, and the form it is given in."""

from __future__ import annotations

from typing import TYPE_CHECKING

import typer

from closeness_cli.core.when import read_span
from closeness_cli.errors import WrongUseError

if TYPE_CHECKING:
    from closeness_cli.bootstrap import App
    from closeness_cli.core.reports.evidence import Evidence
    from closeness_cli.core.reports.idea import Idea
    from closeness_cli.core.reports.overview import Period
    from closeness_cli.core.ritual_presets import Preset
    from closeness_cli.presentation.view import View

SinceOption = typer.Option(None, "--since", help="First day: 2026-03-01, 'last monday'.")
UntilOption = typer.Option(None, "--until", help="Last day: 2026-03-31, yesterday.")
LastOption = typer.Option(None, "--last", help="As far back as 12w, 30d, 6m or 1y.")
MethodOption = typer.Option(False, "--method", help="Say how the figures are made, too.")
NoIdeasOption = typer.Option(False, "--no-ideas", help="Leave out the one thing to try.")
MarkdownOption = typer.Option(None, "--markdown", help="Write it into a new file; - for stdout.")
HtmlOption = typer.Option(None, "--html", help="Write it into a new file, for a browser or print.")


def period_of(made: App, *, since: str | None, until: str | None, last: str | None) -> Period:
    """Make a period of what was asked for."""
    from closeness_cli.cli.options import day_after
    from closeness_cli.services.reports.period import choose_period

    return choose_period(
        today=made.clock.now().on,
        since=made.day(since) if since is not None else None,
        until=day_after(made.day(until)) if until is not None else None,
        last=read_span(last) if last is not None else None,
    )


def evidence_of(made: App, period: Period) -> Evidence:
    """Weigh everything that the report of a period looks at, the same for every section."""
    from closeness_cli.services.reports.evidence import read_evidence

    return read_evidence(
        period,
        sittings=made.stores.administrations,
        entries=made.stores.entries,
        rituals=made.stores.rituals,
        today=made.clock.now().on,
        person_id=made.person_id(),
    )


def idea_of(made: App, evidence: Evidence, period: Period, *, wanted: bool) -> Idea | None:
    """Choose one thing to try, unless none is wanted; what a person is shown is remembered."""
    if not wanted:
        return None
    from closeness_cli.services.reports.idea import read_idea, remember_idea
    from closeness_cli.storage.settings import JOINT_SUGGESTIONS

    stores, person_id = made.stores, made.person_id()
    idea = read_idea(
        evidence,
        period,
        sittings=stores.administrations,
        entries=stores.entries,
        rituals=stores.rituals,
        presets=_presets,
        last=stores.last_ideas,
        clock=made.clock,
        joint=stores.settings.get(JOINT_SUGGESTIONS),
        person_id=person_id,
    )
    if idea is not None and not made.choices.json:
        remember_idea(idea, last=stores.last_ideas, clock=made.clock, person_id=person_id)
    return idea


def _presets() -> tuple[Preset, ...]:
    """Give the rituals that ship; they are read only where an idea comes to that."""
    from closeness_cli.storage.ritual_presets import shipped_presets

    return shipped_presets()


def give(made: App, view: View, *, markdown: str | None, html: str | None = None) -> None:
    """Show a section, or write it into a file that was named.

    Raises:
        WrongUseError: Two files were named.
    """
    if markdown is not None and html is not None:
        raise WrongUseError("It is written into one file at a time.", "--markdown, or --html.")
    if view.page is None or (markdown is None and html is None):
        made.show(view)
        return
    page = view.page()
    if markdown is not None:
        from closeness_cli.presentation.page_text import page_as_markdown

        if markdown == "-":
            made.screen.stdout.write(page_as_markdown(page))
            return
        made.files.write_new(markdown, [page_as_markdown(page)])
        made.tell_written(view.command, markdown)
    if html is not None:
        from closeness_cli.presentation.html.pages import page_as_html

        made.files.write_new(html, [page_as_html(page)])
        made.tell_written(view.command, html)
