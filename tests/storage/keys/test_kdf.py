"""From a passphrase to a key."""

from __future__ import annotations

import pytest

from closeness_cli.errors import UnreadableVaultError, WrongUseError
from closeness_cli.storage.keys import kdf
from closeness_cli.storage.keys.kdf import Kdf, derive

SALT = bytes(range(16))


def test_it_is_argon2id_as_others_compute_it() -> None:
    # From the reference implementation: t=2, m=19456, p=1, through argon2-cffi.
    assert derive("password", Kdf(19456, 2, 1, b"somesalt" * 2)).hex() == (
        "2b5dc4054886ec957ef59c73b661c54dd6fb274590b278f657c6d96aac8fa6d1"
    )


@pytest.mark.parametrize(
    ("typed", "same"),
    [("Café", "Cafe\N{COMBINING ACUTE ACCENT}"), ("ﬁn", "fin"), ("１２", "12")],
)
def test_what_looks_the_same_is_the_same(typed: str, same: str) -> None:
    setting = kdf.least()
    assert derive(typed, setting) == derive(same, setting)


def test_another_salt_gives_another_key() -> None:
    setting = kdf.least()
    assert derive("a", setting) != derive("a", setting._replace(salt=bytes(16)))


@pytest.mark.parametrize(
    "setting",
    [
        Kdf(19 * 1024 - 1, 2, 1, SALT),
        Kdf(2 * 1024 * 1024 + 1, 3, 4, SALT),
        Kdf(2**40, 3, 4, SALT),
        Kdf(-1, 3, 4, SALT),
        Kdf(65536, 1, 4, SALT),
        Kdf(65536, 21, 4, SALT),
        Kdf(65536, 3, 0, SALT),
        Kdf(65536, 3, 17, SALT),
        Kdf(65536, 3, 4, b""),
        Kdf(65536, 3, 4, SALT + b"1"),
    ],
)
def test_a_setting_outside_of_the_limits_is_refused_before_it_is_tried(setting: Kdf) -> None:
    with pytest.raises(UnreadableVaultError, match="key file asks for"):
        derive("a", setting)


@pytest.mark.parametrize("passphrase", ["", "a" * 4097, "\udc80"])
def test_what_is_no_passphrase_is_refused(passphrase: str) -> None:
    with pytest.raises(WrongUseError) as refused:
        derive(passphrase, kdf.least())

    assert refused.value.__cause__ is None
    assert "aaa" not in refused.value.sentence


def test_a_fast_computer_gets_a_dearer_guess_and_none_a_cheaper_one() -> None:
    setting = kdf.fitting()

    assert (setting.m_kib, setting.p) == (64 * 1024, 4)
    assert 3 <= setting.t <= 20
