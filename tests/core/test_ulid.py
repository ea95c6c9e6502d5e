"""Record ids."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from ulid import ULID

from closeness_cli.core.ulid import is_ulid, ulid

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


@given(MILLISECONDS, ENTROPY)
def test_what_is_spelled_here_is_a_ulid(milliseconds: int, entropy: bytes) -> None:
    assert is_ulid(ulid(milliseconds, entropy))


def test_a_moment_before_1970_counts_as_1970() -> None:
    assert ulid(-5, bytes(10)) == ulid(0, bytes(10)) == "0" * 26


@pytest.mark.parametrize("size", [0, 9, 11])
def test_entropy_of_another_size_is_refused(size: int) -> None:
    with pytest.raises(ValueError, match="10 bytes"):
        ulid(0, bytes(size))


@pytest.mark.parametrize(
    "text",
    [
        "",
        "01ARZ3NDEKTSV4RRFFQ69G5FA",  # 25
        "01ARZ3NDEKTSV4RRFFQ69G5FAVV",  # 27
        "01arz3ndektsv4rrffq69g5fav",  # lower case
        "81ARZ3NDEKTSV4RRFFQ69G5FAV",  # more than 128 bits
        "01ARZ3NDEKTSV4RRFFQ69G5FAI",  # I is not in the alphabet
        "01ARZ3NDEKTSV4RRFFQ69G5FA ",
        "٠" * 26,  # digits of another script
    ],
)
def test_other_texts_are_not_ulids(text: str) -> None:
    assert not is_ulid(text)
