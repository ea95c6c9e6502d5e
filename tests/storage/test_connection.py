"""The one connection: transactions, settings, errors in sentences."""

from __future__ import annotations

import os
import sqlite3
import stat
import traceback
from contextlib import nullcontext
from pathlib import Path
from typing import Any

import pytest
from sqlcipher3 import dbapi2

from builders import CountingIds, a_moment, an_entry
from closeness_cli.core.entry import EntryFilter
from closeness_cli.errors import (
    ClosenessError,
    StorageFailedError,
    UnreadableVaultError,
    VaultLockedError,
)
from closeness_cli.storage.connection import Connection
from closeness_cli.storage.paths import VaultPaths
from closeness_cli.storage.vault import create_vault, open_vault
from programs import outcome, python
from vaults import KEYS, OpenVault

PRIVATE_WORDS = "Nobody else may read this."


def count(vault: OpenVault) -> int:
    found: int = vault.connection.value("SELECT count(*) FROM people")
    return found


def add_person(vault: OpenVault, name: str) -> None:
    vault.connection.run("INSERT INTO people(id, name) VALUES (?, ?)", (vault.ids.new(), name))


def sentence_of(error: ClosenessError) -> str:
    return f"{type(error).__name__}: {error.sentence}"


def what_opening_says(paths: VaultPaths, key: bytes | None) -> str:
    """Open a vault and read all that is in it; give the error's name and sentence."""
    try:
        connection = open_vault(paths, key)
    except ClosenessError as error:
        return sentence_of(error)
    try:
        vault = OpenVault(paths, key, connection)
        list(vault.entries.newest(EntryFilter()))
        vault.entries.search("walk", EntryFilter())
        vault.administrations.completed()
        connection.run("SELECT * FROM revisions")
    except ClosenessError as error:
        return sentence_of(error)
    finally:
        connection.close()
    return ""


# Transactions


def test_what_is_written_is_there_for_another_connection_at_once(vault: OpenVault) -> None:
    other = open_vault(vault.paths, vault.key)
    with vault.connection.writing():
        add_person(vault, "Sam")
        assert other.value("SELECT count(*) FROM people") == 0

    assert other.value("SELECT count(*) FROM people") == 1
    other.close()


def test_writing_takes_the_lock_when_it_begins_and_not_at_the_first_write(
    vault: OpenVault,
) -> None:
    other = open_vault(vault.paths, vault.key, busy_seconds=0)

    with vault.connection.writing():
        with pytest.raises(StorageFailedError) as caught, other.writing():
            pytest.fail("two transactions write at once")
        assert other.value("SELECT count(*) FROM people") == 0
    with other.writing():
        pass
    other.close()

    assert caught.value.sentence == "Another process is writing to this vault."
    assert caught.value.hint == "Try again in a moment."


def test_a_writer_waits_for_another_one(vault: OpenVault) -> None:
    holder = python(
        """
        import sys, time
        from pathlib import Path
        from closeness_cli.storage.connection import Connection

        key = bytes.fromhex(sys.argv[2]) or None
        connection = Connection(Path(sys.argv[1]), key)
        with connection.writing():
            connection.run("INSERT INTO people(id, name) VALUES ('a', 'Sam')")
            print("held", flush=True)
            time.sleep(0.3)
        connection.close()
        """,
        vault.paths.database,
        vault.key_hex,
    )
    assert holder.stdout is not None
    assert holder.stdout.readline() == "held\n"

    with vault.connection.writing():
        add_person(vault, "Alex")

    assert outcome(holder) == ""
    assert [one.name for one in vault.people.all()] == ["Sam", "Alex"]


def test_a_transaction_inside_of_another_is_part_of_it(vault: OpenVault) -> None:
    with vault.connection.writing():
        add_person(vault, "Sam")
        with vault.connection.writing():
            add_person(vault, "Alex")
        other = open_vault(vault.paths, vault.key)
        assert other.value("SELECT count(*) FROM people") == 0
        other.close()

    assert count(vault) == 2


