"""Notes on how answers were given: what is noticed, and above all what is not."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders import a_response, a_scale, a_text_item, an_instrument, an_item
from closeness_cli.core.answering.quality import QualityKind, QualityNote, quality_notes
from closeness_cli.core.instruments.instrument import ScaleKind

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from closeness_cli.core.answering.administration import Response
    from closeness_cli.core.instruments.instrument import Instrument


def an_instrument_of(n: int, *, reversed_at: Iterable[int] = ()) -> Instrument:
    """Make an instrument of so many numbers, some of them reverse-scored."""
    turned = set(reversed_at)
    return an_instrument(*(an_item(f"i{at}", reverse_scored=at in turned) for at in range(n)))


def answered(values: Sequence[int | None], times: Sequence[int | None] = ()) -> dict[str, Response]:
    """Answer `i0`, `i1`, … with these values, in these times."""
    waiting = [*times, *[None] * len(values)]
    return {
        f"i{at}": a_response(f"i{at}", value, milliseconds=waiting[at])
        for at, value in enumerate(values)
    }


def kinds(found: Iterable[QualityNote]) -> list[QualityKind]:
    return [one.kind for one in found]


@pytest.mark.parametrize(
    ("times", "noticed"),
    [
        ([900, 1_100, 1_300, 1_500, 1_700], True),
        ([900, 1_900, 1_999, 90_000, 90_000], True),
        ([1_000, 1_999, 2_000, 2_001, 3_000], False),  # their median is two seconds exactly
        ([1_000, 1_000, 2_500, 2_500, 2_500], False),
        ([500, 500, 500, 500, None], False),  # a short form that one knows is quick
        ([], False),
    ],
)
def test_answers_are_fast_from_a_median_below_two_seconds_of_five_that_were_timed(
    times: list[int | None], noticed: bool
) -> None:
    found = quality_notes(an_instrument_of(5), answered([1, 3, 2, 4, 5], times))
    assert (QualityKind.FAST in kinds(found)) is noticed


def test_a_fast_set_says_how_fast_and_which_items() -> None:
    times = [800, 1_000, 1_200, 1_400, 1_600]
    found = quality_notes(an_instrument_of(5), answered([1, 3, 2, 4, 5], times))
    assert found == (QualityNote(QualityKind.FAST, ("i0", "i1", "i2", "i3", "i4"), 1_200.0),)


def test_a_skip_and_words_have_no_time_that_counts() -> None:
    instrument = an_instrument(*an_instrument_of(5).items, a_text_item("words"))
    given_ = answered([1, 3, 2, 4, None], [500, 500, 500, 500, 500])
    given_["words"] = a_response("words", "Yes.", milliseconds=100)
    assert quality_notes(instrument, given_) == ()


@pytest.mark.parametrize(
    ("n", "reversed_at", "noticed"),
    [
        (5, [2], True),
        (4, [2], False),
        (7, [], False),
        (8, [], True),
        (7, range(7), False),
        (8, range(8), True),
    ],
)
def test_one_value_is_noted_sooner_where_it_says_two_opposite_things(
    n: int, reversed_at: Iterable[int], noticed: bool
) -> None:
    instrument = an_instrument_of(n, reversed_at=reversed_at)
    found = quality_notes(instrument, answered([3] * n))
    assert found == (
        (QualityNote(QualityKind.ONE_VALUE, tuple(f"i{at}" for at in range(n))),) if noticed else ()
    )


def test_one_other_value_is_enough_to_note_nothing() -> None:
    instrument = an_instrument_of(8, reversed_at=[0])
    assert quality_notes(instrument, answered([3] * 7 + [4])) == ()


def test_each_response_scale_is_looked_at_on_its_own() -> None:
    scale = a_scale(1, 10)
    items = [an_item(f"i{at}", scale=scale, reverse_scored=at == 6) for at in range(5, 10)]
    instrument = an_instrument(*an_instrument_of(5, reversed_at=[0]).items, *items)
    found = quality_notes(instrument, answered([3, 3, 3, 3, 2, 3, 3, 3, 3, 3]))
    assert found == (QualityNote(QualityKind.ONE_VALUE, ("i5", "i6", "i7", "i8", "i9")),)


@pytest.mark.parametrize("kind", [ScaleKind.ALLOCATION, ScaleKind.NOMINAL])
def test_names_in_no_order_may_all_be_the_same(kind: ScaleKind) -> None:
    scale = replace(a_scale(), kind=kind)
    instrument = an_instrument(*(an_item(f"i{at}", scale=scale) for at in range(9)))
    assert quality_notes(instrument, answered([3] * 9)) == ()


@pytest.mark.parametrize(
    ("one", "other", "noticed"),
    [(5, 5, True), (1, 1, True), (4, 5, True), (5, 3, False), (4, 4, False), (5, None, False)],
)
def test_a_pair_contradicts_itself_from_three_quarters_of_the_range(
    one: int, other: int | None, noticed: bool
) -> None:
    instrument = replace(an_instrument_of(2, reversed_at=[1]), pairs=(("i0", "i1"),))
    found = quality_notes(instrument, answered([one, other]))
    assert found == ((QualityNote(QualityKind.OPPOSITE, ("i0", "i1")),) if noticed else ())


def test_a_safety_item_is_never_looked_at() -> None:
    items = [replace(one, safety=True) for one in an_instrument_of(9, reversed_at=[1]).items]
    instrument = replace(an_instrument(*items, dimensions=()), pairs=(("i0", "i1"),))
    assert quality_notes(instrument, answered([5] * 9, [100] * 9)) == ()


@given(
    st.lists(st.none() | st.integers(1, 5), min_size=9, max_size=9),
    st.lists(st.none() | st.integers(0, 5_000), min_size=9, max_size=9),
)
def test_whatever_is_answered_each_note_is_given_once_and_names_items(
    values: list[int | None], times: list[int | None]
) -> None:
    instrument = replace(an_instrument_of(9, reversed_at=[1, 4]), pairs=(("i0", "i1"),))
    found = quality_notes(instrument, answered(values, times))
    assert len(set(kinds(found))) == len(found)
    known = {item.id for item in instrument.items}
    assert all(one.items and set(one.items) <= known for one in found)
