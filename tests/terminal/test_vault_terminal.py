"""What `closeness vault export` asks at a real terminal."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from builders import CountingIds
from closeness_cli.storage.keys.header import make_header
from closeness_cli.storage.keys.kdf import least
from closeness_cli.storage.paths import VaultPaths
from closeness_cli.storage.vault import create_vault
from vaults import KEYS, ask_safety

if TYPE_CHECKING:
    from terminals import Person, Terminal

QUESTION = "Include the private safety answers?"
PASSPHRASE = "a walk by the river"


def paths_of(person: Person) -> VaultPaths:
    return VaultPaths(Path(person.environment["CLOSENESS_VAULT"]))


def last_backups(person: Person) -> list[Path]:
    """Find what lies beside the vault's folder and is named after it."""
    folder = paths_of(person).folder
    return sorted(folder.parent.glob(f"{folder.name}-*"))


def exported(person: Person, *words: str, keys: str) -> str:
    file = Path(person.environment["HOME"]) / "mine.jsonl"
    terminal = person("vault", "export", str(file), *words).wait_for(QUESTION).press(keys)
    assert terminal.status() == 0
    return file.read_text("utf-8")


@pytest.mark.parametrize("value", [1, 5, None])
def test_enter_alone_leaves_the_safety_answers_out(person: Person, value: int | None) -> None:
    ask_safety(paths_of(person), value)

    assert '"safety_response"' not in exported(person, keys="\r")


def test_a_yes_writes_them(person: Person) -> None:
    ask_safety(paths_of(person), 2)

    assert exported(person, keys="y").count('"safety_response"') == 1


def test_yes_to_everything_is_no_yes_to_this(person: Person) -> None:
    ask_safety(paths_of(person), 2)

    assert '"safety_response"' not in exported(person, "--yes", keys="n")


def test_where_none_was_ever_asked_nobody_is_asked_now(person: Person) -> None:
    person.says("journal", "add", "We walked home.")

    assert QUESTION not in person.says("vault", "export", f"{person.environment['HOME']}/a.jsonl")


class TestEnding:
    def test_enter_alone_forgets_nothing_and_a_yes_does(self, person: Person) -> None:
        person.says("journal", "add", "Kingfisher. #river")
        for keys, is_left in (("\r", True), ("y", False)):
            terminal = person("vault", "forget", "--tag", "river").wait_for("Remove 1 entry")
            assert terminal.press(keys).status() == 0
            assert ("Kingfisher" in person.says("journal", "list", "--plain")) == is_left

    def test_it_shows_what_is_about_to_go_and_leaves_none_of_it(self, person: Person) -> None:
        person.says("journal", "add", "Kingfisher,\x1b[31m red " + "by the river " * 20)
        person.says("assess", "--answer", "connection=6")
        terminal = person("vault", "forget", "--before", "tomorrow", columns=40)
        terminal.wait_for("Remove 1 entry and 1 set")
        assert [one.rstrip("…") for one in terminal.screen.splitlines()[1:4]] == [
            r"  14 November  Kingfisher,\x1b[31m re",
            "  14 November  Answers to Four weekly",
            "",
        ]
        assert terminal.press("y").status() == 0
        assert "Kingfisher" not in terminal.left_behind
        assert "weekly" not in terminal.left_behind

    def test_of_many_it_shows_some_and_says_how_many_more(self, person: Person) -> None:
        for day in range(1, 8):
            person.says("journal", "add", f"Day {day}. #river", "--at", f"2024-05-{day:02}")
        terminal = person("vault", "forget", "--tag", "river").wait_for("Remove 7 entries")
        assert [one.strip() for one in terminal.screen.splitlines()[1:7]] == [
            *(f"{day} May 2024  Day {day}. #river" for day in (7, 6, 5, 4, 3)),
            "and 2 more, back to 1 May 2024",
        ]
        assert terminal.press("n").status() == 0

    def test_where_lines_are_wanted_it_shows_them_before_it_asks(self, person: Person) -> None:
        person.says("journal", "add", "Kingfisher. #river")
        terminal = person("vault", "forget", "--tag", "river", "--plain").wait_for("Remove 1")
        assert "14 November  Kingfisher. #river\nRemove 1 entry" in terminal.screen
        assert terminal.press("n\r").status() == 0
        assert "Kingfisher" not in person.says("vault", "forget", "--tag", "river", "--yes")

    @pytest.mark.parametrize("keys", ["\r", "y\r\x03", "\x03"])
    def test_a_key_alone_destroys_nothing(self, person: Person, keys: str) -> None:
        person.says("journal", "add", "Kingfisher.")
        terminal = person("vault", "destroy").wait_for("Keep one last backup").press("\r")
        assert terminal.wait_for("Type destroy").press(keys).status() in (0, 130)
        assert paths_of(person).database.exists()
        assert last_backups(person) == []

    def test_the_third_choice_keeps_everything_as_it_is(self, person: Person) -> None:
        person.says("journal", "add", "Kingfisher.")
        terminal = person("vault", "destroy").wait_for("Keep everything as it is").press("3")
        assert terminal.status() == 0
        assert "Nothing was removed." in terminal.left_behind
        assert paths_of(person).database.exists()

    def test_the_whole_word_leaves_one_last_backup(self, person: Person) -> None:
        person.says("journal", "add", "Kingfisher.")
        terminal = person("vault", "destroy").wait_for("Keep one last backup").press("1")
        terminal.wait_for("Type destroy").press("destroy\r")
        assert terminal.status() == 0
        assert "The vault is gone." in terminal.left_behind
        assert not paths_of(person).folder.exists()
        [backup] = last_backups(person)
        assert b"Kingfisher" in backup.read_bytes()

    @pytest.mark.parametrize("option", [False, True])
    def test_a_person_can_leave_nothing(self, person: Person, option: bool) -> None:
        person.says("journal", "add", "Kingfisher.")
        if option:
            terminal = person("vault", "destroy", "--no-backup")
        else:
            terminal = person("vault", "destroy").wait_for("leave no backup").press("2")
        terminal.wait_for("nothing brings it back").press("destroy\r")
        assert terminal.status() == 0
        assert not paths_of(person).folder.exists()
        assert last_backups(person) == []

    def test_an_encrypted_vault_is_opened_for_its_last_backup_and_for_nothing_else(
        self, newcomer: Person
    ) -> None:
        key, paths = KEYS["encrypted"], paths_of(newcomer)
        assert key is not None
        create_vault(
            paths,
            ids=CountingIds(),
            key=key,
            header=lambda vault_id: make_header(vault_id, key, PASSPHRASE, least()),
        )

        def to_the_word() -> Terminal:
            terminal = newcomer("vault", "destroy").wait_for("opened by the passphrase").press("1")
            return (
                terminal.wait_for("Passphrase:").press(f"{PASSPHRASE}\r").wait_for("Type destroy")
            )

        assert to_the_word().press("\r").status() == 0
        assert paths.database.exists()
        assert to_the_word().press("destroy\r").status() == 0
        assert not paths.folder.exists()
        [backup] = last_backups(newcomer)

        terminal = newcomer("vault", "restore", str(backup), "--yes").wait_for("Passphrase:")
        assert terminal.press(f"{PASSPHRASE}\r").status() == 0
        terminal = newcomer("vault", "destroy").wait_for("leave no backup").press("2")
        assert terminal.wait_for("Type destroy").press("destroy\r").status() == 0
        assert not paths.folder.exists()
        assert last_backups(newcomer) == [backup]
