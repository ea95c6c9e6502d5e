"""The record format: its shapes, and the page that explains them."""

from __future__ import annotations

import re
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec
import pytest

from builders import CountingIds, StoppedClock
from closeness_cli.core.entry import EntryKind
from closeness_cli.storage.bank.item_bank import load_bank
from closeness_cli.storage.entries import FIELDS, KIND_FIELDS
from closeness_cli.storage.transfer.archive import ImportResult, export_lines, import_lines
from closeness_cli.storage.transfer.entry_records import ENTRY_BODIES, EntryBody
from closeness_cli.storage.transfer.others_records import OTHERS
from closeness_cli.storage.transfer.record_fields import Shape, required, takes
from closeness_cli.storage.transfer.records import (
    BODIES,
    CardLine,
    Envelope,
    Header,
    ListLine,
    Tombstone,
    VectorLine,
)
from closeness_cli.storage.vault import create_vault, open_vault

if TYPE_CHECKING:
    from closeness_cli.storage.paths import VaultPaths

ROOT = Path(__file__).resolve().parents[3]
PAGE = (ROOT / "docs" / "records.md").read_text(encoding="utf-8")
NOTE: dict[str, object] = {
    "at": "2026-03-01T21:14:00+01:00",
    "tz": "Europe/Berlin",
    "kind": "note",
    "text": "Walked home.",
    "tags": ["walk"],
    "visibility": "private",
}

SHAPES: list[type[Shape]] = [
    Header,
    Envelope,
    Tombstone,
    ListLine,
    CardLine,
    VectorLine,
    *BODIES.values(),
    *ENTRY_BODIES.values(),
    *OTHERS.values(),
]


def own_fields(shape: type[Shape]) -> list[str]:
    """Name the fields that a table of its own tells; those of all entries stand above."""
    above = set(takes(EntryBody)) if issubclass(shape, EntryBody) and shape != EntryBody else set()
    return [name for name in takes(shape) if name not in above]


def tables_on_the_page() -> list[list[tuple[str, str, str]]]:
    """Read the first three columns of all tables; the fourth says what a field is for."""
    tables = re.findall(r"(?:^\|.*\n)+", PAGE, flags=re.MULTILINE)
    cells = [[line.strip("| ").split(" | ") for line in one.splitlines()[2:]] for one in tables]
    return [[(row[0], row[1], row[2]) for row in table if len(row) == 4] for table in cells]


@pytest.mark.parametrize("shape", SHAPES, ids=lambda shape: shape.__name__)
def test_each_field_of_each_shape_says_what_it_takes(shape: type[Shape]) -> None:
    assert all(takes(shape).values())


@pytest.mark.parametrize("shape", SHAPES, ids=lambda shape: shape.__name__)
def test_each_field_of_each_shape_is_on_the_page(shape: type[Shape]) -> None:
    expected = [
        (f"`{name}`", "yes" if name in required(shape) else "no", takes(shape)[name])
        for name in own_fields(shape)
    ]

    assert expected in tables_on_the_page()


@pytest.mark.parametrize("name", [*BODIES, *ENTRY_BODIES])
def test_each_type_and_kind_is_on_the_page(name: str) -> None:
    assert f"### `{name}`\n" in PAGE or f"\n`{name}`:\n" in PAGE


def test_the_examples_on_the_page_can_be_imported(paths: VaultPaths, key: bytes | None) -> None:
    examples = re.findall(r'^    (\{"type".*)$', PAGE, flags=re.MULTILINE)
    create_vault(paths, ids=CountingIds(), key=key)
    with closing(open_vault(paths, key)) as connection:
        result = import_lines(
            connection,
            [example.encode() for example in examples],
            clock=StoppedClock(),
            ids=CountingIds(100),
            bank=load_bank(ROOT / "data" / "questions.yaml"),
            accept_people=True,
        )
        exported = [line.rstrip("\n") for line in export_lines(connection, with_safety=True)]

    # The header is no record, and the last line names a person whom one above it named.
    assert result == ImportResult(len(examples) - 2, 1, ("A", "B"))
    # The examples of an export come out as they stand there.
    assert exported[:3] == examples[:3]


