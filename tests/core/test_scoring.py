"""From answers to scores: examples by hand, and laws."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders import (
    a_dimension,
    a_list_item,
    a_scale,
    a_text_item,
    an_instrument,
    an_item,
    responses,
)
from closeness_cli.core.administration import Line
from closeness_cli.core.instrument import Ideal, Instrument, Item, ScoreOp
from closeness_cli.core.scoring import (
    Score,
    Unscored,
    farthest_from_ideal,
    least_answers,
    nearness,
    percent_of_range,
    scale_of,
    score_all,
    score_dimension,
    scored_value,
    wanted,
)

RANGES = st.integers(-5, 5).flatmap(
    lambda low: st.integers(low + 1, low + 10).map(lambda high: (low, high))
)


def only_score(instrument: Instrument, **values: int | None) -> Score | Unscored:
    (score,) = score_all(instrument, responses(**values))
    return score


@st.composite
def items_and_answers(draw: st.DrawFn) -> tuple[list[Item], list[int | None]]:
    low, high = draw(RANGES)
    size = draw(st.integers(1, 8))
    reversals = draw(st.lists(st.booleans(), min_size=size, max_size=size))
    values = draw(st.lists(st.none() | st.integers(low, high), min_size=size, max_size=size))
    items = [
        an_item(f"q{number}", scale=a_scale(low, high), reverse_scored=reverse)
        for number, reverse in enumerate(reversals)
    ]
    return items, values


def prorated(items: list[Item], values: list[int | None], fraction: float) -> Score | Unscored:
    instrument = an_instrument(
        *items,
        dimensions=[a_dimension(items=[item.id for item in items], min_fraction=fraction)],
    )
    return only_score(
        instrument, **{item.id: value for item, value in zip(items, values, strict=True)}
    )


@pytest.mark.parametrize(
    ("values", "keys", "low", "high", "fraction", "needed", "mean"),
    [
        ([6, 5, 7, 2, 6, 5, 3], [1, 1, 1, -1, 1, 1, -1], 1, 7, 0.8, 6, 40 / 7),
        ([6, 5, None, 2, 6, 5, 3], [1, 1, 1, -1, 1, 1, -1], 1, 7, 0.8, 6, 5.5),
        ([6, None, None, 2, 6, 5, 3], [1, 1, 1, -1, 1, 1, -1], 1, 7, 0.8, 6, None),
        ([6, 5, 7, None, 6, 5, 3], [1, 1, 1, -1, 1, 1, -1], 1, 7, 0.8, 6, 34 / 6),
        ([4, None, 2, None], [1, 1, 1, 1], 1, 5, 0.5, 2, 3.0),
        ([4, None, None, None], [1, 1, 1, 1], 1, 5, 0.5, 2, None),
        ([5, 4, 3, 2, None], [1, 1, 1, 1, 1], 1, 5, 0.8, 4, 3.5),
        ([0, 3, None, 1, 2], [1, -1, 1, 1, -1], 0, 3, 0.8, 4, 0.5),
        ([None, None, None], [1, 1, 1], 1, 7, 0.5, 2, None),
    ],
)
def test_prorated_scores_are_those_worked_out_by_hand(
    values: list[int | None],
    keys: list[int],
    low: int,
    high: int,
    fraction: float,
    needed: int,
    mean: float | None,
) -> None:
    items = [
        an_item(f"q{number}", scale=a_scale(low, high), reverse_scored=key < 0)
        for number, key in enumerate(keys)
    ]
    answered = sum(value is not None for value in values)

    score = prorated(items, values, fraction)

    dimension = a_dimension(items=[item.id for item in items], min_fraction=fraction)
    assert least_answers(dimension) == needed
    if mean is None:
        assert score == Unscored("connection", answered, len(items))
    else:
        assert isinstance(score, Score)
        assert score.value == pytest.approx(100 * (mean - low) / (high - low), abs=1e-12)
        assert (score.n_answered, score.n_items) == (answered, len(items))


@given(RANGES, st.data())
def test_reversing_twice_changes_nothing(ends: tuple[int, int], data: st.DataObject) -> None:
    item = an_item(scale=a_scale(*ends), reverse_scored=True)
    value = data.draw(st.integers(*ends))

    assert scored_value(item, scored_value(item, value)) == value
    assert scored_value(item, value) in scale_of(item).values


@given(RANGES, st.data())
def test_an_item_that_is_not_reversed_scores_as_answered(
    ends: tuple[int, int], data: st.DataObject
) -> None:
    value = data.draw(st.integers(*ends))

    assert scored_value(an_item(scale=a_scale(*ends)), value) == value


@given(RANGES)
def test_the_ends_of_the_scale_are_0_and_100_percent(ends: tuple[int, int]) -> None:
    scale = a_scale(*ends)

    assert percent_of_range(scale.min, scale) == 0
    assert percent_of_range(scale.max, scale) == 100


@given(RANGES, st.data())
def test_a_higher_answer_is_a_higher_percent(ends: tuple[int, int], data: st.DataObject) -> None:
    low, high = ends
    value = data.draw(st.integers(low, high - 1))
    scale = a_scale(low, high)

    assert percent_of_range(value, scale) < percent_of_range(value + 1, scale)


@given(items_and_answers(), st.floats(0.01, 1))
def test_a_score_lies_between_0_and_100_or_is_none(
    given_: tuple[list[Item], list[int | None]], fraction: float
) -> None:
    items, values = given_
    answered = sum(value is not None for value in values)

    match prorated(items, values, fraction):
        case Score(value=value, n_answered=n_answered, n_items=n_items):
            assert 0 <= value <= 100
            assert (n_answered, n_items) == (answered, len(items))
            assert answered >= fraction * len(items) - 1e-9
        case Unscored(n_answered=n_answered):
            assert n_answered == answered < fraction * len(items)


@given(items_and_answers(), st.data())
def test_the_order_of_items_and_answers_does_not_matter(
    given_: tuple[list[Item], list[int | None]], data: st.DataObject
) -> None:
    items, values = given_
    shuffled = data.draw(st.permutations(list(zip(items, values, strict=True))))

    assert prorated(items, values, 0.5) == prorated(
        [item for item, _ in shuffled], [value for _, value in shuffled], 0.5
    )


@given(items_and_answers(), st.data())
def test_a_closer_answer_never_lowers_the_score(
    given_: tuple[list[Item], list[int | None]], data: st.DataObject
) -> None:
    items, values = given_
    at = data.draw(st.integers(0, len(items) - 1))
    scale = scale_of(items[at])
    low = data.draw(st.integers(scale.min, scale.max - 1))
    lower = [*values[:at], low, *values[at + 1 :]]
    higher = [*values[:at], low + 1, *values[at + 1 :]]
    farther, closer = (higher, lower) if items[at].reverse_scored else (lower, higher)

    before, after = prorated(items, farther, 0.01), prorated(items, closer, 0.01)

    assert isinstance(before, Score)
    assert isinstance(after, Score)
    assert before.value < after.value


@given(items_and_answers())
def test_a_skip_counts_as_absent_and_never_as_zero(
    given_: tuple[list[Item], list[int | None]],
) -> None:
    items, values = given_
    kept = [(item, value) for item, value in zip(items, values, strict=True) if value is not None]
    whole = prorated(items, values, 0.01)
    if not kept:
        assert whole == Unscored("connection", 0, len(items))
        return

    without = prorated([item for item, _ in kept], [value for _, value in kept], 0.01)

    assert isinstance(whole, Score)
    assert isinstance(without, Score)
    assert whole.value == without.value


def test_an_item_without_a_response_is_like_a_skipped_one() -> None:
    instrument = an_instrument(an_item("a"), an_item("b"))

    assert only_score(instrument, a=4) == only_score(instrument, a=4, b=None)
    assert only_score(instrument, a=4) == Unscored("connection", 1, 2)


def test_a_dimension_that_needs_all_answers_is_scored_with_all() -> None:
    instrument = an_instrument(an_item("a"), an_item("b"))

    assert only_score(instrument, a=4, b=5) == Score("connection", 87.5, 2, 2)


def test_words_and_lines_are_not_numbers() -> None:
    instrument = an_instrument(
        an_item("a"),
        a_text_item("t"),
        a_list_item("l"),
        dimensions=[a_dimension(items=["a", "t", "l"], min_fraction=0.3)],
    )

    given_ = responses(a=3, t="4", l=(Line("walk", 5),))

    assert score_all(instrument, given_) == (Score("connection", 50.0, 1, 3),)


def test_dimensions_are_scored_in_their_order() -> None:
    instrument = an_instrument(
        an_item("a"),
        an_item("b"),
        dimensions=[a_dimension("second", items=["b"]), a_dimension("first", items=["a"])],
    )

    assert score_all(instrument, responses(a=1, b=5)) == (
        Score("second", 100.0, 1, 1),
        Score("first", 0.0, 1, 1),
    )


@pytest.mark.parametrize(
    ("ideal", "value", "score"),
    [
        (3, 3, 100.0),
        (3, 1, 0.0),
        (3, 5, 0.0),
        (3, 4, 50.0),
        (5, 5, 100.0),
        (5, 1, 0.0),
        (2, 5, 0.0),
        (2, 1, 100 * (1 - 1 / 3)),
    ],
)
def test_a_fixed_ideal_scores_the_nearness_to_it(ideal: int, value: int, score: float) -> None:
    instrument = an_instrument(
        an_item("room", ideal=Ideal(value=ideal)),
        dimensions=[a_dimension(items=["room"], op=ScoreOp.IDEAL)],
    )

    assert only_score(instrument, room=value) == Score("connection", score, 1, 1)


@pytest.mark.parametrize(
    ("now", "as_wanted", "score"), [(1, 5, 0.0), (5, 1, 0.0), (2, 2, 100.0), (2, 4, 50.0)]
)
def test_an_ideal_that_the_person_names_scores_the_distance_from_that(
    now: int, as_wanted: int, score: float
) -> None:
    instrument = an_instrument(
        an_item("now", ideal=Ideal(item="wanted")),
        an_item("wanted"),
        dimensions=[a_dimension(items=["now"], op=ScoreOp.IDEAL)],
    )

    assert only_score(instrument, now=now, wanted=as_wanted) == Score("connection", score, 1, 1)


def test_an_ideal_that_was_not_named_leaves_it_unscored() -> None:
    instrument = an_instrument(
        an_item("now", ideal=Ideal(item="wanted")),
        an_item("wanted"),
        an_item("no-ideal"),
        dimensions=[a_dimension(items=["now", "no-ideal"], op=ScoreOp.IDEAL, min_fraction=0.5)],
    )

    given_ = responses(now=3, wanted=None) | responses(**{"no-ideal": 3})

    assert score_all(instrument, given_) == (Unscored("connection", 0, 2),)


@given(RANGES, st.data())
def test_nearness_is_100_at_the_ideal_and_falls_to_0_at_the_farthest(
    ends: tuple[int, int], data: st.DataObject
) -> None:
    low, high = ends
    ideal = data.draw(st.integers(low, high))
    item = an_item(scale=a_scale(low, high), ideal=Ideal(value=ideal))
    farthest = farthest_from_ideal(item)
    by_distance = sorted(scale_of(item).values, key=lambda value: abs(value - ideal))
    near = [nearness(value, ideal, farthest) for value in by_distance]

    assert near[0] == 100
    assert near[-1] == 0
    assert near == sorted(near, reverse=True)


def test_the_ideal_is_known_only_where_there_is_one() -> None:
    assert wanted(an_item(), {}) is None
    assert wanted(an_item(ideal=Ideal(value=3)), {}) == 3
    assert wanted(an_item(ideal=Ideal(item="w")), responses(w=4)) == 4
    assert wanted(an_item(ideal=Ideal(item="w")), {}) is None


def test_an_item_without_a_scale_cannot_be_scored() -> None:
    with pytest.raises(ValueError, match="words"):
        scale_of(a_text_item("words"))


@pytest.mark.parametrize(
    ("fraction", "items", "needed"),
    [
        (0.8, 5, 4),
        (0.55, 100, 55),
        (0.07, 100, 7),
        (0.8, 7, 6),
        (0.5, 1, 1),
        (0.1, 3, 1),
        (1.0, 4, 4),
        (0.7, 10, 7),
        (0.0, 2, 1),
    ],
)
def test_the_least_share_is_counted_in_whole_answers(
    fraction: float, items: int, needed: int
) -> None:
    dimension = a_dimension(items=map(str, range(items)), min_fraction=fraction)

    assert least_answers(dimension) == needed


def test_one_dimension_can_be_scored_alone() -> None:
    instrument = an_instrument(an_item("a"))

    assert score_dimension(instrument, instrument.dimensions[0], responses(a=5)) == Score(
        "connection", 100.0, 1, 1
    )
