"""`closeness demo`: an invented couple's half year, in a vault that is thrown away."""

from __future__ import annotations

from typing import TYPE_CHECKING

import typer

from closeness_cli.cli.options import EVERYWHERE
from closeness_cli.presentation import messages

if TYPE_CHECKING:
    from closeness_cli.bootstrap import App

app = typer.Typer(rich_markup_mode=None, add_completion=False, epilog=EVERYWHERE)


@app.command()
def demo(ctx: typer.Context) -> None:
    """Show an invented couple's half year."""
    from closeness_cli.core.reports.overview import Period
    from closeness_cli.presentation.report.overview_view import overview_data, overview_page
    from closeness_cli.services.demo import live_through
    from closeness_cli.services.reports.idea import read_idea
    from closeness_cli.services.reports.overview import read_overview
    from closeness_cli.storage.ritual_presets import shipped_presets

    made: App = ctx.obj
    with made.invented() as (clock, stores):
        live_through(
            clock=clock,
            bank=made.bank,
            sittings=stores.administrations,
            entries=stores.entries,
            rituals=stores.rituals,
        )
        found = read_overview(
            Period(),
            sittings=stores.administrations,
            entries=stores.entries,
            rituals=stores.rituals,
            clock=clock,
        )
        idea = read_idea(
            found.evidence,
            Period(),
            sittings=stores.administrations,
            entries=stores.entries,
            rituals=stores.rituals,
            presets=shipped_presets,
            last=stores.last_ideas,
            clock=clock,
            joint=True,
        )
    if made.screen.json:
        made.screen.data("demo", {"invented": True, **overview_data(found, idea)})
        return
    made.screen.say(messages.DEMO_FIRST)
    made.screen.page(overview_page(found, idea=idea))
    made.screen.say(messages.DEMO_LAST)
