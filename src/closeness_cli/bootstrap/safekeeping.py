"""Checks, backups, and going back to one."""

from __future__ import annotations

from contextlib import ExitStack, closing, contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from closeness_cli import PROGRAM
from closeness_cli.errors import (
    ClosenessError,
    UnreadableVaultError,
    VaultLockedError,
    WrongUseError,
)
from closeness_cli.presentation.check_view import Checked
from closeness_cli.storage.backups import (
    Reason,
    back_up,
    keep_backup,
    prune,
    unpacked,
)
from closeness_cli.storage.checks import State, check_folder, check_vault, is_plain, to_backup
from closeness_cli.storage.connection import Connection
from closeness_cli.storage.keys.key_files import PLAIN, salt_from
from closeness_cli.storage.restoring import (
    Change,
    change_of,
    fold,
    make_folder,
    open_backup,
    remove_empty_folder,
    restore_over,
    restore_where_none_is,
)
from closeness_cli.storage.vault import check_is_file, check_none_is_gone

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from closeness_cli.bootstrap.app import App

VAULT = "vault"


class Restored(NamedTuple):
    """What a restore did.

    Args:
        kept: Where what was there before is; absent where nothing was.
    """

    change: Change
    kept: Path | None


def check_whole(made: App) -> list[Checked]:
    """Look the vault over; one that cannot be opened is a finding too.

    Raises:
        VaultLockedError: The passphrase is wrong.
        NeedsTerminalError: It is encrypted, and there is nobody to ask.
    """
    try:
        found = check_vault(made.stores.connection, made.paths, made.unlocking.key)
    except UnreadableVaultError as error:
        fault = Checked(VAULT, State.FAULT, error.sentence, to_backup(made.paths))
        return [fault, *check_closed(made)]
    return [Checked(*one) for one in found]


def check_closed(made: App) -> list[Checked]:
    """Look at what can be seen without opening the vault."""
    return [Checked(*one) for one in check_folder(made.paths)]


def check_as_far_as_possible(made: App) -> list[Checked]:
    """Look the vault over; where it stays closed, at what can be seen from outside."""
    if not made.has_vault:
        try:
            check_none_is_gone(made.paths)
        except UnreadableVaultError as error:
            return [Checked(VAULT, State.FAULT, error.sentence, error.hint)]
        return []
    try:
        check_is_file(made.paths.database)
    except WrongUseError as error:
        return [Checked(VAULT, State.FAULT, error.sentence, error.hint), *check_closed(made)]
    try:
        return check_whole(made)
    except ClosenessError as error:
        closed = Checked(VAULT, State.UNKNOWN, error.sentence, error.hint)
        return [closed, *check_closed(made)]


def back_up_vault(made: App, file: str | None) -> Path:
    """Make a backup in a file that was named, else one beside the automatic ones.

    Raises:
        WrongUseError: There is no vault, or a file of that name is there already.
    """
    if not made.has_vault:
        raise WrongUseError("There is no vault here yet, so there is nothing to keep.")
    if file is None:
        return keep_backup(made.stores.connection, made.paths, Reason.ASKED)
    if file == "-":
        raise WrongUseError(
            "A backup is a file that is read again, so it does not go to stdout.",
            "closeness vault backup FILE",
        )
    target = Path(file)
    if target.is_dir():
        target /= f"{PROGRAM}-{made.clock.now().on.isoformat()}.zip"
    back_up(made.stores.connection, made.paths, target)
    return target


def back_up_before(made: App, reason: Reason) -> None:
    """Make an automatic backup of a vault that holds something."""
    connection = made.stores.connection
    if connection.value("SELECT count(*) FROM revisions"):
        keep_backup(connection, made.paths, reason)


@contextmanager
def backed_up(made: App, reason: Reason) -> Iterator[None]:
    """Make an automatic backup before something that may still be refused, whole or not at all.

    Where it is, the backup goes again, so that it has not pushed out an older one.
    """
    connection = made.stores.connection
    if not connection.value("SELECT count(*) FROM revisions"):
        yield
        return
    kept = keep_backup(connection, made.paths, reason, prunes=False)
    try:
        yield
    except BaseException:
        with suppress(OSError):
            kept.unlink()
        raise
    prune(made.paths)


def restore_vault(made: App, file: str, *, agrees: Callable[[Change], bool]) -> Restored | None:
    """Put a backup in the place of the vault; nothing where it is not agreed to.

    Args:
        agrees: Shown what would change, says whether it may.

    Raises:
        WrongUseError: The file is no backup, or does not fit the vault.
        VaultLockedError: No key that is known here opens the backup.
        UnreadableVaultError: The backup is damaged or newer.
    """
    is_new = make_folder(made.paths)
    try:
        with ExitStack() as stack:
            copy, header = stack.enter_context(unpacked(Path(file), made.paths.folder))
            present = _present(made)
            key = _key_of(made, copy, header)
            if present is not None:
                return _restore_over(made, present, copy, key, agrees)
            with closing(open_backup(copy, key)) as backup:
                change = change_of(backup, None)
            if not agrees(change):
                return None
            fold(copy, key)
            made.close()
            return Restored(change, restore_where_none_is(copy, header, made.paths))
    finally:
        if is_new:
            remove_empty_folder(made.paths)


def _restore_over(
    made: App,
    present: Connection,
    copy: Path,
    key: bytes | None,
    agrees: Callable[[Change], bool],
) -> Restored | None:
    if is_plain(copy) != (salt_from(present) == PLAIN):
        there, here = ("is not encrypted", "is") if is_plain(copy) else ("is encrypted", "is not")
        raise WrongUseError(
            f"The backup {there} and this vault {here}, so it was left as it is.",
            "Restore it into a folder of its own:  closeness vault restore FILE --vault FOLDER",
        )
    with closing(open_backup(copy, key)) as backup:
        change = change_of(backup, present)
        if not agrees(change):
            return None
        return Restored(change, restore_over(backup, present, made.paths))


def _present(made: App) -> Connection | None:
    """Open the vault that there is; nothing where there is none, or none that can be read."""
    if not made.has_vault:
        return None
    try:
        return made.stores.connection
    except UnreadableVaultError:
        return None


def _key_of(made: App, copy: Path, header: bytes | None) -> bytes | None:
    """Find the key of a backup: none for a plain one, else that of the vault, else its own."""
    if is_plain(copy):
        return None
    key = made.unlocking.key
    if key is not None and _opens(copy, key):
        return key
    if header is None:
        raise VaultLockedError(
            "The backup has another key than the vault, and does not bring it.",
            "Take a backup that closeness vault backup made.",
        )
    from closeness_cli.storage.keys.header import header_from_text

    return made.unlocking.key_of(header_from_text(header))


def _opens(copy: Path, key: bytes) -> bool:
    try:
        Connection(copy, key).close()
    except VaultLockedError:
        return False
    return True
