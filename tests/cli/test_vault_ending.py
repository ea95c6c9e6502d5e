"""`closeness vault forget` and `vault destroy`: what goes, what they say, when they refuse."""

from __future__ import annotations

import os
import stat
from typing import TYPE_CHECKING
from zipfile import ZipFile

import pytest

from closeness_cli.errors import StorageFailedError
from closeness_cli.storage import backups, last_backup
from closeness_cli.storage.keys import kdf
from commands import Closeness

if TYPE_CHECKING:
    from pathlib import Path

    from commands import Outcome

PASSPHRASE = "a walk by the river"

REACH = (
    "  Out of reach: copies and exports you put elsewhere, synced folders, snapshots, the disk's"
    " spare blocks.\n"
)


def texts(closeness: Closeness, *more: str) -> list[str]:
    found = closeness("journal", "list", "--json", *more).data["entries"]
    return [one["text"] for one in found]


@pytest.fixture
def locked(closeness: Closeness, monkeypatch: pytest.MonkeyPatch) -> Closeness:
    """The program, with an encrypted vault that holds one entry."""
    monkeypatch.setattr(kdf, "fitting", kdf.least)
    assert opened(closeness, "vault", "create", "-q").status == 0
    assert opened(closeness, "journal", "We walked.", "-q").status == 0
    return closeness


def opened(closeness: Closeness, *words: str, passphrase: str = PASSPHRASE) -> Outcome:
    """Run a command line that is given the passphrase."""
    reading, writing = os.pipe()
    os.write(writing, f"{passphrase}\n".encode())
    os.close(writing)
    try:
        return closeness(*words, "--passphrase-fd", str(reading))
    finally:
        os.close(reading)


class TestForget:
    def test_an_entry_is_gone_and_it_says_from_where(self, kept: Closeness) -> None:
        entry = kept.write("We argued about the kingfisher.")
        kept.write("We walked.")
        done = kept("vault", "forget", entry, "--yes")
        assert done == (
            0,
            f"Gone for good: 1 entry, from the vault, its history and its search.\n{REACH}",
            "",
        )
        assert texts(kept) == ["We walked."]
        assert kept("journal", "history", entry).status == 2
        assert "kingfisher" not in kept("vault", "export", "-").out
        assert b"kingfisher" not in b"".join(one.read_bytes() for one in kept.vault.iterdir())

    def test_backups_are_replaced_and_that_is_said(self, kept: Closeness) -> None:
        entry = kept.write("Kingfisher.")
        for _ in range(2):
            assert kept("vault", "backup").status == 0
        done = kept("vault", "forget", entry, "--yes")
        assert "; a new backup took the place of the 2 backups beside it.\n" in done.out
        [backup] = (kept.vault / "backups").iterdir()
        assert b"ingfisher" not in backup.read_bytes()

    def test_a_program_is_told_how_much_went(self, kept: Closeness) -> None:
        for text in ("One #walk", "Two #Walk", "Three #walks"):
            kept.write(text)
        done = kept("vault", "forget", "--tag", "walk", "--yes", "--json")
        assert done.data == {"entries": 2, "sets": 0, "observances": 0, "drafts": 0, "backups": 0}
        assert texts(kept) == ["Three #walks"]

    def test_before_a_day_everything_goes_that_has_a_day(self, kept: Closeness) -> None:
        early = kept.at("2025-11-01T21:00:00+01:00")
        early.write("Early.")
        early("assess", "--answer", "connection=6")
        early("ritual", "add", "Tea")
        early("ritual", "done", "Tea")
        kept.write("Late.")
        done = kept("vault", "forget", "--before", "2025-11-14", "--yes")
        assert done.out.startswith(
            "Gone for good: 1 entry, 1 set of answers and 1 time a ritual was done, from"
        )
        assert texts(kept) == ["Late."]
        assert kept("assess", "show", "--json").data["sets"] == []

    def test_what_is_in_the_trash_can_be_forgotten(self, kept: Closeness) -> None:
        entry = kept.write("Gone.")
        kept("journal", "delete", entry)
        assert kept("vault", "forget", entry, "--yes").status == 0
        assert entry not in kept("journal", "list", "--trash", "--json").out

    def test_several_at_once_are_found_before_any_goes(self, kept: Closeness) -> None:
        one, other = kept.write("One."), kept.write("Two.")
        assert kept("vault", "forget", one, "01ZZZZZZ", "--yes").status == 2
        assert len(texts(kept)) == 2
        assert kept("vault", "forget", one, other, one, "--yes", "--json").data["entries"] == 2
        assert texts(kept) == []

    def test_an_id_that_begins_like_others_names_them(self, kept: Closeness) -> None:
        entry = kept.write("We walked.")
        kept("assess", "--answer", "connection=6")
        given = kept("assess", "show", "--json").data["sets"][0]["administration"]
        done = kept("vault", "forget", "01", "--yes")
        assert (done.status, done.out) == (2, "")
        assert done.err.startswith("Several ids begin like this.\n  Give more of one: 01")
        assert f"{entry} (an entry)" in done.err
        assert f"{given} (a set of answers)" in done.err

    def test_without_a_terminal_it_wants_a_yes(self, kept: Closeness) -> None:
        entry = kept.write("We walked.")
        assert kept("vault", "forget", entry) == (
            3,
            "",
            (
                "This cannot be undone, and there is no terminal to ask at.\n"
                "  Agree to it with --yes.\n"
            ),
        )
        assert texts(kept) == ["We walked."]

    def test_where_nothing_is_found_nothing_is_asked(self, kept: Closeness) -> None:
        for words in (("--tag", "nowhere"), ("--before", "1999-01-01")):
            done = kept("vault", "forget", *words)
            assert done == (0, "", "There is nothing of that here, so nothing was forgotten.\n")

    @pytest.mark.parametrize(
        "words",
        [
            (),
            ("--tag", "two words"),
            ("--before", "someday soon"),
            ("01KA1", "--tag", "walk"),
            ("--tag", "walk", "--before", "2020-01-01"),
            ("no-such-id",),
        ],
    )
    def test_what_cannot_be_understood_changes_nothing(
        self, kept: Closeness, words: tuple[str, ...]
    ) -> None:
        kept.write("We walked. #walk")
        done = kept("vault", "forget", *words, "--yes")
        assert done.status == 2
        assert texts(kept) == ["We walked. #walk"]

    def test_there_is_nothing_to_forget_without_a_vault(self, closeness: Closeness) -> None:
        assert closeness("vault", "forget", "01KA", "--yes").status == 2
        assert not closeness.vault.exists()


