"""Lines that others wrote: taken once, and as they were meant."""

from __future__ import annotations

import json
import re
from datetime import datetime
from typing import Any

import pytest

from archives import (
    BEGUN,
    HEADER,
    INSTRUMENT,
    PRIVATE,
    Vault,
    a_sitting_line,
    an_entry_line,
    as_bytes,
)
from builders import (
    a_response,
    an_entry,
    id_number,
)
from closeness_cli.core.answering.administration import Line
from closeness_cli.core.entry import EntryFilter, EntryKind, Visibility
from closeness_cli.core.instruments.item_bank import ItemBank
from closeness_cli.core.when import in_zone
from closeness_cli.errors import ExitStatus
from closeness_cli.storage.transfer.archive import (
    ImportResult,
    UnknownPeopleError,
)
from closeness_cli.storage.transfer.record_fields import ID_PATTERN


def test_an_entry_of_others_becomes_an_entry(vault: Vault) -> None:
    line = an_entry_line(
        person="A", mood=1, text="Walked home. #late", tags=["walk"], visibility="shared"
    )

    assert vault.take(line) == ImportResult(1, 0, ("A",))

    (person,) = vault.people.all()
    (entry,) = vault.entries.newest(EntryFilter(person_id=person.id))
    assert entry == an_entry(
        "Walked home. #late",
        entry_id=entry.id,
        moment=in_zone(datetime.fromisoformat("2026-03-01T21:14:00+01:00"), "Europe/Berlin"),
        mood=1,
        tags=["walk", "late"],
        visibility=Visibility.SHARED,
        person_id=person.id,
    )
    assert re.fullmatch(ID_PATTERN, entry.id)


def test_the_owner_is_self_or_nobody(vault: Vault) -> None:
    vault.take(an_entry_line(), an_entry_line(person="self", text="Again."))

    assert len(list(vault.entries.newest(EntryFilter()))) == 2
    assert vault.people.all() == []


def test_one_spelling_more_of_a_known_name_is_the_same_person(vault: Vault) -> None:
    known = vault.people.add("Zoë")

    result = vault.take(an_entry_line(person="zoe\u0308"), accept_people=False)

    assert result.new_people == ()
    assert len(list(vault.entries.newest(EntryFilter(person_id=known.id)))) == 1


def test_a_person_who_was_renamed_is_found_by_the_new_name(vault: Vault) -> None:
    vault.take({"type": "person", "name": "A"})
    (first,) = [json.loads(line) for line in vault.exported().split("\n")[1:2]]
    vault.take({**first, "rev": id_number(70), "parent": first["rev"], "name": "Alex"})

    result = vault.take(
        {"type": "person", "name": "alex"},
        {"type": "person", "name": "A"},
        {"type": "person", "name": "self"},
    )

    assert result == ImportResult(0, 3, ())
    assert [person.name for person in vault.people.all()] == ["Alex"]


def test_identical_lines_stay_two_and_come_only_once(vault: Vault) -> None:
    twice = [an_entry_line(), an_entry_line()]

    assert vault.take(*twice) == ImportResult(2, 0, ())
    assert vault.take(*twice) == ImportResult(0, 2, ())
    assert vault.take(*twice, an_entry_line()) == ImportResult(1, 2, ())


def test_the_order_of_fields_and_blanks_makes_no_other_line(vault: Vault) -> None:
    line = an_entry_line(mood=1)
    vault.take(line)

    turned = json.dumps(dict(reversed(line.items())), indent=None, separators=(" ,  ", ":"))

    assert vault.take(turned + "\r\n") == ImportResult(0, 1, ())


def test_what_was_deleted_does_not_come_back(vault: Vault) -> None:
    vault.take(an_entry_line())
    (entry,) = vault.entries.newest(EntryFilter())
    vault.entries.delete(entry.id)

    assert vault.take(an_entry_line()) == ImportResult(0, 1, ())
    assert list(vault.entries.newest(EntryFilter())) == []


def test_ids_differ_between_vaults(vault: Vault, other: Vault) -> None:
    vault.take(an_entry_line())
    other.take(an_entry_line())

    (here,) = vault.entries.newest(EntryFilter())
    (there,) = other.entries.newest(EntryFilter())
    assert here.id != there.id
    assert here.id[:10] == there.id[:10]


