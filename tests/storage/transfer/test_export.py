"""What goes out comes back."""

from __future__ import annotations

import json
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from archives import (
    HEADER,
    INSTRUMENT,
    OWN,
    SHIPPED,
    WORDING,
    Vault,
    a_sitting_line,
    fill,
    new_vault,
)
from builders import (
    a_response,
    an_entry,
    id_number,
)
from closeness_cli.core.entry import EntryFilter
from closeness_cli.core.instruments.definition import to_definition
from closeness_cli.core.instruments.item_bank import ItemBank
from closeness_cli.storage.bank.item_bank import load_bank
from closeness_cli.storage.transfer.archive import (
    ImportResult,
)


def test_an_empty_vault_exports_its_header(vault: Vault) -> None:
    assert vault.exported() == HEADER


def test_export_import_export_gives_the_same_bytes(vault: Vault, other: Vault) -> None:
    fill(vault)

    other.take(vault.exported(), bank=ItemBank(()))

    assert other.exported() == vault.exported()


def test_what_comes_back_shows_as_it_was(vault: Vault, other: Vault) -> None:
    fill(vault)

    other.take(vault.exported())

    assert other.shown() == vault.shown()
    assert [found.entry.text for found in other.entries.search("late", EntryFilter())] == [
        "Walked home, late."
    ]


def test_without_the_safety_answers_all_else_goes_out_and_comes_back(
    vault: Vault, other: Vault
) -> None:
    fill(vault)
    assert vault.safety.has_any()
    whole = vault.exported().split("\n")
    without = vault.exported(with_safety=False).split("\n")

    assert [line for line in whole if '"safety_response"' not in line] == without
    assert len(without) == len(whole) - 2
    other.take("\n".join(without))
    assert other.exported().split("\n") == without
    assert not other.safety.has_any()
    shown = {**vault.shown(), "safety": []}
    assert other.shown() == shown


def test_safety_answers_can_come_later_and_be_deleted(vault: Vault, other: Vault) -> None:
    fill(vault)
    other.take(vault.exported(with_safety=False))

    assert other.take(vault.exported()).n_added == 2
    assert other.shown()["safety"] == vault.shown()["safety"] != []
    gone = [
        tombstone(json.loads(line), id_number(70 + number))
        for number, line in enumerate(vault.exported().split("\n"))
        if '"safety_response"' in line
    ]
    assert other.take(*gone) == ImportResult(2, 0, ())
    assert other.shown()["safety"] == []
    assert other.exported(with_safety=False) == vault.exported(with_safety=False)


def tombstone(line: dict[str, Any], rev: str) -> dict[str, Any]:
    """Make the line that deletes what a line says."""
    return {
        "type": "tombstone",
        "of": line["type"],
        "id": line["id"],
        "rev": rev,
        "parent": line["rev"],
        "device": id_number(9),
        "written_at": "2026-03-02T20:14:00.000Z",
    }


def test_amendments_come_back_as_such(vault: Vault, other: Vault) -> None:
    fill(vault)
    other.take(vault.exported())

    amended = [
        (one.id, vault.administrations.amendments(one.id))
        for one in vault.administrations.completed()
    ]
    assert [len(found) for _, found in amended] == [1]
    assert [(one, other.administrations.amendments(one)) for one, _ in amended] == amended


def test_a_set_of_another_program_has_no_amendments_until_it_is_amended(vault: Vault) -> None:
    vault.take(a_sitting_line({"close": 5, "heard": 2}))
    (done,) = vault.administrations.completed()
    assert vault.administrations.amendments(done.id) == []

    vault.administrations.amend(done.id, a_response("close", 4))

    assert [one.item_id for one in vault.administrations.amendments(done.id)] == ["close"]


def test_wordings_and_instruments_of_two_vaults_show_the_last(vault: Vault, other: Vault) -> None:
    for one, word in ((vault, "Here."), (other, "There.")):
        one.wordings.keep(replace(WORDING, items={"q1": word}))
        (own,) = OWN.instruments
        one.shelf.keep(replace(OWN, instruments=(replace(own, title=word),)))

    vault.take(other.exported())

    assert vault.wordings.all() == other.wordings.all()
    assert vault.shelf.all() == other.shelf.all()
    assert [one.title for one in vault.shelf.versions("own")] == ["Here.", "There."]
    vault.wordings.keep(WORDING)
    other.take(vault.exported())
    assert other.wordings.all() == [WORDING]


def test_a_deleted_wording_and_instrument_are_shown_no_more(vault: Vault) -> None:
    vault.wordings.keep(WORDING)
    vault.shelf.keep(OWN)
    lines = [json.loads(line) for line in vault.exported().splitlines()[1:]]
    latest = {line["type"]: line for line in lines}
    gone = [
        tombstone(latest[name], id_number(70 + number))
        for number, name in enumerate(["wording", "instrument"])
    ]

    assert vault.take(*gone) == ImportResult(2, 0, ())

    assert vault.wordings.all() == []
    assert vault.shelf.all() == ItemBank(())


