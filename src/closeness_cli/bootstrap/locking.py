"""Passphrases, keys and recovery codes of the vault: making, changing and giving them up."""

from __future__ import annotations

from typing import TYPE_CHECKING

from closeness_cli.errors import (
    ChangedMeanwhileError,
    NeedsTerminalError,
    NotFoundError,
    UnreadableVaultError,
    VaultLockedError,
    WrongUseError,
)
from closeness_cli.presentation import vault_words as words

if TYPE_CHECKING:
    from collections.abc import Callable

    from closeness_cli.bootstrap.app import App
    from closeness_cli.storage.connection import Connection
    from closeness_cli.storage.keys.header import Header

ROW = 4 * 5
"""Characters of a recovery code that stand in one row."""


def choose_lock(made: App) -> str | None:
    """Ask what is to lock a new vault: a passphrase, or nothing where that was chosen.

    Raises:
        NeedsTerminalError: There is nobody to ask, and nothing was said.
        UnreadableVaultError: An encrypted vault was here, and only its key is left.
    """
    from closeness_cli.storage.vault import check_none_is_gone

    check_none_is_gone(made.paths)
    if made.unlocking.passphrases.has_descriptor:
        return made.unlocking.passphrases.new()
    if not made.terminal.can_hide:
        raise NeedsTerminalError(
            "A new vault gets a passphrase, unless you say no, and there is no terminal to ask.",
            "closeness vault create --passphrase-fd N  or  closeness vault create --no-encryption",
        )
    if not made.terminal.is_there:  # a pipe leaves room for a passphrase alone
        made.screen.aside(words.LOCK_BESIDE_A_PIPE)
    elif made.terminal.choose(words.LOCK_QUESTION, words.LOCKS) != 0:
        return None
    return made.unlocking.passphrases.new()


def make_vault(
    made: App, passphrase: str | None, *, fill: Callable[[Connection], None] | None = None
) -> bool:
    """Make a vault, encrypted or plain; says whether it was this call that made it.

    Args:
        passphrase: What locks it; without one it is a plain file, and its owner chose that.
        fill: Puts something in before anyone can see the vault; where it raises, there is none.
    """
    from closeness_cli.storage.vault import create_vault

    if passphrase is None:
        return create_vault(made.paths, ids=made.ids, fill=lambda one: _fill_plain(one, fill))
    from closeness_cli.storage.keys.header import new_data_key

    key = new_data_key()
    created = create_vault(
        made.paths, ids=made.ids, key=key, header=_header(key, passphrase), fill=fill
    )
    if created:
        made.unlocking.remember(key)
    return created


def _fill_plain(connection: Connection, fill: Callable[[Connection], None] | None) -> None:
    from closeness_cli.storage.notices import Notices

    Notices(connection).first_time(words.OFFERED)
    if fill is not None:
        fill(connection)


def change_passphrase(made: App) -> None:
    """Put a new passphrase in the place of the one that is given."""
    from closeness_cli.storage.keys.header import with_changed
    from closeness_cli.storage.keys.kdf import fitting

    header, unlocked, _ = made.unlocking.unlock()
    new = made.unlocking.passphrases.new()
    _change(made, header, lambda present: with_changed(present, unlocked, new, fitting()))


def add_passphrase(made: App) -> None:
    """Let another passphrase open the vault too."""
    from closeness_cli.storage.keys.header import with_another

    header, unlocked, _ = made.unlocking.unlock()
    new = made.unlocking.passphrases.new()
    _change(made, header, lambda present: with_another(present, unlocked.data_key, new))


