"""How hard a passphrase is to guess, by zxcvbn (Wheeler 2016, USENIX Security)."""

from __future__ import annotations

LONGEST_LOOKED_AT = 32
"""Characters that zxcvbn looks at; what follows only makes guessing harder.

Its time grows much faster than the length: with many digits and signs that may stand for letters,
72 characters take five seconds. Four common words already are hard to guess within these.
"""


def guesses_log10(passphrase: str) -> float:
    """Estimate how many guesses a passphrase takes, as a power of ten."""
    from zxcvbn import zxcvbn  # slow to import

    return float(zxcvbn(passphrase[:LONGEST_LOOKED_AT])["guesses_log10"])
