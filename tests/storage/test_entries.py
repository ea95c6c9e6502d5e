"""Entries: kept, changed, deleted, restored, found."""

from __future__ import annotations

import json
from datetime import date
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from builders import EVENING, a_moment, an_entry, id_number
from closeness_cli.core.entry import (
    Entry,
    EntryFilter,
    EntryKind,
    Visibility,
    tags_in,
)
from closeness_cli.errors import ChangedMeanwhileError, NotFoundError, WrongUseError
from closeness_cli.storage.entries import entry_body, read_entry
from programs import outcome, python

if TYPE_CHECKING:
    from vaults import OpenVault

ALL = EntryFilter()

WHOLE = an_entry(
    "We talked on the stairs. #talk",
    moment=a_moment("2026-03-01T21:14:00.250+01:00"),
    kind=EntryKind.CONVERSATION,
    mood=-1,
    tags=["talk", "Stairs"],
    visibility=Visibility.SHARED,
    person_id=id_number(7),
    fields={"minutes": 20, "depth": 2},
)

WORDS = st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"]))


def keep(vault: OpenVault, text: str, *, at: str | None = None, mood: int | None = None) -> Entry:
    """Keep an entry with the tags of its text."""
    entry = an_entry(
        text,
        entry_id=vault.ids.new(),
        moment=a_moment(at) if at else EVENING,
        mood=mood,
        tags=tags_in(text),
    )
    vault.entries.add(entry)
    return entry


def texts(vault: OpenVault, wanted: EntryFilter = ALL) -> list[str]:
    return [entry.text for entry in vault.entries.newest(wanted)]


def found(vault: OpenVault, query: str, wanted: EntryFilter = ALL) -> list[str]:
    return [one.entry.text for one in vault.entries.search(query, wanted)]


# Kept


def test_an_entry_comes_back_as_it_was_kept(vault: OpenVault) -> None:
    vault.entries.add(WHOLE)

    vault = vault.reopened()
    assert vault.entries.find(WHOLE.id) == WHOLE
    assert list(vault.entries.newest(EntryFilter(person_id=WHOLE.person_id))) == [WHOLE]


def test_an_entry_is_its_revision_too(vault: OpenVault) -> None:
    vault.entries.add(WHOLE)

    ((kind, has_parent, body),) = vault.history(WHOLE.id)
    assert (kind, has_parent) == ("entry", 0)
    assert json.loads(body) == {
        "at": "2026-03-01T21:14:00.250+01:00",
        "tz": "Europe/Berlin",
        "person": id_number(7),
        "kind": "conversation",
        "mood": -1,
        "text": "We talked on the stairs. #talk",
        "tags": ["talk", "Stairs"],
        "visibility": "shared",
        "minutes": 20,
        "depth": 2,
    }
    assert body == json.dumps(
        json.loads(body), sort_keys=True, ensure_ascii=False, separators=(",", ":")
    )


def test_a_revision_says_when_and_on_which_device_it_was_written(vault: OpenVault) -> None:
    vault.clock.forward(hours=1)
    vault.entries.add(an_entry())
    ((author, device, written_at),) = vault.connection.run(
        "SELECT author_id, device_id, written_at FROM revisions"
    )

    assert (author, written_at) == (None, "2025-11-14T21:04:00.000Z")
    assert device == vault.connection.value("SELECT value FROM meta WHERE id='device_id'")


@pytest.mark.parametrize("entry", [WHOLE, an_entry()])
def test_an_entry_is_read_from_its_body(entry: Entry) -> None:
    assert read_entry(entry.id, json.loads(json.dumps(entry_body(entry)))) == entry


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
@given(text=WORDS)
def test_text_is_kept_byte_for_byte(vault: OpenVault, text: str) -> None:
    entry = an_entry(text, entry_id=vault.ids.new(), tags=tags_in(text))
    vault.entries.add(entry)

    assert vault.entries.find(entry.id).text.encode() == text.encode()
    vault.entries.delete(entry.id)
    vault.entries.restore(entry.id)
    assert vault.entries.find(entry.id) == entry


@pytest.mark.parametrize(
    "text",
    [
        "hi \x1b]0;pwned\x07 there",
        "\x9b31mred",
        "I said yes\rI said no ",
        "evil\u202egpj.exe",
        "[/] [bold] [/nope] \\[x]",
        "x'); drop table entries; --",
        "<script>alert(1)</script>",
        "Zoe\u0301 and Zoé",
        "\ufefffirst",
        "trailing \n\n",
        "😀👩‍👩‍👧",
    ],
)
def test_odd_text_is_kept_too(vault: OpenVault, text: str) -> None:
    entry = keep(vault, text)

    assert vault.reopened().entries.find(entry.id).text == text


