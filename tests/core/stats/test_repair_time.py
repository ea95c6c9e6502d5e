"""How long repairs take, with those that are still open."""

from __future__ import annotations

import warnings
from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from closeness_cli.core.stats.repair_time import (
    LogRank,
    RepairsCompared,
    RepairTime,
    Wait,
    compare_repairs,
    kaplan_meier,
    log_rank,
    repair_time,
    split_by_start,
)
from closeness_cli.core.stats.said import Reason, Silence

BEGIN = datetime(2026, 3, 1, 20, tzinfo=UTC)
WAITS = st.lists(st.tuples(st.integers(0, 30).map(float), st.booleans()), min_size=1, max_size=25)


def waits(hours: list[tuple[float, bool]], every: timedelta = timedelta(days=3)) -> list[Wait]:
    """Make waits that begin one after another."""
    return [
        Wait(begin := BEGIN + at * every, begin + timedelta(hours=time), is_repaired)
        for at, (time, is_repaired) in enumerate(hours)
    ]


def repaired(*hours: float) -> list[tuple[float, bool]]:
    return [(time, True) for time in hours]


def still_open(*hours: float) -> list[tuple[float, bool]]:
    return [(time, False) for time in hours]


def censored(hours: list[tuple[float, bool]]) -> stats.CensoredData:
    return stats.CensoredData.right_censored([time for time, _ in hours], [not r for _, r in hours])


@given(WAITS)
def test_the_curve_and_its_band_are_those_of_scipy(hours: list[tuple[float, bool]]) -> None:
    expected = stats.ecdf(censored(hours)).sf
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # scipy warns where there is no band
        # Any: the stubs say that its ends are numbers, and they are curves.
        band: Any = expected.confidence_interval(0.95, method="log-log")
    low, high = (
        dict(zip(one.quantiles.tolist(), one.probabilities.tolist(), strict=True))
        for one in (band.low, band.high)
    )
    shares = dict(zip(expected.quantiles.tolist(), expected.probabilities.tolist(), strict=True))
    curve = kaplan_meier(waits(hours))

    assert curve.n_repaired == sum(step.n_repaired for step in curve.steps)
    assert curve.n_open == len(curve.open_at)
    for step in curve.steps:
        assert step.still_open == pytest.approx(shares[step.hours])
        if step.still_open == 0:
            assert (step.low, step.high) == (None, None)
        else:
            assert step.low is not None
            assert step.high is not None
            assert step.low <= step.still_open <= step.high
            assert (step.low, step.high) == pytest.approx((low[step.hours], high[step.hours]))


@given(WAITS, st.integers(2, 5))
def test_a_median_in_another_unit_is_the_same_median(
    hours: list[tuple[float, bool]], unit: int
) -> None:
    one = kaplan_meier(waits(hours))
    other = kaplan_meier(waits([(time * unit, r) for time, r in hours]))

    def times(*values: float | None) -> list[float | None]:
        return [None if value is None else unit * value for value in values]

    assert [other.median, other.low, other.high] == times(one.median, one.low, one.high)


@given(WAITS)
def test_what_is_heard_of_for_longer_never_shortens_the_median(
    hours: list[tuple[float, bool]],
) -> None:
    one = kaplan_meier(waits(hours)).median
    longer = kaplan_meier(waits([(time if r else time + 40, r) for time, r in hours])).median

    assert longer is None or (one is not None and longer >= one)


def test_a_curve_that_is_at_a_half_has_its_median_in_the_middle_of_the_stretch() -> None:
    assert kaplan_meier(waits(repaired(2, 4, 10, 11))).median == 7
    assert kaplan_meier(waits(repaired(2, 4) + still_open(10, 11))).median == 4


def test_hours_are_those_that_passed_and_not_those_of_the_clock_on_the_wall() -> None:
    berlin = ZoneInfo("Europe/Berlin")
    over_the_change = Wait(
        datetime(2026, 3, 28, 22, tzinfo=berlin), datetime(2026, 3, 29, 8, tzinfo=berlin), True
    )

    assert over_the_change.hours == 9


def test_a_repair_before_its_conflict_is_refused() -> None:
    for compute in (kaplan_meier, lambda one: log_rank(one, one)):
        with pytest.raises(ValueError, match="before its conflict"):
            compute([Wait(BEGIN, BEGIN - timedelta(hours=1), True)])


def test_with_eight_repairs_the_median_has_an_interval() -> None:
    found = repair_time(waits(repaired(5, 8, 12, 20, 31, 33, 40, 70) + still_open(3, 90)))

    assert isinstance(found, RepairTime)
    assert found.median == 31
    assert found.at_least == 5
    assert found.at_most == 70
    assert found.curve.n_open == 2
    assert found.span_days == 27


def test_with_five_repairs_the_median_has_none() -> None:
    found = repair_time(waits(repaired(5, 8, 12, 20, 31)))

    assert isinstance(found, RepairTime)
    assert (found.median, found.at_least, found.at_most) == (12, None, None)


