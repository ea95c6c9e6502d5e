"""Days on which something was written, and the months that a calendar shows of them."""

from __future__ import annotations

import math
import re
from datetime import date
from typing import NamedTuple

from closeness_cli.core.when import read_span

_MONTHS = re.compile(r"([0-9]{1,4})([my])")
_IN_A = {"m": 1, "y": 12}


class WrittenDay(NamedTuple):
    """A local day with entries.

    Args:
        entries: How many; at least one.
        mood: The mean of the moods that they name; absent where none does.
    """

    on: date
    entries: int
    mood: float | None = None


def first_of_last(text: str, today: date) -> date:
    """Find the first day of the last weeks, days, months or years, today's among them.

    Months and years are whole ones of the calendar, unlike those of `read_span`.

    Raises:
        WrongUseError: Not a length of time.
    """
    span = read_span(text)
    match = _MONTHS.fullmatch(text.strip())
    if match is None:
        return date.fromordinal(max(today.toordinal() - span.days + 1, 1))
    months = int(match[1]) * _IN_A[match[2]] - 1
    year, month = divmod(today.year * 12 + today.month - 1 - months, 12)
    return date(year, month + 1, 1) if year >= date.min.year else date.min


def nearest_mood(mean: float) -> int:
    """Round a mean of moods to a mood that has a word; a half goes up."""
    return math.floor(mean + 0.5)
