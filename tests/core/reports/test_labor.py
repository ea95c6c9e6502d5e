from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders import an_instrument
from closeness_cli.core.instruments.instrument import ResponseScale, ScaleKind
from closeness_cli.core.reports.labor import Balance, Doer, Labor, compare_views, divide_labor
from stories import OFTEN, SUNDAY, a_question, a_sitting

if TYPE_CHECKING:
    from closeness_cli.core.answering.administration import Administration

WHO = ResponseScale(
    ScaleKind.ALLOCATION,
    *(1, 6),
    {1: "me", 2: "mostly me", 3: "both", 4: "mostly you", 5: "you", 6: "neither"},
    scores={6: None},
)

TASKS = ("dates", "comfort", "plans", "post", *(f"task{at}" for at in range(6)))

HOME = an_instrument(
    *(a_question(one, f"Who sees to {one}?", WHO) for one in TASKS),
    a_question("mood", "How was it?", OFTEN),
    dimensions=[],
    instrument_id="home",
)


def answered(*values: int | None) -> Administration:
    return a_sitting(SUNDAY, dict(zip(TASKS, values, strict=False)), HOME)


def divided(*values: int | None) -> Labor:
    found = divide_labor(answered(*values))
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("value", "doer"),
    [
        *((1, Doer.ME), (2, Doer.ME), (3, Doer.BOTH), (4, Doer.YOU), (5, Doer.YOU)),
        (6, Doer.NEITHER),
    ],
)
def test_each_answer_names_a_doer(value: int, doer: Doer) -> None:
    assert [one.doer for one in divided(value).tasks] == [doer]


def test_tasks_are_shared_out_among_doers() -> None:
    labor = divided(1, 2, 3, 6)
    assert [one.id for one in labor.done_by(Doer.ME)] == ["dates", "comfort"]
    assert [one.id for one in labor.done_by(Doer.BOTH)] == ["plans"]
    assert [one.id for one in labor.done_by(Doer.NEITHER)] == ["post"]
    assert labor.done_by(Doer.YOU) == ()


def test_skipped_tasks_and_other_questions_are_none() -> None:
    sitting = a_sitting(SUNDAY, {"dates": None, "plans": 5, "mood": 1}, HOME)
    labor = divide_labor(sitting)
    assert labor is not None
    assert [one.item.id for one in labor.tasks] == ["plans"]


def test_without_a_task_there_is_nothing() -> None:
    assert divide_labor(a_sitting(SUNDAY, {"dates": None, "mood": 1}, HOME)) is None


def test_a_safety_item_is_no_task() -> None:
    items = tuple(replace(one, safety=True) for one in HOME.items)
    assert divide_labor(replace(answered(1), instrument=replace(HOME, items=items))) is None


@pytest.mark.parametrize(
    ("values", "balance"),
    [
        ((1, 5), Balance.EVEN),
        ((3, 3, 3, 3, 4), Balance.EVEN),
        ((3, 3, 3, 2), Balance.ME),
        ((3, 3, 3, 3, 3, 3, 3, 3, 3, 1), Balance.EVEN),
        ((3, 3, 3, 3, 3, 3, 3, 3, 1, 1), Balance.ME),
        ((3, 4), Balance.YOU),
        ((1, 6, 6, 6), Balance.ME),
        ((5, 5, 5, 1), Balance.YOU),
    ],
)
def test_the_balance_is_even_within_a_quarter_of_a_step(
    values: tuple[int, ...], balance: Balance
) -> None:
    assert divided(*values).balance is balance


def test_what_neither_does_has_no_balance() -> None:
    labor = divided(6, 6)
    assert (labor.mean, labor.balance) == (None, None)


def test_two_views_are_read_from_each_one_s_own_side() -> None:
    views = compare_views(divided(1, 4, 1, 3), divided(2, 5, 4, 3))
    assert [one.id for one in views.both_claim] == ["dates"]
    assert [one.id for one in views.neither_claims] == ["comfort"]
    assert [one.id for one in views.agreed] == ["plans", "post"]
    assert views.n == 4


def test_what_one_alone_answered_is_not_compared() -> None:
    views = compare_views(divided(1, None, 6), divided(None, 1, 6))
    assert (views.n, [one.id for one in views.agreed]) == (1, ["plans"])


VALUES = st.lists(st.integers(1, 6), min_size=4, max_size=4)


@given(VALUES, VALUES)
def test_comparing_from_the_other_side_says_the_same(mine: list[int], theirs: list[int]) -> None:
    one = compare_views(divided(*mine), divided(*theirs))
    other = compare_views(divided(*theirs), divided(*mine))
    assert one == other


@given(VALUES)
def test_the_mirrored_view_agrees_on_everything(mine: list[int]) -> None:
    mirrored = [value if value == 6 else 6 - value for value in mine]
    views = compare_views(divided(*mine), divided(*mirrored))
    assert (len(views.agreed), views.both_claim, views.neither_claims) == (4, (), ())


@given(VALUES)
def test_every_task_is_somebody_s(values: list[int]) -> None:
    labor = divided(*values)
    assert sum(len(labor.done_by(doer)) for doer in Doer) == 4
