"""Looking a vault over: each check finds what it is there to find."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

from builders import a_dimension, an_entry, an_instrument, an_item
from closeness_cli.storage.backups import Reason, keep_backup
from closeness_cli.storage.checks import State, check_folder, check_vault, synced_folder
from closeness_cli.storage.connection import Connection

if TYPE_CHECKING:
    from pathlib import Path

    from vaults import OpenVault


@pytest.fixture
def written(vault: OpenVault) -> OpenVault:
    """A vault with entries in two scripts, one of them changed, one deleted, and a sitting."""
    added = []
    for text in ("Walked home. #walk", "今日は公園を散歩した。", "Talked.", "Gone."):
        entry = an_entry(text, entry_id=vault.ids.new(), tags=("walk",))
        vault.entries.add(entry)
        added.append(entry)
    vault.entries.change(added[2]._replace(text="Talked for long."))
    vault.entries.delete(added[3].id)
    instrument = an_instrument(an_item("close"), dimensions=[a_dimension(items=["close"])])
    vault.administrations.begin(instrument, started=vault.clock.now(), order=["close"])
    return vault


def faults(vault: OpenVault) -> dict[str, State]:
    found = check_vault(vault.connection, vault.paths)
    return {one.subject: one.state for one in found if one.state is not State.SOUND}


def test_a_vault_in_use_is_sound_in_every_respect(written: OpenVault) -> None:
    keep_backup(written.connection, written.paths, Reason.WEEKLY)
    found = check_vault(written.connection, written.paths)
    assert {one.state for one in found} == {State.SOUND}
    assert len({one.subject for one in found}) == len(found) == 9
    assert all(one.sentence.endswith(".") and not one.hint for one in found)
    says = "The vault is not encrypted." if written.key is None else "Every page is encrypted"
    assert any(one.sentence.startswith(says) for one in found)


@pytest.mark.parametrize(
    ("sql", "subject"),
    [
        ("DELETE FROM entries_fts_data WHERE id>10", "search"),
        ("DELETE FROM entries_trigrams_data WHERE id>10", "search"),
        ("INSERT INTO entries_fts(rowid, text, tags) VALUES (99, 'ghost', '')", "search"),
        ("DELETE FROM revisions WHERE parent_id IS NULL AND record_type='entry'", "history"),
        ("DELETE FROM definitions", "history"),
        ("DELETE FROM entries WHERE in_trash=1", "history"),
        ("UPDATE entries SET text='other' WHERE text LIKE 'Talked%'", "entries"),
        ("UPDATE entries SET in_trash=1", "entries"),
        ("UPDATE definitions SET body=replace(body, '\"id\"', '\"ix\"')", "wording"),
        ("UPDATE definitions SET body='['", "wording"),
    ],
)
def test_what_does_not_fit_together_is_a_fault(written: OpenVault, sql: str, subject: str) -> None:
    written.connection.run("PRAGMA foreign_keys=off")
    written.connection.run(sql)
    assert faults(written)[subject] is State.FAULT


def test_a_changed_page_is_a_fault(written: OpenVault) -> None:
    for number in range(60):
        written.entries.add(an_entry(f"Line {number}" * 60, entry_id=written.ids.new()))
    written.connection.close()
    content = bytearray(written.paths.database.read_bytes())
    start = len(content) - 9 * 4096
    content[start : start + 4096] = b"\xa5" * 4096
    written.paths.database.write_bytes(content)
    written.connection = Connection(written.paths.database, written.key)
    found = faults(written)
    assert State.FAULT in found.values()
    assert (found.get("encryption") is State.FAULT) is (written.key is not None)


@pytest.mark.parametrize("key", ["encrypted"], indirect=True)
def test_a_damaged_file_does_not_let_the_indexes_be_compared(vault: OpenVault) -> None:
    vault.connection.close()
    content = bytearray(vault.paths.database.read_bytes())
    content[5000] ^= 1
    vault.paths.database.write_bytes(content)
    vault.connection = Connection(vault.paths.database, vault.key)
    found = {one.subject: one for one in check_vault(vault.connection, vault.paths)}
    assert found["encryption"].state is State.FAULT
    assert found["search"].sentence == (
        "The search index cannot be compared while the file is damaged."
    )
    assert found["search"].hint == ""


def test_the_search_indexes_are_not_looked_at_while_another_one_writes(
    written: OpenVault,
) -> None:
    written.connection.close()
    written.connection = Connection(written.paths.database, written.key, busy_seconds=0)
    other = Connection(written.paths.database, written.key)
    with other.writing():
        assert faults(written) == {"search": State.UNKNOWN}
    other.close()


@pytest.mark.parametrize("name", [".", "vault.db", "backups", "backups/0001-weekly.zip"])
def test_rights_of_others_are_worth_a_look(written: OpenVault, name: str) -> None:
    keep_backup(written.connection, written.paths, Reason.WEEKLY)
    (written.paths.folder / name).chmod(0o744)
    assert faults(written) == {"rights": State.LOOK}


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can give a file away")
def test_a_file_of_another_account_is_worth_a_look(written: OpenVault) -> None:
    os.chown(written.paths.database, 12345, -1)
    assert faults(written) == {"rights": State.LOOK}


@pytest.mark.parametrize("name", [".vault.db.01.new", ".abcdef.partial", "backups/.ab.partial"])
def test_what_a_crash_left_is_worth_a_look(written: OpenVault, name: str) -> None:
    keep_backup(written.connection, written.paths, Reason.WEEKLY)
    left = written.paths.folder / name
    left.touch(0o600)
    assert faults(written) == {"leftovers": State.LOOK}


@pytest.mark.parametrize(
    ("place", "program"),
    [
        ("Dropbox/mine", "Dropbox"),
        ("OneDrive - Home/mine", "OneDrive"),
        ("Library/Mobile Documents/mine", "iCloud"),
        ("Nextcloud", "Nextcloud"),
        ("drop/box", None),
        ("notes", None),
    ],
)
def test_a_synced_folder_is_told_by_its_name(
    tmp_path: Path, place: str, program: str | None
) -> None:
    assert synced_folder(tmp_path / place) == program


def test_a_link_into_a_synced_folder_is_followed(tmp_path: Path) -> None:
    (tmp_path / "Dropbox").mkdir()
    (tmp_path / "mine").symlink_to(tmp_path / "Dropbox")
    assert synced_folder(tmp_path / "mine" / "vault") == "Dropbox"


def test_what_dropbox_keeps_in_a_home_folder_is_no_mark(tmp_path: Path) -> None:
    (tmp_path / ".dropbox").mkdir()
    assert synced_folder(tmp_path / "vault") is None
    (tmp_path / ".dropbox.cache").mkdir()
    assert synced_folder(tmp_path / "vault") == "Dropbox"


def test_a_synced_folder_is_told_by_a_mark_in_it(vault: OpenVault, tmp_path: Path) -> None:
    (tmp_path / ".stfolder").mkdir()
    assert synced_folder(vault.paths.folder) == "Syncthing"
    found = {one.subject: one for one in check_folder(vault.paths)}
    assert found["place"].state is State.LOOK
    assert "Syncthing" in found["place"].sentence
