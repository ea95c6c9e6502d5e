"""One shift of the mean: where, how large, and whether it is more than chance."""

from __future__ import annotations

import math
from time import process_time

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from scipy.stats import t

from closeness_cli.core.stats.said import Reason, Silence
from closeness_cli.core.stats.shift import Shift, best_split, likely_places, shift
from series_made import SEED, ar1, weekly

VALUES = st.lists(st.integers(0, 30), min_size=10, max_size=40)


def found(days: object, values: object) -> Shift:
    said = shift(days, values)  # type: ignore[arg-type]  # lists and arrays
    assert isinstance(said, Shift)
    return said


def stepped(n: int, at: int, size: float, *, phi: float = 0.0, seed: int = SEED) -> Shift:
    rng = np.random.default_rng(seed)
    return found(weekly(n), ar1(rng, n, phi) + size * (np.arange(n) >= at))


@given(VALUES)
def test_no_other_place_leaves_less(values: list[int]) -> None:
    assume(len(set(values)) > 1)
    split = best_split(values)

    left = {k: _left(values[:k]) + _left(values[k:]) for k in range(5, len(values) - 4)}
    assert dict(enumerate(split.rss.tolist(), start=5)) == pytest.approx(left, abs=1e-8)
    assert left[split.k] == pytest.approx(min(left.values()), abs=1e-8)
    assert split.before == pytest.approx(sum(values[: split.k]) / split.k)
    assert split.after == pytest.approx(sum(values[split.k :]) / (len(values) - split.k))
    if math.isfinite(split.f):
        within = left[split.k] / (len(values) - 2)
        assert split.f == pytest.approx((_left(values) - left[split.k]) / within, abs=1e-6)


def _left(values: list[int]) -> float:
    mean = sum(values) / len(values)
    return sum((value - mean) ** 2 for value in values)


@given(VALUES, st.sampled_from([0.0, 0.3, 0.9]))
def test_the_likely_places_hold_the_best_one_and_grow_with_likeness(
    values: list[int], alike: float
) -> None:
    assume(len(set(values)) > 1)
    split = best_split(values)
    n = len(values)

    first, last = likely_places(split, n, alike)
    wider = likely_places(split, n, 0.95)
    assert 5 <= first <= last <= n - 5
    assert wider[0] <= first
    assert last <= wider[1]


@pytest.mark.parametrize("alike", [0.0, 0.3, 0.6])
def test_the_likely_places_are_the_fewest_that_hold_95_percent(alike: float) -> None:
    values = ar1(np.random.default_rng(SEED), 40, 0.3) + 1.5 * (np.arange(40) >= 25)
    split = best_split(values)
    effective = 40 * (1 - alike) / (1 + alike)
    weights = {
        k: (k * (40 - k)) ** -0.5 * rss ** (-(effective - 2) / 2)
        for k, rss in enumerate(split.rss.tolist(), start=5)
    }
    kept: list[int] = []
    for k in sorted(weights, key=lambda one: -weights[one]):
        kept.append(k)
        if sum(weights[one] for one in kept) >= 0.95 * sum(weights.values()):
            break

    assert likely_places(split, 40, alike) == (min(kept), max(kept))


def test_the_interval_of_the_size_is_that_of_two_means_widened_by_likeness() -> None:
    rng = np.random.default_rng(SEED)
    values = ar1(rng, 60, 0.5) + 3.0 * (np.arange(60) >= 30)
    said = found(weekly(60), values)
    wider = (1 + said.alike) / (1 - said.alike)
    sides = values[: said.n_before], values[said.n_before :]
    left = sum(float(((side - side.mean()) ** 2).sum()) for side in sides)
    error = math.sqrt(left / 58 * wider * (1 / said.n_before + 1 / said.n_after))

    assert said.alike > 0.2
    reach = t.ppf(0.975, 60 / wider - 2) * error
    assert (said.low, said.high) == pytest.approx((said.change - reach, said.change + reach))


def test_a_shift_is_told_up_to_its_p_and_where_it_is_no_drift() -> None:
    said = stepped(52, 30, 2.5)

    assert said._replace(p=0.02, is_drift=False).is_clear
    assert not said._replace(p=0.021, is_drift=False).is_clear
    assert not said._replace(p=0.02, is_drift=True).is_clear


def test_a_clear_shift_is_found_with_its_date_and_its_size() -> None:
    said = stepped(52, 30, 2.5, phi=0.2)

    assert said.is_clear
    assert said.n_before + said.n_after == said.n == 52
    assert said.earliest <= said.last_before < said.first_after <= said.latest
    assert said.earliest <= 29 * 7
    assert said.latest >= 30 * 7
    assert said.latest - said.earliest < 10 * 7
    assert said.low <= 2.5 <= said.high
    assert said.low < said.change < said.high
    assert said.span_days == 51 * 7


def test_the_same_data_give_the_same_shift() -> None:
    assert stepped(40, 20, 1.0) == stepped(40, 20, 1.0)


@pytest.mark.parametrize(("unit", "origin"), [(2.0, 8.0), (0.5, -3.0), (-1.0, 0.0)])
def test_origin_and_unit_of_the_values_change_the_p_by_chance_alone(
    unit: float, origin: float
) -> None:
    values = ar1(np.random.default_rng(SEED), 40, 0.3) + 1.2 * (np.arange(40) >= 25)
    one, moved = found(weekly(40), values), found(weekly(40), origin + unit * values)

    assert moved.change == pytest.approx(unit * one.change)
    assert sorted((moved.low, moved.high)) == pytest.approx(
        sorted((unit * one.low, unit * one.high))
    )
    assert (moved.f, moved.alike) == pytest.approx((one.f, one.alike))
    assert moved[4:9] == one[4:9]
    assert moved.p == pytest.approx(one.p, abs=0.03)


