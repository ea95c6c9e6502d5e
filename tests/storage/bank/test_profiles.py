"""The published measures that ship: scored as published, without a word of theirs."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from closeness_cli.core.instruments.conformance import mismatches
from closeness_cli.core.instruments.instrument import Direction, MissingRule, NoiseBasis, ScoreOp
from closeness_cli.core.instruments.item_bank import Confidence
from closeness_cli.core.stats.scoring import scale_of, total_range
from closeness_cli.storage.bank.item_bank import load_bank, shipped_bank_path

if TYPE_CHECKING:
    from closeness_cli.core.instruments.instrument import Instrument

BANK = load_bank(shipped_bank_path("profiles.yaml"))
PROFILES = {one.instrument.id: one for one in BANK.profiles}

IGNORE = MissingRule.IGNORE

each_profile = pytest.mark.parametrize("name", PROFILES)


def measure(name: str) -> Instrument:
    return PROFILES[name].instrument


def breaks_a_vector(changed: Instrument) -> bool:
    return mismatches(changed, BANK.vectors_of(changed.id)) != []


def reversed_numbers(name: str) -> list[int]:
    items = measure(name).items
    return [number for number, one in enumerate(items, start=1) if one.reverse_scored]


def totals(name: str) -> dict[str, tuple[float, float]]:
    one = measure(name)
    return {dimension.id: total_range(one, dimension) for dimension in one.dimensions}


def test_these_measures_ship() -> None:
    assert list(PROFILES) == [
        *("csi-32", "csi-16", "csi-4", "ras", "ecr-r", "ecr-rs", "prqc", "urcs", "rdas"),
        *("who-5", "overlap-single"),
    ]
    assert BANK.instruments == ()
    assert BANK.cards == ()


@each_profile
def test_every_vector_of_a_profile_comes_out(name: str) -> None:
    assert mismatches(measure(name), BANK.vectors_of(name)) == []


@each_profile
def test_every_key_is_guarded_by_a_vector(name: str) -> None:
    one = measure(name)
    for number, item in enumerate(one.items):
        turned = replace(item, reverse_scored=not item.reverse_scored)
        items = (*one.items[:number], turned, *one.items[number + 1 :])
        assert breaks_a_vector(replace(one, items=items)), item.id


@each_profile
def test_every_place_in_a_dimension_is_guarded_by_a_vector(name: str) -> None:
    one = measure(name)
    for number, dimension in enumerate(one.dimensions):
        for left_out in dimension.items if len(dimension.items) > 1 else ():
            fewer = tuple(item for item in dimension.items if item != left_out)
            dimensions = list(one.dimensions)
            dimensions[number] = replace(dimension, items=fewer)
            assert breaks_a_vector(replace(one, dimensions=tuple(dimensions))), left_out


@each_profile
def test_the_op_and_the_missing_rule_are_guarded_by_a_vector(name: str) -> None:
    one = measure(name)
    for number, dimension in enumerate(one.dimensions):
        if len(dimension.items) == 1:  # one answer, or none: nothing to choose between
            continue
        other = ScoreOp.MEAN if dimension.op is ScoreOp.SUM else ScoreOp.SUM
        for changed in (replace(dimension, op=other), replace(dimension, missing=IGNORE)):
            dimensions = (*one.dimensions[:number], changed, *one.dimensions[number + 1 :])
            assert breaks_a_vector(replace(one, dimensions=dimensions)), changed


@each_profile
def test_vectors_hold_extremes_a_pattern_and_a_missing_answer(name: str) -> None:
    vectors = BANK.vectors_of(name)
    items = measure(name).items
    given = [[vector.answers[item.id] for item in items] for vector in vectors]
    assert [scale_of(item).min for item in items] in given
    assert [scale_of(item).max for item in items] in given
    assert any(None in one for one in given)
    assert all(vector.totals for vector in vectors)
    assert any(None in vector.totals.values() for vector in vectors)


@pytest.mark.parametrize(
    ("name", "numbers"),
    [
        ("ras", [4, 7]),
        ("ecr-r", [9, 11, 20, 22, 26, 27, 28, 29, 30, 31, 33, 34, 35, 36]),
        ("ecr-rs", [1, 2, 3, 4]),
        *((name, []) for name in ("csi-32", "csi-16", "csi-4", "prqc", "urcs", "rdas", "who-5")),
    ],
)
def test_the_reversed_items_are_those_of_the_authors(name: str, numbers: list[int]) -> None:
    assert reversed_numbers(name) == numbers


@pytest.mark.parametrize(
    ("name", "ends"),
    [
        ("csi-32", [(0, 161)]),
        ("csi-16", [(0, 81)]),
        ("csi-4", [(0, 21)]),
        ("ras", [(1, 5)]),
        ("ecr-r", [(1, 7), (1, 7)]),
        ("ecr-rs", [(1, 7), (1, 7)]),
        ("prqc", [(3, 21)] * 6),
        ("urcs", [(1, 7)]),
        ("rdas", [(0, 30), (0, 20), (0, 19), (0, 69)]),
        ("who-5", [(0, 25)]),
        ("overlap-single", [(1, 7)]),
    ],
)
def test_the_totals_reach_as_far_as_published(name: str, ends: list[tuple[float, float]]) -> None:
    assert list(totals(name).values()) == ends


def test_ecr_rs_has_six_items_of_avoidance_and_three_of_anxiety() -> None:
    assert [len(one.items) for one in measure("ecr-rs").dimensions] == [6, 3]


@each_profile
def test_nothing_in_a_profile_is_wording(name: str) -> None:
    one = measure(name)
    assert [item.id for item in one.items] == [f"i{n}" for n in range(1, len(one.items) + 1)]
    assert {item.text + item.help + item.rating + item.why for item in one.items} == {""}
    assert all(not scale_of(item).labels for item in one.items)
    assert list(PROFILES[name].scale_of) == [item.id for item in one.items]


@each_profile
def test_items_with_one_response_scale_have_one_range(name: str) -> None:
    ranges: dict[str, set[tuple[float, float]]] = {}
    for item in measure(name).items:
        ranges.setdefault(PROFILES[name].scale_of[item.id], set()).add(scale_of(item).range)
    assert {scale for scale, found in ranges.items() if len(found) > 1} == set()


@each_profile
def test_every_fact_says_where_it_stands(name: str) -> None:
    facts = PROFILES[name].facts
    assert facts
    for fact in facts:
        assert fact.says.endswith("."), fact
        assert fact.source, fact
        assert fact.confidence in Confidence
    assert {"items", "total"} <= {fact.about for fact in facts}


@pytest.mark.parametrize(("name", "sums"), [("csi-32", 1), ("csi-4", 1), ("rdas", 1)])
def test_what_is_computed_can_be_computed_again(name: str, sums: int) -> None:
    ends = {high for _, high in totals(name).values()}
    found = [
        tuple(map(int, match.groups()))
        for fact in PROFILES[name].facts
        if fact.confidence is Confidence.COMPUTED
        and (match := re.match(r"(\d+) \+ (\d+) × (\d+)", fact.source))
    ]
    assert len(found) == sums
    assert {first + times * most for first, times, most in found} <= ends


def test_a_line_lies_inside_of_its_total_and_names_its_source() -> None:
    lines = [(one, cut) for one in map(measure, PROFILES) for cut in one.cutoffs]
    assert {(one.id, cut.line) for one, cut in lines} == {
        ("csi-32", 104.5),
        ("csi-16", 51.5),
        ("csi-4", 13.5),
        ("who-5", 12.5),
        ("who-5", 7.5),
    }
    for one, cut in lines:
        low, high = totals(one.id)[cut.dimension]
        assert low < cut.line < high
        assert cut.source


def test_the_only_noise_that_is_known_is_that_of_the_rdas() -> None:
    noise = [(one.id, known) for one in map(measure, PROFILES) for known in one.noise]
    [(name, known)] = noise
    assert (name, known.dimension, known.basis, known.value) == (
        *("rdas", "dyadic-adjustment"),
        *(NoiseBasis.RELIABLE_CHANGE, 11.58),
    )


def test_ways_of_being_have_no_better_end() -> None:
    neither = {
        one.id
        for one in map(measure, PROFILES)
        if {dimension.direction for dimension in one.dimensions} == {Direction.NEITHER}
    }
    assert neither == {"ecr-r", "ecr-rs", "who-5", "overlap-single"}


@each_profile
def test_no_profile_takes_the_name_of_a_shipped_instrument(name: str) -> None:
    assert load_bank(shipped_bank_path()).find(name) is None


def test_a_prorated_scale_says_that_this_is_a_convention() -> None:
    prorated = [
        name
        for name in PROFILES
        for missing in {one.missing for one in measure(name).dimensions}
        if missing is not MissingRule.REQUIRE_COMPLETE
    ]
    assert prorated == ["ecr-r"]
    [said] = [one.says for one in PROFILES["ecr-r"].facts if one.about == "missing answers"]
    assert "convention" in said
