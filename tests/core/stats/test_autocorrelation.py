"""How much a value resembles the one before it, and what that costs."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from closeness_cli.core.stats.autocorrelation import (
    MOST_ALIKE,
    autocorrelation,
    usual_gaps,
    variance_factor,
)
from series_made import SEED, ar1, weekly


@pytest.mark.parametrize("phi", [0.2, 0.5, 0.8])
def test_at_regular_times_it_is_the_least_squares_one_less_its_bias(phi: float) -> None:
    values = ar1(np.random.default_rng(SEED), 60, phi)
    centred = values - values.mean()
    plain = (centred[1:] @ centred[:-1]) / (centred[:-1] @ centred[:-1])

    found = autocorrelation(weekly(60), values)

    assert found == pytest.approx(plain + (1 + 4 * plain) / 60, abs=2e-4)


def test_it_lies_between_0_and_what_cannot_be_told_from_wandering() -> None:
    swinging, rising = np.resize([-1.0, 1.0], 20), np.arange(20.0) ** 2

    assert autocorrelation(weekly(20), swinging) == pytest.approx(1 / 20)
    assert autocorrelation(weekly(20), rising) == MOST_ALIKE


def test_a_gap_of_several_weeks_is_not_taken_for_one() -> None:
    rng = np.random.default_rng(SEED)
    kept = np.sort(rng.choice(2_000, 1_200, replace=False))

    found = autocorrelation(weekly(2_000)[kept], ar1(rng, 2_000, 0.7)[kept])

    assert found == pytest.approx(0.7, abs=0.04)


def test_two_values_of_one_time_do_not_break_it() -> None:
    days = np.array([0.0, 7, 7, 14, 28])

    assert usual_gaps(days).tolist() == [1, 0, 1, 2]
    assert 0 <= autocorrelation(days, np.array([1.0, 2, 1, 2, 1])) <= MOST_ALIKE


@given(
    st.lists(st.integers(0, 5), min_size=2, max_size=15).filter(any),
    st.sampled_from([0.0, 0.3, 0.9]),
)
def test_the_factor_counts_what_each_pair_shares(gaps: list[int], phi: float) -> None:
    days = np.concatenate([[0.0], np.cumsum(gaps)])
    usual = np.median([gap for gap in gaps if gap])
    n = len(days)
    total = 0.0
    for k in range(1, n):
        shared = [phi ** ((days[at + k] - days[at]) / usual) for at in range(n - k)]
        total += (n - k) * (n - k - 1) * (n - k - 2) * sum(shared) / len(shared)

    factor = variance_factor(days, phi)

    assert factor == pytest.approx(max(1, 1 + 2 * total / (n * (n - 1) * (n - 2))), rel=1e-6)
    assert factor >= 1
