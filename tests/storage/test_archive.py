"""Export and import: what goes out comes back, and nothing comes half."""

from __future__ import annotations

import io
import json
from contextlib import closing
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from builders import (
    CountingIds,
    StoppedClock,
    a_list_item,
    a_response,
    a_text_item,
    an_entry,
    an_instrument,
    an_item,
    id_number,
)
from closeness_cli.core.administration import Line
from closeness_cli.core.entry import EntryFilter, EntryKind, Visibility
from closeness_cli.core.instrument import ItemBank, definition_id, to_definition
from closeness_cli.core.ulid import is_ulid
from closeness_cli.core.when import in_zone
from closeness_cli.errors import BadInputError, ExitStatus
from closeness_cli.storage import archive, archive_lines
from closeness_cli.storage.administrations import AdministrationStore
from closeness_cli.storage.archive import (
    HINT,
    ImportResult,
    UnknownPeopleError,
    export_lines,
    import_lines,
)
from closeness_cli.storage.archive_lines import lines_of
from closeness_cli.storage.entries import EntryStore
from closeness_cli.storage.item_bank import load_bank
from closeness_cli.storage.paths import VaultPaths
from closeness_cli.storage.people import PeopleStore
from closeness_cli.storage.revisions import Revisions
from closeness_cli.storage.vault import create_vault, open_vault

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from closeness_cli.storage.connection import Connection

SHIPPED = Path(__file__).resolve().parents[2] / "data" / "questions.yaml"

INSTRUMENT = an_instrument(
    an_item("close"), an_item("heard"), a_text_item("words"), a_list_item("talks")
)
BANK = ItemBank((INSTRUMENT,))

TABLES = (
    "revisions",
    "entries",
    "entry_tags",
    "people",
    "definitions",
    "administrations",
    "responses",
    "scores",
    "meta",
)

BEGUN = datetime.fromisoformat("2026-03-01T21:14:00+01:00")
"""When the lines of these tests happened."""

ODD_TEXT = "Walked home.\n\n\t“é” 🌲\u2028 \\ \x1b[1m"

HEADER = '{"type":"header","format":"closeness.records/1"}\n'


@dataclass
class Vault:
    """A vault that is open, with its stores."""

    connection: Connection
    clock: StoppedClock = field(default_factory=StoppedClock)
    ids: CountingIds = field(default_factory=lambda: CountingIds(100))

    def __post_init__(self) -> None:
        revisions = Revisions(self.connection, clock=self.clock, ids=self.ids)
        self.entries = EntryStore(revisions)
        self.administrations = AdministrationStore(revisions)
        self.people = PeopleStore(revisions)

    def exported(self) -> str:
        """Give the whole export."""
        return "".join(export_lines(self.connection))

    def take(
        self,
        *lines: dict[str, Any] | str | bytes,
        bank: ItemBank = BANK,
        accept_people: bool = True,
        progress: Callable[[int], None] | None = None,
    ) -> ImportResult:
        """Import lines: objects, text of one or several lines, or raw bytes."""
        written = b"".join(_bytes(line) for line in lines)
        return import_lines(
            self.connection,
            lines_of(io.BytesIO(written)),
            clock=self.clock,
            ids=self.ids,
            bank=bank,
            accept_people=accept_people,
            progress=progress,
        )

    def rows(self) -> dict[str, list[Any]]:
        """Give everything that the file holds."""
        return {name: self.connection.run(f"SELECT * FROM {name} ORDER BY 1, 2") for name in TABLES}

    def shown(self) -> dict[str, list[Any]]:
        """Give what the tables show, without the numbers of their rows."""
        return {
            "entries": list(self.entries.newest(EntryFilter())),
            "trash": list(self.entries.newest(EntryFilter(in_trash=True))),
            "people": self.people.all(),
            "completed": self.administrations.completed(),
            "open": [self.administrations.last_open()],
            "scores": self.connection.run("SELECT * FROM scores ORDER BY 1, 2"),
        }

    def bodies(self, record_type: str) -> list[dict[str, Any]]:
        """Give the bodies of all revisions of a type."""
        return [
            json.loads(row[0])
            for row in self.connection.run(
                "SELECT body FROM revisions WHERE record_type=? ORDER BY seq", [record_type]
            )
        ]


