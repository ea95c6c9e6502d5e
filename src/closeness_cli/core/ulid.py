"""Record ids: ULIDs, which sort by the millisecond they were made in.

Within a millisecond their order is chance, and clocks of two devices differ: what came first in
a vault is told by the `seq` of its rows, never by an id.
"""

from __future__ import annotations

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Crockford's base 32 (https://github.com/ulid/spec), without I, L, O and U."""

ENTROPY_BYTES = 10


def ulid(milliseconds: int, entropy: bytes) -> str:
    """Spell a ULID.

    Args:
        milliseconds: Since 1970-01-01 UTC, see `moment.milliseconds_of`; earlier moments count
            as 0, since the format has no sign.
        entropy: Exactly 10 bytes.
    """
    if len(entropy) != ENTROPY_BYTES:
        raise ValueError("a ULID takes exactly 10 bytes of entropy")
    number = (max(milliseconds, 0) << 80) | int.from_bytes(entropy, "big")
    return "".join(ALPHABET[(number >> shift) & 31] for shift in range(125, -1, -5))
