"""Opening the vault: which key it has, and where that comes from."""

from __future__ import annotations

from typing import TYPE_CHECKING

from closeness_cli.errors import StorageFailedError, UnreadableVaultError, VaultLockedError

if TYPE_CHECKING:
    from closeness_cli.bootstrap.app import App
    from closeness_cli.bootstrap.passphrases import Passphrases
    from closeness_cli.storage.connection import Connection
    from closeness_cli.storage.keys.header import Header, Unlocked


class Unlocking:
    """Opens the vault as often as it is needed, and asks for its passphrase once.

    The key lives here, and in no file, argument or environment.
    """

    def __init__(self, made: App) -> None:
        self._made = made
        self._key: bytes | None = None
        self._is_known = False
        self._salt: bytes | None = None
        self._passphrases: Passphrases | None = None

    @property
    def key(self) -> bytes | None:
        """The data key of the vault that was opened or made; absent for a plain one."""
        return self._key

    @property
    def passphrases(self) -> Passphrases:
        """Where passphrases come from."""
        if self._passphrases is None:
            from closeness_cli.bootstrap.passphrases import passphrases_of  # not for a plain vault

            self._passphrases = passphrases_of(self._made)
        return self._passphrases

    def remember(self, key: bytes | None) -> None:
        """Open the vault with this key from now on."""
        self._key, self._is_known = key, True

    def open(self, *, busy_seconds: float | None = None) -> Connection:
        """Open the vault.

        Args:
            busy_seconds: How long to wait for another process that is writing.

        Raises:
            VaultLockedError: What was given does not open it.
            NeedsTerminalError: There is nobody to ask for its passphrase.
            UnreadableVaultError: It is damaged, exchanged, newer, or no vault.
        """
        from closeness_cli.storage.connection import BUSY_SECONDS
        from closeness_cli.storage.encryption import tidy

        seconds = BUSY_SECONDS if busy_seconds is None else busy_seconds
        connection = None if self._is_known else self._opened_with_kept_key(seconds)
        if connection is None:
            connection = self._opened(seconds)
        tidy(connection, self._made.paths)
        return connection

    def needs_somebody(self) -> bool:
        """Say whether somebody would be asked for a passphrase, or a program that may ask them.

        Whatever opens the vault without that is found here, so that `open` asks nobody then.

        Raises:
            UnreadableVaultError: It is damaged, exchanged, newer, or no vault.
            StorageFailedError: It cannot be reached, or another process is writing.
        """
        if self._is_known or self._made.choices.passphrase_fd is not None:
            return False
        from closeness_cli.storage.connection import BUSY_SECONDS

        connection = self._opened_with_kept_key(BUSY_SECONDS)
        if connection is not None:
            connection.close()
        else:
            self._find_key(asks_nobody=True)
        return not self._is_known

    def unlock(self) -> tuple[Header, Unlocked, str]:
        """Take the passphrase itself, also where the key is known without it.

        Returns:
            The header, what the passphrase opened in it, and the passphrase.

        Raises:
            VaultLockedError: It does not open the vault.
            NeedsTerminalError: There is nobody to ask.
        """
        header = self.header()
        unlocked, passphrase = self._tried(header)
        self.remember(unlocked.data_key)
        return header, unlocked, passphrase

    def header(self) -> Header:
        """Read the header of the encrypted vault, which is not open yet.

        Raises:
            NotFoundError: There is no vault.
            WrongUseError: The vault is not encrypted.
            UnreadableVaultError: There is none, or the vault's file is empty.
        """
        from closeness_cli.errors import NotFoundError, WrongUseError
        from closeness_cli.presentation.vault_words import NOT_ENCRYPTED
        from closeness_cli.storage.keys.key_files import lock_of

        if not self._made.has_vault:
            raise NotFoundError("There is no vault here yet.", "Name another with --vault PATH.")
        lock = lock_of(self._made.paths)
        if not lock.is_encrypted:
            if self.is_encrypted() is None:
                from closeness_cli.storage.vault import open_vault

                open_vault(self._made.paths).close()  # an empty file is not a plain vault
            raise WrongUseError(NOT_ENCRYPTED, "To lock it:  closeness vault encrypt")
        if lock.header is None:
            raise _no_header()
        return lock.header

    def is_encrypted(self) -> bool | None:
        """Say whether the vault is encrypted, without opening it; absent where none is seen."""
        from closeness_cli.storage.keys.key_files import PLAIN, salt_of

        try:
            salt = salt_of(self._made.paths.database)
        except StorageFailedError:
            return None
        return salt != PLAIN if salt else None

    def key_of(self, header: Header) -> bytes:
        """Find the key of another file with a header of its own, as a backup is.

        Raises:
            VaultLockedError: What was given does not open it.
            NeedsTerminalError: There is nobody to ask.
        """
        return self._tried(header)[0].data_key

    def _opened(self, seconds: float) -> Connection:
        from closeness_cli.storage.keys.key_files import salt_of
        from closeness_cli.storage.vault import open_vault

        if self._is_known:
            return open_vault(self._made.paths, self._key, busy_seconds=seconds)
        self._find_key()
        try:
            return open_vault(self._made.paths, self._key, busy_seconds=seconds)
        except (UnreadableVaultError, VaultLockedError):
            if salt_of(self._made.paths.database) == self._salt:
                raise
            raise StorageFailedError(
                "Another process changed the vault meanwhile.", "Try again; nothing was saved."
            ) from None

    def _find_key(self, *, asks_nobody: bool = False) -> None:
        from closeness_cli.storage.keys.key_files import lock_of

        lock = lock_of(self._made.paths)
        if not lock.is_encrypted:
            self.remember(None)
        elif lock.header is None:
            raise _no_header()
        else:
            key = self._key_from_system(lock.header, asks_nobody=asks_nobody)
            if key is None and not asks_nobody:
                key = self._tried(lock.header)[0].data_key
            if key is not None:
                self.remember(key)

    def _key_from_system(self, header: Header, *, asks_nobody: bool) -> bytes | None:
        """Find the key through the system's keyring, where it was told to, and nothing else was."""
        if not header.has_keyring or self.passphrases.are_brought:
            return None
        from closeness_cli.bootstrap.staying_unlocked import key_from_keyring  # slow to import

        return key_from_keyring(self._made, header, asks_nobody=asks_nobody)

    def _opened_with_kept_key(self, seconds: float) -> Connection | None:
        """Open the vault with the key that `vault unlock` left with the kernel, if there is one."""
        from closeness_cli.storage.keys.key_files import PLAIN, salt_of
        from closeness_cli.storage.vault import open_vault

        self._salt = salt = salt_of(self._made.paths.database)
        if salt == PLAIN:
            return None
        from closeness_cli.bootstrap import kernel_keyring  # not for a plain vault

        key = kernel_keyring.read(name_of(salt))
        if key is None:
            return None
        try:
            connection = open_vault(self._made.paths, key, busy_seconds=seconds)
        except VaultLockedError:
            return None  # somebody else put it there
        self.remember(key)
        return connection

    def _tried(self, header: Header) -> tuple[Unlocked, str]:
        from closeness_cli.presentation.vault_words import DOES_NOT_OPEN
        from closeness_cli.storage.keys.header import unlock

        for passphrase in self.passphrases.tries():
            unlocked = unlock(header, passphrase) if passphrase else None
            if unlocked is not None:
                return unlocked, passphrase
        raise VaultLockedError(DOES_NOT_OPEN, "Forgotten?  closeness vault recover")


def name_of(salt: bytes) -> str:
    """Name the key of a vault's file in a keyring, where others of this login see the name."""
    return f"key:{salt.hex()}"


def _no_header() -> UnreadableVaultError:
    return UnreadableVaultError(
        "The file is not a vault that can be read without a key.",
        "Put its vault.key back beside it, or name another with --vault PATH; with a recovery "
        "code:  closeness vault recover",
    )
