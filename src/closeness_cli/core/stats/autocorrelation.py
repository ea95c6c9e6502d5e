"""How much a value resembles the one before it, at irregular times, and what that costs.

The model is a first-order autoregressive process: what is left of a value after g usual gaps is
phi^g of it. Weeks that resemble each other tell less than as many that do not.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from numpy import float64
    from numpy.typing import ArrayLike, NDArray

MOST_ALIKE = 0.95
"""Phi is taken to be this at most: beyond, a short series cannot be told from a wandering one."""

TOO_LITTLE = 1e-9
"""What two values share below this does not count any more."""


def autocorrelation(days: NDArray[float64], values: NDArray[float64]) -> float:
    """Estimate phi at the usual gap, 0 to 0.95.

    By least squares with the true gaps (Mudelsee 2002, Computers & Geosciences 28:69), then
    phi + (1 + 4 phi)/n, since a short series shows less of it than there is (Kendall 1954,
    Biometrika 41:403).

    Args:
        days: Never falling, not all the same.
        values: What is left after the trend or the shift was taken out.
    """
    import numpy as np

    centred = values - values.mean()
    before, after = centred[:-1], centred[1:]
    gaps = usual_gaps(days)

    def misses(phis: NDArray[float64]) -> NDArray[float64]:
        missed: NDArray[float64] = ((after - phis[:, None] ** gaps * before) ** 2).sum(axis=1)
        return missed

    grid = np.linspace(0, 1, 101)
    best = grid[misses(grid).argmin()]
    for step in (1e-2, 1e-3, 1e-4):
        grid = np.clip(best + step * np.linspace(-1, 1, 21), 0, 1)
        best = grid[misses(grid).argmin()]
    return float(np.clip(best + (1 + 4 * best) / len(values), 0, MOST_ALIKE))


def usual_gaps(days: ArrayLike) -> NDArray[float64]:
    """Give the gaps between neighbouring times in units of the median one that is not 0."""
    import numpy as np

    gaps = np.diff(np.asarray(days, dtype=float))
    usual: NDArray[float64] = gaps / np.median(gaps[gaps > 0])
    return usual


def variance_factor(days: ArrayLike, phi: float) -> float:
    """Say how many times larger the variance of Mann-Kendall's S is for an AR(1) process.

    1 + 2/(n(n-1)(n-2)) sum over k of (n-k)(n-k-1)(n-k-2) rho_k, never less than 1, where rho_k
    is the mean of phi^gap over all pairs that are k places apart. Source: Hamed & Rao 1998,
    Journal of Hydrology 204:182, with the autocorrelation of the model and of the true gaps.

    Args:
        days: Never falling, not all the same; at least three.
    """
    import numpy as np

    gaps = usual_gaps(days)
    n = len(gaps) + 1
    at = np.concatenate([[0.0], np.cumsum(gaps)])
    total = 0.0
    for k in range(1, n):
        shared = float(np.mean(phi ** (at[k:] - at[:-k])))
        if shared < TOO_LITTLE:
            break
        total += (n - k) * (n - k - 1) * (n - k - 2) * shared
    return max(1.0, 1 + 2 * total / (n * (n - 1) * (n - 2)))
