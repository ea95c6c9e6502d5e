"""The same data draw the same numbers, in every place and at every time."""

from __future__ import annotations

import subprocess
import sys

import numpy as np
import pytest

from closeness_cli.core.stats.chance import seed_from


def drawn(*arrays: object) -> int:
    return int(seed_from(*arrays).integers(1 << 62))  # type: ignore[arg-type]  # lists of any depth


def test_the_same_numbers_draw_the_same_in_another_process() -> None:
    code = (
        "from closeness_cli.core.stats.chance import seed_from\n"
        "print(seed_from([1, 2.5], [3]).integers(1 << 62))"
    )
    other = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert int(other.stdout) == drawn([1, 2.5], [3])


@pytest.mark.parametrize(
    "same",
    [((1, 2.5), (3.0,)), (np.array([1, 2.5], ">f8"), [3]), (np.array([1, 9, 2.5])[::2], [3])],
)
def test_how_numbers_are_kept_does_not_matter(same: tuple[object, ...]) -> None:
    assert drawn(*same) == drawn([1, 2.5], [3])


def test_zero_has_no_sign() -> None:
    assert drawn([0.0, 1.0]) == drawn([-0.0, 1.0])


@pytest.mark.parametrize(
    "other", [([2.5, 1], [3]), ([1, 2.5, 3],), ([1], [2.5, 3]), ([[1, 2.5]], [3]), ([1, 2.6], [3])]
)
def test_other_numbers_or_places_draw_others(other: tuple[object, ...]) -> None:
    assert drawn(*other) != drawn([1, 2.5], [3])
