"""One's own usual on a page: what lies outside of it, and what lies in it."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from closeness_cli.core.moment import day_words as full_day_words
from closeness_cli.core.stats.own_range import OwnRange
from closeness_cli.core.stats.said import Reason, Silence
from closeness_cli.presentation import wording
from closeness_cli.presentation.blocks import Block, Facts, Lead, Note, Page, Picture, Title
from closeness_cli.presentation.charts.usual import InRange, UsualTracks
from closeness_cli.presentation.percent import whole_percent
from closeness_cli.presentation.report import overview_wording
from closeness_cli.presentation.report.evidence_json import usual_data
from closeness_cli.presentation.report.standing import USUAL_METHOD, figure
from closeness_cli.presentation.safe import safe
from closeness_cli.presentation.view import View

if TYPE_CHECKING:
    from collections.abc import Sequence

    from closeness_cli.core.reports.usual import Usual, UsualReport
    from closeness_cli.core.stats.own_range import UnusualWeek

MOODS = "Mood, week by week"

NONE = "There are no answers or moods yet to know your usual from."
TOO_LITTLE = "This period holds too little to compare."
NONE_THEN = "There are no answers or moods in this period."
BEGIN = (
    ("Write a line with a mood", "closeness journal"),
    ("Answer four questions", "closeness assess"),
)
ALL_IN = "Within your usual range"
ONE_WEEK = (
    "A single one outside is drawn and not told: with so many looks, chance alone brings one now "
    "and then."
)
SCALE = "Shaded: your usual range. The point: the latest."
MOST_NAMED = 2
"""Things that the first sentence names one by one."""

MOST_OUTSIDE = 6
"""Weeks outside that are listed, the latest ones."""


def usual_view(found: UsualReport, *, with_method: bool = False) -> View:
    """Show one's own usual."""
    return View(
        "report range",
        lambda: usual_report_data(found),
        lambda: usual_page(found, with_method=with_method),
    )


def usual_page(found: UsualReport, *, with_method: bool = False) -> Page:
    """Lay out what lies outside of its usual range, and what lies in it."""
    title = f"Your usual range, on {full_day_words(found.today)}"
    if not found.all:
        aside: Block = Note(overview_wording.whole_time("range")) if found.narrows else Facts(BEGIN)
        return Page((Lead(answer(found)), aside), title)
    return Page(
        (
            Lead(answer(found)),
            *_picture(found),
            *_outside(found),
            *_too_early(found),
            *([Note(USUAL_METHOD), Note(ONE_WEEK)] if with_method else []),
        ),
        title,
    )


def usual_report_data(found: UsualReport) -> dict[str, Any]:
    """Give the ranges as plain data, every figure with its n, interval and method."""
    return {
        "sentence": answer(found),
        "today": found.today.isoformat(),
        "followed": _data(found.followed, found.today),
        "moods": _data(found.moods, found.today),
        "everyday": [_data(one, found.today) for one in found.everyday],
    }


def answer(found: UsualReport) -> str:
    """Say what lies outside of its usual range at present, as far as that may be said."""
    known = [one for one in found.all if isinstance(one.found, OwnRange)]
    if not found.all:
        return NONE_THEN if found.narrows else NONE
    if not known and any(_reason(one) is Reason.OVER for one in found.all):
        return TOO_LITTLE
    if not known:
        return f"{overview_wording.TOO_EARLY}{_from_about(found.all, found.today)}."
    now = [(one, last) for one in known if (last := _outside_now(one)) is not None]
    if not now:
        return f"{ALL_IN}: {_listed(known)} ({sum(one.n for one in known)} values)."
    said = ", ".join(
        f"{one.title} {'above' if last.is_above else 'below'} ({_value(one, last.value)})"
        for one, last in now
    )
    return f"Outside of your usual range, twice in three: {said}."


def _listed(known: Sequence[Usual]) -> str:
    """Name what lies in its usual range, or count it where that is much."""
    if len(known) > MOST_NAMED:
        return f"all {wording.number(len(known))} that are known so far"
    return " and ".join(one.title for one in known)