@pytest.mark.parametrize("stop", [ValueError, KeyboardInterrupt, SystemExit, GeneratorExit])
def test_whatever_breaks_a_transaction_leaves_nothing_of_it(
    vault: OpenVault, stop: type[BaseException]
) -> None:
    def write_and_stop() -> None:
        with vault.connection.writing():
            add_person(vault, "Sam")
            with vault.connection.writing():
                add_person(vault, "Alex")
                raise stop

    with pytest.raises(stop):
        write_and_stop()

    assert count(vault) == 0
    with vault.connection.writing():
        add_person(vault, "Kim")
    assert count(vault.reopened()) == 1


def test_ctrl_c_while_the_lock_is_taken_leaves_no_transaction_open(vault: OpenVault) -> None:
    class Stopping:
        """Passes everything on to the driver, and is stopped right after BEGIN."""

        def __init__(self, raw: Any) -> None:  # noqa: ANN401 - the driver has no types
            self.raw = raw

        def execute(self, sql: str, *values: object) -> object:
            found = self.raw.execute(sql, *values)
            if sql.startswith("BEGIN"):
                raise KeyboardInterrupt
            return found

        def __getattr__(self, name: str) -> object:
            return getattr(self.raw, name)

    raw = vault.connection._raw
    vault.connection._raw = Stopping(raw)
    with pytest.raises(KeyboardInterrupt), vault.connection.writing():
        pytest.fail("the transaction goes on")
    assert not raw.in_transaction

    vault.connection._raw = raw
    vault.people.add("Sam")
    assert count(vault.reopened()) == 1


def test_a_statement_that_fails_undoes_the_whole_transaction(vault: OpenVault) -> None:
    def write_and_fail() -> None:
        with vault.connection.writing():
            add_person(vault, "Sam")
            vault.connection.run("INSERT INTO people(id, name) VALUES ('x', NULL)")

    with pytest.raises(StorageFailedError):
        write_and_fail()

    assert count(vault) == 0


def test_what_sqlite_utils_runs_fails_with_a_sentence_too(vault: OpenVault) -> None:
    with pytest.raises(StorageFailedError), vault.connection.writing():
        vault.connection.database().table("people").insert({"id": "x", "name": None})

    assert count(vault) == 0


def test_sqlite_utils_works_on_the_same_connection(vault: OpenVault) -> None:
    with vault.connection.writing():
        add_person(vault, "Sam")
        assert [row["name"] for row in vault.connection.database()["people"].rows] == ["Sam"]


def test_rows_can_be_had_one_by_one(vault: OpenVault) -> None:
    with vault.connection.writing():
        for name in ("Sam", "Alex"):
            add_person(vault, name)
    rows = vault.connection.stream("SELECT name FROM people ORDER BY seq")

    assert next(rows)[0] == "Sam"
    assert [row[0] for row in rows] == ["Alex"]


def test_a_cell_that_is_not_there_is_nothing(vault: OpenVault) -> None:
    assert vault.connection.value("SELECT name FROM people") is None


# Settings


def test_the_settings_are_in_force(vault: OpenVault) -> None:
    in_force = {
        "journal_mode": "wal",
        "synchronous": 3,
        "fullfsync": 1,
        "checkpoint_fullfsync": 1,
        "foreign_keys": 1,
        "secure_delete": 1,
        "temp_store": 2,
        "trusted_schema": 0,
        "cell_size_check": 1,
        "busy_timeout": 10_000,
    }

    assert {name: vault.connection.value(f"PRAGMA {name}") for name in in_force} == in_force


def test_a_reference_to_nothing_is_refused(vault: OpenVault) -> None:
    with pytest.raises(StorageFailedError), vault.connection.writing():
        vault.connection.run("INSERT INTO entry_tags(tag, entry_seq) VALUES ('walk', 99)")


def test_nothing_of_a_row_that_was_removed_stays_in_the_file(vault: OpenVault) -> None:
    entry = an_entry(f"{PRIVATE_WORDS} zanzibar", entry_id=vault.ids.new())
    vault.entries.add(entry)
    with vault.connection.writing():
        vault.connection.run("DELETE FROM revisions WHERE record_id=?", [entry.id])
        vault.connection.run("DELETE FROM entries WHERE id=?", [entry.id])
    vault.connection.run("PRAGMA wal_checkpoint(TRUNCATE)")

    data = vault.paths.database.read_bytes()

    assert PRIVATE_WORDS.encode() not in data
    assert b"zanzibar" not in data


