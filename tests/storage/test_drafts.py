"""What was typed and not saved, in a plain and in an encrypted vault."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from builders import EVENING, an_entry
from closeness_cli.core.draft import Draft
from closeness_cli.core.entry import EntryKind
from closeness_cli.errors import UnreadableVaultError
from closeness_cli.storage.drafts import DraftStore
from closeness_cli.storage.transfer.archive import export_lines

if TYPE_CHECKING:
    from closeness_cli.core.entry import Entry
    from vaults import OpenVault

TEXT = "We walked\r\n\thome. שלום 愛 ' \\"
SECRET = "unmistakable-words"


def a_draft(
    draft_id: str = "d1",
    text: str = TEXT,
    *,
    kind: EntryKind = EntryKind.NOTE,
    entry_id: str | None = None,
    person_id: str | None = None,
) -> Draft:
    return Draft(draft_id, text, EVENING, kind, entry_id, "r1", person_id)


def add_and_stop(vault: OpenVault, entry: Entry) -> None:
    vault.entries.add(entry)
    raise KeyboardInterrupt


def test_a_draft_is_given_back_as_it_was_after_the_vault_was_closed(vault: OpenVault) -> None:
    draft = a_draft(kind=EntryKind.CONFLICT, entry_id="e1", person_id="p1")
    DraftStore(vault.connection).keep(draft)
    assert DraftStore(vault.reopened().connection).all(person_id="p1") == [draft]


def test_keeping_again_takes_the_place_of_what_it_was(vault: OpenVault) -> None:
    drafts = DraftStore(vault.connection)
    drafts.keep(a_draft(text="We"))
    drafts.keep(a_draft(text="We walked"))
    assert [one.text for one in drafts.all(person_id=None)] == ["We walked"]


def test_a_draft_is_only_for_who_wrote_it(vault: OpenVault) -> None:
    drafts = DraftStore(vault.connection)
    drafts.keep(a_draft("d1", "mine"))
    drafts.keep(a_draft("d2", "Sam's", person_id="sam"))
    drafts.keep(a_draft("d3", "Sam's change", person_id="sam", entry_id="e1"))
    assert [one.text for one in drafts.all(person_id=None)] == ["mine"]
    newest = drafts.newest_entry(person_id="sam")
    assert newest is not None
    assert newest.text == "Sam's"
    assert drafts.newest_entry(person_id="kim") is None
    assert drafts.newest_change("e1", person_id=None) is None


def test_the_newest_of_a_kind_or_of_any_is_found(vault: OpenVault) -> None:
    drafts = DraftStore(vault.connection)
    drafts.keep(a_draft("d1", kind=EntryKind.CONFLICT))
    drafts.keep(a_draft("d2", kind=EntryKind.NOTE))
    drafts.keep(a_draft("d3", entry_id="e1"))
    found = [
        drafts.newest_entry(person_id=None),
        drafts.newest_entry(person_id=None, kind=EntryKind.CONFLICT),
        drafts.newest_entry(person_id=None, kind=EntryKind.SOLO),
        drafts.newest_change("e1", person_id=None),
        drafts.newest_change("e2", person_id=None),
    ]
    assert [one and one.id for one in found] == ["d2", "d1", None, "d3", None]


def test_a_draft_is_gone_with_the_entry_that_it_became_or_both_stay(vault: OpenVault) -> None:
    drafts = DraftStore(vault.connection)
    drafts.keep(a_draft())
    entry = an_entry("We walked.", entry_id="e1")
    with pytest.raises(KeyboardInterrupt), drafts.used_up("d1"):
        add_and_stop(vault, entry)
    assert drafts.is_kept("d1")
    assert vault.history("e1") == []

    with drafts.used_up("d1"):
        vault.entries.add(entry)
    assert not drafts.is_kept("d1")
    assert len(vault.history("e1")) == 1


def test_no_draft_is_exported_and_none_has_a_history(vault: OpenVault) -> None:
    before = list(export_lines(vault.connection, with_safety=True))
    DraftStore(vault.connection).keep(a_draft(text=SECRET))
    assert list(export_lines(vault.connection, with_safety=True)) == before


def test_nothing_of_a_discarded_draft_is_left_in_the_file(vault: OpenVault) -> None:
    drafts = DraftStore(vault.connection)
    drafts.keep(a_draft(text=SECRET))
    drafts.discard("d1", "never-there")
    vault.connection.close()
    for file in vault.paths.folder.iterdir():
        assert SECRET.encode() not in file.read_bytes()


def test_the_words_of_a_draft_are_in_no_encrypted_file(vault: OpenVault) -> None:
    DraftStore(vault.connection).keep(a_draft(text=SECRET))
    is_readable = any(
        SECRET.encode() in file.read_bytes() for file in vault.paths.folder.glob("vault.db*")
    )
    assert is_readable == (vault.key is None)


def test_a_draft_of_no_kind_is_told_as_damage_without_its_words(vault: OpenVault) -> None:
    drafts = DraftStore(vault.connection)
    drafts.keep(a_draft(text=SECRET))
    with vault.connection.writing():
        vault.connection.run("UPDATE drafts SET kind='poem'")
    with pytest.raises(UnreadableVaultError) as error:
        drafts.all(person_id=None)
    assert SECRET not in repr(error.value.__cause__) + error.value.sentence
