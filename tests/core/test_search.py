"""Words, phrases and filters in what is typed."""

from __future__ import annotations

from contextlib import suppress
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders import EVENING
from closeness_cli.core.entry import EntryKind
from closeness_cli.core.search import (
    LONGEST_QUERY,
    Condition,
    SearchQuery,
    Term,
    read_search,
    without_signs,
)
from closeness_cli.errors import WrongUseError

FIRST = date(2026, 3, 1)


@pytest.mark.parametrize(
    ("query", "terms"),
    [
        ("walk home", [Term("walk"), Term("home")]),
        ('"walk home" -tired', [Term("walk home", True), Term("tired", False, True)]),
        ('walk "at home', [Term("walk"), Term("at home", True)]),
        ('-"so tired"', [Term("so tired", True, True)]),
        ("walk\x00home\udcffnow", [Term("walk"), Term("home"), Term("now")]),
        (
            "foo:bar http://x -12:30",
            [Term("foo:bar"), Term("http://x"), Term("12:30", False, True)],
        ),
        ('"tag:walk"', [Term("tag:walk", True)]),
        ('"since:yesterday"', [Term("since:yesterday", True)]),
        ('isince:"a day"', [Term("isince:"), Term("a day", True)]),
        ("tags: :walk", [Term("tags:"), Term(":walk")]),
        ('* ( ^ - -- "" "', []),
        ("😀 -❤️ so😀", [Term("😀"), Term("❤️", False, True), Term("so😀")]),
        ("", []),
    ],
)
def test_what_is_no_filter_is_words_and_phrases(query: str, terms: list[Term]) -> None:
    assert read_search(query, now=EVENING) == SearchQuery(tuple(terms))


@pytest.mark.parametrize(
    ("query", "condition"),
    [
        ("tag:walk", Condition("tag", "walk")),
        ("TAG:#Straße", Condition("tag", "strasse")),
        ("-tag:work", Condition("tag", "work", is_unwanted=True)),
        ("kind:Conflict", Condition("kind", "conflict")),
        ("is:shared", Condition("is", "shared")),
        ("mood:1", Condition("mood", 1)),
        ("mood:+2", Condition("mood", 2)),
        ("mood:=-2", Condition("mood", -2)),
        ("mood:>=1", Condition("mood", 1, ">=")),
        ("mood:<=-1", Condition("mood", -1, "<=")),
        ("-mood:>0", Condition("mood", 0, ">", is_unwanted=True)),
        ("mood:<0", Condition("mood", 0, "<")),
        ("since:2026-03-01", Condition("since", FIRST, ">=")),
        ("until:2026-03-01", Condition("until", FIRST, "<=")),
        ("since:yesterday", Condition("since", date(2025, 11, 13), ">=")),
        ('since:"last friday"', Condition("since", date(2025, 11, 7), ">=")),
        ('-UNTIL:"3 days ago"', Condition("until", date(2025, 11, 11), "<=", is_unwanted=True)),
        ("until:3-days-ago", Condition("until", date(2025, 11, 11), "<=")),
        ("since:friday", Condition("since", date(2025, 11, 7), ">=")),
    ],
)
def test_a_filter_is_a_condition(query: str, condition: Condition) -> None:
    assert read_search(query, now=EVENING) == SearchQuery((), (condition,))
    both = read_search(f"home {query} -rain", now=EVENING)
    assert both == SearchQuery((Term("home"), Term("rain", is_unwanted=True)), (condition,))


@pytest.mark.parametrize(
    ("query", "sentence"),
    [
        ("tag:", "tag: takes one word that begins with a letter"),
        ("tag:12", "tag: takes one word that begins with a letter"),
        ("is:raining", "is: takes private or shared"),
        ("mood:", "mood: takes a number from -2 to 2"),
        ("mood:>=3", "mood: takes a number from -2 to 2"),
        ("mood:=>1", "mood: takes a number from -2 to 2"),
        ("mood:²", "mood: takes a number from -2 to 2"),
        ("-since:soon", "since: takes a day"),
        ("since:", "since: takes a day"),
        ('until:""', "until: takes a day"),
        ("until:last-week-or-so", "until: takes a day"),
        ("kind:fight", f"kind: takes one of {', '.join(EntryKind)}"),
    ],
)
def test_a_value_that_a_filter_cannot_take_is_refused_without_repeating_it(
    query: str, sentence: str
) -> None:
    with pytest.raises(WrongUseError) as caught:
        read_search(query, now=EVENING)

    assert caught.value.sentence == f"In a search, {sentence}."
    assert caught.value.hint.startswith("For example: ")


@pytest.mark.parametrize(
    ("query", "hint"),
    [
        ("-since:12.03.2025", "Write 2025-03-12 or 2025-12-03."),
        ("until:2026-02-30", "February 2026 ends with 2026-02-28."),
        ('since:"last week"', "Say which: 'last friday', '14 Nov 2025'."),
    ],
)
def test_a_day_that_there_is_not_or_that_may_be_two_is_refused_with_one(
    query: str, hint: str
) -> None:
    with pytest.raises(
        WrongUseError, match=r"^In a search, (since|until): takes a day\.$"
    ) as caught:
        read_search(query, now=EVENING)

    assert caught.value.hint == hint


def test_a_query_that_is_too_long_is_refused() -> None:
    assert read_search("a" * LONGEST_QUERY, now=EVENING).terms
    with pytest.raises(WrongUseError, match=r"^The search is longer than 500 characters\.$"):
        read_search("a" * (LONGEST_QUERY + 1), now=EVENING)


FILTERS = st.sampled_from(["tag:", "-tag:", "kind:", "mood:", "-mood:>=", "since:", "is:", "foo:"])


@given(st.text(max_size=LONGEST_QUERY))
def test_any_text_is_a_query(text: str) -> None:
    query = read_search(text, now=EVENING)

    assert all(without_signs(term.text) for term in query.terms)


@given(st.lists(st.one_of(FILTERS, st.text(max_size=5)), max_size=8))
def test_filters_and_nonsense_are_understood_or_refused(pieces: list[str]) -> None:
    with suppress(WrongUseError):
        assert isinstance(read_search("".join(pieces), now=EVENING), SearchQuery)


@pytest.mark.parametrize(
    ("text", "bare"),
    [("#公園。", "公園"), ("「散歩、公園」", "散歩、公園"), ("(เดิ)", "เดิ"), ("…", "…")],
)
def test_signs_are_taken_off_both_ends(text: str, bare: str) -> None:
    assert without_signs(text) == bare