class TestDestroy:
    def test_the_vault_and_its_folder_are_gone_and_one_backup_is_left(
        self, kept: Closeness
    ) -> None:
        kept.write("We walked.")
        kept("vault", "backup")
        backup = kept.vault.with_name("vault-2025-11-14.zip")
        assert kept("vault", "destroy", "--yes") == (
            0,
            "The vault is gone. One last backup is left, opened again to be sure:\n"
            f"  {backup}\n"
            "It is not encrypted: anyone who can read the file can read it."
            " closeness vault restore FILE brings it back.\n" + REACH,
            "",
        )
        assert list(kept.vault.parent.iterdir()) == [backup]
        assert stat.S_IMODE(backup.stat().st_mode) == 0o600

    def test_it_can_leave_nothing(self, kept: Closeness) -> None:
        kept("vault", "backup")
        done = kept("vault", "destroy", "--yes", "--no-backup")
        assert done == (0, f"The vault is gone.\n{REACH}", "")
        assert list(kept.vault.parent.iterdir()) == []

    def test_the_last_backup_brings_everything_back(self, kept: Closeness) -> None:
        kept.write("We walked. #river")
        kept("assess", "--answer", "connection=6")
        before = kept("vault", "export", "-").out
        backup = kept("vault", "destroy", "--yes", "--json").data["backup"]
        assert backup == {
            "file": str(kept.vault.with_name("vault-2025-11-14.zip")),
            "encrypted": False,
            "whole": True,
        }
        again = Closeness(kept.vault.with_name("again"), kept.environment)
        again.environment["CLOSENESS_VAULT"] = str(again.vault)
        assert again("vault", "restore", backup["file"], "--yes").status == 0
        assert again("vault", "export", "-").out == before
        assert again("vault", "check").status == 0

    def test_an_encrypted_one_comes_back_under_its_passphrase(self, locked: Closeness) -> None:
        done = opened(locked, "vault", "destroy", "--yes")
        assert "It is encrypted, and opens with the passphrase." in done.out
        [backup] = locked.vault.parent.iterdir()
        assert b"walked" not in backup.read_bytes()
        assert opened(locked, "vault", "restore", str(backup), "--yes").status == 0
        [entry] = opened(locked, "journal", "list", "--json").data["entries"]
        assert entry["text"] == "We walked."

    def test_an_encrypted_one_without_its_passphrase_stays_unless_nothing_is_to_be_left(
        self, locked: Closeness
    ) -> None:
        assert locked("vault", "destroy", "--yes") == (
            3,
            "",
            (
                "The last backup needs the vault's passphrase, and there is no terminal to ask, so"
                " nothing was removed.\n"
                "  Give it with --passphrase-fd N, or leave no backup with --no-backup.\n"
            ),
        )
        assert opened(locked, "journal", "list").status == 0
        assert locked("vault", "destroy", "--yes", "--no-backup").status == 0
        assert list(locked.vault.parent.iterdir()) == []

    def test_a_wrong_passphrase_removes_nothing(self, locked: Closeness) -> None:
        assert opened(locked, "vault", "destroy", "--yes", passphrase="wrong").status == 4
        assert opened(locked, "journal", "list").status == 0
        assert list(locked.vault.parent.iterdir()) == [locked.vault]

    def test_a_file_of_that_name_is_left_alone(self, kept: Closeness) -> None:
        theirs = kept.vault.with_name("vault-2025-11-14.zip")
        theirs.write_text("mine")
        backup = kept("vault", "destroy", "--yes", "--json").data["backup"]
        assert backup["file"] == str(kept.vault.with_name("vault-2025-11-14-2.zip"))
        assert theirs.read_text() == "mine"

    def test_where_no_backup_can_be_made_nothing_is_removed(
        self, kept: Closeness, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def refuse(*_: object) -> None:
            raise PermissionError

        entry = kept.write("We walked.")
        with monkeypatch.context() as patch:
            patch.setattr(backups, "put_in_place", refuse)
            assert kept("vault", "destroy", "--yes") == (
                1,
                "",
                (
                    "The last backup could not be made, so nothing was removed.\n"
                    "  Make one elsewhere:  closeness vault backup FILE; then  closeness vault"
                    " destroy --no-backup\n"
                ),
            )
        assert kept.text_of(entry) == "We walked."
        assert list(kept.vault.parent.iterdir()) == [kept.vault]

    def test_a_backup_that_does_not_open_is_none(
        self, kept: Closeness, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def pack_less(packed: Path, members: dict[str, Path | bytes | None]) -> None:
            pack(packed, {**members, "vault.db": b"SQLite format 3\0" + bytes(4000)})

        entry, pack = kept.write("We walked."), backups._pack
        with monkeypatch.context() as patch:
            patch.setattr(backups, "_pack", pack_less)
            patch.setattr(last_backup, "pack_as_it_is", refuse_to_pack)
            assert kept("vault", "destroy", "--yes").status == 1
        assert kept.text_of(entry) == "We walked."
        assert list(kept.vault.parent.iterdir()) == [kept.vault]

    def test_a_folder_with_other_files_stays_with_them(self, kept: Closeness) -> None:
        (kept.vault / "letter.txt").write_text("Dear Sam")
        done = kept("vault", "destroy", "--yes")
        assert f"Files that are not the vault's stay in {kept.vault}.\n" in done.out
        assert [one.name for one in kept.vault.iterdir()] == ["letter.txt"]
        assert kept("vault", "destroy", "--yes").status == 2

    @pytest.mark.parametrize("more", [(), ("--no-backup",)])
    def test_it_goes_on_where_it_was_cut_off(self, kept: Closeness, more: tuple[str, ...]) -> None:
        kept("vault", "backup")
        (kept.vault / "vault.db").unlink()
        found = kept("vault", "destroy", "--yes", "--json", *more).data
        assert found == {"destroyed": True, "folder_is_gone": True, "backup": None}

    @pytest.mark.parametrize("more", [(), ("--no-backup",)])
    def test_without_a_terminal_it_wants_a_yes(
        self, kept: Closeness, more: tuple[str, ...]
    ) -> None:
        assert kept("vault", "destroy", *more) == (
            3,
            "",
            (
                "This cannot be undone, and there is no terminal to ask at.\n"
                "  --yes agrees and leaves one last backup; --yes --no-backup leaves nothing.\n"
            ),
        )
        assert (kept.vault / "vault.db").exists()

    def test_one_that_cannot_be_read_is_kept_byte_for_byte(self, kept: Closeness) -> None:
        (kept.vault / "vault.db").write_bytes(b"noise" * 1000)
        done = kept("vault", "destroy", "--yes", "--json")
        assert not kept.vault.exists()
        [backup] = kept.vault.parent.iterdir()
        assert done.data["backup"] == {"file": str(backup), "encrypted": None, "whole": False}
        with ZipFile(backup) as packed:
            assert packed.read("vault.db") == b"noise" * 1000

    def test_one_with_a_page_that_cannot_be_read_is_kept_so_too(self, kept: Closeness) -> None:
        kept.write("-", given="so many words " * 20_000)
        database = kept.vault / "vault.db"
        whole = database.read_bytes()
        database.write_bytes(whole[:-40_960] + bytes(40_960))
        done = kept("vault", "destroy", "--yes")
        assert "It could not be read, so its files are kept as they were in:\n" in done.out
        [backup] = kept.vault.parent.iterdir()
        with ZipFile(backup) as packed:
            assert packed.read("vault.db").startswith(whole[:-40_960])

    def test_one_that_cannot_be_read_can_be_destroyed(self, kept: Closeness) -> None:
        (kept.vault / "vault.db").write_bytes(b"noise" * 1000)
        assert kept("vault", "destroy", "--yes", "--no-backup").status == 0
        assert list(kept.vault.parent.iterdir()) == []


def refuse_to_pack(*_: object, **__: object) -> None:
    raise StorageFailedError("The disk is full.")
