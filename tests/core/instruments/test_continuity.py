"""Whether answers to two versions belong to one series."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders import a_dimension, a_scale, a_text_item, an_instrument, an_item
from closeness_cli.core.instruments.continuity import continuity, earlier_id
from closeness_cli.core.instruments.instrument import (
    Change,
    ChangeKind,
    Continuity,
    Ideal,
    Instrument,
    Item,
    MissingRule,
    ScaleKind,
    ScoreOp,
)

NUMBERS = st.integers(0, 12)
VERSIONS = st.tuples(st.integers(1, 3), NUMBERS, NUMBERS)

THEN = an_instrument(
    an_item("a"),
    an_item("b"),
    version="1.2.3",
    dimensions=[a_dimension(items=["a", "b"])],
)


def now(
    version: str,
    *changes: Change,
    words: str = "",
    **of_an_item: Any,  # noqa: ANN401 - whichever fields of an item
) -> Instrument:
    """Make a later version whose first item differs as said."""
    first, second = THEN.items
    changed: Item = replace(first, text=words or first.text, **of_an_item)
    return replace(THEN, version=version, items=(changed, second), changes=changes)


def between(then: Instrument, later: Instrument) -> Continuity:
    return continuity(then, later, later.dimensions[0])


def a_change(
    version: str,
    equate: Continuity | None = None,
    *,
    kind: ChangeKind = ChangeKind.SCORING,
    **dimensions: str,
) -> Change:
    return Change(version, "2026-01-04", kind, "Invented.", equate, dimensions)


def spelled(version: tuple[int, int, int]) -> str:
    return ".".join(map(str, version))


@given(VERSIONS)
def test_the_same_version_is_one_series(version: tuple[int, int, int]) -> None:
    one = replace(THEN, version=spelled(version))

    assert between(one, one) is Continuity.SAME


@given(NUMBERS, NUMBERS, NUMBERS)
def test_a_mended_slip_continues_the_series(minor: int, before: int, after: int) -> None:
    then = replace(THEN, version=f"1.{minor}.{before}")
    later = now(f"1.{minor}.{before + after + 1}", words="Stem of a!")

    assert between(then, later) is Continuity.SAME


@given(NUMBERS, NUMBERS, NUMBERS)
def test_other_words_draw_a_break(minor: int, more: int, patch: int) -> None:
    then = replace(THEN, version=f"1.{minor}.0")
    later = now(f"1.{minor + more + 1}.{patch}", words="Another stem.")

    assert between(then, later) is Continuity.BREAK


def test_words_of_another_dimension_draw_no_break() -> None:
    later = now("1.3.0", words="Another stem.")
    only_b = a_dimension("other", items=["b"])
    then, later = (replace(one, dimensions=(*one.dimensions, only_b)) for one in (THEN, later))

    assert continuity(then, later, later.dimensions[1]) is Continuity.SAME
    assert continuity(then, later, later.dimensions[0]) is Continuity.BREAK


def test_words_that_changed_without_a_version_draw_a_break() -> None:
    assert between(THEN, now("1.2.3", words="Attached anew.")) is Continuity.BREAK


@pytest.mark.parametrize(
    "of_an_item",
    [
        {"help": "A quieter line."},
        {"scale": a_scale(labels={1: "never", 5: "always"})},
    ],
)
def test_help_and_labels_are_words_too(of_an_item: dict[str, Any]) -> None:
    assert between(THEN, now("1.3.0", **of_an_item)) is Continuity.BREAK


def test_another_time_to_think_of_is_other_words() -> None:
    later = replace(THEN, version="1.3.0", cadence=replace(THEN.cadence, recall_days=30))

    assert later.cadence != THEN.cadence
    assert between(THEN, later) is Continuity.BREAK


def test_how_a_response_scale_is_shown_is_neither_words_nor_scoring() -> None:
    in_steps = replace(a_scale(), kind=ScaleKind.ORDINAL)

    assert between(THEN, now("1.3.0", scale=in_steps)) is Continuity.SAME


def test_items_without_a_response_scale_continue_by_their_words() -> None:
    then = an_instrument(a_text_item(), version="1.2.3", dimensions=[a_dimension(items=["words"])])
    same = replace(then, version="1.3.0")
    worded = replace(same, items=(replace(a_text_item(), text="Another stem."),))

    assert between(then, same) is Continuity.SAME
    assert between(then, worded) is Continuity.BREAK


@pytest.mark.parametrize("version", ["1.2.3", "1.2.4", "1.3.0", "2.0.0"])
@pytest.mark.parametrize(
    "of_an_item",
    [
        {"reverse_scored": True},
        {"scale": a_scale(1, 7)},
        {"scale": replace(a_scale(), scores={5: None})},
        {"ideal": Ideal(value=3)},
    ],
)
def test_other_scoring_is_another_series_whatever_the_number_says(
    version: str, of_an_item: dict[str, Any]
) -> None:
    assert between(THEN, now(version, **of_an_item)) is Continuity.NEW


@pytest.mark.parametrize(
    "of_a_dimension",
    [
        {"op": ScoreOp.SUM},
        {"items": ("a",)},
        {"missing": MissingRule.IGNORE},
        {"missing": MissingRule.PRORATE, "min_fraction": 0.5},
    ],
)
def test_a_dimension_that_is_scored_in_another_way_is_another_series(
    of_a_dimension: dict[str, Any],
) -> None:
    (dimension,) = THEN.dimensions
    other = replace(dimension, **of_a_dimension)

    assert between(THEN, replace(THEN, dimensions=(other,))) is Continuity.NEW


def test_a_dimension_that_is_only_titled_anew_is_the_same() -> None:
    (dimension,) = THEN.dimensions

    renamed = replace(THEN, dimensions=(replace(dimension, title="Nearness"),))

    assert between(THEN, renamed) is Continuity.SAME


def test_a_first_number_that_rises_is_another_series() -> None:
    assert between(THEN, now("2.0.0")) is Continuity.NEW


@given(st.lists(st.sampled_from(Continuity), min_size=1, max_size=4))
def test_mapped_versions_continue_as_weakly_as_their_weakest_change(
    equated: list[Continuity],
) -> None:
    changes = [a_change(f"2.{n}.0", one) for n, one in enumerate(equated)]
    later = now(f"2.{len(equated)}.0", *changes, scale=a_scale(1, 7))
    weakest = next(
        one for one in (Continuity.NEW, Continuity.BREAK, Continuity.SAME) if one in equated
    )

    assert between(THEN, later) is weakest


def test_a_change_from_before_says_nothing() -> None:
    old = a_change("1.2.3", Continuity.SAME)

    assert between(THEN, now("2.0.0", old)) is Continuity.NEW
    assert between(THEN, now("2.0.0", old, a_change("2.0.0"))) is Continuity.NEW


def test_versions_are_compared_by_number_and_not_by_letter() -> None:
    then = replace(THEN, version="1.9.0")

    later = now("1.10.0", a_change("1.10.0", Continuity.SAME), reverse_scored=True)

    assert between(then, later) is Continuity.SAME


def test_a_dimension_that_was_not_there_is_another_series() -> None:
    later = replace(now("1.3.0"), dimensions=(a_dimension("new", items=["a", "b"]),))

    assert between(THEN, later) is Continuity.NEW


def test_a_dimension_keeps_its_series_under_another_name_where_that_is_said() -> None:
    changes = (
        a_change("1.3.0", Continuity.SAME, kind=ChangeKind.WORDING, middle="connection"),
        a_change("1.4.0", Continuity.SAME, kind=ChangeKind.WORDING, nearness="middle"),
    )
    later = replace(
        THEN,
        version="1.4.0",
        changes=changes,
        dimensions=(a_dimension("nearness", items=["a", "b"]),),
    )

    assert earlier_id(THEN, later, "nearness") == "connection"
    assert earlier_id(replace(THEN, version="1.3.0"), later, "nearness") == "middle"
    assert earlier_id(later, later, "nearness") == "nearness"
    assert between(THEN, later) is Continuity.SAME


def test_what_an_item_is_compared_with_counts_as_asked() -> None:
    now_, wish = an_item("now", ideal=Ideal(item="wish")), an_item("wish")
    dimension = a_dimension(items=["now"], op=ScoreOp.IDEAL)
    then = an_instrument(now_, wish, version="1.0.0", dimensions=[dimension])

    worded = replace(then, version="1.1.0", items=(now_, replace(wish, text="Another wish.")))
    scaled = replace(then, version="1.1.0", items=(now_, replace(wish, scale=a_scale(1, 7))))

    assert between(then, worded) is Continuity.BREAK
    assert between(then, scaled) is Continuity.NEW


def test_what_weighs_an_item_counts_as_asked() -> None:
    need, weight = replace(an_item("need"), importance="weight"), an_item("weight")
    dimension = a_dimension(items=["need"], op=ScoreOp.WEIGHTED)
    then = an_instrument(need, weight, version="1.0.0", dimensions=[dimension])

    scaled = replace(then, version="1.1.0", items=(need, replace(weight, reverse_scored=True)))

    assert between(then, scaled) is Continuity.NEW
