"""Entries: their text, tags and mood."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from closeness_cli.core.entry import (
    LONGEST_ENTRY,
    LONGEST_TAG,
    check_mood,
    check_text,
    read_tag,
    tags_in,
    unique,
)
from closeness_cli.errors import WrongUseError


@pytest.mark.parametrize(
    ("text", "tags"),
    [
        ("We walked. #walk", ("walk",)),
        ("#walk at the start", ("walk",)),
        ("a\n#walk\t#talk\u00a0#rest", ("walk", "talk", "rest")),
        ("#walk, #talk. #rest!", ("walk", "talk", "rest")),
        ("#date-night #self_care #week2", ("date-night", "self_care", "week2")),
        ("#walk- #walk_ -", ("walk",)),
        ("#Walk #walk #WALK", ("Walk",)),
        ("#Straße #STRASSE", ("Straße",)),
        ("#Zoe\u0301 #Zoé", ("Zoé",)),
        ("#हिन्दी में", ("हिन्दी",)),
        ("#散歩 しました", ("散歩",)),
        ("#산책 했다", ("산책",)),
        ("#مشي معًا", ("مشي",)),
        ("#می\u200cخواهم", ("می\u200cخواهم",)),
        ("#שלום!", ("שלום",)),
        ("#walk😀", ("walk",)),
        ("#walk/talk", ("walk",)),
        ("", ()),
        ("no tags", ()),
        ("# walk", ()),
        ("#", ()),
        ("##walk", ()),
        ("#1 and #2nd", ()),
        ("#_walk #-walk", ()),
        ("#\u0301walk", ()),
        ("#😀", ()),
        ("C# and F#", ()),
        ("mail#walk (#walk) '#walk'", ()),
        ("https://example.invalid/#walk and https://example.invalid/page#talk", ()),
    ],
)
def test_tags_are_read_from_a_text(text: str, tags: tuple[str, ...]) -> None:
    assert tags_in(text) == tags


def test_a_word_that_is_too_long_is_not_a_tag() -> None:
    longest = "a" * LONGEST_TAG

    assert tags_in(f"#{longest}") == (longest,)
    assert tags_in(f"#{longest}a") == ()
    assert tags_in(f"#{'a' * 100_000}") == ()


def test_a_tag_is_as_long_as_it_looks() -> None:
    # This letter is four characters when it is taken apart.
    letter = unicodedata.normalize("NFD", "ᾂ")

    assert len(letter) == 4
    assert tags_in("#" + letter * LONGEST_TAG) == ("ᾂ" * LONGEST_TAG,)
    assert tags_in("#" + letter * (LONGEST_TAG + 1)) == ()


def test_a_heap_of_marks_is_read_at_once() -> None:
    assert tags_in("#a" + "\u0300\u0316" * 500_000) == ()


@given(st.text())
def test_every_tag_of_any_text_can_be_given_on_its_own(text: str) -> None:
    tags = tags_in(text)

    assert tuple(read_tag(f"#{tag}") for tag in tags) == tags
    assert len({tag.casefold() for tag in tags}) == len(tags)
    assert all(unicodedata.is_normalized("NFC", tag) for tag in tags)


@given(st.lists(st.sampled_from(["walk", "Walk", "WALK", "talk", "Straße", "STRASSE"])))
def test_tags_are_unique_whatever_their_case_and_the_first_stays(words: list[str]) -> None:
    kept = unique(words)

    assert list(kept) == sorted(kept, key=words.index)
    assert {word.casefold() for word in kept} == {word.casefold() for word in words}
    assert all(
        words.index(word) <= words.index(same)
        for word in kept
        for same in words
        if same.casefold() == word.casefold()
    )


@pytest.mark.parametrize(
    ("text", "tag"),
    [("walk", "walk"), ("#walk", "walk"), ("Zoe\u0301", "Zoé"), ("date-night", "date-night")],
)
def test_a_tag_is_read_on_its_own(text: str, tag: str) -> None:
    assert read_tag(text) == tag


@pytest.mark.parametrize(
    "text",
    [
        "",
        "#",
        "##walk",
        " walk",
        "two words",
        "1st",
        "walk-",
        "walk!",
        "a" * (LONGEST_TAG + 1),
        "%",
        "x'); drop table entry; --",
        "a\x00b",
        "\udcff",
    ],
)
def test_what_is_not_a_tag_is_refused_without_repeating_it(text: str) -> None:
    with pytest.raises(WrongUseError) as caught:
        read_tag(text)
    assert caught.value.sentence == "A tag is one word that begins with a letter."


@given(st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"]), min_size=1))
def test_any_text_is_let_through_as_it_is(text: str) -> None:
    if text.strip():
        assert check_text(text) is text


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", "There is nothing in it to keep."),
        (" \n\t\u00a0", "There is nothing in it to keep."),
        ("a\x00b", "The text holds a NUL character, which no text has."),
        ("half \ud800", "The text is not valid Unicode."),
        ("a" * (LONGEST_ENTRY + 1), "The text is longer than 10 MB."),
        ("é" * (LONGEST_ENTRY // 2 + 1), "The text is longer than 10 MB."),
    ],
    ids=["empty", "blank", "nul", "surrogate", "long", "long-in-bytes"],
)
def test_a_text_that_cannot_be_kept_is_refused(text: str, sentence: str) -> None:
    with pytest.raises(WrongUseError) as caught:
        check_text(text)
    assert caught.value.sentence == sentence


def test_the_longest_text_is_let_through() -> None:
    text = "a" * LONGEST_ENTRY

    assert check_text(text) is text


@pytest.mark.parametrize("mood", [-2, -1, 0, 1, 2])
def test_a_mood_on_the_scale_is_let_through(mood: int) -> None:
    assert check_mood(mood) == mood


@pytest.mark.parametrize("mood", [-3, 3, 10**30])
def test_a_mood_outside_of_the_scale_is_refused(mood: int) -> None:
    with pytest.raises(WrongUseError, match=r"^A mood is a number from -2 to 2\.$"):
        check_mood(mood)
