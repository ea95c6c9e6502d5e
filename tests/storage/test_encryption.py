"""A vault under another key: all of it, or as it was."""

from __future__ import annotations

import os
import signal
from contextlib import closing
from itertools import count
from typing import TYPE_CHECKING

import pytest

from builders import CountingIds, an_entry
from closeness_cli.core.entry import EntryFilter
from closeness_cli.errors import StorageFailedError, UnreadableVaultError, VaultLockedError
from closeness_cli.storage import encryption
from closeness_cli.storage.connection import Connection
from closeness_cli.storage.encryption import change_key, tidy
from closeness_cli.storage.keys import key_files
from closeness_cli.storage.keys.header import Header, make_header, unlock
from closeness_cli.storage.keys.kdf import least
from closeness_cli.storage.transfer.archive import export_lines
from closeness_cli.storage.vault import create_vault, open_vault
from programs import outcome, python
from vaults import OpenVault

if TYPE_CHECKING:
    from collections.abc import Callable

    from closeness_cli.storage.paths import VaultPaths

OLD, NEW = bytes(range(32)), bytes(range(32, 64))
SETTING = least()

CHANGES = {
    "encrypt": (None, NEW),
    "decrypt": (OLD, None),
    "rekey": (OLD, NEW),
}


def header_of(key: bytes | None) -> Callable[[str], Header] | None:
    return None if key is None else lambda vault_id: make_header(vault_id, key, "walk", SETTING)


@pytest.fixture(params=CHANGES)
def change(request: pytest.FixtureRequest) -> tuple[bytes | None, bytes | None]:
    found: tuple[bytes | None, bytes | None] = CHANGES[request.param]
    return found


@pytest.fixture
def written(paths: VaultPaths, change: tuple[bytes | None, bytes | None]) -> VaultPaths:
    """A vault with an entry and its history."""
    old, _ = change
    create_vault(paths, ids=CountingIds(), key=old, header=header_of(old))
    vault = OpenVault(paths, old, open_vault(paths, old))
    vault.entries.add(an_entry(text="We walked to the harbour. #walk"))
    vault.connection.close()
    return paths


def lines(paths: VaultPaths, key: bytes | None) -> list[str]:
    with closing(open_vault(paths, key)) as connection:
        assert connection.value("PRAGMA integrity_check") == "ok"
        return list(export_lines(connection, with_safety=True))


def the_key(paths: VaultPaths) -> bytes | None:
    """Open the vault as a person does: with the passphrase alone."""
    lock = key_files.lock_of(paths)
    if not lock.is_encrypted:
        return None
    assert lock.header is not None
    found = unlock(lock.header, "walk")
    assert found is not None
    return found.data_key


def names(paths: VaultPaths) -> set[str]:
    return {one.name for one in paths.folder.iterdir()}


def test_everything_is_there_under_the_other_key(
    written: VaultPaths, change: tuple[bytes | None, bytes | None]
) -> None:
    old, new = change
    before = lines(written, old)
    change_key(written, old, new, ids=CountingIds(500), header=header_of(new))

    assert the_key(written) == new
    assert lines(written, new) == before
    assert names(written) == {"vault.db"} | ({"vault.key"} if new else set())
    assert written.database.stat().st_mode & 0o777 == 0o600
    with pytest.raises((VaultLockedError, UnreadableVaultError)):
        open_vault(written, old)


def test_its_search_index_and_settings_come_along(
    written: VaultPaths, change: tuple[bytes | None, bytes | None]
) -> None:
    old, new = change
    change_key(written, old, new, ids=CountingIds(500), header=header_of(new))
    vault = OpenVault(written, new, open_vault(written, new))

    assert [one.entry.text for one in vault.entries.search("harbour", EntryFilter())]
    config = vault.connection.run("SELECT v FROM entries_fts_config WHERE k='secure-delete'")
    assert [list(row) for row in config] == [[1]]
    assert vault.connection.value("PRAGMA journal_mode") == "wal"
    vault.connection.close()


def test_no_word_is_left_in_the_folder_once_it_is_encrypted(paths: VaultPaths) -> None:
    create_vault(paths, ids=CountingIds())
    vault = OpenVault(paths, None, open_vault(paths))
    vault.entries.add(an_entry(text="harbourside"))
    vault.connection.close()
    assert b"harbourside" in paths.database.read_bytes()
    change_key(paths, None, NEW, ids=CountingIds(500), header=header_of(NEW))

    for file in paths.folder.iterdir():
        assert b"harbourside" not in file.read_bytes()


def test_while_another_has_it_open_nothing_is_changed(
    written: VaultPaths, change: tuple[bytes | None, bytes | None], monkeypatch: pytest.MonkeyPatch
) -> None:
    old, new = change
    monkeypatch.setattr(
        encryption, "open_vault", lambda paths, key: open_vault(paths, key, busy_seconds=0)
    )
    with closing(open_vault(written, old)) as other:
        other.value("SELECT count(*) FROM revisions")
        with pytest.raises(StorageFailedError, match="Another process"):
            change_key(written, old, new, ids=CountingIds(500), header=header_of(new))

    assert the_key(written) == old


