from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from closeness_cli.core.reports.couple import RECENT_DAYS
from closeness_cli.core.reports.overview import Period
from closeness_cli.core.reports.talk import (
    ItemName,
    choose_by_rule,
    choose_named,
    read_item_names,
)
from closeness_cli.errors import NotFoundError, WrongUseError
from couples import FORM, a_set, weekly
from stories import SUNDAY

ALWAYS = Period()


def chosen(answers: dict[str, int]) -> list[str]:
    return [one.item.id for one in choose_by_rule([a_set(SUNDAY, answers, FORM)], ALWAYS)]


def test_something_good_comes_first_and_then_the_lowest() -> None:
    assert chosen({"support": 5, "habits": 3, "kept": 4}) == ["support", "kept", "habits"]


def test_where_all_is_good_one_answer_is_enough() -> None:
    assert chosen({"support": 4, "habits": 5, "kept": 1}) == ["kept"]


def test_where_nothing_is_good_the_lowest_are_read() -> None:
    assert chosen({"support": 2, "habits": 3, "kept": 5}) == ["kept", "support"]


def test_safety_ways_of_being_and_parts_of_a_whole_are_never_chosen() -> None:
    assert chosen({"safety": 1, "way": 1, "joy": 1, "touch": 1}) == []


def test_only_the_latest_set_that_counts_is_read_and_none_that_is_long_past() -> None:
    later = SUNDAY + timedelta(days=RECENT_DAYS + 7)
    done = [a_set(SUNDAY, {"support": 1}, FORM), *weekly([5, 2], first=later)]
    found = choose_by_rule(done, ALWAYS)
    # "room" is as wanted; of the weekly answers, the later set's count.
    assert [(one.item.id, one.response and one.response.value) for one in found] == [
        ("room", 0),
        ("connection", 2),
        ("heard", 3),
    ]
    assert choose_by_rule([], ALWAYS) == ()


@pytest.mark.parametrize("text", ["", ",", "week", "week.", ".heard", "week.heard,room"])
def test_an_item_is_named_with_its_instrument(text: str) -> None:
    with pytest.raises(WrongUseError):
        read_item_names(text)


def test_items_are_named_once_each_in_the_order_given() -> None:
    assert read_item_names("week.room, week.heard,week.room") == (
        ItemName("week", "room"),
        ItemName("week", "heard"),
    )


def test_a_named_item_has_its_latest_answer() -> None:
    done = weekly([5, 7])
    skipped = a_set(SUNDAY + timedelta(weeks=2), {"connection": 1})
    responses = {
        **skipped.responses,
        "connection": replace(skipped.responses["connection"], value=None),
    }
    done.append(replace(skipped, responses=responses))
    names = (ItemName("week", "connection"),)
    assert [one.response and one.response.value for one in choose_named(done, names, ALWAYS)] == [7]
    early = Period(until=SUNDAY + timedelta(days=1))
    assert [one.response and one.response.value for one in choose_named(done, names, early)] == [5]


def test_a_question_may_be_read_without_an_answer() -> None:
    one = a_set(SUNDAY, {"connection": 1})
    responses = {"connection": replace(one.responses["connection"], value=None)}
    found = choose_named(
        [replace(one, responses=responses)], (ItemName("week", "connection"),), ALWAYS
    )
    assert [(one.item.id, one.response) for one in found] == [("connection", None)]


@pytest.mark.parametrize("name", [("week", "nope"), ("nope", "heard"), ("form", "secret")])
def test_what_was_not_asked_or_is_private_is_not_found(name: tuple[str, str]) -> None:
    items = (*FORM.items[:-1], replace(FORM.items[-1], id="secret", safety=True))
    form = replace(FORM, items=items, dimensions=FORM.dimensions[:-1])
    done = [*weekly([5]), a_set(SUNDAY, {"secret": 1}, form)]
    with pytest.raises(NotFoundError):
        choose_named(done, (ItemName(*name),), ALWAYS)
