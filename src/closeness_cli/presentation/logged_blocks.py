"""What was written down, beside the answers that ask about the same: plain facts, with their n."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from closeness_cli.core.reports.logged import REPAIR_ITEM, RITUALS_ITEM
from closeness_cli.presentation.blocks import Block, Facts, Title
from closeness_cli.presentation.wording import count

if TYPE_CHECKING:
    from closeness_cli.core.instruments.instrument import Instrument
    from closeness_cli.core.reports.logged import Logged

TITLE = "Beside your answers, from what you wrote down"

HOURS_FROM, DAYS_FROM = timedelta(minutes=90), timedelta(hours=48)
"""From which length on a time is said in hours, and in days."""


def logged_blocks(instrument: Instrument, logged: Logged | None) -> list[Block]:
    """Lay out the counts; nothing where nothing was written down."""
    if logged is None:
        return []
    rows = []
    when = "in that month" if 28 <= logged.days <= 31 else f"in those {logged.days} days"
    if logged.n_done:
        times = "once" if logged.n_done == 1 else f"{logged.n_done} times"
        kinds = "" if logged.n_rituals == 1 else f", {logged.n_rituals} different ones"
        rows.append((_title_of(instrument, RITUALS_ITEM), f"rituals done {times}{kinds}, {when}"))
    if logged.n_repairs:
        said = f"{count(logged.n_repairs, 'repair')} noted {when}{_times_words(logged)}"
        rows.append((_title_of(instrument, REPAIR_ITEM), said))
    return [Title(TITLE), Facts(tuple(rows))] if rows else []


def logged_data(logged: Logged) -> dict[str, Any]:
    """Give the counts as plain data, times in hours."""
    middle = logged.middle_time
    return {
        "days": logged.days,
        "rituals_done": logged.n_done,
        "rituals": logged.n_rituals,
        "repairs": logged.n_repairs,
        "hours_to_repair": [one / timedelta(hours=1) for one in logged.times],
        "median_hours_to_repair": None if middle is None else middle / timedelta(hours=1),
    }


def _times_words(logged: Logged) -> str:
    middle = logged.middle_time
    if middle is None:
        return ""
    n = len(logged.times)
    if n == logged.n_repairs == 1:
        return f", {_length(middle)} after the disagreement"
    if n == 1:
        return f"; one of them came {_length(middle)} after its disagreement"
    return f"; from disagreement to repair, the middle of {n} times is {_length(middle)}"


def _length(time: timedelta) -> str:
    """Say a length of time in the largest unit of which there are a few."""
    if time < HOURS_FROM:
        return _counted(time / timedelta(minutes=1), "minute")
    if time < DAYS_FROM:
        return _counted(time / timedelta(hours=1), "hour")
    return _counted(time / timedelta(days=1), "day")


def _counted(amount: float, unit: str) -> str:
    whole = int(amount + 0.5)
    return f"{whole:,} {unit}" if whole == 1 else f"{whole:,} {unit}s"


def _title_of(instrument: Instrument, item_id: str) -> str:
    """Name an item by the dimension that it is alone in, as the closer look does."""
    alone = (one.title for one in instrument.dimensions if one.items == (item_id,))
    return next(alone, None) or instrument.item(item_id).text