def test_who_waited_meanwhile_does_not_write_into_the_old_file(
    written: VaultPaths, change: tuple[bytes | None, bytes | None], monkeypatch: pytest.MonkeyPatch
) -> None:
    old, new = change
    really = encryption._put_in_place

    def while_another_comes(*given: object) -> None:
        with pytest.raises(StorageFailedError, match="Another process is writing"):
            open_vault(written, old, busy_seconds=0)
        really(*given)  # type: ignore[arg-type] # handed on as it came

    monkeypatch.setattr(encryption, "_put_in_place", while_another_comes)
    change_key(written, old, new, ids=CountingIds(500), header=header_of(new))
    assert the_key(written) == new


def test_a_file_that_was_exchanged_while_it_was_opened_is_not_used(
    written: VaultPaths, change: tuple[bytes | None, bytes | None], monkeypatch: pytest.MonkeyPatch
) -> None:
    old, _ = change
    copy = written.folder / "copy"
    copy.write_bytes(written.database.read_bytes())
    really = Connection._prepare

    def meanwhile(self: Connection, key: bytes | None) -> None:
        really(self, key)
        if copy.exists():
            copy.replace(written.database)

    monkeypatch.setattr(Connection, "_prepare", meanwhile)
    with pytest.raises(StorageFailedError, match="changed the vault meanwhile"):
        open_vault(written, old)


CHANGE = """
    import sys
    from builders import CountingIds
    from pathlib import Path
    from closeness_cli.storage import encryption
    from closeness_cli.storage.keys.header import make_header
    from closeness_cli.storage.keys.kdf import least
    from closeness_cli.storage.paths import VaultPaths
    import os, signal
    import closeness_cli.storage.vault, closeness_cli.storage.keys.key_files

    folder, old, new = sys.argv[1:]
    old, new = bytes.fromhex(old) or None, bytes.fromhex(new) or None
    header = new and (lambda vault_id: make_header(vault_id, new, "walk", least()))
    make_header("", bytes(32), "walk", least())  # imports what is imported late, before the fork
    count = 0

    def changed_until(at):
        def watch(event, given):
            global count
            touched = str(given[0]) if given else ""
            if event in ("open", "os.rename", "os.remove") and folder in touched:
                count += 1
                if count == at:
                    os.kill(os.getpid(), signal.SIGKILL)

        sys.addaudithook(watch)
        encryption.change_key(
            VaultPaths(Path(folder)), old, new, ids=CountingIds(500), header=header
        )

    for line in sys.stdin:
        child = os.fork()
        if not child:
            changed_until(int(line))
            os._exit(0)
        print(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), flush=True)
"""
"""Ends as by a power cut at the nth time that a file of the vault is opened, renamed or removed."""


def test_a_crash_at_any_point_leaves_one_that_opens(
    written: VaultPaths, change: tuple[bytes | None, bytes | None]
) -> None:
    old, new = change
    before = lines(written, old)
    files = {one.name: one.read_bytes() for one in written.folder.iterdir()}
    program = python(CHANGE, written.folder, (old or b"").hex(), (new or b"").hex())
    assert program.stdin is not None
    assert program.stdout is not None
    ends = []
    for at in count(1):
        for one in written.folder.iterdir():
            one.unlink()
        for name, content in files.items():
            (written.folder / name).write_bytes(content)
        program.stdin.write(f"{at}\n")
        program.stdin.flush()
        status = int(program.stdout.readline())
        if status == 0:
            break
        assert status == -signal.SIGKILL
        key = the_key(written)
        ends.append(key)
        assert lines(written, key) == before
        with closing(open_vault(written, key)) as connection:
            tidy(connection, written)
        assert names(written) == {"vault.db"} | ({"vault.key"} if key else set())
        assert the_key(written) == key
    assert outcome(program) == ""

    assert len(ends) > 4
    assert {old, new} == set(ends)  # some ended before the new file had the name, some after


NO_ROOM = """
    import resource, sys
    from builders import CountingIds
    from pathlib import Path
    from closeness_cli.errors import StorageFailedError
    from closeness_cli.storage.encryption import change_key
    from closeness_cli.storage.keys.header import make_header
    from closeness_cli.storage.keys.kdf import least
    from closeness_cli.storage.paths import VaultPaths

    paths = VaultPaths(Path(sys.argv[1]))
    old, new = (bytes.fromhex(one) or None for one in sys.argv[2:])
    header = new and (lambda vault_id: make_header(vault_id, new, "walk", least()))
    resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, 100_000))
    try:
        change_key(paths, old, new, ids=CountingIds(500), header=header)
    except StorageFailedError as error:
        print(error.sentence)
"""


def test_where_the_disk_takes_no_more_it_stays_as_it_was(
    written: VaultPaths, change: tuple[bytes | None, bytes | None]
) -> None:
    old, new = change
    before = lines(written, old)
    program = python(NO_ROOM, written.folder, (old or b"").hex(), (new or b"").hex())

    assert outcome(program) == "The disk did not take it, so nothing was saved.\n"
    assert the_key(written) == old
    assert lines(written, old) == before
    assert names(written) == {"vault.db"} | ({"vault.key"} if old else set())


