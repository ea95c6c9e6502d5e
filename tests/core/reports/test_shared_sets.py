from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st

from closeness_cli.core.reports.overview import Period
from closeness_cli.core.reports.shared_sets import (
    Asked,
    answers_of,
    by_instrument,
    compared_dimensions,
    compared_items,
    counted_sets,
    share_sets,
    toward_close,
)
from couples import FORM, SAM, WEEK, a_set, weekly
from stories import SUNDAY

if TYPE_CHECKING:
    from closeness_cli.core.answering.administration import Administration


def days(numbers: list[int]) -> list[int]:
    """Keep days that are far enough apart for sets that count."""
    kept: list[int] = []
    for one in sorted(set(numbers)):
        if not kept or one - kept[-1] >= WEEK.cadence.min_days:
            kept.append(one)
    return kept


def on(day: int, of: str | None = None) -> Administration:
    return a_set(SUNDAY + timedelta(days=day), {"connection": 5}, of=of)


def test_the_same_week_is_shared_and_the_next_is_not() -> None:
    found = share_sets([on(0), on(7)], [on(3, SAM), on(11, SAM)])
    assert [(one.mine.started.on, (one.theirs.started.on - SUNDAY).days) for one in found] == [
        (SUNDAY, 3)
    ]


def test_the_nearest_come_together_first() -> None:
    found = share_sets([on(0), on(6)], [on(3, SAM), on(6, SAM)])
    assert [(one.theirs.started.on - SUNDAY).days for one in found] == [3, 6]


@given(st.lists(st.integers(0, 120)), st.lists(st.integers(0, 120)))
def test_each_set_is_in_one_pair_and_the_order_of_the_two_does_not_matter(
    mine: list[int], theirs: list[int]
) -> None:
    own, other = [on(day) for day in days(mine)], [on(day, SAM) for day in days(theirs)]
    found = share_sets(own, other)
    assert (
        len({one.mine.id for one in found}) == len({one.theirs.id for one in found}) == len(found)
    )
    assert all(abs((one.mine.started.on - one.theirs.started.on).days) <= 3 for one in found)
    assert len(share_sets(other, own)) == len(found)


def test_early_retakes_and_other_times_do_not_count() -> None:
    done = [on(0), on(2), on(7), on(14)]
    inside = Period(until=SUNDAY + timedelta(days=10))
    assert [(one.started.on - SUNDAY).days for one in counted_sets(done, inside)] == [0, 7]


def test_the_weekly_questions_come_first() -> None:
    form = [a_set(SUNDAY + timedelta(days=60), {"support": 3}, FORM, of=of) for of in (None, SAM)]
    pairs = share_sets([*weekly([5]), form[0]], [*weekly([5], of=SAM), form[1]])
    assert list(by_instrument(pairs)) == ["week", "form"]


def test_no_page_for_two_brings_up_safety_or_a_way_of_being() -> None:
    assert [one.item.id for one in compared_items(FORM)] == [
        "support",
        "habits",
        "kept",
        "joy",
        "touch",
    ]
    assert [one.id for one in compared_dimensions(FORM)] == ["support", "habits", "kept", "warmth"]


def test_an_item_of_a_kept_dimension_is_left_out_of_the_others_too() -> None:
    whole = replace(FORM.dimensions[-1], items=("safety", "joy"))
    made = replace(FORM, dimensions=(*FORM.dimensions, whole))
    assert "safety" not in {one.item.id for one in compared_items(made)}


def test_what_was_asked_in_other_words_is_not_compared() -> None:
    reworded = replace(WEEK, items=(replace(WEEK.items[0], text="How near?"), *WEEK.items[1:]))
    pair = share_sets([on(0)], [a_set(SUNDAY, {"connection": 5}, reworded, of=SAM)])[0]
    asked = compared_items(WEEK)[0]
    assert asked.name == "week.connection"
    assert answers_of(pair, asked) is None
    assert answers_of(pair._replace(theirs=on(0, SAM)), asked) == (5.0, 5.0)


def test_a_reversed_answer_is_turned() -> None:
    kept = next(one for one in compared_items(FORM) if one.item.id == "kept")
    plain: Asked = compared_items(FORM)[0]
    assert (toward_close(kept, 5), toward_close(plain, 5)) == (0, 100)