def _bytes(line: dict[str, Any] | str | bytes) -> bytes:
    if isinstance(line, bytes):
        return line
    text = line if isinstance(line, str) else json.dumps(line, ensure_ascii=False) + "\n"
    return text.encode()


def new_vault(folder: Path, key: bytes | None, *, first_id: int = 0) -> Vault:
    paths = VaultPaths(folder)
    create_vault(paths, ids=CountingIds(first_id), key=key)
    return Vault(open_vault(paths, key), ids=CountingIds(first_id + 100))


@pytest.fixture
def vault(tmp_path: Path, key: bytes | None) -> Iterator[Vault]:
    made = new_vault(tmp_path / "vault", key)
    with closing(made.connection):
        yield made


@pytest.fixture
def other(tmp_path: Path, key: bytes | None) -> Iterator[Vault]:
    made = new_vault(tmp_path / "other", key, first_id=500_000)
    with closing(made.connection):
        yield made


def an_entry_line(**changed: object) -> dict[str, Any]:
    line: dict[str, object] = {
        "type": "entry",
        "at": "2026-03-01T21:14:00+01:00",
        "tz": "Europe/Berlin",
        "text": "Walked home.",
    }
    return {name: value for name, value in {**line, **changed}.items() if value is not ...}


def a_sitting_line(answers: object = None, **changed: object) -> dict[str, Any]:
    return {
        "type": "administration",
        "instrument": "week",
        "at": "2026-03-01T21:14:00+01:00",
        "tz": "Europe/Berlin",
        "answers": {"close": 5} if answers is None else answers,
        **changed,
    }


def a_native_entry(**changed: object) -> dict[str, Any]:
    return {
        "type": "entry",
        "id": id_number(7),
        "rev": id_number(8),
        "device": id_number(9),
        "written_at": "2026-03-01T20:14:00.000Z",
        "at": "2026-03-01T21:14:00+01:00",
        "tz": "Europe/Berlin",
        "kind": "note",
        "text": "Walked home.",
        "tags": [],
        "visibility": "private",
        **changed,
    }


def fill(vault: Vault) -> None:
    """Put in one of everything that a vault can hold now."""
    person = vault.people.add("Zoë")
    first, second, third = (
        an_entry(text, entry_id=id_number(900_000 + number), person_id=owner, tags=["walk"])
        for number, (text, owner) in enumerate(
            [
                ("Walked home.\n\n\t“é” 🌲\u2028 \\ \x1b[1m", None),
                ("Talked.", None),
                ("Hm.", person.id),
            ]
        )
    )
    for entry in (first, second, third):
        vault.entries.add(entry)
    vault.clock.forward(hours=1)
    vault.entries.change(an_entry("Walked home, late.", entry_id=first.id, mood=2))
    vault.entries.delete(second.id)
    vault.entries.delete(first.id)
    vault.entries.restore(first.id)
    order = [item.id for item in INSTRUMENT.items]
    done = vault.administrations.begin(INSTRUMENT, started=vault.clock.now(), order=order)
    answers = [
        a_response("close", 2, milliseconds=900),
        a_response("close", 4, milliseconds=1800),
        a_response("heard", None, position=2),
        a_response("words", "Lots of “them”.", position=3),
        a_response("talks", (Line("On the bus", 3), Line("By phone")), position=4),
    ]
    for answer in answers:
        vault.administrations.answer(done.id, answer)
    vault.administrations.complete(
        vault.administrations.last_open() or done, at=vault.clock.now().at
    )
    begun = vault.administrations.begin(INSTRUMENT, started=vault.clock.now(), order=order)
    vault.administrations.answer(begun.id, a_response("close", 1))
    vault.take(
        {"type": "observance", "ritual": "evening walk", "at": "2026-03-01T20:00:00Z"},
        an_entry_line(kind="conflict", heat=3, ref="c1"),
        an_entry_line(kind="repair", repairs="c1", began_by="Zoë", text="Tea."),
    )


