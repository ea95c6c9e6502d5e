"""How far chance alone moves a score, and when no number is given."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from closeness_cli.core.stats.noise import (
    OwnBaseline,
    Refusal,
    ReliableChange,
    own_baseline,
    reliable_change,
)

SCORES = st.floats(-1e3, 1e3)


def test_the_printed_example_of_jacobson_and_truax_comes_out() -> None:
    change = reliable_change(32.5, 47.5, 7.5, 0.80)

    assert isinstance(change, ReliableChange)
    assert round(change.sem, 2) == 3.35
    assert round(change.s_diff, 2) == 4.74
    assert round(change.rci, 2) == 3.16
    assert change.is_reliable


@given(SCORES, SCORES, st.floats(0.1, 50), st.floats(0.01, 0.99))
def test_a_change_is_reliable_exactly_when_the_index_is_beyond_its_quantile(
    x1: float, x2: float, sd: float, r: float
) -> None:
    there, back = reliable_change(x1, x2, sd, r), reliable_change(x2, x1, sd, r)

    assert isinstance(there, ReliableChange)
    assert isinstance(back, ReliableChange)
    assert there.rci == -back.rci
    assert there.is_reliable is back.is_reliable
    assert there.is_reliable is (abs(x2 - x1) > there.smallest_real_change)
    assert there.smallest_real_change == pytest.approx(1.959963984540054 * there.s_diff)


def test_a_change_as_large_as_the_limit_is_not_above_it() -> None:
    limit = reliable_change(0, 0, 7.5, 0.8)
    assert isinstance(limit, ReliableChange)

    just = reliable_change(0, limit.smallest_real_change, 7.5, 0.8)

    assert isinstance(just, ReliableChange)
    assert not just.is_reliable


def test_more_confidence_asks_for_more_change() -> None:
    limits = [reliable_change(0, 0, 7.5, 0.8, confidence) for confidence in (0.8, 0.95, 0.99)]
    sizes = [one.smallest_real_change for one in limits if isinstance(one, ReliableChange)]

    assert len(sizes) == 3
    assert sizes == sorted(sizes)


@pytest.mark.parametrize(
    ("x2", "sd", "r", "refusal"),
    [
        (1, 2, 0, Refusal.RELIABILITY),
        (1, 2, 1, Refusal.RELIABILITY),
        (1, 2, -0.2, Refusal.RELIABILITY),
        (1, 2, 1.2, Refusal.RELIABILITY),
        (1, 0, 0.8, Refusal.STANDARD_DEVIATION),
        (1, -1, 0.8, Refusal.STANDARD_DEVIATION),
        (1, math.nan, 0.8, Refusal.NOT_A_NUMBER),
        (1, 2, math.nan, Refusal.NOT_A_NUMBER),
        (math.inf, 2, 0.8, Refusal.NOT_A_NUMBER),
    ],
)
def test_no_index_comes_from_numbers_that_give_none(
    x2: float, sd: float, r: float, refusal: Refusal
) -> None:
    assert reliable_change(0, x2, sd, r) is refusal


def test_an_own_baseline_is_the_interval_of_crawford_and_howell() -> None:
    found = own_baseline([50, 54, 49, 53, 51, 56, 48, 52])

    assert isinstance(found, OwnBaseline)
    assert (found.n, found.df) == (8, 7)
    assert found.mean == 51.625
    assert (found.low, found.high) == pytest.approx((44.9303043996, 58.3196956004))
    assert found.p(found.low) == pytest.approx(0.05)
    assert found.t(found.mean) == 0
    assert not found.is_outside(found.low)
    assert not found.is_outside(found.high)
    assert found.is_outside(found.low - 0.01)
    assert found.is_outside(found.high + 0.01)


@given(st.lists(st.integers(0, 20), min_size=2, max_size=12), st.integers(-40, 60))
def test_a_score_is_outside_exactly_when_its_chance_is_below_the_rest(
    baseline: list[int], score: int
) -> None:
    found = own_baseline(baseline, 0.9)

    if isinstance(found, Refusal):
        assert found is Refusal.STANDARD_DEVIATION
        assert len(set(baseline)) == 1
    elif abs(found.p(score) - 0.1) > 1e-9:
        assert found.is_outside(score) is (found.p(score) < 0.1)


@pytest.mark.parametrize(
    ("baseline", "refusal"),
    [
        ([], Refusal.TOO_FEW),
        ([5], Refusal.TOO_FEW),
        ([5, 5, 5], Refusal.STANDARD_DEVIATION),
        ([5, math.nan, 6], Refusal.NOT_A_NUMBER),
    ],
)
def test_a_baseline_without_a_spread_gives_no_interval(
    baseline: list[float], refusal: Refusal
) -> None:
    assert own_baseline(baseline) is refusal
