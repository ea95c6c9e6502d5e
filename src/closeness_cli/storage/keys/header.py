"""The header of an encrypted vault, `vault.key`: the data key, wrapped once for each passphrase.

It always has eight slots that look alike, and those that nobody uses are random bytes, so that
the file does not tell how many passphrases there are. A slot is `nonce | AES-256-GCM(payload)`
under the key that Argon2id makes of its passphrase. What stands beside the slots is bound to each
of them as associated data, so that nothing can be exchanged without a passphrase failing.

Which slots are in use is kept under the data key itself: whoever has that can read everything
anyway, and nobody else learns it.

A mark says that one slot is for the secret of a system's keyring; which one, only the data key
tells. Nothing vouches for the mark before the vault is open, and nothing depends on it: where it is
taken away, the passphrase is asked for, and where one is made up, the keyring is asked in vain, for
what it gives is only ever tried on the slots. A mark that fits no slot is none.
"""

from __future__ import annotations

import json
import os
from typing import TYPE_CHECKING, Any, NamedTuple

from closeness_cli.errors import UnreadableVaultError, WrongUseError
from closeness_cli.storage.keys.kdf import KEY_BYTES, Kdf, check, derive

if TYPE_CHECKING:
    from collections.abc import Sequence

FORMAT, VERSION = "closeness-vault", 1
SLOTS = 8
KIND_PASSPHRASE, KIND_KEYRING = 1, 2
"""What opens a slot: a passphrase, or the secret that a system's keyring keeps."""

NONCE, TAG = 12, 16
PAYLOAD = 64
"""Bytes of what a slot wraps: its kind, the data key, and room for later."""

SLOT_BYTES = NONCE + PAYLOAD + TAG
USED_BYTES = NONCE + 1 + TAG
LONGEST_FILE = 64 * 1024
USED, KEYRING = b"slots in use", b"slot of the keyring"
"""What is derived from the data key besides."""


class Header(NamedTuple):
    """What `vault.key` says.

    Args:
        vault_id: Which vault it belongs to.
        slots: Eight of the same size.
        used: Which slots are in use, under the data key.
        keyring: The mark of the slot that a system's keyring opens; empty where there is none.
    """

    vault_id: str
    kdf: Kdf
    slots: tuple[bytes, ...]
    used: bytes
    keyring: bytes = b""

    @property
    def has_keyring(self) -> bool:
        """Whether to look into the system's keyring for a secret."""
        return bool(self.keyring)


class Unlocked(NamedTuple):
    """What a passphrase gave: the data key, and the slot that it opened."""

    data_key: bytes
    slot: int


def new_data_key() -> bytes:
    """Make the key that a vault's file is encrypted with."""
    return os.urandom(KEY_BYTES)


def make_header(vault_id: str, data_key: bytes, passphrase: str, kdf: Kdf) -> Header:
    """Make the header of a vault with one passphrase."""
    slot = _any_of(range(SLOTS))
    slots = [os.urandom(SLOT_BYTES) for _ in range(SLOTS)]
    empty = Header(vault_id, kdf, tuple(slots), b"")
    slots[slot] = _wrapped(empty, derive(passphrase, kdf), KIND_PASSPHRASE, data_key)
    return empty._replace(slots=tuple(slots), used=_sealed(vault_id, data_key, {slot}))


def unlock(header: Header, passphrase: str) -> Unlocked | None:
    """Try a passphrase: one derivation, then each slot. Nothing where it opens none."""
    return _opened(header, derive(passphrase, header.kdf), KIND_PASSPHRASE)


def unlock_with_secret(header: Header, secret: bytes) -> Unlocked | None:
    """Try the secret of a system's keyring; nothing where it opens none."""
    return _opened(header, secret, KIND_KEYRING)


def with_another(header: Header, data_key: bytes, passphrase: str) -> Header:
    """Add a passphrase in a slot that nobody uses.

    Raises:
        WrongUseError: All eight are in use, or it opens the vault already.
    """
    key = derive(passphrase, header.kdf)
    if _opened(header, key, KIND_PASSPHRASE) is not None:  # and would, once the other is changed
        raise WrongUseError("That passphrase opens this vault already, so nothing was changed.")
    return _filled(header, data_key, key, KIND_PASSPHRASE)[0]


