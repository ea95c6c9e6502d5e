"""Days of the week beside the other days of their weeks."""

from __future__ import annotations

import math
from time import process_time
from typing import TYPE_CHECKING

import numpy as np
import pytest
from scipy.stats import friedmanchisquare, ttest_1samp

from closeness_cli.core.stats.said import Reason, Silence
from closeness_cli.core.stats.weekday import WeekdayRhythm, weekday_rhythm
from series_made import SEED, ar1

if TYPE_CHECKING:
    from numpy.typing import NDArray

FRIDAY = 4


def found(days: object, values: object, *, monday: float = 0.0) -> WeekdayRhythm:
    said = weekday_rhythm(days, values, monday=monday)  # type: ignore[arg-type]  # lists and arrays
    assert isinstance(said, WeekdayRhythm)
    return said


def moods(weeks: int, *, friday: float = 0.0, seed: int = SEED) -> NDArray[np.float64]:
    values = ar1(np.random.default_rng(seed), 7 * weeks, 0.35)
    values[FRIDAY::7] += friday
    return values


def test_a_good_weekday_is_found_with_how_good_it_is() -> None:
    said = found(70 + np.arange(210), moods(30, friday=1.4, seed=1))
    friday = said.weekdays[FRIDAY]

    assert said.p == friday.p == 1 / 2_000
    assert (said.n, said.n_weeks, said.span_days) == (210, 30, 209)
    assert [one.weekday for one in said.weekdays] == list(range(7))
    assert friday.q <= 0.01
    assert friday.n == 30
    # Six sevenths of it: a week's mean has its Friday in it.
    assert friday.low <= 1.2 <= friday.high
    assert friday.difference == pytest.approx((friday.low + friday.high) / 2)
    assert sum(one.difference for one in said.weekdays) == pytest.approx(0)


def test_the_interval_of_a_weekday_is_that_of_its_distances_from_its_weeks() -> None:
    weeks = moods(14).reshape(14, 7)
    fridays = weeks[:, FRIDAY] - weeks.mean(axis=1)

    friday = found(np.arange(98), weeks.ravel()).weekdays[FRIDAY]

    theirs = ttest_1samp(fridays, 0).confidence_interval(0.95)
    assert friday.difference == pytest.approx(fridays.mean())
    assert (friday.low, friday.high) == pytest.approx((theirs.low, theirs.high))


def test_good_and_bad_weeks_do_not_matter() -> None:
    values = moods(20, friday=0.5)
    weeks = np.repeat(np.random.default_rng(SEED).integers(-5, 5, 20), 7)

    one, other = found(np.arange(140), values), found(np.arange(140), values + weeks)

    for ours, theirs in zip(one.weekdays, other.weekdays, strict=True):
        assert theirs[1:4] == pytest.approx(ours[1:4])
        assert theirs.p == pytest.approx(ours.p, abs=0.03)


@pytest.mark.parametrize("friday", [0.0, 0.4, 0.8])
def test_of_ranks_in_whole_weeks_it_is_friedman_s_test(friday: float) -> None:
    ranks = moods(30, friday=friday, seed=2).reshape(30, 7).argsort(axis=1).argsort(axis=1)

    said = found(np.arange(210), ranks.ravel())

    assert said.p == pytest.approx(friedmanchisquare(*ranks.T).pvalue, abs=0.03)


def test_of_two_weekdays_it_is_the_sign_test() -> None:
    """Of twelve coins, nine or more fall on one side in 598 of 4,096 throws."""
    weeks = np.arange(12)
    tuesdays_above = np.where(weeks < 9, 0.1, -0.1) + 0.3 * weeks
    days = [*(7 * weeks), *(7 * weeks + 1)]

    said = found(days, [*(0.3 * weeks), *tuesdays_above])

    assert said.p == pytest.approx(598 / 4_096, abs=0.02)
    assert [one.p for one in said.weekdays] == [said.p, said.p]


