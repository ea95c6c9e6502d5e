"""Backups: whole, private, opened again, and five of them."""

from __future__ import annotations

import os
import stat
from typing import TYPE_CHECKING
from zipfile import ZIP_DEFLATED, ZipFile

import pytest

from builders import an_entry
from closeness_cli.errors import StorageFailedError, UnreadableVaultError, WrongUseError
from closeness_cli.storage.backups import (
    Reason,
    automatic_backups,
    back_up,
    keep_as_it_is,
    keep_backup,
    unpacked,
)
from closeness_cli.storage.connection import Connection
from closeness_cli.storage.keys.header import make_header
from closeness_cli.storage.keys.kdf import LEAST_KIB, LEAST_PASSES, Kdf
from closeness_cli.storage.keys.key_files import save_header
from closeness_cli.storage.restoring import open_backup
from programs import outcome, python

if TYPE_CHECKING:
    from pathlib import Path

    from vaults import OpenVault

CHEAP = Kdf(LEAST_KIB, LEAST_PASSES, 1, bytes(16))
TEXT = "Walked home by the river."


@pytest.fixture
def target(tmp_path: Path) -> Path:
    """Where a backup may be written."""
    return tmp_path / "mine.zip"


def texts_in(file: Path, vault: OpenVault) -> list[str]:
    with unpacked(file, vault.paths.folder) as (copy, _):
        connection = open_backup(copy, vault.key)
        found = [row[0] for row in connection.run("SELECT text FROM entries ORDER BY seq")]
        connection.close()
    return found


def test_a_backup_holds_everything_in_one_file_for_its_owner_alone(
    vault: OpenVault, target: Path
) -> None:
    vault.entries.add(an_entry(TEXT, entry_id=vault.ids.new()))
    back_up(vault.connection, vault.paths, target)
    assert stat.S_IMODE(target.stat().st_mode) == 0o600
    assert texts_in(target, vault) == [TEXT]
    assert (TEXT.encode() in target.read_bytes()) is (vault.key is None)
    assert [one.name for one in target.parent.iterdir() if one.is_file()] == [target.name]


def test_where_the_disk_takes_no_more_it_is_the_backup_that_could_not_be_made(
    vault: OpenVault, target: Path
) -> None:
    vault.connection.close()
    program = python(
        """
        import resource, sys
        from pathlib import Path
        from closeness_cli.errors import StorageFailedError
        from closeness_cli.storage.backups import back_up
        from closeness_cli.storage.paths import VaultPaths
        from closeness_cli.storage.vault import open_vault

        paths = VaultPaths(Path(sys.argv[1]))
        connection = open_vault(paths, bytes.fromhex(sys.argv[3]) or None)
        resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, 100_000))
        try:
            back_up(connection, paths, Path(sys.argv[2]))
        except StorageFailedError as error:
            print(error.sentence, error.hint, sep="\\n")
        """,
        vault.paths.folder,
        target,
        vault.key_hex,
    )

    assert vault.paths.database.stat().st_size > 100_000
    assert outcome(program).splitlines() == [
        "The vault's backup could not be made, so nothing was changed.",
        "Make room, or see whether the disk is in order, then try again.",
    ]
    assert list(target.parent.iterdir()) == [vault.paths.folder]


def test_the_header_of_the_key_goes_with_it(vault: OpenVault, target: Path) -> None:
    if vault.key is None:
        back_up(vault.connection, vault.paths, target)
        assert ZipFile(target).namelist() == ["vault.db"]
        return
    save_header(vault.paths, make_header("01", vault.key, "our passphrase", CHEAP))
    back_up(vault.connection, vault.paths, target)
    with unpacked(target, vault.paths.folder) as (_, header):
        assert header == vault.paths.key_file.read_bytes()


def test_what_another_process_has_not_folded_in_yet_is_in_it(
    vault: OpenVault, target: Path
) -> None:
    other = Connection(vault.paths.database, vault.key)
    vault.entries.add(an_entry(TEXT, entry_id=vault.ids.new()))
    back_up(other, vault.paths, target)
    other.close()
    assert texts_in(target, vault) == [TEXT]


def test_a_backup_is_never_written_over_another_file(vault: OpenVault, target: Path) -> None:
    target.write_text("mine")
    with pytest.raises(WrongUseError, match="file of that name already"):
        back_up(vault.connection, vault.paths, target)
    assert target.read_text() == "mine"
    assert [one.name for one in target.parent.iterdir() if one.is_file()] == [target.name]


@pytest.mark.parametrize("name", ["missing/mine.zip", "x" * 300, "a\0b"])
def test_a_backup_that_cannot_be_written_is_said(
    vault: OpenVault, tmp_path: Path, name: str
) -> None:
    with pytest.raises(StorageFailedError, match="backup could not be made"):
        back_up(vault.connection, vault.paths, tmp_path / name)