def test_no_word_of_an_encrypted_vault_is_readable(paths: VaultPaths) -> None:
    create_vault(paths, ids=CountingIds(), key=KEYS["encrypted"])
    vault = OpenVault(paths, KEYS["encrypted"], open_vault(paths, KEYS["encrypted"]))
    vault.entries.add(an_entry(PRIVATE_WORDS))

    files = [file.read_bytes() for file in paths.folder.iterdir()]
    vault.connection.close()

    assert len(files) == 3
    assert not any(PRIVATE_WORDS.encode() in data for data in files)
    assert not any(b"SQLite" in data for data in files)


@pytest.mark.parametrize("umask", [0o000, 0o022, 0o077, 0o277])
def test_the_files_are_for_their_owner_only_whatever_the_umask(
    paths: VaultPaths, key: bytes | None, umask: int
) -> None:
    before = os.umask(umask)
    try:
        create_vault(paths, ids=CountingIds(), key=key)
        connection = open_vault(paths, key)
        with connection.writing():
            connection.run("INSERT INTO people(id, name) VALUES ('a', 'Sam')")
    finally:
        os.umask(before)

    modes = {file.name: stat.S_IMODE(file.stat().st_mode) for file in paths.folder.iterdir()}
    connection.close()
    assert modes == {"vault.db": 0o600, "vault.db-wal": 0o600, "vault.db-shm": 0o600}
    assert stat.S_IMODE(paths.folder.stat().st_mode) == 0o700


def test_a_path_that_looks_like_a_uri_is_a_file(tmp_path: Path) -> None:
    before = Path.cwd()
    os.chdir(tmp_path)
    try:
        Connection(Path("file:x.db?mode=memory")).close()
    finally:
        os.chdir(before)

    assert [file.name for file in tmp_path.iterdir()] == ["file:x.db?mode=memory"]


def test_the_last_one_to_close_folds_the_log_into_the_file(vault: OpenVault) -> None:
    vault.people.add("Sam")
    vault.connection.close()

    assert [file.name for file in vault.paths.folder.iterdir()] == ["vault.db"]


def test_sqlite_utils_is_on_the_one_driver() -> None:
    program = python(
        """
        import sys
        from pathlib import Path
        from closeness_cli.storage.connection import Connection
        from closeness_cli.storage.migrations import migrate

        assert "sqlite_utils" not in sys.modules
        connection = Connection(None)
        migrate(connection)
        import sqlite_utils.db, sqlite_utils.utils
        print(sqlite_utils.db.sqlite3.__name__, sqlite_utils.utils.OperationalError.__module__)
        print(type(connection.database().conn).__module__)
        """
    )

    assert outcome(program) == "sqlcipher3 sqlcipher3.dbapi2\nsqlcipher3.dbapi2\n"


# Errors


def test_a_wrong_key_is_said(vault: OpenVault) -> None:
    vault.connection.close()

    assert what_opening_says(vault.paths, bytes(32)) == (
        "VaultLockedError: The key does not open this vault, or it is damaged."
    )


def test_an_encrypted_vault_is_not_opened_without_its_key(paths: VaultPaths) -> None:
    create_vault(paths, ids=CountingIds(), key=KEYS["encrypted"])

    assert what_opening_says(paths, None) == (
        "UnreadableVaultError: The file is not a vault that can be read without a key."
    )


def test_a_wrong_key_prints_nothing(vault: OpenVault, capfd: pytest.CaptureFixture[str]) -> None:
    vault.connection.close()
    with pytest.raises(VaultLockedError):
        open_vault(vault.paths, bytes(32))

    assert capfd.readouterr() == ("", "")


def test_a_file_of_something_else_is_not_a_vault(paths: VaultPaths, key: bytes | None) -> None:
    paths.folder.mkdir()
    paths.database.write_bytes(b"Dear diary, this is plain text.\n" * 500)

    assert what_opening_says(paths, key) in {
        "UnreadableVaultError: The file is not a vault that can be read without a key.",
        "VaultLockedError: The key does not open this vault, or it is damaged.",
    }
    assert paths.database.read_bytes() == b"Dear diary, this is plain text.\n" * 500


