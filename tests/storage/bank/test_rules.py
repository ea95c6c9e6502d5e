"""Every field of a bank, and every fault that there can be in and between them."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from closeness_cli.core.instruments.condition import Comparison, Condition
from closeness_cli.core.instruments.instrument import (
    Change,
    ChangeKind,
    Continuity,
    Cutoff,
    Direction,
    Half,
    MissingRule,
    Noise,
    NoiseBasis,
    Plane,
    ResponseScale,
    ScaleKind,
    ScoreOp,
    SkipReason,
    Tip,
)
from closeness_cli.core.instruments.item_bank import Card, Confidence, Fact, Vector
from closeness_cli.errors import BadInputError
from closeness_cli.storage.bank import layout
from closeness_cli.storage.bank.item_bank import (
    SHIPPED,
    cached_bank,
    check_bank,
    parse_bank,
    read_own_bank,
    shipped_bank_path,
)
from closeness_cli.storage.bank.reading import read_bank

if TYPE_CHECKING:
    from collections.abc import Iterator

RICH = Path(__file__).with_name("rich_bank.yaml").read_text("utf-8")


def changed(old: str, new: str) -> bytes:
    assert RICH.count(old) == 1, old
    return RICH.replace(old, new).encode()


def faults_in(content: bytes) -> tuple[str, ...]:
    try:
        parse_bank(content, "bank.yaml")
    except BadInputError as error:
        return error.faults
    return ()


def fault_cases() -> Iterator[tuple[str, str, tuple[str, ...]]]:
    text = Path(__file__).with_name("rich_bank_faults.txt").read_text("utf-8")
    for block in text.split("\n\n")[1:]:
        replace, by, *lines = block.strip().split("\n")
        yield (
            json.loads(replace.removeprefix("replace ")),
            json.loads(by.removeprefix("by ")),
            tuple(lines),
        )


CASES = list(fault_cases())


@pytest.mark.parametrize(("old", "new", "lines"), CASES, ids=[one[2][0] for one in CASES])
def test_each_fault_is_one_line_with_its_place(old: str, new: str, lines: tuple[str, ...]) -> None:
    assert faults_in(changed(old, new)) == lines


def test_every_field_of_an_item_and_its_scale_is_read() -> None:
    rich = parse_bank(RICH.encode(), "bank.yaml").instruments[0]
    near, far, matters, cooks, fact, quiet = rich.items
    assert near.importance == "matters"
    assert near.reasons == (SkipReason.NOT_APPLICABLE, SkipReason.PREFER_NOT_TO_SAY)
    assert near.tags == ("stress", "work")
    assert far.why == "Distance comes and goes."
    assert far.show_if == Condition("near", Comparison.AT_MOST, 4)
    assert matters.show_if == Condition(
        any=(
            Condition("near", value=1),
            Condition(
                all=(
                    Condition("near", Comparison.AT_LEAST, 2),
                    Condition("far", Comparison.ANSWERED),
                )
            ),
        )
    )
    assert cooks.scale == ResponseScale(
        ScaleKind.ALLOCATION,
        1,
        6,
        {1: "only me", 3: "both", 5: "only you", 6: "neither"},
        scores={6: None, 5: 5.5},
    )
    assert fact.scale == ResponseScale(
        ScaleKind.NOMINAL, 1, 9, {1: "true", 9: "false"}, only_labelled=True
    )
    assert quiet.safety


def test_every_field_of_an_instrument_is_read() -> None:
    rich = parse_bank(RICH.encode(), "bank.yaml").instruments[0]
    assert [one.op for one in rich.dimensions] == [
        ScoreOp.MEAN,
        ScoreOp.SUM,
        ScoreOp.BALANCE,
        ScoreOp.WEIGHTED,
    ]
    assert rich.dimensions[0].missing is MissingRule.IGNORE
    assert rich.dimensions[0].direction is Direction.NEITHER
    assert rich.pairs == (("near", "far"),)
    assert rich.cutoffs == (Cutoff("sum", 9.5, "A page"),)
    assert rich.noise == (
        Noise("sum", NoiseBasis.RELIABLE_CHANGE, 2.5, "A page"),
        Noise("mean", NoiseBasis.RETEST, 0.9, "A page", sd=0.6, days=14),
    )
    assert rich.changes == (
        Change("1.1.0", "2025-01-31", ChangeKind.WORDING, "Plainer words."),
        Change(
            "2.0.0", "2026-01-31", ChangeKind.SCORING, "Sums.", Continuity.BREAK, {"sum": "mean"}
        ),
    )
    assert rich.plane == Plane("mean", "sum", (Tip(Half.LOW, Half.HIGH, "A line."),))


def test_vectors_profiles_and_cards_are_read() -> None:
    bank = parse_bank(RICH.encode(), "bank.yaml")
    assert bank.vectors_of("rich") == (
        Vector(
            "rich",
            {"near": 4, "far": 2, "cooks": 3, "matters": 5},
            {"mean": 75, "sum": 58.8235294117647, "weighted": 75},
            {"mean": 4, "sum": 7},
        ),
        Vector("rich", {"near": None, "far": None}, {"mean": None}),
    )
    assert bank.vectors_of("measure") == (
        Vector("measure", {"q1": 6, "q2": 0}, totals={"total": 12}),
    )
    (profile,) = bank.profiles
    assert profile.scale_of == {"q1": "coded", "q2": "coded"}
    assert profile.facts == (Fact("items", "Two.", "Somebody 1999", Confidence.VERIFIED),)
    assert profile.instrument.intro == ""
    assert [one.text for one in profile.instrument.items] == ["", ""]
    assert bank.cards == (Card("one", "total", "What adds up?", joint=True),)


def test_a_bank_may_hold_profiles_alone() -> None:
    start, end = RICH.index("- id: rich"), RICH.index("profiles:")
    content = RICH[:start].replace("instruments:\n", "") + RICH[end:]
    bank = parse_bank(content.encode(), "bank.yaml")
    assert bank.instruments == ()
    assert [one.instrument.id for one in bank.profiles] == ["measure"]


def test_faults_in_many_places_are_told_at_once() -> None:
    content = (
        changed("line: 9.5", "line: 99")
        .replace(b"value: 2.5", b"value: 250")
        .replace(b"up: sum", b"up: some")
        .replace(b"pairs: [[near, far]]", b"pairs: [[near, fare]]")
        .replace(b"{mean: 75,", b"{men: 75,")
        .replace(b"on: 2025-01-31", b"on: 2025-02-31")
        .replace(b"{near: none", b"{nearr: none")
    )
    assert [line.split(":")[1] for line in faults_in(content)] == [
        "52",
        "54",
        "56",
        "59",
        "68",
        "72",
        "74",
    ]


def test_what_rests_on_something_unreadable_is_not_called_unknown() -> None:
    content = changed("{id: cooks, scale: who,", "{id: cooks, scale: wo,")
    assert faults_in(content) == (
        "bank.yaml:43:24: instruments[0].items[3].scale: unknown scale 'wo' (did you mean 'who'?)",
    )


@pytest.mark.parametrize(
    ("old", "new", "note"),
    [
        (
            "text: We felt near.",
            f"text: {'very ' * 13}near you.",
            None,
        ),
        (
            "text: We felt near.",
            f"text: {'very ' * 14}near you.",
            "29:11: instruments[0].items[0].text: 16 words; up to 15 are read at once",
        ),
        (
            "text: We felt near.",
            "text: We felt near AND warm.",
            "29:11: instruments[0].items[0].text: 'and' may join two ideas",
        ),
        ("2: rather no, ", "", "7:13: scales.agree.labels: without a label: 2"),
        ("3: both, ", "", "12:13: scales.who.labels: the middle has no label"),
    ],
)
def test_what_is_worth_another_look_is_a_note_and_no_fault(
    old: str, new: str, note: str | None
) -> None:
    assert check_bank(RICH.encode(), "bank.yaml").notes == ()
    checked = check_bank(changed(old, new), "bank.yaml")
    assert checked.notes == (() if note is None else (f"bank.yaml:{note}",))
    assert checked.bank.find("rich") is not None


def test_a_banned_word_is_a_fault_of_a_bank_and_a_note_in_a_persons_own() -> None:
    content = (
        changed("text: A line.", "text: A healthy line.")
        .replace(b"5: yes", b"5: toxic")
        .replace(b"What adds up?", b"A streak?")
    )
    lines = tuple(
        f"bank.yaml:{place} says {word!r}; describe what happened instead, without a verdict"
        for place, word in [
            ("7:68: scales.agree.labels.5:", "toxic"),
            ("69:42: instruments[0].plane.tips[0].text:", "healthy"),
            ("95:37: cards[0].text:", "streak"),
        ]
    )
    assert faults_in(content) == lines
    own = read_own_bank(content, "bank.yaml")
    assert own.notes == lines
    assert own.bank.find("rich") is not None


def test_a_profile_may_be_titled_as_its_authors_did() -> None:
    assert faults_in(changed("title: A measure", "title: The Normality Diagnosis")) == ()


def test_an_own_bank_takes_no_id_that_ships() -> None:
    with pytest.raises(BadInputError) as caught:
        read_own_bank(changed("- id: rich", "- id: weather"), "bank.yaml")
    assert caught.value.faults == (
        "bank.yaml:17:7: instruments[0].id: 'weather' is an instrument that is here already",
    )


def test_the_cache_holds_every_field(tmp_path: Path) -> None:
    source, folder = tmp_path / "bank.yaml", tmp_path / "cache"
    source.write_text(RICH, "utf-8")
    bank = cached_bank(source, folder)
    assert bank == parse_bank(RICH.encode(), "bank.yaml")
    (cache,) = folder.iterdir()
    written = cache.stat().st_mtime_ns
    assert cached_bank(source, folder) == bank
    assert cache.stat().st_mtime_ns == written


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('"totals": {"mean": 4.0', '"totals": {"mean": 5.0'),
        ('"says": "Two."', '"says": "Six."'),
        ('"joint": true', '"joint": false'),
        ('"q1": "coded"', '"q1": "other"'),
    ],
)
def test_a_cache_that_says_something_else_is_not_trusted(
    tmp_path: Path, old: str, new: str
) -> None:
    source, folder = tmp_path / "bank.yaml", tmp_path / "cache"
    source.write_text(RICH, "utf-8")
    bank = cached_bank(source, folder)
    (cache,) = folder.iterdir()
    sound = cache.read_text("utf-8")
    assert sound.count(old) == 1
    cache.write_text(sound.replace(old, new), "utf-8")
    assert cached_bank(source, folder) == bank
    assert cache.read_text("utf-8") == sound


def test_the_shipped_banks_have_no_fault_and_only_known_notes() -> None:
    notes = [
        (name, note.rsplit(": ", 1)[1])
        for name in SHIPPED
        for note in check_bank(shipped_bank_path(name).read_bytes(), name).notes
    ]
    # How satisfied one is, and how often something came between: both are asked for by amount.
    assert notes == [
        ("questions.yaml", f"all {count} scored items are asked in the same direction")
        for count in (10, 5)
    ]


PAGE = (Path(__file__).parents[3] / "docs" / "item-bank.md").read_text("utf-8")

TABLES = [
    layout.BANK,
    layout.SCALE,
    layout.INSTRUMENT,
    layout.PROFILE,
    layout.ITEM,
    layout.IDEAL,
    layout.CONDITION,
    layout.DIMENSION,
    layout.CADENCE,
    layout.CUTOFF,
    layout.NOISE,
    layout.CHANGE,
    layout.PLANE,
    layout.TIP,
    layout.VECTOR,
    layout.FACT,
    layout.CARD,
    layout.WORDING,
]


@pytest.mark.parametrize("name", sorted({name for table in TABLES for name in table}))
def test_the_page_names_every_field(name: str) -> None:
    assert re.search(rf"`[^`]*\b{name}\b[^`]*`", PAGE)


def test_the_example_on_the_page_is_a_bank_without_faults_or_notes() -> None:
    example = PAGE.split("```yaml\n")[1].split("```")[0]
    checked = check_bank(example.encode(), "page")
    assert [one.id for one in checked.bank.instruments] == ["evenings"]
    assert checked.notes == ()


WORDS = [*re.findall(r"[\w.]+", RICH), "[]", "{}", "null", "-1", "99", "'", ": ", "\n"]


@given(
    st.lists(
        st.tuples(st.integers(0, len(RICH)), st.integers(0, 12), st.sampled_from(WORDS)),
        min_size=1,
        max_size=4,
    )
)
@settings(max_examples=200, deadline=None)
def test_a_damaged_bank_is_a_bank_or_has_faults_and_nothing_else(
    cuts: list[tuple[int, int, str]],
) -> None:
    text = RICH
    for at, length, word in cuts:
        text = text[:at] + word + text[at + length :]
    reading = read_bank(text.encode())
    assert (reading.bank is None) == bool(reading.faults)
    assert all(one.shown("bank.yaml").isprintable() for one in reading.faults)
