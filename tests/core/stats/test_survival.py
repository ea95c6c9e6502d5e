"""The share that is still open after so many hours."""

from __future__ import annotations

import warnings
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from closeness_cli.core.stats.survival import LogRank, Wait, kaplan_meier, log_rank
from conflicts import BEGIN, repaired, still_open, waits

WAITS = st.lists(st.tuples(st.integers(0, 30).map(float), st.booleans()), min_size=1, max_size=25)


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


def test_the_same_pace_seldom_seems_another() -> None:
    chance, tries = np.random.default_rng(2), 300
    found = 0
    for _ in range(tries):
        times = np.round(20 * np.exp(0.9 * chance.normal(size=24)), 1)
        every = waits([(float(time), bool(time < 60)) for time in times])
        told = log_rank(every[:12], every[12:])
        found += told is not None and told.p <= 0.05

    assert found / tries <= 0.08
