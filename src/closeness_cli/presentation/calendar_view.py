"""The moods of months: a picture, and a sentence for each month."""

from __future__ import annotations

from collections import Counter
from itertools import groupby
from typing import TYPE_CHECKING

from closeness_cli.core.entry import MOOD_WORDS
from closeness_cli.core.moment import MONTHS
from closeness_cli.core.written_days import nearest_mood
from closeness_cli.presentation.blocks import Page, Picture, Title
from closeness_cli.presentation.view import View

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from closeness_cli.core.written_days import WrittenDay
    from closeness_cli.services.looking_back import MoodCalendar


def calendar_view(found: MoodCalendar | None, *, empty: str) -> View:
    """Show the days with entries and their moods."""
    return View(
        "journal calendar",
        data=lambda: calendar_data(found),
        page=(lambda: calendar_page(found)) if found is not None else None,
        empty=empty,
    )


def calendar_page(found: MoodCalendar) -> Page:
    """Draw the months, and say each in a sentence."""
    from closeness_cli.presentation.charts.months import MoodMonths  # only where it is drawn

    moods = {day.on: day.mood for day in found.days}
    picture = Picture(
        MoodMonths(moods, first=found.first, last=found.last),
        "\n".join(_sentences(found.days)),
    )
    return Page((Title("Mood by day"), picture), "Mood by day")


def calendar_data(found: MoodCalendar | None) -> dict[str, object]:
    """Give the days as plain data; the mood of a day is the mean of those that were named."""
    if found is None:
        return {"first": None, "last": None, "days": []}
    return {
        "first": found.first.isoformat(),
        "last": found.last.isoformat(),
        "days": [
            {"on": day.on.isoformat(), "entries": day.entries, "mood": day.mood}
            for day in found.days
        ],
    }


def _sentences(days: Sequence[WrittenDay]) -> list[str]:
    """Say what each month has; one without entries is left out."""
    months = groupby(days, key=lambda day: (day.on.year, day.on.month))
    return [_sentence(list(group)) for _, group in months]


def _sentence(days: Sequence[WrittenDay]) -> str:
    named = Counter(nearest_mood(day.mood) for day in days if day.mood is not None)
    moods = ", ".join(f"{MOOD_WORDS[mood]} {named[mood]}" for mood in MOOD_WORDS if named[mood])
    count = "1 day" if len(days) == 1 else f"{len(days)} days"
    said = f"mood {moods}" if moods else "no mood named"
    return f"{_month(days[0].on)}: {count} with entries; {said}."


def _month(day: date) -> str:
    return f"{MONTHS[day.month - 1]} {day.year}"
