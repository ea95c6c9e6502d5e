"""The data key on paper."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from closeness_cli.errors import WrongUseError
from closeness_cli.storage.keys.recovery_code import (
    ALPHABET,
    last_group,
    read_recovery_code,
    recovery_code,
)

KEY = bytes(range(32))
keys = st.binary(min_size=32, max_size=32)


@given(keys)
def test_a_code_is_its_key_again(key: bytes) -> None:
    code = recovery_code(key)

    assert re.fullmatch(rf"([{ALPHABET}]{{4}} ){{13}}[{ALPHABET}]{{4}}", code)
    assert read_recovery_code(code) == key


@given(keys)
def test_it_is_read_as_people_write_it(key: bytes) -> None:
    code = recovery_code(key)
    written = code.lower().replace(" ", "-").replace("0", "o").replace("1", "l")

    assert read_recovery_code(f"  {written}\n") == key
    assert read_recovery_code(code.replace("1", "I").replace("0", "O")) == key


def test_every_single_wrong_letter_is_found() -> None:
    code = recovery_code(KEY)
    wrong = [
        code[:at] + other + code[at + 1 :]
        for at, letter in enumerate(code)
        if letter != " "
        for other in ALPHABET
        if other != letter
    ]

    assert len(wrong) == 56 * 31
    for one in wrong:
        with pytest.raises(WrongUseError, match="not a recovery code"):
            read_recovery_code(one)


def test_two_letters_that_changed_places_are_found() -> None:
    letters = recovery_code(KEY).replace(" ", "")
    swapped = [
        letters[:at] + letters[at + 1] + letters[at] + letters[at + 2 :]
        for at in range(55)
        if letters[at] != letters[at + 1]
    ]

    assert swapped
    for one in swapped:
        with pytest.raises(WrongUseError):
            read_recovery_code(one)


@pytest.mark.parametrize("text", ["", "1234", "U" * 56, "é" * 56, recovery_code(KEY) + " 0"])
def test_what_is_no_code_is_refused_and_not_quoted(text: str) -> None:
    with pytest.raises(WrongUseError) as refused:
        read_recovery_code(text)

    assert "UUUU" not in refused.value.sentence + refused.value.hint


def test_the_last_group_is_what_is_typed_back() -> None:
    assert last_group("ABCD EFGH") == "EFGH"