# What goes out comes back.


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
        {
            "type": "tombstone",
            "of": record_type,
            "id": latest[record_type]["id"],
            "rev": id_number(70 + number),
            "parent": latest[record_type]["rev"],
            "device": id_number(9),
            "written_at": "2026-03-02T20:14:00.000Z",
        }
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


# What others wrote.


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
    assert is_ulid(entry.id)


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

    total = sum(len(_bytes(line)) for line in lines)
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


# What is refused.

NATIVE = a_native_entry()
WEEK = to_definition(INSTRUMENT)
DEFINITION = {
    "type": "definition",
    "id": definition_id(WEEK),
    "rev": id_number(20),
    "device": id_number(9),
    "written_at": "2026-03-01T20:14:00.000Z",
    "definition": WEEK,
}
SITTING = {
    "type": "administration",
    "id": id_number(30),
    "rev": id_number(31),
    "device": id_number(9),
    "written_at": "2026-03-01T20:14:00.000Z",
    "instrument": "week",
    "definition": definition_id(WEEK),
    "at": "2026-03-01T21:14:00+01:00",
    "tz": "Europe/Berlin",
    "order": ["close"],
}
RESPONSE = {
    "type": "response",
    "id": id_number(40),
    "rev": id_number(41),
    "device": id_number(9),
    "written_at": "2026-03-01T20:14:00.000Z",
    "administration": id_number(30),
    "item": "close",
    "value": 3,
    "label": "3",
    "position": 1,
}
TOMBSTONE = {
    "type": "tombstone",
    "of": "entry",
    "id": id_number(7),
    "rev": id_number(50),
    "parent": id_number(8),
    "device": id_number(9),
    "written_at": "2026-03-01T20:14:00.000Z",
}


def odd_definition(**changed: object) -> dict[str, Any]:
    definition = {**WEEK, **changed}
    return {**DEFINITION, "id": definition_id(definition), "definition": definition}


BAD_JSON: dict[str, tuple[bytes, str]] = {
    "deep": (
        b"[" * 200_000,
        "has more than 32 objects or lists inside of one another.",
    ),
    "rather deep": (
        b'{"type":"entry","a":' + b"[" * 40 + b"]" * 40 + b"}",
        "has more than 32 objects or lists inside of one another.",
    ),
    "nan": (
        b'{"answers":[{"item":"q1","value":NaN}]}',
        "has NaN, which is not a number of JSON.",
    ),
    "infinity": (b'{"value":-Infinity}', "has -Infinity, which is not a number of JSON."),
    "huge": (
        b'{"value": ' + b"9" * 5000 + b"}",
        "has a number that does not fit into 64 bits.",
    ),
    "beyond int64": (
        b'{"value": 9223372036854775808}',
        "has a number that does not fit into 64 bits.",
    ),
    "huge float": (b'{"value": 1e999}', "has a number that does not fit into 64 bits."),
    "twice": (b'{"body":"kept","body":"silently replaced"}', "has 'body' twice."),
    "twice, and it acts": (b'{"\\u001b":1,"\\u001b":2}', "has '\\x1b' twice."),
    "truncated": (
        b'{"format":"closeness-export","version":1,"entries":[{"body":"hal',
        "breaks off in the middle.",
    ),
    "truncated between": (b'{"type":"entry",', "breaks off in the middle."),
    "mistyped": (b"{'type': 1}", "is not JSON from character 2 on."),
    "two on a line": (b'{"type":"x"} {}', "is not JSON from character 14 on."),
    "no object": (b'["type"]', "is JSON, but not an object in { }."),
    "future": (
        b'{"format":"closeness-export","version":999,"entries":[]}',
        (
            "says that the file is 'closeness-export', version 999; this closeness reads"
            " closeness.records/1."
        ),
    ),
    "newer": (
        b'{"type":"header","format":"closeness.records/2"}',
        (
            "says that a newer closeness made the file: it is closeness.records/2, and this one"
            " reads up to closeness.records/1. Update closeness."
        ),
    ),
    "no format": (b'{"type":"header"}', "lacks 'format'."),
    "odd format": (
        b'{"type":"header","format":1}',
        "says that the file is something else; this closeness reads closeness.records/1.",
    ),
    "surrogate": (
        b'{"entries":[{"body":"\\ud800"}]}',
        "has half a character (a lone surrogate) in 'entries'.",
    ),
    "surrogate in a name": (
        b'{"\\udfff":1}',
        "has half a character (a lone surrogate) in a name.",
    ),
    "nul": (
        b'{"type":"entry","text":"a\\u0000b"}',
        "has a NUL character in 'text', which no text has.",
    ),
    "raw nul": (b'{"text":"a\x00b"}', "is not JSON from character 11 on."),
    "not utf-8": (
        b'{"text":"M\xfcller war w\xfctend"}',
        "is not UTF-8 at byte 59 of the file.",
    ),
    "utf-16": ('{"type":"entry"}'.encode("utf-16"), "is not UTF-8 at byte 49 of the file."),
    "byte order mark": (
        b'\xef\xbb\xbf{"type":"entry"}',
        "begins with a byte order mark: save the file as UTF-8 without one.",
    ),
    "no type": (b"{}", "lacks 'type', the type of its record."),
}


