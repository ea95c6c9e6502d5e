"""The last backup of a vault that is to be removed."""

from __future__ import annotations

import stat
from contextlib import closing
from datetime import date
from typing import TYPE_CHECKING

import pytest

from builders import an_entry
from closeness_cli.errors import StorageFailedError
from closeness_cli.storage.backups import unpacked
from closeness_cli.storage.keys.header import make_header
from closeness_cli.storage.keys.kdf import least
from closeness_cli.storage.keys.key_files import save_header
from closeness_cli.storage.last_backup import keep_last, keep_last_as_it_is, last_backup_path
from closeness_cli.storage.paths import VaultPaths
from closeness_cli.storage.restoring import contents_of, open_backup
from closeness_cli.storage.vault import vault_id_of

if TYPE_CHECKING:
    from pathlib import Path

    from vaults import OpenVault

ON = date(2025, 11, 14)


def test_it_is_named_after_the_folder_and_the_day_and_never_over_a_file(tmp_path: Path) -> None:
    paths = VaultPaths(tmp_path / "notes")
    assert last_backup_path(paths, ON) == tmp_path / "notes-2025-11-14.zip"
    (tmp_path / "notes-2025-11-14.zip").symlink_to("nowhere")
    assert last_backup_path(paths, ON) == tmp_path / "notes-2025-11-14-2.zip"


def test_it_holds_everything_and_only_its_owner_can_read_it(vault: OpenVault) -> None:
    name = "Walked home beside the kingfishers."  # too long to stand in random bytes by chance
    vault.entries.add(an_entry(name))
    if vault.key is not None:
        header = make_header(vault_id_of(vault.connection), vault.key, "a walk", least())
        save_header(vault.paths, header)
    before = contents_of(vault.connection)

    file = keep_last(vault.connection, vault.paths, ON, key=vault.key)

    assert file.parent == vault.paths.folder.parent
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert (name.encode() in file.read_bytes()) is (vault.key is None)
    with (
        unpacked(file, vault.paths.folder) as (copy, _),
        closing(open_backup(copy, vault.key)) as backup,
    ):
        assert contents_of(backup) == before
    assert not list(vault.paths.folder.glob(".*"))


@pytest.mark.parametrize("key", ["encrypted"], indirect=True)
def test_one_without_the_key_file_is_none(vault: OpenVault) -> None:
    with pytest.raises(StorageFailedError, match="does not bring everything back"):
        keep_last(vault.connection, vault.paths, ON, key=vault.key)
    assert list(vault.paths.folder.parent.iterdir()) == [vault.paths.folder]


def test_files_that_cannot_be_read_are_kept_as_they_are(tmp_path: Path) -> None:
    paths = VaultPaths(tmp_path / "vault")
    paths.folder.mkdir()
    for name in ("vault.db", "vault.db-wal", "vault.key"):
        (paths.folder / name).write_text(name)
    with unpacked(keep_last_as_it_is(paths, ON), tmp_path) as (copy, header):
        assert copy.read_text() == "vault.db"
        assert copy.with_name(f"{copy.name}-wal").read_text() == "vault.db-wal"
        assert header == b"vault.key"


def test_one_whose_name_is_not_on_the_disk_is_none(
    vault: OpenVault, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(folder: Path) -> None:
        raise OSError(5, f"nothing can be brought to {folder}")

    monkeypatch.setattr("closeness_cli.storage.last_backup.sync_folder", fails)
    before = sorted(vault.paths.folder.parent.iterdir())
    with pytest.raises(StorageFailedError):
        keep_last_as_it_is(vault.paths, ON)
    assert sorted(vault.paths.folder.parent.iterdir()) == before
