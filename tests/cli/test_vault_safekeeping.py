"""`closeness vault check|backup|restore`, and the backups that nobody asks for."""

from __future__ import annotations

import os
from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from builders import CountingIds
from closeness_cli.storage.backups import automatic_backups
from closeness_cli.storage.connection import Connection
from closeness_cli.storage.keys.header import make_header
from closeness_cli.storage.keys.kdf import least
from closeness_cli.storage.keys.key_files import save_header
from closeness_cli.storage.paths import VaultPaths
from closeness_cli.storage.vault import create_vault

if TYPE_CHECKING:
    from pathlib import Path

    from commands import Closeness, Outcome

LINE = '{"type":"entry","at":"2025-11-01T21:14:00+01:00","tz":"Europe/Berlin","text":"Tea."}\n'


def kept(closeness: Closeness) -> list[str]:
    return [one.path.name for one in automatic_backups(VaultPaths(closeness.vault))]


def texts(closeness: Closeness) -> list[str]:
    lines = closeness("journal", "list", "--plain").out.splitlines()
    return [line.split("\t")[-1] for line in lines]


class TestCheck:
    def test_every_check_says_a_sentence(self, closeness: Closeness) -> None:
        closeness.write("We walked.")
        done = closeness("vault", "check")
        assert (done.status, done.err) == (0, "")
        assert done.out.startswith("The vault is sound.\n")
        rows = closeness("vault", "check", "--plain").out.splitlines()
        assert [row.split("\t")[1] for row in rows] == ["sound"] * 9
        assert all(row.split("\t")[2].endswith(".") for row in rows)

    def test_a_fault_ends_with_5_and_says_where_to_go(self, closeness: Closeness) -> None:
        closeness.write("We walked.")
        database = closeness.vault / "vault.db"
        content = bytearray(database.read_bytes())
        content[4096 * 20 :] = b"\xa5" * (len(content) - 4096 * 20)
        database.write_bytes(content)
        done = closeness("vault", "check")
        assert done.status == 5
        assert "closeness vault restore FILE" in done.out
        assert "walked" not in done.out + done.err

    def test_a_file_that_cannot_be_opened_is_a_finding_too(self, closeness: Closeness) -> None:
        closeness.vault.mkdir()
        (closeness.vault / "vault.db").write_bytes(b"SQLite format 3\0" + b"x" * 5000)
        done = closeness("vault", "check", "--json")
        assert done.status == 5
        assert '"sound": false' in done.out

    def test_a_fault_names_the_last_backup(self, closeness: Closeness) -> None:
        closeness.write("We walked.")
        assert closeness("vault", "backup", "-q").status == 0
        (closeness.vault / "vault.db").write_bytes(b"SQLite format 3\0" + b"x" * 5000)
        file = closeness.vault / "backups" / "0001-asked-for.zip"
        done = closeness("vault", "check", "--json")
        assert (done.status, f"closeness vault restore {file}" in done.out) == (5, True)

    def test_what_is_worth_a_look_is_no_fault(self, closeness: Closeness) -> None:
        closeness.write("We walked.")
        closeness.vault.chmod(0o755)
        done = closeness("vault", "check")
        assert done.status == 0
        assert done.out.startswith("Nothing is broken. One thing is worth a look.\n")
        assert "closeness doctor --fix" in done.out

    def test_without_a_vault_there_is_nothing_to_check(self, closeness: Closeness) -> None:
        assert closeness("vault", "check").status == 2
        assert not closeness.vault.exists()


