"""How hard a passphrase is to guess, and that saying so never takes long."""

from __future__ import annotations

import time

import pytest

from closeness_cli.storage.keys.strength import guesses_log10


def test_what_is_hard_to_guess_takes_more_guesses() -> None:
    weak, better, good = map(
        guesses_log10, ["sommer", "sommer regen", "walnut lantern river pepper"]
    )
    assert weak < 6 < better < 12 < good


@pytest.mark.parametrize(
    "passphrase", ["{(<[c3693@4810$5+7%2zZ!|iIlL", "a", "walk ", "é\0\U0001f600"]
)
@pytest.mark.parametrize("length", [1000, 4096])
def test_however_long_it_is_the_answer_comes_soon(passphrase: str, length: int) -> None:
    begun = time.process_time()
    guesses_log10((passphrase * length)[:length])
    assert time.process_time() - begun < 4  # 72 such characters take five


def test_what_is_long_and_weak_is_weak() -> None:
    assert guesses_log10("a" * 4096) < 6
    assert guesses_log10("password" * 500) < 6
