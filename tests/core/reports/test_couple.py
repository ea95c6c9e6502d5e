from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

from closeness_cli.core.instruments.item_bank import Card
from closeness_cli.core.reports.couple import RECENT_DAYS, Couple, build_couple
from closeness_cli.core.reports.overview import Period
from couples import FORM, SAM, TODAY, WEEK, a_set, weekly
from stories import SUNDAY

if TYPE_CHECKING:
    from collections.abc import Sequence

    from closeness_cli.core.answering.administration import Administration

CARDS = (Card("one", "heard", "Who listens?"), Card("two", "heard", "What was heard?"))


def beside(
    mine: Sequence[Administration],
    theirs: Sequence[Administration],
    *,
    cards: Sequence[Card] = (),
    period: Period | None = None,
) -> Couple:
    return build_couple(mine, theirs, cards=cards, period=period or Period(), today=TODAY)


def forms(mine: dict[str, int], theirs: dict[str, int], day: int = 0) -> Couple:
    on = SUNDAY + timedelta(days=day)
    return beside([a_set(on, mine, FORM)], [a_set(on, theirs, FORM, of=SAM)])


def topics(found: Couple) -> list[str]:
    return [one.asked.item.id for one in found.topics]


def good(found: Couple) -> list[str]:
    return [one.asked.item.id for one in found.good]


def test_what_lies_furthest_apart_comes_first() -> None:
    found = forms(
        {"support": 2, "habits": 1, "kept": 3, "joy": 4},
        {"support": 3, "habits": 5, "kept": 5, "joy": 4},
    )
    assert topics(found) == ["habits", "kept", "support"]


def test_less_than_a_step_of_five_is_near() -> None:
    found = beside(weekly([5]), weekly([7], of=SAM))  # two of nine steps
    assert topics(found) == []
    assert topics(beside(weekly([5]), weekly([8], of=SAM))) == ["connection"]


def test_safety_and_ways_of_being_are_never_brought_up() -> None:
    found = forms({"safety": 5, "way": 5, "support": 4}, {"safety": 1, "way": 1, "support": 4})
    assert (topics(found), good(found)) == ([], ["support"])


def test_at_most_three_are_brought_up() -> None:
    apart = {"support": 1, "habits": 1, "kept": 1, "joy": 1, "touch": 1}
    assert len(topics(forms(apart, dict.fromkeys(apart, 5)))) == 3


def test_of_a_dimension_the_furthest_item_stands_for_all() -> None:
    found = forms({"joy": 2, "touch": 1, "habits": 1}, {"joy": 5, "touch": 5, "habits": 2})
    assert topics(found) == ["touch", "habits"]
    assert found.topics[0].asked.dimension.title == "Warmth"


def test_good_is_what_both_answered_high_reversed_items_the_other_way() -> None:
    found = forms({"support": 5, "habits": 4, "kept": 1}, {"support": 4, "habits": 3, "kept": 1})
    assert good(found) == ["kept", "support"]


def test_what_is_good_for_both_is_not_brought_up_however_far_apart() -> None:
    found = forms({"support": 5, "habits": 5}, {"support": 4, "habits": 3})
    assert (topics(found), good(found)) == (["habits"], ["support"])


def test_one_subject_of_two_forms_is_brought_up_once() -> None:
    again = replace(WEEK, id="again")
    found = beside(
        [*weekly([5], [1]), a_set(SUNDAY, {"heard": 2, "connection": 1}, again)],
        [*weekly([5], [5], of=SAM), a_set(SUNDAY, {"heard": 5, "connection": 9}, again, of=SAM)],
    )
    assert [one.asked.name for one in found.topics] == ["week.heard", "again.connection"]


def test_what_is_long_past_is_not_brought_up() -> None:
    later = SUNDAY + timedelta(days=RECENT_DAYS + 7)
    found = beside(
        [a_set(SUNDAY, {"support": 1}, FORM), *weekly([5], first=later)],
        [a_set(SUNDAY, {"support": 5}, FORM, of=SAM), *weekly([9], of=SAM, first=later)],
    )
    assert topics(found) == ["connection"]


def test_a_topic_has_a_card_and_another_one_on_another_day() -> None:
    mine, theirs = weekly([5], [1]), weekly([5], [5], of=SAM)
    cards = [
        build_couple(mine, theirs, cards=CARDS, period=Period(), today=TODAY + timedelta(days=day))
        .topics[0]
        .card
        for day in range(2)
    ]
    assert {one.id for one in cards if one} == {"one", "two"}


def test_only_the_period_counts() -> None:
    late = Period(since=SUNDAY + timedelta(days=6))
    found = beside(weekly([5, 5, 5]), weekly([9, 9, 5], of=SAM), period=late)
    assert (found.n_mine, found.n_theirs, found.n_shared) == (2, 2, 2)
    assert topics(found) == []


def test_without_a_shared_set_there_is_nothing() -> None:
    found = beside(weekly([5]), weekly([9], of=SAM, first=SUNDAY + timedelta(days=30)))
    assert (found.n_shared, found.topics, found.good, found.numbers) == (0, (), (), None)
