from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from closeness_cli.core.answering.sitting import mark_early
from closeness_cli.core.instruments.instrument import (
    Change,
    ChangeKind,
    Continuity,
    Direction,
    Instrument,
    Noise,
    NoiseBasis,
    ScoreOp,
)
from closeness_cli.core.reports.levels import Level, Start, build_levels
from closeness_cli.core.reports.overview import Period, Written, build_overview
from closeness_cli.core.stats.change import Basis, Lack, NoEstimate, Outcome, Verdict
from stories import SUNDAY, TEN, WEEK, a_named_dimension, a_sitting, weeks

QUIET = [2, 2, 1, 2, 1, 2, 1, 2, 2]
"""A first set, and a baseline of eight."""

LOUD = [3, 4] * 4
"""Two fours that lie above it."""


def sittings(
    heard: list[int], *, first: date = SUNDAY, instrument: Instrument = WEEK
) -> list[object]:
    return [
        a_sitting(first + timedelta(weeks=at), {"heard": value}, instrument)
        for at, value in enumerate(heard)
    ]


def levels(*given: object, period: Period | None = None, with_first: bool = False) -> list[Level]:
    found = build_overview(
        given,  # type: ignore[arg-type]  # given one by one
        Written(),
        period=period or Period(),
        today=date(2026, 6, 1),
        with_first=with_first,
    )
    return list(found.levels)


def heard_in(found: list[Level]) -> Level:
    return next(one for one in found if one.dimension == "heard")


def change_of(*given: object, period: Period | None = None, with_first: bool = False) -> object:
    return heard_in(levels(*given, period=period, with_first=with_first)).change


def reworded(version: str = "1.1.0") -> Instrument:
    items = (WEEK.items[0], replace(WEEK.items[1], text="Heard?"), WEEK.items[2])
    return replace(WEEK, items=items, version=version)


def test_a_dimension_that_moved_by_more_than_noise_says_so_with_its_basis() -> None:
    change = change_of(*sittings(QUIET + LOUD))
    assert isinstance(change, Verdict)
    assert (change.outcome, change.basis) == (Outcome.UP, Basis.OWN_BASELINE)
    assert (change.n_then, change.n_now) == (8, 4)


def test_sixteen_sets_say_nothing_yet() -> None:
    assert change_of(*sittings((QUIET + LOUD)[:16])) == NoEstimate(Lack.TOO_FEW_RUNS, 16, 17)


def test_sixteen_sets_are_enough_with_the_first() -> None:
    given = sittings((QUIET + LOUD)[1:])
    assert isinstance(change_of(*given), NoEstimate)
    assert isinstance(change_of(*given, with_first=True), Verdict)


def test_early_retakes_are_no_runs() -> None:
    retake = a_sitting(SUNDAY + timedelta(weeks=15, days=2), {"heard": 5})
    assert change_of(*sittings((QUIET + LOUD)[:16]), retake) == NoEstimate(
        Lack.TOO_FEW_RUNS, 16, 17
    )


def test_a_set_that_was_given_early_knowingly_is_no_run() -> None:
    given = sittings((QUIET + LOUD)[:16])
    asked_early = replace(
        a_sitting(SUNDAY + timedelta(weeks=16), {"heard": 5}),
        early=True,
    )
    assert change_of(*given, asked_early) == NoEstimate(Lack.TOO_FEW_RUNS, 16, 17)


def test_a_period_of_early_retakes_alone_has_no_run() -> None:
    retake = a_sitting(SUNDAY + timedelta(days=2), {"heard": 5})
    found = heard_in(
        levels(*sittings([2]), retake, period=Period(since=SUNDAY + timedelta(days=1)))
    )
    assert (found.n_scored, found.change) == (1, NoEstimate(Lack.TOO_FEW_RUNS, 0, 16))


def test_after_a_new_wording_the_count_begins_anew_without_settling_in() -> None:
    later = SUNDAY + timedelta(weeks=17)
    given = [*sittings(QUIET + LOUD), *sittings([3], first=later, instrument=reworded())]
    found = heard_in(levels(*given))
    assert (found.starts, found.with_first, found.breaks) == (Start.WORDING, True, (later,))
    assert (found.n_sets, found.n_left_out) == (18, 0)
    assert found.change == NoEstimate(Lack.TOO_FEW_RUNS, 1, 16)


def test_two_sets_of_one_day_in_two_wordings_stay_apart() -> None:
    daily = replace(WEEK.cadence, min_days=0)
    old, new = replace(WEEK, cadence=daily), replace(reworded(), cadence=daily)
    found = heard_in(
        levels(*sittings([3], instrument=old), *sittings([4, 5], instrument=new)),
    )
    assert found.breaks == (SUNDAY,)
    assert found.change == NoEstimate(Lack.TOO_FEW_RUNS, 2, 16)


def test_a_mended_slip_is_no_break() -> None:
    later = SUNDAY + timedelta(weeks=2)
    given = [*sittings([2, 3]), *sittings([3], first=later, instrument=reworded("1.0.1"))]
    assert (heard_in(levels(*given)).breaks, heard_in(levels(*given)).n_sets) == ((), 3)