def rekey(made: App) -> bool:
    """Give the vault a new key, which only the passphrase that is given opens.

    Returns:
        Whether it was done; where there are other passphrases, that is asked first.
    """
    from closeness_cli.bootstrap.safekeeping import back_up_before
    from closeness_cli.bootstrap.staying_unlocked import forget_in_kernel
    from closeness_cli.storage.backups import Reason
    from closeness_cli.storage.encryption import change_key
    from closeness_cli.storage.keys.header import keyring_slot, new_data_key, slots_used
    from closeness_cli.storage.keys.key_files import read_header, salt_of

    header, unlocked, passphrase = made.unlocking.unlock()
    own = {unlocked.slot, keyring_slot(header, unlocked.data_key)}
    others = slots_used(header, unlocked.data_key) - own
    if others and not _agreed(made, words.REKEY_QUESTION):
        return False
    back_up_before(made, Reason.REKEY)
    made.close()
    forget_in_kernel(made)
    key, salt = new_data_key(), salt_of(made.paths.database)

    def anew(vault_id: str) -> Header:
        if read_header(made.paths, salt) != header:  # a new passphrase would end unasked
            raise _changed_meanwhile()
        return _header(key, passphrase)(vault_id)

    change_key(made.paths, unlocked.data_key, key, ids=made.ids, header=anew)
    made.unlocking.remember(key)
    _end_keyring(made, header)
    return True


def encrypt(made: App) -> bool:
    """Encrypt a plain vault; says whether there were plain backups, which are removed then.

    Raises:
        WrongUseError: It is encrypted already.
    """
    from closeness_cli.storage.encryption import change_key, remove_plain_backups
    from closeness_cli.storage.keys.header import new_data_key
    from closeness_cli.storage.keys.key_files import lock_of

    _check_there(made)
    if lock_of(made.paths).is_encrypted:
        raise WrongUseError(
            "This vault is encrypted already.", "Another passphrase:  closeness vault passphrase"
        )
    passphrase = made.unlocking.passphrases.new()
    made.close()
    key = new_data_key()
    change_key(made.paths, None, key, ids=made.ids, header=_header(key, passphrase))
    made.unlocking.remember(key)
    return remove_plain_backups(made.paths)


def decrypt(made: App) -> bool:
    """Write the vault as a plain file, once that was agreed to."""
    from closeness_cli.bootstrap.staying_unlocked import forget_in_kernel, forget_secret
    from closeness_cli.storage.encryption import change_key

    header, unlocked, _ = made.unlocking.unlock()
    if not _agreed(made, words.DECRYPT_QUESTION):
        return False
    made.close()
    forget_in_kernel(made)
    change_key(made.paths, unlocked.data_key, None, ids=made.ids)
    made.unlocking.remember(None)
    forget_secret(made, header)
    return True


def recover(made: App, code_fd: str | None) -> bool:
    """Set a new passphrase with the recovery code, with or without a header.

    Returns:
        Whether a code was given.

    Raises:
        WrongUseError: It is no recovery code, or the vault is not encrypted.
        VaultLockedError: It is the code of another vault, or of another time.
    """
    from closeness_cli.storage.keys.header import make_header
    from closeness_cli.storage.keys.kdf import fitting
    from closeness_cli.storage.keys.key_files import (
        PLAIN,
        read_header,
        salt_from,
        salt_of,
        save_header,
        settle,
    )
    from closeness_cli.storage.vault import vault_id_of

    _check_there(made)
    if salt_of(made.paths.database) == PLAIN:
        raise WrongUseError(words.NOT_ENCRYPTED)
    key = _recovered_key(made, code_fd)
    if key is None:
        return False
    made.unlocking.remember(key)
    try:
        connection = made.stores.connection
    except VaultLockedError:
        raise VaultLockedError(
            "That code is of another vault, or of this one before it got a new key.",
            "Look for a newer one.",
        ) from None
    passphrase = made.unlocking.passphrases.new()
    header = make_header(vault_id_of(connection), key, passphrase, fitting())
    with connection.writing():
        salt = salt_from(connection)
        try:
            old = read_header(made.paths, salt)
        except UnreadableVaultError:  # the code is what helps then
            old = None
        settle(made.paths, salt)
        save_header(made.paths, header)
    if old is not None:
        _end_keyring(made, old)
    return True


