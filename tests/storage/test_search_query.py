"""From terms and filters to queries and SQL."""

from __future__ import annotations

from datetime import date

import pytest

from builders import EVENING
from closeness_cli.core.search import Condition, Term, read_search
from closeness_cli.storage.search_query import (
    FullTextQuery,
    Sql,
    in_text,
    is_unspaced,
    spellings,
    to_full_text,
    to_sql,
    to_trigrams,
)


@pytest.mark.parametrize(
    ("query", "matching", "without"),
    [
        ("walk", '("walk" OR "walk"*)', ""),
        (
            "walk home",
            '(("walk" OR "walk"*) AND ("home" OR "home"*)) OR "walk home"',
            "",
        ),
        ('"walk home"', '"walk home"', ""),
        ('walk "at home', '("walk" OR "walk"*) AND "at home"', ""),
        ("walk -tired", '(("walk" OR "walk"*)) NOT ("tired"*)', '"tired"*'),
        (
            'walk -"so tired" -sad',
            '(("walk" OR "walk"*)) NOT ("so tired" OR "sad"*)',
            '"so tired" OR "sad"*',
        ),
        ("-tired", "", '"tired"*'),
        (
            "AND OR NOT",
            '(("AND" OR "AND"*) AND ("OR" OR "OR"*) AND ("NOT" OR "NOT"*)) OR "AND OR NOT"',
            "",
        ),
        ("self-care", '("self-care" OR "self-care"*)', ""),
        ("don't", '("don\'t" OR "don\'t"*)', ""),
        ("http://x", '("http://x" OR "http://x"*)', ""),
        ("", "", ""),
        ('* ( ^ "', "", ""),
    ],
)
def test_terms_are_a_query_in_which_every_word_is_quoted(
    query: str, matching: str, without: str
) -> None:
    assert to_full_text(read_search(query, now=EVENING).terms) == FullTextQuery(matching, without)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        *(
            (text, True)
            for text in ("公園", "さくら", "カフェ", "เดิน", "공원", "ស្រឡាញ់", "မြန်", "𠮷野家")
        ),
        *((text, True) for text in ("iPhoneで", "a。b", "ﾃﾚﾋﾞ")),
        *((text, False) for text in ("walk", "прогулка", "سلام", "टहलना", "café", "walk。", "“x”")),
    ],
)
def test_scripts_without_blanks_are_told_from_others(text: str, expected: bool) -> None:
    assert is_unspaced(Term(text)) is expected


def test_terms_of_three_characters_and_more_are_a_query_of_trigrams() -> None:
    terms = [Term("公園前"), Term("公園"), Term("#散歩道。"), Term("がっこう")]

    assert to_trigrams(terms) == ('("公園前") AND ("散歩道") AND ("がっこう" OR "か\u3099っこう")')
    assert to_trigrams([Term("公園")]) == ""
    assert spellings(Term("か\u3099")) == ("が", "か\u3099")


def test_a_short_term_is_looked_for_as_it_stands() -> None:
    assert in_text(Term("園_公")) == Sql(
        r"(e.text LIKE ? ESCAPE '\' OR e.tags LIKE ? ESCAPE '\')", (r"%園\_公%", r"%園\_公%")
    )
    assert in_text(Term(r"公\%園")).values == (r"%公\\\%園%",) * 2


def test_filters_are_all_to_be_so_and_of_several_kinds_one() -> None:
    filters = [
        Condition("kind", "note"),
        Condition("mood", 1, ">="),
        Condition("tag", "work", is_unwanted=True),
        Condition("kind", "solo"),
        Condition("is", "shared", is_unwanted=True),
        Condition("until", date(2026, 3, 1), "<="),
    ]

    assert to_sql(filters) == [
        Sql("e.mood>=?", (1,)),
        Sql("(e.seq IN (SELECT entry_seq FROM entry_tags WHERE tag=?)) IS NOT TRUE", ("work",)),
        Sql("(e.visibility=?) IS NOT TRUE", ("shared",)),
        Sql("e.local_on<=?", ("2026-03-01",)),
        Sql("e.kind IN (?, ?)", ("note", "solo")),
    ]
