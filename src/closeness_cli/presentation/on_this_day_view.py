"""What was written on this day of earlier years or months."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from closeness_cli.core.looking_back import months_between
from closeness_cli.core.moment import day_words
from closeness_cli.presentation.blocks import Block, Note, Page, Title, Words
from closeness_cli.presentation.journal_view import details_in, entry_data, entry_line
from closeness_cli.presentation.view import View

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from closeness_cli.core.entry import Entry

TURN_ON = (
    "Nothing you wrote comes back until you want it to. Turn it on with:"
    "  closeness settings on-this-day on"
)
NOTHING_ON_THIS_DAY = "Nothing from this day in earlier years, or one or six months ago."

NOT_AGAIN = (
    "An entry that you would rather not meet here again:"
    "  closeness journal edit ID --do-not-resurface"
)


def on_this_day_view(entries: Sequence[Entry], today: date, *, is_on: bool) -> View:
    """Show what was written on this day, or how to turn that on.

    Args:
        is_on: Whether it was asked for in the settings.
    """
    return View(
        "journal on-this-day",
        data=lambda: {"turned_on": is_on, "entries": [entry_data(one) for one in entries]},
        page=(lambda: on_this_day_page(entries, today)) if entries else None,
        table=(lambda: "".join(map(entry_line, entries))) if entries else None,
        empty=NOTHING_ON_THIS_DAY if is_on else TURN_ON,
        is_reading=True,
    )


def on_this_day_page(entries: Sequence[Entry], today: date) -> Page:
    """Show entries, each day under its own title with how long ago it was."""
    details = details_in(entries)
    blocks: list[Block] = []
    for day, group in groupby(entries, key=lambda entry: entry.moment.on):
        blocks.append(Title(f"{_ago(day, today)}: {day_words(day)}"))
        blocks += [Words(one.text, details(one)) for one in group]
    return Page((*blocks, Note(NOT_AGAIN)), "On this day")


def _ago(day: date, today: date) -> str:
    months = months_between(day, today)
    years, rest = divmod(months, 12)
    if rest == 0:
        return "A year ago" if years == 1 else f"{years} years ago"
    return "A month ago" if months == 1 else f"{months} months ago"
