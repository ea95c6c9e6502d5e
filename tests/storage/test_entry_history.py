"""Every state of an entry, and the last change taken back, step by step."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from builders import an_entry, id_number
from closeness_cli.core.entry import Entry, EntryFilter
from closeness_cli.core.entry_changes import Undone, UndoneKind
from closeness_cli.errors import ChangedMeanwhileError, NotFoundError, WrongUseError
from closeness_cli.storage.entry_history import (
    EntryHistory,
    last_written,
    remember_as_one,
    remember_one_change,
)
from closeness_cli.storage.revisions import Revision, store

if TYPE_CHECKING:
    from vaults import OpenVault

SAM = id_number(7)


@pytest.fixture
def past(vault: OpenVault) -> EntryHistory:
    """The history of the entries of a vault."""
    return EntryHistory(vault.revisions)


def keep(vault: OpenVault, text: str, *tags: str, person_id: str | None = None) -> Entry:
    entry = an_entry(text, entry_id=vault.ids.new(), tags=tags, person_id=person_id)
    vault.entries.add(entry)
    return entry


def here(vault: OpenVault) -> dict[str, tuple[str, ...]]:
    """Give the text and the tags of each entry that is not in the trash."""
    return {one.text: one.tags for one in vault.entries.newest(EntryFilter())}


def take_back(past: EntryHistory, person_id: str | None = None) -> list[Undone]:
    last = past.last_change(person_id=person_id)
    undone = past.take_back(last.id, person_id=person_id) if last else []
    assert len(undone) == (last.n_entries if last else 0)
    return undone


def undo(past: EntryHistory) -> list[UndoneKind]:
    return [one.kind for one in take_back(past)]


def count_revisions(vault: OpenVault) -> int:
    found: int = vault.connection.value("SELECT count(*) FROM revisions")
    return found


# Every state


def test_every_state_is_given_with_its_time_a_deletion_as_what_was_deleted(
    vault: OpenVault, past: EntryHistory
) -> None:
    entry = keep(vault, "We walked.", "walk")
    vault.clock.forward(hours=1)
    changed = entry._replace(text="We ran.", mood=1)
    vault.entries.change(changed)
    vault.entries.delete(entry.id)
    vault.entries.restore(entry.id)

    states = past.states(entry.id)
    assert [(state.number, state.entry) for state in states] == [
        (1, entry),
        (2, changed),
        (3, changed._replace(in_trash=True)),
        (4, changed),
    ]
    assert (states[1].written_at - states[0].written_at).total_seconds() == 3600
    assert states[3].revision_id == vault.entries.head(entry.id)


def test_an_entry_is_found_by_the_beginning_of_its_id_in_the_trash_too(
    vault: OpenVault, past: EntryHistory
) -> None:
    entry, other = keep(vault, "We walked."), keep(vault, "We ran.")
    vault.entries.delete(entry.id)
    assert past.find(entry.id.lower()) == entry.id
    with pytest.raises(WrongUseError, match="Several entries"):
        past.find(other.id[:10])
    for unknown in (id_number(9), "", "*"):
        with pytest.raises(NotFoundError):
            past.find(unknown)


# Taken back


def test_every_kind_of_change_is_taken_back_one_after_the_other(
    vault: OpenVault, past: EntryHistory
) -> None:
    entry = keep(vault, "We walked.", "walk")
    vault.entries.change(entry._replace(text="We ran.", tags=("run",)))
    vault.entries.delete(entry.id)
    vault.entries.restore(entry.id)

    assert undo(past) == [UndoneKind.RESTORE]
    assert here(vault) == {}
    assert undo(past) == [UndoneKind.DELETION]
    assert here(vault) == {"We ran.": ("run",)}
    assert undo(past) == [UndoneKind.EDIT]
    assert here(vault) == {"We walked.": ("walk",)}
    assert [found.entry.id for found in vault.entries.search("walked", EntryFilter())] == [entry.id]
    assert undo(past) == [UndoneKind.NEW]
    assert here(vault) == {}
    assert undo(past) == []
    assert count_revisions(vault) == 8


def test_after_taking_back_a_new_change_is_the_last_one(
    vault: OpenVault, past: EntryHistory
) -> None:
    first = keep(vault, "One.")
    keep(vault, "Two.")
    undo(past)
    vault.entries.change(first._replace(text="One, again."))
    assert undo(past) == [UndoneKind.EDIT]
    assert here(vault) == {"One.": ()}
    assert undo(past) == [UndoneKind.NEW]
    assert (here(vault), undo(past)) == ({}, [])


def test_a_change_by_hand_to_what_was_there_before_is_a_change_of_its_own(
    vault: OpenVault, past: EntryHistory
) -> None:
    entry = keep(vault, "One.")
    vault.entries.change(entry._replace(text="Two."))
    vault.entries.change(entry)
    undo(past)
    assert here(vault) == {"Two.": ()}


def test_what_was_taken_back_is_known_when_the_vault_is_opened_again(vault: OpenVault) -> None:
    entry = keep(vault, "One.")
    vault.entries.change(entry._replace(text="Two."))
    undo(EntryHistory(vault.revisions))
    again = vault.reopened()
    assert undo(EntryHistory(again.revisions)) == [UndoneKind.NEW]


def test_the_journal_of_another_person_is_left_alone(vault: OpenVault, past: EntryHistory) -> None:
    keep(vault, "Mine.", "walk")
    keep(vault, "Sam's.", "walk", person_id=SAM)
    assert past.retag(["walk"], "stroll", person_id=SAM) == 1
    assert [one.left.text for one in take_back(past)] == ["Mine."]
    assert take_back(past) == []
    assert [one.now.tags for one in take_back(past, SAM)] == [("walk",)]


def test_what_somebody_else_changed_since_is_not_written_over(
    vault: OpenVault, past: EntryHistory
) -> None:
    entry = keep(vault, "One.")
    store(
        vault.connection,
        Revision(
            id=vault.ids.new(),
            record_id=entry.id,
            record_type="entry",
            parent_id=vault.entries.head(entry.id),
            author_id=SAM,
            device_id=id_number(8),
            written_at="2025-11-14T21:00:00.000Z",
            body=None,
        ),
    )
    before = count_revisions(vault)
    with pytest.raises(ChangedMeanwhileError, match="by somebody else"):
        past.last_change()
    assert count_revisions(vault) == before
    keep(vault, "Two.")
    assert undo(past) == [UndoneKind.NEW]


def test_a_change_that_came_in_between_is_not_taken_back_for_the_one_before(
    vault: OpenVault, past: EntryHistory
) -> None:
    keep(vault, "One.")
    last = past.last_change()
    assert last
    keep(vault, "Two.")
    with pytest.raises(ChangedMeanwhileError):
        past.take_back(last.id)
    assert set(here(vault)) == {"One.", "Two."}


def test_what_was_written_in_one_transaction_can_be_one_change(
    vault: OpenVault, past: EntryHistory
) -> None:
    keep(vault, "Before.")
    with vault.connection.writing():
        last = [keep(vault, text) for text in ("One.", "Two.", "Three.")][-1]
        remember_one_change(vault.connection, vault.entries.head(last.id), 3)
    assert undo(past) == [UndoneKind.NEW] * 3
    assert here(vault) == {"Before.": ()}
    assert undo(past) == [UndoneKind.NEW]


# Tags


def test_a_tag_is_renamed_as_one_change_that_is_taken_back_as_one(
    vault: OpenVault, past: EntryHistory
) -> None:
    keep(vault, "A #Walk.", "Walk", "home")
    keep(vault, "Home.", "home")
    deleted = keep(vault, "Another #walk.", "walk")
    keep(vault, "Out.", "stroll", "walk")
    vault.entries.delete(deleted.id)
    before = count_revisions(vault)

    assert past.count_to_retag(["walk"], "steps") == 2
    assert past.retag(["walk"], "steps") == 2
    assert here(vault) == {
        "A #Walk.": ("steps", "home"),
        "Home.": ("home",),
        "Out.": ("stroll", "steps"),
    }
    assert dict(vault.entries.tag_counts(EntryFilter())) == {"steps": 2, "home": 2, "stroll": 1}
    assert count_revisions(vault) == before + 2

    assert undo(past) == [UndoneKind.EDIT, UndoneKind.EDIT]
    assert here(vault) == {
        "A #Walk.": ("Walk", "home"),
        "Home.": ("home",),
        "Out.": ("stroll", "walk"),
    }
    assert undo(past) == [UndoneKind.DELETION]
    assert undo(past) == [UndoneKind.NEW]


def test_several_tags_become_one_and_an_entry_with_both_has_it_once(
    vault: OpenVault, past: EntryHistory
) -> None:
    keep(vault, "Out.", "stroll", "walk")
    keep(vault, "Far.", "hike")
    assert past.retag(["stroll", "hike"], "walk") == 2
    assert here(vault) == {"Out.": ("walk",), "Far.": ("walk",)}
    assert past.retag(["stroll"], "walk") == 0


def test_where_one_entry_cannot_be_changed_none_is(
    vault: OpenVault, past: EntryHistory, monkeypatch: pytest.MonkeyPatch
) -> None:
    keep(vault, "Out.", "walk")
    keep(vault, "Far.", "walk")
    monkeypatch.setattr(past, "_remember", lambda _ids: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        past.retag(["walk"], "stroll")
    assert here(vault) == {"Out.": ("walk",), "Far.": ("walk",)}
    assert count_revisions(vault) == 2


# The trash, and imports


def test_several_are_moved_to_the_trash_and_back_as_one_change_each(
    vault: OpenVault, past: EntryHistory
) -> None:
    one, two, _ = (keep(vault, text) for text in ("One.", "Two.", "Three."))
    past.delete([one, two])
    assert set(here(vault)) == {"Three."}
    past.restore([two, one])
    assert undo(past) == [UndoneKind.RESTORE] * 2
    assert set(here(vault)) == {"Three."}
    assert undo(past) == [UndoneKind.DELETION] * 2
    assert set(here(vault)) == {"One.", "Two.", "Three."}
    assert undo(past) == [UndoneKind.NEW]


def test_what_is_deleted_of_two_people_is_one_change_of_each(
    vault: OpenVault, past: EntryHistory
) -> None:
    mine = [keep(vault, "Mine."), keep(vault, "Mine too.")]
    theirs = [keep(vault, text, person_id=SAM) for text in ("Sam's.", "Sam's too.")]
    past.delete([mine[0], theirs[0], mine[1], theirs[1]])
    assert {one.left.text for one in take_back(past)} == {"Mine.", "Mine too."}
    assert {one.left.text for one in take_back(past, SAM)} == {"Sam's.", "Sam's too."}


def test_the_trash_gives_the_last_first_whenever_it_was_written(
    vault: OpenVault, past: EntryHistory
) -> None:
    entries = [keep(vault, text) for text in ("One.", "Two.", "Three.")]
    assert past.last_deleted() is None
    for number in (1, 2, 0):
        vault.entries.delete(entries[number].id)
    found = []
    while (last := past.last_deleted()) is not None:
        found.append(vault.entries.find(last, in_trash=True).text)
        vault.entries.restore(last)
    assert found == ["One.", "Three.", "Two."]
    keep(vault, "Sam's.", person_id=SAM)
    assert past.last_deleted(person_id=SAM) is None


def test_what_was_written_after_a_place_is_one_change_of_each_person(
    vault: OpenVault, past: EntryHistory
) -> None:
    old = keep(vault, "Old.")
    place = last_written(vault.connection)
    new = keep(vault, "New.")
    keep(vault, "Sam's.", person_id=SAM)
    vault.entries.change(new._replace(text="New, changed."))
    vault.entries.change(old._replace(text="Old, changed."))
    keep(vault, "Sam's too.", person_id=SAM)
    vault.entries.delete(new.id)
    remember_as_one(vault.connection, place)

    before = count_revisions(vault)
    undone = take_back(past)
    assert [(one.left.text, one.now.text, one.now.in_trash) for one in undone] == [
        ("New, changed.", "New, changed.", True),
        ("Old, changed.", "Old.", False),
    ]
    assert count_revisions(vault) == before + 2
    assert here(vault) == {"Old.": ()}
    assert len(take_back(past, SAM)) == 2
    assert undo(past) == [UndoneKind.NEW]


def test_what_somebody_else_wrote_is_no_change_of_one_s_own(
    vault: OpenVault, past: EntryHistory
) -> None:
    place = last_written(vault.connection)
    entry = keep(vault, "One.")
    keep(vault, "Two.")
    vault.connection.run("UPDATE revisions SET author_id=? WHERE record_id=?", [SAM, entry.id])
    remember_as_one(vault.connection, place)
    assert undo(past) == [UndoneKind.NEW]
    assert set(here(vault)) == {"One."}
