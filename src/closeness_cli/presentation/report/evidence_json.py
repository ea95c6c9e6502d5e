"""What a report looked at for more than chance, as plain data, with n and method."""

from __future__ import annotations

import math
from datetime import date
from typing import TYPE_CHECKING, Any

from closeness_cli.core.stats.said import Silence

if TYPE_CHECKING:
    from closeness_cli.core.reports.evidence import Evidence
    from closeness_cli.core.reports.followed import Followed
    from closeness_cli.core.reports.overview import Period
    from closeness_cli.core.stats.own_range import OwnRange
    from closeness_cli.core.stats.shift import Shift
    from closeness_cli.core.stats.trend import Trend


def period_data(period: Period) -> dict[str, Any]:
    """Give a period as plain data; `until` is the first day that no longer counts."""
    return {"since": iso(period.since), "until": iso(period.until)}


def iso(day: date | None) -> str | None:
    """Give a day as ISO 8601."""
    return day.isoformat() if day else None


def followed_data(followed: Followed) -> dict[str, Any]:
    """Give a series as plain data."""
    return {
        "instrument": followed.instrument_id,
        "dimension": followed.dimension,
        "title": followed.title,
        "unit": "percent_of_range" if followed.is_percent else "answer",
        "range": [followed.low, followed.high],
        "n": len(followed.points),
        "n_compared": len(followed.compared),
        "points": [_point(one, early=False) for one in followed.points],
        "early": [_point(one, early=True) for one in followed.early],
        "wording_new_on": [day.isoformat() for day in followed.breaks],
        "left_out": followed.n_left_out,
    }


def series_evidence_data(
    evidence: Evidence, usual: OwnRange | Silence, today: date
) -> dict[str, Any]:
    """Give what can be said of the series that a report follows."""
    return {
        "trend": _trend_data(evidence.trend, today, told=evidence.is_trend_told),
        "shift": _shift_data(evidence.shift, today, told=evidence.is_shift_told),
        "usual_range": usual_data(usual, today),
        "looked_at": evidence.n_looked_at,
        "weighed_by": "benjamini_hochberg",
    }


def usual_data(usual: OwnRange | Silence, today: date) -> dict[str, Any]:
    """Give the usual range, and what lies outside."""
    if isinstance(usual, Silence):
        return _silent(usual, today)
    baseline = usual.baseline
    return {
        "method": "own_range_997",
        "mean": baseline.mean,
        "interval": [baseline.low, baseline.high],
        "n": baseline.n,
        "n_after": usual.n_after,
        "outside": [
            {
                "on": _day(one.day),
                "value": one.value,
                "above": one.is_above,
                "p": one.p,
                "told": one.may_be_said,
            }
            for one in usual.outside
        ],
    }


def silence_data(silence: Silence, today: date) -> dict[str, Any]:
    """Give why nothing is said, and from about when on it may be."""
    return {"reason": str(silence.reason), "from": iso(silence.from_about(today))}


def _silent(silence: Silence, today: date) -> dict[str, Any]:
    return {"silence": silence_data(silence, today)}


def _trend_data(found: Trend | Silence, today: date, *, told: bool) -> dict[str, Any]:
    if isinstance(found, Silence):
        return _silent(found, today)
    return {
        "method": "theil_sen_mann_kendall_ar1",
        "change": found.change,
        "interval": [_finite(one) for one in found.change_range],
        "n": found.n,
        "span_days": found.span_days,
        "p": found.p,
        "early": found.is_early,
        "told": told,
    }


def _shift_data(found: Shift | Silence, today: date, *, told: bool) -> dict[str, Any]:
    if isinstance(found, Silence):
        return _silent(found, today)
    return {
        "method": "sup_f_ar1_surrogates",
        "change": found.change,
        "interval": [found.low, found.high],
        "before": found.before,
        "after": found.after,
        "n": found.n,
        "n_before": found.n_before,
        "n_after": found.n_after,
        "on": _day(found.first_after),
        "between": [_day(found.earliest), _day(found.latest)],
        "span_days": found.span_days,
        "p": found.p,
        "drift": found.is_drift,
        "told": told,
    }


def _finite(value: float) -> float | None:
    return value if math.isfinite(value) else None


def _day(number: float) -> str:
    return date.fromordinal(int(number)).isoformat()


def _point(one: tuple[date, float], *, early: bool) -> dict[str, Any]:
    return {"on": one[0].isoformat(), "value": one[1], "early": early}
