"""Vaults of every format there ever was, as the programs of their time left them, still open.

`tools/keep_format.py` wrote the files and says how; `test_migrations.py` tries the first of them
more closely.
"""

from __future__ import annotations

import re
from contextlib import closing
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from closeness_cli.core.entry import EntryFilter
from closeness_cli.storage.backups import automatic_backups, unpacked
from closeness_cli.storage.checks import State, check_vault
from closeness_cli.storage.connection import Connection
from closeness_cli.storage.keys.header import header_from_text, make_header, unlock
from closeness_cli.storage.keys.kdf import least
from closeness_cli.storage.keys.key_files import save_header
from closeness_cli.storage.migrations import SCHEMA_VERSION
from closeness_cli.storage.private_files import make_private_file, make_private_folder
from closeness_cli.storage.transfer.archive import export_lines
from closeness_cli.storage.vault import open_vault, vault_id_of
from keep_format import KEPT, PASSPHRASE
from vaults import KEYS, OpenVault

if TYPE_CHECKING:
    from closeness_cli.storage.connection import Row
    from closeness_cli.storage.paths import VaultPaths

FORMATS = range(1, SCHEMA_VERSION + 1)

FILES = sorted(KEPT.glob("format-*.db"))

REBUILT = ("meta", "_sqlite_", "sqlite_", "entries_fts", "entries_trigrams")
"""Tables of the program's own, which a migration may fill anew."""


def number_of(file: Path) -> int:
    return int(file.name.split("-")[1])


@cache
def kept_key(file: Path) -> bytes | None:
    """Give what opens a kept file."""
    header = header_file(file)
    if not header.exists() or file.stem.endswith("plain"):
        return KEYS["plain" if file.stem.endswith("plain") else "encrypted"]
    unlocked = unlock(header_from_text(header.read_bytes()), PASSPHRASE.decode())
    assert unlocked is not None
    return unlocked.data_key


def header_file(file: Path) -> Path:
    return file.with_name(f"format-{number_of(file)}.key")


@pytest.fixture(params=FILES, ids=lambda one: one.stem)
def file(request: pytest.FixtureRequest) -> Path:
    """A vault's file as a program of its time left it."""
    found: Path = request.param
    return found


@pytest.fixture
def old(file: Path, paths: VaultPaths) -> VaultPaths:
    """A vault's folder as a program of that time left it."""
    make_private_folder(paths.folder)
    copied = {paths.database: file}
    if header_file(file).exists() and kept_key(file) is not None:
        copied[paths.key_file] = header_file(file)
    for target, source in copied.items():
        make_private_file(target)
        target.write_bytes(source.read_bytes())
    return paths


def tables(connection: Connection) -> dict[str, list[str]]:
    """Name the tables that hold what people gave, and their columns."""
    names = [row[0] for row in connection.run("SELECT name FROM sqlite_master WHERE type='table'")]
    return {
        name: [row[1] for row in connection.run(f"PRAGMA table_info({name})")]
        for name in names
        if not name.startswith(REBUILT)
    }


def rows(connection: Connection, shape: dict[str, list[str]]) -> dict[str, list[Row]]:
    return {
        name: connection.run(f"SELECT {', '.join(columns)} FROM {name} ORDER BY rowid")
        for name, columns in shape.items()
    }


@pytest.mark.parametrize("number", FORMATS)
def test_every_format_is_kept_plain_and_encrypted(number: int) -> None:
    stem = KEPT / f"format-{number}"
    for kind in KEYS:
        file = Path(f"{stem}-{kind}.db")
        assert file.exists(), "python tools/keep_format.py writes the files of a new format"
        assert file.read_bytes().startswith(b"SQLite format 3\0") == (kind == "plain")
        with closing(Connection(file, kept_key(file))) as connection:
            assert connection.value("PRAGMA user_version") == number
    assert Path(f"{stem}.jsonl").exists()


def test_it_opens_with_all_that_was_in_it(file: Path, old: VaultPaths) -> None:
    key = kept_key(file)
    with closing(Connection(old.database, key)) as connection:
        shape = tables(connection)
        before = rows(connection, shape)

    with closing(open_vault(old, key)) as connection:
        assert connection.value("PRAGMA user_version") == SCHEMA_VERSION
        assert rows(connection, shape) == before
    assert before["entries"]
    assert before["responses"]


def test_it_exports_what_its_own_program_said(file: Path, old: VaultPaths) -> None:
    said = (KEPT / f"format-{number_of(file)}.jsonl").read_text("utf-8")
    with closing(open_vault(old, kept_key(file))) as connection:
        assert "".join(export_lines(connection, with_safety=False)) == said


def test_it_is_sound_and_can_be_searched_and_written_in(file: Path, old: VaultPaths) -> None:
    key = kept_key(file)
    vault = OpenVault(old, key, open_vault(old, key))
    if key is not None and not old.key_file.exists():
        header = make_header(vault_id_of(vault.connection), key, PASSPHRASE.decode(), least())
        save_header(old, header)
    assert State.FAULT not in {one.state for one in check_vault(vault.connection, old, key)}
    [walked] = [one.entry for one in vault.entries.search("walked", EntryFilter())]
    vault.entries.change(walked._replace(text="Ran home together."))
    assert [one.entry.id for one in vault.entries.search("ran", EntryFilter())] == [walked.id]
    assert vault.entries.search("walked", EntryFilter()) == []
    vault.connection.close()


def test_before_it_is_changed_it_is_backed_up_whole(file: Path, old: VaultPaths) -> None:
    key = kept_key(file)
    with closing(Connection(old.database, key)) as connection:
        shape = tables(connection)
        before = rows(connection, shape)
    open_vault(old, key).close()

    backups = [one.path for one in automatic_backups(old)]
    if number_of(file) == SCHEMA_VERSION:
        assert backups == []
        return
    assert [one.name for one in backups] == ["0001-before-migration.zip"]
    with unpacked(backups[0], old.folder) as (copy, _), closing(Connection(copy, key)) as backup:
        assert backup.value("PRAGMA user_version") == number_of(file)
        assert rows(backup, shape) == before


def test_a_file_that_is_kept_is_of_a_format_that_there_is() -> None:
    stems = {re.sub("-(plain|encrypted)$", "", one.stem) for one in FILES}
    assert stems == {f"format-{number}" for number in FORMATS}
