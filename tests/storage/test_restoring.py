"""Going back to a backup."""

from __future__ import annotations

from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from builders import CountingIds, an_entry
from closeness_cli.core.entry import EntryFilter
from closeness_cli.errors import StorageFailedError, UnreadableVaultError, VaultLockedError
from closeness_cli.storage.backups import automatic_backups, back_up, unpacked
from closeness_cli.storage.connection import Connection
from closeness_cli.storage.migrations import STEPS
from closeness_cli.storage.paths import VaultPaths
from closeness_cli.storage.restoring import (
    change_of,
    fold,
    open_backup,
    restore_over,
    restore_where_none_is,
)
from closeness_cli.storage.vault import create_vault, open_vault
from programs import outcome, python
from vaults import OpenVault

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

THEN, NOW = "Walked home by the river.", "Talked until midnight."


def write(vault: OpenVault, text: str) -> None:
    vault.entries.add(an_entry(text, entry_id=vault.ids.new()))


def texts(vault: OpenVault) -> list[str]:
    return [one.text for one in vault.entries.newest(EntryFilter())][::-1]


@pytest.fixture
def backup(vault: OpenVault, tmp_path: Path) -> Iterator[Connection]:
    """A backup of the vault as it was then, open; the vault has gone on since."""
    write(vault, THEN)
    file = tmp_path / "then.zip"
    back_up(vault.connection, vault.paths, file)
    write(vault, NOW)
    with (
        unpacked(file, vault.paths.folder) as (copy, _),
        closing(open_backup(copy, vault.key)) as opened,
    ):
        yield opened


def test_what_would_change_is_counted(vault: OpenVault, backup: Connection) -> None:
    change = change_of(backup, vault.connection)
    assert change.present is not None
    assert (change.backup.n_entries, change.present.n_entries) == (1, 2)
    assert (change.n_gained, change.n_lost) == (0, 1)
    assert change.backup.vault_id == change.present.vault_id
    assert change_of(backup, None)._replace(backup=change.backup) == (change.backup, None, 1, 0)


def test_the_backup_takes_the_place_and_the_present_one_is_kept(
    vault: OpenVault, backup: Connection
) -> None:
    kept = restore_over(backup, vault.connection, vault.paths)
    assert texts(vault) == [THEN]
    assert texts(vault.reopened()) == [THEN]
    assert [one.path for one in automatic_backups(vault.paths)] == [kept]
    with (
        unpacked(kept, vault.paths.folder) as (copy, _),
        closing(open_backup(copy, vault.key)) as there,
    ):
        assert there.value("SELECT count(*) FROM entries") == 2
    write(vault, "And on.")
    assert texts(vault) == [THEN, "And on."]


def test_nothing_of_the_vault_before_is_left_outside_of_what_is_kept(
    vault: OpenVault, backup: Connection
) -> None:
    restore_over(backup, vault.connection, vault.paths)
    files = [one for one in vault.paths.folder.iterdir() if one.is_file()]
    assert not any(NOW.encode() in one.read_bytes() for one in files)


def test_another_closeness_that_has_it_open_sees_it_whole(
    vault: OpenVault, backup: Connection
) -> None:
    with closing(Connection(vault.paths.database, vault.key)) as other:
        assert other.value("SELECT count(*) FROM entries") == 2
        restore_over(backup, vault.connection, vault.paths)
        assert other.value("SELECT count(*) FROM entries") == 1
        with other.writing():
            other.run("UPDATE entries SET mood=1")
    assert vault.connection.run("PRAGMA integrity_check") == [("ok",)]


def test_the_vault_keeps_its_key_when_the_backup_has_another(
    vault: OpenVault, tmp_path: Path
) -> None:
    if vault.key is None:
        return
    other_key = bytes(32)
    paths = VaultPaths(tmp_path / "other")
    create_vault(paths, ids=CountingIds(50), key=other_key)
    other = OpenVault(paths, other_key, open_vault(paths, other_key))
    write(other, THEN)
    write(vault, NOW)
    restore_over(other.connection, vault.connection, vault.paths)
    other.connection.close()
    assert texts(vault.reopened()) == [THEN]


