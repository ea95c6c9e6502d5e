"""Mood on the day after a ritual or a tag."""

from __future__ import annotations

import math
from datetime import date
from typing import TYPE_CHECKING

import numpy as np
import pytest
import statsmodels.api as sm
from hypothesis import given
from hypothesis import strategies as st
from scipy.signal import lfilter

from closeness_cli.core.stats.next_day import NextDay, next_day
from closeness_cli.core.stats.said import Reason, Silence

if TYPE_CHECKING:
    from collections.abc import Collection

FIRST = date(2026, 1, 5).toordinal()
Year = tuple[dict[int, float], set[int]]


def a_year(
    n: int = 200,
    *,
    lifts: float = 0.0,
    on_good_days: float = 0.0,
    weekend: float = 0.0,
    seed: int = 1,
) -> Year:
    """Make moods with memory and a rhythm, and days with a ritual; a tenth of the days is missing.

    Args:
        lifts: What the ritual does to the mood of the next day.
        on_good_days: How much rather it is done on a good day.
        weekend: How much better moods are on two days of the week, and how much rather it is done.
    """
    chance = np.random.default_rng(seed)
    days = np.arange(n)
    is_weekend = np.isin((FIRST + days) % 7, (5, 6))
    noise = chance.normal(size=n)
    mood = np.asarray(lfilter([1.0], [1.0, -0.35], noise), float)
    lean = -0.7 + on_good_days * mood + 3 * weekend * is_weekend
    done = chance.random(n) < 1 / (1 + np.exp(-lean))
    lifted = lifts * np.asarray(lfilter([1.0], [1.0, -0.35], np.append(0.0, done[:-1])), float)
    felt = np.clip(np.rint(mood + lifted + weekend * is_weekend), -2, 2)
    there = chance.random(n) > 0.1
    return (
        {FIRST + int(day): float(felt[day]) for day in days[there]},
        {FIRST + int(day) for day in days[done]},
    )


def told(year: Year, later: int = 1) -> NextDay:
    found = next_day(*year, later=later)
    assert isinstance(found, NextDay)
    return found


@pytest.mark.parametrize("later", [1, 2])
def test_the_difference_is_that_of_a_regression_on_mood_and_weekday(later: int) -> None:
    moods, done = a_year(lifts=0.4, on_good_days=0.5, weekend=0.4)
    days = [day for day in moods if day + later in moods]
    known = [
        [day in done, moods[day], *(day % 7 == weekday for weekday in range(7))] for day in days
    ]
    fit = sm.OLS([moods[day + later] for day in days], np.array(known, float)).fit()
    low, high = fit.conf_int()[0]

    found = told((moods, done), later=later)

    assert (found.difference, found.low, found.high) == pytest.approx((fit.params[0], low, high))
    assert (found.n_with, found.n) == (sum(day in done for day in days), len(days))
    assert found.span_days == days[-1] - days[0]
    assert found.later == later


@given(st.integers(0, 2**20), st.sampled_from([-2.0, 0.5, 3.0]), st.integers(-4, 4))
def test_a_moods_unit_and_origin_only_change_the_unit_of_the_difference(
    seed: int, unit: float, origin: int
) -> None:
    moods, done = a_year(110, seed=seed, lifts=0.3)
    one = told((moods, done))
    other = told(({day: unit * mood + origin for day, mood in moods.items()}, done))

    assert other.difference == pytest.approx(unit * one.difference, abs=1e-9)
    assert sorted((other.low, other.high)) == pytest.approx(
        sorted((unit * one.low, unit * one.high)), abs=1e-9
    )
    assert other.p == one.p


@given(st.integers(0, 2**20), st.integers(-900, 900))
def test_which_weekday_a_week_begins_on_changes_nothing(seed: int, by: int) -> None:
    moods, done = a_year(110, seed=seed)
    one = told((moods, done))
    other = told(({day + by: mood for day, mood in moods.items()}, {day + by for day in done}))

    assert tuple(other) == pytest.approx(tuple(one))


def test_doing_it_and_not_doing_it_are_two_sides_of_the_same() -> None:
    moods, done = a_year(lifts=0.3)
    one, other = told((moods, done)), told((moods, set(moods) - done))

    assert other.difference == pytest.approx(-one.difference)
    assert (other.n_with, other.n_without) == (one.n_without, one.n_with)
    assert other.p == one.p