# Changed


def test_a_change_keeps_what_was_there_before(vault: OpenVault) -> None:
    entry = keep(vault, "Walked. #walk")
    changed = entry._replace(text="Talked. #talk", tags=("talk",), mood=2)
    vault.entries.change(changed)

    assert vault.entries.find(entry.id) == changed
    bodies = [json.loads(body) for _, _, body in vault.history(entry.id)]
    assert [body["text"] for body in bodies] == ["Walked. #walk", "Talked. #talk"]
    assert [has_parent for _, has_parent, _ in vault.history(entry.id)] == [0, 1]
    assert vault.entries.tag_counts(ALL) == [("talk", 1)]
    assert found(vault, "walked") == []
    assert found(vault, "talked") == ["Talked. #talk"]


def test_a_change_from_the_latest_revision_is_kept(vault: OpenVault) -> None:
    entry = keep(vault, "Walked.")
    seen = vault.entries.head(entry.id)
    vault.entries.change(entry._replace(text="Talked."), based_on=seen)

    assert vault.entries.find(entry.id).text == "Talked."
    assert vault.entries.head(entry.id) != seen


@pytest.mark.parametrize("deleted", [False, True])
def test_what_another_process_did_meanwhile_is_not_overwritten(
    vault: OpenVault, deleted: bool
) -> None:
    entry = keep(vault, "Walked.")
    seen = vault.entries.head(entry.id)
    if deleted:
        vault.entries.delete(entry.id)
    else:
        vault.entries.change(entry._replace(text="Ran."))
    before = vault.history(entry.id)

    with pytest.raises(ChangedMeanwhileError) as caught:
        vault.entries.change(entry._replace(text="Talked."), based_on=seen)
    assert caught.value.sentence == (
        "The entry was changed or deleted meanwhile, so nothing was overwritten."
    )
    assert vault.history(entry.id) == before
    assert vault.entries.find(entry.id, in_trash=deleted).text == ("Walked." if deleted else "Ran.")


def test_an_entry_that_never_was_has_no_head(vault: OpenVault) -> None:
    with pytest.raises(NotFoundError):
        vault.entries.head(id_number(1))


def test_fields_of_another_kind_do_not_follow_a_changed_kind(vault: OpenVault) -> None:
    vault.entries.add(WHOLE)
    vault.entries.change(WHOLE._replace(kind=EntryKind.NOTE))

    assert vault.entries.find(WHOLE.id) == WHOLE._replace(kind=EntryKind.NOTE, fields={})
    assert [json.loads(body).get("minutes") for _, _, body in vault.history(WHOLE.id)] == [20, None]


# Deleted and restored


def test_a_deleted_entry_is_in_the_trash_and_nowhere_else(vault: OpenVault) -> None:
    entry = keep(vault, "Walked. #walk", mood=1)
    vault.entries.delete(entry.id)

    assert texts(vault) == []
    assert found(vault, "walked") == []
    assert found(vault, "-talked") == []
    assert vault.entries.tag_counts(ALL) == []
    with pytest.raises(NotFoundError, match=r"^No entry has that id\.$"):
        vault.entries.find(entry.id)
    assert vault.entries.find(entry.id, in_trash=True) == entry._replace(in_trash=True)
    assert texts(vault, EntryFilter(in_trash=True)) == ["Walked. #walk"]
    assert [body for _, _, body in vault.history(entry.id)][1:] == [None]


def test_a_restored_entry_is_as_it_was(vault: OpenVault) -> None:
    vault.entries.add(WHOLE)
    vault.entries.delete(WHOLE.id)
    vault.entries.restore(WHOLE.id)

    assert vault.entries.find(WHOLE.id) == WHOLE
    assert len(vault.history(WHOLE.id)) == 3
    with pytest.raises(NotFoundError, match=r"^No entry in the trash has that id\.$"):
        vault.entries.find(WHOLE.id, in_trash=True)


def test_a_change_that_fails_leaves_no_revision(vault: OpenVault) -> None:
    entry = keep(vault, "Walked.")

    def change_and_stop() -> None:
        with vault.connection.writing():
            vault.entries.change(entry._replace(text="Talked."))
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        change_and_stop()

    assert vault.entries.find(entry.id) == entry
    assert len(vault.history(entry.id)) == 1


# Found by id


