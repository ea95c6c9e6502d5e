"""Looking a vault over: its file, its indexes, its history, and who may read it."""

from __future__ import annotations

import json
import os
import shlex
import stat
from contextlib import suppress
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from closeness_cli.errors import ClosenessError, StorageFailedError
from closeness_cli.storage.backups import PLAIN, automatic_backups
from closeness_cli.storage.destroying import own_paths
from closeness_cli.storage.private_files import PARTIAL_SUFFIX

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from closeness_cli.storage.connection import Connection
    from closeness_cli.storage.paths import VaultPaths

INDEXES = ("entries_fts", "entries_trigrams")

TO_BACKUP = "Keep the vault as it is, and go back to a backup:  closeness vault restore FILE"
"""What a check says to do; `to_backup` names the file."""

_OTHERS = stat.S_IRWXG | stat.S_IRWXO

_SYNCED = (
    ("dropbox", "Dropbox"),
    ("onedrive", "OneDrive"),
    ("google drive", "Google Drive"),
    ("googledrive", "Google Drive"),
    ("icloud", "iCloud"),
    ("mobile documents", "iCloud"),
    ("nextcloud", "Nextcloud"),
    ("owncloud", "ownCloud"),
    ("pclouddrive", "pCloud"),
    ("proton drive", "Proton Drive"),
    ("box sync", "Box"),
    ("syncthing", "Syncthing"),
)
"""What folders are called that a program copies elsewhere, and that program."""

_SYNC_MARKS = ((".stfolder", "Syncthing"), (".dropbox.cache", "Dropbox"), (".sync", "Resilio Sync"))
"""What such programs put into the folder that they copy."""

_APART = (
    ("entries", "id NOT IN (SELECT record_id FROM revisions WHERE record_type='entry')"),
    ("entry_tags", "entry_seq NOT IN (SELECT seq FROM entries)"),
    ("responses", "administration_id NOT IN (SELECT id FROM administrations)"),
    ("safety_responses", "administration_id NOT IN (SELECT id FROM administrations)"),
    ("scores", "administration_id NOT IN (SELECT id FROM administrations)"),
    ("administrations", "definition_id NOT IN (SELECT id FROM definitions)"),
    (
        "revisions",
        "record_type='entry' AND record_id NOT IN (SELECT id FROM entries)",
    ),
    (
        "revisions AS later LEFT JOIN revisions AS first ON first.id=later.parent_id",
        "later.parent_id IS NOT NULL AND first.record_id IS NOT later.record_id",
    ),
)
"""Tables, and which of their rows belong to something that is not there."""


class State(StrEnum):
    """What came of one check."""

    SOUND = "sound"
    LOOK = "worth a look"
    FAULT = "fault"
    UNKNOWN = "not checked"


class Finding(NamedTuple):
    """What one check says.

    Args:
        subject: What was looked at, in a word or two.
        hint: What to do; empty where there is nothing to do.
    """

    subject: str
    state: State
    sentence: str
    hint: str = ""


def check_vault(
    connection: Connection, paths: VaultPaths, key: bytes | None = None
) -> list[Finding]:
    """Look a vault over; every check says one sentence, whatever another one found.

    Args:
        key: Of an encrypted vault, so that its header can be seen to belong to it.
    """
    checks: tuple[tuple[str, Callable[[Connection], Finding]], ...] = (
        ("file", _file),
        ("encryption", _encryption),
        ("search", _search),
        ("history", _history),
        ("entries", _entries),
        ("wording", _definitions),
    )
    if key is not None:
        checks += (("key", lambda open_one: _header(open_one, paths, key)),)
    found = [_told(subject, check, connection) for subject, check in checks]
    if State.FAULT in (found[0].state, found[1].state):
        found = [_NOT_COMPARED if _was_kept_from(one) else one for one in found]
    named = to_backup(paths)
    found = [one._replace(hint=named) if one.hint == TO_BACKUP else one for one in found]
    return [*found, *check_folder(paths)]


def to_backup(paths: VaultPaths) -> str:
    """Say how to go back: to the last backup beside the vault, where there is one."""
    kept = automatic_backups(paths)
    return TO_BACKUP.replace("FILE", shlex.quote(str(kept[-1].path))) if kept else TO_BACKUP


def close_to_others(paths: VaultPaths) -> int:
    """Take the vault's folder and files from other accounts; gives how many were open to them.

    Raises:
        StorageFailedError: The rights of one cannot be changed.
    """
    n_closed = 0
    for path in own_paths(paths):
        try:
            mode = path.lstat().st_mode
            if mode & _OTHERS and not stat.S_ISLNK(mode):
                path.chmod(stat.S_IMODE(mode) & ~_OTHERS)
                n_closed += 1
        except FileNotFoundError:  # another command has just finished with it
            continue
        except OSError as error:
            raise StorageFailedError(
                "The rights of the vault's folder or a file in it cannot be changed.",
                "See whose they are:  ls -lR FOLDER",
            ) from error
    return n_closed