def _outside_now(one: Usual) -> UnusualWeek | None:
    """Give the latest value where it lies outside, and may be said to."""
    if isinstance(one.found, Silence) or not one.found.outside:
        return None
    last = one.found.outside[-1]
    is_latest = last.value == one.latest and last.day >= one.on.toordinal() - 6
    return last if is_latest and last.may_be_said else None


def _picture(found: UsualReport) -> list[Block]:
    rows = [one for one in found.all if isinstance(one.found, OwnRange)]
    if not rows:
        return []
    chart = UsualTracks([_row(one) for one in rows])
    sentence = "\n".join(
        f"{one.title}: usually {_ends(one)}, now {_value(one, one.latest)} "
        f"({wording.day_words(one.on, found.today)}; {one.n} values)"
        for one in rows
    )
    return [Title("Your usual range"), Picture(chart, sentence), Note(SCALE)]


def _row(one: Usual) -> InRange:
    usual = None
    if isinstance(one.found, OwnRange):
        usual = (one.found.baseline.low, one.found.baseline.high)
    said = f"now {_value(one, one.latest)}"
    return InRange(safe(one.title), one.low, one.high, usual, one.latest, said)


def _outside(found: UsualReport) -> list[Block]:
    rows = [
        (week.day, _outside_words(one, week))
        for one in found.all
        if isinstance(one.found, OwnRange)
        for week in one.found.outside
        if week.may_be_said
    ]
    if not rows:
        return []
    latest = sorted(rows)[-MOST_OUTSIDE:]
    facts = [
        (wording.day_words(date.fromordinal(int(day)), found.today), said) for day, said in latest
    ]
    return [Title("Outside of it, two of three in a row"), Facts(tuple(facts))]


def _outside_words(one: Usual, week: UnusualWeek) -> str:
    side = "above" if week.is_above else "below"
    return f"{one.title}: {_value(one, week.value)}, {side} {_ends(one)}"


def _too_early(found: UsualReport) -> list[Block]:
    """Say of which it is too early, once; not where it is said of all."""
    known = [one for one in found.all if isinstance(one.found, OwnRange)]
    rest = [one for one in found.all if isinstance(one.found, Silence)]
    if not known or not rest:
        return []
    flat = [one for one in rest if _reason(one) is Reason.NO_VARIATION]
    early = [one for one in rest if one not in flat]
    said = []
    if any(_reason(one) is Reason.OVER for one in early):
        said.append(f"Too little in this period: {_names(early)}.")
    elif early:
        said.append(f"Too early for {_names(early)}{_from_about(early, found.today)}.")
    if flat:
        said.append(f"Always the same so far: {_names(flat)}.")
    return [Note(" ".join(said))]


def _names(some: Sequence[Usual]) -> str:
    return ", ".join(one.title for one in some)


def _reason(one: Usual) -> Reason | None:
    return one.found.reason if isinstance(one.found, Silence) else None


def _from_about(some: Sequence[Usual], today: date) -> str:
    """Say from about when on there is enough for the first of them."""
    silent = (one.found for one in some)
    days = [one.from_about(today) for one in silent if isinstance(one, Silence)]
    return wording.from_about(min(filter(None, days), default=None), today)


def _value(one: Usual, value: float) -> str:
    if one.is_percent:
        return whole_percent(value)
    return figure(value)


def _ends(one: Usual) -> str:
    if isinstance(one.found, Silence):
        return ""
    low, high = (max(one.found.baseline.low, one.low), min(one.found.baseline.high, one.high))
    return f"{figure(low)} to {figure(high)}"


def _data(one: Usual | None, today: date) -> dict[str, Any] | None:
    if one is None:
        return None
    return {
        "title": one.title,
        "unit": "percent_of_range" if one.is_percent else "answer",
        "range": [one.low, one.high],
        "latest": one.latest,
        "on": one.on.isoformat(),
        "n": one.n,
        "usual": usual_data(one.found, today),
    }
