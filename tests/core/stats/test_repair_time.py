"""How long repairs take, as far as it may be said."""

from __future__ import annotations

from datetime import timedelta

from closeness_cli.core.stats.repair_time import (
    RepairsCompared,
    RepairTime,
    compare_repairs,
    repair_time,
    split_by_start,
)
from closeness_cli.core.stats.said import Reason, Silence
from conflicts import repaired, still_open, waits


def test_with_eight_repairs_the_median_has_an_interval() -> None:
    found = repair_time(waits(repaired(5, 8, 12, 20, 31, 33, 40, 70) + still_open(3, 90)))

    assert isinstance(found, RepairTime)
    assert found.median == 31
    assert found.at_least == 5
    assert found.at_most == 70
    assert found.curve.n_open == 2
    assert found.span_days == 27


def test_with_five_repairs_the_median_has_none() -> None:
    found = repair_time(waits(repaired(5, 8, 12, 20, 31)))

    assert isinstance(found, RepairTime)
    assert (found.median, found.at_least, found.at_most) == (12, None, None)


def test_where_most_are_open_the_median_is_at_least_what_they_were_followed_for() -> None:
    found = repair_time(waits(repaired(1, 2, 3, 4, 5) + still_open(*[50] * 10, 80)))

    assert isinstance(found, RepairTime)
    assert (found.median, found.at_least, found.at_most) == (None, 80, None)


def test_with_an_interval_it_is_at_least_its_lower_end() -> None:
    found = repair_time(waits(repaired(*range(1, 9)) + still_open(*[50] * 9)))

    assert isinstance(found, RepairTime)
    assert (found.median, found.at_least, found.at_most) == (None, 4, None)


def test_four_repairs_are_too_few_and_the_pace_says_from_when_on() -> None:
    silence = repair_time(waits(repaired(1, 2, 3, 4) + still_open(5)))

    assert silence == Silence(Reason.TOO_FEW, 3)
    assert repair_time([]) == Silence(Reason.TOO_FEW)


def test_groups_are_made_by_when_a_conflict_began() -> None:
    early, at_once, late = waits(repaired(500, 1, 1), every=timedelta(days=1))

    before, after = split_by_start([late, early, at_once], at_once.began_at)

    assert before == (early,)
    assert after == (late, at_once)


def test_repairs_that_come_sooner_from_a_moment_on_are_seen() -> None:
    every = waits(repaired(*[30, 50, 40, 35] * 3, *[10, 22, 14, 18] * 3))

    found = compare_repairs(every, every[12].began_at)

    assert isinstance(found, RepairsCompared)
    assert (found.before.median, found.after.median) == (37.5, 16)
    assert found.ratio > 1
    assert found.p < 0.001


def test_repairs_that_come_later_have_a_ratio_below_one() -> None:
    every = waits(repaired(*[10, 22, 14, 18] * 3, *[30, 50, 20, 35] * 3))

    found = compare_repairs(every, every[12].began_at)

    assert isinstance(found, RepairsCompared)
    assert 0 < found.ratio < 1


def test_seven_repairs_on_a_side_are_too_few() -> None:
    later = waits(repaired(*[30] * 9, *[10] * 7) + still_open(5))
    silent = compare_repairs(later, later[9].began_at)
    earlier = waits(repaired(*[30] * 7, *[10] * 9))

    assert silent == Silence(Reason.TOO_FEW_ON_A_SIDE, 3)
    # Nothing more will happen before the moment.
    assert compare_repairs(earlier, earlier[7].began_at) == Silence(Reason.TOO_FEW_ON_A_SIDE)


def test_where_every_repair_takes_as_long_nothing_is_compared() -> None:
    every = waits(repaired(*[0] * 20))

    assert compare_repairs(every, every[10].began_at) == Silence(Reason.NOT_ESTIMABLE)