def test_without_room_it_stays_as_it_was(
    written: VaultPaths, change: tuple[bytes | None, bytes | None], monkeypatch: pytest.MonkeyPatch
) -> None:
    old, new = change
    before = lines(written, old)

    really = type(written.database).replace

    def replace(self: os.PathLike[str], target: os.PathLike[str]) -> object:
        if os.fspath(target) == os.fspath(written.database):
            raise OSError(28, "No space left on device")
        return really(self, target)  # type: ignore[type-var] # a path, as it came

    monkeypatch.setattr(type(written.database), "replace", replace)
    with pytest.raises(StorageFailedError, match="it is as it was"):
        change_key(written, old, new, ids=CountingIds(500), header=header_of(new))

    monkeypatch.undo()
    assert the_key(written) == old
    assert lines(written, old) == before
    assert names(written) == {"vault.db"} | ({"vault.key"} if old else set())


def test_a_copy_that_differs_is_thrown_away(
    written: VaultPaths, change: tuple[bytes | None, bytes | None], monkeypatch: pytest.MonkeyPatch
) -> None:
    old, new = change
    really = encryption._copy

    def faulty(*given: object) -> None:
        really(*given)  # type: ignore[arg-type] # handed on as it came
        with closing(Connection(given[3], new)) as copy:  # type: ignore[arg-type] # its path
            copy.run("UPDATE entries SET text='We ran.'")

    monkeypatch.setattr(encryption, "_copy", faulty)
    with pytest.raises(StorageFailedError, match="not what the vault is"):
        change_key(written, old, new, ids=CountingIds(500), header=header_of(new))

    assert the_key(written) == old
    assert names(written) == {"vault.db"} | ({"vault.key"} if old else set())


class TestMakingAnEncryptedVault:
    def test_it_opens_with_its_passphrase(self, paths: VaultPaths) -> None:
        assert create_vault(paths, ids=CountingIds(), key=NEW, header=header_of(NEW))

        assert the_key(paths) == NEW
        assert names(paths) == {"vault.db", "vault.key"}
        assert paths.key_file.stat().st_mode & 0o777 == 0o600

    def test_of_two_the_slower_one_leaves_the_other_s_as_it_is(self, paths: VaultPaths) -> None:
        def late(vault_id: str) -> Header:
            create_vault(paths, ids=CountingIds(7), key=OLD, header=header_of(OLD))
            return make_header(vault_id, NEW, "other", SETTING)

        assert not create_vault(paths, ids=CountingIds(900), key=NEW, header=late)

        assert the_key(paths) == OLD
        assert names(paths) == {"vault.db", "vault.key"}

    def test_a_plain_vault_in_its_place_is_refused(self, paths: VaultPaths) -> None:
        create_vault(paths, ids=CountingIds(), key=NEW, header=header_of(NEW))
        elsewhere = paths._replace(folder=paths.folder / "elsewhere")
        create_vault(elsewhere, ids=CountingIds(9))
        elsewhere.database.replace(paths.database)

        with pytest.raises(UnreadableVaultError, match="was encrypted"):
            key_files.lock_of(paths)


def test_what_a_cut_off_command_left_goes_with_the_next_one(vault: OpenVault) -> None:
    vault.people.add("Sam")
    unpacked = vault.paths.folder / ".1-ab.partial"  # no process has it open
    journal = vault.paths.database.with_name("vault.db-journal")
    for left in (unpacked, unpacked.with_name(".1-ab.partial-wal"), journal):
        left.write_bytes(bytes(4096))
    tidy(vault.connection, vault.paths)
    assert not list(vault.paths.folder.glob(".*"))
    assert not journal.exists()
    assert [one.name for one in vault.reopened().people.all()] == ["Sam"]


def test_a_journal_that_undoes_something_is_used_before_it_goes(
    written: VaultPaths, change: tuple[bytes | None, bytes | None]
) -> None:
    old, _ = change
    before = lines(written, old)
    program = python(
        """
        import os, signal, sys
        from pathlib import Path
        from closeness_cli.storage.connection import Connection

        connection = Connection(Path(sys.argv[1]), bytes.fromhex(sys.argv[2]) or None)
        connection.run("PRAGMA journal_mode=delete")
        connection.run("PRAGMA cache_size=1")  # so that pages are written before the end
        with connection.writing():
            connection.run("DELETE FROM entries")
            connection.run("CREATE TABLE much AS SELECT randomblob(400000) AS it")
            os.kill(os.getpid(), signal.SIGKILL)
        """,
        written.database,
        (old or b"").hex(),
    )
    program.communicate()
    journal = written.database.with_name("vault.db-journal")
    assert journal.stat().st_size > 4096
    with closing(open_vault(written, old)) as connection:
        tidy(connection, written)
    assert not journal.exists()
    assert lines(written, old) == before
