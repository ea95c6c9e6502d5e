"""How rituals stand in a period."""

from __future__ import annotations

from datetime import date, timedelta

from builders import a_moment, id_number
from closeness_cli.core.reports.overview import Period
from closeness_cli.core.reports.rituals import stand_in
from closeness_cli.core.rituals import Cadence, Meant, Observance, Ritual

TODAY = date(2025, 11, 14)
BEGAN = date(2025, 10, 1)

WALK = Ritual(id_number(1), "walk", Meant(Cadence.DAILY), BEGAN)
TEA = Ritual(id_number(2), "tea")
BATH = Ritual(id_number(3), "bath")
YOGA = WALK._replace(id=id_number(4))


def done(ritual: Ritual, *days: date) -> list[Observance]:
    return [
        Observance(id_number(100 + at), ritual.id, a_moment(f"{day}T20:00:00+01:00"))
        for at, day in enumerate(days)
    ]


WALKS = done(WALK, *(BEGAN + timedelta(days=at) for at in range(0, 44, 2)))


def test_a_ritual_is_counted_from_its_own_beginning_on() -> None:
    [one] = stand_in([WALK], WALKS, period=Period(), today=TODAY)
    assert one.regularity is not None
    assert (one.regularity.done, one.regularity.meant, one.n_done) == (22, 44, 22)


def test_a_period_narrows_it_at_both_ends() -> None:
    period = Period(since=date(2025, 10, 11), until=date(2025, 10, 21))
    [one] = stand_in([WALK], WALKS, period=period, today=TODAY)
    assert one.ritual == WALK
    assert one.regularity is not None
    assert one.regularity.since == period.since
    assert (one.regularity.done, one.regularity.meant, one.n_done) == (5, 10, 5)


def test_a_period_before_its_beginning_says_nothing_of_it() -> None:
    assert stand_in([WALK], [], period=Period(until=BEGAN), today=TODAY) == ()


def test_one_that_was_not_done_is_left_out_and_the_others_go_by_times() -> None:
    teas = done(TEA, BEGAN, BEGAN, TODAY)
    found = stand_in([BATH, TEA, WALK, YOGA], [*teas, *WALKS], period=Period(), today=TODAY)
    assert [(one.ritual.name, one.n_done) for one in found] == [("walk", 22), ("tea", 3)]


def test_days_before_the_period_do_not_count_although_nobody_said_when_it_began() -> None:
    unknown = WALK._replace(began_on=None)
    period = Period(since=date(2025, 11, 1))
    [one] = stand_in([unknown], WALKS, period=period, today=TODAY)
    assert one.regularity is not None
    assert (one.regularity.since, one.regularity.meant) == (period.since, 13)
