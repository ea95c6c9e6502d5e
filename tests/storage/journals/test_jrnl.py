"""jrnl: the files were made with jrnl 4.6."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from builders import an_entry
from closeness_cli.errors import BadInputError
from closeness_cli.storage.journals.jrnl import read_jrnl, write_jrnl

if TYPE_CHECKING:
    from collections.abc import Callable

    from closeness_cli.core.entry import Entry
    from closeness_cli.storage.journals.reading import Reading

DATA = Path(__file__).parents[2] / "data" / "journals"

ENTRIES = [
    (
        "2024-03-01T21:30:00+01:00",
        "Walked home with @Sam.\nIt rained, and we talked. #walk",
        {"Sam", "walk"},
    ),
    ("2024-03-31T03:30:00+02:00", "The hour that the clocks skip.", set()),
    (
        "2024-05-04T08:05:00+02:00",
        "A list\n- [x] tea\n- “é” 🌲\n\nand a [2020] note @sam @long-word",
        {"sam", "long-word", "starred"},
    ),
    ("2024-05-05T07:00:00+02:00", "Starred day", {"starred"}),
]


UNDER_SIX_SETTINGS = [
    ("2020-01-01T00:00:00+01:00", "is no entry, and 10: ten things", set()),
    (
        "2024-03-01T21:30:00+01:00",
        "Walked home with @Sam.\nIt rained, and we talked. #walk",
        {"Sam", "walk"},
    ),
    ("2024-07-04T08:05:00+02:00", "Tea, and a list\n- [x] letters\n- “é” 🌲", {"starred"}),
    ("2025-10-26T02:30:00+02:00", "The hour that comes twice.\n#long-word", {"long-word"}),
    ("2025-11-14T23:59:00+01:00", '@Sam said: "Thank you."\n#walk', {"Sam", "walk"}),
]


def told(entries: list[Entry]) -> list[tuple[str, str, set[str]]]:
    return [(one.moment.iso, one.text, set(one.tags)) for one in entries]


def entries_of(reading: Reading) -> list[Entry]:
    return [one.entry for one in reading.entries]


@pytest.mark.parametrize("name", ["jrnl.json", "jrnl.txt", "jrnl-24h.txt"])
def test_each_of_its_files_gives_the_same_entries(name: str, read: Callable[..., Reading]) -> None:
    found = read(read_jrnl, (DATA / name).read_bytes())
    assert told(entries_of(found)) == ENTRIES
    assert (found.n_without_zone, dict(found.losses)) == (4, {})


@pytest.mark.parametrize(
    "name", ["compact.txt", "iso.txt", "slashed.txt", "dotted.json", "us.json"]
)
def test_however_its_dates_are_set_the_entries_are_the_same(
    name: str, read: Callable[..., Reading]
) -> None:
    found = read(read_jrnl, (DATA / "times" / name).read_bytes())
    assert told(entries_of(found)) == UNDER_SIX_SETTINGS


@pytest.mark.parametrize("name", ["dotted.txt", "us.txt", "words.txt"])
def test_a_text_with_other_dates_is_refused_with_a_way_out(name: str, reading: Reading) -> None:
    read_jrnl((DATA / "times" / name).read_bytes(), reading)
    (fault,) = reading.notes.faults
    assert fault.startswith("line 1: it does not begin with a date such as [2024-03-01 21:30]; ")
    assert fault.endswith("let jrnl write the journal:  jrnl --format json")
    assert len(reading.entries) == 0


def test_the_order_of_its_tags_changes_no_id(read: Callable[..., Reading]) -> None:
    content = json.loads((DATA / "jrnl.json").read_text("utf-8"))
    once = read(read_jrnl, json.dumps(content).encode())
    for one in content["entries"]:
        one["tags"].reverse()
    again = read(read_jrnl, json.dumps(content).encode())
    assert [one.source for one in once.entries] == [one.source for one in again.entries]


def test_a_pasted_date_of_another_shape_stays_text(read: Callable[..., Reading]) -> None:
    text = "[2024-03-01 21:30] Chat\n[2020-01-01] hello\n[x] done\n"
    found = read(read_jrnl, text.encode())
    assert [one.text for one in entries_of(found)] == ["Chat\n[2020-01-01] hello\n[x] done"]


def test_unknown_fields_are_counted(read: Callable[..., Reading]) -> None:
    entry = {"title": "Tea.", "body": "", "date": "2024-03-01", "time": "10:00", "uuid": "A"}
    found = read(read_jrnl, json.dumps({"entries": [entry, entry]}).encode())
    assert found.losses == {"the field 'uuid'": 2}


@pytest.mark.parametrize(
    ("content", "fault"),
    [
        (b'{"entries": [\n{"title": }', "the file, line 2: it cannot be read as JSON"),
        (b'{"entries": 3}', "the file: it is JSON, and has no list of 'entries'"),
        (b'{"entries": [3]}', "entry 1: it is not an object"),
        (b'{"entries": [{"title": 3, "date": "2024-03-01"}]}', "entry 1: its 'title' is not text"),
        (b'{"entries": [{"title": "a", "date": "1 March"}]}', "entry 1: its date is not"),
        (b'{"entries": [{"title": "a\\u0000", "date": "2024-03-01"}]}', "entry 1: The text holds"),
        (b'{"entries": [{"title": "\\ud800"}]}', "the file, line 1: it cannot be read as JSON"),
        (b'{"entries": [null]}', "entry 1: it is not an object"),
        (b'{"tags": {}}', "the file: it is JSON, and has no list of 'entries'"),
        (b'{"entries": []} and', "the file, line 1: it cannot be read as JSON"),
        (b'{"entries": ' + b"[" * 200_000, "the file: it has too many lists"),
        (b'{"entries": [{"a": ' + b"1" * 5000 + b"}]}", "entry 1: it has a number of thousands"),
        (b"[2024-03-01 21:30] a\n\n[2024-02-30 21:30] b", "line 3: there is no such day"),
        (b"[01.03.2024] a", "line 1: it does not begin with a date"),
        (b"\xff\xfe", "the file: it is not UTF-8 (at byte 0)"),
    ],
)
def test_a_fault_is_told_with_its_place(content: bytes, fault: str, reading: Reading) -> None:
    read_jrnl(content, reading)
    assert reading.notes.faults[0].startswith(fault)


def test_an_encrypted_journal_is_refused_with_a_way_out(reading: Reading) -> None:
    with pytest.raises(BadInputError, match="encrypted"):
        read_jrnl(b"gAAAAABm", reading)


def test_what_was_written_for_jrnl_is_read_again(read: Callable[..., Reading]) -> None:
    entries = [
        an_entry(text="Walked. #walk", tags=("walk", "Starred", "home")),
        an_entry(text="Chat:\n[2020-01-01] hello"),
    ]
    losses: Counter[str] = Counter()
    written = "".join(write_jrnl(entries, losses))
    assert written == (
        "[2025-11-14 21:04:00] Walked. #walk *\n#home\n\n"
        "[2025-11-14 21:04:00] Chat:\n\\[2020-01-01] hello\n"
    )
    found = entries_of(read(read_jrnl, written.encode()))
    assert [set(one.tags) for one in found] == [{"walk", "home", "starred"}, set()]
    assert losses["lines that begin with [ ] and have a backslash before them now"] == 1
