"""Two groups of values that share nothing but a drawn lot: are their means apart?

Only where a lot decided who belongs where does this say something about the lot; a ritual that is
done on good days is another matter (`core/stats/next_day.py`).
"""

from __future__ import annotations

from itertools import combinations
from math import comb
from statistics import fmean
from typing import TYPE_CHECKING, NamedTuple

from closeness_cli.core.stats.noise import A_HAIR

if TYPE_CHECKING:
    from collections.abc import Sequence

MOST_ALLOCATIONS = 200_000
"""Ways to deal out the values that are all gone through: about twice ten values."""


class Difference(NamedTuple):
    """How far two means are apart.

    Args:
        difference: The first mean less the second.
        p: The share of all allocations with a difference at least as far from 0.
    """

    difference: float
    p: float


def exact_difference(one: Sequence[float], other: Sequence[float]) -> Difference:
    """Go through all ways to deal out the values, as many to each group as it has.

    Two-sided: differences at least as far from 0 count, equal ones too (Edgington & Onghena 2007,
    Randomization Tests). It does not double one tail.

    Raises:
        ValueError: A group is empty, or there are more than 200,000 ways.
    """
    if not one or not other:
        raise ValueError("a comparison needs values on both sides")
    values = [*one, *other]
    count = comb(len(values), len(one))
    if count > MOST_ALLOCATIONS:
        raise ValueError("there are too many ways to go through")
    whole = fmean(values)
    # Around their mean, the sum of one group says all: the other group has what is left.
    centred = [value - whole for value in values]
    seen = abs(sum(centred[: len(one)])) - A_HAIR * max(1.0, *map(abs, centred))
    as_far = sum(abs(sum(some)) >= seen for some in combinations(centred, len(one)))
    return Difference(fmean(one) - fmean(other), as_far / count)