def test_a_database_of_another_program_is_not_a_vault(paths: VaultPaths) -> None:
    paths.folder.mkdir()
    other = sqlite3.connect(paths.database)
    other.execute("CREATE TABLE bookmarks(title)")
    other.close()
    before = paths.database.read_bytes()

    assert what_opening_says(paths, None) == (
        "UnreadableVaultError: The file is a database of another program, not a vault."
    )
    assert paths.database.read_bytes()[100:] == before[100:]


def test_an_empty_file_is_not_taken_for_a_new_vault(paths: VaultPaths, key: bytes | None) -> None:
    paths.folder.mkdir()
    paths.database.touch()

    assert what_opening_says(paths, key) == "UnreadableVaultError: The vault's file is empty."
    assert paths.database.stat().st_size == 0


@pytest.fixture
def used(vault: OpenVault) -> OpenVault:
    """A vault with a year of entries, closed."""
    with vault.connection.writing():
        for number in range(120):
            vault.entries.add(
                an_entry(f"walk {number} " + PRIVATE_WORDS * 8, entry_id=vault.ids.new())
            )
    vault.connection.close()
    return vault


@pytest.mark.parametrize("share", [0.9, 0.5, 0.1])
def test_a_vault_that_was_cut_is_damaged(used: OpenVault, share: float) -> None:
    data = used.paths.database.read_bytes()
    used.paths.database.write_bytes(data[: int(len(data) * share)])

    assert what_opening_says(used.paths, used.key) == "UnreadableVaultError: The vault is damaged."


def test_a_page_that_was_overwritten_is_damage_and_never_a_traceback(used: OpenVault) -> None:
    data = used.paths.database.read_bytes()
    said = set()
    for page in range(4096, len(data), 16 * 4096):
        used.paths.database.write_bytes(data[:page] + b"\x00\xff" * 2048 + data[page + 4096 :])
        said.add(what_opening_says(used.paths, used.key))

    assert said <= {"", "UnreadableVaultError: The vault is damaged."}
    assert len(said - {""}) == 1


def test_every_changed_byte_of_an_encrypted_vault_is_noticed(used: OpenVault) -> None:
    data = used.paths.database.read_bytes()
    said = set()
    for at in range(5000, len(data), 24 * 4096):
        used.paths.database.write_bytes(data[:at] + bytes([data[at] ^ 1]) + data[at + 1 :])
        said.add(what_opening_says(used.paths, used.key))
        if used.key:
            connection = Connection(used.paths.database, used.key)
            assert len(connection.run("PRAGMA cipher_integrity_check")) == 1
            connection.close()

    assert said <= {"", "UnreadableVaultError: The vault is damaged."}


@pytest.mark.parametrize(
    "damage",
    [
        "UPDATE entries SET kind='walk'",
        "UPDATE entries SET at='soon'",
        "UPDATE entries SET tags='[\"walk'",
        "UPDATE entries SET fields=''",
        "UPDATE entries SET visibility='everyone'",
        "UPDATE entries SET text=CAST(X'4EFF' AS TEXT)",
    ],
)
def test_a_row_that_makes_no_sense_is_damage_and_is_not_quoted(
    vault: OpenVault, damage: str
) -> None:
    vault.entries.add(an_entry(PRIVATE_WORDS))
    vault.connection.run(damage)

    with pytest.raises(UnreadableVaultError) as caught:
        list(vault.entries.newest(EntryFilter()))

    told = "".join(traceback.format_exception(caught.value))
    assert caught.value.sentence == "The vault is damaged."
    assert PRIVATE_WORDS not in told
    assert "walk" not in told.replace("Walked", "")
    assert "soon" not in told


def test_an_error_of_the_driver_is_not_carried_along(vault: OpenVault) -> None:
    with pytest.raises(StorageFailedError) as caught:
        vault.connection.run(f'SELECT "{PRIVATE_WORDS}" FROM nowhere')

    assert PRIVATE_WORDS not in str(caught.value)
    assert caught.value.__suppress_context__
    assert caught.value.__cause__ is None