def test_the_same_days_give_the_same_rhythm_in_any_order() -> None:
    values = moods(15)
    order = np.random.default_rng(SEED).permutation(105)

    assert found(np.arange(105), values) == found(np.arange(105)[order], values[order])


def test_the_day_that_is_a_monday_says_which_day_is_which() -> None:
    values = moods(20, friday=2.0)

    shifted = found(np.arange(140) + 3, values, monday=3.0)
    assert shifted.weekdays == found(np.arange(140), values).weekdays
    best = max(found(np.arange(140), values, monday=2.0).weekdays, key=lambda one: one.difference)
    assert best.weekday == FRIDAY - 2


def test_values_of_one_day_are_averaged() -> None:
    days, values = np.arange(105), moods(15)

    twice = found([*days, *(days + 0.5)], [*(values - 1), *(values + 1)])

    assert twice.n == 105
    assert twice.weekdays[0].difference == pytest.approx(found(days, values).weekdays[0].difference)


def test_missing_days_are_left_out_and_rare_weekdays_are_not_looked_at() -> None:
    rng = np.random.default_rng(SEED)
    values, days = moods(30, friday=1.5), np.arange(210)
    kept = rng.random(210) < 0.7
    kept[6::7] = False
    kept[6:49:7] = True  # seven Sundays

    said = found(days[kept], values[kept])

    assert [one.weekday for one in said.weekdays] == [0, 1, 2, 3, 4, 5]
    assert said.n == sum(one.n for one in said.weekdays)
    assert kept.sum() - 7 - 2 <= said.n <= kept.sum() - 7  # less the weeks with one day
    assert said.weekdays[FRIDAY].q <= 0.02


def test_eight_of_a_weekday_are_enough() -> None:
    kept = [day for day in range(84) if day % 7 < 3 or (day % 7 == 5 and day < 56)]

    assert [one.weekday for one in found(kept, moods(12)[kept]).weekdays] == [0, 1, 2, 5]


@pytest.mark.parametrize(
    ("days", "silence"),
    [
        (range(77), Silence(Reason.TOO_FEW, 7.0)),
        # Twelve weeks, the last of them with one day.
        (range(78), Silence(Reason.TOO_FEW, 7.0)),
        # A day a week, another one each time.
        (range(0, 280, 8), Silence(Reason.TOO_FEW_ON_A_SIDE)),
        (range(0, 280, 7), Silence(Reason.TOO_FEW_ON_A_SIDE)),
        (range(0, 84, 7), Silence(Reason.TOO_FEW_ON_A_SIDE)),
        ([], Silence(Reason.TOO_FEW, 84.0)),
    ],
)
def test_nothing_is_said_of_weekdays_too_early(days: list[int], silence: Silence) -> None:
    values = np.random.default_rng(SEED).standard_normal(len(days))

    assert weekday_rhythm(list(days), values) == silence


@pytest.mark.parametrize("values", [np.ones(84), 0.1 + np.repeat(np.arange(12) / 3, 7)])
def test_where_every_day_is_like_its_week_there_is_nothing_to_deal(values: object) -> None:
    silence = weekday_rhythm(np.arange(84), values)  # type: ignore[arg-type]  # an array

    assert silence == Silence(Reason.NO_VARIATION)


def test_what_is_no_number_is_refused() -> None:
    with pytest.raises(ValueError, match="numbers only"):
        weekday_rhythm(range(84), [math.nan] * 84)


def test_a_weekday_is_rarely_called_where_there_is_none() -> None:
    said = [found(np.arange(112), np.round(moods(16, seed=seed))) for seed in range(60)]

    assert sum(one.p <= 0.05 for one in said) <= 7
    assert sum(min(day.q for day in one.weekdays) <= 0.10 for one in said) <= 12


def test_ten_years_of_days_are_quick_and_older_ones_are_not_looked_at() -> None:
    values = moods(600)
    before = process_time()

    said = found(np.arange(4_200), values)

    assert (said.n_weeks, said.n) == (520, 3_640)
    assert 0.05 < min(one.p for one in said.weekdays) < max(one.p for one in said.weekdays) < 1
    assert process_time() - before < 2
