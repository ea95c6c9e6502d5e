"""What opens the vault without asking, where that is wanted: the keyrings of kernel and system."""

from __future__ import annotations

import os
from contextlib import closing, suppress
from typing import TYPE_CHECKING

from closeness_cli.errors import ClosenessError

if TYPE_CHECKING:
    from closeness_cli.bootstrap.app import App
    from closeness_cli.bootstrap.system_keyring import Place
    from closeness_cli.storage.keys.header import Header


def keep_unlocked(made: App, seconds: int) -> None:
    """Let the kernel keep the key for a while, so that commands meanwhile do not ask.

    Raises:
        ClosenessError: This system's kernel does not do that.
    """
    from closeness_cli.bootstrap import kernel_keyring
    from closeness_cli.bootstrap.unlocking import name_of
    from closeness_cli.storage.keys.key_files import salt_from

    _, unlocked, _ = made.unlocking.unlock()
    salt = salt_from(made.stores.connection)  # opens it, so it is the right key
    kernel_keyring.keep(name_of(salt), unlocked.data_key, seconds=seconds)


def let_keyring_open(made: App) -> None:
    """Let the system's keyring keep a secret that opens the vault, from now on.

    The secret is random and opens a slot of its own, so that the keyring knows neither the
    passphrase nor the key. A second one takes the place of the first.

    Raises:
        ClosenessError: There is no keyring that can be trusted with it; nothing was changed.
    """
    from closeness_cli.bootstrap import system_keyring
    from closeness_cli.storage.keys.header import with_secret
    from closeness_cli.storage.keys.key_files import change_header

    place = _place_of(made, made.unlocking.header())
    system_keyring.check_usable()  # before anybody types a passphrase in vain
    _, unlocked, _ = made.unlocking.unlock()
    connection = made.stores.connection  # opens it, so it is the right key
    secret = os.urandom(system_keyring.SECRET_BYTES)
    try:
        system_keyring.keep(place, secret)
        change_header(
            connection,
            made.paths,
            lambda present: with_secret(present, unlocked.data_key, secret),
        )
    except ClosenessError:
        with suppress(ClosenessError):  # without a slot it opens nothing
            system_keyring.forget(place)
        raise


def key_from_keyring(made: App, header: Header, *, asks_nobody: bool = False) -> bytes | None:
    """Give the data key, where the system's keyring has what opens it; nothing where not.

    Args:
        asks_nobody: Only a keyring is read that opens no window of its own.
    """
    from closeness_cli.bootstrap import system_keyring
    from closeness_cli.storage.keys.header import unlock_with_secret

    secret = system_keyring.read(_place_of(made, header), asks_nobody=asks_nobody)
    unlocked = None if secret is None else unlock_with_secret(header, secret)
    return None if unlocked is None else unlocked.data_key


def lock(made: App) -> bool:
    """Let the kernel and the system's keyring open the vault no longer.

    Returns:
        Whether that is certain; it is not where this keyring has nothing for the vault, and so
        another computer's may have it.

    Raises:
        ClosenessError: The system's keyring could not be asked, and may open it still.
    """
    from closeness_cli.bootstrap import system_keyring

    if made.unlocking.is_encrypted():  # first, as the header may be gone or damaged
        forget_in_kernel(made)
    header = made.unlocking.header()  # says where there is nothing to lock
    if not header.has_keyring:
        return True
    with suppress(ClosenessError):  # without its secret nobody opens the slot anyway
        _free_slot(made, header)
    try:
        return system_keyring.forget(_place_of(made, header))
    except ClosenessError:
        raise ClosenessError(
            "Your system's keyring could not be asked, so it may open this vault still.",
            "Open the keyring and try again; without it:  closeness vault rekey",
        ) from None


def forget_all(made: App) -> None:
    """Let both keyrings forget a vault that is to go, as far as they can be asked."""
    with suppress(ClosenessError):
        forget_in_kernel(made)
    with suppress(ClosenessError):  # there is no header that names it
        forget_secret(made, made.unlocking.header())


def forget_in_kernel(made: App) -> None:
    """Let the kernel forget the key of the vault's file, which is not open."""
    from closeness_cli.bootstrap import kernel_keyring
    from closeness_cli.bootstrap.unlocking import name_of
    from closeness_cli.storage.keys.key_files import salt_of

    kernel_keyring.forget(name_of(salt_of(made.paths.database)))


def forget_secret(made: App, header: Header) -> None:
    """Let the system's keyring forget the secret of a header that has ended, as far as it can."""
    if header.has_keyring:
        from closeness_cli.bootstrap import system_keyring

        with suppress(ClosenessError):
            system_keyring.forget(_place_of(made, header))


def _free_slot(made: App, header: Header) -> None:
    from closeness_cli.storage.keys.header import without_secret
    from closeness_cli.storage.keys.key_files import change_header

    key = key_from_keyring(made, header)
    if key is not None:
        made.unlocking.remember(key)
        with closing(made.unlocking.open()) as connection:
            change_header(connection, made.paths, lambda present: without_secret(present, key))


def _place_of(made: App, header: Header) -> Place:
    """Name the secret of a vault in the keyring: as discreetly as its folder, and by its id."""
    from closeness_cli.bootstrap.system_keyring import Place
    from closeness_cli.storage.paths import folder_name

    return Place(folder_name(made.environment), header.vault_id)
