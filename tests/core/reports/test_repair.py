"""From conflicts to the time until a repair, as far as it is known."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from closeness_cli.core.reports.repair import Conflict, build_repairs, middle_of, what_is_known
from closeness_cli.core.stats.repair_time import RepairTime
from closeness_cli.core.stats.said import Reason, Silence

EVENING = datetime(2026, 3, 1, 20, tzinfo=UTC)
TODAY = date(2026, 6, 1)


def a_conflict(
    after: float | None = None,
    *,
    days: int = 0,
    offset_seconds: int = 0,
    closed_as: str | None = None,
    closed_on: date | None = None,
    still_open_on: date | None = None,
) -> Conflict:
    """Make a conflict, with a repair so many hours after it."""
    began = EVENING + timedelta(days=days)
    repairs = () if after is None else (began + timedelta(hours=after),)
    return Conflict(began, offset_seconds, repairs, closed_as, closed_on, still_open_on)


def hours_of(conflict: Conflict) -> tuple[float, bool]:
    (wait,) = what_is_known([conflict]).waits
    return wait.hours, wait.is_repaired


def test_a_repair_ends_it_and_the_first_one_counts() -> None:
    later, first = EVENING + timedelta(hours=40), EVENING + timedelta(hours=12)
    assert hours_of(Conflict(EVENING, repairs_at=(later, first))) == (12, True)


def test_a_repair_before_the_conflict_is_left_out_unless_one_came_after_it() -> None:
    before, after = EVENING - timedelta(hours=1), EVENING + timedelta(hours=3)
    known = what_is_known([Conflict(EVENING, repairs_at=(before,))])
    assert (known.waits, known.n_left_out) == ((), 1)
    assert hours_of(Conflict(EVENING, repairs_at=(before, after))) == (3, True)


@pytest.mark.parametrize(
    ("conflict", "hours", "is_repaired"),
    [
        (a_conflict(closed_as="faded", closed_on=date(2026, 3, 3)), 40, False),
        (a_conflict(closed_as="repaired", closed_on=date(2026, 3, 3)), 40, True),
        (a_conflict(closed_as="repaired", closed_on=date(2026, 3, 1)), 2, True),
        (a_conflict(closed_as="repaired"), 0, False),
        (a_conflict(closed_as="faded"), 0, False),
        (a_conflict(still_open_on=date(2026, 3, 3)), 40, False),
        (a_conflict(still_open_on=date(2026, 2, 3)), 0, False),
        (a_conflict(), 0, False),
        (a_conflict(offset_seconds=-18_000, still_open_on=date(2026, 3, 3)), 45, False),
    ],
)
def test_without_a_repair_it_is_known_until_it_was_last_heard_of(
    conflict: Conflict, hours: float, *, is_repaired: bool
) -> None:
    assert hours_of(conflict) == (hours, is_repaired)


def test_one_that_ended_before_it_began_is_left_out() -> None:
    known = what_is_known([a_conflict(closed_as="faded", closed_on=date(2026, 2, 1))])
    assert (known.waits, known.n_left_out) == ((), 1)


def test_the_open_and_the_faded_are_counted_apart() -> None:
    known = what_is_known(
        [
            a_conflict(3),
            a_conflict(closed_as="faded", closed_on=date(2026, 3, 3)),
            a_conflict(still_open_on=date(2026, 3, 9)),
            a_conflict(),
        ]
    )
    assert known.faded == (False, True, False, False)
    assert (known.n_repaired, known.n_open, known.n_unheard) == (1, 2, 1)


def test_five_repairs_give_a_median_and_fewer_say_from_when_on() -> None:
    conflicts = [a_conflict(hours, days=3 * at) for at, hours in enumerate((2, 5, 10, 20, 40))]
    repairs = build_repairs([*conflicts, a_conflict(days=30)], today=TODAY)
    assert isinstance(repairs.found, RepairTime)
    assert (repairs.found.median, repairs.n, repairs.known.n_repaired) == (10, 6, 5)
    early = build_repairs(conflicts[:4], today=TODAY).found
    assert early == Silence(Reason.TOO_FEW, 3)


def test_no_conflict_is_no_finding() -> None:
    repairs = build_repairs([], today=TODAY)
    assert (repairs.n, repairs.found) == (0, Silence(Reason.TOO_FEW))


def test_the_halves_are_made_by_when_conflicts_began() -> None:
    slow = [a_conflict(900, days=at) for at in range(4)]
    quick = [a_conflict(1, days=at) for at in range(4)]
    assert middle_of(what_is_known(slow).waits) == EVENING + timedelta(days=2)
    assert middle_of(what_is_known(quick).waits) == EVENING + timedelta(days=2)
    assert middle_of(()) is None


def test_the_later_half_begins_on_a_local_day() -> None:
    late = [a_conflict(1, days=at, offset_seconds=5 * 3600) for at in range(3)]
    assert build_repairs(late, today=TODAY).later_half_on == date(2026, 3, 3)
    assert build_repairs([], today=TODAY).later_half_on == TODAY
