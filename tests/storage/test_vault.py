"""Making and opening a vault."""

from __future__ import annotations

import os
import re
import signal
from typing import TYPE_CHECKING

import pytest

from builders import CountingIds, an_entry, id_number
from closeness_cli.core.entry import EntryFilter
from closeness_cli.errors import StorageFailedError, UnreadableVaultError, WrongUseError
from closeness_cli.storage.connection import Connection
from closeness_cli.storage.migrations import STEPS
from closeness_cli.storage.paths import VaultPaths
from closeness_cli.storage.transfer.record_fields import ID_PATTERN
from closeness_cli.storage.vault import create_vault, empty_vault, open_vault, vault_exists
from programs import outcome, python
from vaults import OpenVault

if TYPE_CHECKING:
    from pathlib import Path

    from sqlite_utils import Database

CREATE = """
    import sys
    from pathlib import Path
    from builders import CountingIds
    import closeness_cli.storage.connection as connection, sqlite_utils.migrations
    from closeness_cli.storage.migrations import STEPS
    from closeness_cli.storage.paths import VaultPaths
    from closeness_cli.storage.vault import create_vault, open_vault

    paths = VaultPaths(Path(sys.argv[1]))
    key = bytes.fromhex(sys.argv[2]) or None
    ids = CountingIds(int(sys.argv[3]))
"""


def test_there_is_no_vault_until_one_is_made(paths: VaultPaths, key: bytes | None) -> None:
    assert not vault_exists(paths)
    assert create_vault(paths, ids=CountingIds(), key=key)
    assert vault_exists(paths)
    assert [file.name for file in paths.folder.iterdir()] == ["vault.db"]


def test_a_vault_that_is_there_is_not_made_again(vault: OpenVault) -> None:
    vault.entries.add(an_entry())
    vault.connection.close()
    before = vault.paths.database.read_bytes()

    assert not create_vault(vault.paths, ids=CountingIds(9), key=vault.key)
    assert vault.paths.database.read_bytes() == before


def test_a_vault_and_a_device_have_ids_of_their_own(vault: OpenVault) -> None:
    found = {row[0]: row[1] for row in vault.connection.run("SELECT id, value FROM meta")}

    assert found.keys() == {"vault_id", "device_id"}
    assert len(set(found.values())) == 2
    assert all(re.fullmatch(ID_PATTERN, value) for value in found.values())


def test_folders_above_are_made_too(tmp_path: Path) -> None:
    paths = VaultPaths(tmp_path / "a" / "b" / "c")

    assert create_vault(paths, ids=CountingIds())
    assert vault_exists(paths)


@pytest.mark.parametrize("there", [False, True])
def test_opening_never_makes_a_vault(paths: VaultPaths, key: bytes | None, there: bool) -> None:
    if there:
        paths.folder.mkdir()

    with pytest.raises(StorageFailedError, match=r"^The vault's file cannot be reached\.$"):
        open_vault(paths, key)

    assert paths.folder.exists() is there
    assert not there or list(paths.folder.iterdir()) == []


def test_a_vault_in_memory_is_empty_and_leaves_no_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    connection = empty_vault(ids=CountingIds())
    vault = OpenVault(VaultPaths(tmp_path), None, connection)

    assert list(vault.entries.newest(EntryFilter())) == []
    assert vault.administrations.completed() == []
    assert list(tmp_path.iterdir()) == []
    connection.close()


def test_a_folder_in_place_of_the_file_is_refused(paths: VaultPaths) -> None:
    paths.database.mkdir(parents=True)

    with pytest.raises(WrongUseError, match=r"^The vault's file is not a file\.$"):
        open_vault(paths)


def test_a_link_to_nothing_is_not_overwritten(paths: VaultPaths) -> None:
    paths.folder.mkdir()
    paths.database.symlink_to(paths.folder / "nothing")

    with pytest.raises(StorageFailedError):
        create_vault(paths, ids=CountingIds())

    assert [file.name for file in paths.folder.iterdir()] == ["vault.db"]


def test_a_file_above_the_folder_is_said(tmp_path: Path) -> None:
    (tmp_path / "file").touch()

    with pytest.raises(StorageFailedError, match="cannot be made or written to"):
        create_vault(VaultPaths(tmp_path / "file" / "vault"), ids=CountingIds())


def test_a_path_that_is_too_long_is_said(tmp_path: Path) -> None:
    with pytest.raises(StorageFailedError):
        vault_exists(VaultPaths(tmp_path / ("a" * 5000)))


