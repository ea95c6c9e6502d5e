from __future__ import annotations

import re

import pytest

from closeness_cli.presentation.grid import Look
from closeness_cli.presentation.page import page_for_terminal
from closeness_cli.presentation.report.explain_view import explain_page, explain_view, terms_page
from closeness_cli.presentation.report.terms import TERMS, Term, find_term, near_term

TREND = """\
Trend

    How far your answers went up or down over the whole time.
    The middle of all slopes between two answers, from 12 over 8 weeks on.
    It does not say that it was a straight line, or that it goes on.
"""

LONGEST = 76
"""Characters of a line that stands whole on a screen of 80 columns."""

NAMES = [one.name for one in TERMS]


@pytest.mark.parametrize("term", TERMS, ids=NAMES)
def test_each_term_has_three_lines_that_stand_whole(term: Term) -> None:
    assert len(term.lines) == 3
    assert all(len(one) <= LONGEST and one[-1] == "." for one in term.lines)
    screen = page_for_terminal(explain_page(term), Look(width=80, colour=False))
    assert len(screen.splitlines()) == 5


@pytest.mark.parametrize("term", TERMS, ids=NAMES)
def test_no_term_judges_or_sets_a_duty(term: Term) -> None:
    said = " ".join(term.lines)
    assert not re.search(
        r"\b(should|must|healthy|bad relationship|streak|due|score of you)\b", said
    )


def test_a_term_is_explained() -> None:
    term = find_term("trend")
    assert term is not None
    assert page_for_terminal(explain_page(term), Look(width=80, colour=False)) == TREND
    assert explain_view(term).data() == {
        "term": "trend",
        "lines": [*term.lines],
        "also": [*term.also],
    }


def test_every_word_finds_one_term() -> None:
    words = [word.casefold() for one in TERMS for word in (one.name, *one.also)]
    assert len(words) == len(set(words))
    assert sorted(NAMES) == NAMES


@pytest.mark.parametrize(
    ("word", "name"),
    [
        ("Median repair time", "half are repaired within"),
        ("usual-range", "usual range"),
        ("  NOISE. ", "noise"),
        ("95 %", "interval"),
        ("p", "p"),
        ("hollow", "early"),
    ],
)
def test_a_term_is_found_by_other_words_and_spellings(word: str, name: str) -> None:
    found = find_term(word)
    assert found is not None
    assert found.name == name


@pytest.mark.parametrize(
    "word",
    [
        *("trend", "shift", "usual range", "noise", "percent of the range", "n"),
        *("median repair time", "still open", "moved with", "interval", "p", "faded"),
        *("within noise", "more than noise", "too early to compare", "settling in"),
        *("regularity", "came and went", "looked at", "unusual week", "agreement"),
        *("as wanted", "hollow", "band", "drift", "guess", "shared sets", "weekday"),
    ],
)
def test_what_reports_say_is_explained(word: str) -> None:
    assert find_term(word) is not None


def test_a_slip_finds_the_term_that_is_near() -> None:
    near = near_term("trnd"), near_term("confidance"), near_term("zzzz")
    assert [one and one.name for one in near] == ["trend", "interval", None]


def test_the_list_has_every_term() -> None:
    screen = page_for_terminal(terms_page(), Look(width=80, colour=False))
    assert all(f"  {name}" in screen for name in NAMES)