def test_a_vault_that_may_not_grow_saves_nothing_and_says_so(vault: OpenVault) -> None:
    vault.connection.run("PRAGMA max_page_count=1")

    def fill() -> None:
        with vault.connection.writing():
            for _ in range(50):
                add_person(vault, "x" * 9000)

    with pytest.raises(StorageFailedError) as caught:
        fill()

    assert caught.value.sentence == "The disk is full, so nothing was saved."
    assert count(vault) == 0
    assert count(vault.reopened()) == 0


@pytest.mark.parametrize(
    ("code", "writes", "told"),
    [
        ("SQLITE_BUSY", False, "Another process is writing to this vault."),
        ("SQLITE_LOCKED", True, "Another process is writing to this vault."),
        ("SQLITE_FULL", True, "The disk is full, so nothing was saved."),
        ("SQLITE_READONLY", True, "The vault's folder cannot be written to, so nothing was saved."),
        (
            "SQLITE_CANTOPEN",
            False,
            "The vault's folder cannot be written to, so the vault cannot be opened.",
        ),
        ("SQLITE_IOERR", True, "The disk did not take it, so nothing was saved."),
        ("SQLITE_IOERR", False, "The disk could not be read or written."),
        ("SQLITE_CORRUPT", False, "The vault is damaged."),
        ("SQLITE_NOTADB", False, "The file is not a vault that can be read without a key."),
        ("SQLITE_NOMEM", True, "The vault could not be used (Error), so nothing was saved."),
        ("SQLITE_NOMEM", False, "The vault could not be used (Error)."),
    ],
)
@pytest.mark.parametrize("extended", [0, 3 << 8])
def test_a_failure_is_told_by_its_code_whatever_the_driver_says(
    code: str, writes: bool, told: str, extended: int
) -> None:
    error = dbapi2.Error("database is locked, full, readonly and not a database")
    error.sqlite_errorcode = getattr(dbapi2, code) | extended
    connection = Connection(None)

    def fail() -> None:
        with connection.writing() if writes else nullcontext(), connection._translated():
            raise error

    with pytest.raises(ClosenessError) as caught:
        fail()
    assert caught.value.sentence == told
    connection.close()


def test_a_mistake_in_a_query_is_an_error_of_ours_too() -> None:
    connection = Connection(None)

    with pytest.raises(StorageFailedError, match=r"^The vault could not be used \(Operational"):
        connection.run("SELECT nothing FROM nowhere")
    connection.close()


def test_rows_that_nobody_wants_any_more_may_outlive_the_connection(vault: OpenVault) -> None:
    rows = vault.connection.stream("SELECT id FROM meta")
    next(rows)
    vault.connection.close()
    rows.close()  # type: ignore[attr-defined] # a generator; what Python does when it is dropped


def test_a_full_disk_saves_nothing_and_says_so(vault: OpenVault) -> None:
    vault.people.add("Sam")
    vault.connection.close()
    program = python(
        """
        import resource, sys
        from pathlib import Path
        from closeness_cli.errors import StorageFailedError
        from closeness_cli.storage.connection import Connection

        path = Path(sys.argv[1])
        connection = Connection(path, bytes.fromhex(sys.argv[2]) or None)
        limit = path.stat().st_size + 4096
        resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))
        try:
            with connection.writing():
                for number in range(200):
                    connection.run(
                        "INSERT INTO people(id, name) VALUES (?, ?)", (str(number), "x" * 9000)
                    )
        except StorageFailedError as error:
            print(error.sentence)
        print(connection.value("SELECT count(*) FROM people"))
        """,
        vault.paths.database,
        vault.key_hex,
    )

    assert outcome(program) == "The disk did not take it, so nothing was saved.\n1\n"
    assert [one.name for one in vault.reopened().people.all()] == ["Sam"]


def test_a_copy_that_the_disk_does_not_take_leaves_what_was_there(vault: OpenVault) -> None:
    vault.people.add("Sam")
    vault.connection.close()
    program = python(
        """
        import resource, sys
        from pathlib import Path
        from closeness_cli.errors import StorageFailedError
        from closeness_cli.storage.connection import Connection

        path, key = Path(sys.argv[1]), bytes.fromhex(sys.argv[2]) or None
        connection, other = Connection(path, key), Connection(path.with_name("other.db"), key)
        other.run("CREATE TABLE long(text)")
        other.run("INSERT INTO long VALUES (?)", ["x" * 200_000])
        resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, 100_000))
        try:
            connection.copy_from(other)
        except StorageFailedError as error:
            print(error.sentence)
        """,
        vault.paths.database,
        vault.key_hex,
    )

    assert outcome(program) == "The disk did not take it, so nothing was saved.\n"
    assert [one.name for one in vault.reopened().people.all()] == ["Sam"]