def with_secret(header: Header, data_key: bytes, secret: bytes) -> Header:
    """Let the secret of a system's keyring open the vault too, in the place of an earlier one.

    Raises:
        WrongUseError: All eight slots are in use.
    """
    filled, slot = _filled(without_secret(header, data_key), data_key, secret, KIND_KEYRING)
    return filled._replace(keyring=_mark(data_key, filled.slots[slot]))


def without_secret(header: Header, data_key: bytes) -> Header:
    """Let no system's keyring open the vault any more."""
    slot = keyring_slot(header, data_key)
    if slot is None:
        return header._replace(keyring=b"")
    slots = list(header.slots)
    slots[slot] = os.urandom(SLOT_BYTES)
    used = slots_used(header, data_key) - {slot}
    return header._replace(
        slots=tuple(slots), used=_sealed(header.vault_id, data_key, used), keyring=b""
    )


def keyring_slot(header: Header, data_key: bytes) -> int | None:
    """Say which slot the secret of a system's keyring opens; absent where none does."""
    if header.has_keyring:
        for number, slot in enumerate(header.slots):
            if _mark(data_key, slot) == header.keyring:
                return number
    return None


def with_changed(header: Header, unlocked: Unlocked, passphrase: str, kdf: Kdf) -> Header:
    """Put another passphrase in the place of the one that opened a slot.

    Where it is the only one, all is made anew, the salt too; else the others stay as they are.
    """
    if slots_used(header, unlocked.data_key) <= {unlocked.slot}:
        return make_header(header.vault_id, unlocked.data_key, passphrase, kdf)
    key = derive(passphrase, header.kdf)
    slots = list(header.slots)
    slots[unlocked.slot] = _wrapped(header, key, KIND_PASSPHRASE, unlocked.data_key)
    return header._replace(slots=tuple(slots))


def slots_used(header: Header, data_key: bytes) -> set[int]:
    """Say which slots are in use."""
    from cryptography.exceptions import InvalidTag  # slow to import

    nonce, sealed = header.used[:NONCE], header.used[NONCE:]
    try:
        [bits] = _cipher(_derived(data_key, USED)).decrypt(nonce, sealed, header.vault_id.encode())
    except InvalidTag:
        raise damaged_header() from None
    return {slot for slot in range(SLOTS) if bits >> slot & 1}


def header_as_text(header: Header) -> str:
    """Write a header as JSON."""
    kdf = header.kdf
    said: dict[str, Any] = {
        "format": FORMAT,
        "version": VERSION,
        "vault_id": header.vault_id,
        "kdf": {
            "name": "argon2id",
            "m_kib": kdf.m_kib,
            "t": kdf.t,
            "p": kdf.p,
            "salt": _text(kdf.salt),
        },
        "slots": [_text(slot) for slot in header.slots],
        "used": _text(header.used),
    }
    if header.has_keyring:
        said["keyring"] = _text(header.keyring)
    return json.dumps(said, indent=1) + "\n"


def header_from_text(text: bytes) -> Header:
    """Read a header, and trust nothing in it.

    Raises:
        UnreadableVaultError: It is damaged, or from a newer closeness.
    """
    try:
        if len(text) > LONGEST_FILE:
            raise damaged_header()
        said: dict[str, Any] = json.loads(text)
        if said["format"] != FORMAT:
            raise damaged_header()
        if type(said["version"]) is int and said["version"] > VERSION:
            raise UnreadableVaultError(
                "A newer version wrote the vault's key file.", "Update the program, then try again."
            )
        kdf = said["kdf"]
        header = Header(
            vault_id=said["vault_id"],
            kdf=Kdf(
                _number(kdf["m_kib"]), _number(kdf["t"]), _number(kdf["p"]), _bytes(kdf["salt"])
            ),
            slots=tuple(_bytes(slot) for slot in said["slots"]),
            used=_bytes(said["used"]),
            keyring=_bytes(said.get("keyring", "")),
        )
        is_right = (
            said["version"] == VERSION
            and kdf["name"] == "argon2id"
            and 0 < len(header.vault_id.encode()) <= KEY_BYTES
            and [len(slot) for slot in header.slots] == [SLOT_BYTES] * SLOTS
            and len(header.used) == USED_BYTES
            and len(header.keyring) in (0, KEY_BYTES)
        )
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        raise damaged_header() from None
    if not is_right:
        raise damaged_header()
    check(header.kdf)
    return header


