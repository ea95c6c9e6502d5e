"""One series closely: which, and in what period."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from closeness_cli.core.reports.overview import Period
from closeness_cli.core.reports.trend import choices, find_choice, follow_choice
from stories import SUNDAY, TALK, WEEK, a_sitting, weeks

TALKS = [
    a_sitting(SUNDAY + timedelta(days=30 * at), {"safety": 2 + at, "heard": 3}, TALK)
    for at in range(3)
]
THERE = choices([*TALKS, *weeks([7, 8])])


def test_the_weekly_dimensions_come_first() -> None:
    assert [one.names[1] for one in THERE] == [
        *("week/connection", "week/heard", "week/room"),
        *("talk/safety", "talk/heard"),
    ]


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("heard", "week/heard"),
        ("talk/heard", "talk/heard"),
        ("Feeling safe", "talk/safety"),
        ("TALK", "talk/safety"),
        ("week", "week/connection"),
        ("feeling h", "week/heard"),
        (" room ", "week/room"),
    ],
)
def test_a_dimension_is_found_by_what_it_is_called(asked: str, found: str) -> None:
    choice = find_choice(THERE, asked)
    assert choice is not None
    assert choice.names[1] == found


@pytest.mark.parametrize("asked", ["", "zzz", "eard"])
def test_what_no_dimension_is_called_finds_none(asked: str) -> None:
    assert find_choice(THERE, asked) is None


def test_how_close_one_felt_is_as_answered_and_the_rest_in_percents() -> None:
    close, heard = (follow_choice(one, Period()) for one in THERE[:2])
    assert close is not None
    assert heard is not None
    assert (close.is_percent, heard.is_percent) == (False, True)


def test_a_period_without_its_answers_has_none() -> None:
    assert follow_choice(THERE[0], Period(since=SUNDAY + timedelta(weeks=30))) is None


def test_a_dimension_that_the_period_s_version_does_not_have_is_none() -> None:
    newer = replace(WEEK, version="2.0.0", dimensions=WEEK.dimensions[:1])
    both = [*weeks([7]), *weeks([8], first=SUNDAY + timedelta(weeks=1), instrument=newer)]
    (close,) = choices(both)
    assert close.names[0] == "connection"