class TestBackupAndRestore:
    def test_a_backup_brings_back_what_was_there(
        self, closeness: Closeness, tmp_path: Path
    ) -> None:
        closeness.write("We walked.")
        exported = closeness("vault", "export", "-").out
        file = tmp_path / "mine.zip"
        assert closeness("vault", "backup", str(file), "--json").data == {
            "file": str(file),
            "encrypted": False,
        }
        closeness.write("And talked.")
        done = closeness("vault", "restore", str(file), "--yes")
        assert done.status == 0
        assert "One change since then would be gone." in done.out
        assert "0001-before-restore.zip" in done.out
        assert texts(closeness) == ["We walked."]
        assert closeness("vault", "export", "-").out == exported
        beside = closeness.vault / "backups" / "0001-before-restore.zip"
        back = closeness("vault", "restore", str(beside), "--yes", "--json").data
        assert (back["gained"], back["lost"], back["other_vault"]) == (1, 0, False)
        assert texts(closeness) == ["And talked.", "We walked."]

    def test_where_there_is_no_vault_the_backup_becomes_it(
        self, closeness: Closeness, tmp_path: Path
    ) -> None:
        closeness.write("We walked.")
        file = tmp_path / "mine.zip"
        closeness("vault", "backup", str(file))
        other = type(closeness)(tmp_path / "other")
        assert other("vault", "restore", str(file), "--yes", "-q").status == 0
        assert texts(other) == ["We walked."]
        assert kept(other) == []

    def test_without_agreement_nothing_is_changed(
        self, closeness: Closeness, tmp_path: Path
    ) -> None:
        closeness.write("We walked.")
        file = tmp_path / "mine.zip"
        closeness("vault", "backup", str(file))
        closeness.write("And talked.")
        done = closeness("vault", "restore", str(file))
        assert (done.status, "--yes" in done.err) == (3, True)
        assert (texts(closeness), kept(closeness)) == (["And talked.", "We walked."], [])

    @pytest.mark.parametrize("content", [None, b"", b"something else"])
    def test_another_file_is_refused_and_leaves_no_folder(
        self, closeness: Closeness, tmp_path: Path, content: bytes | None
    ) -> None:
        file = tmp_path / "mine.zip"
        if content is not None:
            file.write_bytes(content)
        done = closeness("vault", "restore", str(file), "--yes")
        assert (done.status, done.out) == (2, "")
        assert not closeness.vault.exists()

    def test_a_folder_takes_a_backup_under_the_days_name(
        self, closeness: Closeness, tmp_path: Path
    ) -> None:
        closeness.write("We walked.")
        (tmp_path / "stick").mkdir()
        assert closeness("vault", "backup", str(tmp_path / "stick")).status == 0
        assert [one.name for one in (tmp_path / "stick").iterdir()] == ["closeness-2025-11-14.zip"]

    def test_it_does_not_go_to_stdout(self, kept: Closeness) -> None:
        done = kept("vault", "backup", "-")
        assert done.status == 2
        assert "does not go to stdout" in done.err

    def test_without_a_name_it_lies_beside_the_vault(self, closeness: Closeness) -> None:
        closeness.write("We walked.")
        assert closeness("vault", "backup", "-q") == (0, "", "")
        assert kept(closeness) == ["0001-asked-for.zip"]

    def test_without_a_vault_there_is_nothing_to_keep(
        self, closeness: Closeness, tmp_path: Path
    ) -> None:
        assert closeness("vault", "backup", str(tmp_path / "mine.zip")).status == 2
        assert list(tmp_path.iterdir()) == []


class TestBackupsThatNobodyAsksFor:
    def test_an_import_that_is_refused_pushes_none_out(self, closeness: Closeness) -> None:
        closeness.write("We walked.")
        for number in range(5):
            line = LINE.replace("Tea", f"Soup {number}")
            assert closeness("vault", "import", "-", "-q", given=line).status == 0
        before = kept(closeness)
        assert len(before) == 5
        assert closeness("vault", "import", "-", given='{"no": "line"}\n').status == 2
        assert kept(closeness) == before

    def test_an_import_into_a_vault_with_something_in_it_is_backed_up_first(
        self, closeness: Closeness
    ) -> None:
        closeness("vault", "import", "-", given=LINE)
        assert kept(closeness) == []
        closeness("vault", "import", "-", given=LINE.replace("Tea", "Soup"))
        assert kept(closeness) == ["0001-before-import.zip"]

    def test_the_journals_of_others_too(self, closeness: Closeness, tmp_path: Path) -> None:
        closeness.write("We walked.")
        table = tmp_path / "table.csv"
        table.write_text("date,text\n2025-03-01,Tea.\n")
        done = closeness("journal", "import", str(table), "--from", "csv", "--yes")
        assert done.status == 0
        assert kept(closeness) == ["0001-before-import.zip"]

    def test_one_a_week_and_never_with_a_line(self, closeness: Closeness) -> None:
        closeness.write("We walked.")
        closeness("report")
        assert kept(closeness) == []
        later = closeness.at("2025-11-21T21:05:00+01:00")
        later.write("And talked.")
        later("journal", "list")
        assert kept(closeness) == []
        later("report")
        assert kept(closeness) == ["0001-weekly.zip"]

    def test_none_again_before_a_week_is_over_or_where_nothing_changed(
        self, closeness: Closeness
    ) -> None:
        closeness.write("We walked.")
        later = closeness.at("2025-11-21T21:05:00+01:00")
        later("report")
        backup = closeness.vault / "backups" / "0001-weekly.zip"
        database = closeness.vault / "vault.db"
        moment = 1763755500.0  # of that report
        for changed, now, count in (
            (moment + 60, "2025-11-27T21:05:00+01:00", 1),
            (moment - 60, "2025-11-28T21:06:00+01:00", 1),
            (moment + 60, "2025-11-28T21:06:00+01:00", 2),
        ):
            os.utime(backup, (moment, moment))
            os.utime(database, (changed, changed))
            closeness.at(now)("report")
            assert len(kept(closeness)) == count

    def test_one_that_fails_is_said_and_fails_nothing_else(self, closeness: Closeness) -> None:
        closeness.write("We walked.")
        (closeness.vault / "backups").write_text("in the way")
        done = closeness.at("2025-11-21T21:05:00+01:00")("report")
        assert (done.status, done.out != "") == (0, True)
        assert done.err.startswith("The backup of this week could not be made. ")


