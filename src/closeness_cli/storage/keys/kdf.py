"""From a passphrase to a key: Argon2id, slow on purpose, with limits on what a header may ask."""

from __future__ import annotations

import os
import time
import unicodedata
from typing import NamedTuple

from closeness_cli.errors import UnreadableVaultError, WrongUseError

KEY_BYTES = 32
SALT_BYTES = 16

LEAST_KIB, MOST_KIB = 19 * 1024, 2 * 1024 * 1024
"""Memory: OWASP's floor for Argon2id (Password Storage Cheat Sheet), and 2 GiB."""

LEAST_PASSES, MOST_PASSES = 2, 20
MOST_LANES = 16

LONGEST = 4096
"""Bytes of a passphrase."""

AIM_SECONDS = 0.5
"""How long one guess should take on the computer where the vault is made."""


class Kdf(NamedTuple):
    """How a passphrase becomes a key.

    Args:
        m_kib: Memory in KiB.
        t: Passes over it.
        p: Lanes.
    """

    m_kib: int
    t: int
    p: int
    salt: bytes


def usual() -> Kdf:
    """Give the second setting that RFC 9106 recommends (section 4), with a new salt."""
    return Kdf(64 * 1024, 3, 4, os.urandom(SALT_BYTES))


def least() -> Kdf:
    """Give the weakest setting that a header may have, with a new salt."""
    return Kdf(LEAST_KIB, LEAST_PASSES, 1, os.urandom(SALT_BYTES))


def fitting() -> Kdf:
    """Give the usual setting, with more passes where this computer takes less than half a second.

    The time is measured once, so that a fast computer gets a dearer guess, and none a cheaper one.
    """
    kdf = usual()
    begun = time.perf_counter()
    derive("closeness", kdf)
    took = time.perf_counter() - begun
    return kdf._replace(t=max(kdf.t, min(MOST_PASSES, int(kdf.t * AIM_SECONDS / took))))


def check(kdf: Kdf) -> None:
    """Refuse a setting that is too weak to protect or too dear to try, before any memory is taken.

    Raises:
        UnreadableVaultError: It is outside of the limits.
    """
    if not (
        LEAST_KIB <= kdf.m_kib <= MOST_KIB
        and LEAST_PASSES <= kdf.t <= MOST_PASSES
        and 1 <= kdf.p <= MOST_LANES
        and len(kdf.salt) == SALT_BYTES
    ):
        raise UnreadableVaultError(
            "The vault's key file asks for what no version would have written.",
            "Go back to a backup of it, or:  closeness vault recover",
        )


def as_bytes(passphrase: str) -> bytes:
    """Give what of a passphrase counts: its form NFKC, so that every keyboard types the same.

    Raises:
        WrongUseError: The passphrase is empty, too long, or not valid Unicode.
    """
    try:
        secret = unicodedata.normalize("NFKC", passphrase).encode()
    except UnicodeEncodeError:
        raise WrongUseError("The passphrase is not valid Unicode.") from None
    if not secret or len(secret) > LONGEST:
        raise WrongUseError("A passphrase has at least one character, and at most some thousand.")
    return secret


def derive(passphrase: str, kdf: Kdf) -> bytes:
    """Make the key that a passphrase stands for.

    Raises:
        WrongUseError: The passphrase is empty, too long, or not valid Unicode.
        UnreadableVaultError: The setting is outside of the limits.
    """
    check(kdf)
    secret = as_bytes(passphrase)
    from cryptography.hazmat.primitives.kdf.argon2 import Argon2id  # slow to import

    maker = Argon2id(
        salt=kdf.salt,
        length=KEY_BYTES,
        iterations=kdf.t,
        lanes=kdf.p,
        memory_cost=kdf.m_kib,
    )
    try:
        return bytes(maker.derive(secret))
    except MemoryError:
        raise UnreadableVaultError(
            f"There is not enough memory to try a passphrase: it takes {kdf.m_kib // 1024} MiB.",
            "Close something else, then try again.",
        ) from None
