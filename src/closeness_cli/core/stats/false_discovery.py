"""Many claims of one report, kept honest together: Benjamini and Hochberg's procedure.

Source: Benjamini & Hochberg 1995, Journal of the Royal Statistical Society B 57:289.
"""

from __future__ import annotations

from itertools import accumulate
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

MOST_FALSE = 0.10
"""The share of the claims of a report that may be false alarms in the long run (q)."""


def adjusted(chances: Sequence[float]) -> tuple[float, ...]:
    """Give the smallest q at which each claim would stand: min over j >= i of p_(j) m / j.

    Args:
        chances: The p of every claim that was looked at, those that are not told included.

    Returns:
        In the order given, 1 at most.

    Raises:
        ValueError: One of them is not between 0 and 1.
    """
    if not all(0 <= p <= 1 for p in chances):
        raise ValueError("a p lies between 0 and 1")
    count = len(chances)
    falling = sorted(range(count), key=lambda one: -chances[one])
    raised = (chances[one] * count / (count - at) for at, one in enumerate(falling))
    least = dict(zip(falling, accumulate(raised, min), strict=True))
    return tuple(least[one] for one in range(count))


def survivors(chances: Sequence[float], most_false: float = MOST_FALSE) -> tuple[int, ...]:
    """Give the places of the claims that may be told.

    Args:
        chances: The p of every claim that was looked at.
        most_false: The share of what is told that may be false alarms in the long run.
    """
    return tuple(at for at, q in enumerate(adjusted(chances)) if q <= most_false)
