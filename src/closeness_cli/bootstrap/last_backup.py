"""One last backup before the vault is removed."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING, NamedTuple

from closeness_cli.errors import NeedsTerminalError, StorageFailedError, UnreadableVaultError
from closeness_cli.presentation import ending_wording as wording
from closeness_cli.storage.last_backup import keep_last, keep_last_as_it_is, last_backup_path

if TYPE_CHECKING:
    from pathlib import Path

    from closeness_cli.bootstrap.app import App


class LastBackup(NamedTuple):
    """The last backup, to be made or made.

    Args:
        is_encrypted: As the vault is.
        is_whole: It is read again once it is written; else the vault cannot be read, and its
            files are kept byte for byte.
    """

    path: Path
    is_encrypted: bool
    is_whole: bool = True


def planned(made: App) -> LastBackup:
    """Say where the last backup is to be, without opening the vault."""
    path = last_backup_path(made.paths, made.clock.now().on)
    return LastBackup(path, is_encrypted=bool(made.unlocking.is_encrypted()))


def opened(made: App, plan: LastBackup) -> LastBackup:
    """Open the vault, so that it can be copied; one that cannot be read is found out here.

    Raises:
        VaultLockedError: What was given does not open it.
        NeedsTerminalError: There is nobody to ask for its passphrase.
    """
    try:
        _ = made.stores
    except UnreadableVaultError:
        return plan._replace(is_whole=False)
    except NeedsTerminalError as error:
        raise NeedsTerminalError(wording.LOCKED_WITHOUT_TERMINAL, wording.BACKUP_OR_NONE) from error
    return plan


def kept(made: App, plan: LastBackup) -> LastBackup:
    """Make the last backup of a vault that was opened, and close that.

    Raises:
        StorageFailedError: There is none, so nothing may be removed.
    """
    on = made.clock.now().on
    try:
        if plan.is_whole:
            with suppress(UnreadableVaultError):  # opening it did not read so far
                path = keep_last(made.stores.connection, made.paths, on, key=made.unlocking.key)
                return plan._replace(path=path)
        made.close()
        return plan._replace(path=keep_last_as_it_is(made.paths, on), is_whole=False)
    except (StorageFailedError, OSError) as error:
        raise StorageFailedError(wording.NO_LAST_BACKUP, wording.BACKUP_ELSEWHERE) from error
    finally:
        made.close()