def test_a_name_in_a_fault_is_short_and_does_not_act() -> None:
    assert archive_lines.named("\x1b]0;" + "x" * 60) == "'\\x1b]0;" + "x" * 35 + "…'"


def refused(vault: Vault, *lines: dict[str, Any] | str | bytes) -> str:
    """Import what must be refused; give the sentence, and see that nothing has changed."""
    before = vault.rows()
    with pytest.raises(BadInputError) as caught:
        vault.take(*lines)
    assert vault.rows() == before
    assert (caught.value.status, caught.value.hint) == (ExitStatus.WRONG_USE, HINT)
    return caught.value.sentence


@pytest.mark.parametrize("name", BAD_JSON)
def test_a_line_that_is_no_strict_json_is_refused(vault: Vault, name: str) -> None:
    raw, told = BAD_JSON[name]

    assert refused(vault, HEADER, raw) == f"Line 2 {told}"


BAD_FOREIGN: dict[str, tuple[dict[str, Any], str]] = {
    "an unknown type": (
        an_entry_line(type="entri"),
        "has the type 'entri', which is not read without 'id' and 'rev' (did you mean 'entry'?).",
    ),
    "a type that needs ids": (
        an_entry_line(type="goal"),
        "has the type 'goal', which is not read without 'id' and 'rev'.",
    ),
    "an unknown field": (
        an_entry_line(moood=1),
        (
            "has the field 'moood', which an entry of kind 'note' does not have"
            " (did you mean 'mood'?)."
        ),
    ),
    "a field of another kind": (
        an_entry_line(heat=1),
        "has the field 'heat', which an entry of kind 'note' does not have.",
    ),
    "an unknown kind": (
        an_entry_line(kind="conflicts"),
        "has no kind of entry in 'kind' (did you mean 'conflict'?).",
    ),
    "no moment": (
        an_entry_line(at=...),
        "needs 'at' as a moment with its offset: 2026-03-01T21:14:00+01:00.",
    ),
    "no offset": (
        an_entry_line(at="2026-03-01T21:14:00"),
        "needs 'at' as a moment with its offset: 2026-03-01T21:14:00+01:00.",
    ),
    "no such day": (
        an_entry_line(at="2026-02-30T21:14:00+01:00"),
        "has a moment in 'at' that no calendar has.",
    ),
    "the end of the calendar": (
        an_entry_line(at="0001-01-01T00:00:00+01:00"),
        "cannot be taken: That time is outside of the calendar.",
    ),
    "an offset that disagrees": (
        an_entry_line(at="2026-07-01T21:14:00+01:00"),
        "has an offset in 'at' that Europe/Berlin did not have then: there it was +02:00.",
    ),
    "an unknown zone": (
        an_entry_line(tz="Mars/Olympus"),
        "cannot be taken: That time zone is not known.",
    ),
    "a zone that is no text": (
        an_entry_line(tz=1),
        "has something else in 'tz' than an IANA time zone.",
    ),
    "an offset without a zone": (
        an_entry_line(at="2026-03-01T21:14:00-05:00", tz=...),
        "needs a 'tz': its offset is neither UTC nor that of this computer.",
    ),
    "a mood off the scale": (
        an_entry_line(mood=3),
        "has something else in 'mood' than a whole number from -2 to 2.",
    ),
    "a text that is none": (
        an_entry_line(text=["a"]),
        "has something else in 'text' than text, up to 10 MB of UTF-8.",
    ),
    "nothing": (an_entry_line(text=" "), "holds no text, mood, tag or field of its kind."),
    "tags that are none": (
        an_entry_line(tags="walk"),
        "has something else in 'tags' than a list of words.",
    ),
    "a tag of two words": (
        an_entry_line(tags=["long walk"]),
        "cannot be taken: A tag is one word that begins with a letter.",
    ),
    "a visibility that is none": (
        an_entry_line(visibility="public"),
        "has something else in 'visibility' than 'private' or 'shared'.",
    ),
    "a person who is no text": (
        an_entry_line(person=1),
        "names a person by something else than a text.",
    ),
    "a person without a name": (
        an_entry_line(person=" "),
        "cannot be taken: A name is one line of up to 80 characters.",
    ),
    "a repair of nothing": (
        an_entry_line(kind="repair", repairs="c9"),
        "has in 'repairs' neither a 'ref' above it nor the id of a conflict.",
    ),
    "a repair of no text": (
        an_entry_line(kind="repair", repairs=1),
        "has in 'repairs' neither a 'ref' above it nor the id of a conflict.",
    ),
    "a ref of no conflict": (
        an_entry_line(ref="c1"),
        "has a 'ref', which only an entry of kind 'conflict' has, as text.",
    ),
    "an unknown instrument": (
        a_sitting_line(instrument="weak"),
        "names no known instrument (did you mean 'week'?).",
    ),
    "an unknown item": (
        a_sitting_line({"closed": 5}),
        "answers 'closed', which week does not ask (did you mean 'close'?).",
    ),
    "an answer off the scale": (
        a_sitting_line({"close": 6}),
        "cannot be taken: close: it takes a whole number from 1 to 5.",
    ),
    "words for a number": (
        a_sitting_line({"close": True}),
        "cannot be taken: close: it takes a whole number from 1 to 5.",
    ),
    "a number for words": (
        a_sitting_line({"words": 3}),
        "cannot be taken: words: it takes a text.",
    ),
    "no answers": (
        a_sitting_line({}),
        "has something else in 'answers' than an object of answers by item.",
    ),
    "only skips": (a_sitting_line({"close": None}), "cannot be taken: it holds no answer."),
    "an unknown field of a sitting": (
        a_sitting_line(score=80),
        "has the field 'score', which a line of type 'administration' does not have.",
    ),
    "a ritual without a name": (
        {"type": "observance", "at": "2026-03-01T21:14:00Z"},
        "lacks 'ritual'.",
    ),
    "an id without a revision": (
        an_entry_line(id="e000001"),
        "needs both 'id' and 'rev', or neither where others wrote it.",
    ),
}