def test_backwards_in_time_it_is_the_same_shift_the_other_way() -> None:
    days = weekly(40)
    values = ar1(np.random.default_rng(SEED), 40, 0.3) + 1.2 * (np.arange(40) >= 25)
    one, other = found(days, values), found(-days, values)

    assert (other.n_before, other.n_after) == (one.n_after, one.n_before)
    assert other.change == pytest.approx(-one.change)
    assert (-other.latest, -other.earliest) == (one.earliest, one.latest)
    assert (-other.first_after, -other.last_before) == (one.last_before, one.first_after)


def test_a_straight_rise_is_a_drift_and_no_shift() -> None:
    noise = 0.3 * np.random.default_rng(SEED).standard_normal(52)

    said = found(weekly(52), 0.05 * np.arange(52) + noise)

    assert said.p <= 0.02
    assert said.is_drift
    assert not said.is_clear


def test_drift_or_shift_is_decided_by_what_they_leave_and_their_parameters() -> None:
    rng = np.random.default_rng(SEED)
    days, at = weekly(52), np.arange(52)
    decided = set()
    for tilt in np.linspace(0, 0.06, 60):
        values = rng.standard_normal(52) + tilt * at + (3.12 - 52 * tilt) * (at >= 26)
        said = found(days, values)
        line = values - np.polyval(np.polyfit(days, values, 1), days)
        of_line = 52 * math.log((line**2).sum()) + 2 * math.log(52)
        of_shift = 52 * math.log(best_split(values).rss.min()) + 3 * math.log(52)
        assert said.is_drift == (of_line < of_shift)
        decided.add((said.is_drift, abs(of_line - of_shift) < math.log(52)))

    assert len(decided) == 4


def test_values_of_one_time_count_once() -> None:
    rng = np.random.default_rng(SEED)
    values = rng.standard_normal(30)
    days = weekly(30)

    twice = found([*days, *days], [*(values - 0.5), *(values + 0.5)])

    assert twice.n == 30
    assert twice.f == pytest.approx(found(days, values).f)


@pytest.mark.parametrize(
    ("days", "values", "silence"),
    [
        (weekly(25), range(25), Silence(Reason.TOO_FEW, 7.0)),
        (weekly(26), [4] * 26, Silence(Reason.NO_VARIATION)),
        (weekly(26), [0.3, 0.1 + 0.2] * 13, Silence(Reason.NO_VARIATION)),
        # Two levels and nothing else: nothing says how much chance would move them.
        (weekly(26), [4] * 13 + [5] * 13, Silence(Reason.NOT_ESTIMABLE)),
        ([], [], Silence(Reason.TOO_FEW)),
    ],
)
def test_nothing_is_said_of_a_shift_without_enough_to_see(
    days: object, values: object, silence: Silence
) -> None:
    assert shift(days, values) == silence  # type: ignore[arg-type]  # lists and arrays


def test_what_is_no_number_is_refused() -> None:
    with pytest.raises(ValueError, match="numbers only"):
        shift(weekly(26), [math.nan] * 26)


@pytest.mark.parametrize("phi", [0.0, 0.4])
def test_a_shift_is_rarely_called_where_there_is_none(phi: float) -> None:
    rng = np.random.default_rng(SEED)

    called = sum(found(weekly(40), ar1(rng, 40, phi)).is_clear for _ in range(100))

    assert called <= 8


def test_the_range_of_the_date_mostly_holds_the_true_week() -> None:
    said = [stepped(52, 31, 1.8, phi=0.3, seed=seed) for seed in range(80)]
    clear = [one for one in said if one.p <= 0.02]

    assert len(clear) >= 60
    held = sum(one.earliest <= 30 * 7 and one.latest >= 31 * 7 for one in clear)
    assert held >= 0.85 * len(clear)


def test_how_much_values_resemble_each_other_is_seen_behind_a_shift() -> None:
    rng = np.random.default_rng(SEED)
    step = 2.0 * (np.arange(80) >= 40)

    alike = [found(weekly(80), ar1(rng, 80, 0.5) + step).alike for _ in range(40)]

    assert np.median(alike) == pytest.approx(0.5, abs=0.1)


def test_times_need_not_be_regular() -> None:
    """A hole of ten weeks tells nothing, and what lies before it is forgotten after it."""
    rng = np.random.default_rng(SEED)
    days = np.cumsum(rng.choice([5.0, 7.0, 7.0, 9.0, 70.0], 40, p=[0.2, 0.4, 0.2, 0.1, 0.1]))
    values = rng.standard_normal(40) + 3.0 * (np.arange(40) >= 22)

    said = found(days, values)

    assert said.is_clear
    assert (said.last_before, said.first_after) == (days[21], days[22])
    assert said.span_days == days[-1] - days[0]


def test_a_long_series_is_folded_and_quick() -> None:
    rng = np.random.default_rng(SEED)
    before = process_time()

    said = found(np.arange(7_300.0), rng.standard_normal(7_300) + (np.arange(7_300) > 4_000))

    assert said.n == 522
    assert said.span_days == 521 * 14
    assert said.earliest <= 4_000 <= said.latest
    assert process_time() - before < 2