def test_answers_of_others_become_a_finished_sitting(vault: Vault) -> None:
    vault.take(
        a_sitting_line(
            {"talks": [{"text": "On the bus", "value": 3}, {"text": "By phone"}], "close": 5,
             "words": "Lots.", "heard": None}
        )
    )  # fmt: skip

    (done,) = vault.administrations.completed()
    assert done.instrument == INSTRUMENT
    assert done.order == ("close", "heard", "words", "talks")
    assert done.completed_at == done.started.at == BEGUN
    assert done.responses == {
        "close": a_response("close", 5, label="completely"),
        "heard": a_response("heard", None, position=2),
        "words": a_response("words", "Lots.", position=3),
        "talks": a_response("talks", (Line("On the bus", 3), Line("By phone")), position=4),
    }


def test_a_guess_of_others_is_kept_apart_from_their_answers(vault: Vault) -> None:
    result = vault.take(
        a_sitting_line(person="A", guess_of="B"),
        a_sitting_line({"close": 2}, person="A", guess_of="self"),
        a_sitting_line({"close": 3}, guess_of="A", early=True),
    )

    assert result == ImportResult(3, 0, ("A", "B"))
    a, b = (one.id for one in vault.people.all())
    store = vault.administrations
    assert [store.completed(person_id=one) for one in (None, a, b)] == [[], [], []]
    assert [one.responses["close"].value for one in store.guesses(person_id=a, of=b)] == [5]
    assert [one.responses["close"].value for one in store.guesses(person_id=a, of="self")] == [2]
    (mine,) = store.guesses()
    assert (mine.guess_of, mine.early) == (a, True)


def test_a_set_that_came_too_soon_says_so(vault: Vault) -> None:
    vault.take(a_sitting_line(early=True), a_sitting_line({"close": 2}, early=False))

    assert [one.early for one in vault.administrations.completed()] == [True, False]


def test_a_safety_item_of_others_is_left_out_and_not_stored_as_skipped(vault: Vault) -> None:
    vault.take(a_sitting_line({"close": 3}, instrument="private"), bank=ItemBank((PRIVATE,)))

    (done,) = vault.administrations.completed()
    assert done.order == ("close",)
    assert done.responses == {"close": a_response("close", 3)}
    assert not vault.safety.has_any()


def test_a_reason_of_others_is_kept(vault: Vault) -> None:
    vault.take(a_sitting_line({"close": 3, "heard": {"reason": "skipped"}}))

    (done,) = vault.administrations.completed()
    assert done.responses["heard"] == a_response("heard", None, position=2)


def test_two_sittings_share_one_definition(vault: Vault) -> None:
    vault.take(a_sitting_line(), a_sitting_line({"close": 2}))

    assert len(vault.administrations.completed()) == 2
    assert len(vault.bodies("definition")) == 1


def test_a_ritual_is_made_once_for_its_name(vault: Vault) -> None:
    line = {"type": "observance", "ritual": "Evening walk", "at": "2026-03-01T18:00:00Z"}
    again = {**line, "ritual": "evening walk", "people": ["A", "self"], "state": "skipped"}

    vault.take(line, {**again, "at": "2026-03-02T18:00:00Z", "minutes": 20})

    assert vault.bodies("ritual") == [{"name": "Evening walk"}]
    (ritual,) = {body["ritual"] for body in vault.bodies("observance")}
    (person,) = vault.people.all()
    assert vault.bodies("observance") == [
        {"ritual": ritual, "at": "2026-03-01T18:00:00+00:00", "tz": "UTC", "state": "done"},
        {
            "ritual": ritual,
            "at": "2026-03-02T18:00:00+00:00",
            "tz": "UTC",
            "state": "skipped",
            "minutes": 20,
            "people": [person.id, "self"],
        },
    ]


def test_a_repair_finds_its_conflict_above_it_and_in_the_vault(vault: Vault) -> None:
    conflict = an_entry_line(kind="conflict", ref="c1", heat=4, cause="money")
    vault.take(conflict, an_entry_line(kind="repair", repairs="c1", sincerity=5))
    (found,) = vault.entries.newest(EntryFilter(kind=EntryKind.CONFLICT))

    vault.take(an_entry_line(kind="repair", repairs=found.id, began_by="both"))

    repairs = [entry.fields for entry in vault.entries.newest(EntryFilter(kind=EntryKind.REPAIR))]
    assert repairs == [
        {"repairs": found.id, "began_by": "both"},
        {"repairs": found.id, "sincerity": 5},
    ]
    assert found.fields == {"heat": 4, "cause": "money"}


def test_an_entry_may_hold_a_mood_alone(vault: Vault) -> None:
    vault.take(an_entry_line(text=..., mood=-1))

    (entry,) = vault.entries.newest(EntryFilter())
    assert (entry.text, entry.mood) == ("", -1)


