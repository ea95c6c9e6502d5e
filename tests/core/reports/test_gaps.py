from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders import an_instrument
from closeness_cli.core.instruments.instrument import Ideal, SkipReason
from closeness_cli.core.reports.gaps import rank_gaps
from stories import OFTEN, SUNDAY, TEN, a_question, a_sitting

if TYPE_CHECKING:
    from closeness_cli.core.answering.administration import Administration

NEEDS = an_instrument(
    a_question("quiet_matters", "How much does quiet matter?", OFTEN),
    replace(a_question("quiet", "How far was it there?", TEN), importance="quiet_matters"),
    a_question("help_matters", "How much does help matter?", OFTEN),
    replace(a_question("help", "How far was it there?", OFTEN), importance="help_matters"),
    dimensions=[],
    instrument_id="needs",
)


def answered(**values: int | None) -> Administration:
    return a_sitting(SUNDAY, values, NEEDS)


def test_a_gap_is_what_matters_and_is_not_met() -> None:
    found = rank_gaps(answered(quiet_matters=4, quiet=4, help_matters=5, help=2))
    assert [(one.item.id, one.importance, one.met, one.size) for one in found] == [
        ("help", 100.0, 25.0, 75.0),
        ("quiet", 75.0, pytest.approx(100 / 3), pytest.approx(50)),
    ]


def test_what_does_not_matter_is_no_gap_however_little_is_met() -> None:
    found = rank_gaps(answered(quiet_matters=1, quiet=1, help_matters=5, help=5))
    assert [one.size for one in found] == [0, 0]


def test_equal_gaps_stay_in_the_order_of_the_instrument() -> None:
    found = rank_gaps(answered(help_matters=5, help=1, quiet_matters=5, quiet=1))
    assert [one.item.id for one in found] == ["quiet", "help"]


def test_a_skip_is_no_gap() -> None:
    assert rank_gaps(answered(quiet_matters=5, quiet=None, help_matters=None, help=1)) == ()


def test_what_was_not_asked_is_no_gap() -> None:
    sitting = answered(quiet_matters=1, quiet=None)
    unseen = replace(sitting.responses["quiet"], reason=SkipReason.NOT_SHOWN)
    assert rank_gaps(replace(sitting, responses={**sitting.responses, "quiet": unseen})) == ()


def test_a_reverse_scored_item_is_met_where_its_number_is_low() -> None:
    items = tuple(
        replace(one, reverse_scored=one.id == "help") if one.id == "help" else one
        for one in NEEDS.items
    )
    sitting = replace(answered(help_matters=5, help=5), instrument=replace(NEEDS, items=items))
    assert [one.met for one in rank_gaps(sitting)] == [0]


@pytest.mark.parametrize(("value", "met"), [(3, 100.0), (1, 0.0), (4, 50.0)])
def test_an_item_with_an_ideal_is_met_near_to_it(value: int, met: float) -> None:
    items = tuple(
        replace(one, ideal=Ideal(value=3)) if one.id == "help" else one for one in NEEDS.items
    )
    sitting = replace(answered(help_matters=5, help=value), instrument=replace(NEEDS, items=items))
    assert [one.met for one in rank_gaps(sitting)] == [met]


def test_an_unknown_ideal_is_no_gap() -> None:
    items = tuple(
        replace(one, ideal=Ideal(item="quiet")) if one.id == "help" else one for one in NEEDS.items
    )
    sitting = replace(answered(help_matters=5, help=2), instrument=replace(NEEDS, items=items))
    assert rank_gaps(sitting) == ()


def test_a_safety_item_is_no_need() -> None:
    items = tuple(replace(one, safety=one.id == "help") for one in NEEDS.items)
    sitting = replace(answered(help_matters=5, help=1), instrument=replace(NEEDS, items=items))
    assert rank_gaps(sitting) == ()


@given(st.integers(1, 5), st.integers(1, 5), st.integers(1, 5), st.integers(1, 10))
def test_gaps_lie_between_0_and_100_and_come_largest_first(
    help_matters: int, met: int, quiet_matters: int, quiet: int
) -> None:
    found = rank_gaps(
        answered(quiet_matters=quiet_matters, quiet=quiet, help_matters=help_matters, help=met)
    )
    sizes = [one.size for one in found]
    assert sizes == sorted(sizes, reverse=True)
    assert all(0 <= one <= 100 for one in sizes)


@given(st.integers(2, 5), st.integers(1, 4))
def test_meeting_more_of_a_need_makes_its_gap_smaller(matters: int, met: int) -> None:
    less, more = (rank_gaps(answered(help_matters=matters, help=one))[0] for one in (met, met + 1))
    assert more.size < less.size
