"""From what is typed to a query."""

from __future__ import annotations

import pytest

from closeness_cli.errors import WrongUseError
from closeness_cli.storage.search_query import LONGEST_QUERY, FullTextQuery, to_full_text


@pytest.mark.parametrize(
    ("query", "matching", "without"),
    [
        ("walk", '"walk"*', ""),
        ("walk home", '"walk"* AND "home"*', ""),
        ('"walk home"', '"walk home"', ""),
        ('walk "at home', '"walk"* AND "at home"', ""),
        ("walk -tired", '("walk"*) NOT ("tired"*)', '"tired"*'),
        ('walk -"so tired" -sad', '("walk"*) NOT ("so tired" OR "sad"*)', '"so tired" OR "sad"*'),
        ("-tired", "", '"tired"*'),
        ("AND OR NOT NEAR", '"AND"* AND "OR"* AND "NOT"* AND "NEAR"*', ""),
        ("self-care", '"self-care"*', ""),
        ("don't", '"don\'t"*', ""),
        ("walk\x00home", '"walk"* AND "home"*', ""),
        ("walk\udcffhome", '"walk"* AND "home"*', ""),
        ("", "", ""),
        ('"', "", ""),
        ('""', "", ""),
        ("* ( ^ - -- 😀", "", ""),
    ],
)
def test_a_query_is_words_phrases_and_exclusions(query: str, matching: str, without: str) -> None:
    assert to_full_text(query) == FullTextQuery(matching, without)


def test_a_query_that_is_too_long_is_refused() -> None:
    assert to_full_text("a" * LONGEST_QUERY).matching
    with pytest.raises(WrongUseError, match=r"^The search is longer than 500 characters\.$"):
        to_full_text("a" * (LONGEST_QUERY + 1))
