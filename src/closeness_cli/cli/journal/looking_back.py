"""Looking back: the moods of months, and what was written on this day."""

from __future__ import annotations

from typing import TYPE_CHECKING

import typer

from closeness_cli.cli.journal.entry_options import SinceOption, UntilOption
from closeness_cli.cli.options import day_after
from closeness_cli.core.when import read_span
from closeness_cli.core.written_days import first_of_last
from closeness_cli.presentation import messages
from closeness_cli.services.looking_back import look_back, read_calendar

if TYPE_CHECKING:
    from datetime import date

    from closeness_cli.bootstrap import App

USUALLY = "6m"
"""How far back the calendar goes unless it is said: what fits a screen of 80 by 24."""

app = typer.Typer(rich_markup_mode=None, add_completion=False)


@app.command()
def calendar(
    ctx: typer.Context,
    since: str | None = SinceOption,
    until: str | None = UntilOption,
    last: str | None = typer.Option(None, "--last", help="As far back as 6m, 12w, 30d or 1y."),
) -> None:
    """Show the mood of each day, month by month."""
    from closeness_cli.presentation.calendar_view import calendar_view

    made: App = ctx.obj
    today = made.clock.now().on
    first, end = _days(made, since=since, until=until, last=last)
    entries, person_id = made.stores.entries, made.person_id()
    found = read_calendar(since=first, until=end, today=today, entries=entries, person_id=person_id)
    empty = messages.NOTHING_FOUND if made.has_vault else messages.NOTHING_YET
    made.show(calendar_view(found, empty=empty))


@app.command("on-this-day")
def on_this_day(ctx: typer.Context) -> None:
    """Show what you wrote on this day in earlier years."""
    from closeness_cli.presentation.on_this_day_view import on_this_day_view
    from closeness_cli.storage.settings import ON_THIS_DAY

    made: App = ctx.obj
    today = made.clock.now().on
    is_on = made.stores.settings.get(ON_THIS_DAY)
    person_id = made.person_id()
    found = look_back(today, entries=made.stores.entries, person_id=person_id) if is_on else ()
    made.show(on_this_day_view(found, today, is_on=is_on))


def _days(
    made: App, *, since: str | None, until: str | None, last: str | None
) -> tuple[date | None, date | None]:
    """Give the first day that counts, and the first that no longer does."""
    from closeness_cli.services.reports.period import choose_period

    today = made.clock.now().on
    period = choose_period(
        today=today,
        since=made.day(since) if since is not None else None,
        until=day_after(made.day(until)) if until is not None else None,
        last=read_span(last) if last is not None else None,
    )
    if last is None and (since is not None or until is not None):
        return period.since, period.until
    return first_of_last(last or USUALLY, today), None
