"""The keyring of the system, which may keep a secret that opens the vault, where that is wanted.

Four kinds alone are trusted with it, by their exact classes: the Secret Service, KWallet,
the Keychain of macOS, the Credential Manager of Windows. The library is never asked which one it
would take: with other packages installed that may be a plain file, and a file of settings or the
environment may name any class at all. None of these is even read here.
"""

from __future__ import annotations

from contextlib import closing, suppress
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from closeness_cli.errors import ClosenessError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from keyring.backend import KeyringBackend

T = TypeVar("T")

SECONDS = 30
"""How long a keyring may take: some ask in a window of their own, and some never answer."""

SECRET_BYTES = 32

INSTEAD = "Another way to bring the passphrase is CLOSENESS_PASSPHRASE_COMMAND."


class Place(NamedTuple):
    """Under which name a secret lies; whoever looks through the keyring sees it."""

    service: str
    account: str


def check_usable() -> None:
    """Look whether there is a keyring that can be trusted with a secret.

    Raises:
        ClosenessError: There is none, it is locked, or what speaks with it is not installed.
    """
    _in_time(_usable)


def keep(place: Place, secret: bytes) -> None:
    """Keep a secret in the place of the one there was, and read it again to be sure.

    Raises:
        ClosenessError: There is no keyring for it, or it did not take it.
    """

    def kept() -> bool:
        keyring = _usable()[0]
        keyring.set_password(*place, secret.hex())
        return _bytes(keyring.get_password(*place)) == secret

    if not _in_time(kept):
        raise _no_answer()


def read(place: Place, *, asks_nobody: bool = False) -> bytes | None:
    """Give a secret; nothing where there is none, or no keyring that gives it.

    Args:
        asks_nobody: Only a keyring is read that opens no window of its own.
    """

    def found() -> bytes | None:
        for keyring in _usable():
            if asks_nobody and _may_ask(keyring):
                continue
            with suppress(Exception):  # the next one may have it
                secret = _bytes(keyring.get_password(*place))
                if secret is not None:
                    return secret
        return None

    try:
        return _in_time(found)
    except ClosenessError:
        return None


def forget(place: Place) -> bool:
    """Remove a secret from wherever it is kept; says whether there was one.

    Raises:
        ClosenessError: No keyring could be asked, or one has it still.
    """

    def forgotten() -> bool:
        had = [one for one in _usable() if one.get_password(*place) is not None]
        for keyring in had:
            keyring.delete_password(*place)
            if keyring.get_password(*place) is not None:
                raise _no_answer()
        return bool(had)

    return _in_time(forgotten)


def trusted() -> tuple[type[KeyringBackend], ...]:
    """Give the classes that may keep a secret; that they are there does not say that they work.

    Raises:
        ClosenessError: The extra that brings them is not installed.
    """
    try:
        from keyring.backends.kwallet import DBusKeyring
        from keyring.backends.macOS import Keyring as Keychain
        from keyring.backends.SecretService import Keyring as SecretService
        from keyring.backends.Windows import WinVaultKeyring
    except ImportError:
        raise ClosenessError(
            "What speaks with the system's keyring is not installed.",
            "python -m pip install 'closeness-cli[keyring]'",
        ) from None
    return (SecretService, DBusKeyring, Keychain, WinVaultKeyring)


def _usable() -> list[KeyringBackend]:
    """Give the keyrings that can be asked; a new secret goes to the first."""
    working = list(_working())
    if not working:
        raise ClosenessError("This system has no keyring that is trusted here.", INSTEAD)
    usable = [one for one in working if _is_open(one)]
    if not usable:
        raise ClosenessError(
            "Your system's keyring is locked, or was never set up.",
            "Open it, for example by logging in at the desktop, then try again.",
        )
    return usable


def _working() -> Iterator[KeyringBackend]:
    for kind in trusted():
        if kind.viable:
            keyring = kind()
            # A variable of the environment can set anything here, also which keyring it is.
            for name in vars(keyring).keys() - {"handle"}:
                delattr(keyring, name)
            yield keyring


def _is_open(keyring: KeyringBackend) -> bool:
    """Whether the Secret Service gives its secrets without asking.

    It asks in a window, which over SSH nobody sees and nobody closes. The others see to that.
    """
    from keyring.backends.SecretService import Keyring as SecretService

    if type(keyring) is not SecretService:
        return True
    import secretstorage

    with suppress(Exception), closing(secretstorage.dbus_init()) as bus:  # it says no
        return not secretstorage.get_collection_by_alias(bus, "default").is_locked()
    return False


def _may_ask(keyring: KeyringBackend) -> bool:
    """Whether a keyring that can be used may still ask somebody before it gives a secret.

    KWallet and the Keychain may; Windows asks at the login alone, and for the Secret Service see
    `_is_open`.
    """
    from keyring.backends.SecretService import Keyring as SecretService
    from keyring.backends.Windows import WinVaultKeyring

    return type(keyring) not in {SecretService, WinVaultKeyring}


def _in_time(ask: Callable[[], T]) -> T:
    """Ask a keyring, for as long as that may take, and let its library say nothing by itself.

    Raises:
        ClosenessError: It did not answer, or failed.
    """
    import logging
    import warnings
    from threading import Thread

    answers: list[T] = []
    failures: list[ClosenessError] = []

    def run() -> None:
        try:
            answers.append(ask())
        except ClosenessError as error:
            failures.append(error)
        except Exception:  # noqa: BLE001 - each kind fails in its own library's way
            failures.append(_no_answer())

    logging.getLogger("keyring").setLevel(logging.CRITICAL + 1)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        thread = Thread(target=run, daemon=True)
        thread.start()
        thread.join(SECONDS)
    if answers:
        return answers[0]
    raise failures[0] if failures else _no_answer()


def _bytes(text: str | None) -> bytes | None:
    """Read a secret back; what is none was put there by somebody else."""
    try:
        secret = bytes.fromhex(text or "")
    except ValueError:
        return None
    return secret if len(secret) == SECRET_BYTES else None


def _no_answer() -> ClosenessError:
    return ClosenessError("Your system's keyring did not do what it was asked to.", INSTEAD)