def encrypt(vault: Path, key: bytes, passphrase: str) -> None:
    """Make an encrypted vault."""
    paths = VaultPaths(vault)
    create_vault(paths, ids=CountingIds(key[0]), key=key)
    with closing(Connection(paths.database, key)) as connection:
        name = connection.value("SELECT value FROM meta WHERE id='vault_id'")
    save_header(paths, make_header(name, key, passphrase, least()))


def told(closeness: Closeness, *arguments: str, secrets: tuple[str, ...]) -> Outcome:
    """Run a command with passphrases, a line each, in a file descriptor."""
    reading, writing = os.pipe()
    os.write(writing, "".join(f"{one}\n" for one in secrets).encode())
    os.close(writing)
    try:
        return closeness(*arguments, "--passphrase-fd", str(reading))
    finally:
        os.close(reading)


class TestEncrypted:
    HERE, THERE = "walk home tonight", "a bench by the river"

    @pytest.fixture
    def backup(self, closeness: Closeness, tmp_path: Path) -> str:
        """A backup of an encrypted vault with one entry."""
        encrypt(closeness.vault, bytes([1] * 32), self.HERE)
        told(closeness, "journal", "add", "We walked.", secrets=(self.HERE,))
        file = str(tmp_path / "mine.zip")
        assert told(closeness, "vault", "backup", file, secrets=(self.HERE,)).status == 0
        return file

    def test_the_key_file_is_looked_at_too(self, closeness: Closeness, backup: str) -> None:
        assert backup
        done = told(closeness, "vault", "check", "--plain", secrets=(self.HERE,))
        assert (done.status, len(done.out.splitlines())) == (0, 10)
        assert "\nkey\tsound\t" in done.out

    def test_a_header_of_another_vault_is_a_fault(self, closeness: Closeness, backup: str) -> None:
        assert backup
        other = make_header("x", bytes([2] * 32), self.THERE, least())
        paths = VaultPaths(closeness.vault)
        there = paths.key_file.read_bytes()
        save_header(paths, other)
        assert told(closeness, "vault", "check", secrets=(self.THERE,)).status == 4
        paths.key_file.write_bytes(there)
        assert told(closeness, "vault", "check", secrets=(self.HERE,)).status == 0

    def test_in_a_new_place_the_passphrase_of_the_backup_opens_it(
        self, closeness: Closeness, backup: str, tmp_path: Path
    ) -> None:
        other = type(closeness)(tmp_path / "other")
        wrong = told(other, "vault", "restore", backup, "--yes", secrets=(self.THERE,))
        assert (wrong.status, other.vault.exists()) == (4, False)
        assert told(other, "vault", "restore", backup, "--yes", secrets=(self.HERE,)).status == 0
        listed = told(other, "journal", "list", "--plain", secrets=(self.HERE,)).out
        assert listed.endswith("We walked.\n")

    def test_a_vault_with_another_key_keeps_it_and_asks_for_both(
        self, closeness: Closeness, backup: str, tmp_path: Path
    ) -> None:
        other = type(closeness)(tmp_path / "other")
        encrypt(other.vault, bytes([2] * 32), self.THERE)
        both = (self.THERE, self.HERE)
        done = told(other, "vault", "restore", backup, "--yes", secrets=both)
        assert done.status == 0
        assert "another vault" in done.out
        listed = told(other, "journal", "list", "--plain", secrets=(self.THERE,)).out
        assert listed.endswith("We walked.\n")
        assert told(other, "journal", "list", secrets=(self.HERE,)).status == 4

    def test_a_plain_vault_and_an_encrypted_backup_are_not_mixed(
        self, closeness: Closeness, backup: str, tmp_path: Path
    ) -> None:
        other = type(closeness)(tmp_path / "other")
        other.write("And talked.")
        done = told(other, "vault", "restore", backup, "--yes", secrets=(self.HERE,))
        assert (done.status, "--vault FOLDER" in done.err) == (2, True)
        assert texts(other) == ["And talked."]

    def test_without_its_passphrase_the_doctor_says_what_can_be_seen(
        self, closeness: Closeness, backup: str
    ) -> None:
        assert backup
        done = closeness("doctor")
        assert (done.status, done.out.count("as far as could be seen")) == (0, 1)
