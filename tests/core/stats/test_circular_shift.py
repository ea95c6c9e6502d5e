"""Two series turned against each other."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from scipy.signal import lfilter

from closeness_cli.core.stats.circular_shift import circular_shift_p

VALUES = st.lists(st.integers(-5, 5), min_size=2, max_size=14)
TWO = st.integers(2, 14).flatmap(
    lambda n: st.tuples(*[st.lists(st.integers(-5, 5), min_size=n, max_size=n)] * 2)
)


@given(TWO)
def test_it_is_the_share_of_rotations_with_a_correlation_as_large(
    two: tuple[list[int], list[int]],
) -> None:
    left, right = (np.array(one, float) for one in two)
    assume(left.std() > 0)
    assume(right.std() > 0)
    every = [abs(np.corrcoef(left, np.roll(right, by))[0, 1]) for by in range(len(right))]

    share = np.mean([one >= every[0] - 1e-9 for one in every])

    assert circular_shift_p(left, right) == pytest.approx(share)


@given(TWO, st.integers(1, 4), st.integers(-3, 3))
def test_neither_unit_nor_origin_nor_direction_of_time_changes_it(
    two: tuple[list[int], list[int]], unit: int, origin: int
) -> None:
    left, right = two
    p = circular_shift_p(left, right)

    assert circular_shift_p([unit * one + origin for one in left], right) == p
    assert circular_shift_p([-one for one in left], right) == p
    assert circular_shift_p(left[::-1], right[::-1]) == p
    assert circular_shift_p(right, left) == p


@given(VALUES)
def test_a_series_goes_with_itself_no_better_than_its_repetitions(values: list[int]) -> None:
    p = circular_shift_p(values, values)

    assert p >= 1 / len(values)
    if p == 1 / len(values):
        assert all(values[by:] + values[:by] != values for by in range(1, len(values)))


def test_a_constant_series_goes_with_nothing() -> None:
    assert circular_shift_p([0.1] * 9, range(9)) == 1
    assert circular_shift_p(range(9), [0.1] * 9) == 1


@pytest.mark.parametrize(("n", "least"), [(14, 1 / 2), (15, 1 / 3), (13, 1), (2, 1)])
def test_rotations_by_less_than_the_nearest_are_left_out(n: int, least: float) -> None:
    only_first = [1.0] + [0.0] * (n - 1)

    assert circular_shift_p(only_first, only_first, nearest=7) == least


@pytest.mark.parametrize(
    ("left", "right"), [([1, 2], [1, 2, 3]), ([[1, 2]], [[1, 2]]), ([1, np.nan], [1, 2])]
)
def test_what_is_no_pair_of_series_is_refused(left: list[float], right: list[float]) -> None:
    with pytest.raises(ValueError, match=r"series|number"):
        circular_shift_p(left, right)


def test_series_with_memory_seldom_seem_to_go_together() -> None:
    chance, tries = np.random.default_rng(1), 400

    found = sum(
        circular_shift_p(*lfilter([1], [1, -0.7], chance.normal(size=(2, 60)))) <= 0.05
        for _ in range(tries)
    )

    assert found / tries <= 0.09  # the usual test of a correlation finds it in about a quarter
