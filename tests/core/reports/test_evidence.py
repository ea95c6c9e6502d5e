from __future__ import annotations

from datetime import date, timedelta
from random import Random

from closeness_cli.core.reports.evidence import (
    A_MONDAY,
    Candidate,
    Evidence,
    Moved,
    Source,
    weigh,
)
from closeness_cli.core.stats.next_day import NextDay
from closeness_cli.core.stats.repair_time import RepairsCompared
from closeness_cli.core.stats.said import Silence
from closeness_cli.core.stats.shift import Shift
from closeness_cli.core.stats.trend import Trend
from conflicts import repaired, waits

BEGIN = date(2025, 1, 6)
FIRST = BEGIN.toordinal()
DAYS = 360


def a_series(step: float, seed: int = 1) -> list[tuple[date, float]]:
    chance = Random(seed)
    return [
        (BEGIN + timedelta(weeks=week), 6 + step * (week >= 26) + chance.gauss(0, 0.7))
        for week in range(52)
    ]


def moods_after(walks: frozenset[int], by: float, seed: int = 2) -> dict[int, float]:
    chance = Random(seed)
    return {
        day: max(-2, min(2, round(chance.gauss(0, 0.8) + by * (day - 1 in walks))))
        for day in range(FIRST, FIRST + DAYS)
    }


def some_days(seed: int, share: float = 0.3) -> frozenset[int]:
    chance = Random(seed)
    return frozenset(day for day in range(FIRST, FIRST + DAYS) if chance.random() < share)


WALKS = some_days(3)
WALK = Candidate(Source.RITUAL, "walk", "evening walk", WALKS, FIRST)
OTHERS = [
    Candidate(Source.TAG, f"tag{number}", f"tag{number}", some_days(10 + number), FIRST)
    for number in range(6)
]


def of(found: Evidence, name: str) -> Moved:
    return next(one for one in found.moved if one.candidate.name == name)


def test_a_monday_is_one() -> None:
    assert date.fromordinal(A_MONDAY).weekday() == 0


def test_with_nothing_there_is_nothing_to_tell() -> None:
    found = weigh([], {})

    assert isinstance(found.trend, Silence)
    assert isinstance(found.shift, Silence)
    assert isinstance(found.rhythm, Silence)
    assert [found.is_trend_told, found.is_shift_told, found.is_rhythm_told] == [False] * 3
    assert found.n_looked_at == 0


def test_a_large_step_is_told_with_its_sign() -> None:
    found = weigh(a_series(1.5), {})

    assert isinstance(found.shift, Shift)
    assert isinstance(found.trend, Trend)
    assert found.is_shift_told
    assert found.shift.change > 1
    assert found.n_looked_at == 2


def test_what_moved_with_the_next_day_is_told_among_many_that_did_not() -> None:
    found = weigh([], moods_after(WALKS, 0.9), [WALK, *OTHERS])

    walk = of(found, "walk")
    assert isinstance(walk.finding, NextDay)
    assert walk.is_told
    assert walk.finding.difference > 0.4
    assert [one.candidate.name for one in found.moved if one.is_told] == ["walk"]
    assert found.n_looked_at == 7 + 1


def test_what_would_be_told_alone_may_be_nothing_among_many() -> None:
    found = weigh([], moods_after(WALKS, 0.35, seed=4), [WALK])
    alone = of(found, "walk")
    assert isinstance(alone.finding, NextDay)
    p = alone.finding.p
    assert 0.002 < p <= 0.02, "a middling p is what this test is about"

    many = [
        *OTHERS,
        *(
            one._replace(name=f"{one.name}b", on=some_days(50 + at))
            for at, one in enumerate(OTHERS * 8)
        ),
    ]
    among = weigh([], moods_after(WALKS, 0.35, seed=4), [WALK, *many])

    assert alone.is_told
    assert not of(among, "walk").is_told


def test_a_trend_that_chance_gives_now_and_then_is_not_told_even_alone() -> None:
    found = weigh(a_series(1.0, seed=7)[18:38], {})

    assert isinstance(found.trend, Trend)
    assert 0.05 < found.trend.p < 0.1, "what the other claims would leave is what this is about"
    assert found.n_looked_at == 1
    assert not found.is_trend_told


def test_only_the_days_that_a_candidate_names_are_compared() -> None:
    among = some_days(5, share=0.6)
    found = of(weigh([], moods_after(WALKS, 0.5), [WALK._replace(among=among)]), "walk").finding

    assert isinstance(found, NextDay)
    assert found.n <= len(among)


def test_what_goes_along_with_a_candidate_is_taken_out() -> None:
    moods = moods_after(WALKS, 0.9)
    talks = WALKS | frozenset(sorted(some_days(6))[:40])
    alone, beside = (
        of(weigh([], moods, [WALK._replace(on=talks, beside=taken)]), "walk").finding
        for taken in (frozenset[int](), WALKS)
    )

    assert isinstance(alone, NextDay)
    assert isinstance(beside, NextDay)
    assert alone.difference > 0.4
    assert abs(beside.difference) < 0.25


def test_days_from_before_it_could_be_noted_do_not_count() -> None:
    moods = moods_after(WALKS, 0.5)
    half = WALK._replace(since=FIRST + DAYS // 2)

    found = of(weigh([], moods, [half]), "walk").finding

    assert isinstance(found, NextDay)
    assert found.n == DAYS // 2 - 1


def test_the_same_data_give_the_same_report() -> None:
    given = a_series(0.6), moods_after(WALKS, 0.4), [WALK, *OTHERS]
    assert weigh(*given) == weigh(*given)


def test_that_later_conflicts_were_repaired_sooner_is_weighed_with_the_rest() -> None:
    slow, quick = [40.0 + at for at in range(10)], [2.0 + at for at in range(10)]
    found = weigh([], {}, waits=waits(repaired(*slow, *quick)))
    assert isinstance(found.repairs, RepairsCompared)
    assert (found.is_repairs_told, found.n_looked_at) == (True, 1)
    assert found.repairs.ratio > 1

    alike = weigh([], {}, waits=waits(repaired(*slow, *slow)))
    assert (alike.is_repairs_told, alike.n_looked_at) == (False, 1)


def test_repairs_that_chance_makes_sooner_now_and_then_are_not_told_even_alone() -> None:
    slow, quicker = [20.0 + at for at in range(12)], [17.5 + at for at in range(12)]
    found = weigh([], {}, waits=waits(repaired(*slow, *quicker)))
    assert isinstance(found.repairs, RepairsCompared)
    assert 0.05 < found.repairs.p < 0.1
    assert (found.is_repairs_told, found.n_looked_at) == (False, 1)


def test_few_conflicts_are_no_claim() -> None:
    found = weigh([], {}, waits=waits(repaired(3.0, 5.0)))
    assert isinstance(found.repairs, Silence)
    assert found.n_looked_at == 0
