"""The one series that a report follows."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest

from builders import id_number
from closeness_cli.core.reports.followed import (
    Followed,
    build_followed,
    follow_in,
    own_sets,
    smooth_of,
    usual_range,
)
from closeness_cli.core.reports.overview import Period
from closeness_cli.core.stats.own_range import OwnRange
from closeness_cli.core.stats.said import Reason, Silence
from stories import SUNDAY, TALK, WEEK, a_sitting, a_wide_instrument, weeks

if TYPE_CHECKING:
    from closeness_cli.core.answering.administration import Administration

WEEKS = [SUNDAY + timedelta(weeks=at) for at in range(20)]


def followed(*sittings: Administration) -> Followed:
    found = build_followed(own_sets(sittings))
    assert found is not None
    return found


def talks(*days: date) -> list[Administration]:
    return [a_sitting(day, {"safety": 1 + at % 5, "heard": 2}, TALK) for at, day in enumerate(days)]


def test_how_close_one_felt_is_followed_as_it_was_answered() -> None:
    found = followed(*weeks([7, 8]), *talks(*WEEKS[:5]))
    assert (found.instrument_id, found.dimension, found.title) == (
        "week",
        "connection",
        "Feeling close",
    )
    assert (found.low, found.high, found.is_percent) == (1, 10, False)
    assert found.points == ((WEEKS[0], 7.0), (WEEKS[1], 8.0)) == found.compared


def test_without_it_the_first_dimension_of_what_was_answered_most_is() -> None:
    wide = a_sitting(SUNDAY, {"thing0": 3}, a_wide_instrument(1))
    found = followed(wide, *talks(SUNDAY, SUNDAY + timedelta(days=30)))
    assert (found.instrument_id, found.dimension, found.is_percent) == ("talk", "safety", True)
    assert (found.low, found.high) == (0, 100)
    assert [value for _, value in found.points] == [0.0, 25.0]


def test_a_dimension_that_was_always_skipped_is_not_followed() -> None:
    found = followed(a_sitting(SUNDAY, {"safety": None, "heard": 4}, TALK))
    assert found.dimension == "heard"


def test_nothing_is_followed_without_answers() -> None:
    assert build_followed([]) is None
    assert build_followed(own_sets([a_sitting(SUNDAY, {"safety": None}, TALK)])) is None


def test_early_retakes_are_drawn_and_not_compared() -> None:
    early = a_sitting(SUNDAY + timedelta(days=1), {"connection": 2})
    found = followed(*weeks([7, 8]), early)
    assert found.early == ((SUNDAY + timedelta(days=1), 2.0),)
    assert [value for _, value in found.compared] == [7.0, 8.0]
    assert found.latest == (WEEKS[1], 8.0)


def test_early_retakes_of_percents_are_apart_too() -> None:
    soon = SUNDAY + timedelta(days=1)
    found = followed(*talks(SUNDAY, SUNDAY + timedelta(days=30)), *talks(soon))
    assert [day for day, _ in found.early] == [soon]
    assert soon not in dict(found.points)
    assert soon not in dict(found.compared)


def test_after_a_new_wording_only_what_follows_is_compared() -> None:
    reworded = replace(WEEK, items=(replace(WEEK.items[0], text="Close?"), *WEEK.items[1:]))
    found = followed(*weeks([7, 8]), *weeks([5, 6], first=WEEKS[2], instrument=reworded))
    assert [value for _, value in found.points] == [7.0, 8.0, 5.0, 6.0]
    assert found.breaks == (WEEKS[2],)
    assert [value for _, value in found.compared] == [5.0, 6.0]


def test_the_same_holds_of_percents() -> None:
    reworded = replace(TALK, items=(replace(TALK.items[0], text="Safe?"), *TALK.items[1:]))
    later = SUNDAY + timedelta(days=30)
    found = followed(*talks(SUNDAY), a_sitting(later, {"safety": 5}, reworded))
    assert (found.breaks, found.compared) == ((later,), ((later, 100.0),))


def test_a_period_narrows_it() -> None:
    found = follow_in(weeks([5, 6, 7]), Period(since=WEEKS[1]))
    assert found is not None
    assert [value for _, value in found.points] == [6.0, 7.0]


def test_guesses_and_what_is_still_open_are_no_sets() -> None:
    guess = replace(a_sitting(SUNDAY, {"connection": 2}), guess_of=id_number(9))
    opened = a_sitting(SUNDAY, {"connection": 2}, open_still=True)
    assert own_sets([guess, opened]) == []


def test_two_people_are_never_put_together() -> None:
    theirs = a_sitting(WEEKS[1], {"connection": 2}, person_id=id_number(3))
    with pytest.raises(ValueError, match="one person"):
        own_sets([*weeks([7]), theirs])


def test_the_usual_range_takes_twelve_and_no_numpy_before() -> None:
    assert usual_range(None) == Silence(Reason.TOO_FEW)
    assert usual_range(followed(*weeks([5, 6] * 5))) == Silence(Reason.TOO_FEW, 14.0)
    found = usual_range(followed(*weeks([5, 6] * 7)))
    assert isinstance(found, OwnRange)
    assert found.n_after == 2


def test_a_smooth_line_takes_twelve() -> None:
    assert smooth_of(followed(*weeks([5, 6] * 5))) == ()
    line = smooth_of(followed(*weeks([5] * 6 + [7] * 6)))
    assert [day for day, _ in line] == WEEKS[:12]
    assert line[0][1] < 5.5 < 6.5 < line[-1][1]
