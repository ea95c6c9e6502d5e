"""The one connection to a vault: driver, settings, transactions, errors.

Only this module knows the driver. It is `sqlcipher3` for plain and for encrypted vaults, put
under sqlite-utils through the `pysqlite3` hook that sqlite-utils looks for. Its exceptions are
not those of `sqlite3`; they are translated here, once.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from itertools import chain
from typing import TYPE_CHECKING, Any

import sqlcipher3
from sqlcipher3 import dbapi2

from closeness_cli.errors import (
    ClosenessError,
    StorageFailedError,
    UnreadableVaultError,
    VaultLockedError,
)
from closeness_cli.storage.private_files import make_private_file

if TYPE_CHECKING:
    from pathlib import Path

    from sqlite_utils import Database

BUSY_SECONDS = 10
"""How long a write waits for another process before it says that it could not."""

OLDEST_SQLITE = (3, 51, 3)
"""Older versions can damage a file in WAL mode (sqlite.org/wal.html, WAL-reset bug)."""

SETTINGS = (
    "journal_mode=wal",
    "synchronous=extra",
    "fullfsync=on",
    "checkpoint_fullfsync=on",
    "foreign_keys=on",
    "secure_delete=on",
    "temp_store=memory",
    "trusted_schema=off",
    "cell_size_check=on",
)
"""Durable against kill -9 and a power cut, nothing left of what was deleted, no temporary files."""

SHARING_NEEDS = 64 * 1024
"""Bytes of a disk that must be free for the memory that processes share beside an open vault; it
takes half of that. With less, a vault is opened without it, by one process alone."""

SHARING_NEEDS_IF_BLOCKS_ARE_SMALL = 1024 * 1024
"""The same where a block of the disk is smaller than a page of memory: SQLite makes sure of one
block of each page only, and to touch the others on a full disk ends the process (SIGBUS)."""

PRIMARY = 0xFF
"""The bits of a result code that hold the primary one; those above say more of the same."""

_FIRST_READ = "SELECT count(*) FROM sqlite_master"
"""What tells a wrong key, and a file that is no vault."""

Row = Sequence[Any]


class Connection:
    """An open vault file.

    Args:
        path: The file; absent for a vault in memory that is gone when it is closed.
        key: The 32 bytes of an encrypted vault's data key; absent for a plain one.
        busy_seconds: How long to wait for another process that is writing.
    """

    def __init__(
        self, path: Path | None, key: bytes | None = None, *, busy_seconds: float = BUSY_SECONDS
    ) -> None:
        self.path = path
        self._encrypted = key is not None
        self._depth = 0
        self._busy_seconds = busy_seconds
        self._is_crowded = path is not None and _leaves_no_room_to_share(path)
        self._is_new = path is not None and not path.exists()
        if path and self._is_new:
            make_private_file(path)
        with self._translated():
            self._raw = dbapi2.connect(
                # Absolute, since SQLite would read `file:x` as a URI.
                str(path.absolute()) if path else ":memory:",
                timeout=busy_seconds,
                isolation_level=None,
            )
            try:
                self._prepare(key)
            except BaseException as error:
                self._raw.close()
                if isinstance(error, dbapi2.Error) and _primary(error) == dbapi2.SQLITE_ERROR:
                    raise damaged() from None  # the statements are ours, so it is the file
                raise

    def run(self, sql: str, values: Iterable[object] = ()) -> list[Row]:
        """Run one statement and give all its rows."""
        with self._translated():
            rows: list[Row] = self._raw.execute(sql, tuple(values)).fetchall()
            return rows

    def run_many(self, sql: str, rows: Iterable[Sequence[object]]) -> None:
        """Run one statement for each row of values."""
        with self._translated():
            self._raw.executemany(sql, rows)

    def stream(self, sql: str, values: Iterable[object] = ()) -> Iterator[Row]:
        """Run one query and give its rows one by one."""
        with self._translated():
            # Through `chain`: a cursor that is left early would be closed, after its connection.
            yield from chain(self._raw.execute(sql, tuple(values)))

    def value(self, sql: str, values: Iterable[object] = ()) -> Any:  # noqa: ANN401 - a cell may hold anything
        """Run one query and give the first cell of its first row, or nothing."""
        rows = self.run(sql, values)
        return rows[0][0] if rows else None

    @contextmanager
    def writing(self) -> Iterator[None]:
        """Hold the one write transaction; inside of another one, be part of it.

        It begins IMMEDIATE, so that it waits for another writer instead of failing half-way.
        Whatever leaves it early, Ctrl-C too, leaves nothing of it. What fails inside of an inner
        one must leave the outermost too: who swallows it there keeps one half of a write.
        """
        depth = self._depth
        try:
            self._depth = depth + 1
            with self._translated(driver_alone=False):
                if depth == 0:
                    self._raw.execute("BEGIN IMMEDIATE")
                yield
                if depth == 0:
                    self._raw.execute("COMMIT")
        except BaseException:
            if depth == 0:
                self._roll_back()
            raise
        finally:
            self._depth = depth

    def copy_from(self, other: Connection) -> None:
        """Put all of another file in the place of all of this one, in one transaction.

        Both must be plain, or both encrypted; each keeps its own key.

        Raises:
            StorageFailedError: Another process is writing, or the disk refused.
        """

        def stop_if_refused(status: int, _left: int, _all: int) -> None:
            # The driver would wait for a busy one without end, and gives no code with other errors.
            code = status & PRIMARY
            if code not in {dbapi2.SQLITE_OK, dbapi2.SQLITE_DONE}:
                raise _TOLD.get(code, Connection._failed)(self, dbapi2.OperationalError())

        depth = self._depth
        try:
            self._depth = depth + 1  # the transaction is SQLite's own, and what fails saves nothing
            with self._translated():
                other._raw.backup(self._raw, progress=stop_if_refused)
        finally:
            self._depth = depth

    def database(self) -> Database:
        """Show the same connection to sqlite-utils, for schema and full-text work."""
        use_driver_in_sqlite_utils()
        import sqlite_utils  # slow; hot paths do without it

        return sqlite_utils.Database(self._raw, execute_plugins=False)

    def close(self) -> None:
        """Close the file; the last one to do so folds the write-ahead log into it."""
        self._raw.close()

    def _prepare(self, key: bytes | None) -> None:
        self._raw.execute("PRAGMA cipher_log_level=NONE")
        if key is not None:
            self._raw.execute(f"PRAGMA key=\"x'{key.hex()}'\"")
        if not (self._is_crowded and self._read_alone()):
            self._raw.execute(_FIRST_READ).fetchone()
        if dbapi2.sqlite_version_info < OLDEST_SQLITE:
            raise StorageFailedError(
                "The SQLite in sqlcipher3 is too old to be safe.", "Install the program again."
            )
        for setting in SETTINGS:
            self._raw.execute(f"PRAGMA {setting}")

    def _read_alone(self) -> bool:
        """Open the file without shared memory (sqlite.org/wal.html, section 8); says if it went.

        It does not where another process has it open, and then what is shared is there already.
        """
        self._raw.execute("PRAGMA busy_timeout=0")
        self._raw.execute("PRAGMA locking_mode=exclusive")
        try:
            self._raw.execute(_FIRST_READ).fetchone()
        except dbapi2.Error as error:
            if _primary(error) != dbapi2.SQLITE_BUSY:
                raise
            self._raw.execute("PRAGMA locking_mode=normal")
            return False
        finally:
            self._raw.execute(f"PRAGMA busy_timeout={round(self._busy_seconds * 1000)}")
        return True

    def _roll_back(self) -> None:
        # SQLite may have rolled back by itself, and what went wrong first is what to tell.
        with suppress(dbapi2.Error):
            if self._raw.in_transaction:
                self._raw.execute("ROLLBACK")

    @contextmanager
    def _translated(self, *, driver_alone: bool = True) -> Iterator[None]:
        try:
            yield
        except UnicodeDecodeError:
            if not driver_alone:
                raise
            # SQLite's message quotes a schema that is no text, and the driver reads it as one.
            raise damaged() from None
        except dbapi2.Error as error:
            # Not chained: the driver's own words may quote what a person wrote.
            raise self._translate(error) from None

    def _translate(self, error: dbapi2.Error) -> ClosenessError:
        code = _primary(error)
        if code is None:
            # The driver's own: of these, an OperationalError is a text that is not UTF-8.
            is_no_text = isinstance(error, dbapi2.OperationalError)
            return damaged() if is_no_text else self._failed(error)
        told = _TOLD.get(code, Connection._failed)
        return told(self, error)

    def _failed(self, error: Exception) -> ClosenessError:
        return self._refused(f"The vault could not be used ({type(error).__name__})", "")

    def _not_a_vault(self, _: Exception) -> ClosenessError:
        if self._encrypted:
            return VaultLockedError("The key does not open this vault, or it is damaged.")
        return UnreadableVaultError(
            "The file is not a vault that can be read without a key.",
            "Name another with --vault PATH.",
        )

    def _damaged(self, _: Exception) -> ClosenessError:
        return damaged()

    def _busy(self, error: Exception) -> ClosenessError:
        if self._is_crowded:
            return self._full(error)  # so that only one at a time can use the vault
        return StorageFailedError(
            "Another process is writing to this vault.", "Try again in a moment."
        )

    def _full(self, _: Exception) -> ClosenessError:
        return self._refused("The disk is full", "Make room, then try again.")

    def _closed_folder(self, _: Exception) -> ClosenessError:
        return self._refused(
            "The vault's folder cannot be written to",
            "Check who may write there, or name another with --vault PATH.",
            reading=", so the vault cannot be opened",
        )

    def _disk_failed(self, error: Exception) -> ClosenessError:
        if self._no_room():
            return self._full(error)
        return self._refused(
            # Outside of a transaction the code alone does not tell a read from a write.
            "The disk did not take it" if self._saves else "The disk could not be read or written",
            "Make room, or see whether the disk is in order, then try again.",
        )

    @property
    def _saves(self) -> bool:
        """Whether something was to be saved: a transaction is open, or the file is a new one."""
        return self._depth > 0 or self._is_new

    def _refused(self, what: str, hint: str, *, reading: str = "") -> StorageFailedError:
        """Say what went wrong, and that nothing was saved where something should have been."""
        return StorageFailedError(
            f"{what}{', so nothing was saved' if self._saves else reading}.", hint
        )

    def _no_room(self) -> bool:
        """See whether the disk is full: under a size limit SQLite only says "disk I/O error"."""
        if self.path is None or not hasattr(os, "statvfs"):
            return False
        try:
            disk = os.statvfs(self.path.parent)
        except OSError:
            return False
        return disk.f_bavail * disk.f_frsize < 1024 * 1024


_TOLD: dict[int, Callable[[Connection, Exception], ClosenessError]] = {
    dbapi2.SQLITE_NOTADB: Connection._not_a_vault,
    dbapi2.SQLITE_CORRUPT: Connection._damaged,
    dbapi2.SQLITE_BUSY: Connection._busy,
    dbapi2.SQLITE_LOCKED: Connection._busy,
    dbapi2.SQLITE_FULL: Connection._full,
    dbapi2.SQLITE_READONLY: Connection._closed_folder,
    dbapi2.SQLITE_CANTOPEN: Connection._closed_folder,
    dbapi2.SQLITE_PERM: Connection._closed_folder,
    dbapi2.SQLITE_AUTH: Connection._closed_folder,
    dbapi2.SQLITE_IOERR: Connection._disk_failed,
}
"""What SQLite's primary result codes (sqlite.org/rescode.html) are to a person."""


