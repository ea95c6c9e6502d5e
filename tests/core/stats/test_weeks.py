"""Values in the order of their times, and folded into days and weeks."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from closeness_cli.core.stats.weeks import Series, fold, fold_if_long, in_order, one_a_time

SERIES = st.lists(
    st.tuples(st.floats(-400, 400, width=16), st.integers(-2, 2)), min_size=1, max_size=60
)


def listed(series: Series) -> list[tuple[float, float]]:
    return list(zip(series.days.tolist(), series.values.tolist(), strict=True))


def test_values_come_in_the_order_of_their_times() -> None:
    assert listed(in_order([3, 1, 2, 1], [5, 6, 7, 8])) == [(1, 6), (1, 8), (2, 7), (3, 5)]


@pytest.mark.parametrize(
    ("days", "values", "why"),
    [
        ([1, 2], [1], "as many values as times"),
        ([[1, 2]], [[1, 2]], "as many values as times"),
        ([1, 2], [1, float("nan")], "numbers only"),
        ([1, float("inf")], [1, 2], "numbers only"),
    ],
)
def test_what_is_no_series_is_refused(days: list[float], values: list[float], why: str) -> None:
    with pytest.raises(ValueError, match=why):
        in_order(days, values)


def test_the_values_of_one_time_are_averaged() -> None:
    assert listed(one_a_time(in_order([3, 1, 3], [5, 6, 8]))) == [(1, 6), (3, 6.5)]


def test_a_day_with_many_entries_does_not_outweigh_the_others() -> None:
    folded = fold([0.3, 0.5, 0.9, 4.0, 7.1], [2, 2, 2, 0, -1])

    assert folded.days.tolist() == [0, 7]
    assert folded.values.tolist() == [1, -1]
    assert folded.n_days.tolist() == [2, 1]


def test_weeks_begin_on_the_day_that_is_named() -> None:
    folded = fold([0, 1, 2, 9], [1, 2, 4, 8], first_on=2)

    assert folded.days.tolist() == [-5, 2, 9]
    assert folded.values.tolist() == [1.5, 4, 8]


def test_nothing_folds_to_nothing() -> None:
    assert [len(one) for one in fold([], [])] == [0, 0, 0]


@given(SERIES, st.integers(1, 30), st.integers(-3, 3))
def test_folding_is_averaging_days_and_then_stretches(
    points: list[tuple[float, int]], length: int, first_on: int
) -> None:
    by_day: dict[int, list[int]] = {}
    for day, value in points:
        by_day.setdefault(int(np.floor(day)), []).append(value)
    stretches: dict[int, list[float]] = {}
    for day, every in by_day.items():
        stretches.setdefault((day - first_on) // length, []).append(sum(every) / len(every))

    folded = fold(*zip(*points, strict=True), length=length, first_on=first_on)

    assert folded.days.tolist() == [one * length + first_on for one in sorted(stretches)]
    assert folded.n_days.tolist() == [len(stretches[one]) for one in sorted(stretches)]
    assert folded.values.tolist() == pytest.approx(
        [sum(stretches[one]) / len(stretches[one]) for one in sorted(stretches)], abs=1e-12
    )


def test_a_short_series_is_left_as_it_is_and_a_long_one_folded_until_it_is_short() -> None:
    series = in_order(np.arange(0, 50, 0.5), np.arange(100))

    assert fold_if_long(series, 100) is series
    assert fold_if_long(series, 99).days.tolist() == [0, 7, 14, 21, 28, 35, 42, 49]
    assert fold_if_long(series, 7).days.tolist() == [0, 14, 28, 42]


@pytest.mark.parametrize(
    ("values", "is_flat"),
    [
        ([4.2, 4.2], True),
        ([0.3, 0.1 + 0.2], True),
        ([0.0, 0.0], True),
        ([-4.0, 4.0], False),
        ([1e9, 1e9 + 2], False),
        ([1e-12, 2e-12], False),
    ],
)
def test_values_are_flat_where_only_rounding_moves_them(values: list[float], is_flat: bool) -> None:
    assert in_order(range(2), values).is_flat is is_flat
