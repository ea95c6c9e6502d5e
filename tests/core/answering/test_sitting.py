"""Sittings: the order of items, when it is too soon, and when safety items may be asked."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders import an_instrument, an_item
from closeness_cli.core.answering.form import Form
from closeness_cli.core.answering.sitting import (
    TooSoon,
    mark_early,
    may_ask_safety,
    presented_order,
    too_soon,
)
from closeness_cli.core.instruments.instrument import Cadence
from stories import TALK, WEEK, a_sitting

if TYPE_CHECKING:
    from closeness_cli.core.answering.administration import Administration

DAY = date(2025, 11, 14)
WEEKLY = replace(WEEK, cadence=Cadence(suggest_days=7, min_days=5, recall_days=7))
SAFE = replace(an_item("safe"), safety=True)
FORM = an_instrument(an_item("one"), SAFE, an_item("two"), an_item("three"))


def day(offset: int) -> date:
    return DAY + timedelta(days=offset)


def sets(*offsets: int, early: bool = False) -> list[Administration]:
    return [replace(a_sitting(day(one), {"connection": 7}, WEEKLY), early=early) for one in offsets]


class TestTooSoon:
    @pytest.mark.parametrize(
        ("before", "on", "found"),
        [
            ([], 0, None),
            ([0], 0, TooSoon(day(0), day(5))),
            ([0], 4, TooSoon(day(0), day(5))),
            ([0], 5, None),
            ([0], -4, TooSoon(day(0), day(5))),
            ([0], -5, None),
            ([0, 7], 3, TooSoon(day(7), day(12))),
            ([0, 10], 5, None),
        ],
        ids=[
            *("nothing before", "the same day", "a day too soon", "far enough"),
            *("before a later one", "far enough before", "between two", "just between two"),
        ],
    )
    def test_it_is_too_soon_within_min_days_of_a_set_that_counts(
        self, before: list[int], on: int, found: TooSoon | None
    ) -> None:
        assert too_soon(sets(*before), WEEKLY, day(on)) == found

    def test_a_set_that_does_not_count_makes_nothing_too_soon(self) -> None:
        assert too_soon(sets(0, early=True), WEEKLY, day(1)) is None
        assert too_soon(sets(0, 3), WEEKLY, day(6)) is None  # the second one came too soon

    def test_another_instrument_makes_nothing_too_soon(self) -> None:
        assert too_soon(sets(0), TALK, day(1)) is None

    @given(
        st.lists(st.integers(0, 60), max_size=12),
        st.integers(0, 60),
        st.integers(1, 20),
    )
    def test_what_is_not_too_soon_counts_and_leaves_all_others_counting(
        self, offsets: list[int], on: int, min_days: int
    ) -> None:
        asked = replace(WEEK, cadence=Cadence(min_days, min_days, 1))
        done = [a_sitting(day(one), {"connection": 7}, asked) for one in sorted(offsets)]
        found = too_soon(done, asked, day(on))
        new = a_sitting(day(on), {"connection": 5}, asked)
        together = sorted([*done, new], key=lambda one: one.started.on)
        if found is None:
            counting = {one.on for one in mark_early(done) if not one.early}
            with_new = {one.on for one in mark_early(together) if not one.early}
            assert with_new == counting | {day(on)}
        else:
            assert abs((found.answered_on - day(on)).days) < min_days
            assert found.again_on > day(on)
            assert too_soon(done, asked, found.again_on) is None

    @given(st.lists(st.integers(0, 60), max_size=12), st.integers(0, 60))
    def test_one_that_was_marked_early_changes_nothing_about_the_others(
        self, offsets: list[int], on: int
    ) -> None:
        done = sets(*sorted(offsets))
        together = sorted([*done, *sets(on, early=True)], key=lambda one: one.started.on)
        marked = [one for one in mark_early(together) if not one.given.early]
        assert marked == mark_early(done)


class TestOrder:
    def test_the_own_order_leaves_safety_items_out(self) -> None:
        assert presented_order(FORM) == ("one", "two", "three")

    def test_safety_items_come_last_where_they_are_asked(self) -> None:
        assert presented_order(FORM, safety=["safe"]) == ("one", "two", "three", "safe")

    @given(st.integers(0, 2**53 - 1))
    def test_a_seed_gives_one_order_of_the_same_items_with_safety_last(self, seed: int) -> None:
        order = presented_order(FORM, seed=seed, safety=["safe"])
        assert order == presented_order(FORM, seed=seed, safety=["safe"])
        assert order[-1] == "safe"
        assert sorted(order) == sorted(item.id for item in FORM.items)

    def test_seeds_give_different_orders(self) -> None:
        assert len({presented_order(FORM, seed=seed) for seed in range(40)}) == 6

    @given(
        st.integers(0, 2**53 - 1),
        st.fixed_dictionaries(
            {name: st.none() | st.integers(1, 5) for name in ("one", "two", "three")}
        ),
    )
    def test_no_raw_value_depends_on_the_order(
        self, seed: int, answers: dict[str, int | None]
    ) -> None:
        values = []
        for order in (presented_order(FORM), presented_order(FORM, seed=seed)):
            form = Form(FORM, order)
            while form.step is not None:
                value = answers[form.step.item.id]
                form.skip() if value is None else form.answer(value)
            values.append(
                {name: (one.value, one.label, one.reason) for name, one in form.responses.items()}
            )
            assert [one.position for one in form.responses.values()] == [1, 2, 3]
        assert values[0] == values[1]


@pytest.mark.parametrize(
    ("days", "may"), [(None, True), (0, False), (89, False), (90, True), (400, True)]
)
def test_safety_items_may_be_asked_once_a_quarter(days: int | None, may: bool) -> None:
    last = None if days is None else DAY - timedelta(days=days)
    assert may_ask_safety(last, DAY) is may
