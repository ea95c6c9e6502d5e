"""Work that comes whole or not at all, the vault that it makes included."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING, TypeVar

from closeness_cli.bootstrap.stores import Stores
from closeness_cli.errors import StorageFailedError

if TYPE_CHECKING:
    from collections.abc import Callable

    from closeness_cli.bootstrap.app import App
    from closeness_cli.storage.connection import Connection

T = TypeVar("T")


def whole(made: App, work: Callable[[Stores], T]) -> T:
    """Import into the vault, after a backup; where there is none yet, one is made of it, or none.

    Args:
        work: Writes in one transaction.

    Raises:
        StorageFailedError: Another process made the vault meanwhile.
    """
    if made.has_vault:
        from closeness_cli.bootstrap.safekeeping import backed_up
        from closeness_cli.storage.backups import Reason

        stores = made.writable()
        with backed_up(made, Reason.IMPORT):
            return work(stores)
    from closeness_cli.bootstrap.locking import make_vault

    passphrase = made.choose_lock()
    results: list[T] = []

    def fill(connection: Connection) -> None:
        results.append(work(Stores(connection, clock=made.clock, ids=made.ids)))

    folder = made.paths.folder
    is_new = not folder.exists()
    try:
        created = make_vault(made, passphrase, fill=fill)
    except BaseException:
        if is_new:
            with suppress(OSError):  # somebody else uses it by now
                folder.rmdir()
        raise
    if not created:
        raise StorageFailedError(
            "Another process made the vault meanwhile, so nothing was imported.",
            "Import the file again.",
        )
    made.close()  # an empty vault in memory stood in for it
    made.has_news = True
    return results[0]