def check_folder(paths: VaultPaths) -> list[Finding]:
    """Look at what can be seen without opening the vault: rights, leftovers, a synced folder."""
    return [_rights(paths), _leftovers(paths), _place(paths)]


def synced_folder(path: Path) -> str | None:
    """Name the program that copies a folder elsewhere, as far as its name or a mark in it tells."""
    # As it is called and as it is: a link may lead into such a folder.
    called, real = path.absolute(), Path(os.path.realpath(path))
    for one in dict.fromkeys((called, *called.parents, real, *real.parents)):
        name = one.name.casefold()
        for beginning, program in _SYNCED:
            if name.startswith(beginning):
                return program
        for mark, program in _SYNC_MARKS:
            with suppress(OSError):
                if (one / mark).exists():
                    return program
    return None


def is_plain(path: Path) -> bool:
    """Whether a database file is readable without a key; never of one that is open in SQLite.

    `keys.key_files.salt_from` asks an open one; why, `keys.key_files.salt_of` says.
    """
    with path.open("rb") as file:
        return file.read(len(PLAIN)) == PLAIN


def _told(subject: str, check: Callable[[Connection], Finding], connection: Connection) -> Finding:
    """Make one check; what it cannot read is a fault, and no reason to leave out the others."""
    try:
        return check(connection)
    except ClosenessError as error:
        return Finding(subject, State.FAULT, error.sentence, TO_BACKUP)
    except OSError:
        return Finding(subject, State.UNKNOWN, "The file could not be read.")


def _file(connection: Connection) -> Finding:
    rows = connection.run("PRAGMA integrity_check(100)")
    # What is said of a search index, the check of those says in other words.
    if not [row for row in rows if row != ("ok",) and "FTS5" not in row[0]]:
        return Finding("file", State.SOUND, "Every page of the file is whole.")
    return Finding("file", State.FAULT, f"The file is damaged, in {_places(len(rows))}.", TO_BACKUP)


def _encryption(connection: Connection) -> Finding:
    from closeness_cli.storage.keys.key_files import salt_from

    if salt_from(connection) == PLAIN:
        return Finding("encryption", State.SOUND, "The vault is not encrypted.")
    # It reads the file alone: a page that a power cut tore is whole in the write-ahead log.
    with suppress(ClosenessError):
        connection.run("PRAGMA wal_checkpoint(PASSIVE)")
    rows = connection.run("PRAGMA cipher_integrity_check")
    if not rows:
        return Finding("encryption", State.SOUND, "Every page is encrypted and carries its seal.")
    return Finding(
        "encryption",
        State.FAULT,
        f"The file was changed by something else, in {_places(len(rows))}.",
        TO_BACKUP,
    )


def _header(connection: Connection, paths: VaultPaths, key: bytes) -> Finding:
    """Look whether the header is whole and belongs to the vault; never how many slots are used."""
    from closeness_cli.storage.keys.header import keyring_slot, slots_used
    from closeness_cli.storage.keys.key_files import read_header, salt_from

    try:
        header = read_header(paths, salt_from(connection))
        if header is not None:
            slots_used(header, key)
    except ClosenessError as error:
        return Finding("key", State.FAULT, error.sentence, error.hint)
    if header is None:
        return Finding(
            "key",
            State.FAULT,
            "The vault's key file is not here, so no passphrase opens the vault.",
            "Make a new one with the recovery code:  closeness vault recover",
        )
    said = "The key file is whole, with all eight slots"
    if keyring_slot(header, key) is not None:
        said += "; the system's keyring opens the vault too"
    return Finding("key", State.SOUND, f"{said}.")


def _search(connection: Connection) -> Finding:
    """Compare both indexes with what they are an index of."""
    try:
        # A check is written as an insert (sqlite.org/fts5.html, section 6.7); it changes nothing.
        with connection.writing():
            for name in INDEXES:
                connection.run(f"INSERT INTO {name}({name}, rank) VALUES('integrity-check', 1)")
    except ClosenessError as error:
        if error.code == "unreadable":
            return Finding(
                "search",
                State.FAULT,
                "The search index does not match what you wrote.",
                "Your entries are whole; export and import them into a new vault.",
            )
        return Finding("search", State.UNKNOWN, error.sentence, error.hint)
    return Finding("search", State.SOUND, "The search index matches what you wrote.")


_NOT_COMPARED = Finding(
    "search", State.UNKNOWN, "The search index cannot be compared while the file is damaged."
)


