"""Slopes of all pairs, and whether they are more than chance."""

from __future__ import annotations

import math
from itertools import permutations
from statistics import median, pvariance

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from scipy.stats import kendalltau, theilslopes

from closeness_cli.core.stats.said import Reason, Silence
from closeness_cli.core.stats.trend import Trend, mann_kendall, sen_slope, trend
from series_made import SEED, ar1, weekly

POINTS = st.lists(st.tuples(st.integers(0, 60), st.integers(0, 12)), min_size=3, max_size=25)
"""With ties in both."""


def found(days: object, values: object) -> Trend:
    said = trend(days, values)  # type: ignore[arg-type]  # lists and arrays
    assert isinstance(said, Trend)
    return said


@given(POINTS)
def test_pairs_are_counted_and_sloped_one_by_one(points: list[tuple[int, int]]) -> None:
    days, values = zip(*points, strict=True)
    assume(len(set(days)) > 1 and len(set(values)) > 1)
    pairs = [(one, other) for one in points for other in points if one[0] < other[0]]
    rises = [other[1] - one[1] for one, other in pairs]

    assert mann_kendall(days, values).s == sum((rise > 0) - (rise < 0) for rise in rises)
    assert sen_slope(days, values, 1.0).slope == pytest.approx(
        median((other[1] - one[1]) / (other[0] - one[0]) for one, other in pairs)
    )


@pytest.mark.parametrize("n", [12, 40, 90])
def test_tau_and_slope_are_those_of_scipy(n: int) -> None:
    rng = np.random.default_rng(SEED + n)
    days, values = np.cumsum(rng.exponential(7, n)), rng.standard_normal(n)

    theirs = theilslopes(values, days, method="separate")
    line = sen_slope(days, values, 1.0)

    assert mann_kendall(days, values).tau == pytest.approx(kendalltau(days, values).statistic)
    assert (line.slope, line.intercept) == pytest.approx((theirs.slope, theirs.intercept))


@pytest.mark.parametrize(
    ("days", "values"),
    [
        ([1, 2, 3, 4, 5, 6], [1, 2, 3, 4, 5, 6]),
        ([1, 2, 3, 4, 5, 6], [1, 1, 2, 3, 3, 3]),
        ([1, 1, 2, 3, 3, 6], [1, 1, 2, 2, 2, 5]),
        ([1, 1, 1, 2, 3, 3], [1, 1, 2, 2, 2, 5]),
        ([1, 2], [3, 5]),
    ],
)
def test_the_variance_is_that_over_all_orders(days: list[int], values: list[int]) -> None:
    every = [mann_kendall(days, order).s for order in permutations(values)]

    assert mann_kendall(days, values).var == pytest.approx(pvariance(every))


@pytest.mark.parametrize("n", [2, 5, 8, 10])
def test_the_exact_p_is_that_of_scipy(n: int) -> None:
    values = [1, 0, *range(2, n)]

    test = mann_kendall(range(n), values)

    assert test.p == pytest.approx(kendalltau(range(n), values, method="exact").pvalue)
    assert mann_kendall(range(4), [1, 0, 3, 2][::-1]).p == pytest.approx(2 * 9 / 24)


def test_beyond_ten_values_or_with_ties_the_p_is_the_normal_one() -> None:
    """S is 55 and 20, and both come one nearer to 0."""
    assert mann_kendall(range(11), range(11)).p == pytest.approx(math.erfc(54 / math.sqrt(330)))
    tied = mann_kendall(range(7), [1, 1, 2, 3, 4, 5, 6])
    assert tied.p == pytest.approx(math.erfc(19 / math.sqrt(2 * tied.var)))


@given(
    st.lists(st.integers(0, 20), min_size=12, max_size=30),
    st.integers(-50, 50),
    st.sampled_from([0.5, 2.0, 8.0]),
)
def test_origin_unit_and_direction_of_values_and_of_time(
    values: list[int], origin: int, unit: float
) -> None:
    assume(len(set(values)) > 1)
    days = weekly(len(values))
    one = found(days, values)

    moved = found(days + origin, [origin + unit * value for value in values])
    assert moved.p == pytest.approx(one.p, rel=1e-6)
    assert moved.change == pytest.approx(unit * one.change)
    assert moved.change_range == pytest.approx([unit * end for end in one.change_range])
    falling = found(days, [-value for value in values])
    assert falling.p == pytest.approx(one.p, rel=1e-6)
    assert falling.change_range == pytest.approx([-end for end in reversed(one.change_range)])
    # How a value resembles the one after it is estimated a little otherwise than the one before.
    backwards = found(-days, values)
    assert backwards.change == pytest.approx(-one.change)


