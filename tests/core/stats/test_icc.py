"""How far two people give the same scores."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from closeness_cli.core.stats.icc import Icc, IccOverWeeks, icc, icc_over_weeks
from closeness_cli.core.stats.said import Reason, Silence
from two_series import two_with_memory

ANSWER = st.integers(1, 7).map(float)
RATINGS = st.integers(2, 4).flatmap(
    lambda k: st.lists(st.lists(ANSWER, min_size=k, max_size=k), min_size=2, max_size=15)
)


@given(RATINGS)
def test_icc_lies_in_its_interval(rows: list[list[float]]) -> None:
    found = icc(rows)

    if found is not None:
        assert found.low - 1e-9 <= found.agreement <= found.high + 1e-9
        assert found.high <= 1
        assert -1 / (len(rows[0]) - 1) - 1e-9 <= found.consistency <= 1


@given(RATINGS, st.integers(-5, 5), st.sampled_from([0.5, 3.0]))
def test_neither_origin_nor_unit_nor_order_changes_icc(
    rows: list[list[float]], origin: int, unit: float
) -> None:
    found = icc(rows)
    other = icc([[origin + unit * value for value in reversed(row)] for row in rows[::-1]])

    assert (found is None) is (other is None)
    if found is not None and other is not None:
        assert tuple(other) == pytest.approx(tuple(found), rel=1e-6, abs=1e-9)


@given(RATINGS, st.integers(1, 5))
def test_a_level_of_ones_own_leaves_consistency_alone(rows: list[list[float]], level: int) -> None:
    found, other = icc(rows), icc([[row[0] + level, *row[1:]] for row in rows])

    assume(found is not None)
    assume(other is not None)
    assert found is not None
    assert other is not None
    assert other.consistency == pytest.approx(found.consistency, abs=1e-9)


def test_a_level_of_ones_own_costs_agreement() -> None:
    rows = [[5, 5], [3, 4], [6, 6], [2, 1], [4, 5]]
    found, other = icc(rows), icc([[a + 3, b] for a, b in rows])

    assert found is not None
    assert other is not None
    assert other.agreement < found.agreement / 2


@pytest.mark.parametrize(("apart", "memory"), [(0.5, 0.0), (1.0, 0.3)])
def test_the_interval_of_icc_holds_the_truth(apart: float, memory: float) -> None:
    chance, tries, held = np.random.default_rng(6), 150, 0
    truth = 0.5 / (1 + apart**2 / 2)  # two people whose levels are `apart` on either side
    for _ in range(tries):
        rows = [[a + apart, b] for a, b in two_with_memory(30, memory, chance, together=0.5)]
        found = icc(rows)
        held += found is not None and found.low <= truth <= found.high

    assert held / tries >= 0.85


def test_the_consistency_of_shrout_and_fleiss_comes_out() -> None:
    rows = [[9, 2, 5, 8], [6, 1, 3, 2], [8, 4, 6, 8], [7, 1, 2, 6], [10, 5, 6, 9], [6, 2, 4, 7]]

    found = icc(rows)

    assert isinstance(found, Icc)
    assert round(found.agreement, 2) == 0.29
    assert round(found.consistency, 2) == 0.71


@pytest.mark.parametrize(
    "rows",
    [[], [[1, 2]], [[1], [2]], [[3, 3], [3, 3]], [[1, 2], [3, 4], [5, 6]], [[1, 2], [2, 1]]],
)
def test_what_has_no_icc_has_none(rows: list[list[float]]) -> None:
    assert icc(rows) is None


def test_from_twelve_weeks_on_agreement_is_told() -> None:
    weeks = [7.0 * week for week in range(12)]
    scores = [(60 + 10 * math.sin(week), 58 + 9 * math.sin(week + 0.3)) for week in range(12)]

    found = icc_over_weeks(weeks, scores)

    assert isinstance(found, IccOverWeeks)
    assert found.icc == icc(scores)
    assert (found.n, found.span_days) == (12, 77)
    assert icc_over_weeks(weeks[:-1], scores[:-1]) == Silence(Reason.TOO_FEW, 7)


def test_without_ups_and_downs_there_is_no_agreement_to_tell() -> None:
    weeks = [7.0 * week for week in range(12)]

    assert icc_over_weeks(weeks, [(5, 5)] * 12) == Silence(Reason.NO_VARIATION)
    always_one_less = [(float(week), week - 1.0) for week in range(12)]
    assert icc_over_weeks(weeks, always_one_less) == Silence(Reason.NOT_ESTIMABLE)


@pytest.mark.parametrize("days", [[1.0], [2.0, 1.0], [1.0, 1.0]])
def test_weeks_out_of_order_are_refused(days: list[float]) -> None:
    with pytest.raises(ValueError, match="day"):
        icc_over_weeks(days, [(1, 2), (2, 3)])