@pytest.mark.parametrize("name", BAD_FOREIGN)
def test_a_faulty_line_of_others_is_refused(vault: Vault, name: str) -> None:
    line, told = BAD_FOREIGN[name]

    assert refused(vault, an_entry_line(text="Fine."), "\n", line) == f"Line 3 {told}"


def test_one_ref_for_two_conflicts_is_refused(vault: Vault) -> None:
    conflict = an_entry_line(kind="conflict", ref="c1")

    assert refused(vault, conflict, {**conflict, "text": "Another."}) == (
        "Line 2 has the 'ref' 'c1' of a conflict above it."
    )


BAD_NATIVE: dict[str, tuple[list[dict[str, Any]], str]] = {
    "no id": ([{**NATIVE, "id": "e1"}], "has something else in 'id' than a ULID, or a SHA-256."),
    "an id of a definition": (
        [{**NATIVE, "id": "a" * 64}],
        "has an 'id' that is not one of its type.",
    ),
    "an unknown type": (
        [{**NATIVE, "type": "entrys"}],
        "has the type 'entrys', which is not known (did you mean 'entry'?).",
    ),
    "an unknown field": (
        [{**NATIVE, "moood": 1}],
        (
            "has the field 'moood', which an entry of kind 'note' does not have"
            " (did you mean 'mood'?)."
        ),
    ),
    "a null": (
        [{**NATIVE, "mood": None}],
        "has something else in 'mood' than a whole number from -2 to 2.",
    ),
    "a day that never was": (
        [{**NATIVE, "at": "2026-02-30T21:14:00+01:00"}],
        "has a moment in 'at' that no calendar has.",
    ),
    "an instant that never was": (
        [{**NATIVE, "written_at": "2026-02-30T21:14:00.000Z"}],
        "has a moment in 'written_at' that no calendar has.",
    ),
    "an unknown zone": (
        [{**NATIVE, "tz": "../../etc/passwd"}],
        "cannot be taken: That time zone is not known.",
    ),
    "no parent": (
        [{**NATIVE, "parent": id_number(6)}],
        "follows a 'parent' that is neither above it nor in the vault.",
    ),
    "a parent of another record": (
        [NATIVE, {**NATIVE, "id": id_number(70), "rev": id_number(71), "parent": NATIVE["rev"]}],
        "follows a 'parent' that is a revision of another record.",
    ),
    "other content": (
        [NATIVE, {**NATIVE, "text": "Never said."}],
        "has the 'rev' of another revision that is in the vault already.",
    ),
    "an id of another type": (
        [
            NATIVE,
            {
                **{name: NATIVE[name] for name in ("id", "device", "written_at")},
                "type": "person",
                "rev": id_number(71),
                "name": "A",
            },
        ],
        "has the 'id' of a record of another type.",
    ),
    "a tombstone of nothing": (
        [TOMBSTONE],
        "follows a 'parent' that is neither above it nor in the vault.",
    ),
    "a tombstone with more": (
        [NATIVE, {**TOMBSTONE, "text": "x"}],
        "has the field 'text', which a revision does not have.",
    ),
    "a tombstone of a definition": (
        [DEFINITION, {**TOMBSTONE, "of": "definition", "id": DEFINITION["id"]}],
        "deletes a definition, which answers need.",
    ),
    "a changed definition": (
        [DEFINITION, {**DEFINITION, "rev": id_number(60), "parent": DEFINITION["rev"]}],
        "changes a definition, which never changes.",
    ),
    "a wrong address": (
        [{**DEFINITION, "id": "a" * 64}],
        "has a definition that is not the one of its 'id' (SHA-256).",
    ),
    "half an instrument": (
        [odd_definition(items=[{"id": "close"}])],
        "has a definition that is not an instrument.",
    ),
    "a number for a title": (
        [odd_definition(title=5)],
        "has a definition that is not an instrument.",
    ),
    "an item twice": (
        [odd_definition(items=[WEEK["items"][0], *WEEK["items"]])],
        "has a definition with items that cannot be scored.",
    ),
    "an item without a scale": (
        [odd_definition(items=[*WEEK["items"], {"id": "x", "kind": "scale", "text": "x"}])],
        "has a definition with items that cannot be answered.",
    ),
    "a list without a scale": (
        [odd_definition(items=[*WEEK["items"], {"id": "x", "kind": "list", "text": "x"}])],
        "has a definition with items that cannot be answered.",
    ),
    "a scored item that is not there": (
        [odd_definition(items=WEEK["items"][1:])],
        "has a definition that is not an instrument.",
    ),
    "an answer in words to a number": (
        [DEFINITION, SITTING, {**RESPONSE, "value": "three"}],
        "has a 'value' that does not answer 'close'.",
    ),
    "no definition": (
        [SITTING],
        "needs a definition that is neither above it nor here.",
    ),
    "another instrument": (
        [DEFINITION, {**SITTING, "instrument": "other"}],
        "names another instrument than its definition.",
    ),
    "an order of other items": (
        [DEFINITION, {**SITTING, "order": ["close", "closed"]}],
        "has items in 'order' that its definition does not have.",
    ),
    "no sitting": ([RESPONSE], "answers in an administration that is not above it."),
    "an item that was not asked": (
        [DEFINITION, SITTING, {**RESPONSE, "item": "closed"}],
        "answers 'closed', which its definition does not ask.",
    ),
    "an answer off the scale": (
        [DEFINITION, SITTING, {**RESPONSE, "value": 6}],
        "has a 'value' that does not answer 'close'.",
    ),
    "an answer of another kind": (
        [DEFINITION, SITTING, {**RESPONSE, "item": "talks", "value": "x"}],
        "has a 'value' that does not answer 'talks'.",
    ),
    "an answer and a reason": (
        [DEFINITION, SITTING, {**RESPONSE, "reason": "skipped"}],
        "needs either 'value' or 'reason'.",
    ),
}


