"""Response scales, scoring and cadence in words."""

from __future__ import annotations

from dataclasses import replace

import pytest

from builders import a_dimension, a_scale, an_instrument, an_item
from closeness_cli.core.instruments.condition import Comparison, Condition
from closeness_cli.core.instruments.instrument import (
    Cadence,
    Direction,
    Ideal,
    Item,
    MissingRule,
    Noise,
    NoiseBasis,
    ScaleKind,
    ScoreOp,
)
from closeness_cli.presentation.scoring_words import (
    cadence_words,
    condition_words,
    dimension_words,
    item_remarks,
    noise_words,
    numbers_of,
    scale_words,
)


@pytest.mark.parametrize(
    ("cadence", "said"),
    [
        (Cadence(7, 6, 7), "about weekly, not within 6 days; about the last 7 days"),
        (Cadence(1, 1, 1), "as often as daily, once a day at most; about the last day"),
        (Cadence(45, 40, 28), "about every 45 days, not within 40 days; about the last 28 days"),
    ],
)
def test_how_often_how_soon_and_what_time_it_is_about(cadence: Cadence, said: str) -> None:
    assert cadence_words(cadence) == said


def test_a_scale_is_one_line_with_every_number_of_a_short_one() -> None:
    assert scale_words(a_scale(1, 5)) == "1 not at all · 2 · 3 · 4 · 5 completely"
    assert scale_words(a_scale(1, 10)) == "1 not at all · 10 completely"


def test_a_scale_without_words_says_its_ends() -> None:
    assert scale_words(a_scale(0, 6, labels={})) == "0 to 6"
    assert scale_words(a_scale(0, 10, labels={})) == "0 to 10"


def test_codes_with_gaps_are_listed_whole() -> None:
    scale = replace(a_scale(0, 99, labels={0: "no", 1: "yes", 99: "unsure"}), only_labelled=True)
    assert scale_words(scale) == "0 no · 1 yes · 99 unsure"


@pytest.mark.parametrize(
    ("item", "said"),
    [
        (an_item("b"), []),
        (an_item("b", reverse_scored=True), ["counted in reverse"]),
        (an_item("b", ideal=Ideal(value=5)), ["counts 100 at “completely”"]),
        (an_item("b", ideal=Ideal(item="a")), ["counts 100 at the answer to 1"]),
        (replace(an_item("b"), importance="a"), ["weighted by the answer to 1"]),
        (
            replace(an_item("b"), show_if=Condition("a", Comparison.MORE, 1)),
            ["asked if the answer to 1 is above 1"],
        ),
        (replace(an_item("b"), journal_as="conflict"), ["also becomes an entry (conflict)"]),
        (an_item("b", scale=replace(a_scale(1, 2), kind=ScaleKind.NOMINAL)), ["never scored"]),
    ],
)
def test_what_else_holds_for_an_item(item: Item, said: list[str]) -> None:
    assert item_remarks(an_instrument(an_item("a"), item), item) == said


def test_a_condition_of_several_parts_is_said_whole() -> None:
    asked = an_instrument(*map(an_item, "abc"))
    either = Condition(
        any=(Condition("b", Comparison.DIFFERS, 2), Condition("c", Comparison.ANSWERED))
    )
    both = Condition(all=(Condition("a", Comparison.EQUALS, 3), either))
    assert condition_words(asked, both) == (
        "the answer to 1 is 3 and (the answer to 2 is not 2 or 3 is answered)"
    )


def test_items_are_named_by_number_with_runs_as_ranges() -> None:
    asked = an_instrument(*map(an_item, "abcdefg"))
    assert numbers_of(asked, ["g", "a", "b", "c", "e"]) == "1–3, 5, 7"


def test_a_dimension_of_one_item_is_short() -> None:
    assert dimension_words(an_instrument(), a_dimension()) == "Item 1 alone; from 1 to 5."


def test_a_dimension_says_its_items_turned_ones_range_and_missing_rule() -> None:
    asked = an_instrument(an_item("a"), an_item("b", reverse_scored=True))
    summed = a_dimension(items=["a", "b"], op=ScoreOp.SUM)
    said = "The sum of its answers; items 1–2; counted in reverse: 2; from 2 to 10. Needs all 2."
    assert dimension_words(asked, summed) == said
    shared = a_dimension(items=["a", "b"], min_fraction=0.5)
    assert dimension_words(asked, shared).endswith("from 1 to 5. Needs 1 of 2.")
    loose = replace(summed, missing=MissingRule.IGNORE, direction=Direction.NEITHER)
    assert dimension_words(asked, loose).endswith("neither end is better. What is answered counts.")


def test_noise_says_what_it_rests_on() -> None:
    change = Noise("total", NoiseBasis.RELIABLE_CHANGE, 11.58, "a study")
    assert noise_words(change) == "A change of more than 11.58 is more than noise (a study)."
    retest = Noise("total", NoiseBasis.RETEST, 0.85, "a study", sd=1.2, days=45)
    assert (
        noise_words(retest) == "Asked again over 45 days, it correlated 0.85 with itself (a study)."
    )
