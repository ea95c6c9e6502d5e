"""Entries: found by words, filters, and anywhere in unspaced text."""

from __future__ import annotations

import unicodedata
from contextlib import suppress
from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from builders import EVENING, a_moment, an_entry, id_number
from closeness_cli.core.entry import (
    MATCH_END,
    MATCH_START,
    Entry,
    EntryFilter,
    EntryKind,
    Visibility,
    tags_in,
)
from closeness_cli.core.search import LONGEST_QUERY
from closeness_cli.errors import WrongUseError

if TYPE_CHECKING:
    from vaults import OpenVault

ALL = EntryFilter()


def keep(
    vault: OpenVault,
    text: str,
    *,
    at: str | None = None,
    mood: int | None = None,
    kind: EntryKind = EntryKind.NOTE,
    visibility: Visibility = Visibility.PRIVATE,
) -> Entry:
    """Keep an entry with the tags of its text."""
    entry = an_entry(
        text,
        entry_id=vault.ids.new(),
        moment=a_moment(at) if at else EVENING,
        mood=mood,
        tags=tags_in(text),
        kind=kind,
        visibility=visibility,
    )
    vault.entries.add(entry)
    return entry


def found(vault: OpenVault, query: str, wanted: EntryFilter = ALL) -> list[str]:
    return [one.entry.text for one in vault.entries.search(query, wanted)]


@pytest.fixture
def written(vault: OpenVault) -> OpenVault:
    """A vault with a few entries, the newest last."""
    for day, text in enumerate(
        [
            "We walked home in the rain, and were happy.",
            "Tired. Not happy, but we talked about C++ and don't-know-what.",
            "Café with Zoé: naïve plans for a walk. #plans",
            "walk walk walk, the whole day",
            "NEAR the river AND the hills: 100% quiet",
        ]
    ):
        keep(vault, text, at=(EVENING.at + timedelta(days=day)).isoformat())
    return vault


@pytest.mark.parametrize(
    ("query", "beginnings"),
    [
        ("happy", ["We walked", "Tired."]),
        ("HAPPY", ["We walked", "Tired."]),
        ("happy -tired", ["We walked"]),
        ("happy rain", ["We walked"]),
        ('"walked home"', ["We walked"]),
        ('"home walked"', []),
        ('"in the rain', ["We walked"]),
        ('happy -"walked home"', ["Tired."]),
        ("hap", ["We walked", "Tired."]),
        ('"hap"', []),
        ("cafe", ["Café"]),
        ("CAFÉ zoe", ["Café"]),
        ("cafe\u0301", ["Café"]),
        ("naive", ["Café"]),
        ("plans", ["Café"]),
        ("#plans", ["Café"]),
        # Each of these is a syntax error in raw FTS5.
        ('"', []),
        ("don't", ["Tired."]),
        ("C++", ["Tired.", "Café"]),
        ("AND", ["We walked", "Tired.", "NEAR"]),
        ("NOT happy", ["Tired."]),
        ("*", []),
        ("(", []),
        ("nosuch:x", []),
        ("-tired", ["NEAR", "walk walk", "Café", "We walked"]),
        ("x NEAR(", []),
        ("near(", ["NEAR"]),
        ("", []),
        ("^", []),
        ("text:happy", []),
        ("100%", ["NEAR"]),
        ("%", []),
        ("_", []),
        ("happy\x00rain", ["We walked"]),
        ("\udcff", []),
        ("a" * 500, []),
        (" ".join("abcdefghij" * 25), []),
        (" ".join(f"-{one}" for one in "qxyz" * 40), ["We walked", "Tired.", "walk walk"]),
    ],
)
def test_any_query_is_searched_as_words(
    written: OpenVault, query: str, beginnings: list[str]
) -> None:
    hits = found(written, query)

    assert len(hits) == len(beginnings), hits
    for beginning in beginnings:
        assert any(hit.startswith(beginning) for hit in hits)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=150)
@given(query=st.text(alphabet=st.sampled_from("ab \"-*()^:+{}'\0\udcffé%,"), max_size=40))
def test_no_query_fails(vault: OpenVault, query: str) -> None:
    if not vault.entries.count(ALL):
        keep(vault, "a b ab")

    assert found(vault, query) in ([], ["a b ab"])


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
@given(words=st.lists(st.text("abcé", min_size=1, max_size=4), min_size=1, max_size=6))
def test_an_entry_is_found_by_any_of_its_words_and_not_without_them(
    vault: OpenVault, words: list[str]
) -> None:
    entry = keep(vault, " ".join(words))

    for word in words:
        ids = {one.entry.id for one in vault.entries.search(word, ALL)}
        without = {one.entry.id for one in vault.entries.search(f"-{word}", ALL)}
        assert entry.id in ids
        assert entry.id not in without


