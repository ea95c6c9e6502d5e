"""`closeness vault forget` and `vault destroy`: what goes, what they say, when they refuse."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from commands import Closeness

REACH = (
    "  Out of reach: copies and exports you put elsewhere, synced folders, snapshots, the disk's"
    " spare blocks.\n"
)


def texts(closeness: Closeness, *more: str) -> list[str]:
    found = closeness("journal", "list", "--json", *more).data["entries"]
    return [one["text"] for one in found]


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
    def test_the_vault_and_its_folder_are_gone(self, kept: Closeness) -> None:
        kept("vault", "backup")
        done = kept("vault", "destroy", "--yes")
        assert done == (0, f"The vault is gone.\n{REACH}", "")
        assert not kept.vault.exists()

    def test_a_folder_with_other_files_stays_with_them(self, kept: Closeness) -> None:
        (kept.vault / "letter.txt").write_text("Dear Sam")
        done = kept("vault", "destroy", "--yes")
        assert f"Files that are not the vault's stay in {kept.vault}.\n" in done.out
        assert [one.name for one in kept.vault.iterdir()] == ["letter.txt"]
        assert kept("vault", "destroy", "--yes").status == 2

    def test_it_goes_on_where_it_was_cut_off(self, kept: Closeness) -> None:
        kept("vault", "backup")
        (kept.vault / "vault.db").unlink()
        assert kept("vault", "destroy", "--yes", "--json").data["folder_is_gone"]

    def test_without_a_terminal_it_wants_a_yes(self, kept: Closeness) -> None:
        assert kept("vault", "destroy").status == 3
        assert (kept.vault / "vault.db").exists()

    def test_one_that_cannot_be_read_can_be_destroyed(self, kept: Closeness) -> None:
        (kept.vault / "vault.db").write_bytes(b"noise" * 1000)
        assert kept("vault", "destroy", "--yes").status == 0
        assert not kept.vault.exists()
