from __future__ import annotations

import math
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders import an_instrument
from closeness_cli.core.instruments.instrument import Half, MissingRule, Plane, Tip
from closeness_cli.core.reports.plane import Placed, half_width, place_on_plane
from stories import OFTEN, SUNDAY, a_named_dimension, a_question, a_sitting

if TYPE_CHECKING:
    from closeness_cli.core.answering.administration import Administration

LOW, HIGH = Half.LOW, Half.HIGH

WORRY, APART = ("w1", "w2", "w3", "w4"), ("a1", "a2", "a3", "a4")

TIPS = tuple(Tip(across, up, f"{across} and {up}") for across in Half for up in Half)

BOTH = replace(
    an_instrument(
        *(a_question(one, f"Stem of {one}.", OFTEN) for one in (*WORRY, *APART)),
        dimensions=[
            replace(
                a_named_dimension("worry", "Worry"),
                items=WORRY,
                missing=MissingRule.PRORATE,
                min_fraction=0.25,
            ),
            replace(a_named_dimension("apart", "Apart"), items=APART),
        ],
        instrument_id="both",
    ),
    plane=Plane("worry", "apart", TIPS),
)


def answered(worry: list[int], apart: list[int]) -> Administration:
    values = dict(zip((*WORRY, *APART), (*worry, *apart), strict=False))
    return a_sitting(SUNDAY, values, BOTH)


def placed(worry: list[int], apart: list[int]) -> Placed:
    found = place_on_plane(answered(worry, apart))
    assert found is not None
    return found


def test_the_point_is_the_two_scores() -> None:
    found = placed([1, 1, 2, 2], [4, 4, 4, 4])
    assert (found.across.mean, found.up.mean) == (12.5, 75.0)
    assert (found.across.n_items, found.up.n_items) == (4, 4)
    assert (found.across.dimension.id, found.up.dimension.id) == ("worry", "apart")


def test_the_interval_is_that_of_t_over_the_items() -> None:
    # Worked by hand: the mean of 0, 25, 50, 25 is 25, s is 20.412, t(3) at .975 is 3.182446.
    half = half_width([0, 25, 50, 25])
    assert half == pytest.approx(3.182446305 * 20.41241452 / 2, rel=1e-8)


def test_the_interval_stays_on_the_plane() -> None:
    found = placed([1, 2, 3, 2], [5, 4, 3, 4])
    assert (found.across.low, found.up.high) == (0, 100)
    assert found.across.high == pytest.approx(25 + 32.48, abs=0.01)


def test_answers_that_are_alike_have_no_arm() -> None:
    found = placed([2, 2, 2, 2], [4, 4, 4, 4])
    assert (found.across.low, found.across.high) == (25, 25)
    assert found.across.has_interval


def test_one_answer_has_no_interval() -> None:
    values = {"w1": 2, "a1": 4, "a2": 4, "a3": 4, "a4": 4}
    found = place_on_plane(a_sitting(SUNDAY, values, BOTH))
    assert found is not None
    assert (found.across.has_interval, found.across.low, found.across.high) == (False, 25, 25)
    assert half_width([]) == 0


def test_a_reverse_scored_item_is_turned_first() -> None:
    items = (replace(BOTH.items[0], reverse_scored=True), *BOTH.items[1:])
    sitting = replace(answered([5, 1, 1, 1], [3, 3, 3, 3]), instrument=replace(BOTH, items=items))
    found = place_on_plane(sitting)
    assert found is not None
    assert (found.across.mean, found.across.high) == (0, 0)


@pytest.mark.parametrize(
    ("worry", "apart", "quarters"),
    [
        ([1] * 4, [1] * 4, [(LOW, LOW)]),
        ([1] * 4, [5] * 4, [(LOW, HIGH)]),
        ([5] * 4, [1] * 4, [(HIGH, LOW)]),
        ([3] * 4, [5] * 4, [(LOW, HIGH), (HIGH, HIGH)]),
        ([3] * 4, [3] * 4, [(LOW, LOW), (LOW, HIGH), (HIGH, LOW), (HIGH, HIGH)]),
        ([4, 4, 2, 4], [1] * 4, [(HIGH, LOW), (LOW, LOW)]),
    ],
)
def test_the_quarters_that_the_arms_touch_come_with_most_of_them_first(
    worry: list[int], apart: list[int], quarters: list[tuple[Half, Half]]
) -> None:
    found = placed(worry, apart)
    assert list(found.quarters) == quarters
    assert [(one.across, one.up) for one in found.tips] == quarters[:2]


def test_a_quarter_without_a_line_is_left_out() -> None:
    bare = replace(BOTH, plane=Plane("worry", "apart", TIPS[:1]))
    sitting = replace(answered([5] * 4, [5] * 4), instrument=bare)
    found = place_on_plane(sitting)
    assert found is not None
    assert found.tips == ()


@pytest.mark.parametrize("plane", [None, Plane("worry", "nothing"), Plane("nothing", "apart")])
def test_without_a_plane_there_is_nothing(plane: Plane | None) -> None:
    sitting = replace(answered([3] * 4, [3] * 4), instrument=replace(BOTH, plane=plane))
    assert place_on_plane(sitting) is None


def test_too_few_answers_on_one_axis_are_no_point() -> None:
    assert place_on_plane(answered([3] * 4, [3] * 3)) is None


ANSWERS = st.lists(st.integers(1, 5), min_size=4, max_size=4)


@given(ANSWERS, ANSWERS)
def test_the_shares_of_the_quarters_are_the_whole(worry: list[int], apart: list[int]) -> None:
    found = placed(worry, apart)
    for reach in (found.across, found.up):
        assert math.isclose(reach.share(LOW) + reach.share(HIGH), 1)
        assert 0 <= reach.low <= reach.mean <= reach.high <= 100
    assert 1 <= len(found.quarters) <= 4
    assert len(found.tips) <= 2
