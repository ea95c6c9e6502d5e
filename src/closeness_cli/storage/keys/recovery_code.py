"""The recovery code: the data key itself, to be written on paper. It works without any file.

It is Crockford's base32 (crockford.com/base32.html), which leaves out letters that look like
others, in fourteen groups of four; its last 24 bits check the rest, so that a slip of the pen is
told from a code of another vault.
"""

from __future__ import annotations

from hashlib import sha256

from closeness_cli.errors import WrongUseError
from closeness_cli.storage.keys.kdf import KEY_BYTES

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
GROUP = 4
CHECK_BYTES = 3
LETTERS = (KEY_BYTES + CHECK_BYTES) * 8 // 5

_LOOKALIKES = str.maketrans({"O": "0", "I": "1", "L": "1"})


def recovery_code(data_key: bytes) -> str:
    """Write a data key as a recovery code."""
    number = int.from_bytes(data_key + _check(data_key))
    letters = "".join(ALPHABET[number >> 5 * at & 31] for at in reversed(range(LETTERS)))
    return " ".join(letters[at : at + GROUP] for at in range(0, LETTERS, GROUP))


def read_recovery_code(text: str) -> bytes:
    """Read a recovery code as people write it: in either case, with blanks or hyphens.

    Raises:
        WrongUseError: It is none; the sentence does not quote it.
    """
    letters = plain_letters(text)
    if len(letters) != LETTERS:
        raise WrongUseError(
            f"A recovery code has {LETTERS} letters and digits; this has {len(letters)}.",
            "They stand in fourteen groups of four.",
        )
    try:
        number = 0
        for letter in letters:
            number = number << 5 | ALPHABET.index(letter)
    except ValueError:
        raise _slip() from None
    code = number.to_bytes(KEY_BYTES + CHECK_BYTES)
    data_key = code[:KEY_BYTES]
    if code[KEY_BYTES:] != _check(data_key):
        raise _slip()
    return data_key


def last_group(code: str) -> str:
    """Give what a person types back to show that they have the code."""
    return code.rpartition(" ")[2]


def plain_letters(text: str) -> str:
    """Give what was typed as it is compared: O is 0, I and L are 1, and blanks are nothing."""
    return "".join(text.split()).replace("-", "").upper().translate(_LOOKALIKES)


def _check(data_key: bytes) -> bytes:
    return sha256(b"closeness recovery code\0" + data_key).digest()[:CHECK_BYTES]


def _slip() -> WrongUseError:
    return WrongUseError(
        "That is not a recovery code: at least one of its letters is another.",
        "O counts as 0, I and L as 1. Compare it group by group.",
    )