AS_ANOTHER_USER = """
    import os, sys
    from pathlib import Path
    from builders import CountingIds
    from closeness_cli.errors import StorageFailedError
    from closeness_cli.storage.connection import Connection
    from closeness_cli.storage.migrations import STEPS, migrate
    from closeness_cli.storage.paths import VaultPaths
    from closeness_cli.storage.vault import create_vault, open_vault, vault_exists
    import sqlite_utils.migrations, encodings.idna

    folder = Path(sys.argv[1])
    if os.geteuid() == 0:
        # Permissions do not bind root; the folders above belong to it too, so go in first.
        os.chdir(folder)
        os.chroot(folder)
        os.setgroups([])
        os.setgid(65534)
        os.setuid(65534)
        folder = Path("/")
"""


@pytest.mark.skipif(os.name != "posix", reason="permissions are those of POSIX")
def test_a_folder_that_may_not_be_written_to_is_said(tmp_path: Path) -> None:
    folder = tmp_path / "theirs"
    folder.mkdir()
    folder.chmod(0o555)
    program = python(
        AS_ANOTHER_USER
        + """
    for action in (
        lambda: create_vault(VaultPaths(folder), ids=CountingIds()),
        lambda: create_vault(VaultPaths(folder / "new"), ids=CountingIds()),
        lambda: open_vault(VaultPaths(folder)),
    ):
        try:
            action()
        except StorageFailedError as error:
            print(error.sentence)
    """,
        folder,
    )

    assert outcome(program).splitlines() == [
        "The vault's folder cannot be made or written to, so nothing was saved.",
        "The vault's folder cannot be made or written to, so nothing was saved.",
        "The vault's file cannot be reached.",
    ]
    assert list(folder.iterdir()) == []


@pytest.mark.skipif(os.name != "posix", reason="permissions are those of POSIX")
def test_a_vault_that_may_not_be_seen_is_not_taken_for_none(tmp_path: Path) -> None:
    create_vault(VaultPaths(tmp_path / "locked"), ids=CountingIds())
    (tmp_path / "locked").chmod(0o000)
    program = python(
        AS_ANOTHER_USER
        + """
    for action in (vault_exists, open_vault, lambda paths: create_vault(paths, ids=CountingIds())):
        try:
            action(VaultPaths(folder / "locked"))
        except StorageFailedError as error:
            print(error.sentence)
    """,
        tmp_path,
    )

    told = outcome(program).splitlines()
    (tmp_path / "locked").chmod(0o700)
    assert told == ["The vault's file cannot be reached."] * 3


@pytest.mark.skipif(os.name != "posix", reason="permissions are those of POSIX")
def test_a_vault_in_a_folder_that_may_only_be_read_says_so(tmp_path: Path) -> None:
    paths = VaultPaths(tmp_path / "theirs")
    create_vault(paths, ids=CountingIds())
    paths.database.chmod(0o444)
    paths.folder.chmod(0o555)
    program = python(
        AS_ANOTHER_USER
        + """
    try:
        connection = open_vault(VaultPaths(folder))
        with connection.writing():
            connection.run("INSERT INTO people(id, name) VALUES ('a', 'Sam')")
    except StorageFailedError as error:
        print(error.sentence)
    """,
        paths.folder,
    )

    told = outcome(program)
    paths.folder.chmod(0o700)
    assert told == "The vault's folder cannot be written to, so the vault cannot be opened.\n"


def test_a_moment_before_zones_had_whole_minutes_is_kept(vault: OpenVault) -> None:
    moment = a_moment("1850-06-01T12:53:28+00:53:28")
    vault.entries.add(an_entry(moment=moment))

    assert next(vault.entries.newest(EntryFilter())).moment == moment