def add_numbers(vault: OpenVault, *numbers: int) -> None:
    for number in numbers:
        vault.entries.add(an_entry(f"Entry {number}.", entry_id=id_number(number)))


def test_a_unique_beginning_of_an_id_is_enough(vault: OpenVault) -> None:
    # The 20th of 26 characters stands for 32 to the sixth.
    add_numbers(vault, 1 * 32**6, 2 * 32**6)

    assert vault.entries.find(id_number(32**6)[:20]).text == f"Entry {32**6}."
    assert vault.entries.find(id_number(32**6)).text == f"Entry {32**6}."


def test_an_id_may_be_typed_in_lower_case_and_misread_letters(vault: OpenVault) -> None:
    add_numbers(vault, 32)
    typed = id_number(32).lower().replace("0", "o").replace("1", "l")

    assert "o" in typed
    assert "l" in typed
    assert vault.entries.find(typed).text == "Entry 32."
    assert vault.entries.find(typed.replace("l", "i").upper()).text == "Entry 32."


def test_ids_are_found_through_their_index(vault: OpenVault) -> None:
    add_numbers(vault, 1)
    run: list[str] = []
    vault.connection._raw.set_trace_callback(run.append)
    vault.entries.find(id_number(1)[:5])
    vault.connection._raw.set_trace_callback(None)

    (query,) = run
    plan = vault.connection.run(f"EXPLAIN QUERY PLAN {query}")
    assert [row[3].rsplit(" ", 1)[0] for row in plan] == [
        "SEARCH e USING INDEX idx_entries_id (id>? AND"
    ]


def test_an_ambiguous_beginning_is_refused(vault: OpenVault) -> None:
    add_numbers(vault, 1, 2)

    with pytest.raises(WrongUseError) as caught:
        vault.entries.find(id_number(1)[:5])
    assert caught.value.sentence == "Several entries have ids that begin like this."


def test_only_the_trash_or_only_the_rest_is_searched_for_an_id(vault: OpenVault) -> None:
    add_numbers(vault, 1, 2)
    vault.entries.delete(id_number(1))

    assert vault.entries.find(id_number(1)[:5]).text == "Entry 2."
    assert vault.entries.find(id_number(1)[:5], in_trash=True).text == "Entry 1."


@pytest.mark.parametrize(
    "prefix",
    ["", "ZZZ", id_number(1) + "0", "%", "_", "*", "01K_", "'", "\x00", "\udcff", "ß", "walk home"],
)
def test_an_unknown_id_is_refused(vault: OpenVault, prefix: str) -> None:
    add_numbers(vault, 1)

    with pytest.raises(NotFoundError) as caught:
        vault.entries.find(prefix)
    assert caught.value.sentence == "No entry has that id."
    assert caught.value.hint == "closeness journal list"


# Listed


def test_entries_are_listed_newest_first_by_when_it_happened(vault: OpenVault) -> None:
    keep(vault, "second", at="2026-03-02T10:00:00+01:00")
    keep(vault, "third, in New York", at="2026-03-02T06:00:00-05:00")
    keep(vault, "first", at="2026-03-01T23:00:00+01:00")
    keep(vault, "third, written later", at="2026-03-02T12:00:00+01:00")

    assert texts(vault) == ["third, written later", "third, in New York", "second", "first"]
    assert texts(vault, EntryFilter(most=2)) == ["third, written later", "third, in New York"]
    assert texts(vault, EntryFilter(most=0)) == []


def test_of_one_moment_what_was_written_later_is_newer(vault: OpenVault) -> None:
    for text in ("first", "second", "third"):
        keep(vault, text)

    assert texts(vault) == ["third", "second", "first"]


