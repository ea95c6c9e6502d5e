"""Series whose truth is known, for the tests of statistics."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy import float64
    from numpy.random import Generator
    from numpy.typing import NDArray

SEED = 20260301


def weekly(n: int) -> NDArray[float64]:
    """Give the days of n weeks."""
    return np.arange(0.0, 7.0 * n, 7.0)


def ar1(rng: Generator, n: int, phi: float) -> NDArray[float64]:
    """Make values of variance 1 of which each resembles the one before by phi."""
    values = rng.standard_normal(n)
    for at in range(1, n):
        values[at] = phi * values[at - 1] + np.sqrt(1 - phi**2) * values[at]
    return values
