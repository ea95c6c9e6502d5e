"""The words of the overview: what was answered, what is left out, when more can be said."""

from __future__ import annotations

from typing import TYPE_CHECKING

from closeness_cli.core.moment import day_words as full_day_words
from closeness_cli.core.reports.outlook import AllAlike, Enough, NotBegun, TooEarly
from closeness_cli.presentation.answer_wording import value_words
from closeness_cli.presentation.messages import SHORT_ID
from closeness_cli.presentation.wording import count, day_words, from_about, long_day, number

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from closeness_cli.core.reports.outlook import Outlook
    from closeness_cli.core.reports.overview import AnswerSet, Overview
    from closeness_cli.core.reports.series import Series

EMPTY = "Nothing is here yet, and that is fine: one line or one answer begins this page."
EMPTY_PERIOD = "Nothing was written or answered in this period."
TOO_EARLY = "Too early to compare"
TOO_FEW_HERE = "Too few answers in this period to compare."
ENOUGH = "All your answers together are enough to compare:  closeness report"
ALL_ALIKE = "Your answers are all alike, so they do not say how large noise is."
ASIDE = "Kept, and left out of comparisons, since it is soon after the last"
HOLLOW = "Hollow: soon after the one before; kept, and left out of comparisons."


def whole_time(section: str = "") -> str:
    """Say how to see a section, or the overview, without a period."""
    return f"All that there is:  closeness report {section}".rstrip()


def title(today: date) -> str:
    """Name the page in a file, which is read in other years too."""
    return f"Where things stood on {full_day_words(today)}"


def answer_first(overview: Overview) -> str:
    """Say where things stand, in one sentence."""
    today, written = overview.today, overview.written
    if overview.series is not None:
        latest = overview.series.latest
        said = value_words(overview.series.scale, latest.value, latest.label)
        pause = "," if "," in said else ""
        return f"{overview.series.title}: {said}{pause} on {long_day(latest.on, today)}."
    if overview.latest is not None:
        return f"You answered “{overview.latest.title}” on {long_day(overview.latest.on, today)}."
    if not written.n:
        return EMPTY_PERIOD if overview.period.narrows else EMPTY
    if not written.newest:  # held back, for a page to bring along
        entries = count(written.n, "entry", "entries").capitalize()
        return f"{entries} {'in this period' if overview.period.narrows else 'so far'}."
    on = long_day(written.newest[0].moment.on, today)
    if written.n == 1:
        return f"One entry so far, from {on}."
    return f"{count(written.n, 'entry', 'entries').capitalize()}, the latest from {on}."


def range_words(series: Series, today: date) -> str:
    """Say between which answers all of them lie; there are at least two."""
    n, first = len(series.points), series.points[0].on
    since = "that day" if first == series.latest.on else f"since {day_words(first, today)}"
    if n == 2:
        before, last = (point.value for point in series.points)
        return f"Your two answers {since}: {before} and {last}."
    if series.lowest == series.highest:
        return f"All your {number(n)} answers {since} are {series.lowest}."
    return f"Your {number(n)} answers {since} lie between {series.lowest} and {series.highest}."


def answers_title(told: AnswerSet, overview: Overview) -> str:
    """Name the answers that are told, with their day unless the first sentence has it."""
    said_on = overview.series.latest.on if overview.series else told.on
    day = "" if told.on == said_on else f", {long_day(told.on, overview.today)}"
    return f"Your answers · {told.title}{day}"


def rest_of(told: AnswerSet, n: int) -> str:
    """Say where the other answers of a longer form are."""
    short = told.administration_id[:SHORT_ID]
    return f"And {count(n, 'more answer')}:  closeness assess show {short}"


def break_words(breaks: Sequence[date], n_left_out: int, today: date) -> str:
    """Say where a question was worded anew, and what belongs to another series."""
    remarks = []
    if breaks:
        days = " and ".join(day_words(day, today) for day in breaks)
        remarks.append(f"A gap at {days}: the question is worded anew from there on.")
    if n_left_out:
        given = count(n_left_out, "earlier answer")
        remarks.append(f"Left out: {given}, to another version of the question.")
    return " ".join(remarks)


def early_words(series: Series, today: date) -> str:
    """Say which answers were left out where no line is drawn; empty where none was."""
    aside = [one for one in series.early if one is not series.latest]
    said = ", ".join(f"{one.value} on {day_words(one.on, today)}" for one in aside)
    return f"{ASIDE}: {said}." if said else ""


def rests_on(overview: Overview) -> str:
    """Say how much the page is from."""
    sets = count(overview.n_sets, "set of answers", "sets of answers")
    entries = count(overview.written.n, "entry", "entries")
    parts = [said for said, n in ((sets, overview.n_sets), (entries, overview.written.n)) if n]
    return f"From {' and '.join(parts)}."


def when_more(outlook: Outlook, today: date) -> str:
    """Say from when on more can be said."""
    match outlook:
        case NotBegun():
            return "Four weekly questions begin a line over time:  closeness assess"
        case TooEarly(from_on=from_on):
            return f"{TOO_EARLY}{from_about(from_on, today)}."
        case Enough():
            return ENOUGH
        case AllAlike():
            return ALL_ALIKE