def test_a_line_is_one_revision_with_its_keys_in_order(vault: Vault) -> None:
    entry = an_entry("Walked “home”.", entry_id=id_number(7), mood=1, tags=["walk"])
    vault.entries.add(entry)
    vault.entries.delete(entry.id)

    device = vault.connection.value("SELECT value FROM meta WHERE id='device_id'")
    assert vault.exported() == (
        f'{HEADER}{{"type":"entry","id":"{entry.id}","rev":"{id_number(101)}",'
        f'"device":"{device}","written_at":"2025-11-14T20:04:00.000Z",'
        '"at":"2025-11-14T21:04:00+01:00","kind":"note","mood":1,"tags":["walk"],'
        '"text":"Walked “home”.","tz":"Europe/Berlin","visibility":"private"}\n'
        f'{{"type":"tombstone","of":"entry","id":"{entry.id}","rev":"{id_number(102)}",'
        f'"parent":"{id_number(101)}","device":"{device}",'
        '"written_at":"2025-11-14T20:04:00.000Z"}\n'
    )


def test_importing_an_export_again_adds_nothing(vault: Vault) -> None:
    fill(vault)
    before = vault.rows()
    exported = vault.exported()

    result = vault.take(exported)

    assert result == ImportResult(0, exported.count("\n") - 1, ())
    assert vault.rows() == before


def test_every_shipped_instrument_comes_back(vault: Vault, other: Vault) -> None:
    for instrument in load_bank(SHIPPED).instruments:
        vault.administrations.freeze(to_definition(instrument))

    other.take(vault.exported())

    assert other.exported() == vault.exported()


def test_two_vaults_that_went_apart_hold_both_and_show_the_last(vault: Vault, other: Vault) -> None:
    entry = an_entry("Walked.", entry_id=id_number(7))
    vault.entries.add(entry)
    other.take(vault.exported())
    vault.entries.change(an_entry("Walked here.", entry_id=entry.id))
    other.entries.change(an_entry("Walked there.", entry_id=entry.id))

    result = vault.take(other.exported())

    assert result == ImportResult(1, 1, ())
    assert [body["text"] for body in vault.bodies("entry")] == [
        "Walked.",
        "Walked here.",
        "Walked there.",
    ]
    assert vault.entries.find(entry.id).text == "Walked there."


def test_an_item_that_two_devices_answered_shows_the_last_answer(
    vault: Vault, other: Vault
) -> None:
    begun = vault.administrations.begin(INSTRUMENT, started=vault.clock.now(), order=["close"])
    other.take(vault.exported())
    vault.administrations.answer(begun.id, a_response("close", 2))
    other.administrations.answer(begun.id, a_response("close", 5))

    vault.take(other.exported())

    found = vault.administrations.last_open()
    assert found is not None
    assert found.responses["close"].value == 5


def test_answers_that_come_are_scored(vault: Vault, other: Vault) -> None:
    fill(vault)
    other.take(vault.exported())

    assert other.shown()["scores"] == vault.shown()["scores"] != []


def test_a_deleted_person_sitting_and_response_are_shown_no_more(vault: Vault) -> None:
    vault.take(a_sitting_line(person="A"))
    exported = [json.loads(line) for line in vault.exported().splitlines()[1:]]
    latest = {line["type"]: line for line in exported}
    gone = [
        tombstone(latest[record_type], id_number(70 + number))
        for number, record_type in enumerate(["person", "response", "administration"])
    ]

    assert vault.take(*gone) == ImportResult(3, 0, ())

    assert vault.people.all() == []
    assert vault.administrations.completed(person_id=latest["person"]["id"]) == []
    # A second import of what made them finds them, deleted as they are.
    assert vault.take(a_sitting_line(person="A")) == ImportResult(0, 1, ())
    assert vault.people.all() == []


TEXTS = st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"]), min_size=1)
STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("write"), TEXTS, st.sampled_from([None, -2, 0, 2])),
        st.tuples(st.just("edit"), TEXTS, st.integers(0, 5)),
        st.tuples(st.just("delete"), st.just(""), st.integers(0, 5)),
        st.tuples(st.just("restore"), st.just(""), st.integers(0, 5)),
    ),
    max_size=12,
)


def do(vault: Vault, steps: list[tuple[str, str, Any]]) -> None:
    """Write, edit, delete and restore; a step that has no entry to act on is left out."""
    written: list[str] = []
    for what, text, chosen in steps:
        vault.clock.forward(minutes=7)
        if what == "write":
            entry_id = vault.entries.new_id()
            written.append(entry_id)
            vault.entries.add(
                an_entry(text, entry_id=entry_id, mood=chosen, moment=vault.clock.now())
            )
        elif chosen < len(written):
            entry_id = written[chosen]
            if what == "edit":
                vault.entries.change(an_entry(text, entry_id=entry_id, tags=["again"]))
            elif what == "delete":
                vault.entries.delete(entry_id)
            else:
                vault.entries.restore(entry_id)


@pytest.mark.parametrize("key", [None, bytes(range(32))], ids=["plain", "encrypted"])
@given(steps=STEPS)
@settings(max_examples=30)
def test_whatever_is_done_to_entries_comes_back_byte_for_byte(
    key: bytes | None, steps: list[tuple[str, str, Any]]
) -> None:
    with TemporaryDirectory() as folder:
        one = new_vault(Path(folder) / "one", key)
        two = new_vault(Path(folder) / "two", key, first_id=500_000)
        with closing(one.connection), closing(two.connection):
            do(one, steps)
            two.take(one.exported())

            assert two.exported() == one.exported()
            assert two.shown() == one.shown()
            assert two.take(one.exported()).n_added == 0
