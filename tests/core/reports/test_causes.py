from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from builders import a_text_item, an_entry, an_instrument
from closeness_cli.core.reports.causes import Cause, count_by_item, find_causes, tagged_items
from stories import OFTEN, SUNDAY, a_question, a_sitting

if TYPE_CHECKING:
    from closeness_cli.core.answering.administration import Administration

CAUSES = an_instrument(
    replace(a_question("work", "How often did work come between us?", OFTEN), tags=("work", "Job")),
    replace(a_question("time", "How often was there too little time?", OFTEN), tags=("time",)),
    a_question("mood", "How was it?", OFTEN),
    replace(a_text_item("words"), tags=("words",)),
    dimensions=[],
    instrument_id="causes",
)


def sets(*works: int | None) -> list[Administration]:
    return [
        a_sitting(SUNDAY + timedelta(weeks=4 * at), {"work": value, "time": 1}, CAUSES)
        for at, value in enumerate(works)
    ]


def cause(*works: int | None, counts: dict[str, int] | None = None) -> Cause:
    return find_causes(sets(*works), counts)[0]


@pytest.mark.parametrize(("value", "is_there"), [(2, False), (3, True), (5, True)])
def test_from_sometimes_on_a_cause_is_there(value: int, is_there: bool) -> None:
    assert cause(value).is_there is is_there


def test_it_recurs_in_so_many_of_the_sets_in_which_it_was_answered() -> None:
    found = cause(5, 2, None, 3)
    assert (found.is_there, found.n_sets, found.n_answered) == (True, 2, 3)


def test_a_skip_is_neither_there_nor_not() -> None:
    found = cause(5, None)
    assert (found.is_there, found.n_sets, found.n_answered) == (None, 1, 1)


def test_only_items_with_tags_and_numbers_are_causes() -> None:
    assert [one.item.id for one in find_causes(sets(3))] == ["work", "time"]
    assert [one.id for one in tagged_items(CAUSES)] == ["work", "time"]


def test_a_safety_item_is_no_cause() -> None:
    items = tuple(replace(one, safety=True) for one in CAUSES.items)
    assert tagged_items(replace(CAUSES, items=items)) == ()


def test_what_an_earlier_version_did_not_ask_was_not_answered_then() -> None:
    before = replace(sets(5)[0], instrument=replace(CAUSES, items=CAUSES.items[1:]))
    found = find_causes([replace(before, responses={}), *sets(3)])[0]
    assert (found.n_sets, found.n_answered) == (1, 1)


def test_entries_stand_beside_the_answers_where_they_were_counted() -> None:
    assert cause(3, counts={"work": 2}).n_entries == 2
    assert cause(3, counts={}).n_entries == 0
    assert cause(3).n_entries is None


def test_an_entry_with_two_tags_of_an_item_counts_once() -> None:
    entries = [
        an_entry("One.", tags=("work", "job")),
        an_entry("Two.", tags=("JOB", "time")),
        an_entry("Three.", tags=("worker",)),
    ]
    assert count_by_item(CAUSES, entries) == {"work": 2, "time": 1}


def test_the_cause_of_a_conflict_counts_beside_its_tags_once() -> None:
    entries = [
        an_entry("One.", fields={"cause": "work"}),
        an_entry("Two.", tags=("work",), fields={"cause": "work"}),
        an_entry("Three.", tags=("time",), fields={"cause": "job"}),
    ]
    assert count_by_item(CAUSES, entries) == {"work": 2, "time": 1}
