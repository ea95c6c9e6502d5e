"""How items move together, and when nothing can be said of it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from builders import EVENING, a_dimension, an_instrument, an_item, responses
from closeness_cli.core.answering.administration import Administration
from closeness_cli.core.instruments.instrument import Dimension, Instrument, ScoreOp
from closeness_cli.core.stats.reliability import (
    Alpha,
    NotComputable,
    Omega,
    alpha,
    item_rest_r,
    mis_keyed,
    omega,
)

if TYPE_CHECKING:
    from collections.abc import Callable

ROWS = st.integers(2, 5).flatmap(
    lambda k: st.lists(st.lists(st.integers(1, 7), min_size=k, max_size=k), min_size=2, max_size=12)
)


@given(ROWS)
def test_alpha_is_1_at_most_and_lies_in_its_interval(rows: list[list[int]]) -> None:
    found = alpha(rows)

    if isinstance(found, NotComputable):
        assert len({sum(row) for row in rows}) == 1
        assert found is NotComputable.NO_VARIATION
    else:
        assert found.value <= 1 + 1e-12
        assert found.low - 1e-9 <= found.high
        assert found.high <= 1 + 1e-12
        assert (found.n_rows, found.n_items) == (len(rows), len(rows[0]))


@given(ROWS, st.integers(-5, 5), st.integers(1, 4))
def test_neither_origin_nor_unit_nor_order_changes_alpha(
    rows: list[list[int]], origin: int, unit: int
) -> None:
    found = alpha(rows)
    moved = alpha([[origin + unit * value for value in reversed(row)] for row in rows[::-1]])

    assume(isinstance(found, Alpha))
    assert isinstance(found, Alpha)
    assert isinstance(moved, Alpha)
    assert moved.value == pytest.approx(found.value, rel=1e-9, abs=1e-9)


def test_items_that_say_the_same_have_an_alpha_of_1() -> None:
    found = alpha([[value, value, value] for value in (1, 4, 2, 5)])

    assert isinstance(found, Alpha)
    assert (found.value, found.low, found.high) == pytest.approx((1, 1, 1))


def test_items_against_each_other_have_a_negative_alpha_as_it_is() -> None:
    found = alpha([[1, 5], [2, 4], [3, 3], [4, 2], [5, 2]])

    assert isinstance(found, Alpha)
    assert found.value == pytest.approx(-40)
    assert found.low < -40


@pytest.mark.parametrize(
    ("rows", "why"),
    [
        ([], NotComputable.TOO_FEW_ROWS),
        ([[1, 2, 3]], NotComputable.TOO_FEW_ROWS),
        ([[1], [2], [3]], NotComputable.TOO_FEW_ITEMS),
        ([[3, 3, 3]] * 3, NotComputable.NO_VARIATION),
        ([[1, 3], [2, 2], [3, 1]], NotComputable.NO_VARIATION),
    ],
)
def test_alpha_says_why_it_cannot_be_computed(rows: list[list[int]], why: NotComputable) -> None:
    assert alpha(rows) is why


@pytest.mark.parametrize("compute", [alpha, omega])
def test_rows_of_different_lengths_are_refused(
    compute: Callable[[list[list[float]]], object],
) -> None:
    with pytest.raises(ValueError, match="zip"):
        compute([[1, 2, 3], [2, 1, 4], [3, 5, 1], [4, 4], [5, 2, 2]])


def one_factor_rows(*loadings: int) -> list[list[float]]:
    """Make rows of a factor and of parts that are each item's own, none related to another."""
    size = len(loadings) + 1
    signs = [
        [1 if bin(row & mask).count("1") % 2 else -1 for mask in range(1, size + 1)]
        for row in range(16)
    ]
    return [
        [loading * row[0] + 10 * own for loading, own in zip(loadings, row[1:], strict=True)]
        for row in signs
    ]


# Of an item of 60, the factor leaves a share of 1/37.
@pytest.mark.parametrize("loadings", [(10, 20, 5), (60, 20, 10)])
def test_omega_is_that_of_the_model_that_made_the_rows(loadings: tuple[int, ...]) -> None:
    found = omega(one_factor_rows(*loadings))

    assert isinstance(found, Omega)
    assert found.value == pytest.approx(
        sum(loadings) ** 2 / (sum(loadings) ** 2 + 3 * 100), abs=1e-6
    )
    shares = [one / (one**2 + 100) ** 0.5 for one in loadings]
    own = sum(1 - share**2 for share in shares)
    assert found.standardised == pytest.approx(
        sum(shares) ** 2 / (sum(shares) ** 2 + own), abs=1e-6
    )


