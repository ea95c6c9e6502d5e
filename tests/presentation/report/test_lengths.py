"""Lengths of time in words."""

from __future__ import annotations

import pytest

from closeness_cli.presentation.report.lengths import between, length


@pytest.mark.parametrize(
    ("hours", "words"),
    [
        (0.01, "1 minute"),
        (1.4, "84 minutes"),
        (1.5, "2 hours"),
        (31, "31 hours"),
        (47.4, "47 hours"),
        (48, "2 days"),
        (60 * 24, "9 weeks"),
    ],
)
def test_a_length_has_the_unit_of_which_there_are_a_few(hours: float, words: str) -> None:
    assert length(hours) == words


@pytest.mark.parametrize(
    ("low", "high", "words"),
    [
        (25, 39, "25 to 39 hours"),
        (10, 49, "10 to 49 hours"),
        (10, 1000, "10 hours to 42 days"),
        (0.5, 1.2, "30 to 72 minutes"),
        (5.1, 5.2, "5 hours to 5 hours"),
    ],
)
def test_a_range_has_one_unit_where_both_ends_fit(low: float, high: float, words: str) -> None:
    assert between(low, high) == words
