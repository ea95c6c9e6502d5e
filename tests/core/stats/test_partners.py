"""Two people beside each other."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from scipy import stats
from scipy.signal import lfilter

from closeness_cli.core.stats.partners import (
    Agreement,
    Coupling,
    Guessing,
    Icc,
    Pair,
    agreement,
    coupling,
    guessing,
    icc,
    item_differences,
    profile,
)
from closeness_cli.core.stats.said import Reason, Silence

ANSWER = st.integers(1, 7).map(float)
PAIRS = st.lists(st.tuples(ANSWER, ANSWER), min_size=1, max_size=20)
RATINGS = st.integers(2, 4).flatmap(
    lambda k: st.lists(st.lists(ANSWER, min_size=k, max_size=k), min_size=2, max_size=15)
)


def turned(pairs: list[Pair]) -> list[Pair]:
    return [(b, a) for a, b in pairs]


def two_with_memory(
    n: int, phi: float, chance: np.random.Generator, together: float = 0.0
) -> list[Pair]:
    shared, *own = chance.normal(size=(3, n))
    mixed = [math.sqrt(together) * shared + math.sqrt(1 - together) * one for one in own]
    first, second = lfilter([1.0], [1.0, -phi], mixed)
    return [(float(a), float(b)) for a, b in zip(first, second, strict=True)]


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


@pytest.mark.parametrize(("n", "memory"), [(12, 0.0), (12, 0.3), (30, 0.3)])
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

    found = agreement(weeks, scores)

    assert isinstance(found, Agreement)
    assert found.icc == icc(scores)
    assert (found.n, found.span_days) == (12, 77)
    assert agreement(weeks[:-1], scores[:-1]) == Silence(Reason.TOO_FEW, 7)


def test_without_ups_and_downs_there_is_no_agreement_to_tell() -> None:
    weeks = [7.0 * week for week in range(12)]

    assert agreement(weeks, [(5, 5)] * 12) == Silence(Reason.NO_VARIATION)
    always_one_less = [(float(week), week - 1.0) for week in range(12)]
    assert agreement(weeks, always_one_less) == Silence(Reason.NOT_ESTIMABLE)


def test_two_who_move_together_are_seen() -> None:
    values = two_with_memory(120, 0.3, np.random.default_rng(1), together=0.5)

    found = coupling(range(120), values)

    assert isinstance(found, Coupling)
    assert found.r == pytest.approx(stats.pearsonr(*zip(*values, strict=True)).statistic)
    assert 0.2 < found.low < found.r < found.high < 0.7
    assert found.p <= 0.02
    assert (found.n, found.span_days) == (120, 119)


def test_without_memory_the_interval_of_a_correlation_is_fishers() -> None:
    values = two_with_memory(60, -0.3, np.random.default_rng(2), together=0.5)
    low, high = stats.pearsonr(*zip(*values, strict=True)).confidence_interval(0.95)

    found = coupling(range(60), values)

    assert isinstance(found, Coupling)
    assert (found.low, found.high) == pytest.approx((low, high), abs=0.01)


def test_two_who_have_nothing_to_do_with_each_other_seldom_seem_to() -> None:
    chance, tries = np.random.default_rng(5), 300
    found = [coupling(range(60), two_with_memory(60, 0.6, chance)) for _ in range(tries)]
    coupled = [one for one in found if isinstance(one, Coupling)]

    assert len(coupled) == tries
    assert sum(one.p <= 0.05 for one in coupled) / tries <= 0.08
    assert sum(not one.low <= 0 <= one.high for one in coupled) / tries <= 0.10


def test_days_alone_are_not_enough_for_coupling() -> None:
    days = [2.0 * day for day in range(39)]

    assert coupling(days, [(float(day % 3), float(day % 5)) for day in range(39)]) == Silence(
        Reason.TOO_FEW, 2
    )
    assert coupling(range(40), [(float(day % 3), 0.1) for day in range(40)]) == Silence(
        Reason.NO_VARIATION
    )


def test_two_who_say_the_same_every_day_have_a_correlation_of_one() -> None:
    same = [float(day * day % 7) for day in range(40)]

    found = coupling(range(40), list(zip(same, same, strict=True)))

    assert isinstance(found, Coupling)
    assert found.r == pytest.approx(1)
    assert found.high == pytest.approx(1)


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


@given(st.lists(PAIRS, min_size=1, max_size=10))
def test_the_whole_miss_is_made_of_the_bias_and_the_rest(sets: list[list[Pair]]) -> None:
    found = guessing(sets)
    squares = [(guess - answer) ** 2 for pairs in sets for guess, answer in pairs]

    assert found is not None
    assert found.bias**2 + found.miss**2 == pytest.approx(np.mean(squares), abs=1e-9)


def test_no_guess_says_nothing() -> None:
    assert guessing([]) is None
    assert guessing([[], []]) is None


def test_what_is_no_number_or_out_of_order_is_refused() -> None:
    no_number = [(1.0, math.nan)]
    with pytest.raises(ValueError, match="number"):
        profile(no_number)
    with pytest.raises(ValueError, match="number"):
        item_differences({"a": no_number})
    with pytest.raises(ValueError, match="number"):
        guessing([no_number])
    with pytest.raises(ValueError, match="nothing"):
        profile([])
    for days in ([1.0], [2.0, 1.0], [1.0, 1.0]):
        with pytest.raises(ValueError, match="day"):
            agreement(days, [(1, 2), (2, 3)])