def test_where_most_are_open_the_median_is_at_least_what_they_were_followed_for() -> None:
    found = repair_time(waits(repaired(1, 2, 3, 4, 5) + still_open(*[50] * 10, 80)))

    assert isinstance(found, RepairTime)
    assert (found.median, found.at_least, found.at_most) == (None, 80, None)


def test_with_an_interval_it_is_at_least_its_lower_end() -> None:
    found = repair_time(waits(repaired(*range(1, 9)) + still_open(*[50] * 9)))

    assert isinstance(found, RepairTime)
    assert (found.median, found.at_least, found.at_most) == (None, 4, None)


def test_four_repairs_are_too_few_and_the_pace_says_from_when_on() -> None:
    silence = repair_time(waits(repaired(1, 2, 3, 4) + still_open(5)))

    assert silence == Silence(Reason.TOO_FEW, 3)
    assert repair_time([]) == Silence(Reason.TOO_FEW)


def test_repairs_that_were_never_written_down_do_not_lengthen_the_rest() -> None:
    chance = np.random.default_rng(4)
    times = [float(time) for time in 24 * np.exp(0.9 * chance.normal(size=200))]
    known = [(time, True) for time in times[:170]] + still_open(*[0.0] * 30)
    until_today = [(time, True) for time in times[:170]] + still_open(*[5000.0] * 30)

    truth, now, later = (
        kaplan_meier(waits(one)).median for one in (repaired(*times), known, until_today)
    )

    assert truth is not None
    assert now is not None
    assert later is not None
    assert abs(now - truth) < 2.5
    assert later > truth + 2.5


@given(WAITS, WAITS)
def test_two_groups_are_compared_as_scipy_does(
    first: list[tuple[float, bool]], second: list[tuple[float, bool]]
) -> None:
    groups = [waits(one) for one in (first, second)]
    found, turned = log_rank(*groups), log_rank(*reversed(groups))

    if found is None:
        assert turned is None
        return
    assert isinstance(turned, LogRank)
    expected = stats.logrank(censored(first), censored(second))
    assert found.p == pytest.approx(expected.pvalue, abs=1e-9)
    assert found.chi_square == pytest.approx(expected.statistic**2, abs=1e-9)
    assert turned.chi_square == pytest.approx(found.chi_square, abs=1e-9)
    assert sum(found.expected) == pytest.approx(sum(found.observed))


def test_groups_that_were_never_open_together_are_not_compared() -> None:
    assert log_rank(waits(repaired(5, 6)), waits(still_open(1, 2))) is None
    assert log_rank([], waits(repaired(5, 6))) is None


def test_groups_are_made_by_when_a_conflict_began() -> None:
    early, at_once, late = waits(repaired(500, 1, 1), every=timedelta(days=1))

    before, after = split_by_start([late, early, at_once], at_once.began_at)

    assert before == (early,)
    assert after == (late, at_once)


def test_repairs_that_come_sooner_from_a_moment_on_are_seen() -> None:
    every = waits(repaired(*[30, 50, 40, 35] * 3, *[10, 22, 14, 18] * 3))

    found = compare_repairs(every, every[12].began_at)

    assert isinstance(found, RepairsCompared)
    assert (found.before.median, found.after.median) == (37.5, 16)
    assert found.ratio > 1
    assert found.p < 0.001


def test_repairs_that_come_later_have_a_ratio_below_one() -> None:
    every = waits(repaired(*[10, 22, 14, 18] * 3, *[30, 50, 20, 35] * 3))

    found = compare_repairs(every, every[12].began_at)

    assert isinstance(found, RepairsCompared)
    assert 0 < found.ratio < 1


def test_seven_repairs_on_a_side_are_too_few() -> None:
    later = waits(repaired(*[30] * 9, *[10] * 7) + still_open(5))
    silent = compare_repairs(later, later[9].began_at)
    earlier = waits(repaired(*[30] * 7, *[10] * 9))

    assert silent == Silence(Reason.TOO_FEW_ON_A_SIDE, 3)
    # Nothing more will happen before the moment.
    assert compare_repairs(earlier, earlier[7].began_at) == Silence(Reason.TOO_FEW_ON_A_SIDE)


def test_where_every_repair_takes_as_long_nothing_is_compared() -> None:
    every = waits(repaired(*[0] * 20))

    assert compare_repairs(every, every[10].began_at) == Silence(Reason.NOT_ESTIMABLE)


def test_the_same_pace_seldom_seems_another() -> None:
    chance, tries = np.random.default_rng(2), 300
    found = 0
    for _ in range(tries):
        times = np.round(20 * np.exp(0.9 * chance.normal(size=24)), 1)
        every = waits([(float(time), bool(time < 60)) for time in times])
        told = log_rank(every[:12], every[12:])
        found += told is not None and told.p <= 0.05

    assert found / tries <= 0.08
