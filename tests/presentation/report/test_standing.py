"""Where what a report follows stands, in words."""

from __future__ import annotations

import math
from datetime import date, timedelta

import pytest

from closeness_cli.core.reports.evidence import Evidence
from closeness_cli.core.reports.followed import Followed, usual_range
from closeness_cli.core.reports.outlook import TooEarly
from closeness_cli.core.stats.own_range import OwnRange
from closeness_cli.core.stats.said import Reason, Silence
from closeness_cli.core.stats.shift import Shift
from closeness_cli.core.stats.trend import SenSlope, Trend
from closeness_cli.presentation.charts import Band
from closeness_cli.presentation.report import standing

TODAY = date(2026, 3, 1)
FIRST = date(2025, 9, 7)
RANGE = "your usual range of 3.4 to 7.6"
QUIET = Silence(Reason.TOO_FEW)

TREND = Trend(SenSlope(-0.005, -0.01, -0.001, 8.0), 27, 182.0, 0.1, 0.01, is_early=False)
SHIFT = Shift(
    before=6.4,
    after=5.1,
    low=-2.0,
    high=-0.5,
    last_before=float(date(2025, 12, 21).toordinal()),
    first_after=float(date(2025, 12, 28).toordinal()),
    earliest=float(date(2025, 12, 7).toordinal()),
    latest=float(date(2026, 1, 18).toordinal()),
    n_before=16,
    n_after=11,
    span_days=182.0,
    alike=0.1,
    f=30.0,
    p=0.002,
    is_drift=False,
)


def evidence(
    trend: Trend | Silence = QUIET,
    shift: Shift | Silence = QUIET,
    *,
    trend_told: bool = False,
    shift_told: bool = False,
) -> Evidence:
    return Evidence(
        trend, shift, QUIET, is_trend_told=trend_told, is_shift_told=shift_told, n_looked_at=3
    )


def followed(*values: float, is_percent: bool = False) -> Followed:
    points = tuple((FIRST + timedelta(weeks=at), value) for at, value in enumerate(values))
    low, high = (0, 100) if is_percent else (1, 10)
    return Followed(
        "week", "Weekly", "connection", "Feeling close", low, high, is_percent, points, points
    )


def said(found: Evidence, *values: float, is_percent: bool = False) -> str:
    series = followed(*(values or (5, 6)), is_percent=is_percent)
    return standing.standing(series, found, usual_range(series), today=TODAY)


def test_a_shift_is_said_with_the_range_of_its_day() -> None:
    assert said(evidence(TREND, SHIFT, trend_told=True, shift_told=True)) == (
        "Lower since about 28 December 2025 (between 7 December 2025 and 18 January), by more "
        "than noise."
    )


def test_a_year_is_said_once() -> None:
    earlier = SHIFT._replace(latest=SHIFT.first_after, after=7.0)
    assert said(evidence(TREND, earlier, shift_told=True)) == (
        "Higher since about 28 December (between 7 December and 28 December 2025), by more than "
        "noise."
    )


def test_how_large_a_shift_is_comes_with_what_it_rests_on() -> None:
    found = evidence(TREND, SHIFT, shift_told=True)
    assert standing.shift_detail(found, followed(5, 6)) == (
        "On average 5.1 since then and 6.4 before (11 and 16 answers). A slow drift would look "
        "similar."
    )
    assert standing.shift_detail(evidence(TREND, SHIFT), followed(5, 6)) == ""


def test_a_trend_is_said_with_its_interval() -> None:
    assert said(evidence(TREND, trend_told=True)) == (
        "About 0.9 points down over 26 weeks (95 %: 1.8 down to 0.2 down; 27 answers), by more "
        "than noise."
    )


def test_below_twenty_six_answers_it_is_early() -> None:
    early = TREND._replace(n=14, is_early=True)
    assert said(evidence(early, trend_told=True)).startswith("An early look: about 0.9 points down")


def test_an_end_that_is_not_known_is_said_to_be_so() -> None:
    wide = TREND._replace(line=TREND.line._replace(low=-math.inf))
    assert "(95 %: down by an unknown amount to 0.2 down; 27 answers)" in said(
        evidence(wide, trend_told=True)
    )


def test_percents_are_whole() -> None:
    steep = TREND._replace(line=SenSlope(0.05, 0.01, 0.1, 40.0))
    assert said(evidence(steep, trend_told=True), 40, 50, is_percent=True) == (
        "About 9 points up over 26 weeks (95 %: 18 up to 2 up; 27 answers), by more than noise."
    )


def test_what_is_not_told_is_no_change() -> None:
    assert said(evidence(TREND, SHIFT)) == "No change by more than noise so far (27 answers)."


@pytest.mark.parametrize(
    ("last", "words"),
    [
        ((6, 5), "Within your usual range, and no lasting change by more than noise (27 answers)."),
        (
            (6, 1),
            f"A single answer below {RANGE}; no lasting change so far (27 answers).",
        ),
        ((10, 10), f"Above {RANGE}, as one of the two before (27 answers)."),
    ],
)
def test_the_latest_is_held_against_one_s_own_usual(last: tuple[int, ...], words: str) -> None:
    assert said(evidence(TREND), *([5, 6] * 6), *last) == words


def test_too_early_is_said_with_the_month() -> None:
    early = evidence(Silence(Reason.TOO_FEW, 30.0))
    assert said(early) == "Too early to compare; from about late March."
    assert said(evidence()) == "Too early to compare."
    known = TooEarly(3, date(2027, 1, 12))
    series = followed(5, 6)
    assert standing.standing(series, early, QUIET, today=TODAY, outlook=known) == (
        "Too early to compare; from about mid-January 2027."
    )


def test_answers_that_are_all_alike_say_nothing_of_noise() -> None:
    assert said(evidence(Silence(Reason.NO_VARIATION))) == (
        "Your answers are all alike, so they do not say how large noise is."
    )


def test_a_band_is_drawn_once_there_is_something_to_hold_against_it() -> None:
    baseline = followed(*([5, 6] * 6))
    assert standing.band_of(baseline, usual_range(baseline)) is None
    later = followed(*([5, 6] * 7))
    usual = usual_range(later)
    assert isinstance(usual, OwnRange)
    assert standing.band_of(later, usual) == Band(usual.baseline.low, usual.baseline.high)


def test_a_band_as_wide_as_the_scale_is_not_drawn() -> None:
    wide = followed(*([1, 10] * 7))
    assert standing.band_of(wide, usual_range(wide)) is None


def test_only_a_shift_that_is_told_is_marked() -> None:
    assert standing.shifted_between(evidence(TREND, SHIFT)) is None
    assert standing.shifted_between(evidence(TREND, SHIFT, shift_told=True)) == (
        date(2025, 12, 7),
        date(2026, 1, 18),
    )
