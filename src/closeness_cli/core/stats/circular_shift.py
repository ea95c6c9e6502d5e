"""How often two series would go together as much as they do if one were turned against the other.

Both keep their own rhythm, which shuffled values would lose: neighbouring days resemble each
other, and a test that forgets it finds something too often (`docs/methods.md`).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from numpy.typing import ArrayLike

A_HAIR = 1e-9
"""Share of the largest possible product; what rounding moves a sum by is no difference."""


def circular_shift_p(left: ArrayLike, right: ArrayLike, *, nearest: int = 1) -> float:
    """Give the share of rotations of `right` that go with `left` at least as much as it stands.

    What is compared is the size of the sum of products of the centred values, which ranks
    rotations as the correlation does, the slope, and, for values of 0 and 1, the difference of
    means. The series as it stands counts as one of the rotations, so that the share is never 0
    (Phipson & Smyth 2010, Statistical Applications in Genetics and Molecular Biology 9:39).

    Args:
        left: One value a step, in the order of time.
        right: As many, of the same steps.
        nearest: Steps of the smallest rotation; the largest is as far from a whole turn.

    Returns:
        Above 0, 1 at most; 1 where a series is constant, or too short to be rotated.

    Raises:
        ValueError: The series differ in length, or hold what is not a number.
    """
    import numpy as np

    first, second = np.asarray(left, float), np.asarray(right, float)
    if first.ndim != 1 or first.shape != second.shape:
        raise ValueError("two series of one length are needed")
    if not (np.isfinite(first).all() and np.isfinite(second).all()):
        raise ValueError("every value must be a number")
    n = first.size
    if n < 2 * nearest:
        return 1.0
    first, second = first - first.mean(), second - second.mean()
    largest = float(np.linalg.norm(first) * np.linalg.norm(second))
    products = np.abs(np.correlate(np.concatenate((second, second[:-1])), first, "valid"))
    rotated = products[nearest : n - nearest + 1]
    hits = int(np.count_nonzero(rotated >= products[0] - A_HAIR * largest))
    return (1 + hits) / (1 + rotated.size)
