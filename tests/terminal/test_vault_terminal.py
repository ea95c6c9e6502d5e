"""What `closeness vault export` asks at a real terminal."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from closeness_cli.storage.paths import VaultPaths
from vaults import ask_safety

if TYPE_CHECKING:
    from terminals import Person

QUESTION = "Include the private safety answers?"


def paths_of(person: Person) -> VaultPaths:
    return VaultPaths(Path(person.environment["CLOSENESS_VAULT"]))


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

    @pytest.mark.parametrize("keys", ["\r", "y\r\x03", "\x03"])
    def test_a_key_alone_destroys_nothing(self, person: Person, keys: str) -> None:
        person.says("journal", "add", "Kingfisher.")
        terminal = person("vault", "destroy").wait_for("Type destroy").press(keys)
        assert terminal.status() in (0, 130)
        assert paths_of(person).database.exists()

    def test_the_whole_word_does(self, person: Person) -> None:
        person.says("journal", "add", "Kingfisher.")
        terminal = person("vault", "destroy").wait_for("Type destroy").press("destroy\r")
        assert terminal.status() == 0
        assert "The vault is gone." in terminal.left_behind
        assert not paths_of(person).folder.exists()
