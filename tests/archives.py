"""Vaults and lines to test export and import with."""

from __future__ import annotations

import io
import json
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from builders import (
    CountingIds,
    StoppedClock,
    a_dimension,
    a_list_item,
    a_response,
    a_text_item,
    an_entry,
    an_instrument,
    an_item,
    id_number,
)
from closeness_cli.core.answering.administration import Line
from closeness_cli.core.entry import EntryFilter
from closeness_cli.core.instruments.item_bank import Card, ItemBank, Vector
from closeness_cli.core.instruments.profile import Wording
from closeness_cli.core.rituals import Done, Lasting, Observance, Ritual, read_meant
from closeness_cli.storage.administrations import AdministrationStore
from closeness_cli.storage.entries import EntryStore
from closeness_cli.storage.paths import VaultPaths
from closeness_cli.storage.people import PeopleStore
from closeness_cli.storage.revisions import Revisions
from closeness_cli.storage.rituals import RitualStore
from closeness_cli.storage.safety_answers import SafetyAnswers
from closeness_cli.storage.shelf import ShelfStore
from closeness_cli.storage.transfer.archive import (
    ImportResult,
    export_lines,
    import_lines,
)
from closeness_cli.storage.transfer.lines import lines_of
from closeness_cli.storage.vault import create_vault, open_vault
from closeness_cli.storage.wordings import WordingStore

if TYPE_CHECKING:
    from collections.abc import Callable

    from closeness_cli.storage.connection import Connection

SHIPPED = Path(__file__).resolve().parents[1] / "data" / "questions.yaml"

INSTRUMENT = an_instrument(
    an_item("close"), an_item("heard"), a_text_item("words"), a_list_item("talks")
)
PRIVATE = an_instrument(
    an_item("close"),
    replace(an_item("safe"), safety=True),
    replace(a_text_item("said"), safety=True),
    dimensions=[a_dimension(items=["close"])],
    instrument_id="private",
)
"""An instrument with safety items."""

BANK = ItemBank((INSTRUMENT, PRIVATE))

WORDING = Wording(
    profile="ras",
    version="1.0.0",
    right="I bought the “manual”.",
    items={"q1": "Invented \x1b[1m.", "q2": "Also invented."},
    labels={"agreement": {1: "no", -5: "never", 10: "yes"}},
    intro="Read\nslowly.",
)

OWN = ItemBank(
    (an_instrument(instrument_id="own", dimensions=[a_dimension("calm")]),),
    (Card("c1", "calm", "What calms us?"), Card("c2", "calm", "When?", joint=True)),
    (
        Vector("own", {"close": 2}, {"calm": 25.0}, {"calm": 2}),
        Vector("own", {"close": None}, {"calm": None}),
    ),
)
"""An instrument that a person brought."""

TABLES = (
    "revisions",
    "entries",
    "entry_tags",
    "people",
    "definitions",
    "administrations",
    "responses",
    "scores",
    "safety_responses",
    "wordings",
    "own_instruments",
    "meta",
    "rituals",
    "observances",
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
        self.safety = SafetyAnswers(revisions)
        self.wordings = WordingStore(revisions)
        self.shelf = ShelfStore(revisions)
        self.rituals = RitualStore(revisions)

    def exported(self, *, with_safety: bool = True) -> str:
        """Give the export, the whole one unless safety answers are left out."""
        return "".join(export_lines(self.connection, with_safety=with_safety))

    def take(
        self,
        *lines: dict[str, Any] | str | bytes,
        bank: ItemBank = BANK,
        accept_people: bool = True,
        progress: Callable[[int], None] | None = None,
    ) -> ImportResult:
        """Import lines: objects, text of one or several lines, or raw bytes."""
        written = b"".join(as_bytes(line) for line in lines)
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
            "guesses": self.administrations.guesses(),
            "open": [self.administrations.last_open()],
            "safety": self.connection.run(
                "SELECT id, administration_id, item_id, value, label, position, reason"
                " FROM safety_responses ORDER BY id"
            ),
            "wordings": self.wordings.all(),
            "shelf": [self.shelf.all()],
            "rituals": self.rituals.all(),
            "observed": self.rituals.observed(),
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


def as_bytes(line: dict[str, Any] | str | bytes) -> bytes:
    if isinstance(line, bytes):
        return line
    text = line if isinstance(line, str) else json.dumps(line, ensure_ascii=False) + "\n"
    return text.encode()


def new_vault(folder: Path, key: bytes | None, *, first_id: int = 0) -> Vault:
    paths = VaultPaths(folder)
    create_vault(paths, ids=CountingIds(first_id), key=key)
    return Vault(open_vault(paths, key), ids=CountingIds(first_id + 100))


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


def an_own_entry(**changed: object) -> dict[str, Any]:
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
    vault.clock.forward(minutes=5)
    vault.administrations.amend(done.id, a_response("heard", 1, position=2))
    fill_measures(vault, guessed=person.id)
    fill_rituals(vault)
    begun = vault.administrations.begin(
        INSTRUMENT, started=vault.clock.now(), order=order[::-1], seed=-(2**63)
    )
    vault.administrations.answer(begun.id, a_response("close", 1))
    vault.take(
        {"type": "observance", "ritual": "evening walk", "at": "2026-03-01T20:00:00Z"},
        an_entry_line(kind="conflict", heat=3, ref="c1"),
        an_entry_line(kind="repair", repairs="c1", began_by="Zoë", text="Tea."),
    )


def fill_measures(vault: Vault, *, guessed: str) -> None:
    """Put in a guess that came too soon, safety answers, a wording and instruments of one's own."""
    sittings = vault.administrations
    guess = sittings.begin(
        INSTRUMENT, started=vault.clock.now(), order=["close"], guess_of=guessed, early=True
    )
    sittings.answer(guess.id, a_response("close", 5))
    sittings.complete(guess, at=vault.clock.now().at)
    private = sittings.begin(
        PRIVATE, started=vault.clock.now(), order=["close", "safe", "said"], person_id=guessed
    )
    sittings.answer(private.id, a_response("close", 3))
    vault.safety.keep(private.id, a_response("safe", 2, position=2))
    vault.safety.keep(private.id, a_response("said", None, position=3))
    sittings.complete(private, at=vault.clock.now().at)
    vault.wordings.keep(replace(WORDING, right="I asked the authors.", labels={}, intro=""))
    vault.wordings.keep(WORDING)
    vault.shelf.keep(OWN)
    vault.shelf.keep(ItemBank((an_instrument(instrument_id="given-up"),)))
    vault.shelf.remove("given-up")


def fill_rituals(vault: Vault) -> None:
    """Put in a ritual that was changed, and times that it was done, skipped and taken back."""
    kept, now = vault.rituals, vault.clock.now()
    tea = Ritual(kept.new_id(), "Tea “at five” 🌲", read_meant("mon,thu"), now.on, after="work")
    kept.add(tea)
    kept.change(tea._replace(minutes=20, together=True, people=("self",), state=Lasting.PAUSED))
    done = Observance(kept.new_id(), tea.id, now, people=("self",), minutes=25)
    skipped = Observance(kept.new_id(), tea.id, now, Done.SKIPPED)
    taken_back = Observance(kept.new_id(), tea.id, now)
    for one in (done, skipped, taken_back):
        kept.observe(one)
    kept.take_back(taken_back)
