"""What two people said to the same, checked."""

from __future__ import annotations

import pytest

from closeness_cli.core.stats.pairs import check_days, check_pairs, pair_correlation


def test_pairs_are_correlated_as_they_stand() -> None:
    assert pair_correlation([(1, 2), (2, 4), (3, 6)]) == pytest.approx(1)
    assert pair_correlation([(1, 6), (2, 4), (3, 2)]) == pytest.approx(-1)


@pytest.mark.parametrize("flat", [[(1.0, 2.0)], [(1.0, 2.0), (1.0, 5.0)], [(1.0, 2.0), (3.0, 2.0)]])
def test_what_is_flat_has_no_correlation(flat: list[tuple[float, float]]) -> None:
    assert pair_correlation(flat) is None


@pytest.mark.parametrize(("pairs", "why"), [([], "nothing"), ([(1.0, float("inf"))], "number")])
def test_what_cannot_be_compared_is_refused(pairs: list[tuple[float, float]], why: str) -> None:
    with pytest.raises(ValueError, match=why):
        check_pairs(pairs)


def test_days_are_in_order_and_there_may_be_none_yet() -> None:
    check_days([], [])
    check_days([1, 2.5], [(1, 2), (2, 3)])
    with pytest.raises(ValueError, match="number"):
        check_days([1], [(1, float("nan"))])
