"""Tags that may be one are found by their names."""

from __future__ import annotations

import pytest

from closeness_cli.core.alike_tags import alike_tags


@pytest.mark.parametrize(
    ("often", "rare"),
    [
        ("walk", "Walks"),
        ("walks", "walk"),
        ("dish", "dishes"),
        ("story", "stories"),
        ("hiking", "hikng"),
        ("hiking", "hikking"),
        ("hiking", "hiping"),
        ("gespräch", "gesprach"),
    ],
)
def test_a_plural_and_one_letter_are_found_the_rarer_one_first(often: str, rare: str) -> None:
    assert alike_tags([("other", 9), (often, 3), (rare, 1)]) == [(rare, often)]


@pytest.mark.parametrize(
    "tags", [("walk", "talk"), ("week1", "week2"), ("hiking", "biking2"), ("river", "sea")]
)
def test_two_words_of_their_own_are_left_alone(tags: tuple[str, str]) -> None:
    assert alike_tags([(tag, 1) for tag in tags]) == []


def test_each_pair_is_given_once() -> None:
    counts = [("strolls", 5), ("stroll", 4), ("stroles", 1)]
    assert alike_tags(counts) == [("stroll", "strolls"), ("stroles", "strolls")]
