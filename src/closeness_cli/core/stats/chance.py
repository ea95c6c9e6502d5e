"""Chance that follows from the data: the same data give the same report."""

from __future__ import annotations

from hashlib import blake2b
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from numpy.random import Generator
    from numpy.typing import ArrayLike


def seed_from(*arrays: ArrayLike) -> Generator:
    """Make a source of chance from numbers; other numbers, or another order, give another one.

    The seed is BLAKE2b of their bytes as little-endian doubles, each array with its shape before
    it. Another version of numpy may draw other numbers from the same seed (NEP 19).

    Args:
        arrays: Numbers of any shape; 0 and -0 are the same.
    """
    import numpy as np

    digest = blake2b(digest_size=32)
    for one in arrays:
        numbers = np.asarray(one, dtype="<f8") + 0.0  # turns -0 into 0
        digest.update(repr(numbers.shape).encode())
        digest.update(np.ascontiguousarray(numbers).tobytes())
    return np.random.default_rng(int.from_bytes(digest.digest(), "little"))