@pytest.mark.parametrize(
    ("wanted", "expected"),
    [
        (EntryFilter(since=date(2026, 3, 2)), ["c", "b"]),
        (EntryFilter(until=date(2026, 3, 2)), ["a"]),
        (EntryFilter(since=date(2026, 3, 2), until=date(2026, 3, 3)), ["b"]),
        (EntryFilter(since=date(2026, 3, 4)), []),
        (EntryFilter(kind=EntryKind.NOTE), ["c", "a"]),
        (EntryFilter(kind=EntryKind.CONFLICT), ["b"]),
        (EntryFilter(mood=0), ["b"]),
        (EntryFilter(mood=2), ["a"]),
        (EntryFilter(tags=("walk",)), ["c", "a"]),
        (EntryFilter(tags=("WALK", "straße")), ["c"]),
        (EntryFilter(tags=("STRASSE",)), ["c"]),
        (EntryFilter(tags=("wal",)), []),
        (EntryFilter(tags=("%",)), []),
        (EntryFilter(tags=("w_lk",)), []),
        (EntryFilter(tags=("x'); drop table entry; --",)), []),
        (EntryFilter(person_id=id_number(7)), ["theirs"]),
        (EntryFilter(kind=EntryKind.NOTE, mood=2, tags=("walk",), most=5), ["a"]),
    ],
)
def test_a_filter_narrows_what_is_listed(
    vault: OpenVault, wanted: EntryFilter, expected: list[str]
) -> None:
    for entry in (
        an_entry("a", moment=a_moment("2026-03-01T23:30:00+01:00"), mood=2, tags=["Walk"]),
        an_entry(
            "b", moment=a_moment("2026-03-02T00:30:00+01:00"), mood=0, kind=EntryKind.CONFLICT
        ),
        an_entry("c", moment=a_moment("2026-03-03T00:30:00+01:00"), tags=["walk", "Straße"]),
        an_entry("theirs", person_id=id_number(7), mood=0),
    ):
        vault.entries.add(entry._replace(id=vault.ids.new()))

    assert texts(vault, wanted) == expected
    assert vault.entries.count(wanted._replace(most=None)) == len(expected)


def test_tags_that_differ_only_in_wild_cards_stay_apart(vault: OpenVault) -> None:
    keep(vault, "#self_care")
    keep(vault, "#selfxcare")

    assert texts(vault, EntryFilter(tags=("self_care",))) == ["#self_care"]


# Tags and moods


def test_tags_are_counted_most_first_in_the_spelling_used_last(vault: OpenVault) -> None:
    keep(vault, "#walk #rain", at="2026-03-01T10:00:00+01:00")
    keep(vault, "#Walk", at="2026-03-03T10:00:00+01:00")
    keep(vault, "#WALK #talk", at="2026-03-02T10:00:00+01:00")

    assert vault.entries.tag_counts(ALL) == [("Walk", 3), ("rain", 1), ("talk", 1)]
    assert vault.entries.tag_counts(EntryFilter(until=date(2026, 3, 3))) == [
        ("WALK", 2),
        ("rain", 1),
        ("talk", 1),
    ]


def test_one_tag_in_two_spellings_counts_once_in_an_entry(vault: OpenVault) -> None:
    vault.entries.add(an_entry(tags=["Walk", "walk"]))

    assert vault.entries.tag_counts(ALL) == [("Walk", 1)]


def test_moods_are_given_by_local_day(vault: OpenVault) -> None:
    keep(vault, "a", at="2026-03-02T00:30:00+01:00", mood=2)
    keep(vault, "b", at="2026-03-01T23:30:00+01:00", mood=-2)
    keep(vault, "c", at="2026-03-01T10:00:00+01:00", mood=1)
    keep(vault, "d", at="2026-03-01T11:00:00+01:00")

    assert vault.entries.daily_moods(ALL) == [
        (date(2026, 3, 1), -0.5, 2),
        (date(2026, 3, 2), 2.0, 1),
    ]


# Many at once


def test_twenty_programs_that_write_at_once_keep_twenty_entries(vault: OpenVault) -> None:
    programs = [
        python(
            """
            import sys
            from pathlib import Path
            from builders import CountingIds, StoppedClock, an_entry
            from closeness_cli.storage.entries import EntryStore
            from closeness_cli.storage.paths import VaultPaths
            from closeness_cli.storage.revisions import Revisions
            from closeness_cli.storage.vault import open_vault

            number = int(sys.argv[3])
            connection = open_vault(
                VaultPaths(Path(sys.argv[1])), bytes.fromhex(sys.argv[2]) or None
            )
            store = EntryStore(
                Revisions(connection, clock=StoppedClock(), ids=CountingIds(number * 1000))
            )
            store.add(an_entry(f"Entry {number} #walk", entry_id=store.new_id(), tags=["walk"]))
            connection.close()
            assert "sqlite_utils" not in sys.modules
            """,
            vault.paths.folder,
            vault.key_hex,
            number,
        )
        for number in range(1, 21)
    ]
    for program in programs:
        assert outcome(program) == ""

    assert sorted(texts(vault)) == sorted(f"Entry {number} #walk" for number in range(1, 21))
    assert len(found(vault, "entry")) == 20
    assert vault.entries.tag_counts(ALL) == [("walk", 20)]
    assert vault.connection.value("PRAGMA integrity_check") == "ok"