def test_the_best_match_comes_first_and_then_the_newest(written: OpenVault) -> None:
    keep(written, "We walked home in the rain, and were happy.", at="2026-01-01T10:00:00+01:00")
    hits = [one.entry for one in written.entries.search("walk", ALL)]

    assert hits[0].text == "walk walk walk, the whole day"
    same = [hit.moment.on.year for hit in hits if hit.text.startswith("We walked")]
    assert same == [2026, 2025]


def test_a_search_can_be_narrowed(written: OpenVault) -> None:
    assert found(written, "walk", EntryFilter(tags=("plans",))) == [
        "Café with Zoé: naïve plans for a walk. #plans"
    ]
    assert len(found(written, "walk", EntryFilter(most=2))) == 2
    assert found(written, "walk", EntryFilter(until=date(2025, 11, 15))) == [
        "We walked home in the rain, and were happy."
    ]
    assert found(written, "-happy", EntryFilter(most=1)) == [
        "NEAR the river AND the hills: 100% quiet"
    ]
    assert found(written, "walk", EntryFilter(person_id=id_number(7))) == []


def test_a_snippet_shows_what_matched(written: OpenVault) -> None:
    (hit,) = written.entries.search("rain", ALL)

    assert hit.snippet == (f"We walked home in the {MATCH_START}rain{MATCH_END}, and were happy.")


def test_a_snippet_of_a_long_text_is_the_part_that_matched(vault: OpenVault) -> None:
    keep(vault, "before " * 100 + "zanzibar " + "after " * 100)

    (hit,) = vault.entries.search("zanzibar", ALL)

    assert hit.snippet.startswith("…")
    assert hit.snippet.endswith("…")
    assert f"{MATCH_START}zanzibar{MATCH_END}" in hit.snippet
    assert len(hit.snippet) < 250


def test_without_a_word_to_match_the_snippet_is_the_text(written: OpenVault) -> None:
    (hit,) = written.entries.search("-happy -walk", ALL)

    assert hit.snippet == hit.entry.text == "NEAR the river AND the hills: 100% quiet"


# Filters


@pytest.fixture
def told(vault: OpenVault) -> OpenVault:
    """A vault with an entry a day from March 1, each different in what filters ask for."""
    for day, (text, mood, kind, visibility) in enumerate(
        [
            ("a #walk", 2, EntryKind.NOTE, Visibility.PRIVATE),
            ("b #walk #work", -1, EntryKind.CONFLICT, Visibility.SHARED),
            ("c 公園", None, EntryKind.SOLO, Visibility.PRIVATE),
            ("d http://x", 0, EntryKind.NOTE, Visibility.SHARED),
        ],
        start=1,
    ):
        at = f"2026-03-{day:02}T00:30:00+01:00"
        keep(vault, text, at=at, mood=mood, kind=kind, visibility=visibility)
    return vault


FILTERED = {
    "tag:walk": "ba",
    "tag:walk -tag:work": "a",
    "tag:walk tag:work": "b",
    "-tag:walk": "dc",
    "kind:conflict": "b",
    "kind:solo kind:conflict": "cb",
    "-kind:note -kind:solo": "b",
    "is:shared": "db",
    "-is:shared": "ca",
    "is:shared is:private": "dcba",
    "mood:>=0": "da",
    "mood:>0": "a",
    "mood:<=0": "db",
    "mood:<0": "b",
    "mood:2": "a",
    "mood:=-1": "b",
    "-mood:>=0": "cb",
    "mood:>=-1 mood:<=1": "db",
    "since:2026-03-03": "dc",
    "until:2026-03-02": "ba",
    "since:2026-03-02 until:2026-03-02": "b",
    "-since:2026-03-02": "a",
    "tag:nosuch": "",
    "walk mood:2": "a",
    "walk -mood:2": "b",
    "-walk is:shared": "d",
    "公園 kind:solo": "c",
    "公園 kind:note": "",
    "is:private -公園": "a",
    "http://x": "d",
    "foo:bar": "",
    "* is:shared": "db",
}
"""Queries, and the first letters of what they find, in order."""


