"""Words that no text of ours uses, looked for in everything that the product can say."""

from __future__ import annotations

import ast
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from closeness_cli.core.plain_words import BANNED, banned_words

if TYPE_CHECKING:
    from collections.abc import Iterator

SOURCE = Path(__file__).parents[2] / "src" / "closeness_cli"

ALLOWED: dict[str, tuple[set[str], str]] = {
    "core/plain_words.py": (set(BANNED), "the list itself"),
    "storage/connection.py": ({"PRAGMA locking_mode=normal"}, "SQLite's own word for it"),
}
"""Literals that may hold such a word, by file, each with its reason."""


def literals_of(source: str) -> Iterator[tuple[int, str]]:
    """Give every string of a module with its line, docstrings left out."""
    tree = ast.parse(source)
    told = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in told:
            yield node.lineno, node.value


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("A healthy, UNHEALTHY or toxic couple", ["healthy", "UNHEALTHY", "toxic"]),
        ("Compatibility? You are compatible.", ["Compatibility", "compatible"]),
        (
            "diagnosis diagnose diagnostic diagnoses",
            ["diagnosis", "diagnose", "diagnostic", "diagnoses"],
        ),
        ("It predicts a prediction.", ["predicts", "prediction"]),
        ("a disorder, abnormal, normal, normally", ["disorder", "abnormal", "normal", "normally"]),
        ("the type of person that is failing", ["type of person", "failing"]),
        ("the type\n  of person", ["type\n  of person"]),
        ("overdue; a streak of 3", ["overdue", "streak"]),
        ("codependent narcissist", ["codependent", "narcissist"]),
        ("healthy healthy", ["healthy"]),
        ("paranormal, healthily, a kind of person, this type, due", []),
        ("", []),
    ],
)
def test_banned_words_are_found_as_whole_words_in_any_case(text: str, words: list[str]) -> None:
    assert banned_words(text) == words


@given(st.sampled_from(BANNED), st.sampled_from([str.lower, str.upper, str.title]))
def test_every_word_of_the_list_is_found(word: str, cased: object) -> None:
    assert callable(cased)
    said = cased(word.removesuffix("*"))
    assert banned_words(f"It is ({said}).") == [said]


def test_nothing_that_the_product_says_holds_a_banned_word() -> None:
    found = []
    for path in sorted(SOURCE.rglob("*.py")):
        name = path.relative_to(SOURCE).as_posix()
        allowed, _ = ALLOWED.get(name, (set[str](), ""))
        found += [
            f"{name}:{line}: {words}"
            for line, text in literals_of(path.read_text("utf-8"))
            if (words := banned_words(text)) and text not in allowed
        ]
    assert found == []


def test_sentences_in_every_form_are_looked_at() -> None:
    source = '"""A healthy docstring."""\nx = f"{1} toxic {2}"\nraise E("normal" " again")\n'
    assert [banned_words(text) for _, text in literals_of(source) if banned_words(text)] == [
        ["toxic"],
        ["normal"],
    ]