def test_a_damaged_vault_gives_no_backup(vault: OpenVault, target: Path) -> None:
    for number in range(50):
        vault.entries.add(an_entry(f"{TEXT} {number}" * 40, entry_id=vault.ids.new()))
    vault.connection.close()
    content = bytearray(vault.paths.database.read_bytes())
    content[-60_000:-40_000] = b"\xa5" * 20_000
    vault.paths.database.write_bytes(content)
    vault.connection = Connection(vault.paths.database, vault.key)
    with pytest.raises(UnreadableVaultError):
        back_up(vault.connection, vault.paths, target)
    assert not target.exists()


def test_five_automatic_ones_are_kept_the_latest_under_the_highest_number(
    vault: OpenVault,
) -> None:
    for _ in range(7):
        keep_backup(vault.connection, vault.paths, Reason.WEEKLY)
    assert [one.path.name for one in automatic_backups(vault.paths)] == [
        f"000{number}-weekly.zip" for number in range(3, 8)
    ]


def test_what_a_person_put_there_is_not_counted(vault: OpenVault) -> None:
    for reason in (Reason.ASKED, Reason.RESTORE, *[Reason.IMPORT] * 6):
        keep_backup(vault.connection, vault.paths, reason)
    reasons = [one.reason for one in automatic_backups(vault.paths)]
    assert reasons == [Reason.ASKED, Reason.RESTORE, *[Reason.IMPORT] * 5]


def test_a_copy_that_an_earlier_release_made_is_the_oldest(vault: OpenVault) -> None:
    vault.paths.backups.mkdir()
    old = vault.paths.backups / "before-format-4-from-1.db"
    old.write_bytes(b"")
    for number in range(5):
        assert old.exists(), number
        keep_backup(vault.connection, vault.paths, Reason.WEEKLY)
    assert not old.exists()


def test_what_a_crash_left_is_removed_when_nobody_writes_it_any_more(vault: OpenVault) -> None:
    vault.paths.backups.mkdir()
    stale, fresh = (vault.paths.backups / f".{one}.partial" for one in ("a", "b"))
    for one in (stale, fresh):
        one.write_bytes(b"x")
    os.utime(stale, (0, 0))
    keep_backup(vault.connection, vault.paths, Reason.WEEKLY)
    assert (stale.exists(), fresh.exists()) == (False, True)


def test_a_vault_that_cannot_be_read_is_kept_as_it_is(vault: OpenVault) -> None:
    vault.connection.close()
    vault.paths.database.write_bytes(b"broken")
    vault.paths.key_file.write_bytes(b"{}")
    with ZipFile(keep_as_it_is(vault.paths)) as kept:
        assert {one: kept.read(one) for one in kept.namelist()} == {
            "vault.db": b"broken",
            "vault.key": b"{}",
        }


class TestWhatIsNoBackup:
    @pytest.mark.parametrize("content", [b"", b"text", b"PK\3\4", b"PK\3\4" * 99])
    def test_another_file_is_refused(self, tmp_path: Path, target: Path, content: bytes) -> None:
        target.write_bytes(content)
        with (
            pytest.raises((WrongUseError, UnreadableVaultError), match="backup"),
            unpacked(target, tmp_path),
        ):
            pass
        assert list(tmp_path.iterdir()) == [target]

    @pytest.mark.parametrize(
        "members",
        [
            {"other.db": b""},
            {"vault.db": b"", "more": b""},
            {"vault.db": b"", "../vault.key": b""},
            {"vault.db": b"", "vault.key": b" " * 70_000},
        ],
    )
    def test_so_is_a_zip_that_holds_something_else(
        self, tmp_path: Path, target: Path, members: dict[str, bytes]
    ) -> None:
        with ZipFile(target, "w") as zipped:
            for name, content in members.items():
                zipped.writestr(name, content)
        with pytest.raises(WrongUseError, match="not a backup"), unpacked(target, tmp_path):
            pass

    def test_so_is_one_that_would_grow(self, tmp_path: Path, target: Path) -> None:
        with ZipFile(target, "w", ZIP_DEFLATED) as zipped:
            zipped.writestr("vault.db", b"\0" * 10**6)
        with pytest.raises(WrongUseError, match="not a backup"), unpacked(target, tmp_path):
            pass

    def test_a_changed_byte_is_found(self, vault: OpenVault, target: Path) -> None:
        back_up(vault.connection, vault.paths, target)
        content = bytearray(target.read_bytes())
        content[50_000] ^= 1
        target.write_bytes(content)
        with (
            pytest.raises(UnreadableVaultError, match=r"^The backup is damaged\.$"),
            unpacked(target, vault.paths.folder),
        ):
            pass

    @pytest.mark.parametrize("name", ["missing", "."])
    def test_what_is_no_file_is_said(self, tmp_path: Path, name: str) -> None:
        with (
            pytest.raises(WrongUseError, match="cannot be read"),
            unpacked(tmp_path / name, tmp_path),
        ):
            pass