def test_filters_narrow_and_alone_they_list_what_fits_newest_first(told: OpenVault) -> None:
    hits = {query: "".join(text[0] for text in found(told, query)) for query in FILTERED}

    assert hits == FILTERED


def test_filters_and_options_narrow_together(told: OpenVault) -> None:
    assert found(told, "tag:walk", EntryFilter(mood=2)) == ["a #walk"]
    assert found(told, "is:shared", EntryFilter(most=1)) == ["d http://x"]
    assert found(told, "tag:walk", EntryFilter(person_id=id_number(7))) == []
    told.entries.delete(told.entries.search("mood:2", ALL)[0].entry.id)
    assert found(told, "tag:walk") == ["b #walk #work"]


def test_found_by_filters_alone_an_entry_is_shown_whole(told: OpenVault) -> None:
    assert [one.snippet for one in told.entries.search("mood:2", ALL)] == ["a #walk"]


# The best first


TOLD = (
    "Started reading the same book at the same time.",
    "Missed Sam at the market.",
    "Same old Sunday: pancakes, papers, nothing.",
    "Sam's mother called. I left the room.",
    "Called my mother from the train.",
    "We talked about his mother, my mother, mothers in general, for two hours.",
    "We read an article about artists in Łódź.",
    "The art museum on Sunday. We stood before one painting for half an hour.",
    "Long talk about money. We wrote two numbers down. #money",
    "Money came up again, while we were looking for the charger, and later at his sister's place.",
    "He said sorry first.",
    "Sorry came late, but it came. Sorry is a small word, and he first said it to the cat.",
    "A walk along the river at night. Best walk in months.",
    "The river was frozen, so we stood, and talked of the walk.",
    "We took the river walk.",
    "Coffee in bed. #morning",
)

BEST = {
    "sam": 1,
    "art": 7,
    "mother": 5,
    "money": 8,
    "mother called": 3,
    "he said sorry": 10,
    "river walk": 14,
    "walk": 12,
    "morning": 15,
    "#money": 8,
    "talk money": 8,
}
"""Queries, and which of the texts above they find first."""


def test_the_best_comes_first(vault: OpenVault) -> None:
    for day, text in enumerate(TOLD):
        keep(vault, text, at=(EVENING.at + timedelta(days=day)).isoformat())

    assert {query: TOLD.index(found(vault, query)[0]) for query in BEST} == BEST


def test_a_word_as_it_was_typed_comes_before_words_that_begin_with_it(vault: OpenVault) -> None:
    for text in TOLD:
        keep(vault, text)

    assert {text[:3] for text in found(vault, "sam")[:2]} == {"Mis", "Sam"}
    assert len(found(vault, "sam")) == 4


# Scripts without blanks


UNSPACED = (
    "今日は公園を散歩した。iPhoneも。",
    "公園前駅で会った #散歩道",
    "We walked to the Café at 中央公園.",
    "วันนี้เราเดินเล่นในสวน",
    "동네공원에서 걸었다",
    "ス100%ー_パ",
    "I was tired. #work",
)


@pytest.fixture
def unspaced(vault: OpenVault) -> OpenVault:
    """A vault with entries in several scripts."""
    for text in UNSPACED:
        keep(vault, text)
    return vault


PARTS = {
    "公園": [0, 1, 2],
    "#公園": [0, 1, 2],
    "園": [0, 1, 2],
    "公園を": [0],
    '"公園を散歩"': [0],
    "公園 散歩": [0, 1],
    "散歩道": [1],
    "公園 -散歩": [2],
    "公園 -公園を": [1, 2],
    "-公": [3, 4, 5, 6],
    "-中央公園 -今日は -公園前": [3, 4, 5, 6],
    "公園 cafe": [2],
    "cafe -公園": [],
    "公園 -walked": [0, 1],
    "中央公園 walk": [2],
    "iphoneも": [0],
    "เดินเล่น": [3],
    "สวน": [3],
    "공원": [4],
    "ス1": [5],
    "%ー": [5],
    "_パ": [5],
    "ー%": [5],
    "_園": [0, 1, 2],
    "tired。": [6],
    "鯨": [],
    "鯨鯉鮎": [],
}
"""Queries, and which of the texts above they find."""


def test_unspaced_text_is_found_by_any_part_of_it(unspaced: OpenVault) -> None:
    hits = {
        query: sorted(UNSPACED.index(text) for text in found(unspaced, query)) for query in PARTS
    }

    assert hits == PARTS