def test_where_no_vault_is_the_file_becomes_it(
    vault: OpenVault, tmp_path: Path, key: bytes | None
) -> None:
    write(vault, THEN)
    file = tmp_path / "then.zip"
    back_up(vault.connection, vault.paths, file)
    paths = VaultPaths(tmp_path / "new")
    paths.folder.mkdir(0o700)
    with unpacked(file, paths.folder) as (copy, _):
        fold(copy, key)
        assert restore_where_none_is(copy, b"{}" if key else None, paths) is None
    assert sorted(one.name for one in paths.folder.iterdir()) == (
        ["vault.db", "vault.key"] if key else ["vault.db"]
    )
    assert all(one.stat().st_mode & 0o777 == 0o600 for one in paths.folder.iterdir())
    restored = OpenVault(paths, key, open_vault(paths, key))
    assert texts(restored) == [THEN]
    restored.connection.close()


def test_a_vault_that_cannot_be_read_is_kept_and_replaced(vault: OpenVault, tmp_path: Path) -> None:
    write(vault, THEN)
    file = tmp_path / "then.zip"
    back_up(vault.connection, vault.paths, file)
    vault.connection.close()
    vault.paths.database.write_bytes(b"broken" * 1000)
    with unpacked(file, vault.paths.folder) as (copy, header):
        fold(copy, vault.key)
        kept = restore_where_none_is(copy, header, vault.paths)
    assert kept is not None
    assert b"broken" in kept.read_bytes()
    vault.connection = open_vault(vault.paths, vault.key)
    assert texts(vault.reopened()) == [THEN]


def test_a_backup_of_an_older_format_is_brought_up_to_date_when_it_is_opened(
    paths: VaultPaths, key: bytes | None, tmp_path: Path
) -> None:
    create_vault(paths, ids=CountingIds(), key=key, steps=STEPS[:2])
    old = open_vault(paths, key, steps=STEPS[:2])
    file = tmp_path / "old.zip"
    back_up(old, paths, file)
    old.close()
    present = open_vault(paths, key)
    with unpacked(file, paths.folder) as (copy, _), closing(open_backup(copy, key)) as backup:
        restore_over(backup, present, paths)
    present.close()
    again = open_vault(paths, key)
    assert again.value("PRAGMA user_version") == len(STEPS)
    again.close()


def test_a_wrong_key_and_a_newer_format_are_refused(vault: OpenVault, tmp_path: Path) -> None:
    file = tmp_path / "then.zip"
    back_up(vault.connection, vault.paths, file)
    with unpacked(file, vault.paths.folder) as (copy, _):
        if vault.key is not None:
            with pytest.raises(VaultLockedError):
                open_backup(copy, bytes(32))
        with closing(Connection(copy, vault.key)) as connection:
            connection.run("PRAGMA user_version=99")
        with pytest.raises(UnreadableVaultError, match="newer version"):
            open_backup(copy, vault.key)


def test_a_vault_that_another_process_writes_to_is_not_waited_for_without_end(
    vault: OpenVault, paths: VaultPaths
) -> None:
    vault.people.add("Sam")
    vault.connection.close()
    writer = python(
        """
        import sys
        from pathlib import Path
        from closeness_cli.storage.connection import Connection

        connection = Connection(Path(sys.argv[1]), bytes.fromhex(sys.argv[2]) or None)
        with connection.writing():
            print("writing", flush=True)
            sys.stdin.read()
        """,
        paths.database,
        vault.key_hex,
    )
    assert writer.stdout is not None
    assert writer.stdout.readline() == "writing\n"
    with (
        closing(Connection(paths.folder / "other.db", vault.key)) as other,
        closing(Connection(paths.database, vault.key, busy_seconds=0.1)) as present,
    ):
        other.run("CREATE TABLE one (id TEXT)")
        with pytest.raises(StorageFailedError, match="is writing to this vault"):
            present.copy_from(other)
    outcome(writer)
    assert [one.name for one in vault.reopened().people.all()] == ["Sam"]
