"""How hard a passphrase is to guess, by zxcvbn (Wheeler 2016, USENIX Security)."""

from __future__ import annotations

LONGEST_LOOKED_AT = 72
"""Characters that zxcvbn looks at; what follows only makes guessing harder."""


def guesses_log10(passphrase: str) -> float:
    """Estimate how many guesses a passphrase takes, as a power of ten."""
    from zxcvbn import zxcvbn  # slow to import

    return float(zxcvbn(passphrase[:LONGEST_LOOKED_AT])["guesses_log10"])
