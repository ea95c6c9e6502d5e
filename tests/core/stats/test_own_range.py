"""Weeks outside of one's own usual range."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import t

from closeness_cli.core.stats.own_range import OwnRange, own_range
from closeness_cli.core.stats.said import Reason, Silence
from series_made import SEED, weekly

FIRST = [5.0, 6, 4, 5, 7, 5, 6, 5, 4, 6, 5, 5]
"""Twelve usual weeks: from 1.9 to 8.6 in the 99.7 % range."""


def found(*later: float) -> OwnRange:
    said = own_range(70 + weekly(12 + len(later)), [*FIRST, *later])
    assert isinstance(said, OwnRange)
    return said


def told(*later: float) -> list[tuple[float, bool, bool]]:
    return [(one.value, one.is_above, one.may_be_said) for one in found(*later).outside]


def test_the_range_is_the_prediction_interval_of_the_first_twelve_weeks() -> None:
    said = found(5, 5)
    reach = t.ppf(0.9985, 11) * np.std(FIRST, ddof=1) * math.sqrt(1 + 1 / 12)

    assert said.baseline.low == pytest.approx(np.mean(FIRST) - reach)
    assert said.baseline.high == pytest.approx(np.mean(FIRST) + reach)
    assert (said.n_after, said.span_days, said.outside) == (2, 13 * 7, ())


def test_what_comes_later_does_not_move_the_range() -> None:
    assert found(1, 1, 1, 1, 9).baseline == found().baseline


def test_a_week_outside_has_its_day_its_side_and_its_p() -> None:
    said = found(5, 1)
    (week,) = said.outside
    far = (np.mean(FIRST) - 1) / (np.std(FIRST, ddof=1) * math.sqrt(1 + 1 / 12))

    assert (week.day, week.value, week.is_above) == (70 + 13 * 7, 1, False)
    assert week.p == pytest.approx(2 * t.sf(far, 11))


@pytest.mark.parametrize(
    ("later", "outside"),
    [
        ((1.0,), [(1, False, False)]),
        ((1.0, 1.5), [(1, False, False), (1.5, False, True)]),
        ((1.0, 5.0, 1.5), [(1, False, False), (1.5, False, True)]),
        ((1.0, 5.0, 5.0, 1.5), [(1, False, False), (1.5, False, False)]),
        ((1.0, 9.0), [(1, False, False), (9, True, False)]),
        ((9.0, 1.0, 9.0), [(9, True, False), (1, False, False), (9, True, True)]),
    ],
)
def test_it_takes_two_of_three_weeks_on_one_side(
    later: tuple[float, ...], outside: list[tuple[float, bool, bool]]
) -> None:
    assert told(*later) == outside


def test_a_far_week_of_the_baseline_belongs_to_it() -> None:
    values = [5.0, 5, 5, 5, 5, 5, 5, 5, 5, 5, 5, 60, 100]
    said = own_range(weekly(13), values)

    assert isinstance(said, OwnRange)
    assert [(week.value, week.may_be_said) for week in said.outside] == [(100, False)]


@pytest.mark.parametrize(
    ("values", "silence"),
    [
        (FIRST[:11], Silence(Reason.TOO_FEW, 7.0)),
        ([4.2] * 14, Silence(Reason.NO_VARIATION)),
        # The same but for the last bits of a sum.
        ([0.3, 0.1 + 0.2] * 6, Silence(Reason.NO_VARIATION)),
        ([0.0] * 12, Silence(Reason.NO_VARIATION)),
        ([], Silence(Reason.TOO_FEW)),
    ],
)
def test_without_ups_and_downs_of_one_s_own_there_is_no_range(
    values: list[float], silence: Silence
) -> None:
    assert own_range(weekly(len(values)), values) == silence


@given(
    st.lists(st.integers(0, 30), min_size=13, max_size=30).filter(lambda one: len({*one[:12]}) > 1),
    st.integers(-9, 9),
)
def test_origin_and_side_do_not_matter(values: list[int], origin: int) -> None:
    one = own_range(weekly(len(values)), values)
    turned = own_range(weekly(len(values)), [origin - value for value in values])

    assert isinstance(one, OwnRange)
    assert isinstance(turned, OwnRange)
    assert [(week.day, not week.is_above, week.may_be_said) for week in turned.outside] == [
        (week.day, week.is_above, week.may_be_said) for week in one.outside
    ]


def test_a_quiet_year_is_rarely_called_unusual() -> None:
    rng = np.random.default_rng(SEED)
    years = [own_range(weekly(52), rng.standard_normal(52)) for _ in range(200)]

    drawn = sum(bool(year.outside) for year in years if isinstance(year, OwnRange))
    said = sum(
        any(week.may_be_said for week in year.outside)
        for year in years
        if isinstance(year, OwnRange)
    )
    assert drawn <= 0.15 * 200
    assert said <= 0.03 * 200
