"""What two people said to the same: checked, and correlated."""

from __future__ import annotations

import math
from itertools import pairwise
from statistics import StatisticsError, correlation
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

Pair = tuple[float, float]
"""What the one said and what the other said, to the same item or of the same day."""


def pair_correlation(pairs: Sequence[Pair]) -> float | None:
    """Give Pearson's r, -1 to 1; `None` where one side is the same throughout, or of one pair."""
    try:
        return correlation([a for a, _ in pairs], [b for _, b in pairs])
    except StatisticsError:
        return None


def check_pairs(pairs: Sequence[Pair]) -> None:
    """See that there are pairs, and of numbers.

    Raises:
        ValueError: There is none, or what is not a number.
    """
    if not pairs:
        raise ValueError("there is nothing to compare")
    if not all(math.isfinite(value) for pair in pairs for value in pair):
        raise ValueError("every value must be a number")


def check_days(days: Sequence[float], pairs: Sequence[Pair]) -> None:
    """See that each pair has its day, none comes twice, and all are in order.

    Raises:
        ValueError: It is not so, or a value is not a number.
    """
    if len(days) != len(pairs):
        raise ValueError("each pair needs its day")
    if any(later <= earlier for earlier, later in pairwise(days)):
        raise ValueError("days must rise")
    if pairs:
        check_pairs(pairs)
