"""The kernel's keyring on Linux: it keeps a key in memory for a while, and then has forgotten it.

See keyrings(7), add_key(2) and keyctl(2). libc has no functions for these calls, so they are made
by number (asm/unistd.h); on a machine whose numbers are not listed there is no keyring.
"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from closeness_cli.errors import ClosenessError

if TYPE_CHECKING:
    import ctypes

_CALLS = {
    "x86_64": (248, 250),
    "aarch64": (217, 219),
    "riscv64": (217, 219),
    "loongarch64": (217, 219),
    "ppc64le": (269, 271),
    "s390x": (278, 280),
}
"""The numbers of add_key and keyctl for a machine."""

_SESSION = -3
_GET_KEYRING_ID, _SEARCH, _READ, _SET_TIMEOUT, _INVALIDATE = 0, 10, 11, 15, 21
_KEY_BYTES = 32


def keep(name: str, key: bytes, *, seconds: int) -> None:
    """Keep a key in this login's keyring until the time is over.

    Raises:
        ClosenessError: This system has no such keyring, or lets nobody use it.
    """
    libc = _libc()
    if libc is None:
        raise _no_keyring()
    # Asked for first: add_key alone would make a keyring that ends with this process.
    session = _keyctl(libc, _GET_KEYRING_ID, _SESSION, 0)
    add_key, _ = _CALLS[_machine()]
    serial = libc.syscall(add_key, b"user", name.encode(), key, len(key), session)
    if session < 0 or serial < 0:
        raise _no_keyring()
    if _keyctl(libc, _SET_TIMEOUT, serial, seconds) < 0:
        _keyctl(libc, _INVALIDATE, serial)
        raise _no_keyring()


def read(name: str) -> bytes | None:
    """Give the key that is kept under a name; nothing where there is none, or no longer."""
    import ctypes  # slow to import

    libc = _libc()
    serial = _found(libc, name)
    if libc is None or serial is None:
        return None
    buffer = ctypes.create_string_buffer(_KEY_BYTES)
    length = _keyctl(libc, _READ, serial, buffer, _KEY_BYTES)
    return buffer.raw if length == _KEY_BYTES else None


def forget(name: str) -> bool:
    """Forget the key that is kept under a name; says whether there was one."""
    libc = _libc()
    serial = _found(libc, name)
    if libc is None or serial is None:
        return False
    return _keyctl(libc, _INVALIDATE, serial) == 0


def _found(libc: ctypes.CDLL | None, name: str) -> int | None:
    if libc is None:
        return None
    serial = _keyctl(libc, _SEARCH, _SESSION, b"user", name.encode(), 0)
    return serial if serial > 0 else None


def _keyctl(libc: ctypes.CDLL, *given: object) -> int:
    import ctypes  # slow to import

    _, keyctl = _CALLS[_machine()]
    # As long, since a variadic function is told nothing about the width of what it gets.
    wide = (ctypes.c_long(one) if isinstance(one, int) else one for one in given)
    return int(libc.syscall(keyctl, *wide))


def _libc() -> ctypes.CDLL | None:
    if sys.platform != "linux" or _machine() not in _CALLS or sys.maxsize < 2**32:
        return None
    import ctypes  # slow to import

    libc = ctypes.CDLL(None)
    libc.syscall.restype = ctypes.c_long
    return libc


def _machine() -> str:
    import os

    return os.uname().machine


def _no_keyring() -> ClosenessError:
    return ClosenessError(
        "This system cannot keep a vault unlocked.",
        "The passphrase is asked for each time; CLOSENESS_PASSPHRASE_COMMAND can bring it.",
    )