def test_a_new_series_leaves_earlier_sets_out_and_counts_them() -> None:
    later = SUNDAY + timedelta(weeks=2)
    found = heard_in(
        levels(*sittings([2, 3]), *sittings([4], first=later, instrument=reworded("2.0.0")))
    )
    assert (found.n_sets, found.n_left_out, found.breaks) == (1, 2, ())
    assert (found.starts, found.with_first) == (Start.WORDING, False)
    assert found.first == found.latest


def test_a_mapped_dimension_continues_under_its_earlier_name() -> None:
    change = Change(
        "2.0.0",
        "2025-10-01",
        ChangeKind.SCORING,
        "Called otherwise.",
        equate=Continuity.SAME,
        dimensions={"listened": "heard"},
    )
    new = replace(
        WEEK,
        version="2.0.0",
        dimensions=(replace(WEEK.dimensions[1], id="listened"),),
        changes=(change,),
    )
    found = levels(
        *sittings([2, 3]), *sittings([4], first=SUNDAY + timedelta(weeks=2), instrument=new)
    )
    assert [(one.dimension, one.n_sets, one.breaks) for one in found] == [("listened", 3, ())]


def test_a_mapped_scale_has_no_total_that_published_noise_is_about() -> None:
    change = Change("2.0.0", "2025-10-01", ChangeKind.SCORING, "Ten steps.", equate=Continuity.SAME)
    noise = Noise("heard", NoiseBasis.RELIABLE_CHANGE, 1.0, "Somebody 2014")
    new = replace(
        WEEK,
        version="2.0.0",
        items=(WEEK.items[0], replace(WEEK.items[1], scale=TEN), WEEK.items[2]),
        changes=(change,),
        noise=(noise,),
    )
    found = heard_in(
        levels(*sittings([2] * 5), *sittings([4] * 5, first=date(2026, 1, 4), instrument=new))
    )
    assert (found.n_sets, found.change) == (10, NoEstimate(Lack.TOO_FEW_RUNS, 10, 17))


def test_a_period_that_begins_later_has_settled_in() -> None:
    given = sittings([5, *QUIET, *LOUD])
    found = heard_in(levels(*given, period=Period(since=SUNDAY + timedelta(weeks=1))))
    assert (found.starts, found.with_first) == (Start.PERIOD, True)
    assert isinstance(found.change, Verdict)


def test_a_period_that_begins_with_the_first_set_settles_in() -> None:
    found = heard_in(levels(*sittings([2, 3]), period=Period(since=SUNDAY)))
    assert (found.starts, found.with_first) == (Start.FIRST, False)


def test_published_noise_of_the_dimension_comes_before_one_s_own() -> None:
    noises = (
        Noise("heard", NoiseBasis.RELIABLE_CHANGE, 1.5, "Somebody 2014"),
        Noise("connection", NoiseBasis.RELIABLE_CHANGE, 0.1, "Nobody"),
    )
    measured = replace(WEEK, noise=noises)
    change = change_of(*sittings([2, *[2, 1] * 4, *[4, 3] * 4], instrument=measured))
    assert isinstance(change, Verdict)
    assert (change.basis, change.source, change.outcome) == (
        Basis.PUBLISHED_CHANGE,
        "Somebody 2014",
        Outcome.UP,
    )
    assert change.threshold == 1.5


def test_more_dimensions_with_scores_ask_for_more() -> None:
    alone = change_of(*sittings(QUIET + LOUD))
    beside = change_of(
        *(
            a_sitting(SUNDAY + timedelta(weeks=at), {"heard": value, "connection": 5})
            for at, value in enumerate(QUIET + LOUD)
        )
    )
    assert isinstance(alone, Verdict)
    assert isinstance(beside, Verdict)
    assert beside.threshold > alone.threshold


@pytest.mark.parametrize(
    ("direction", "as_wanted"), [(Direction.CLOSER, True), (Direction.NEITHER, False)]
)
def test_only_nearness_to_what_is_wanted_is_as_wanted(
    direction: Direction, as_wanted: bool
) -> None:
    dimension = replace(a_named_dimension("room", "Room", ScoreOp.IDEAL), direction=direction)
    asked = replace(WEEK, dimensions=(dimension,))
    found = levels(a_sitting(SUNDAY, {"room": 1}, asked))
    assert [(one.as_wanted, one.direction) for one in found] == [(as_wanted, direction)]


def test_levels_without_the_rest_begin_with_their_first_set() -> None:
    found = build_levels(mark_early(weeks([5, 6])))
    assert {one.starts for one in found} == {Start.FIRST}


def test_another_scale_in_between_is_left_out() -> None:
    other = replace(
        WEEK, items=(replace(WEEK.items[0], scale=replace(TEN, max=7)), *WEEK.items[1:])
    )
    given = [
        *weeks([5]),
        *weeks([6], first=SUNDAY + timedelta(weeks=1), instrument=other),
        *weeks([7], first=SUNDAY + timedelta(weeks=2)),
    ]
    found = next(one for one in levels(*given) if one.dimension == "connection")
    assert (found.n_sets, found.n_left_out, found.breaks) == (2, 1, ())
