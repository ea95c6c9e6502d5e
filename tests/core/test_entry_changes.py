"""Two states of an entry beside each other: fields, words, tags put in the place of others."""

from __future__ import annotations

from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders import a_moment, an_entry
from closeness_cli.core.entry import EntryKind, Visibility
from closeness_cli.core.entry_changes import (
    FieldChange,
    Part,
    Piece,
    UndoneKind,
    field_changes,
    retagged,
    text_changes,
    undone_kind,
)

KEPT, OUT, IN = Part.KEPT, Part.OUT, Part.IN
WALK = an_entry("We walked.", mood=-1, tags=["walk"])


def test_each_field_that_differs_is_named_with_both_values_and_no_other() -> None:
    later = a_moment("2025-11-15T09:00:00+01:00")
    after = WALK._replace(
        text="We ran.",
        moment=later,
        kind=EntryKind.SOLO,
        mood=None,
        tags=("walk", "river"),
        visibility=Visibility.SHARED,
        fields={"bring_back": "calm"},
        in_trash=True,
    )
    assert field_changes(WALK, after) == (
        FieldChange("in_trash", before=False, after=True),
        FieldChange("at", WALK.moment, later),
        FieldChange("kind", "note", "solo"),
        FieldChange("mood", -1, None),
        FieldChange("tags", ("walk",), ("walk", "river")),
        FieldChange("visibility", "private", "shared"),
        FieldChange("bring_back", None, "calm"),
    )
    assert field_changes(WALK, WALK._replace(text="We ran.")) == ()


@pytest.mark.parametrize(
    ("before", "after", "pieces"),
    [
        ("We walked.", "We walked.", [(KEPT, "We walked.")]),
        ("", "We walked.", [(IN, "We walked.")]),
        ("We walked.", "We ran.", [(KEPT, "We "), (OUT, "walked."), (IN, "ran.")]),
        ("a b c", "a c", [(KEPT, "a "), (OUT, "b "), (KEPT, "c")]),
        ("a b c d", "a x y d", [(KEPT, "a "), (OUT, "b c"), (IN, "x y"), (KEPT, " d")]),
        ("a b", "a  b", [(KEPT, "a"), (OUT, " "), (IN, "  "), (KEPT, "b")]),
        (
            "one two three four",
            "one 2 three 4",
            [(KEPT, "one "), (OUT, "two"), (IN, "2"), (KEPT, " three "), (OUT, "four"), (IN, "4")],
        ),
    ],
)
def test_words_taken_out_and_put_in_are_told_from_those_that_stayed(
    before: str, after: str, pieces: list[tuple[Part, str]]
) -> None:
    assert text_changes(before, after) == tuple(Piece(*piece) for piece in pieces)


@given(st.text("ab \n\u3000é", max_size=30), st.text("ab \n\u3000é", max_size=30))
def test_what_stayed_and_one_of_the_others_is_each_text_byte_for_byte(
    before: str, after: str
) -> None:
    pieces = text_changes(before, after)
    assert "".join(text for part, text in pieces if part is not IN) == before
    assert "".join(text for part, text in pieces if part is not OUT) == after
    assert all(text for _, text in pieces)


def test_texts_with_too_many_equal_words_are_compared_by_line() -> None:
    lines = [f"{n} " + "so " * 20 for n in range(100)]
    before, after = "\n".join(lines), "\n".join([*lines[:10], "new", *lines[11:90], *lines[91:]])
    assert [piece for piece in text_changes(before, after) if piece.part is not KEPT] == [
        Piece(OUT, lines[10] + "\n"),
        Piece(IN, "new\n"),
        Piece(OUT, lines[90] + "\n"),
    ]


def test_a_comparison_that_would_take_minutes_is_given_up_for_a_coarser_one() -> None:
    begun = process_time()
    pieces = text_changes("so " * 100_000 + "a", "so b " * 100_000)
    assert len(pieces) <= 4
    assert process_time() - begun < 10


def test_one_tag_takes_the_place_of_others_once_and_the_text_stays() -> None:
    entry = an_entry("A #Walk.", tags=["home", "Walk", "stroll"])
    assert retagged(entry, ["walk", "STROLL"], "Steps") == entry._replace(tags=("home", "Steps"))
    assert retagged(entry, ["home"], "walk").tags == ("walk", "stroll")
    assert retagged(entry, ["river"], "sea") == entry


def test_a_change_is_a_new_entry_an_edit_a_deletion_or_a_return() -> None:
    gone = WALK._replace(in_trash=True)
    assert undone_kind(None, WALK) is UndoneKind.NEW
    assert undone_kind(WALK, WALK._replace(mood=1)) is UndoneKind.EDIT
    assert undone_kind(WALK, gone) is UndoneKind.DELETION
    assert undone_kind(gone, WALK) is UndoneKind.RESTORE
