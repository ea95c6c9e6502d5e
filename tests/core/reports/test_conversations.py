"""What was noted of conversations, and what came after them."""

from __future__ import annotations

from datetime import date, timedelta

from closeness_cli.core.reports.conversations import (
    FEWEST_TALK_DAYS,
    Figure,
    Kind,
    TalkDay,
    TalkWeek,
    build_conversations,
    talk_candidates,
)
from closeness_cli.core.reports.evidence import Source, weigh
from closeness_cli.core.stats.next_day import CLEAR, NEAREST
from closeness_cli.core.stats.said import Reason, Silence

MONDAY = date(2026, 3, 2)
TODAY = date(2026, 6, 1)


def a_day(day: int, *, minutes: int | None = None, depth: int | None = None) -> TalkDay:
    """Make a day with one conversation, so many days after the Monday."""
    return TalkDay(
        MONDAY + timedelta(days=day),
        1,
        *((1, float(minutes)) if minutes is not None else (0, 0.0)),
        *((1, float(depth), depth) if depth else (0, 0.0, None)),
    )


def test_weeks_begin_on_monday_and_those_between_are_empty() -> None:
    twice = TalkDay(MONDAY + timedelta(days=6), 2, 2, 50.0, 1, 3.0, 3, 2, 7.0, 4)
    found = build_conversations(
        [a_day(0, minutes=10), twice, a_day(14)], [], evidence=None, today=TODAY
    )
    assert found.weeks == (
        TalkWeek(MONDAY, 3, 60.0, 3.0, 3.5),
        TalkWeek(MONDAY + timedelta(days=7), 0, None, None, None),
        TalkWeek(MONDAY + timedelta(days=14), 1, None, None, None),
    )
    assert (found.n, found.minutes) == (4, Figure(30.0, 2))
    assert (found.depth, found.presence) == (Figure(3.0, 1), Figure(3.5, 2))


def test_without_any_there_is_nothing() -> None:
    found = build_conversations([], [], evidence=None, today=TODAY)
    assert (found.n, found.weeks, found.minutes, found.moved) == (0, (), None, ())
    assert talk_candidates([]) == ()


def test_days_are_deep_by_their_deepest_talk_and_long_by_one_s_own_usual() -> None:
    days = [
        a_day(0),
        a_day(1, minutes=20, depth=2),
        a_day(2, minutes=30),
        a_day(3, minutes=90, depth=3),
    ]
    deep, long = talk_candidates(days)
    none, first, second, third = (day.on.toordinal() for day in days)
    assert (deep.name, long.name) == ("deep-talk", "long-talk")
    assert deep.on == long.on == frozenset({third})
    assert (deep.among, long.among) == (
        frozenset({first, third}),
        frozenset({first, second, third}),
    )
    assert (deep.beside, long.beside) == (long.on, deep.on)
    assert deep.since == first
    assert none not in (long.among or ())
    assert {deep.source, long.source} == {Source.TALK}


def test_one_is_there_from_four_of_five_on() -> None:
    days = [
        TalkDay(MONDAY + timedelta(days=at), 1, n_presence=1, presence=value, most_present=value)
        for at, value in enumerate((3, 4, 5))
    ]
    (present,) = talk_candidates(days)
    assert (present.name, len(present.on)) == (Kind.PRESENT, 2)


def test_only_what_came_after_talks_is_kept_of_the_evidence() -> None:
    days = [a_day(0, minutes=20, depth=3)]
    walk = talk_candidates(days)[0]._replace(source=Source.TAG, name="walk")
    found = build_conversations(
        days, [], evidence=weigh([], {}, [walk, *talk_candidates(days)]), today=TODAY
    )
    assert [one.candidate.name for one in found.moved] == [Kind.DEEP, Kind.LONG]
    assert found.after(Kind.LONG) is found.moved[1]
    assert found.after(Kind.PRESENT) is None


def talks(n: int) -> list[TalkDay]:
    return [a_day(at, minutes=10 + 20 * (at % 2), depth=1 + 2 * (at % 3 == 0)) for at in range(n)]


def of(n: int, n_moods: int) -> Silence | None:
    """Give why nothing can be said yet of so many days of talks, and of moods."""
    days = talks(n)
    moods = {MONDAY.toordinal() + at: float(at * at % 5 - 2) for at in range(n_moods)}
    evidence = weigh([], moods, talk_candidates(days))
    return build_conversations(days, [], evidence=evidence, today=TODAY).silence


def test_too_early_is_what_could_not_be_told_were_it_ever_so_clear() -> None:
    assert 1 / (FEWEST_TALK_DAYS - 2 * NEAREST + 2) <= CLEAR
    assert of(FEWEST_TALK_DAYS - 12, FEWEST_TALK_DAYS) == Silence(Reason.TOO_FEW, 12)
    assert of(FEWEST_TALK_DAYS, FEWEST_TALK_DAYS + 1) is None
    assert of(FEWEST_TALK_DAYS, FEWEST_TALK_DAYS) == Silence(Reason.TOO_FEW)
    assert of(FEWEST_TALK_DAYS, 31) == Silence(Reason.TOO_FEW, 30)


def test_without_depth_or_minutes_nothing_says_from_when_on() -> None:
    days = [a_day(at, minutes=20) for at in range(9)]
    evidence = weigh([], {}, talk_candidates(days))
    found = build_conversations(days, [], evidence=evidence, today=TODAY)
    assert found.silence == Silence(Reason.TOO_FEW)