def test_every_kind_of_entry_has_a_shape() -> None:
    assert set(ENTRY_BODIES) == {str(kind) for kind in EntryKind}


@pytest.mark.parametrize("kind", EntryKind)
def test_entries_and_the_format_name_the_same_fields(kind: EntryKind) -> None:
    common = set(EntryBody.__struct_fields__)
    own = set(ENTRY_BODIES[kind].__struct_fields__) - common - {"kind"}

    assert own == KIND_FIELDS[kind]
    assert common >= FIELDS


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("mood", 3),
        ("mood", True),
        ("mood", 1.0),
        ("mood", None),
        ("at", "2026-03-01T21:14:00"),
        ("tags", ["two\nlines"]),
        ("visibility", "public"),
        ("person", "A"),
        ("minutes", 5),
        ("scael", 1),
    ],
)
def test_a_note_refuses_what_is_not_its_own(field: str, value: object) -> None:
    with pytest.raises(msgspec.ValidationError):
        msgspec.convert({**NOTE, field: value}, ENTRY_BODIES["note"])


@pytest.mark.parametrize(
    ("kind", "fields"),
    [
        ("moment", {"to": "my sister", "feeling": "warm"}),
        (
            "conversation",
            {"minutes": 40, "depth": 3, "presence": 5, "began_by": "both", "topic": "Money."},
        ),
        (
            "conflict",
            {
                "topic": "The dishes.",
                "cause": "fairness",
                "heat": 4,
                "beneath": "Tired.",
                "closed_as": "faded",
                "closed_on": "2026-03-05",
                "still_open_on": "2026-03-03",
            },
        ),
        (
            "repair",
            {"repairs": "01KA1NT3V0QK4M8ZB2X6R9D7WH", "sincerity": 5, "began_by": "self"},
        ),
        ("gratitude", {}),
        ("solo", {"bring_back": "Calm."}),
        ("honesty", {"before": -2, "after": 2}),
    ],
)
def test_each_kind_takes_its_own_fields(kind: str, fields: dict[str, object]) -> None:
    body = {**NOTE, "kind": kind, **fields}

    assert isinstance(msgspec.convert(body, ENTRY_BODIES[kind]), ENTRY_BODIES[kind])


@pytest.mark.parametrize(
    "labels",
    [
        {"1": "no"},
        {"agreement": {"one": "no"}},
        {"agreement": {"01": "no"}},
        {"agreement": {"-0": "no"}},
        {"agreement": {"1": 1}},
        {"agreement": None},
    ],
)
def test_labels_of_a_wording_are_texts_by_number_by_scale(labels: object) -> None:
    body = {"profile": "ras", "right": "I asked.", "items": {"q1": "…"}}
    whole = {**body, "labels": {"agreement": {"-5": "no", "0": "", "10": "yes"}}}
    assert isinstance(msgspec.convert(whole, BODIES["wording"]), BODIES["wording"])

    with pytest.raises(msgspec.ValidationError):
        msgspec.convert({**body, "labels": labels}, BODIES["wording"])


def test_later_types_take_what_they_are_made_for() -> None:
    bodies: dict[str, dict[str, object]] = {
        "relationship": {"people": ["self"], "state": "current", "began_on": "2020-05-01"},
        "ritual": {"name": "evening walk", "cadence": "daily", "weekdays": [1, 7], "minutes": 20},
        "goal": {"title": "Paint together", "state": "current", "visibility": "shared"},
        "agreement": {
            "text": "No phones at dinner.",
            "accepted_by": ["self"],
            "state": "proposed",
            "visibility": "private",
        },
        "checkin": {"preset": "weekly", "at": NOTE["at"], "tz": "UTC", "people": ["self"]},
        "checkin_step": {
            "checkin": "01KA1NT3V0QK4M8ZB2X6R9D7WH",
            "step": "gratitude",
            "position": 1,
            "state": "done",
        },
    }

    for name, body in bodies.items():
        assert isinstance(msgspec.convert(body, BODIES[name]), BODIES[name])