def damaged_header() -> UnreadableVaultError:
    """Make the error that says that a key file cannot have been written by this program."""
    return UnreadableVaultError(
        "The vault's key file is damaged.",
        "Go back to a backup of it; with the recovery code:  closeness vault recover",
    )


def _filled(header: Header, data_key: bytes, key: bytes, kind: int) -> tuple[Header, int]:
    used = slots_used(header, data_key)
    free = sorted(set(range(SLOTS)) - used)
    if not free:
        raise WrongUseError(
            f"There are {SLOTS} ways into this vault already, and no more fit.",
            "closeness vault rekey leaves one.",
        )
    slot = _any_of(free)
    slots = list(header.slots)
    slots[slot] = _wrapped(header, key, kind, data_key)
    used_now = _sealed(header.vault_id, data_key, {*used, slot})
    return header._replace(slots=tuple(slots), used=used_now), slot


def _opened(header: Header, key: bytes, kind: int) -> Unlocked | None:
    from cryptography.exceptions import InvalidTag  # slow to import

    cipher, bound = _cipher(key), _bound(header)
    for number, slot in enumerate(header.slots):
        try:
            payload = cipher.decrypt(slot[:NONCE], slot[NONCE:], bound)
        except InvalidTag:
            continue
        if payload[0] == kind:
            return Unlocked(payload[1 : 1 + KEY_BYTES], number)
    return None


def _wrapped(header: Header, key: bytes, kind: int, data_key: bytes) -> bytes:
    payload = bytes([kind]) + data_key
    nonce = os.urandom(NONCE)
    sealed = _cipher(key).encrypt(nonce, payload.ljust(PAYLOAD, b"\0"), _bound(header))
    return nonce + bytes(sealed)


def _sealed(vault_id: str, data_key: bytes, used: set[int]) -> bytes:
    nonce = os.urandom(NONCE)
    bits = bytes([sum(1 << slot for slot in used)])
    return nonce + bytes(_cipher(_derived(data_key, USED)).encrypt(nonce, bits, vault_id.encode()))


def _mark(data_key: bytes, slot: bytes) -> bytes:
    """Mark a slot so that only the data key finds it; as soon as it holds another, none fits."""
    return _derived(data_key, KEYRING + slot)


def _derived(data_key: bytes, purpose: bytes) -> bytes:
    """Derive a key of its own from the data key, which is used for the file alone."""
    from cryptography.hazmat.primitives.hashes import SHA256  # slow to import
    from cryptography.hazmat.primitives.kdf.hkdf import HKDF

    return bytes(HKDF(SHA256(), KEY_BYTES, salt=None, info=purpose).derive(data_key))


def _cipher(key: bytes) -> Any:  # noqa: ANN401 - imported only when it is needed
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM  # slow to import

    return AESGCM(key)


def _bound(header: Header) -> bytes:
    """Give what each slot vouches for: everything that stays when slots change."""
    kdf = header.kdf
    said = [FORMAT, VERSION, header.vault_id, "argon2id", kdf.m_kib, kdf.t, kdf.p, _text(kdf.salt)]
    return json.dumps(said).encode()


def _any_of(slots: Sequence[int]) -> int:
    """Choose at random, so that the place of a slot tells nothing either."""
    return slots[int.from_bytes(os.urandom(8)) % len(slots)]


def _text(value: bytes) -> str:
    from base64 import b64encode

    return b64encode(value).decode("ascii")


def _bytes(value: str) -> bytes:
    from base64 import b64decode

    return b64decode(value, validate=True)


def _number(value: object) -> int:
    if type(value) is not int:
        raise ValueError
    return value