def test_what_lifts_the_next_day_is_seen() -> None:
    found = told(a_year(365, lifts=0.6))

    assert 0.3 < found.low < found.difference < found.high < 1
    assert found.p == 1 / (1 + found.n - 13)  # no rotation of a week or more goes along as well
    assert found.is_clear


def test_a_difference_too_small_to_matter_is_not_told() -> None:
    found = told(a_year(365, lifts=0.6))

    assert found.is_clear
    assert not found._replace(difference=0.14).is_clear
    assert found._replace(difference=-0.16).is_clear
    assert not found._replace(p=0.011).is_clear


@pytest.mark.parametrize(
    "confounded",
    [{"on_good_days": 1.2}, {"weekend": 0.8}, {"on_good_days": 0.8, "weekend": 0.5}, {}],
)
def test_what_only_comes_with_good_days_seldom_seems_to_lift_the_next(
    confounded: dict[str, float],
) -> None:
    tries = 150
    found = [told(a_year(120, seed=seed, **confounded)) for seed in range(tries)]

    assert sum(one.p <= 0.05 for one in found) / tries <= 0.10
    assert sum(one.is_clear for one in found) / tries <= 0.06


def test_what_is_in_the_data_alone_decides() -> None:
    moods, done = a_year()

    assert told((moods, done)) == told((dict(sorted(moods.items(), reverse=True)), set(done)))


@pytest.mark.parametrize(("n", "is_told"), [(61, True), (60, False)])
def test_sixty_days_with_a_day_after_them_are_enough(n: int, is_told: bool) -> None:
    moods = {FIRST + day: float(day % 3) for day in range(n)}
    done = set(range(FIRST, FIRST + n, 4))

    found = next_day(moods, done)

    assert isinstance(found, NextDay) is is_told
    if not is_told:
        assert found == Silence(Reason.TOO_FEW, 1)


@pytest.mark.parametrize(
    ("done", "silence"),
    [
        (range(FIRST, FIRST + 55, 5), Silence(Reason.TOO_FEW_ON_A_SIDE, 5)),  # eleven of them
        (set(range(FIRST, FIRST + 70)) - {FIRST + 9}, Silence(Reason.TOO_FEW_ON_A_SIDE)),
        ((), Silence(Reason.TOO_FEW_ON_A_SIDE)),
        (range(FIRST, FIRST + 99, 7), Silence(Reason.TOO_FEW_ON_A_SIDE, 14)),
    ],
)
def test_twelve_days_with_it_and_twelve_without_are_needed(
    done: Collection[int], silence: Silence
) -> None:
    moods = {FIRST + day: float(day % 3) for day in range(70)}

    assert next_day(moods, done) == silence


def test_what_is_done_on_the_same_weekday_always_cannot_be_told_from_it() -> None:
    moods, _ = a_year(200)

    assert next_day(moods, range(FIRST, FIRST + 200, 7)) == Silence(Reason.NOT_ESTIMABLE)


def test_moods_that_are_all_the_same_say_nothing() -> None:
    _, done = a_year(100)

    assert next_day(dict.fromkeys(range(FIRST, FIRST + 100), 0.3), done) == Silence(
        Reason.NO_VARIATION
    )


def test_what_is_no_mood_or_not_looked_at_is_refused() -> None:
    moods, done = a_year(100)

    with pytest.raises(ValueError, match="number"):
        next_day(moods | {FIRST: math.nan, FIRST + 1: 1.0}, done)
    with pytest.raises(ValueError, match="later"):
        next_day(moods, done, later=3)


def test_only_some_days_may_be_compared() -> None:
    moods, done = a_year(400, lifts=1.0)
    talks = {day for day in moods if day % 2}
    found = next_day(moods, done, among=talks)
    assert isinstance(found, NextDay)
    assert found.n == len([day for day in talks if day + 1 in moods])
    assert found.n_with == len([day for day in talks & done if day + 1 in moods])
    assert next_day(moods, done, among=set()) == Silence(Reason.TOO_FEW)


def test_what_goes_along_with_it_can_be_taken_out() -> None:
    moods, lifting = a_year(400, lifts=1.0)
    along = {day for day in moods if (day in lifting) == (day % 5 > 0)}
    alone, freed = next_day(moods, along), next_day(moods, along, beside=lifting)
    assert isinstance(alone, NextDay)
    assert isinstance(freed, NextDay)
    assert alone.difference > 0.3
    assert abs(freed.difference) < 0.2
    assert next_day(moods, lifting, beside=lifting) == Silence(Reason.NOT_ESTIMABLE)