SMILES = {
    "😂": [0, 1],
    "so😂": [0, 1, 2],
    "👍": [1, 3],
    "👍🏽": [1, 3],
    "👨‍👩‍👧": [4],
    "👧": [4],
    "❤": [5],
    "❤️": [5],
    "-😂 -❤": [2, 3, 4],
    "so 😂": [0, 1],
    "公園😂": [6],
    "🦄": [],
}
"""Queries, and which of the texts below they find."""


def test_an_emoji_is_found_wherever_it_stands(vault: OpenVault) -> None:
    texts = ["so funny 😂", "so 👍🏽😂😂", "so what", "ok👍", "We: 👨‍👩‍👧.", "I ❤️ it", "公園😂"]
    for text in texts:
        keep(vault, text)

    hits = {query: sorted(texts.index(text) for text in found(vault, query)) for query in SMILES}
    assert hits == {**SMILES, "😂": [0, 1, 6]}
    assert vault.entries.search("😂 funny", ALL)[0].snippet == (
        f"so {MATCH_START}funny{MATCH_END} {MATCH_START}😂{MATCH_END}"
    )


def test_what_was_found_is_marked(unspaced: OpenVault) -> None:
    for query in ("公園", "公園を", "公園 cafe"):
        hits = unspaced.entries.search(query, ALL)
        assert hits
        for one in hits:
            assert f"{MATCH_START}{query.split()[0]}{MATCH_END}" in one.snippet


def test_in_unspaced_text_the_best_match_comes_first_and_then_the_newest(vault: OpenVault) -> None:
    keep(vault, "散歩道を歩く。", at="2026-03-01T10:00:00+01:00")
    keep(vault, "散歩道を歩く。", at="2026-03-03T10:00:00+01:00")
    best = keep(vault, "散歩道、散歩道、散歩道。", at="2026-03-02T10:00:00+01:00")
    hits = [one.entry for one in vault.entries.search("散歩道", ALL)]

    assert hits[0] == best
    assert [hit.moment.on.day for hit in hits[1:]] == [3, 1]
    assert [one.entry.moment.on.day for one in vault.entries.search("散歩", ALL)] == [3, 2, 1]
    assert len(vault.entries.search("散歩道", EntryFilter(most=1))) == 1


@pytest.mark.parametrize("word", ["がっこう", "がっ", "한국어", "한국"])
def test_both_ways_of_writing_a_letter_are_one(vault: OpenVault, word: str) -> None:
    ways = [unicodedata.normalize("NFC", word), unicodedata.normalize("NFD", word)]
    for way in ways:
        keep(vault, f"私の{way}です。")

    for way in ways:
        assert sorted(found(vault, way)) == sorted(f"私の{one}です。" for one in ways)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=80)
@given(text=st.text("公園はがเดิ공a", min_size=1, max_size=12), data=st.data())
def test_every_part_of_unspaced_text_finds_it(
    vault: OpenVault, text: str, data: st.DataObject
) -> None:
    entry = keep(vault, f"x {text}")
    start = data.draw(st.integers(0, len(text) - 1))
    part = text[start : data.draw(st.integers(start + 1, len(text)))]
    if not any(one >= "\u0e00" and one.isalnum() for one in part):
        return

    ids = [one.entry.id for one in vault.entries.search(part, ALL)]
    assert ids.count(entry.id) == 1
    assert entry.id not in {one.entry.id for one in vault.entries.search(f"-{part}", ALL)}


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=150)
@given(query=st.text(max_size=60))
def test_nothing_that_can_be_typed_fails(vault: OpenVault, query: str) -> None:
    assert found(vault, query) == []


PIECES = [
    "tag:a",
    "-tag:",
    "mood:>",
    "kind:solo",
    '"',
    "-",
    "公",
    "公園前",
    "\u0e34",
    "%",
    "\\",
    " ",
]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=150)
@given(pieces=st.lists(st.sampled_from(PIECES), max_size=12))
def test_no_mixture_of_terms_and_filters_fails_in_the_vault(
    vault: OpenVault, pieces: list[str]
) -> None:
    with suppress(WrongUseError):
        assert found(vault, "".join(pieces)) == []


def test_the_longest_query_of_short_terms_is_answered(vault: OpenVault) -> None:
    keep(vault, "公園")

    assert found(vault, "公 園 " * (LONGEST_QUERY // 4)) == ["公園"]
    assert found(vault, "-鯨 " * (LONGEST_QUERY // 3)) == ["公園"]
    assert found(vault, "鯨鯉鮎 " * (LONGEST_QUERY // 4)) == []
