"""On which side of a published line a set of answers lies."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders import a_dimension, a_scale, an_instrument, an_item, responses
from closeness_cli.core.instruments.instrument import (
    Cutoff,
    Dimension,
    Instrument,
    ResponseScale,
    ScaleKind,
    ScoreOp,
)
from closeness_cli.core.stats.cutoff import Side, crossed, side_of
from closeness_cli.core.stats.scoring import Score, score_dimension

GAPPED = ResponseScale(ScaleKind.ORDINAL, 0, 4, {0: "no", 1: "a bit", 4: "yes"}, only_labelled=True)


def measure(
    op: ScoreOp = ScoreOp.SUM, min_fraction: float | None = None
) -> tuple[Instrument, Dimension]:
    """Make three items of 0 to 4, the second of them turned, the third with gaps."""
    dimension = a_dimension(items="abc", op=op, min_fraction=min_fraction)
    scale = a_scale(0, 4)
    items = [
        an_item("a", scale=scale),
        an_item("b", scale=scale, reverse_scored=True),
        an_item("c", scale=GAPPED),
    ]
    return an_instrument(*items, dimensions=[dimension]), dimension


def side(line: float, *answers: int | None, op: ScoreOp = ScoreOp.SUM) -> Side:
    instrument, dimension = measure(op)
    given_ = responses(**dict(zip("abc", answers, strict=True)))
    return side_of(instrument, dimension, Cutoff(dimension.id, line, "Someone"), given_)


@pytest.mark.parametrize(
    ("line", "answers", "where"),
    [
        (6, (2, 1, 1), Side.ABOVE),
        (6.5, (2, 1, 1), Side.BELOW),
        (5.5, (2, 1, 1), Side.ABOVE),
        # The turned item can bring 0 to 4, as 4 to 0.
        (6, (2, None, 1), Side.UNDETERMINED),
        (3, (2, None, 1), Side.ABOVE),
        (3.5, (2, None, 1), Side.UNDETERMINED),
        (7, (2, None, 1), Side.UNDETERMINED),
        (7.5, (2, None, 1), Side.BELOW),
        (6, (None, 4, 1), Side.BELOW),
        (5, (None, 4, 1), Side.UNDETERMINED),
        (12, (None, None, 4), Side.UNDETERMINED),
        (12.5, (None, None, 4), Side.BELOW),
        (4, (None, None, 4), Side.ABOVE),
        (6, (None, None, None), Side.UNSCORED),
    ],
)
def test_best_and_worst_case_decide(
    line: float, answers: tuple[int | None, ...], where: Side
) -> None:
    assert side(line, *answers) is where


def test_a_mean_has_its_line_in_the_unit_of_the_answers() -> None:
    assert side(2, 2, 2, None, op=ScoreOp.MEAN) is Side.UNDETERMINED
    assert side(2, 4, 0, None, op=ScoreOp.MEAN) is Side.ABOVE
    assert side(2, 0, 4, 1, op=ScoreOp.MEAN) is Side.BELOW


def test_a_total_on_the_line_is_above_it_whatever_binary_fractions_say() -> None:
    instrument = an_instrument(*(an_item(name, scale=a_scale(0, 1)) for name in "abc"))
    cutoff = Cutoff("connection", 0.1 + 0.2 + 1 / 30, "Someone")

    given_ = responses(a=1, b=0, c=0)

    assert side_of(instrument, instrument.dimensions[0], cutoff, given_) is Side.ABOVE


@pytest.mark.parametrize(
    ("total", "beyond", "where"),
    [
        (1, 0.5e-9, Side.ABOVE),
        (1, 1.5e-9, Side.BELOW),
        (1000, 0.5e-6, Side.ABOVE),
        (1000, 1.5e-6, Side.BELOW),
    ],
)
def test_a_hair_is_a_billionth_of_the_line_and_no_more(
    total: int, beyond: float, where: Side
) -> None:
    instrument = an_instrument(an_item("a", scale=a_scale(0, 2000)))
    cutoff = Cutoff("connection", total + beyond, "Someone")

    assert side_of(instrument, instrument.dimensions[0], cutoff, responses(a=total)) is where


def test_what_has_no_total_has_no_side() -> None:
    assert side(2, 4, 0, 1, op=ScoreOp.BALANCE) is Side.UNSCORED


def test_an_answer_that_counts_for_nothing_leaves_a_whole_set_without_a_side() -> None:
    scale = replace(a_scale(), scores={1: None})
    instrument = an_instrument(an_item("a", scale=scale), an_item("b", scale=scale))
    cutoff = Cutoff("connection", 3, "Someone")

    where = side_of(instrument, instrument.dimensions[0], cutoff, responses(a=1, b=5))

    assert where is Side.UNSCORED


def test_filling_in_does_not_touch_what_was_answered() -> None:
    instrument, dimension = measure()
    given_ = responses(a=1, b=None, c=None)
    kept = dict(given_)

    side_of(instrument, dimension, Cutoff(dimension.id, 5, "Someone"), given_)

    assert given_ == kept


@given(
    st.tuples(*(st.sampled_from((None, 0, 1, 4)) for _ in range(3))),
    st.integers(-4, 52).map(lambda quarters: quarters / 4),
    st.sampled_from([None, 0.3, 0.6]),
)
def test_a_side_is_said_exactly_when_no_answer_could_change_it(
    answers: tuple[int | None, ...], line: float, min_fraction: float | None
) -> None:
    instrument, dimension = measure(min_fraction=min_fraction)
    cutoff = Cutoff(dimension.id, line, "Someone")
    totals = [
        a + (4 - b) + c
        for a in ([answers[0]] if answers[0] is not None else range(5))
        for b in ([answers[1]] if answers[1] is not None else range(5))
        for c in ([answers[2]] if answers[2] is not None else GAPPED.values)
    ]
    given_ = responses(**dict(zip("abc", answers, strict=True)))

    found = side_of(instrument, dimension, cutoff, given_)

    if answers == (None, None, None):
        assert found is Side.UNSCORED
    elif max(totals) < line:
        assert found is Side.BELOW
    elif min(totals) >= line:
        assert found is Side.ABOVE
    else:
        assert found is Side.UNDETERMINED
        score = score_dimension(instrument, dimension, given_)
        assert not isinstance(score, Score) or score.is_prorated


@pytest.mark.parametrize(
    ("before", "now", "is_crossed"),
    [
        (Side.BELOW, Side.ABOVE, True),
        (Side.ABOVE, Side.BELOW, True),
        (Side.BELOW, Side.BELOW, False),
        (Side.ABOVE, Side.ABOVE, False),
        (Side.UNDETERMINED, Side.ABOVE, False),
        (Side.BELOW, Side.UNSCORED, False),
    ],
)
def test_a_line_is_crossed_from_one_certain_side_to_the_other(
    before: Side, now: Side, is_crossed: bool
) -> None:
    assert crossed(before, now) is is_crossed
