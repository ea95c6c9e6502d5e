"""Two invented series that may have to do with each other."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from scipy.signal import lfilter

if TYPE_CHECKING:
    import numpy as np

    from closeness_cli.core.stats.pairs import Pair


def two_with_memory(
    n: int, phi: float, chance: np.random.Generator, together: float = 0.0
) -> list[Pair]:
    """Make n values for either of two people.

    Args:
        phi: How much a value resembles the one before.
        together: The correlation of the two.
    """
    shared, *own = chance.normal(size=(3, n))
    mixed = [math.sqrt(together) * shared + math.sqrt(1 - together) * one for one in own]
    first, second = lfilter([1.0], [1.0, -phi], mixed)
    return [(float(a), float(b)) for a, b in zip(first, second, strict=True)]
