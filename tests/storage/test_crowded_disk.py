"""A vault on a disk that has no room for what SQLite shares between processes.

That it is so on a real disk which is full to the last block, `diskfull.py` of the harness shows.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

from closeness_cli.errors import StorageFailedError
from closeness_cli.storage.connection import Connection
from programs import outcome, python

if TYPE_CHECKING:
    from collections.abc import Callable

    from vaults import OpenVault

BLOCK = 4096


@pytest.fixture
def disk(monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """Let every disk have so many bytes free."""

    def has(free: int, *, block: int = BLOCK, blocks: int = 1000, flags: int = 0) -> None:
        numbers = (block, block, blocks, free // block, free // block, 9, 9, 9, flags, 255)
        monkeypatch.setattr(os, "statvfs", lambda _: os.statvfs_result(numbers))

    return has


def shares(vault: OpenVault) -> bool:
    """Whether the vault is opened with shared memory beside it."""
    connection = Connection(vault.paths.database, vault.key, busy_seconds=0)
    try:
        connection.value("SELECT count(*) FROM people")
        return vault.paths.database.with_name("vault.db-shm").exists()
    finally:
        connection.close()


def test_it_is_opened_without_shared_memory(vault: OpenVault, disk: Callable[..., None]) -> None:
    vault.people.add("Sam")
    vault.connection.close()
    disk(0)
    assert not shares(vault)

    connection = vault.reopened().connection
    assert [one.name for one in vault.people.all()] == ["Sam"]
    assert connection.value("PRAGMA journal_mode") == "wal"
    vault.people.add("Kim")  # what room there is, it may take
    assert [one.name for one in vault.reopened().people.all()] == ["Sam", "Kim"]


@pytest.mark.parametrize(
    ("free", "block", "is_shared"),
    [
        (64 * 1024 - BLOCK, BLOCK, False),
        (64 * 1024, BLOCK, True),
        (1024 * 1024 - 1024, 1024, False),
        (1024 * 1024, 1024, True),
    ],
)
def test_it_is_shared_where_there_is_room(
    vault: OpenVault, disk: Callable[..., None], free: int, block: int, *, is_shared: bool
) -> None:
    vault.connection.close()
    disk(free, block=block)
    assert shares(vault) == is_shared


@pytest.mark.parametrize("numbers", [{"blocks": 0}, {"flags": os.ST_RDONLY}])
def test_a_disk_that_does_not_say_is_not_taken_for_full(
    vault: OpenVault, disk: Callable[..., None], numbers: dict[str, int]
) -> None:
    vault.connection.close()
    disk(0, **numbers)
    assert shares(vault)


def test_what_another_process_shares_is_shared(vault: OpenVault, disk: Callable[..., None]) -> None:
    vault.connection.close()
    other = python(
        """
        import sys
        from pathlib import Path
        from closeness_cli.storage.connection import Connection

        connection = Connection(Path(sys.argv[1]), bytes.fromhex(sys.argv[2]) or None)
        connection.value("SELECT count(*) FROM people")
        print("open", flush=True)
        sys.stdin.read()
        connection.close()
        """,
        vault.paths.database,
        vault.key_hex,
    )
    assert other.stdout is not None
    assert other.stdout.readline() == "open\n"
    disk(0)
    assert shares(vault)
    outcome(other)


def test_a_second_one_is_told_that_the_disk_is_full(
    vault: OpenVault, disk: Callable[..., None]
) -> None:
    vault.connection.close()
    disk(0)
    first = Connection(vault.paths.database, vault.key)
    with pytest.raises(StorageFailedError) as refused:
        Connection(vault.paths.database, vault.key, busy_seconds=0)
    assert (refused.value.sentence, refused.value.hint) == (
        "The disk is full.",
        "Make room, then try again.",
    )
    first.close()
    Connection(vault.paths.database, vault.key).close()
