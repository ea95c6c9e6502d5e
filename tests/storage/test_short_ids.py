"""The beginnings of ids that people type."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders import id_number
from closeness_cli.storage.short_ids import ids_from_to

IDS = st.integers(0, 2**80 - 1).map(id_number)


@given(IDS, IDS, st.integers(1, 26))
def test_an_id_is_within_the_range_of_its_beginnings_and_of_no_other(
    one: str, other: str, length: int
) -> None:
    within = ids_from_to(one[:length].lower())
    assert within is not None
    assert within[0] <= one < within[1]
    assert (within[0] <= other < within[1]) is other.startswith(one[:length])


def test_letters_that_look_like_digits_stand_for_them() -> None:
    assert ids_from_to("oiL") == ids_from_to("011")


@pytest.mark.parametrize("beginning", ["", "U", "01 ", "0%", "é", "0~"])
def test_what_begins_no_id_has_no_range(beginning: str) -> None:
    assert ids_from_to(beginning) is None