@pytest.mark.parametrize("name", BAD_NATIVE)
def test_a_faulty_line_of_an_export_is_refused(vault: Vault, name: str) -> None:
    lines, told = BAD_NATIVE[name]

    assert refused(vault, *lines) == f"Line {len(lines)} {told}"


def test_lines_that_are_refused_when_faulty_are_taken_when_right(vault: Vault) -> None:
    lines = [NATIVE, TOMBSTONE, DEFINITION, SITTING, RESPONSE]

    assert vault.take(*lines) == ImportResult(5, 0, ())


def test_an_offset_of_an_export_is_taken_as_it_was_known_then(vault: Vault) -> None:
    line = a_native_entry(at="2026-03-01T21:14:00+02:00")

    vault.take(line)

    (entry,) = vault.entries.newest(EntryFilter())
    assert (entry.moment.offset_seconds, entry.moment.zone) == (7200, "Europe/Berlin")


def test_a_text_of_more_than_ten_megabytes_is_refused(vault: Vault) -> None:
    assert refused(vault, an_entry_line(text="x" * (10 * 2**20 + 1))) == (
        "Line 1 has more than 10 MB of text in 'text'."
    )


def test_the_longest_text_comes_back_however_it_is_escaped(vault: Vault, other: Vault) -> None:
    vault.entries.add(an_entry("\x1b" * (10 * 2**20), entry_id=id_number(7)))

    other.take(vault.exported())

    assert other.entries.find(id_number(7)).text == "\x1b" * (10 * 2**20)


def test_a_line_that_never_ends_is_refused_before_it_is_read(
    vault: Vault, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(archive_lines, "LONGEST_LINE", 2**20)

    class Endless(io.RawIOBase):
        n_read = 0

        def readable(self) -> bool:
            return True

        def readinto(self, into: Any) -> int:  # noqa: ANN401 - as typeshed has it
            into[:] = b"x" * len(into)
            self.n_read += len(into)
            return len(into)

    endless = Endless()
    with pytest.raises(BadInputError, match=r"^Line 1 is longer than 1 MB\.$"):
        import_lines(
            vault.connection,
            lines_of(io.BufferedReader(endless)),
            clock=vault.clock,
            ids=vault.ids,
            bank=BANK,
            accept_people=True,
        )
    assert endless.n_read < 2**21


def test_lines_of_others_have_a_limit_and_an_export_has_none(
    vault: Vault, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(archive, "LARGEST_FILE", 250)

    assert refused(vault, *[an_entry_line()] * 3) == (
        "Line 3 is past the 100 MB that one import takes: split the file."
    )
    fill_lines = [a_native_entry(id=id_number(n), rev=id_number(n + 50)) for n in range(5)]
    assert vault.take(*fill_lines) == ImportResult(5, 0, ())