def _primary(error: dbapi2.Error) -> int | None:
    code: int | None = getattr(error, "sqlite_errorcode", None)
    return None if code is None else code & PRIMARY


def _leaves_no_room_to_share(path: Path) -> bool:
    """See whether the disk is so full that SQLite's shared memory may not fit on it."""
    if not hasattr(os, "statvfs"):
        return False
    try:
        disk = os.statvfs(path.parent)
    except OSError:
        return False
    is_small = disk.f_frsize < os.sysconf("SC_PAGE_SIZE")
    needed = SHARING_NEEDS_IF_BLOCKS_ARE_SMALL if is_small else SHARING_NEEDS
    # Without a size there is no limit; and what cannot be written cannot be opened so either.
    return (
        disk.f_bavail * disk.f_frsize < needed
        and disk.f_blocks > 0
        and not disk.f_flag & os.ST_RDONLY
    )


def engine_versions() -> tuple[tuple[str, str], ...]:
    """Name what opens vaults, with versions."""
    raw = dbapi2.connect(":memory:")
    try:
        cipher = raw.execute("PRAGMA cipher_version").fetchone()
    finally:
        raw.close()
    return (("SQLite", dbapi2.sqlite_version), ("SQLCipher", cipher[0] if cipher else "missing"))


def damaged() -> UnreadableVaultError:
    """Make the error that says that what was read cannot have been written by this program."""
    return UnreadableVaultError(
        "The vault is damaged.", "Keep the file as it is, and go back to a backup."
    )


def use_driver_in_sqlite_utils() -> None:
    """Import sqlite-utils with the driver under it; nothing else may import it first.

    It would also import numpy and pandas wherever they are installed, which takes half a second
    and which nothing here needs.
    """
    sys.modules.setdefault("pysqlite3", sqlcipher3)
    sys.modules.setdefault("pysqlite3.dbapi2", dbapi2)
    hidden = [name for name in ("numpy", "pandas") if name not in sys.modules]
    # None makes an import fail as if the package were not there (docs.python.org, sys.modules).
    sys.modules.update(dict.fromkeys(hidden))  # type: ignore[arg-type] # typeshed has no None here
    try:
        import sqlite_utils  # noqa: F401 - for its effect on sys.modules
    finally:
        for name in hidden:
            del sys.modules[name]
