"""Which words came and went, by days."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders import an_entry
from closeness_cli.core.reports.words import (
    Counted,
    Label,
    Parts,
    WordsFound,
    compare_words,
    count_words,
    split,
    without_entries,
)
from closeness_cli.core.stats.said import Silence

FIRST = date(2025, 1, 1)
DAYS = [FIRST + timedelta(days=at) for at in range(40)]
NUMBERS = [day.toordinal() for day in DAYS]


def halves() -> Parts:
    parts = split(DAYS)
    assert isinstance(parts, Parts)
    return parts


def tag(word: str, *places: int) -> tuple[Label, str, frozenset[int]]:
    return Label.TAG, word, frozenset(NUMBERS[at] for at in places)


def test_days_are_cut_in_the_middle_of_those_with_entries() -> None:
    sparse = [*DAYS[:4], *(FIRST + timedelta(days=100 + at) for at in range(21))]
    parts = split([*sparse, sparse[0]])
    assert parts == Parts(FIRST, sparse[12], sparse[-1], 12, 13)


def test_it_is_too_early_before_twelve_days_of_either_part() -> None:
    assert split(DAYS[:23]) == Silence("too_few", 1.0)  # type: ignore[arg-type]  # a StrEnum
    assert isinstance(split(DAYS[:24]), Parts)
    assert isinstance(split([]), Silence)


@pytest.mark.parametrize(
    ("before", "after", "which"),
    [(0, 3, 0), (1, 6, 0), (3, 6, 0), (3, 0, 1), (8, 4, 1), (4, 6, 2), (3, 5, 2), (5, 9, 2)],
)
def test_what_came_has_three_days_more_and_twice_as_many(
    before: int, after: int, which: int
) -> None:
    word = tag("walk", *range(before), *range(20, 20 + after))
    found = compare_words(halves(), [word])
    one = Counted(Label.TAG, "walk", before, after)
    assert found == tuple((one,) if at == which else () for at in range(3))


def test_what_is_on_two_days_of_a_part_is_not_counted() -> None:
    assert compare_words(halves(), [tag("walk", 0, 1, 20, 21)]) == ((), (), ())


def test_what_changed_most_is_first() -> None:
    came, went, stayed = compare_words(
        halves(),
        [
            tag("tea", 20, 21, 22),
            tag("walk", 20, 21, 22, 23),
            tag("work", 0, 1, 2),
            tag("train", 0, 1, 2, 3),
            tag("home", 0, 1, 2, 20, 21, 22),
            tag("sleep", 0, 1, 2, 3, 20, 21, 22),
        ],
    )
    assert [[one.word for one in some] for some in (came, went, stayed)] == [
        ["walk", "tea"],
        ["train", "work"],
        ["sleep", "home"],
    ]


def test_what_was_written_and_topics_can_be_left_out() -> None:
    tags, topics = Counted(Label.TAG, "walk", 0, 4), Counted(Label.TOPIC, "the trains", 0, 4)
    entry = an_entry("Words.")
    found = WordsFound(FIRST, 40, 40, (entry,), halves(), (tags, topics), said=(("walk", entry),))
    bare = without_entries(found)
    assert (bare.newest, bare.came, bare.said) == ((), (tags,), ())
    assert bare.n == 40


def test_without_two_parts_days_are_counted() -> None:
    found = count_words([tag("tea", 3), tag("walk", 1, 2)])
    assert found == (Counted(Label.TAG, "walk", 0, 2), Counted(Label.TAG, "tea", 0, 1))


@given(st.frozensets(st.sampled_from(range(40))))
def test_turned_round_in_time_what_came_went(places: frozenset[int]) -> None:
    came, went, stayed = compare_words(halves(), [tag("walk", *places)])
    turned = compare_words(halves(), [tag("walk", *(39 - at for at in places))])
    assert [len(one) for one in (came, went, stayed)] == [len(turned[at]) for at in (1, 0, 2)]
