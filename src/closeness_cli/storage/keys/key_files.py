"""Where headers lie: one beside the vault, and for a moment one for the file that follows it.

A file that is to become `vault.db` is told from the present one by its first sixteen bytes, the
random salt of SQLCipher. Its header waits under a name with that salt and is found there from the
moment on in which the file gets its name, so that a crash between the two renames leaves a vault
that opens, whichever of the two files it is.
"""

from __future__ import annotations

import os
from contextlib import suppress
from typing import TYPE_CHECKING, NamedTuple

from closeness_cli.errors import StorageFailedError, UnreadableVaultError
from closeness_cli.storage.private_files import new_private_file, sync_folder

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from closeness_cli.storage.connection import Connection
    from closeness_cli.storage.keys.header import Header
    from closeness_cli.storage.paths import VaultPaths

PLAIN = b"SQLite format 3\0"
"""What a plain file begins with (sqlite.org/fileformat.html); else the salt stands there."""

SALT = 16
WAITING_SUFFIX = ".new"


class Lock(NamedTuple):
    """How a vault is locked.

    Args:
        is_encrypted: Whether its file is; where it is and there is no header, only the recovery
            code opens it.
    """

    is_encrypted: bool
    header: Header | None = None


def lock_of(paths: VaultPaths) -> Lock:
    """Look how the vault is locked, from the first bytes of its file and the header beside it.

    Raises:
        UnreadableVaultError: There is a header, and the file is not encrypted; or the header is
            damaged.
        StorageFailedError: One of them cannot be read.
    """
    salt = salt_of(paths.database)
    if salt == PLAIN:
        if paths.key_file.exists():
            raise UnreadableVaultError(
                "This vault was encrypted, and the file in its place is not; it was not opened.",
                "Go back to a backup. Somebody may have exchanged the file.",
            )
        return Lock(is_encrypted=False)
    return Lock(is_encrypted=bool(salt), header=read_header(paths, salt))


def salt_of(database: Path) -> bytes:
    """Read the first sixteen bytes of a vault's file; fewer where it is damaged.

    Never while this process has the file open in SQLite: closing it here would drop the locks that
    SQLite holds (sqlite.org/howtocorrupt.html, 2.2). `salt_from` asks an open one.
    """
    try:
        return _start_of(database, SALT)
    except IsADirectoryError:
        return b""  # opening it says so
    except OSError as error:
        raise StorageFailedError(
            "The vault's file cannot be reached.", "Check who may read its folder."
        ) from error


def salt_from(connection: Connection) -> bytes:
    """Give what `salt_of` gives, of a file that is open."""
    salt = connection.value("PRAGMA cipher_salt")
    return bytes.fromhex(salt) if salt else PLAIN


def change_header(
    connection: Connection, paths: VaultPaths, change: Callable[[Header], Header]
) -> None:
    """Change the header of an open vault; two that do so at once do it one after the other."""
    with connection.writing():
        salt = salt_from(connection)
        settle(paths, salt)
        header = read_header(paths, salt)
        if header is None:
            raise UnreadableVaultError(
                "The vault's key file is gone.",
                "Go back to a backup of it; with the recovery code:  closeness vault recover",
            )
        save_header(paths, change(header))


def read_header(paths: VaultPaths, salt: bytes) -> Header | None:
    """Read the header that belongs to a file with this salt; nothing where there is none."""
    from closeness_cli.storage.keys.header import LONGEST_FILE, header_from_text  # not for all

    for path in (_waiting(paths, salt), paths.key_file):
        try:
            return header_from_text(_start_of(path, LONGEST_FILE + 1))
        except (FileNotFoundError, NotADirectoryError):
            continue
        except OSError as error:
            raise StorageFailedError(
                "The vault's key file cannot be read.", "Check who may read the vault's folder."
            ) from error
    return None


def save_header(paths: VaultPaths, header: Header) -> None:
    """Put a header in the place of the one there is, whole or not at all."""
    _write(paths.key_file, header)


def let_wait(paths: VaultPaths, header: Header, salt: bytes) -> None:
    """Keep the header of a file that is to become the vault's, before it does."""
    _write(_waiting(paths, salt), header)


def set_aside(paths: VaultPaths, salt: bytes) -> None:
    """Let the header wait under its file's salt, before a plain file takes that one's place."""
    if paths.key_file.exists():
        paths.key_file.replace(_waiting(paths, salt))
        sync_folder(paths.folder)


def settle(paths: VaultPaths, salt: bytes) -> None:
    """Give the header that fits the vault's file its name, and remove what belongs to none.

    Only who holds the vault's write lock may call it, or who has just made the vault.
    """
    waiting = _waiting(paths, salt)
    if waiting.exists():
        waiting.replace(paths.key_file)
    for left in paths.folder.glob(f".{paths.key_file.name}.*{WAITING_SUFFIX}"):
        with suppress(OSError):
            left.unlink(missing_ok=True)
    sync_folder(paths.folder)


def drop_waiting(paths: VaultPaths, salt: bytes) -> None:
    """Remove the header of a file that has not become the vault's."""
    with suppress(OSError):
        _waiting(paths, salt).unlink(missing_ok=True)


def _start_of(path: Path, length: int) -> bytes:
    """Read the first bytes of a file, and wait for nobody where it is a pipe or a device."""
    flags = os.O_RDONLY | getattr(os, "O_BINARY", 0) | getattr(os, "O_NONBLOCK", 0)
    handle = os.open(path, flags)
    try:
        return os.read(handle, length)
    finally:
        os.close(handle)


def _waiting(paths: VaultPaths, salt: bytes) -> Path:
    return paths.folder / f".{paths.key_file.name}.{salt.hex()}{WAITING_SUFFIX}"


def _write(path: Path, header: Header) -> None:
    from closeness_cli.storage.keys.header import header_as_text  # not for all

    partial = path.with_name(f".{path.name.lstrip('.')}.{os.urandom(8).hex()}{WAITING_SUFFIX}")
    try:
        handle = new_private_file(partial)
        try:
            with os.fdopen(handle, "w", encoding="ascii", newline="\n") as file:
                file.write(header_as_text(header))
                file.flush()
                os.fsync(file.fileno())
            partial.replace(path)
        finally:
            with suppress(OSError):
                partial.unlink(missing_ok=True)
        sync_folder(path.parent)
    except OSError as error:
        raise StorageFailedError(
            "The vault's key file could not be written; the one there was is unchanged.",
            "Make room, or check who may write to the vault's folder, then try again.",
        ) from error
