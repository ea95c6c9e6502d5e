"""Two groups that a lot made."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest
from scipy.stats import permutation_test

from closeness_cli.core.stats.permutation import exact_difference
from series_made import SEED

if TYPE_CHECKING:
    from numpy.typing import NDArray


def apart(one: NDArray[np.float64], other: NDArray[np.float64]) -> float:
    return float(np.mean(one) - np.mean(other))


@pytest.mark.parametrize("size", [2, 4, 6])
def test_of_equal_groups_it_is_that_of_scipy(size: int) -> None:
    rng = np.random.default_rng(SEED + size)
    one, other = rng.integers(1, 9, size).astype(float), rng.integers(0, 8, size).astype(float)

    found = exact_difference(one.tolist(), other.tolist())

    theirs = permutation_test((one, other), apart, n_resamples=10_000)
    assert found.difference == pytest.approx(float(theirs.statistic))
    assert found.p == pytest.approx(float(theirs.pvalue))


def test_of_unequal_groups_both_tails_count_as_they_are() -> None:
    # Their mean is 3, and 9 lies farthest from it, then 0, 1 and 2.
    every = {0: 0.5, 1: 0.75, 2: 1.0, 9: 0.25}

    for one, p in every.items():
        assert exact_difference([one], [other for other in every if other != one]).p == p
    assert exact_difference([9], [0, 1, 2]).difference == 8


def test_equal_values_cannot_be_told_apart() -> None:
    assert exact_difference([0.1 + 0.2, 0.3], [0.3, 0.1 + 0.2]) == (0.0, 1.0)


def test_it_needs_values_on_both_sides_and_not_too_many() -> None:
    with pytest.raises(ValueError, match="both sides"):
        exact_difference([], [1])
    with pytest.raises(ValueError, match="too many"):
        exact_difference(range(11), range(11))
