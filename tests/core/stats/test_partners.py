"""Two people's answers beside each other."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from closeness_cli.core.stats.partners import Guessing, guessing, item_differences, profile
from two_series import two_with_memory

if TYPE_CHECKING:
    from closeness_cli.core.stats.pairs import Pair

ANSWER = st.integers(1, 7).map(float)
PAIRS = st.lists(st.tuples(ANSWER, ANSWER), min_size=1, max_size=20)


def turned(pairs: list[Pair]) -> list[Pair]:
    return [(b, a) for a, b in pairs]


def test_what_two_people_differ_on_most_comes_first() -> None:
    found = item_differences({"heard": [(6, 3)], "fun": [(5, 5)], "time": [(2, 4)], "new": []})

    assert [(one.item, one.latest, one.mean, one.low, one.n) for one in found] == [
        ("heard", (6, 3), 3, None, 1),
        ("time", (2, 4), -2, None, 1),
        ("fun", (5, 5), 0, None, 1),
    ]
    assert not any(one.is_beyond_noise for one in found)
    assert item_differences({}) == ()


@given(PAIRS)
def test_a_difference_from_the_other_side_is_the_same_the_other_way_round(
    pairs: list[Pair],
) -> None:
    (one,), (other,) = item_differences({"a": pairs}), item_differences({"a": turned(pairs)})

    assert other.mean == -one.mean
    assert (one.low is None) is (one.n < 8 or len({a - b for a, b in pairs}) == 1)
    if one.low is not None:
        assert one.high is not None
        assert (other.high, other.low) == pytest.approx((-one.low, -one.high))
        assert one.is_beyond_noise is other.is_beyond_noise


def test_the_interval_is_students_for_what_the_sets_are_worth() -> None:
    # They turn every time, so that none resembles the one before but for the correction of 1/n.
    differences = [float(value) for value in (2, 0, 3, -1, 2, 0, 3, -2, 2, -1)]
    worth = 10 * (1 - 0.1) / (1 + 0.1)
    half = stats.t.ppf(0.975, worth - 1) * np.std(differences, ddof=1) / math.sqrt(worth)

    (found,) = item_differences({"heard": [(value, 0) for value in differences]})

    assert (found.low, found.high) == pytest.approx((0.8 - half, 0.8 + half))


@pytest.mark.parametrize(("n", "memory"), [(12, 0.0), (12, 0.3)])
def test_intervals_of_all_items_hold_together(n: int, memory: float) -> None:
    chance, tries, missed = np.random.default_rng(3), 150, 0
    for _ in range(tries):
        items = {str(item): two_with_memory(n, memory, chance) for item in range(4)}
        missed += any(one.is_beyond_noise for one in item_differences(items))

    assert missed / tries <= 0.10


@given(st.integers(2, 9).flatmap(lambda n: st.lists(st.tuples(ANSWER, ANSWER), min_size=n)))
def test_a_profile_is_described(pairs: list[Pair]) -> None:
    a, b = np.array(pairs).T
    found = profile(pairs)

    assert found.differences == tuple(a - b)
    assert found.mean == pytest.approx(a.mean() - b.mean())
    assert found.distance == pytest.approx(np.linalg.norm(a - b))
    assert (found.r is None) is (len(set(a)) == 1 or len(set(b)) == 1)
    if found.r is not None:
        assert found.r == pytest.approx(stats.pearsonr(a, b).statistic)


def test_guesses_may_follow_the_other_and_be_too_low_on_all_of_it() -> None:
    found = guessing([[(2, 4), (4, 6), (3, 5), (1, 3)]])

    assert isinstance(found, Guessing)
    assert found.r == pytest.approx(1)
    assert found._replace(r=None) == Guessing(-2, None, None, 0, None, 4, 1)


def test_guesses_may_be_right_on_the_whole_and_follow_nothing() -> None:
    found = guessing([[(2, 4), (4, 2)], [], [(3, 3)]])

    assert found is not None
    assert (found.bias, found.r, found.n, found.n_sets) == (0, -1, 3, 2)
    assert found.miss == pytest.approx(math.sqrt(8 / 3))


def test_from_eight_sets_on_the_bias_has_an_interval_over_sets() -> None:
    biases = [2, 0, 3, -1, 2, 0, 3, -1]
    sets: list[list[Pair]] = [[(bias + 3, 3), (bias + 5, 5)] for bias in biases]
    (of_one_item,) = item_differences({"mean": [(bias, 0) for bias in biases]})

    found = guessing(sets)

    assert found is not None
    assert found.bias == 1
    assert (found.low, found.high) == (of_one_item.low, of_one_item.high)


@given(st.lists(PAIRS, min_size=1, max_size=4))
def test_the_whole_miss_is_made_of_the_bias_and_the_rest(sets: list[list[Pair]]) -> None:
    found = guessing(sets)
    squares = [(guess - answer) ** 2 for pairs in sets for guess, answer in pairs]

    assert found is not None
    assert found.bias**2 + found.miss**2 == pytest.approx(np.mean(squares), abs=1e-9)


def test_no_guess_says_nothing() -> None:
    assert guessing([]) is None
    assert guessing([[], []]) is None


def test_what_is_no_number_is_refused() -> None:
    no_number = [(1.0, math.nan)]
    with pytest.raises(ValueError, match="number"):
        profile(no_number)
    with pytest.raises(ValueError, match="number"):
        item_differences({"a": no_number})
    with pytest.raises(ValueError, match="number"):
        guessing([no_number])
    with pytest.raises(ValueError, match="nothing"):
        profile([])
