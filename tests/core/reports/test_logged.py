"""Rituals and repairs beside a set of answers: counted, and nothing more."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from builders import EVENING, a_moment, an_entry, an_instrument, id_number
from closeness_cli.core.answering.administration import Administration
from closeness_cli.core.entry import EntryKind
from closeness_cli.core.reports.logged import Logged, count_logged, is_counted
from closeness_cli.core.rituals import Observance

if TYPE_CHECKING:
    from closeness_cli.core.entry import Entry

LOUD, LATER = id_number(1), id_number(2)
CONFLICTS = {LOUD: a_moment("2025-11-01T18:00:00+01:00"), LATER: EVENING}


def a_repair(at: str, of: str | None = LOUD) -> Entry:
    said = {} if of is None else {"repairs": of}
    return an_entry("Tea.", kind=EntryKind.REPAIR)._replace(moment=a_moment(at), fields=said)


def test_times_and_different_rituals_are_counted() -> None:
    done = [Observance(id_number(9), name, EVENING) for name in ("a", "b", "a")]
    assert count_logged(done, [], {}, days=30) == Logged(30, 3, 2, 0)


def test_the_time_to_a_repair_is_that_to_the_first_of_its_disagreement() -> None:
    repairs = [
        a_repair("2025-11-03T18:00:00+01:00"),
        a_repair("2025-11-01T20:00:00+01:00"),
        a_repair("2025-11-02T18:00:00+01:00", None),
        a_repair("2025-11-02T18:00:00+01:00", id_number(7)),
    ]
    logged = count_logged([], repairs, CONFLICTS, days=30)
    assert (logged.n_repairs, logged.times) == (4, (timedelta(hours=2),))


def test_a_repair_before_its_disagreement_has_no_time() -> None:
    logged = count_logged([], [a_repair("2025-11-01T17:59:00+01:00")], CONFLICTS, days=30)
    assert (logged.n_repairs, logged.times, logged.middle_time) == (1, (), None)


@pytest.mark.parametrize(
    ("hours", "middle"), [([3], 3), ([1, 4], 2.5), ([1, 4, 90], 4), ([1, 2, 4, 90], 3)]
)
def test_the_middle_time_is_the_median(hours: list[float], middle: float) -> None:
    times = tuple(timedelta(hours=one) for one in hours)
    assert Logged(30, 0, 0, len(times), times).middle_time == timedelta(hours=middle)


def test_only_the_marks_of_growth_are_counted_and_no_guess() -> None:
    given = Administration(
        id=id_number(5),
        instrument=an_instrument(instrument_id="growth-markers"),
        definition_id="",
        started=EVENING,
        order=(),
        responses={},
    )
    assert is_counted(given)
    assert not is_counted(replace(given, guess_of="self"))
    assert not is_counted(replace(given, instrument=an_instrument(instrument_id="week")))
