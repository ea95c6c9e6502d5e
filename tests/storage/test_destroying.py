"""Removing a whole vault."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from builders import an_entry
from closeness_cli.errors import StorageFailedError
from closeness_cli.storage import destroying
from closeness_cli.storage.backups import Reason, keep_backup
from closeness_cli.storage.destroying import destroy, remove_all

if TYPE_CHECKING:
    from pathlib import Path

    from vaults import OpenVault


def test_everything_that_is_the_vaults_is_gone(vault: OpenVault) -> None:
    vault.entries.add(an_entry())
    keep_backup(vault.connection, vault.paths, Reason.WEEKLY)
    folder = vault.paths.folder
    vault.paths.key_file.write_text("{}")
    (folder / "templates").mkdir()
    for name in (
        *(".vault.key.ab.new", ".vault.db.01.new", ".ab.partial", "templates/mine.md"),
        "help-lines.yaml",
    ):
        (folder / name).write_text("x")
    vault.connection.close()

    assert destroy(vault.paths)
    assert not folder.exists()


def test_a_file_that_is_not_the_vaults_stays(vault: OpenVault) -> None:
    theirs = vault.paths.folder / "letter.txt"
    theirs.write_text("Dear Sam")
    vault.connection.close()

    assert not destroy(vault.paths)
    assert list(vault.paths.folder.iterdir()) == [theirs]
    assert theirs.read_text() == "Dear Sam"


def test_the_keys_go_first_and_are_overwritten(
    vault: OpenVault, monkeypatch: pytest.MonkeyPatch
) -> None:
    vault.paths.key_file.write_text("secret")
    keep_backup_of_keys = vault.paths.backups / "0001-weekly.zip"
    vault.paths.backups.mkdir()
    keep_backup_of_keys.write_text("secret too")
    vault.connection.close()
    removed: list[tuple[str, bytes]] = []
    overwrite = destroying._overwrite

    def watch(path: Path) -> None:
        overwrite(path)
        removed.append((path.name, path.read_bytes()))

    monkeypatch.setattr(destroying, "_overwrite", watch)
    destroy(vault.paths)

    assert [name for name, _ in removed][:3] == ["vault.key", "0001-weekly.zip", "vault.db"]
    assert removed[:2] == [("vault.key", bytes(6)), ("0001-weekly.zip", bytes(10))]
    assert set(removed[2][1]) == {0}


def test_what_a_link_leads_to_is_left_alone(tmp_path: Path) -> None:
    theirs, link = tmp_path / "theirs", tmp_path / "link"
    theirs.write_text("mine")
    link.symlink_to(theirs)
    remove_all([link])
    assert theirs.read_text() == "mine"
    assert not link.is_symlink()


def test_a_file_with_a_second_name_only_loses_this_one(tmp_path: Path) -> None:
    first, second = tmp_path / "first", tmp_path / "second"
    first.write_text("mine")
    second.hardlink_to(first)
    remove_all([second])
    assert first.read_text() == "mine"


def test_what_cannot_be_removed_is_told_and_can_be_tried_again(
    vault: OpenVault, monkeypatch: pytest.MonkeyPatch
) -> None:
    vault.connection.close()

    def refuse(_: Path) -> None:
        raise PermissionError

    with monkeypatch.context() as patch:
        patch.setattr(destroying, "_overwrite", refuse)
        with pytest.raises(StorageFailedError):
            destroy(vault.paths)
    assert destroy(vault.paths)
