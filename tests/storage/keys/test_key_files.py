"""Where headers lie, and that a crash between two names leaves one that fits."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

from closeness_cli.errors import StorageFailedError, UnreadableVaultError
from closeness_cli.storage.keys import key_files
from closeness_cli.storage.keys.header import Header, make_header
from closeness_cli.storage.keys.kdf import least

if TYPE_CHECKING:
    from closeness_cli.storage.paths import VaultPaths

SALT, OTHER_SALT = bytes(range(16)), bytes(range(16, 32))


@pytest.fixture(scope="module")
def headers() -> tuple[Header, Header]:
    one, other = (make_header(vault, bytes(32), "a", least()) for vault in ("ONE", "OTHER"))
    return one, other


@pytest.fixture
def locked(paths: VaultPaths) -> VaultPaths:
    """A folder with a file that could be an encrypted vault's."""
    paths.folder.mkdir()
    paths.database.write_bytes(SALT + b"what follows")
    return paths


def test_a_plain_file_has_no_lock(paths: VaultPaths) -> None:
    paths.folder.mkdir()
    paths.database.write_bytes(key_files.PLAIN)

    assert key_files.lock_of(paths) == key_files.Lock(is_encrypted=False)


def test_a_plain_file_in_the_place_of_an_encrypted_one_is_refused(
    locked: VaultPaths, headers: tuple[Header, Header]
) -> None:
    key_files.save_header(locked, headers[0])
    locked.database.write_bytes(key_files.PLAIN)

    with pytest.raises(UnreadableVaultError, match="was encrypted, and the file in its place"):
        key_files.lock_of(locked)


def test_a_header_is_private_and_replaced_whole(
    locked: VaultPaths, headers: tuple[Header, Header]
) -> None:
    for header in headers:
        key_files.save_header(locked, header)
        assert key_files.lock_of(locked) == key_files.Lock(is_encrypted=True, header=header)
        assert locked.key_file.stat().st_mode & 0o777 == 0o600

    assert {one.name for one in locked.folder.iterdir()} == {"vault.db", "vault.key"}


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no named pipes here")
def test_a_pipe_in_the_place_of_a_file_is_not_waited_for(locked: VaultPaths) -> None:
    os.mkfifo(locked.key_file)
    with pytest.raises(UnreadableVaultError, match="key file is damaged"):
        key_files.lock_of(locked)

    locked.database.unlink()
    os.mkfifo(locked.database)
    assert key_files.salt_of(locked.database) == b""


def test_without_a_header_that_is_said(locked: VaultPaths) -> None:
    assert key_files.lock_of(locked) == key_files.Lock(is_encrypted=True, header=None)


def test_a_header_waits_for_its_file_and_is_found_when_that_has_its_name(
    locked: VaultPaths, headers: tuple[Header, Header]
) -> None:
    old, new = headers
    key_files.save_header(locked, old)
    fresh = locked.folder / ".vault.db.next.new"
    fresh.write_bytes(OTHER_SALT)
    key_files.let_wait(locked, new, OTHER_SALT)
    assert key_files.lock_of(locked).header == old

    fresh.replace(locked.database)
    assert key_files.lock_of(locked).header == new

    key_files.settle(locked, OTHER_SALT)
    assert key_files.lock_of(locked).header == new
    assert {one.name for one in locked.folder.iterdir()} == {"vault.db", "vault.key"}


def test_a_header_of_a_file_that_never_came_is_swept(
    locked: VaultPaths, headers: tuple[Header, Header]
) -> None:
    old, new = headers
    key_files.save_header(locked, old)
    fresh = locked.folder / ".vault.db.next.new"
    fresh.write_bytes(OTHER_SALT)
    key_files.let_wait(locked, new, OTHER_SALT)

    key_files.settle(locked, SALT)

    assert key_files.lock_of(locked).header == old
    assert not list(locked.folder.glob(".vault.key*"))


def test_a_header_that_was_set_aside_still_opens_its_file(
    locked: VaultPaths, headers: tuple[Header, Header]
) -> None:
    key_files.save_header(locked, headers[0])
    key_files.set_aside(locked, SALT)
    assert not locked.key_file.exists()
    assert key_files.lock_of(locked).header == headers[0]

    locked.database.write_bytes(key_files.PLAIN)
    assert not key_files.lock_of(locked).is_encrypted


def test_where_nobody_may_write_the_header_stays(
    locked: VaultPaths, headers: tuple[Header, Header], monkeypatch: pytest.MonkeyPatch
) -> None:
    old, new = headers
    key_files.save_header(locked, old)

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    with pytest.raises(StorageFailedError, match="is unchanged"):
        key_files.save_header(locked, new)

    assert key_files.lock_of(locked).header == old
    assert {one.name for one in locked.folder.iterdir()} == {"vault.db", "vault.key"}
