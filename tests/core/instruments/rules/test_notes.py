"""What is worth another look in an instrument, and what a bank must not have."""

from __future__ import annotations

from dataclasses import replace

import pytest

from builders import a_dimension, a_scale, a_text_item, an_instrument, an_item
from closeness_cli.core.instruments.instrument import (
    Cadence,
    Ideal,
    Instrument,
    MissingRule,
    ResponseScale,
    ScaleKind,
    ScoreOp,
)
from closeness_cli.core.instruments.rules.notes import label_notes, lint_findings, notes_of


def notes(instrument: Instrument) -> list[str]:
    return [one.shown() for one in notes_of(instrument)]


def with_stem(text: str) -> Instrument:
    return an_instrument(replace(an_item(), text=text))


def test_a_stem_of_fifteen_words_is_read_at_once_and_one_of_sixteen_is_not() -> None:
    assert notes(with_stem("word " * 15)) == []
    assert notes(with_stem("word " * 16)) == ["items[0].text: 16 words; up to 15 are read at once"]


@pytest.mark.parametrize("word", ["and", "or", "OR"])
def test_two_ideas_in_a_stem_are_noted(word: str) -> None:
    assert notes(with_stem(f"We laughed {word} talked.")) == [
        f"items[0].text: {word.lower()!r} may join two ideas"
    ]


def test_what_is_answered_in_words_may_join_ideas() -> None:
    assert notes(with_stem("A grand order.")) == []
    assert notes(an_instrument(replace(a_text_item(), text="What happened and when?"))) == []


def items_of(count: int, *, turned: int = 0) -> Instrument:
    return an_instrument(
        *(an_item(f"q{number}", reverse_scored=number < turned) for number in range(count))
    )


def test_five_items_in_one_direction_are_noted() -> None:
    assert notes(items_of(5)) == ["items: all 5 scored items are asked in the same direction"]
    assert notes(items_of(5, turned=5)) == notes(items_of(5))
    assert notes(items_of(5, turned=1)) == notes(items_of(4)) == []


def test_items_with_an_ideal_have_no_direction() -> None:
    items = [an_item(f"q{number}", ideal=Ideal(3)) for number in range(5)]
    wanted = a_dimension(items=[one.id for one in items], op=ScoreOp.IDEAL)
    assert notes(an_instrument(*items, dimensions=[wanted])) == []


@pytest.mark.parametrize(
    ("high", "labels", "note"),
    [
        (5, {1, 2, 3, 4, 5}, None),
        (5, {1, 3, 5}, "without a label: 2, 4"),
        (7, {1, 4, 7}, None),
        (7, {1, 3, 7}, "the middle has no label"),
        (10, {1, 5, 10}, None),
        (10, {1, 6, 10}, None),
        (10, {1, 4, 10}, "the middle has no label"),
    ],
)
def test_labels_are_looked_for_where_people_look(
    high: int, labels: set[int], note: str | None
) -> None:
    scale = a_scale(1, high, labels=dict.fromkeys(labels, "word"))
    assert [one.message for one in label_notes(scale)] == ([] if note is None else [note])


def test_a_nominal_scale_has_no_middle() -> None:
    names = dict.fromkeys((1, 2, 3, 4, 5, 9), "name")
    scale = ResponseScale(ScaleKind.NOMINAL, 1, 9, names, only_labelled=True)
    assert list(label_notes(scale)) == []


def lints(instrument: Instrument) -> list[str]:
    return [one.shown() for one in lint_findings(instrument)]


def test_windows_may_meet_with_a_day_of_grace_and_not_overlap() -> None:
    assert lints(replace(an_instrument(), cadence=Cadence(7, 6, 7))) == []
    assert lints(replace(an_instrument(), cadence=Cadence(7, 5, 7))) == [
        "cadence.min_days: min_days is below recall_days, 7: the windows would overlap"
    ]


def test_prorating_the_whole_is_not_prorating() -> None:
    prorated = replace(a_dimension(min_fraction=0.99), missing=MissingRule.PRORATE)
    assert lints(replace(an_instrument(dimensions=[prorated]), cadence=Cadence(7, 7, 7))) == []
    whole = replace(prorated, min_fraction=1.0)
    assert lints(replace(an_instrument(dimensions=[whole]), cadence=Cadence(7, 7, 7))) == [
        "dimensions[0].missing: 'missing: prorate' needs a min_fraction below 1"
    ]
