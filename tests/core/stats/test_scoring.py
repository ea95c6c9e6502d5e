"""From answers to scores: examples by hand, and laws."""

from __future__ import annotations

from dataclasses import replace
from typing import NamedTuple

import pytest
from hypothesis import assume, given
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
from closeness_cli.core.answering.administration import Line
from closeness_cli.core.instruments.instrument import (
    Dimension,
    Ideal,
    Instrument,
    Item,
    MissingRule,
    ResponseScale,
    ScaleKind,
    ScoreOp,
)
from closeness_cli.core.stats.scoring import (
    Score,
    Unscored,
    can_be_scored,
    farthest_from_ideal,
    importance_of,
    least_answers,
    nearness,
    percent_of_range,
    scale_of,
    score_all,
    score_dimension,
    scored_value,
    total_range,
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

    turned = scored_value(item, value)

    assert turned is not None
    assert scored_value(item, int(turned)) == value
    assert turned in scale_of(item).values


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

    assert only_score(instrument, a=4, b=5) == Score("connection", 87.5, 2, 2, total=4.5)


def test_words_and_lines_are_not_numbers() -> None:
    instrument = an_instrument(
        an_item("a"),
        a_text_item("t"),
        a_list_item("l"),
        dimensions=[a_dimension(items=["a", "t", "l"], min_fraction=0.3)],
    )

    given_ = responses(a=3, t="4", l=(Line("walk", 5),))

    assert score_all(instrument, given_) == (Score("connection", 50.0, 1, 3, total=3.0),)


def test_a_score_is_prorated_exactly_where_answers_are_missing() -> None:
    instrument = an_instrument(
        an_item("a"), an_item("b"), dimensions=[a_dimension(items="ab", min_fraction=0.5)]
    )

    whole, part = only_score(instrument, a=4, b=2), only_score(instrument, a=4)

    assert isinstance(whole, Score)
    assert isinstance(part, Score)
    assert not whole.is_prorated
    assert part.is_prorated


def test_dimensions_are_scored_in_their_order() -> None:
    instrument = an_instrument(
        an_item("a"),
        an_item("b"),
        dimensions=[a_dimension("second", items=["b"]), a_dimension("first", items=["a"])],
    )

    assert score_all(instrument, responses(a=1, b=5)) == (
        Score("second", 100.0, 1, 1, total=5.0),
        Score("first", 0.0, 1, 1, total=1.0),
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


@pytest.mark.parametrize("ideal", [None, Ideal(item="wanted")])
def test_without_a_fixed_ideal_the_farthest_is_the_whole_scale(ideal: Ideal | None) -> None:
    assert farthest_from_ideal(an_item(scale=a_scale(1, 7), ideal=ideal)) == 6


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
        "connection", 100.0, 1, 1, total=5.0
    )


class Sitting(NamedTuple):
    """An instrument of one dimension, and a set of answers to it."""

    instrument: Instrument
    values: dict[str, int | None]

    @property
    def dimension(self) -> Dimension:
        return self.instrument.dimensions[0]

    @property
    def answered(self) -> list[str]:
        return [one for one in self.dimension.items if self.values[one] is not None]

    def score(self, **other: int | None) -> Score | Unscored:
        return only_score(self.instrument, **{**self.values, **other})


def answers_to(item: Item) -> st.SearchStrategy[int | None]:
    return st.none() | st.sampled_from(scale_of(item).values)


@st.composite
def sittings(draw: st.DrawFn, *ops: ScoreOp) -> Sitting:
    """Items of different ranges, some turned, some skipped, under any op and missing rule."""
    op = draw(st.sampled_from(ops or tuple(ScoreOp)))
    asked, named = [], []
    for number in range(draw(st.integers(1, 5))):
        item = an_item(f"q{number}", scale=a_scale(*draw(RANGES)))
        if op is ScoreOp.IDEAL:
            other = an_item(f"w{number}", scale=item.scale)
            value = draw(answers_to(item))
            ideal = Ideal(item=other.id) if value is None else Ideal(value=value)
            named.append(other)
            item = replace(item, ideal=ideal)
        else:
            item = replace(item, reverse_scored=draw(st.booleans()))
        if op is ScoreOp.WEIGHTED:
            named.append(an_item(f"w{number}", scale=a_scale(*draw(RANGES))))
            item = replace(item, importance=f"w{number}")
        asked.append(item)
    dimension = replace(
        a_dimension(items=[one.id for one in asked], op=op),
        missing=draw(st.sampled_from(MissingRule)),
        min_fraction=draw(st.floats(0.01, 1)),
    )
    instrument = an_instrument(*asked, *named, dimensions=[dimension])
    return Sitting(instrument, {one.id: draw(answers_to(one)) for one in instrument.items})


@given(sittings())
def test_every_op_scores_between_0_and_100_or_not_at_all(sitting: Sitting) -> None:
    match sitting.score():
        case Score() as score:
            assert 0 <= score.value <= 100
            assert least_answers(sitting.dimension) <= score.n_answered <= len(sitting.answered)
        case Unscored() as unscored:
            assert unscored.n_answered <= len(sitting.answered)


@given(sittings(ScoreOp.MEAN, ScoreOp.SUM, ScoreOp.BALANCE))
def test_a_set_is_unscored_exactly_when_too_few_were_answered(sitting: Sitting) -> None:
    enough = len(sitting.answered) >= least_answers(sitting.dimension)

    assert isinstance(sitting.score(), Score) is enough
    assert sitting.score().n_answered == len(sitting.answered)


@given(sittings(ScoreOp.MEAN, ScoreOp.SUM))
def test_a_total_lies_in_its_range_at_the_place_that_the_percent_says(sitting: Sitting) -> None:
    score = sitting.score()
    if not isinstance(score, Score):
        return
    low, high = total_range(sitting.instrument, sitting.dimension)

    assert score.total is not None
    assert low - 1e-9 <= score.total <= high + 1e-9
    if sitting.dimension.op is ScoreOp.SUM and not score.is_prorated:
        assert score.value == pytest.approx(100 * (score.total - low) / (high - low))


@given(sittings(ScoreOp.IDEAL, ScoreOp.BALANCE, ScoreOp.WEIGHTED))
def test_what_is_no_sum_has_no_total(sitting: Sitting) -> None:
    assert getattr(sitting.score(), "total", None) is None


@given(sittings(ScoreOp.MEAN, ScoreOp.SUM, ScoreOp.WEIGHTED), st.data())
def test_no_op_falls_when_one_answer_rises(sitting: Sitting, data: st.DataObject) -> None:
    assume(sitting.answered)
    name = data.draw(st.sampled_from(sitting.answered))
    item = sitting.instrument.item(name)
    scale = scale_of(item)
    value = data.draw(st.integers(scale.min, scale.max - 1))
    farther, closer = (value + 1, value) if item.reverse_scored else (value, value + 1)

    before, after = sitting.score(**{name: farther}), sitting.score(**{name: closer})

    if not isinstance(before, Score):
        return
    assert isinstance(after, Score)
    assert before.value <= after.value
    assert before.total is None or (after.total is not None and before.total < after.total)


@given(sittings(), st.data())
def test_neither_order_nor_scoring_changes_what_was_answered(
    sitting: Sitting, data: st.DataObject
) -> None:
    order = data.draw(st.permutations(sitting.instrument.items))
    items = data.draw(st.permutations(sitting.dimension.items))
    turned = replace(
        sitting.instrument,
        items=tuple(order),
        dimensions=(replace(sitting.dimension, items=tuple(items)),),
    )
    raw = responses(**{item.id: sitting.values[item.id] for item in order})
    kept = dict(raw)

    assert score_all(turned, raw) == (sitting.score(),)
    assert raw == kept


@given(sittings(), st.data())
def test_a_skip_changes_no_other_answer(sitting: Sitting, data: st.DataObject) -> None:
    name = data.draw(st.sampled_from(sitting.dimension.items))
    without = [one for one in sitting.dimension.items if one != name]
    assume(without)
    loose = replace(sitting.dimension, missing=MissingRule.IGNORE)
    whole = sitting._replace(instrument=replace(sitting.instrument, dimensions=(loose,)))
    fewer = replace(whole.instrument, dimensions=(replace(loose, items=tuple(without)),))

    skipped, left_out = whole.score(**{name: None}), only_score(fewer, **sitting.values)

    assert skipped.n_answered == left_out.n_answered
    assert getattr(skipped, "value", None) == getattr(left_out, "value", None)


@given(RANGES, st.data())
def test_an_ideal_is_as_far_from_both_sides(ends: tuple[int, int], data: st.DataObject) -> None:
    ideal = data.draw(st.integers(*ends))
    away = data.draw(st.integers(0, min(ideal - ends[0], ends[1] - ideal)))
    item = an_item(scale=a_scale(*ends), ideal=Ideal(value=ideal))
    instrument = an_instrument(item, dimensions=[a_dimension(op=ScoreOp.IDEAL)])

    assert only_score(instrument, close=ideal - away) == only_score(instrument, close=ideal + away)


@given(sittings(ScoreOp.WEIGHTED))
def test_a_weighted_score_lies_between_the_lowest_and_the_highest_answer(sitting: Sitting) -> None:
    score = sitting.score()
    if not isinstance(score, Score):
        return  # too little was answered, or nothing of it matters
    given_ = responses(**sitting.values)
    counted = [
        (sitting.instrument.item(name), importance_of(sitting.instrument, name, given_))
        for name in sitting.answered
    ]
    percents = [
        percent_of_range(turned, scale_of(item))
        for item, weight in counted
        if weight and (turned := scored_value(item, sitting.values[item.id] or 0)) is not None
    ]

    assert min(percents) - 1e-9 <= score.value <= max(percents) + 1e-9


@pytest.mark.parametrize(
    ("satisfied", "important", "value", "n_answered"),
    [
        ((5, 1), (5, 1), 100.0, 2),
        ((5, 1), (3, 3), 50.0, 2),
        ((5, 1), (5, 3), 100 * 2 / 3, 2),
        ((5, 1), (5, None), 100.0, 1),
        ((5, None), (5, 3), 100.0, 1),
        ((5, 1), (1, 1), None, 2),
        ((5, 1), (None, None), None, 0),
    ],
)
def test_what_matters_more_weighs_more(
    satisfied: tuple[int | None, int | None],
    important: tuple[int | None, int | None],
    value: float | None,
    n_answered: int,
) -> None:
    instrument = an_instrument(
        replace(an_item("a"), importance="wa"),
        replace(an_item("b"), importance="wb"),
        an_item("wa"),
        an_item("wb"),
        dimensions=[a_dimension(items=["a", "b"], op=ScoreOp.WEIGHTED, min_fraction=0.5)],
    )

    score = only_score(instrument, a=satisfied[0], b=satisfied[1], wa=important[0], wb=important[1])

    if value is None:
        assert score == Unscored("connection", n_answered, 2)
    else:
        assert isinstance(score, Score)
        assert score.value == pytest.approx(value)
        assert (score.n_answered, score.n_items) == (n_answered, 2)


@given(RANGES, st.data())
def test_a_balance_is_100_in_the_middle_and_0_at_either_end(
    ends: tuple[int, int], data: st.DataObject
) -> None:
    low, high = ends
    value = data.draw(st.integers(low, high))
    items = [an_item(name, scale=a_scale(low, high)) for name in ("a", "b")]
    instrument = an_instrument(
        *items, dimensions=[a_dimension(items=["a", "b"], op=ScoreOp.BALANCE)]
    )

    even = only_score(instrument, a=value, b=low + high - value)

    assert isinstance(even, Score)
    assert even.value == pytest.approx(100)
    for end in ends:
        assert only_score(instrument, a=end, b=end) == Score("connection", 0.0, 2, 2)


WHO_DOES_IT = ResponseScale(
    ScaleKind.ALLOCATION,
    0,
    5,
    {0: "neither of us", 1: "me", 2: "mostly me", 3: "both", 4: "mostly you", 5: "you"},
    scores={0: None},
)


@given(st.lists(st.integers(0, 5), min_size=1, max_size=6), st.data())
def test_an_answer_that_counts_for_nothing_changes_no_score(
    values: list[int], data: st.DataObject
) -> None:
    op = data.draw(st.sampled_from([ScoreOp.MEAN, ScoreOp.SUM, ScoreOp.BALANCE]))
    names = [f"q{number}" for number in range(len(values))]
    items = [
        an_item(name, scale=WHO_DOES_IT, reverse_scored=data.draw(st.booleans())) for name in names
    ]
    instrument = an_instrument(
        *items, dimensions=[a_dimension(items=names, op=op, min_fraction=0.01)]
    )
    answered = dict(zip(names, values, strict=True))

    neither = only_score(instrument, **answered)

    assert neither == only_score(instrument, **{one: v or None for one, v in answered.items()})
    assert isinstance(neither, Score) is any(values)


def test_an_answer_that_counts_for_nothing_is_no_end_of_the_range() -> None:
    item = an_item(scale=WHO_DOES_IT, reverse_scored=True)

    assert scale_of(item).range == (1, 5)
    assert scored_value(item, 0) is None
    assert scored_value(item, 1) == 5


@pytest.mark.parametrize(
    ("op", "value", "total"),
    [(ScoreOp.MEAN, 75.0, 7 / 3), (ScoreOp.SUM, 100 * 2 / 3, 20 / 3)],
)
def test_items_of_different_ranges_count_by_range_in_a_sum_and_alike_in_a_mean(
    op: ScoreOp, value: float, total: float
) -> None:
    instrument = an_instrument(
        an_item("a", scale=a_scale(0, 2)),
        an_item("b", scale=a_scale(0, 4)),
        an_item("c", scale=a_scale(0, 4)),
        dimensions=[a_dimension(items=["a", "b", "c"], op=op, min_fraction=0.6)],
    )

    score = only_score(instrument, a=2, b=2, c=None)

    assert isinstance(score, Score)
    assert score.value == pytest.approx(value)
    assert score.total == pytest.approx(total)


def test_the_range_of_a_total_is_that_of_its_items() -> None:
    items = [an_item("a", scale=a_scale(0, 6)), an_item("b", scale=a_scale(0, 5))]
    instrument = an_instrument(*items)
    a_sum = a_dimension(items=["a", "b"], op=ScoreOp.SUM)

    assert total_range(instrument, a_sum) == (0, 11)
    assert total_range(instrument, replace(a_sum, op=ScoreOp.MEAN)) == (0, 5.5)


def test_an_item_of_safety_is_never_scored() -> None:
    private = replace(an_item("private"), safety=True)
    instrument = an_instrument(
        an_item("a"),
        private,
        dimensions=[a_dimension(items=["a", "private"], min_fraction=0.5)],
    )

    assert not can_be_scored(private)
    assert only_score(instrument, a=1, private=5) == Score("connection", 0.0, 1, 2, total=1.0)


def test_importance_is_known_only_where_it_was_asked_and_answered() -> None:
    instrument = an_instrument(
        replace(an_item("a"), importance="w"), an_item("b"), an_item("w", reverse_scored=True)
    )

    assert importance_of(instrument, "a", responses(w=2)) == 75
    assert importance_of(instrument, "a", responses(w=None)) is None
    assert importance_of(instrument, "b", responses(w=2)) is None
    nothing = replace(an_item("w"), scale=WHO_DOES_IT)
    counted = replace(instrument, items=(instrument.item("a"), nothing))
    assert importance_of(counted, "a", responses(w=0)) is None


def test_a_dimension_that_ignores_what_is_missing_needs_one_answer() -> None:
    loose = replace(a_dimension(items="abc"), missing=MissingRule.IGNORE)
    instrument = an_instrument(*map(an_item, "abc"), dimensions=[loose])

    assert least_answers(loose) == 1
    assert only_score(instrument, b=4) == Score("connection", 75.0, 1, 3, total=4.0)
    assert only_score(instrument) == Unscored("connection", 0, 3)