def offer_recovery_code(made: App) -> None:
    """Show the recovery code once to a person who typed a passphrase; declining it is fine."""
    key = made.unlocking.key
    if key is None or made.unlocking.passphrases.has_descriptor or not made.terminal.is_there:
        return
    from closeness_cli.storage.keys.recovery_code import last_group, plain_letters, recovery_code

    code = recovery_code(key)
    last = last_group(code)

    def read(line: str) -> bool:
        if plain_letters(line) != last:
            raise WrongUseError(words.WRONG_GROUP)
        return True

    rows = [code[at : at + ROW].strip() for at in range(0, len(code), ROW)]
    shown = [(str(number), row) for number, row in enumerate(rows, start=1)]
    try:
        is_kept = made.terminal.ask_line(
            words.RECOVERY_QUESTION, shown, read, sure=words.RECOVERY_SURE
        )
    except KeyboardInterrupt:  # the vault is made, whatever becomes of this
        is_kept = None
    made.screen.note(words.RECOVERY_KEPT if is_kept else words.RECOVERY_DECLINED)


def tell_new_vault(made: App) -> None:
    """Say where a new vault is and offer the recovery code of an encrypted one, where none was yet.

    Done before something is asked, else last, so that words that were given are kept by then.
    """
    if not made.has_news:
        return
    from closeness_cli.storage.checks import synced_folder  # once for a vault

    made.has_news = False
    is_encrypted = made.unlocking.key is not None
    folder = made.paths.folder
    made.screen.note_new_vault(folder, is_encrypted=is_encrypted, synced_by=synced_folder(folder))
    if is_encrypted:
        offer_recovery_code(made)


def offer_encryption(made: App) -> None:
    """Say once that a plain vault can be encrypted, to a person who was not asked before."""
    is_known = made.stores.notices.is_known(words.OFFERED)  # opens the vault, so its key is known
    if not is_known and made.unlocking.key is None and made.remember_telling(words.OFFERED):
        made.screen.note(words.OFFER_ENCRYPTION)


def _recovered_key(made: App, code_fd: str | None) -> bytes | None:
    from closeness_cli.bootstrap.passphrases import line_of, read_descriptor
    from closeness_cli.storage.keys.recovery_code import read_recovery_code

    if code_fd is not None:
        return read_recovery_code(line_of(read_descriptor(code_fd, "--code-fd")))
    if not made.terminal.is_there:
        raise NeedsTerminalError(
            "There is no terminal to ask for the recovery code.",
            "Give it with --code-fd N, and the new passphrase with --passphrase-fd N.",
        )
    return made.terminal.ask_line(words.ASK_RECOVERY, (), read_recovery_code)


def _change(made: App, known: Header, change: Callable[[Header], Header]) -> None:
    from closeness_cli.storage.keys.key_files import change_header

    def checked(present: Header) -> Header:
        if present != known:
            raise _changed_meanwhile()
        return change(present)

    change_header(made.stores.connection, made.paths, checked)


def _changed_meanwhile() -> ChangedMeanwhileError:
    return ChangedMeanwhileError(
        "The passphrases were changed meanwhile, so nothing was done.", "Try again."
    )


def _header(key: bytes, passphrase: str) -> Callable[[str], Header]:
    from closeness_cli.storage.keys.header import make_header
    from closeness_cli.storage.keys.kdf import fitting

    return lambda vault_id: make_header(vault_id, key, passphrase, fitting())


def _agreed(made: App, question: str) -> bool:
    if not (made.choices.yes or made.terminal.is_there):
        raise NeedsTerminalError(
            "This is asked first, and there is no terminal to ask.", "--yes agrees to it."
        )
    return made.agrees(question)


def _check_there(made: App) -> None:
    if not made.has_vault:
        raise NotFoundError("There is no vault here yet.", "Name another with --vault PATH.")


def _end_keyring(made: App, header: Header) -> None:
    """Say that the system's keyring opens the vault no longer, after all ways but one ended."""
    from closeness_cli.bootstrap.staying_unlocked import forget_secret

    if header.has_keyring:
        forget_secret(made, header)
        made.screen.note(words.KEYRING_ENDED)
