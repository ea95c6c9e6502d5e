"""Words that many screens share: numbers, counts, days, and the beginnings of entries."""

from __future__ import annotations

from typing import TYPE_CHECKING

from closeness_cli.core.entry import MOOD_WORDS
from closeness_cli.core.moment import MONTHS, WEEKDAYS

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from closeness_cli.core.entry import Entry

LONGEST_LINE = 70
"""Characters of a text of which only the beginning is shown."""

LONGEST_ENTRY, MOST_LINES = 320, 4
"""Characters and lines of an entry that is shown as it was written."""

DAYS_WITHOUT_YEAR = 300
"""Up to this many days away, a month alone is understood."""

NUMBERS = (
    *("no", "one", "two", "three", "four", "five", "six"),
    *("seven", "eight", "nine", "ten", "eleven", "twelve"),
)


def as_written(text: str) -> str:
    """Give a text as it was written, or where it is long as much of it as a page bears."""
    lines = text.strip().split("\n")
    shown = "\n".join(lines[:MOST_LINES])
    kept = _cut(shown, LONGEST_ENTRY)
    return f"{kept} …" if kept == shown and len(lines) > MOST_LINES else kept


def beginning(text: str) -> str:
    """Give the first line of a text, cut where it is long."""
    return _cut(text.strip().split("\n", 1)[0].rstrip(), LONGEST_LINE)


def _cut(text: str, longest: int) -> str:
    """Cut a text that is too long, at a blank where there is one near."""
    if len(text) <= longest:
        return text
    at = text.rfind(" ", longest // 2, longest)
    return f"{text[: longest - 1 if at < 0 else at].rstrip()}…"


def number(n: int) -> str:
    """Say a number, in letters up to twelve."""
    return NUMBERS[n] if n < len(NUMBERS) else str(n)


def count(n: int, one: str, several: str = "") -> str:
    """Say how many of something: `one entry`, `14 entries`."""
    return f"{number(n)} {one if n == 1 else several or f'{one}s'}"


def listed(words: Sequence[str]) -> str:
    """Name several things in a sentence."""
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} and {words[-1]}"


def day_words(day: date, today: date) -> str:
    """Say a day, with its year where that is another one: `7 September`."""
    year = "" if day.year == today.year else f" {day.year}"
    return f"{day.day} {MONTHS[day.month - 1]}{year}"


def long_day(day: date, today: date) -> str:
    """Say a day with its weekday: `Sunday 7 September`."""
    return f"{WEEKDAYS[day.weekday()]} {day_words(day, today)}"


def about(day: date, today: date | None = None) -> str:
    """Say a day roughly: `mid-January`, with its year where that is far from `today`."""
    part = "early " if day.day <= 10 else "mid-" if day.day <= 20 else "late "
    far = today is not None and abs((day - today).days) > DAYS_WITHOUT_YEAR
    return f"{part}{MONTHS[day.month - 1]}{f' {day.year}' if far else ''}"


def from_about(day: date | None, today: date) -> str:
    """Say behind what is missing from about when on it is there; empty where nobody knows."""
    return f"; from about {about(day, today)}" if day else ""


def written_on(entry: Entry, today: date) -> str:
    """Say when an entry was written, and its mood: `Sunday 7 September · mood good`."""
    mood = "" if entry.mood is None else f" · mood {MOOD_WORDS[entry.mood]}"
    return f"{long_day(entry.moment.on, today)}{mood}"
