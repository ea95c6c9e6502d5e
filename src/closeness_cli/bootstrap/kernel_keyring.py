"""The kernel's keyring on Linux: it keeps a key in memory for a while, and then has forgotten it.

See keyrings(7), add_key(2) and keyctl(2). libc has no functions for these calls, so they are made
by number (asm/unistd.h); on a machine whose numbers are not listed there is no keyring.
"""

from __future__ import annotations

import sys

from closeness_cli.bootstrap.libc import call
from closeness_cli.errors import ClosenessError

_CALLS = {
    "x86_64": (248, 250),
    "aarch64": (217, 219),
    "riscv64": (217, 219),
    "loongarch64": (217, 219),
    "ppc64le": (269, 271),
    "s390x": (278, 280),
}
"""The numbers of add_key and keyctl for a machine."""

_ADD_KEY, _KEYCTL = 0, 1
"""Where each stands there."""

_SESSION = -3
_GET_KEYRING_ID, _SEARCH, _READ, _SET_TIMEOUT, _INVALIDATE = 0, 10, 11, 15, 21
_KEY_BYTES = 32


def keep(name: str, key: bytes, *, seconds: int) -> None:
    """Keep a key in this login's keyring until the time is over.

    Raises:
        ClosenessError: This system has no such keyring, or lets nobody use it.
    """
    # Asked for first: add_key alone would make a keyring that ends with this process.
    session = _keyctl(_GET_KEYRING_ID, _SESSION, 0)
    if session < 0:
        raise _no_keyring()
    serial = _syscall(_ADD_KEY, b"user", name.encode(), key, len(key), session)
    if serial < 0:
        raise _no_keyring()
    if _keyctl(_SET_TIMEOUT, serial, seconds) < 0:
        _keyctl(_INVALIDATE, serial)
        raise _no_keyring()


def read(name: str) -> bytes | None:
    """Give the key that is kept under a name; nothing where there is none, or no longer."""
    serial = _found(name)
    if serial is None:
        return None
    place = bytearray(_KEY_BYTES)
    length = _keyctl(_READ, serial, place, _KEY_BYTES)
    return bytes(place) if length == _KEY_BYTES else None


def forget(name: str) -> bool:
    """Forget the key that is kept under a name; says whether there was one."""
    serial = _found(name)
    return serial is not None and _keyctl(_INVALIDATE, serial) == 0


def _found(name: str) -> int | None:
    serial = _keyctl(_SEARCH, _SESSION, b"user", name.encode(), 0)
    return serial if serial > 0 else None


def _keyctl(*given: int | bytes | bytearray) -> int:
    return _syscall(_KEYCTL, *given)


def _syscall(which: int, *given: int | bytes | bytearray) -> int:
    """Make one of the two calls; negative where it is refused, or there is no such call here."""
    if sys.platform != "linux" or _machine() not in _CALLS or sys.maxsize < 2**32:
        return -1
    gave = call("syscall", _CALLS[_machine()][which], *given)
    return -1 if gave is None else gave


def _machine() -> str:
    import os

    return os.uname().machine


def _no_keyring() -> ClosenessError:
    return ClosenessError(
        "This system cannot keep a vault unlocked.",
        "The passphrase is asked for each time; CLOSENESS_PASSPHRASE_COMMAND can bring it.",
    )