def test_as_many_pairs_that_rise_as_fall_are_no_trend() -> None:
    test = mann_kendall(range(12), [0, 1, 2, 2, 1, 0] * 2)

    assert (test.s, test.z, test.p, test.tau) == (0, 0, 1, 0)


def test_the_line_goes_through_the_values_of_a_straight_line() -> None:
    days = [0, 3, 9, 14, 22, 30, 31, 40, 47, 52, 60, 70]

    said = found(days, [5 + 0.1 * day for day in days])

    assert said.line[:3] == pytest.approx((0.1, 0.1, 0.1))
    assert said.line.intercept == pytest.approx(5)
    assert (said.n, said.span_days, said.is_early) == (12, 70, True)
    assert said.change == pytest.approx(7)
    assert said.p < 0.001


def test_a_trend_is_early_below_26_values() -> None:
    assert found(weekly(25), range(25)).is_early
    assert not found(weekly(26), range(26)).is_early


@pytest.mark.parametrize(
    ("days", "values", "silence"),
    [
        (weekly(11), range(11), Silence(Reason.TOO_FEW, 7.0)),
        (np.arange(12.0), range(12), Silence(Reason.TOO_SHORT, 45.0)),
        (weekly(12), [3] * 12, Silence(Reason.NO_VARIATION)),
        (weekly(12), [0.3, 0.1 + 0.2] * 6, Silence(Reason.NO_VARIATION)),
        ([], [], Silence(Reason.TOO_FEW)),
    ],
)
def test_nothing_is_said_of_a_trend_too_early(
    days: object, values: object, silence: Silence
) -> None:
    assert trend(days, values) == silence  # type: ignore[arg-type]  # lists and arrays


def test_what_is_no_number_is_refused() -> None:
    with pytest.raises(ValueError, match="numbers only"):
        trend(weekly(12), [math.nan] * 12)
    with pytest.raises(ValueError, match="two different times"):
        mann_kendall([1, 1], [1, 2])
    with pytest.raises(ValueError, match="two different values"):
        mann_kendall([1, 2], [1, 1])


def test_an_end_that_too_few_pairs_bound_is_infinite() -> None:
    days, values = range(4), [1, 2, 3, 5]

    assert sen_slope(days, values, 1e4)[1:3] == (-math.inf, math.inf)
    # Six slopes: 1, 1, 1, 4/3, 3/2, 2. At C = 4 the ends are the first and the last.
    assert sen_slope(days, values, (4 / 1.959963984540054) ** 2)[1:3] == pytest.approx((1, 2))
    assert sen_slope(days, values, 0)[1:3] == pytest.approx((1, 4 / 3))


def test_values_that_resemble_the_one_before_make_a_trend_less_sure() -> None:
    rng = np.random.default_rng(SEED)
    plain, ours = 0, 0
    for _ in range(150):
        values = ar1(rng, 26, 0.5)
        plain += mann_kendall(weekly(26), values).p <= 0.05
        ours += found(weekly(26), values).p <= 0.05

    assert ours <= 0.15 * 150
    assert plain >= 2 * ours


def test_a_rise_larger_than_the_noise_is_found_at_irregular_times() -> None:
    rng = np.random.default_rng(SEED)
    hits, held = 0, 0
    for _ in range(60):
        days = np.cumsum(rng.choice([5.0, 7.0, 7.0, 9.0, 30.0], 52))
        said = found(days, ar1(rng, 52, 0.3) + 3 * days / days[-1])
        hits += said.p <= 0.05
        held += said.line.low <= 3 / days[-1] <= said.line.high

    assert hits >= 57
    assert held >= 50


def test_thousands_of_days_are_folded_into_weeks() -> None:
    said = found(np.arange(3_650.0), np.arange(3_650.0))

    assert said.n == 522
    assert said.line.slope == pytest.approx(1)
