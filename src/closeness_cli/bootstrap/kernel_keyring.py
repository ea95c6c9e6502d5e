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

_PROCESS, _SESSION = -2, -3
_GET_KEYRING_ID, _SETPERM, _LINK, _SEARCH, _READ = 0, 5, 8, 10, 11
_SET_TIMEOUT, _INVALIDATE = 15, 21

_RIGHTS = 0x3F090000
"""This login may do anything with a key; others of the account see its name, and can end it."""

_ALL_KEYS = "/proc/keys"
"""What there is in all logins of the account (proc_keys(5)); some containers hide it."""

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
    # At first it ends with this process, so that at no moment there is one without an end.
    serial = _syscall(_ADD_KEY, b"user", name.encode(), key, len(key), _PROCESS)
    if serial < 0:
        raise _no_keyring()
    done = (
        _keyctl(what, serial, value) >= 0
        for what, value in ((_SET_TIMEOUT, seconds), (_SETPERM, _RIGHTS), (_LINK, session))
    )
    if not all(done):
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
    """Forget the key that is kept under a name, here and in other logins; says if there was one."""
    own = _found(name)
    serials = {*_in_all_logins(name), *([] if own is None else [own])}
    return 0 in {_keyctl(_INVALIDATE, serial) for serial in serials}


def _found(name: str) -> int | None:
    serial = _keyctl(_SEARCH, _SESSION, b"user", name.encode(), 0)
    return serial if serial > 0 else None


def _in_all_logins(name: str) -> list[int]:
    try:
        with open(_ALL_KEYS, encoding="utf-8", errors="replace") as file:  # noqa: PTH123 - no file
            lines = [line.split(maxsplit=8) for line in file]
    except OSError:
        return []
    return [int(line[0], 16) for line in lines if line[8:] and line[8].startswith(f"{name}: ")]


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
