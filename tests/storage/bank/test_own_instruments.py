"""The shipped instruments, read as a person would read them, and their vectors."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from closeness_cli.core.answering.administration import Response
from closeness_cli.core.instruments.conformance import mismatches
from closeness_cli.core.instruments.continuity import continuity
from closeness_cli.core.instruments.instrument import (
    DEFAULT_INSTRUMENT,
    RESERVED_IDS,
    Continuity,
    Direction,
    Half,
    Instrument,
    Item,
    ItemKind,
    MissingRule,
    Order,
    ScaleKind,
    ScoreOp,
    SkipReason,
)
from closeness_cli.core.stats.scoring import Score, score_all
from closeness_cli.storage.bank.item_bank import load_bank, shipped_bank_path

if TYPE_CHECKING:
    from collections.abc import Iterator

    from closeness_cli.core.instruments.item_bank import ItemBank

ROOT = Path(__file__).parents[3]

IDS = [
    "week",
    "how-close",
    "where-are-you",
    "growth-markers",
    "distance-signs",
    "overlap",
    "weather",
    "emotional-labor",
    "needs",
    "autonomy",
    "honesty-style",
    "attachment",
    "adapting",
    "drift-causes",
    "myths",
]

BANNED = re.compile(
    r"\b(healthy|unhealthy|toxic|compatib\w*|diagnos\w*|normal\w*|should|must|always|never|"
    r"partner'?s?|phone|husband|wife|spouse|married|marriage|sex\w*|boyfriend|girlfriend|"
    r"he|she|his|her|love\w*|couple|your partner|fault|blame|abus\w*|avoidant|fail\w*|predict\w*|"
    r"better half|soulmate|drift\w*|monogam\w*|household|more often|less often|types?|streak|"
    r"overdue|score|violen\w*)\b",
    re.IGNORECASE,
)

WINDOW = re.compile(
    r"\b(in the last (week|two weeks|four weeks|month)|of the last four weeks|recent|now|today)\b",
    re.IGNORECASE,
)

LONG_WINDOW = re.compile(r"^In the last three months, how often did you ")
"""A quarter, since private questions are asked once a quarter; about oneself, and what happened."""

PRIVATE = {
    "how-close": ["silent", "said_yes", "help_wanted"],
    "where-are-you": ["silent", "apologised", "help_wanted"],
    "autonomy": ["dropped_plans", "hid_things"],
}
"""The safety items that ship, and where the seeds call for them (docs/instruments.md)."""

OF_NO_TIME = {"myths"}
"""Forms whose stems name no time: sentences that one hears, about nobody."""

ONE_WAY = {
    "emotional-labor": "no answer is agreement: every point names who did it",
    "needs": "importance and satisfaction; those who matter all things alike still weigh alike",
    "drift-causes": "five causes, each a score of its own, and nothing is added up",
    "myths": "not scored; true and false statements are mixed",
}
"""Forms of five items or more that ask in one direction, and why that does no harm."""

SECOND_DIRECTION_FROM = 5
"""Items from which on both directions are asked."""


@pytest.fixture(scope="module")
def shipped() -> ItemBank:
    return load_bank(shipped_bank_path())


def form_of(bank: ItemBank, name: str) -> Instrument:
    form = bank.find(name)
    assert form is not None
    return form


def shipped_items(bank: ItemBank) -> list[Item]:
    return [item for instrument in bank.instruments for item in instrument.items]


def rated_items(instrument: Instrument) -> list[Item]:
    """Give the items whose numbers may count for something."""
    return [item for item in instrument.items if item.kind is ItemKind.SCALE and not item.safety]


def texts(instrument: Instrument) -> Iterator[str]:
    yield from (instrument.title, instrument.intro, instrument.says_not, instrument.ends_with)
    yield from (one.title for one in instrument.dimensions)
    for item in instrument.items:
        yield from (item.text, item.help, item.rating, item.why)
        yield from item.scale.labels.values() if item.scale else ()
    if instrument.plane:
        yield from (tip.text for tip in instrument.plane.tips)


def test_the_shipped_instruments_are_these(shipped: ItemBank) -> None:
    assert [one.id for one in shipped.instruments] == IDS
    assert shipped.find(DEFAULT_INSTRUMENT) is shipped.instruments[0]
    assert not RESERVED_IDS & set(IDS)


# The words.


def test_a_stem_is_one_short_idea(shipped: ItemBank) -> None:
    for item in shipped_items(shipped):
        assert len(item.text.split()) < 15, item.text
        assert not re.search(r"\b(and|or|not|no|without|n't)\b|/", item.text), item.text


def test_a_stem_names_its_time(shipped: ItemBank) -> None:
    timeless = [
        item.text
        for instrument in shipped.instruments
        if instrument.id not in OF_NO_TIME
        for item in instrument.items
        if not (LONG_WINDOW if item.safety else WINDOW).search(item.text)
    ]
    assert timeless == []


def test_no_text_judges_or_assumes(shipped: ItemBank) -> None:
    said = [text for instrument in shipped.instruments for text in texts(instrument)]
    said += [card.text for card in shipped.cards]
    assert [text for text in said if BANNED.search(text)] == []


def test_no_line_quotes_a_percentage(shipped: ItemBank) -> None:
    said = [text for instrument in shipped.instruments for text in texts(instrument)]
    assert [text for text in said if re.search(r"\d\s*(%|percent)", text)] == []


def test_response_scales_are_labelled_where_people_look(shipped: ItemBank) -> None:
    for item in shipped_items(shipped):
        if item.scale is None:
            continue
        low, high, labels = item.scale.min, item.scale.max, set(item.scale.labels)
        short = len(item.scale.values) <= 6
        assert labels >= (set(item.scale.values) if short else {low, (low + high) // 2, high})


def test_every_shipped_form_says_where_it_is_from_and_what_it_does_not_tell(
    shipped: ItemBank,
) -> None:
    for instrument in shipped.instruments:
        assert instrument.licence == "MIT, own wording"
        assert instrument.says_not
        assert "(structure only)" in instrument.source


def test_a_later_version_says_what_it_changed(shipped: ItemBank) -> None:
    for instrument in shipped.instruments:
        said = [one.version for one in instrument.changes]
        assert instrument.version == (said[-1] if said else "1.0.0"), instrument.id


# How it is asked.


def test_asking_again_waits_until_the_time_that_is_asked_about_is_over(shipped: ItemBank) -> None:
    for instrument in shipped.instruments:
        cadence = instrument.cadence
        assert cadence.min_days <= cadence.suggest_days
        # A week that is a day short is the same evening of the week, a day early.
        assert cadence.min_days >= cadence.recall_days - 1, instrument.id


def test_no_form_takes_long(shipped: ItemBank) -> None:
    for instrument in shipped.instruments:
        in_words = any(item.kind is not ItemKind.SCALE for item in instrument.items)
        assert instrument.minutes <= (10 if in_words else 4), instrument.id


def test_the_weekly_form_has_four_items_on_what_reports_follow(shipped: ItemBank) -> None:
    week = shipped.instruments[0]
    assert [one.id for one in week.dimensions] == ["connection", "heard", "appreciation", "room"]
    assert (len(week.items), week.minutes) == (4, 1)


def test_forms_of_five_or_more_items_ask_in_both_directions(shipped: ItemBank) -> None:
    one_way = {
        instrument.id
        for instrument in shipped.instruments
        if len(rated := rated_items(instrument)) >= SECOND_DIRECTION_FROM
        and {item.reverse_scored for item in rated} != {True, False}
    }
    assert one_way == set(ONE_WAY)


def test_only_forms_with_nothing_to_branch_are_shuffled(shipped: ItemBank) -> None:
    shuffled = [one for one in shipped.instruments if one.order is Order.SHUFFLE]
    assert [one.id for one in shuffled] == ["emotional-labor", "myths"]
    assert not any(item.show_if for one in shuffled for item in one.items)


def test_private_questions_stand_where_the_seeds_call_for_them(shipped: ItemBank) -> None:
    found = {
        instrument.id: [item.id for item in instrument.items if item.safety]
        for instrument in shipped.instruments
    }
    assert {name: ids for name, ids in found.items() if ids} == PRIVATE


def test_private_questions_are_asked_alike_by_frequency_and_can_be_declined(
    shipped: ItemBank,
) -> None:
    private = [item for item in shipped_items(shipped) if item.safety]
    for item in private:
        assert item.scale is not None
        assert tuple(item.scale.labels.values()) == (
            *("not at all", "rarely", "sometimes"),
            *("often", "very often"),
        )
        assert item.reasons == (SkipReason.PREFER_NOT_TO_SAY,)
    # An id is asked once a quarter wherever it stands, so it must be one question everywhere.
    one_of_each = {item.id: item for item in private}
    assert [one_of_each[item.id] for item in private] == private


def test_no_private_question_accuses(shipped: ItemBank) -> None:
    for item in shipped_items(shipped):
        if item.safety:
            accused = re.search(r"\b(they|them|their|made you|did this person)\b", item.text)
            assert accused is None, item.text


def test_what_private_questions_were_added_to_goes_on_as_one_series(shipped: ItemBank) -> None:
    for name in PRIVATE:
        form = form_of(shipped, name)
        before = replace(form, version="1.0.0", items=tuple(rated_or_written(form)), changes=())
        for dimension in form.dimensions:
            assert continuity(before, form, dimension) is Continuity.SAME, (name, dimension.id)


def rated_or_written(form: Instrument) -> list[Item]:
    return [item for item in form.items if not item.safety]


# How it is scored.


@pytest.mark.parametrize("name", IDS)
def test_every_vector_holds(shipped: ItemBank, name: str) -> None:
    assert mismatches(form_of(shipped, name), shipped.vectors_of(name)) == []


def test_whatever_is_scored_has_vectors_for_low_high_and_mixed_answers(shipped: ItemBank) -> None:
    for instrument in shipped.instruments:
        vectors = shipped.vectors_of(instrument.id)
        if not instrument.dimensions:
            assert vectors == ()
            continue
        assert len(vectors) >= 3, instrument.id
        ends = {item.id: item.scale for item in rated_items(instrument) if item.scale}
        low: dict[str, int | None] = {name: scale.min for name, scale in ends.items()}
        high = {name: scale.max for name, scale in ends.items()}
        # What is not asked has no answer, so a form that branches is lowest without it.
        unasked = {item.id: None for item in instrument.items if item.show_if}
        answers = [dict(one.answers) for one in vectors]
        assert low | unasked in answers, instrument.id
        assert high in answers, instrument.id
        mixed = [one for one in answers if one != low | unasked]
        assert any(None in one.values() for one in mixed), instrument.id


def test_every_vector_names_every_rated_item_and_every_dimension(shipped: ItemBank) -> None:
    for instrument in shipped.instruments:
        items = {item.id for item in rated_items(instrument)}
        dimensions = {one.id for one in instrument.dimensions}
        for vector in shipped.vectors_of(instrument.id):
            assert (set(vector.answers), set(vector.scores)) == (items, dimensions)


def test_scores_of_many_items_need_most_of_them(shipped: ItemBank) -> None:
    needs = {
        "labor-balance": (MissingRule.PRORATE, 0.6),
        "labor-mutuality": (MissingRule.PRORATE, 0.6),
        "needs-met": (MissingRule.IGNORE, 1),
    }
    for instrument in shipped.instruments:
        for one in instrument.dimensions:
            many = len(one.items) > 1
            usual = (MissingRule.PRORATE, 0.8) if many else (MissingRule.REQUIRE_COMPLETE, 1)
            assert (one.missing, one.min_fraction) == needs.get(one.id, usual), one.id


def test_the_closest_answers_score_100_everywhere(shipped: ItemBank) -> None:
    for instrument in shipped.instruments:
        given = {
            item.id: Response(item.id, closest(item), "", 1) for item in rated_items(instrument)
        }
        for score in score_all(instrument, given):
            assert isinstance(score, Score)
            assert score.value == 100, (instrument.id, score.dimension)


def closest(item: Item) -> int:
    assert item.scale is not None
    if item.ideal is not None:
        return item.ideal.value or item.scale.max
    return item.scale.min if item.reverse_scored else item.scale.max


def test_a_dimension_has_one_title_and_one_direction_wherever_it_is_asked(
    shipped: ItemBank,
) -> None:
    seen: dict[str, tuple[str, Direction]] = {}
    for instrument in shipped.instruments:
        for one in instrument.dimensions:
            found = (one.title, one.direction)
            assert seen.setdefault(one.id, found) == found


def test_ways_of_being_have_no_better_end(shipped: ItemBank) -> None:
    neither = {
        instrument.id
        for instrument in shipped.instruments
        for one in instrument.dimensions
        if one.direction is Direction.NEITHER
    }
    assert neither == {"emotional-labor", "honesty-style", "attachment", "drift-causes"}
    for name in neither:
        directions = {one.direction for one in form_of(shipped, name).dimensions}
        assert directions == {Direction.NEITHER}


@pytest.mark.parametrize("name", ["how-close", "autonomy", "honesty-style", "drift-causes"])
def test_separate_answers_have_no_total(shipped: ItemBank, name: str) -> None:
    form = form_of(shipped, name)
    assert [one.items for one in form.dimensions] == [(item.id,) for item in rated_items(form)]
    assert form.ends_with


# The forms, one by one.


def test_tasks_that_neither_does_count_for_nobody(shipped: ItemBank) -> None:
    form = form_of(shipped, "emotional-labor")
    for item in form.items:
        assert item.scale is not None
        assert item.scale.kind is ScaleKind.ALLOCATION
        assert item.scale.range == (1, 5)
        assert item.scale.counts_for(6) is None
    assert [one.op for one in form.dimensions] == [ScoreOp.BALANCE, ScoreOp.IDEAL]
    assert {len(one.items) for one in form.dimensions} == {len(form.items)} == {10}


def test_a_need_is_asked_on_only_where_it_matters(shipped: ItemBank) -> None:
    form = form_of(shipped, "needs")
    for matter, met in zip(form.items[::2], form.items[1::2], strict=True):
        assert met.importance == matter.id
        assert met.show_if is not None
        assert list(met.show_if.items) == [matter.id]
        answered = {
            value: met.show_if.holds({matter.id: Response(matter.id, value, "", 1)})
            for value in range(1, 6)
        }
        assert answered == {1: False, 2: True, 3: True, 4: True, 5: True}
        assert not met.show_if.holds({})
        assert met.reasons == (SkipReason.NOT_APPLICABLE,)


def test_the_signs_of_too_much_closeness_are_asked_beside_what_was_wanted(
    shipped: ItemBank,
) -> None:
    form = form_of(shipped, "autonomy")
    assert {one.op for one in form.dimensions} == {ScoreOp.IDEAL}
    assert {item.ideal.value for item in rated_items(form) if item.ideal} == {3}


def test_ways_to_say_hard_things_have_a_name_at_every_point(shipped: ItemBank) -> None:
    scales = [item.scale for item in form_of(shipped, "honesty-style").items]
    assert len({tuple(one.labels.values()) for one in scales if one}) == 4
    assert {one.kind for one in scales if one} == {ScaleKind.BIPOLAR}


def test_closeness_and_reliance_ask_alike_in_both_directions(shipped: ItemBank) -> None:
    form = form_of(shipped, "attachment")
    assert [one.id for one in form.dimensions] == ["worry", "distance"]
    for dimension in form.dimensions:
        reversed_items = [one for one in dimension.items if form.item(one).reverse_scored]
        assert (len(dimension.items), len(reversed_items)) == (6, 3)
    assert all(SkipReason.PREFER_NOT_TO_SAY in item.reasons for item in form.items)
    assert form.cadence.suggest_days == 180
    assert "not validated against any published measure" in form.says_not


def test_every_quarter_of_the_plane_has_a_line(shipped: ItemBank) -> None:
    plane = form_of(shipped, "attachment").plane
    assert plane is not None
    assert (plane.across, plane.up) == ("worry", "distance")
    quarters = {(tip.across, tip.up) for tip in plane.tips}
    assert quarters == {(across, up) for across in Half for up in Half}
    assert len(plane.tips) == 4


def test_a_pair_asks_the_same_from_both_sides(shipped: ItemBank) -> None:
    for form in shipped.instruments:
        for first, second in form.pairs:
            assert form.item(first).scale == form.item(second).scale
            assert form.item(first).reverse_scored != form.item(second).reverse_scored
            assert any({first, second} <= set(one.items) for one in form.dimensions)


def test_adapting_is_words_and_nothing_is_scored(shipped: ItemBank) -> None:
    form = form_of(shipped, "adapting")
    kinds = [item.kind for item in form.items]
    assert kinds == [ItemKind.LIST, ItemKind.TEXT, ItemKind.LIST, ItemKind.TEXT, ItemKind.TEXT]
    assert form.dimensions == ()


def test_a_tag_tells_of_one_cause_only(shipped: ItemBank) -> None:
    items = form_of(shipped, "drift-causes").items
    tags = [tag for item in items for tag in item.tags]
    assert len(tags) == len(set(tags)) >= 2 * len(items)
    assert all(re.fullmatch(r"[a-z]+", tag) for tag in tags)


def test_every_myth_is_answered_with_a_line_of_its_own(shipped: ItemBank) -> None:
    form = form_of(shipped, "myths")
    assert len({item.why for item in form.items if item.why}) == len(form.items) == 10
    assert form.dimensions == ()
    for item in form.items:
        assert item.scale is not None
        assert (item.scale.kind, item.scale.values) == (ScaleKind.NOMINAL, (1, 2))
        assert item.scale.labels == {1: "true", 2: "false"}


# Cards.


def test_every_dimension_has_a_card_and_every_card_is_one_line(shipped: ItemBank) -> None:
    dimensions = {one.id for form in shipped.instruments for one in form.dimensions}
    assert {card.dimension for card in shipped.cards if not card.joint} == dimensions
    assert all(len(card.text) <= 76 for card in shipped.cards)
    assert len({card.text for card in shipped.cards}) == len(shipped.cards) >= 60


def test_only_cards_that_say_so_are_for_two(shipped: ItemBank) -> None:
    for card in shipped.cards:
        assert card.joint is bool(re.search(r"\b(each other|together)\b", card.text)), card.text
    assert len([card for card in shipped.cards if card.joint]) == 3


# The page.


def test_the_page_on_instruments_names_every_form_and_item(shipped: ItemBank) -> None:
    page = (ROOT / "docs" / "instruments.md").read_text("utf-8")
    for instrument in shipped.instruments:
        part = page.partition(f"\n## `{instrument.id}`")[2].partition("\n## ")[0]
        assert part, instrument.id
        assert [one.id for one in instrument.items if f"`{one.id}`" not in part] == []
        assert f"every {instrument.cadence.suggest_days} days" in part or instrument.id in {
            "weather",
            "myths",
        }
