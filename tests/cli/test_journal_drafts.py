"""`closeness journal drafts`."""

from __future__ import annotations

from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from builders import EVENING
from closeness_cli.core.draft import Draft
from closeness_cli.core.entry import EntryKind
from closeness_cli.storage.drafts import DraftStore
from closeness_cli.storage.paths import VaultPaths
from closeness_cli.storage.vault import open_vault

if TYPE_CHECKING:
    from commands import Closeness

WORDS = "We [/walked]\n\thome. \x1b[2J"


@pytest.fixture
def sam(closeness: Closeness) -> str:
    """A vault with two drafts of its owner's and one of Sam's; gives Sam's id."""
    closeness("journal", "add", "Tea.", "--as", "Sam", "--yes")
    with closing(open_vault(VaultPaths(closeness.vault))) as connection:
        person_id = str(connection.value("SELECT id FROM people"))
        drafts = DraftStore(connection)
        drafts.keep(Draft("D1", WORDS, EVENING, EntryKind.CONFLICT))
        drafts.keep(Draft("D2", "Slowly.", EVENING, entry_id="01KA1ZFCW0ABC"))
        drafts.keep(Draft("D3", "Sam's words", EVENING, person_id=person_id))
    return person_id


def test_without_any_it_says_what_they_are(closeness: Closeness) -> None:
    outcome = closeness("journal", "drafts")
    assert outcome.err == "No drafts. What you type and do not save is kept as one.\n"
    assert (outcome.status, outcome.out) == (0, "")


@pytest.mark.usefixtures("sam")
def test_a_page_shows_each_with_how_to_go_on(closeness: Closeness) -> None:
    out = closeness("journal", "drafts").out
    assert "\x1b[2J" not in out
    assert "closeness journal conflict\n" in out
    assert "closeness journal edit 01KA1ZFCW0\n" in out
    assert "[/walked]" in out
    assert "Sam's" not in out


@pytest.mark.usefixtures("sam")
def test_a_table_has_a_line_for_each(closeness: Closeness) -> None:
    lines = closeness("journal", "drafts", "--plain").out.splitlines()
    assert [line.split("\t") for line in lines] == [
        ["D2", EVENING.iso, "note", "01KA1ZFCW0ABC", "Slowly."],
        ["D1", EVENING.iso, "conflict", "", r"We [/walked]\n\thome. \x1b[2J"],
    ]


@pytest.mark.usefixtures("sam")
def test_data_has_every_word_as_it_was_typed(closeness: Closeness) -> None:
    found = closeness("journal", "drafts", "--json").data["drafts"]
    assert [(one["id"], one["text"], one["entry"]) for one in found] == [
        ("D2", "Slowly.", "01KA1ZFCW0ABC"),
        ("D1", WORDS, None),
    ]


@pytest.mark.usefixtures("sam")
def test_throwing_away_needs_a_yes_and_takes_only_ones_own(closeness: Closeness) -> None:
    refused = closeness("journal", "drafts", "--discard")
    assert (refused.status, refused.out) == (3, "")
    assert "Agree to it with --yes." in refused.err
    assert len(closeness("journal", "drafts", "--json").data["drafts"]) == 2
    assert closeness("journal", "drafts", "--discard", "--yes", "--json").data == {"discarded": 2}
    assert closeness("journal", "drafts", "--json").data == {"drafts": []}
    assert len(closeness("journal", "drafts", "--json", "--as", "Sam").data["drafts"]) == 1


def test_an_entry_of_a_given_text_is_no_business_of_drafts(closeness: Closeness) -> None:
    closeness("journal", "add", "We walked.")
    closeness("journal", "add", "-", given="We stayed.")
    assert closeness("journal", "drafts", "--json").data == {"drafts": []}


@pytest.mark.parametrize("arguments", [["journal", "--editor"], ["journal", "solo", "--editor"]])
def test_an_editor_needs_a_terminal(closeness: Closeness, arguments: list[str]) -> None:
    outcome = closeness(*arguments)
    assert outcome.status == 3
    assert not closeness.vault.exists()


def test_an_editor_for_a_given_text_needs_a_terminal_too(closeness: Closeness) -> None:
    assert closeness("journal", "add", "Tea.", "--editor").status == 3
    assert closeness("journal", "list", "--plain").out == ""
