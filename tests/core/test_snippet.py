"""The part of a text that was found."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from closeness_cli.core.entry import MATCH_END, MATCH_START
from closeness_cli.core.search import Term
from closeness_cli.core.snippet import LONGEST_SNIPPET, snippet_of


def marked(text: str, *, words: str = "", unspaced: str = "", phrase: str = "") -> str:
    """Give a snippet with brackets for marks."""
    terms = [*(Term(one) for one in words.split()), *([Term(phrase, True)] if phrase else [])]
    snippet = snippet_of(text, words=terms, unspaced=[Term(one) for one in unspaced.split()])
    return snippet.replace(MATCH_START, "[").replace(MATCH_END, "]")


@pytest.mark.parametrize(
    ("text", "unspaced", "snippet"),
    [
        ("今日は公園を散歩した。公園。", "公園", "今日は[公園]を散歩した。[公園]。"),
        ("今日は公園を散歩した。", "散歩 今日", "[今日]は公園を[散歩]した。"),
        ("私のiPhone公園", "IPHONE公", "私の[iPhone公]園"),
        ("#公園前", "#公園", "#[公園]前"),
        ("がっこう", unicodedata.normalize("NFD", "が"), "[が]っこう"),
        (unicodedata.normalize("NFD", "学がう"), "がう", "学[か\u3099う]"),
        ("วันนี้เดินเล่น", "เดิน", "วันนี้[เดิน]เล่น"),
        ("nothing of it", "公園", "nothing of it"),
        ("100%の公園", "%の公", "100%[の公]園"),
    ],
)
def test_terms_of_unspaced_text_are_marked_wherever_they_stand(
    text: str, unspaced: str, snippet: str
) -> None:
    assert marked(text, unspaced=unspaced) == snippet


def test_words_are_marked_from_their_beginning_to_their_end() -> None:
    text = "In cafés, a café, decaf and Cafe\u0301 at 公園; don't"

    assert marked(text, words="cafe", unspaced="公園") == (
        "In [cafés], a [café], decaf and [Cafe\u0301] at [公園]; don't"
    )
    assert (
        marked(text, phrase="a cafe") == "In cafés, [a café], decaf and Cafe\u0301 at 公園; don't"
    )
    assert marked(text, words="don't").endswith("[don't]")
    assert marked(text, words="...") == text


def test_a_long_text_is_cut_around_its_first_match() -> None:
    snippet = marked("前" * 500 + "公園" + "後" * 500, unspaced="公園")

    assert snippet == "…" + "前" * 40 + "[公園]" + "後" * (LONGEST_SNIPPET - 42) + "…"


def test_a_long_text_is_cut_at_blanks_where_it_has_some() -> None:
    snippet = marked("before " * 100 + "公園 " + "after " * 100, unspaced="公園")

    assert snippet.startswith("…before before ")
    assert "before [公園] after" in snippet
    assert snippet.endswith(" after…")


def test_a_long_text_without_a_match_is_shown_from_its_beginning() -> None:
    assert marked("前" * 500, unspaced="公園") == "前" * LONGEST_SNIPPET + "…"


@given(st.text("ab é\u0301公園が\u3099", max_size=400), st.text("ab é\u0301公園が", min_size=1))
def test_without_its_marks_a_snippet_is_a_part_of_the_text(text: str, term: str) -> None:
    snippet = snippet_of(text, words=[Term(term)], unspaced=[Term(term)])

    part = snippet.replace(MATCH_START, "").replace(MATCH_END, "").strip("…")
    assert part in text
    assert part == text or len(part) >= min(len(text), LONGEST_SNIPPET // 4)