def _was_kept_from(one: Finding) -> bool:
    """Whether the indexes were not compared; SQLite lets nobody write into a damaged file."""
    return one.subject == _NOT_COMPARED.subject and one.state is State.UNKNOWN


def _history(connection: Connection) -> Finding:
    """Look for what belongs to something that is not there."""
    count = sum(
        connection.value(f"SELECT count(*) FROM {table} WHERE {where}") for table, where in _APART
    )
    if not count:
        return Finding("history", State.SOUND, "Everything belongs to something that is here.")
    some = "One row belongs" if count == 1 else f"{count} rows belong"
    return Finding("history", State.FAULT, f"{some} to something that is not here.", TO_BACKUP)


def _entries(connection: Connection) -> Finding:
    """Compare what entries say with the last state that was written of each."""
    rows = connection.stream(
        "SELECT e.text, e.in_trash, r.body, (SELECT body IS NULL FROM revisions"
        " WHERE record_id=e.id ORDER BY seq DESC LIMIT 1) FROM entries e JOIN revisions r"
        " ON r.seq=(SELECT seq FROM revisions WHERE record_id=e.id AND body IS NOT NULL"
        " ORDER BY seq DESC LIMIT 1)"
    )
    count = sum(
        1
        for text, in_trash, body, is_deleted in rows
        if in_trash != is_deleted or _text_of(body) != text
    )
    if not count:
        return Finding("entries", State.SOUND, "Every entry says what was last written of it.")
    some = "One entry says" if count == 1 else f"{count} entries say"
    return Finding(
        "entries", State.FAULT, f"{some} something else than was last written.", TO_BACKUP
    )


def _text_of(body: str) -> str | None:
    try:
        text: str = json.loads(body)["text"]
    except (KeyError, TypeError, ValueError):
        return None
    return text


def _definitions(connection: Connection) -> Finding:
    """Compute anew the SHA-256 under which each instrument was frozen."""
    from closeness_cli.core.instruments.definition import definition_id

    count = 0
    for definition, body in connection.stream("SELECT id, body FROM definitions"):
        try:
            count += definition_id(json.loads(body)) != definition
        except (TypeError, ValueError):
            count += 1
    if not count:
        return Finding("wording", State.SOUND, "Everything you were asked reads as it did then.")
    some = "One instrument reads" if count == 1 else f"{count} instruments read"
    return Finding("wording", State.FAULT, f"{some} otherwise than when it was asked.", TO_BACKUP)


def _rights(paths: VaultPaths) -> Finding:
    if os.name != "posix":
        return Finding("rights", State.UNKNOWN, "Who may read the folder is not looked at here.")
    open_ones, of_others = 0, 0
    for path in own_paths(paths):
        with suppress(OSError):
            found = path.lstat()
            open_ones += bool(found.st_mode & _OTHERS) and not stat.S_ISLNK(found.st_mode)
            of_others += found.st_uid != os.getuid()
    if of_others:
        return Finding(
            "rights",
            State.LOOK,
            "Some of the vault's files belong to another account.",
            "See with:  ls -lR FOLDER",
        )
    if open_ones:
        return Finding(
            "rights",
            State.LOOK,
            "Other accounts of this computer may read the vault's folder or a file in it.",
            "Close it to them:  closeness doctor --fix",
        )
    return Finding("rights", State.SOUND, "Only your account may read the vault's folder.")


def _leftovers(paths: VaultPaths) -> Finding:
    count = sum(path.name.startswith(".") for path in _files(paths) if _is_unfinished(path.name))
    if not count:
        return Finding("leftovers", State.SOUND, "Nothing was left by a command that was cut off.")
    some = "One file was" if count == 1 else f"{count} files were"
    return Finding(
        "leftovers",
        State.LOOK,
        f"{some} left unfinished, by a command that was cut off or still runs.",
        "Remove what begins with a dot in the vault's folder when nothing runs.",
    )


def _is_unfinished(name: str) -> bool:
    return PARTIAL_SUFFIX in name or ".new" in name


def _place(paths: VaultPaths) -> Finding:
    program = synced_folder(paths.folder)
    if program is None:
        return Finding("place", State.SOUND, "The folder is in none that is known to be synced.")
    return Finding(
        "place",
        State.LOOK,
        f"{program} seems to copy the folder elsewhere, perhaps in the middle of a write.",
        "Keep the vault outside, with --vault PATH, and put backups there instead.",
    )


def _files(paths: VaultPaths) -> Iterator[Path]:
    for folder in (paths.folder, paths.backups):
        with suppress(OSError):
            yield from folder.iterdir()


def _places(count: int) -> str:
    return "one place" if count == 1 else f"{count} places"
