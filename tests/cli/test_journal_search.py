"""`closeness journal search` with filters, and in scripts without blanks."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from commands import Closeness


@pytest.fixture
def filled(kept: Closeness) -> Closeness:
    """A few lines that filters tell apart."""
    kept("journal", "add", "Early #walk", "--mood", "2", "--at", "2025-11-01 08:00")
    kept("journal", "add", "Loud #walk #work", "--kind", "conflict", "--at", "2025-11-02 08:00")
    kept("journal", "add", "公園を散歩した。", "--mood=-1", "--shared", "--at", "2025-11-03 08:00")
    return kept


def beginnings(closeness: Closeness, *query: str) -> str:
    """Give the first letter of each text that is found, in order."""
    found = closeness("journal", "search", *query, "--json").data["entries"]
    return "".join(entry["text"][0] for entry in found)


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        (["tag:walk"], "LE"),
        (["tag:walk", "-tag:work"], "E"),
        (["-tag:walk"], "公"),
        (["-kind:conflict"], "公E"),
        (["mood:>=1"], "E"),
        (["mood:-1"], "公"),
        (["-mood:2"], "公L"),
        (["is:shared"], "公"),
        (["since:2025-11-02"], "公L"),
        (["until:2025-11-02"], "LE"),
        (["loud tag:walk"], "L"),
        (["tag:walk", "--mood", "2"], "E"),
        (["tag:walk", "-n", "1"], "L"),
        (["散歩"], "公"),
        (["-散歩"], "LE"),
        (["公園を", "is:private"], ""),
        (["http://x"], ""),
    ],
)
def test_filters_stand_among_the_words(query: list[str], expected: str, filled: Closeness) -> None:
    assert beginnings(filled, *query) == expected


def test_a_part_of_unspaced_text_is_marked(filled: Closeness) -> None:
    assert "  公園を[散歩]した。\n" in filled("journal", "search", "散歩").out


@pytest.mark.parametrize(
    ("query", "takes", "example"),
    [
        ("mood:", "mood: takes a number from -2 to 2", "'mood:>=1', with its quotes"),
        ("since:secretly", "since: takes a day", "since:2026-03-01 or since:yesterday"),
    ],
)
def test_a_value_that_a_filter_cannot_take_is_said(
    query: str, takes: str, example: str, filled: Closeness
) -> None:
    hint = f"For example: {example}. To search for words: '\"in such quotes\"'"

    assert filled("journal", "search", query) == (2, "", f"In a search, {takes}.\n  {hint}\n")
    assert filled("journal", "search", f'"{query}"') == (0, "", "Nothing found.\n")


def test_the_help_names_every_filter(
    closeness: Closeness, capsys: pytest.CaptureFixture[str]
) -> None:
    closeness("journal", "search", "--help")
    out = capsys.readouterr().out

    for name in ("tag:", "kind:", "'mood:>=1'", "since:", "until:", "is:"):
        assert name in out


def test_more_than_a_few_screens_is_said(closeness: Closeness) -> None:
    rows = "date,text\n" + "".join(f"2025-10-01,By the river {n}.\n" for n in range(51))
    closeness("journal", "import", "-", "--from", "csv", "--yes", given=rows)
    page = closeness("journal", "search", "river").out
    assert page.count("By the [river]") == 50
    assert page.endswith("More entries fit. Add a word to the search, or -n 500.\n")
    assert "More entries fit" not in closeness("journal", "search", "river", "-n", "49").out
