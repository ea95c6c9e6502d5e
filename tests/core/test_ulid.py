"""Record ids."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from ulid import ULID

from closeness_cli.core.ulid import ulid

MILLISECONDS = st.integers(0, 2**48 - 1)
ENTROPY = st.binary(min_size=10, max_size=10)


@given(MILLISECONDS, ENTROPY)
def test_a_ulid_is_spelled_as_python_ulid_spells_it(milliseconds: int, entropy: bytes) -> None:
    assert ulid(milliseconds, entropy) == str(ULID(milliseconds.to_bytes(6, "big") + entropy))


@given(MILLISECONDS, ENTROPY, MILLISECONDS, ENTROPY)
def test_ulids_sort_by_the_moment_they_were_made(
    first: int, one: bytes, second: int, other: bytes
) -> None:
    if first != second:
        assert (ulid(first, one) < ulid(second, other)) == (first < second)


def test_a_moment_before_1970_counts_as_1970() -> None:
    assert ulid(-5, bytes(10)) == ulid(0, bytes(10)) == "0" * 26


@pytest.mark.parametrize("size", [0, 9, 11])
def test_entropy_of_another_size_is_refused(size: int) -> None:
    with pytest.raises(ValueError, match="10 bytes"):
        ulid(0, bytes(size))
