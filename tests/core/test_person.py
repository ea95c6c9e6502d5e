"""Names of people."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from closeness_cli.core.person import LONGEST_NAME, folded_name, read_name, same_name
from closeness_cli.errors import WrongUseError


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Sam", "Sam"),
        ("  Sam\n", "Sam"),
        ("Zoe\u0301", "Zoé"),
        ("Anne Marie", "Anne Marie"),
        ("[bold]Sam[/]", "[bold]Sam[/]"),
        ("مریم", "مریم"),
        ("😀", "😀"),
        ("a" * LONGEST_NAME, "a" * LONGEST_NAME),
    ],
)
def test_a_name_is_one_line(text: str, name: str) -> None:
    assert read_name(text) == name


@pytest.mark.parametrize(
    "text",
    [
        "",
        "   ",
        "\u200b",
        "\u202e",
        "a" * (LONGEST_NAME + 1),
        "Sam\nAlex",
        "Sam\u2028Alex",
        "Sam\u2029Alex",
        "Sam\x1b[2J",
        "Sam\x00",
        "Sam\x9b",
        "Sam\udcff",
    ],
)
def test_what_is_not_one_line_to_be_seen_is_refused(text: str) -> None:
    with pytest.raises(WrongUseError, match=r"^A name is one line of up to 80 characters\.$"):
        read_name(text)


@given(st.text(max_size=90))
def test_a_name_that_was_read_is_read_the_same_again(text: str) -> None:
    try:
        name = read_name(text)
    except WrongUseError:
        return
    assert read_name(name) == name
    assert same_name(name, text.strip())


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Sam", "sam", True),
        ("Zoé", "ZOE\u0301", True),
        ("Straße", "STRASSE", True),
        ("Sam", "Samuel", False),
        ("Zoé", "Zoe", False),
    ],
)
def test_names_are_compared_whatever_their_case_and_spelling(
    one: str, other: str, same: bool
) -> None:
    assert same_name(one, other) is same
    assert (folded_name(one) == folded_name(other)) is same
