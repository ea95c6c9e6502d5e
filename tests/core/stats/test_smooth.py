"""Lines for the picture."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from statsmodels.nonparametric.smoothers_lowess import lowess as of_statsmodels

from closeness_cli.core.stats.said import Reason, Silence
from closeness_cli.core.stats.smooth import ewma, lowess, smooth_line
from closeness_cli.core.stats.weeks import Series
from series_made import SEED, weekly

VALUES = st.lists(st.floats(-5, 5), min_size=1, max_size=30)


@pytest.mark.parametrize("rounds", [0, 3])
@pytest.mark.parametrize("span", [0.3, 0.5, 1.0])
@pytest.mark.parametrize("with_ties", [False, True])
def test_lowess_is_that_of_statsmodels(with_ties: bool, span: float, rounds: int) -> None:
    rng = np.random.default_rng(SEED)
    days = rng.uniform(0, 300, 70)
    days = np.round(days / 10) * 10 if with_ties else days
    values = np.sin(days / 40) + 0.3 * rng.standard_t(2, 70)

    line = lowess(days, values, span=span, rounds=rounds)

    theirs = of_statsmodels(values, days, frac=span, it=rounds, delta=0.0)
    assert line.days == pytest.approx(theirs[:, 0])
    assert line.values == pytest.approx(theirs[:, 1], abs=1e-8)


@given(VALUES, st.sampled_from([2.0, -0.5]), st.integers(-9, 9))
def test_origin_and_unit_move_the_line_along(values: list[float], unit: float, origin: int) -> None:
    days = range(len(values))
    moved = lowess(days, [origin + unit * value for value in values], rounds=0)

    assert moved.values == pytest.approx(
        origin + unit * lowess(days, values, rounds=0).values, abs=1e-9
    )


def test_lowess_keeps_a_straight_line() -> None:
    straight = 0.5 * np.arange(20) + 3

    assert lowess(range(20), straight).values == pytest.approx(straight)


def test_lowess_does_not_follow_one_value_far_out() -> None:
    usual = np.random.default_rng(SEED).normal(5, 0.5, 30)
    far_out = usual.copy()
    far_out[14] += 30

    assert np.abs(lowess(range(30), far_out).values - 5).max() < 0.6
    assert np.abs(lowess(range(30), far_out, rounds=0).values - 5).max() > 3


def test_lowess_of_few_times_is_the_value_or_their_mean() -> None:
    assert lowess([3], [5]).values.tolist() == [5]
    assert lowess([], []).values.tolist() == []
    assert lowess([3, 3, 3], [1, 2, 6], span=1.0, rounds=0).values == pytest.approx([3, 3, 3])


@given(VALUES, st.floats(0.1, 100))
def test_a_moving_average_stays_between_the_values_and_keeps_what_does_not_move(
    values: list[float], tau: float
) -> None:
    days = [1.5 * at for at in range(len(values))]
    line = ewma(days, values, tau=tau)

    assert line[0] == values[0]
    for at, one in enumerate(line):
        assert min(values[: at + 1]) - 1e-9 <= one <= max(values[: at + 1]) + 1e-9
    assert set(ewma(days, [values[0]] * len(values), tau=tau)) == {values[0]}


def test_after_tau_days_all_but_1_in_e_is_forgotten_however_many_values_came() -> None:
    assert ewma([0, 42], [1, 0], tau=42)[-1] == pytest.approx(1 / math.e)
    assert ewma([0, 7, 30, 42], [1, 0, 0, 0], tau=42)[-1] == pytest.approx(1 / math.e)
    assert ewma([0, 0], [1, 5], tau=42)[-1] == 1


def test_few_values_are_averaged_with_time_and_more_are_smoothed() -> None:
    values = [3.0, 5, 4, 6, 2, 5, 5, 7, 6, 4, 5, 6]

    short, whole = smooth_line(weekly(11), values[:11], tau=14.0), smooth_line(weekly(12), values)
    assert isinstance(short, Series)
    assert short.values.tolist() == list(ewma(weekly(11).tolist(), values[:11], tau=14.0))
    assert isinstance(whole, Series)
    assert whole.values.tolist() == lowess(weekly(12), values).values.tolist()


def test_two_sets_of_answers_are_a_line_that_remembers_for_six_weeks() -> None:
    line = smooth_line([0, 42], [1, 0])

    assert isinstance(line, Series)
    assert line.values.tolist() == pytest.approx([1, 1 / math.e])


def test_it_is_looked_at_three_times_again_and_follows_half_of_the_values() -> None:
    values = np.random.default_rng(SEED).standard_t(2, 30)

    assert lowess(range(30), values).values == pytest.approx(
        of_statsmodels(values, np.arange(30.0), frac=0.5, it=3, delta=0.0)[:, 1]
    )


def test_one_value_is_no_line() -> None:
    assert smooth_line([5], [3]) == Silence(Reason.TOO_FEW)
    assert smooth_line([], []) == Silence(Reason.TOO_FEW)


def test_thousands_of_days_are_folded_before_they_are_smoothed() -> None:
    line = smooth_line(np.arange(1_500.0), np.arange(1_500.0))

    assert isinstance(line, Series)
    assert len(line.days) == 215
    assert line.values[:-1] == pytest.approx(line.days[:-1] + 3, abs=0.6)