@pytest.mark.parametrize("blocks", [0, 8, 64])
def test_a_creation_without_room_leaves_nothing(
    paths: VaultPaths, key: bytes | None, blocks: int
) -> None:
    program = python(
        CREATE
        + """
    import resource
    from closeness_cli.errors import StorageFailedError
    limit = int(sys.argv[4]) * 1024
    resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))
    try:
        create_vault(paths, ids=ids, key=key)
    except StorageFailedError as error:
        print(error.sentence)
    """,
        paths.folder,
        (key or b"").hex(),
        0,
        blocks,
    )

    assert outcome(program) == "The disk did not take it, so nothing was saved.\n"
    assert list(paths.folder.iterdir()) == []


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="there is no kill -9 here")
def test_a_creation_that_was_killed_leaves_no_vault_and_the_next_one_sweeps(
    paths: VaultPaths, key: bytes | None
) -> None:
    program = python(
        CREATE
        + """
    import time

    def stuck(db):
        "Wait to be killed, with the schema half made."
        print("stuck", flush=True)
        time.sleep(60)

    create_vault(paths, ids=ids, key=key, steps=[*STEPS, stuck])
    """,
        paths.folder,
        (key or b"").hex(),
        0,
    )
    assert program.stdout is not None
    assert program.stdout.readline() == "stuck\n"
    program.kill()
    program.communicate()
    left = {file.name for file in paths.folder.iterdir()}

    assert f".vault.db.{id_number(1)}.new" in left
    assert not vault_exists(paths)
    assert create_vault(paths, ids=CountingIds(50), key=key)
    assert [file.name for file in paths.folder.iterdir()] == ["vault.db"]
    open_vault(paths, key).close()


def test_the_slower_of_two_creations_lets_the_other_be(
    paths: VaultPaths, key: bytes | None
) -> None:
    made = []

    def somebody_else_is_faster(_: Database) -> None:
        made.append(create_vault(paths, ids=CountingIds(50), key=key))

    assert not create_vault(
        paths, ids=CountingIds(), key=key, steps=[*STEPS, somebody_else_is_faster]
    )
    assert made == [True]
    assert [file.name for file in paths.folder.iterdir()] == ["vault.db"]
    connection = open_vault(paths, key)
    assert connection.value("SELECT value FROM meta WHERE id='vault_id'") == id_number(52)
    connection.close()


def test_a_database_without_anything_in_it_is_not_taken_for_a_new_vault(
    paths: VaultPaths,
) -> None:
    paths.folder.mkdir()
    empty = Connection(paths.database)
    empty.run("CREATE TABLE one(two)")
    empty.run("DROP TABLE one")
    empty.close()

    with pytest.raises(UnreadableVaultError, match=r"^The vault's file is empty\.$"):
        open_vault(paths)
    assert paths.database.stat().st_size > 0


def test_a_second_name_that_a_crash_left_is_swept(vault: OpenVault) -> None:
    os.link(vault.paths.database, vault.paths.folder / f".vault.db.{id_number(1)}.new")

    assert not create_vault(vault.paths, ids=CountingIds(), key=vault.key)
    assert vault.paths.database.stat().st_nlink == 1


def test_of_many_creations_at_once_one_makes_the_vault_and_all_can_use_it(
    paths: VaultPaths, key: bytes | None
) -> None:
    programs = [
        python(
            CREATE
            + """
    print("ready", flush=True)
    sys.stdin.readline()
    print(create_vault(paths, ids=ids, key=key))
    vault = open_vault(paths, key)
    with vault.writing():
        vault.run("INSERT INTO people(id, name) VALUES (?, 'Sam')", [ids.new()])
    print(vault.value("SELECT value FROM meta WHERE id='vault_id'"))
    vault.close()
    """,
            paths.folder,
            (key or b"").hex(),
            number * 1000,
        )
        for number in range(4)
    ]
    for program in programs:
        assert program.stdout is not None
        assert program.stdout.readline() == "ready\n"
    for program in programs:
        assert program.stdin is not None
        program.stdin.write("\n")
        program.stdin.flush()

    told = [outcome(program).split() for program in programs]

    assert sorted(made for made, _ in told) == ["False", "False", "False", "True"]
    assert len({vault_id for _, vault_id in told}) == 1
    connection = open_vault(paths, key)
    assert connection.value("SELECT count(*) FROM people") == 4
    assert connection.value("PRAGMA integrity_check") == "ok"
    connection.close()
    assert [file.name for file in paths.folder.iterdir()] == ["vault.db"]