def test_omega_does_not_mind_an_item_that_runs_the_other_way() -> None:
    turned = [[row[0], row[1], -row[2]] for row in one_factor_rows(10, 20, 5)]

    found = omega(turned)

    assert isinstance(found, Omega)
    assert found.value == pytest.approx(25**2 / (25**2 + 3 * 100), abs=1e-6)


@pytest.mark.parametrize(
    ("rows", "why"),
    [
        ([], NotComputable.TOO_FEW_ROWS),
        ([[1, 2], [2, 1], [3, 3]], NotComputable.TOO_FEW_ITEMS),
        ([[1, 2, 3], [2, 1, 3.5], [3, 3, 1]], NotComputable.TOO_FEW_ROWS),
        ([[1, 2, 3], [2, 1, 3], [3, 3, 3], [1, 4, 3]], NotComputable.NO_VARIATION),
        # Nothing is common, so the model does not settle.
        (one_factor_rows(0, 0, 0), NotComputable.NOT_ESTIMABLE),
        # Two items are the same, so the factor takes one of them whole: a Heywood case.
        (
            [[1, 1, 2], [2, 2, 1], [3, 3, 4], [4, 4, 2], [5, 5, 5], [2, 2, 3]],
            NotComputable.NOT_ESTIMABLE,
        ),
    ],
)
def test_omega_says_why_it_cannot_be_computed(rows: list[list[float]], why: NotComputable) -> None:
    assert omega(rows) is why


def test_an_item_that_never_moves_has_no_correlation() -> None:
    moving, still, other = item_rest_r([[1, 3, 2], [2, 3, 1], [4, 3, 5]])

    assert still is None
    assert moving == pytest.approx(other)
    assert item_rest_r([]) == ()
    assert item_rest_r([[1, 2]]) == (None, None)


SETS = [
    (1, 2, 5), (2, 2, 4), (3, 3, 3), (4, 5, 2), (5, 4, 1),
    (1, 1, 4), (2, 3, 4), (4, 4, 1), (5, 5, 2), (3, 4, 3),
]  # fmt: skip
"""The third item runs against the first two."""


def three_items(op: ScoreOp = ScoreOp.MEAN, *, reverse: str = "") -> tuple[Instrument, Dimension]:
    items = [an_item(name, reverse_scored=name == reverse) for name in "abc"]
    dimension = a_dimension(items="abc", op=op)
    return an_instrument(*items, dimensions=[dimension]), dimension


def sets_of(instrument: Instrument, *answers: tuple[int | None, ...]) -> list[Administration]:
    return [
        Administration(
            id=str(number),
            instrument=instrument,
            definition_id="",
            started=EVENING,
            order=("a", "b", "c"),
            responses=responses(**dict(zip("abc", values, strict=True))),
        )
        for number, values in enumerate(answers)
    ]


@pytest.mark.parametrize("op", [ScoreOp.MEAN, ScoreOp.SUM, ScoreOp.WEIGHTED])
def test_an_item_that_runs_against_the_rest_looks_mis_keyed(op: ScoreOp) -> None:
    instrument, dimension = three_items(op)

    assert "c" in mis_keyed(instrument, dimension, sets_of(instrument, *SETS))


def test_an_item_that_is_turned_as_it_should_be_does_not_look_mis_keyed() -> None:
    instrument, dimension = three_items(reverse="c")

    assert mis_keyed(instrument, dimension, sets_of(instrument, *SETS)) == ()


def test_an_item_that_moves_by_itself_does_not_look_mis_keyed() -> None:
    instrument, dimension = three_items()
    alone = [(a, a, c) for a in (1, 3, 5) for c in (1, 3, 5)] + [(3, 3, 3)]

    assert item_rest_r(alone)[2] == 0
    assert mis_keyed(instrument, dimension, sets_of(instrument, *alone)) == ()


def test_nothing_is_said_of_keys_before_ten_complete_sets() -> None:
    instrument, dimension = three_items()
    skipped = [(*values[:2], None) for values in SETS]

    assert mis_keyed(instrument, dimension, sets_of(instrument, *SETS[:9])) == ()
    assert mis_keyed(instrument, dimension, sets_of(instrument, *SETS[:9], *skipped)) == ()
    assert mis_keyed(instrument, dimension, sets_of(instrument, *SETS, *skipped)) != ()


@pytest.mark.parametrize("op", [ScoreOp.IDEAL, ScoreOp.BALANCE])
def test_items_that_need_not_move_together_cannot_look_mis_keyed(op: ScoreOp) -> None:
    instrument, dimension = three_items(op)

    assert mis_keyed(instrument, dimension, sets_of(instrument, *SETS)) == ()


def test_of_two_items_nothing_says_which_is_turned_wrong() -> None:
    instrument, dimension = three_items()
    two = replace(dimension, items=("a", "c"))

    assert mis_keyed(instrument, two, sets_of(instrument, *SETS)) == ()
