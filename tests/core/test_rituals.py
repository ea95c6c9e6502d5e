"""Rituals: how often they are meant, how they are named, who takes part."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders import a_moment, id_number
from closeness_cli.core.person import OWNER
from closeness_cli.core.rituals import (
    WEEKEND,
    WORKING,
    Cadence,
    Meant,
    Observance,
    Ritual,
    named_like,
    nearly_named,
    read_after,
    read_meant,
    read_minutes,
    takes_part,
)
from closeness_cli.errors import WrongUseError

NAMES = ("Evening walk", "Walk to work", "Zoé’s tea", "Late-night bath (hot)")

WALK, WALKS, TEA, BATH = (
    Ritual(id_number(number), name) for number, name in enumerate(NAMES, start=1)
)


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("day", Meant(Cadence.DAILY)),
        ("week", Meant(Cadence.WEEKLY)),
        ("2 weeks", Meant(Cadence.BIWEEKLY)),
        (" Every  other week ", Meant(Cadence.BIWEEKLY)),
        ("two-weeks", Meant(Cadence.BIWEEKLY)),
        ("month", Meant(Cadence.MONTHLY)),
        ("quarter", Meant(Cadence.QUARTERLY)),
        ("YEAR", Meant(Cadence.YEARLY)),
        ("ongoing", Meant()),
        ("weekdays", Meant(Cadence.WEEKLY, WORKING)),
        ("weekday", Meant(Cadence.WEEKLY, WORKING)),
        ("weekend", Meant(Cadence.WEEKLY, WEEKEND)),
        ("mon,thu", Meant(Cadence.WEEKLY, (1, 4))),
        ("Thursdays and mo", Meant(Cadence.WEEKLY, (1, 4))),
        ("sun sun", Meant(Cadence.WEEKLY, (7,))),
        ("mo tu we th fr sa su", Meant(Cadence.DAILY)),
    ],
)
def test_how_often_is_said_in_a_few_words(text: str, meant: Meant) -> None:
    assert read_meant(text) == meant


@pytest.mark.parametrize("text", ["", "every", "m", "now", "mon,xyz", "3 weeks", "0", ",", "and"])
def test_what_says_no_rhythm_is_refused_with_what_would(text: str) -> None:
    with pytest.raises(WrongUseError) as error:
        read_meant(text)
    assert error.value.hint.startswith("--every takes day, week,")


@given(st.text(max_size=30))
def test_any_text_is_a_rhythm_or_is_refused(text: str) -> None:
    try:
        meant = read_meant(text)
    except WrongUseError:
        return
    assert list(meant.weekdays) == sorted(set(meant.weekdays))
    assert set(meant.weekdays) < set(range(1, 8))


def test_after_is_one_line_or_nothing() -> None:
    assert (read_after(" dinner "), read_after(" ")) == ("dinner", None)
    for text in ("x" * 81, "two\nlines", "\x1b"):
        with pytest.raises(WrongUseError, match="--after"):
            read_after(text)


def test_a_ritual_takes_no_longer_than_a_day() -> None:
    assert [read_minutes(one) for one in (0, 1440)] == [0, 1440]
    for minutes in (-1, 1441):
        with pytest.raises(WrongUseError, match="from 0 to 1440"):
            read_minutes(minutes)


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("evening WALK", [WALK]),
        ("even", [WALK]),
        ("wal", [WALKS]),
        ("tea", [TEA]),
        ("ZOE\u0301", [TEA]),
        ("w", [WALKS]),
        ("to", [WALKS]),
        ("night", [BATH]),
        ("(hot", [BATH]),
        ("ening", []),
        ("", []),
        (" ", []),
    ],
)
def test_a_name_may_be_cut_short_at_its_end(typed: str, found: list[Ritual]) -> None:
    assert named_like([WALK, WALKS, TEA, BATH], typed) == found


def test_a_whole_name_wins_over_one_that_is_longer() -> None:
    short = Ritual(id_number(4), "walk")
    assert named_like([WALK, WALKS, short], "Walk") == [short]
    assert named_like([WALK, short], "wa") == [short]
    late = Ritual(id_number(5), "Late walk")
    assert named_like([WALK, late], "walk") == [WALK, late]


def test_a_slip_of_the_pen_finds_the_name_that_is_near() -> None:
    assert nearly_named([WALK, TEA], "evning walk") == WALK
    assert nearly_named([WALK, TEA], "swimming") is None


def test_where_nobody_is_named_it_is_the_owner_who_takes_part() -> None:
    alone = Observance(id_number(6), WALK.id, a_moment())
    both = alone._replace(people=(OWNER, "SAM"))
    assert [takes_part(one) for one in (WALK, alone, both)] == [True, True, True]
    assert [takes_part(one, "SAM") for one in (WALK, alone, both)] == [False, False, True]
    assert not takes_part(alone._replace(people=("SAM",)))
