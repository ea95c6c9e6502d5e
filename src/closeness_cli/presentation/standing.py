"""Where what a report follows stands: against its own usual, and whether by more than noise.

Every claim here is one of `Evidence`, which has weighed it with all others of the report.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from closeness_cli.core.reports.outlook import Enough, TooEarly
from closeness_cli.core.stats.own_range import OwnRange
from closeness_cli.core.stats.said import Reason, Silence
from closeness_cli.core.stats.shift import Shift
from closeness_cli.core.stats.trend import Trend
from closeness_cli.presentation import overview_wording as wording
from closeness_cli.presentation.charts import Band

if TYPE_CHECKING:
    from closeness_cli.core.reports.evidence import Evidence
    from closeness_cli.core.reports.followed import Followed
    from closeness_cli.core.reports.outlook import Outlook
    from closeness_cli.core.reports.overview import Overview

DAYS_OF_A_WEEK = 7

TREND_METHOD = (
    "Trend: the median slope of all pairs of answers (Theil 1950, Sen 1968), with the Mann-Kendall "
    "test, its variance widened for weeks that resemble the one before (Hamed & Rao 1998). "
    "From 12 answers over 8 weeks on; early below 26."
)
SHIFT_METHOD = (
    "Shift: the day where two means leave least (Andrews 1993), against 999 invented series "
    "without one that resemble themselves as much; its range of days holds 95 % (Smith 1975). "
    "From 26 answers on, and only where a straight line is no better (Schwarz 1978)."
)
USUAL_METHOD = (
    "Usual range: where one more answer is expected with 99.7 % after your first twelve, "
    "m ± t s √(1 + 1/12) (Crawford & Howell 1998). It takes two of three in a row outside to be told."
)
TOGETHER_METHOD = (
    "All claims of one report are weighed together (Benjamini & Hochberg 1995), so that looking at "
    "many things does not find one by chance."
)


def first_words(overview: Overview) -> str:
    """Say where things stand, in one or two sentences."""
    first, followed = wording.answer_first(overview), overview.followed
    if followed is None:
        return first
    outlook = overview.outlook
    if overview.period.narrows and isinstance(outlook, Enough) and is_silent(overview.evidence):
        return f"{first} {wording.TOO_FEW_HERE}"
    said = standing(
        followed,
        overview.evidence,
        overview.usual,
        today=overview.today,
        outlook=None if followed.is_percent else outlook,
    )
    return f"{first} {said}"


def standing(
    followed: Followed,
    evidence: Evidence,
    usual: OwnRange | Silence,
    *,
    today: date,
    outlook: Outlook | None = None,
) -> str:
    """Say whether it moved by more than noise, or else whether it lies in its usual range.

    Args:
        outlook: From when on there is enough, where that is better known than by the pace so far.
    """
    if evidence.is_shift_told and isinstance(evidence.shift, Shift):
        return shift_words(evidence.shift, followed, today)
    if isinstance(evidence.trend, Silence):
        return _too_early_words(evidence.trend, today, outlook)
    if evidence.is_trend_told:
        return trend_words(evidence.trend)
    return _no_change_words(followed, evidence.trend, usual)


def shift_words(found: Shift, followed: Followed, today: date) -> str:
    """Say since when the level is another one, with the range of that day."""
    how = "higher" if found.change > 0 else "lower"
    since, early, late = (
        wording.day_words(date.fromordinal(int(day)), today)
        for day in (found.first_after, found.earliest, found.latest)
    )
    unit = " percent of the range" if followed.is_percent else ""
    return (
        f"More than noise: {how} since about {since} (between {early} and {late}), "
        f"{figure(found.after)}{unit} on average after {figure(found.before)} "
        f"({found.n_after} and {found.n_before} answers). A slow drift would look similar."
    )


def trend_words(found: Trend) -> str:
    """Say how far it moved over the whole time, with its interval."""
    how = "up" if found.change > 0 else "down"
    weeks = round(found.span_days / DAYS_OF_A_WEEK)
    ends = sorted(found.change_range, key=abs)
    span = f"95 %: {_change(ends[1])} to {_change(ends[0])}; {found.n} answers"
    said = f"about {figure(abs(found.change))} points {how} over {weeks} weeks ({span})"
    if found.is_early:
        return f"More than noise, though early: {said}."
    return f"More than noise: {said}."


def band_of(followed: Followed, usual: OwnRange | Silence) -> Band | None:
    """Give the usual range to draw: none before there is one, and none as wide as the scale."""
    if isinstance(usual, Silence) or not usual.n_after:
        return None
    low, high = usual.baseline.low, usual.baseline.high
    if low <= followed.low and high >= followed.high:
        return None
    return Band(low, high, followed.compared[0][0] if followed.breaks else None)


def shifted_between(evidence: Evidence) -> tuple[date, date] | None:
    """Give the days between which the level changed, where that is told."""
    if not (evidence.is_shift_told and isinstance(evidence.shift, Shift)):
        return None
    shift = evidence.shift
    return date.fromordinal(int(shift.earliest)), date.fromordinal(int(shift.latest))


def picture_words(band: Band | None, between: tuple[date, date] | None, today: date) -> str:
    """Explain the band and the mark below the line; empty without either."""
    said = []
    if band is not None:
        said.append(f"Shaded: your usual range, {range_words(band)}.")
    if between is not None:
        first, last = (wording.day_words(day, today) for day in between)
        said.append(f"Marked below: when the change was, {first} to {last}.")
    return " ".join(said)


def range_words(band: Band) -> str:
    """Say a range: `4.7 to 7.9`."""
    return f"{figure(band.low)} to {figure(band.high)}"


def outside_words(usual: OwnRange, today: date) -> list[str]:
    """Say which answers lay outside of the usual range, as far as that may be said."""
    return [
        f"{wording.day_words(date.fromordinal(int(one.day)), today)}: {figure(one.value)}, "
        f"{'above' if one.is_above else 'below'}, as one of the two before"
        for one in usual.outside
        if one.may_be_said
    ]


def is_silent(evidence: Evidence) -> bool:
    """Say whether there is too little to compare what the report follows."""
    return isinstance(evidence.trend, Silence)


def is_moved(evidence: Evidence) -> bool:
    """Say whether what the report follows moved by more than noise."""
    return evidence.is_shift_told or evidence.is_trend_told


def figure(value: float) -> str:
    """Write a figure with one digit behind the point."""
    return f"{value:.1f}"


def _change(value: float) -> str:
    if value in (float("inf"), float("-inf")):
        return "not known how far up" if value > 0 else "not known how far down"
    return f"{figure(abs(value))} {'up' if value > 0 else 'down'}"


def _too_early_words(silence: Silence, today: date, outlook: Outlook | None) -> str:
    if silence.reason is Reason.NO_VARIATION:
        return wording.ALL_ALIKE
    if isinstance(outlook, TooEarly):
        return f"{wording.TOO_EARLY}; from about {wording.about(outlook.from_on, today)}."
    day = silence.from_about(today)
    return f"{wording.TOO_EARLY}{f'; from about {wording.about(day, today)}' if day else ''}."


def _no_change_words(followed: Followed, found: Trend, usual: OwnRange | Silence) -> str:
    n = f"{found.n} answers"
    if isinstance(usual, Silence) or not usual.n_after:
        return f"No change by more than noise so far ({n})."
    last = usual.outside[-1] if usual.outside else None
    ends = f"{figure(usual.baseline.low)} to {figure(usual.baseline.high)}"
    if last is None or last.day < followed.compared[-1][0].toordinal():
        return f"Within your usual range, and no lasting change by more than noise ({n})."
    side = "above" if last.is_above else "below"
    if last.may_be_said:
        return f"{side.capitalize()} your usual range of {ends}, as one of the two before ({n})."
    return f"A single answer {side} your usual range of {ends}; no lasting change so far ({n})."
