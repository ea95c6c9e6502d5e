"""Regularity: a share of the periods that a ritual was meant for, and what it is today."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders import a_moment, id_number
from closeness_cli.core.regularity import (
    Regularity,
    Today,
    find_regularity,
    find_standing,
    state_today,
)
from closeness_cli.core.rituals import (
    Cadence,
    Done,
    Lasting,
    Meant,
    Observance,
    Ritual,
    read_meant,
)

MONDAY = date(2025, 11, 3)
FRIDAY = date(2025, 11, 14)
DAILY = Ritual(id_number(1), "walk", Meant(Cadence.DAILY), began_on=MONDAY)


def on(*days: date, state: Done = Done.DONE) -> list[Observance]:
    return [
        Observance(id_number(2), DAILY.id, a_moment(f"{day}T12:00:00+01:00"), state) for day in days
    ]


def november(*days: int, state: Done = Done.DONE) -> list[Observance]:
    return on(*(date(2025, 11, day) for day in days), state=state)


def meant(every: str, since: date = MONDAY) -> Ritual:
    return DAILY._replace(meant=read_meant(every), began_on=since)


def counted(
    ritual: Ritual, observed: list[Observance], today: date = FRIDAY
) -> tuple[int, int] | None:
    found = find_regularity(ritual, observed, today=today)
    return None if found is None else (found.done, found.meant)


def test_days_are_counted_from_the_first_to_yesterday_and_today_once_it_is_done() -> None:
    done = november(3, 4, 6, 13)
    assert find_regularity(DAILY, done, today=FRIDAY) == Regularity(Cadence.DAILY, 4, 11, MONDAY)
    assert counted(DAILY, [*done, *november(14)]) == (5, 12)


def test_a_day_counts_once_and_others_not_at_all() -> None:
    twice = november(3, 3, 3)
    before_and_ahead = november(1, 2, 15)
    assert counted(DAILY, [*twice, *before_and_ahead]) == (1, 11)


def test_a_skip_leaves_both_numbers_and_done_outweighs_it() -> None:
    done, skipped = november(3, 4), november(4, 5, 6, 14, state=Done.SKIPPED)
    assert counted(DAILY, [*done, *skipped]) == (2, 9)


def test_on_the_first_day_there_is_nothing_to_count_until_it_is_done() -> None:
    assert counted(meant("day", FRIDAY), []) == (0, 0)
    assert counted(meant("day", FRIDAY), november(14)) == (1, 1)


def test_only_the_weekdays_that_it_is_meant_for_count() -> None:
    ritual = meant("mon,thu")
    assert counted(ritual, november(3, 4, 13)) == (2, 4)
    found = find_regularity(ritual, november(3), today=FRIDAY)
    assert found is not None
    assert found.period is Cadence.DAILY


@pytest.mark.parametrize("cadence", [Cadence.DAILY, Cadence.WEEKLY])
def test_weekdays_of_others_count_under_either_word(cadence: Cadence) -> None:
    ritual = DAILY._replace(meant=Meant(cadence, (1, 4)))
    assert counted(ritual, november(3, 13)) == (2, 4)


def test_with_a_longer_rhythm_a_weekday_is_only_advice() -> None:
    ritual = DAILY._replace(meant=Meant(Cadence.MONTHLY, (1,)))
    assert counted(ritual, november(4)) == (1, 1)
    assert state_today(ritual, [], today=FRIDAY) is Today.CAN_BE_DONE


@pytest.mark.parametrize(
    ("every", "since", "days", "expected"),
    [
        ("week", MONDAY, ["2025-11-09"], (1, 1)),
        ("week", MONDAY, ["2025-11-09", "2025-11-10"], (2, 2)),
        ("week", date(2025, 11, 5), [], (0, 0)),
        ("week", date(2025, 11, 5), ["2025-11-09"], (1, 1)),
        ("2 weeks", date(2025, 10, 13), ["2025-10-26", "2025-11-01"], (2, 2)),
        ("2 weeks", date(2025, 10, 13), ["2025-10-26", "2025-10-14"], (1, 2)),
        ("month", date(2025, 8, 1), ["2025-08-31", "2025-10-01"], (2, 3)),
        ("month", date(2025, 8, 2), ["2025-10-01"], (1, 2)),
        ("quarter", date(2025, 1, 1), ["2025-03-31", "2025-04-01"], (2, 3)),
        ("year", date(2023, 1, 1), ["2023-12-31"], (1, 2)),
    ],
)
def test_longer_periods_are_those_of_the_calendar(
    every: str, since: date, days: list[str], expected: tuple[int, int]
) -> None:
    done = on(*map(date.fromisoformat, days))
    assert counted(meant(every, since), done) == expected


@pytest.mark.parametrize(
    "ritual",
    [
        DAILY._replace(meant=Meant()),
        DAILY._replace(state=Lasting.PAUSED),
        DAILY._replace(state=Lasting.ENDED),
        meant("day", FRIDAY + timedelta(days=1)),
    ],
)
def test_where_nothing_was_meant_nothing_is_said(ritual: Ritual) -> None:
    assert counted(ritual, november(3)) is None


def test_where_nobody_said_since_when_the_first_time_is_the_beginning() -> None:
    unknown = DAILY._replace(began_on=None)
    assert counted(unknown, november(12, 10)) == (2, 4)
    assert counted(unknown, []) is None


def test_the_local_day_is_the_one_where_it_was_done() -> None:
    late = Observance(
        id_number(2), DAILY.id, a_moment("2025-11-13T23:30:00-05:00", "America/New_York")
    )
    assert late.on == date(2025, 11, 13)
    assert counted(DAILY, [late]) == (1, 11)


@given(
    every=st.sampled_from(["day", "week", "2 weeks", "month", "quarter", "year", "mon,thu"]),
    since=st.integers(0, 400),
    done=st.lists(st.integers(0, 400), max_size=30),
    skipped=st.lists(st.integers(0, 400), max_size=30),
)
def test_a_share_is_between_nothing_and_all(
    every: str, since: int, done: list[int], skipped: list[int]
) -> None:
    today = FRIDAY
    ritual = meant(every, today - timedelta(days=since))
    observed = on(*(today - timedelta(days=one) for one in done))
    left_out = on(*(today - timedelta(days=one) for one in skipped), state=Done.SKIPPED)

    found = counted(ritual, [*observed, *left_out])
    without = counted(ritual, observed)

    assert found is not None
    assert without is not None
    assert 0 <= found[0] <= found[1] <= without[1]
    assert found[0] == without[0]
    assert counted(ritual, [*observed, *observed, *left_out]) == found


@pytest.mark.parametrize(
    ("every", "observed", "expected"),
    [
        ("day", [], Today.CAN_BE_DONE),
        ("day", november(13), Today.CAN_BE_DONE),
        ("day", november(14), Today.DONE),
        ("day", november(14, state=Done.SKIPPED), Today.SKIPPED),
        ("day", [*november(14, state=Done.SKIPPED), *november(14)], Today.DONE),
        ("day", november(15), Today.CAN_BE_DONE),
        ("ongoing", november(13), Today.CAN_BE_DONE),
        ("ongoing", november(14), Today.DONE),
        ("week", november(10), Today.DONE),
        ("week", november(9), Today.CAN_BE_DONE),
        ("2 weeks", november(3), Today.DONE),
        ("month", november(3), Today.DONE),
        ("month", [], Today.CAN_BE_DONE),
        ("mon,thu", [], Today.ANOTHER_DAY),
        ("fri", [], Today.CAN_BE_DONE),
    ],
)
def test_what_it_is_today(every: str, observed: list[Observance], expected: Today) -> None:
    assert state_today(meant(every), observed, today=FRIDAY) is expected


def test_before_it_is_meant_it_is_for_another_day() -> None:
    tomorrow = meant("day", FRIDAY + timedelta(days=1))
    assert state_today(tomorrow, [], today=FRIDAY) is Today.ANOTHER_DAY
    assert state_today(tomorrow, november(14), today=FRIDAY) is Today.DONE


@pytest.mark.parametrize("state", [Lasting.PAUSED, Lasting.ENDED])
def test_what_is_stopped_is_not_for_today(state: Lasting) -> None:
    assert state_today(DAILY._replace(state=state), [], today=FRIDAY) is Today.STOPPED


def test_a_standing_holds_the_times_of_its_own_ritual_alone() -> None:
    other = [one._replace(ritual_id=id_number(9)) for one in november(5, 14)]
    skipped = november(13, state=Done.SKIPPED)
    standing = find_standing(DAILY, [*november(4, 3, 3), *other, *skipped], today=FRIDAY)
    assert (standing.n_done, standing.last_on) == (3, date(2025, 11, 4))
    assert standing.today is Today.CAN_BE_DONE
    assert standing.regularity == Regularity(Cadence.DAILY, 2, 10, MONDAY)
    assert find_standing(DAILY, [], today=FRIDAY).last_on is None
