"""Backups: the whole vault, with the header of its key, in one file that was opened again.

A backup is a zip without compression, so that any computer can take it apart in twenty years:
`vault.db`, which `VACUUM INTO` wrote under the vault's own key, and `vault.key` where there is
one. Automatic ones are numbered in the order they were made, since no clock need be right.
"""

from __future__ import annotations

import os
import re
import shutil
from contextlib import ExitStack, contextmanager, suppress
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from closeness_cli.errors import StorageFailedError, UnreadableVaultError, WrongUseError
from closeness_cli.storage.connection import damaged
from closeness_cli.storage.paths import KEY_FILE, VAULT_FILE
from closeness_cli.storage.private_files import (
    PARTIAL_SUFFIX,
    PRIVATE_FILE,
    held_partial,
    make_private_file,
    make_private_folder,
    put_in_place,
    sweep_partials,
    sync_folder,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from pathlib import Path
    from zipfile import ZipFile

    from closeness_cli.storage.connection import Connection
    from closeness_cli.storage.paths import VaultPaths

KEPT = 5
"""Automatic backups that are kept, besides those in `_NOT_COUNTED`."""

LARGEST_HEADER = 64 * 1024
"""Bytes of a `vault.key`; a real one has about 1,200."""

WAL_FILE = f"{VAULT_FILE}-wal"
"""Beside a vault that could not be read when a restore put it aside."""

PLAIN = b"SQLite format 3\0"
"""How a file that is not encrypted begins (sqlite.org/fileformat.html, section 1.3)."""

_ZIP = b"PK\x03\x04"

_AUTOMATIC = re.compile(r"(\d+)-([a-z-]+)\.zip")
_BEFORE_ZIPS = re.compile(r"before-format-\d+-from-\d+\.db")
"""What earlier releases called a copy that they made before a migration."""

_STALE_SECONDS = 24 * 3600
"""After which nobody is still writing an unfinished file."""

_AT_A_TIME = 1024 * 1024

_NOT_MADE = "The vault's backup could not be made, so nothing was changed."
"""Whether it was the reading or the writing that failed, SQLite's code does not tell."""


class Reason(StrEnum):
    """Why a backup was made that nobody named a file for."""

    MIGRATION = "before-migration"
    IMPORT = "before-import"
    REKEY = "before-rekey"
    RESTORE = "before-restore"
    FORGET = "after-forget"
    WEEKLY = "weekly"
    ASKED = "asked-for"


_NOT_COUNTED = {Reason.RESTORE, Reason.ASKED}
"""What a person put there stays until they remove it."""


class Backup(NamedTuple):
    """An automatic backup.

    Args:
        number: Higher is later.
    """

    number: int
    path: Path
    reason: str


def back_up(
    connection: Connection, paths: VaultPaths, target: Path, *, within: Path | None = None
) -> None:
    """Copy the whole vault into one new file, and open what was written.

    Args:
        within: The folder, on the same disk, that holds what is not finished yet; else the
            target's own.

    Raises:
        WrongUseError: It is no file's name, or something of that name is there already.
        StorageFailedError: The folder or the disk refused; there is no file then.
        UnreadableVaultError: The vault is damaged, so that a copy would be too.
    """
    folder = within or target.parent
    with _told(), held_partial(folder) as packed, held_partial(folder) as copy:
        _copy(connection, copy)
        _pack(packed, {VAULT_FILE: copy, KEY_FILE: _header_of(connection, paths)})
        _place(packed, target)


def keep_backup(
    connection: Connection, paths: VaultPaths, reason: Reason, *, prunes: bool = True
) -> Path:
    """Make an automatic backup, and remove the oldest where there are more than are kept.

    Args:
        prunes: None is removed without it; `prune` does that later.

    Raises:
        StorageFailedError: There is none, so nothing may be changed.
        UnreadableVaultError: The vault is damaged, so that a copy would be too.
    """
    with _told():
        make_private_folder(paths.backups)
    target = _next_to(paths, lambda path: back_up(connection, paths, path), reason)
    if prunes:
        prune(paths)
    return target


def keep_as_it_is(paths: VaultPaths) -> Path:
    """Put the files of a vault that cannot be read, and is not open, aside as they are."""
    with _told():
        make_private_folder(paths.backups)
    return _next_to(paths, lambda target: pack_as_it_is(paths, target), Reason.RESTORE)


def pack_as_it_is(paths: VaultPaths, target: Path, *, within: Path | None = None) -> None:
    """Put the files of a vault that is not open into one new file, byte for byte.

    Args:
        within: As for `back_up`.

    Raises:
        WrongUseError: Something of that name is there already.
        StorageFailedError: The folder or the disk refused; there is no file then.
    """
    files: dict[str, Path | bytes | None] = {
        VAULT_FILE: paths.database,
        WAL_FILE: paths.folder / WAL_FILE,
        KEY_FILE: paths.key_file,
    }
    with _told(), held_partial(within or target.parent) as packed:
        _pack(packed, files)
        _place(packed, target)


def make_under_free_name(free_name: Callable[[], Path], make: Callable[[Path], None]) -> Path:
    """Make a file under a name that is free; where another process was faster, under the next."""
    while True:
        target = free_name()
        try:
            make(target)
        except WrongUseError:
            if not os.path.lexists(target):
                raise
        else:
            return target


def automatic_backups(paths: VaultPaths) -> list[Backup]:
    """Give all automatic backups, oldest first."""
    found = []
    with suppress(OSError):
        for path in paths.backups.iterdir():
            if known := _AUTOMATIC.fullmatch(path.name):
                found.append(Backup(int(known[1]), path, known[2]))
            elif _BEFORE_ZIPS.fullmatch(path.name):
                found.append(Backup(0, path, Reason.MIGRATION))
    return sorted(found)


@contextmanager
def unpacked(path: Path, folder: Path) -> Iterator[tuple[Path, bytes | None]]:
    """Unpack a backup's database into a private file for a while; gives it and the key's header.

    The file of an earlier release's backup, a vault without its header, is taken too.

    Args:
        folder: Where the file lies meanwhile.

    Raises:
        WrongUseError: The file cannot be read, or is no backup.
        UnreadableVaultError: It is damaged.
        StorageFailedError: The folder or the disk refused.
    """
    try:
        is_file = path.is_file()
    except (OSError, ValueError):
        is_file = False
    if not is_file or not os.access(path, os.R_OK):
        raise WrongUseError("The backup cannot be read.", "Check its name and folder.")
    with ExitStack() as stack:
        with _told():
            copy = stack.enter_context(held_partial(folder))
            header = _unpack(path, copy)
        yield copy, header


def _copy(connection: Connection, copy: Path) -> None:
    """Write the vault under its own key into an empty file, and open that."""
    n_before: int = connection.value("SELECT count(*) FROM revisions")
    try:
        connection.run("VACUUM INTO ?", [str(copy.absolute())])
    except StorageFailedError as error:
        raise StorageFailedError(_NOT_MADE, error.hint) from error
    # Without a key of its own, an attached file is opened with the key of the vault.
    connection.run("ATTACH ? AS copy", [str(copy.absolute())])
    try:
        is_whole = connection.run("PRAGMA copy.quick_check") == [("ok",)]
        n_after: int = connection.value("SELECT count(*) FROM copy.revisions")
    finally:
        connection.run("DETACH copy")
    if not is_whole or n_after < n_before:
        raise damaged()


def _place(packed: Path, target: Path) -> None:
    try:
        put_in_place(packed, target)
    except FileExistsError as error:
        raise WrongUseError(
            "There is a file of that name already, so nothing was written.", "Name a new one."
        ) from error
    with suppress(OSError):  # the file is there; a folder without leave to read has no sync
        sync_folder(target.parent)


def _header_of(connection: Connection, paths: VaultPaths) -> bytes | None:
    """Give the header that belongs to the vault's file; nothing for a plain one."""
    from closeness_cli.storage.keys.header import header_as_text
    from closeness_cli.storage.keys.key_files import read_header, salt_from

    header = read_header(paths, salt_from(connection))
    return None if header is None else header_as_text(header).encode()


def _pack(packed: Path, members: Mapping[str, Path | bytes | None]) -> None:
    """Put those files that are there into one, make it durable, and read it again."""
    from zipfile import ZipFile, ZipInfo  # slow; only where a backup is made or read

    with packed.open("r+b") as file:
        with ZipFile(file, "w") as pack:
            for name, content in members.items():
                if content is None:
                    continue
                member = ZipInfo(name)  # of no date: nothing needs it
                member.external_attr = PRIVATE_FILE << 16
                if isinstance(content, bytes):
                    pack.writestr(member, content)
                    continue
                with (
                    suppress(FileNotFoundError),
                    content.open("rb") as source,
                    pack.open(member, "w", force_zip64=True) as target,
                ):
                    shutil.copyfileobj(source, target, _AT_A_TIME)
        file.flush()
        os.fsync(file.fileno())
    with ZipFile(packed) as pack:
        if pack.testzip() is not None:
            raise StorageFailedError(
                "The disk gave back something else than was written, so there is no backup.",
                "See whether the disk is in order.",
            )


def _unpack(path: Path, copy: Path) -> bytes | None:
    """Write a backup's database into a file; give its header where it has one."""
    from zipfile import BadZipFile, ZipFile

    with path.open("rb") as source:
        start = source.read(len(PLAIN))
        source.seek(0)
        if start == PLAIN:  # earlier releases made plain vaults only
            with copy.open("wb") as target:
                shutil.copyfileobj(source, target, _AT_A_TIME)
            return None
        if not start.startswith(_ZIP):
            raise _no_backup()
        try:
            with ZipFile(source) as packed:
                return _unpack_zip(packed, copy)
        except (BadZipFile, EOFError, NotImplementedError, RuntimeError, ValueError) as error:
            raise _damaged_backup() from error


def _unpack_zip(packed: ZipFile, copy: Path) -> bytes | None:
    from zipfile import ZIP_STORED

    members = {one.filename: one for one in packed.infolist()}
    # Nothing that is compressed, so that a small file cannot fill the disk.
    if not (
        VAULT_FILE in members
        and members.keys() <= {VAULT_FILE, WAL_FILE, KEY_FILE}
        and len(members) == len(packed.infolist())
        and all(one.compress_type == ZIP_STORED for one in members.values())
        and (KEY_FILE not in members or members[KEY_FILE].file_size <= LARGEST_HEADER)
    ):
        raise _no_backup()
    for name in members.keys() - {KEY_FILE}:
        written = copy.with_name(copy.name + name.removeprefix(VAULT_FILE))
        make_private_file(written)
        with packed.open(name) as source, written.open("wb") as target:
            shutil.copyfileobj(source, target, _AT_A_TIME)
    return packed.read(KEY_FILE) if KEY_FILE in members else None


def _next_to(paths: VaultPaths, make: Callable[[Path], None], reason: Reason) -> Path:
    """Make an automatic backup under the next number."""

    def next_name() -> Path:
        last = max((one.number for one in automatic_backups(paths)), default=0)
        return paths.backups / f"{last + 1:04}-{reason}.zip"

    return make_under_free_name(next_name, make)


def prune(paths: VaultPaths) -> None:
    """Remove the oldest automatic backups, and what a crash left unfinished."""
    sweep_partials(paths.backups)
    with suppress(OSError):
        counted = [one for one in automatic_backups(paths) if one.reason not in _NOT_COUNTED]
        for one in counted[:-KEPT]:
            one.path.unlink(missing_ok=True)
        # Where files cannot be locked, only their age says that nobody writes them any more.
        latest = max(one.path.stat().st_mtime for one in automatic_backups(paths))
        pattern = f".*{PARTIAL_SUFFIX}*"
        for left in (*paths.backups.glob(pattern), *paths.folder.glob(pattern)):
            if left.stat().st_mtime < latest - _STALE_SECONDS:
                left.unlink(missing_ok=True)
        sync_folder(paths.backups)


@contextmanager
def _told() -> Iterator[None]:
    """Say what the folder or the disk refused as a sentence."""
    try:
        yield
    except (OSError, ValueError) as error:  # ValueError: no name that a file can have
        raise StorageFailedError(
            _NOT_MADE,
            "Check that its folder is there, who may write to it, and whether there is room.",
        ) from error


def _damaged_backup() -> UnreadableVaultError:
    return UnreadableVaultError("The backup is damaged.", "Take another one.")


def _no_backup() -> WrongUseError:
    return WrongUseError(
        "The file is not a backup of a vault.", "closeness vault backup makes one."
    )