@pytest.mark.parametrize(
    ("at", "zone"),
    [
        ("2026-03-01T21:14:00Z", "UTC"),
        ("2026-07-01T21:14:00+00:00", "UTC"),
        ("2026-03-01T21:14+01:00", "Europe/Berlin"),
        ("2026-07-01T21:14:00.5+0200", "Europe/Berlin"),
    ],
)
def test_without_a_zone_the_offset_tells_it_where_it_can(vault: Vault, at: str, zone: str) -> None:
    vault.take(an_entry_line(at=at, tz=...))

    (entry,) = vault.entries.newest(EntryFilter())
    assert entry.moment == in_zone(datetime.fromisoformat(at), zone)


def test_people_are_named_before_they_are_made(vault: Vault) -> None:
    before = vault.rows()

    with pytest.raises(UnknownPeopleError) as caught:
        vault.take(an_entry_line(person="A\u202e"), an_entry_line(person="B"), accept_people=False)

    error = caught.value
    assert error.sentence == ("The file names people who are not in this vault: 'A\\u202e', 'B'.")
    assert error.hint == "Nothing was imported. If the names are right, import the file with --yes."
    assert (error.names, error.code, error.status) == (
        ("A\u202e", "B"),
        "unknown-people",
        ExitStatus.WRONG_USE,
    )
    assert vault.rows() == before


def test_of_very_many_people_the_first_are_named(vault: Vault) -> None:
    lines = [{"type": "person", "name": f"P{number}"} for number in range(25)]

    with pytest.raises(UnknownPeopleError, match=r"'P19' and 5 more\.$"):
        vault.take(*lines, accept_people=False)


def test_blank_lines_and_a_missing_header_are_fine(vault: Vault) -> None:
    assert vault.take("\n  \n", an_entry_line(), "\r\n") == ImportResult(1, 0, ())
    assert vault.take(HEADER) == ImportResult(0, 0, ())
    assert vault.take() == ImportResult(0, 0, ())


def test_progress_counts_bytes(vault: Vault) -> None:
    seen: list[int] = []
    lines = [an_entry_line(mood=number % 5 - 2) for number in range(1001)]

    vault.take(*lines, progress=seen.append)

    total = sum(len(as_bytes(line)) for line in lines)
    assert len(seen) == 3
    assert sorted(seen) == seen
    assert seen[-1] == total


def test_an_import_that_is_stopped_leaves_nothing(vault: Vault) -> None:
    before = vault.rows()

    def stop(_: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        vault.take(*[an_entry_line(mood=1)] * 500, progress=stop)
    assert vault.rows() == before


def converted(line: dict[str, Any]) -> dict[str, Any]:
    """Turn a line of the invented couple's data into one of ours."""
    when = {"at": line["at"], "tz": line["tz"]}
    match line["kind"]:
        case "mood":
            given = {name: line[name] for name in ("mood", "text", "tags")}
            return {"type": "entry", **when, "person": line["partner"], "kind": "note", **given}
        case "assessment":
            answers = {"close": line["items"]["i1"], "heard": line["items"]["i2"]}
            return a_sitting_line(answers, **when, person=line["partner"])
        case "conflict":
            given = {"ref": line["conflict_id"], "heat": line["severity"], "text": line["text"]}
            return {"type": "entry", **when, "kind": "conflict", **given}
        case "repair":
            given = {"repairs": line["conflict_id"], "text": line["text"]}
            return {"type": "entry", **when, "kind": "repair", **given}
        case _:
            return {"type": "observance", **when, "ritual": line["ritual"], "people": ["A", "B"]}


def test_the_data_of_an_invented_couple_can_be_moved_in(vault: Vault) -> None:
    when = {"tz": "Europe/Berlin"}
    couple: list[dict[str, Any]] = [
        {"kind": "mood", "partner": "A", "at": "2023-01-02T07:40:00+01:00", "mood": -1,
         "text": "", "tags": ["sleep"], **when},
        {"kind": "mood", "partner": "B", "at": "2023-01-02T18:30:00+01:00", "mood": 0,
         "text": "", "tags": [], **when},
        {"kind": "ritual", "at": "2023-03-26T19:00:00+02:00", "ritual": "evening walk", **when},
        {"kind": "conflict", "at": "2023-03-26T20:00:00+02:00", "conflict_id": "c1",
         "severity": 5, "text": "argued about money", **when},
        {"kind": "repair", "at": "2023-03-27T09:00:00+02:00", "conflict_id": "c1",
         "text": "made up over tea ☕", **when},
        {"kind": "assessment", "partner": "A", "at": "2023-04-02T20:00:00+02:00",
         "items": {"i1": 4, "i2": None}, **when},
    ]  # fmt: skip

    result = vault.take(*map(converted, couple))

    assert result == ImportResult(6, 0, ("A", "B"))
    assert vault.take(*map(converted, couple)) == ImportResult(0, 6, ())
