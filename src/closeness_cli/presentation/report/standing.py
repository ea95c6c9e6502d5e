"""Where what a report follows stands: against its own usual, and whether by more than noise.

Every claim here is one of `Evidence`, which has weighed it with all others of the report.
"""

from __future__ import annotations

import math
from datetime import date
from typing import TYPE_CHECKING

from closeness_cli.core.reports.outlook import Enough, TooEarly
from closeness_cli.core.stats.said import Reason, Silence
from closeness_cli.core.stats.shift import Shift
from closeness_cli.presentation import wording
from closeness_cli.presentation.charts import Band
from closeness_cli.presentation.percent import whole_percent
from closeness_cli.presentation.report import overview_wording

if TYPE_CHECKING:
    from closeness_cli.core.reports.evidence import Evidence
    from closeness_cli.core.reports.followed import Followed
    from closeness_cli.core.reports.outlook import Outlook
    from closeness_cli.core.reports.overview import Overview
    from closeness_cli.core.stats.own_range import OwnRange
    from closeness_cli.core.stats.trend import Trend

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
    "m ± t s √(1 + 1/12) (Crawford & Howell 1998). Told where two of three in a row lie outside."
)
TOGETHER_METHOD = (
    "All claims of one report are weighed together (Benjamini & Hochberg 1995), so that looking at "
    "many things does not find one by chance."
)


def first_words(overview: Overview) -> str:
    """Say where things stand, in one or two sentences."""
    first, followed = _answer_first(overview), overview.followed
    if followed is None or is_begun_by_another(followed):
        return first
    return f"{first} {_standing_in(overview, followed)}"


def is_begun_by_another(followed: Followed) -> bool:
    """Say whether there is but one set, and it is not one of those that begin a line."""
    return followed.is_percent and len(followed.points) < 2


def _answer_first(overview: Overview) -> str:
    followed = overview.followed
    if overview.series is None and followed is not None and len(followed.points) > 1:
        return latest_words(followed, overview.today)
    return overview_wording.answer_first(overview)


def _standing_in(overview: Overview, followed: Followed) -> str:
    evidence, outlook = overview.evidence, overview.outlook
    if overview.period.narrows and isinstance(outlook, Enough) and is_silent(evidence):
        return overview_wording.TOO_FEW_HERE
    known = None if followed.is_percent else outlook
    return standing(followed, evidence, overview.usual, today=overview.today, outlook=known)


def latest_words(followed: Followed, today: date) -> str:
    """Say the latest value, with its day: `Affection: 75 percent of the range on …`."""
    on, value = followed.latest
    said = f"{value:.0f} of {followed.high}"
    if followed.is_percent:
        said = f"{whole_percent(value)} percent of the range"
    return f"{followed.title}: {said} on {wording.long_day(on, today)}."


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
        return shift_words(evidence.shift, today)
    if isinstance(evidence.trend, Silence):
        return _too_early_words(evidence.trend, today, outlook)
    if evidence.is_trend_told:
        return trend_words(evidence.trend, followed)
    return _no_change_words(followed, evidence.trend, usual)


def shift_words(found: Shift, today: date) -> str:
    """Say since when the level is another one, with the range of that day."""
    how = "Higher" if found.change > 0 else "Lower"
    since, early, late = (
        date.fromordinal(int(day)) for day in (found.first_after, found.earliest, found.latest)
    )
    ends = f"between {_short(early, late)} and {wording.day_words(late, today)}"
    return f"{how} since about {_short(since, late)} ({ends}), by more than noise."


def shift_detail(evidence: Evidence, followed: Followed) -> str:
    """Say how large a shift is, with what it rests on; empty where none is told."""
    found = evidence.shift
    if not evidence.is_shift_told or isinstance(found, Silence):
        return ""
    after, before = (_value(followed, one) for one in (found.after, found.before))
    return (
        f"On average {after} since then and {before} before ({found.n_after} and "
        f"{found.n_before} answers). A slow drift would look similar."
    )


def trend_words(found: Trend, followed: Followed) -> str:
    """Say how far it moved over the whole time, with its interval."""
    weeks = round(found.span_days / DAYS_OF_A_WEEK)
    ends = sorted(found.change_range, key=abs)
    span = f"95 %: {_change(followed, ends[1])} to {_change(followed, ends[0])}"
    how = "up" if found.change > 0 else "down"
    early = "An early look: about" if found.is_early else "About"
    size = f"{_value(followed, abs(found.change))} points {how} over {weeks} weeks"
    return f"{early} {size} ({span}; {found.n} answers), by more than noise."


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


def picture_words(band: Band | None, followed: Followed) -> str:
    """Explain the band; empty without one."""
    if band is None:
        return ""
    return f"Shaded: your usual range, {_ends(followed, band.low, band.high)}."


def usual_words(usual: OwnRange, followed: Followed) -> str:
    """Say one's own usual range: `4.7 to 7.9`."""
    return _ends(followed, usual.baseline.low, usual.baseline.high)


def outside_words(usual: OwnRange, followed: Followed, today: date) -> list[str]:
    """Say which answers lay outside of the usual range, as far as that may be said."""
    return [
        f"{wording.day_words(date.fromordinal(int(one.day)), today)}: "
        f"{_value(followed, one.value)}, {'above' if one.is_above else 'below'}"
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
    """Write a figure with at most one digit behind the point."""
    return f"{value:.1f}".removesuffix(".0").replace("-", "−")


def _value(followed: Followed, value: float) -> str:
    """Write a value: whole percents of a range, else one digit behind the point."""
    return f"{value:.0f}" if followed.is_percent else figure(value)


def _ends(followed: Followed, low: float, high: float) -> str:
    """Say a range as far as there are values: `4.7 to 7.9`."""
    inside = (max(low, followed.low), min(high, followed.high))
    return " to ".join(_value(followed, one) for one in inside)


def _change(followed: Followed, value: float) -> str:
    how = "up" if value > 0 else "down"
    if math.isinf(value):
        return f"{how} by an unknown amount"
    size = _value(followed, abs(value))
    return f"{size} {how}" if float(size) else size


def _short(day: date, other: date) -> str:
    """Say a day without the year that the other one says."""
    return wording.day_words(day, other)


def _too_early_words(silence: Silence, today: date, outlook: Outlook | None) -> str:
    if silence.reason is Reason.NO_VARIATION:
        return overview_wording.ALL_ALIKE
    if silence.reason is Reason.OVER:
        return overview_wording.TOO_FEW_HERE
    if isinstance(outlook, TooEarly):
        return overview_wording.when_more(outlook, today)
    when = wording.from_about(silence.from_about(today), today)
    return f"{overview_wording.TOO_EARLY}{when}."


def _no_change_words(followed: Followed, found: Trend, usual: OwnRange | Silence) -> str:
    n = f"{found.n} answers"
    if isinstance(usual, Silence) or not usual.n_after:
        return f"No change by more than noise so far ({n})."
    last = usual.outside[-1] if usual.outside else None
    ends = usual_words(usual, followed)
    if last is None or last.day < followed.compared[-1][0].toordinal():
        return f"Within your usual range, and no lasting change by more than noise ({n})."
    side = "above" if last.is_above else "below"
    if last.may_be_said:
        return f"{side.capitalize()} your usual range of {ends}, as one of the two before ({n})."
    return f"A single answer {side} your usual range of {ends}; no lasting change so far ({n})."
