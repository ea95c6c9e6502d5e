"""Day One: made to the shape of its JSON export."""

from __future__ import annotations

import io
import json
import zipfile
from typing import TYPE_CHECKING, Any

import pytest

from closeness_cli.errors import BadInputError
from closeness_cli.storage.journals import day_one
from closeness_cli.storage.journals.day_one import read_day_one

if TYPE_CHECKING:
    from collections.abc import Callable

    from closeness_cli.storage.journals.reading import Reading

ENTRY = {
    "uuid": "0A1B2C3D4E5F60718293A4B5C6D7E8F9",
    "creationDate": "2024-03-01T23:30:00Z",
    "timeZone": "Europe/Berlin",
    "text": "Above\\. \\#walk and \\\\ C:\\dir\u2028Next\n\n![](dayone-moment://AB12)",
    "tags": ["date night", "Walk"],
    "starred": True,
    "isPinned": False,
    "creationDeviceType": "iPhone",
    "modifiedDate": "2024-03-02T00:00:00Z",
    "photos": [{"md5": "a"}, {"md5": "b"}],
    "location": {"placeName": "Ulm"},
    "weather": {"windBearing": 360},
    "steps": {"stepCount": 3},
}


def journal(*entries: dict[str, Any]) -> bytes:
    return json.dumps({"metadata": {"version": "1.0"}, "entries": entries}).encode()


def zipped(**files: bytes) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name.replace("__", "/").replace("_", "."), content)
    return made.getvalue()


def test_an_entry_is_read_on_its_day_where_it_was_written(read: Callable[..., Reading]) -> None:
    found = read(read_day_one, journal(ENTRY))
    entry = next(iter(found.entries)).entry
    assert entry.moment.iso == "2024-03-02T00:30:00+01:00"
    assert entry.text == "Above. #walk and \\ C:\\dir\nNext"
    assert entry.tags == ("walk", "date-night", "starred")
    assert found.n_without_zone == 0
    assert found.losses == {
        "photos": 2,
        "locations": 1,
        "weather": 1,
        "the field 'steps'": 1,
        "notes on the device, and on when and how long it was edited": 1,
        "tags that were not one word, written with - between": 1,
    }


def test_a_zip_of_two_journals_is_read_whole_and_its_photos_are_not_unpacked(
    read: Callable[..., Reading],
) -> None:
    data = zipped(
        Journal_json=journal(ENTRY),
        Other_json=journal({**ENTRY, "uuid": "B", "text": "Tea."}),
        photos__a_json=b"not read",
    )
    found = read(read_day_one, data)
    assert [one.where for one in found.entries] == ["Journal.json, entry 1", "Other.json, entry 1"]


def test_an_entry_of_photos_alone_is_counted(read: Callable[..., Reading]) -> None:
    bare = {"creationDate": "2024-03-01T23:30:00Z", "timeZone": "UTC", "photos": [{}]}
    found = read(read_day_one, journal(bare))
    assert len(found.entries) == 0
    assert found.losses == {"photos": 1, "entries without words, a mood or a tag": 1}


def test_words_that_are_only_in_rich_text_are_read(read: Callable[..., Reading]) -> None:
    rich = json.dumps({"contents": [{"text": "Tea "}, {"text": "for two."}]})
    entry = {"creationDate": "2024-03-01T23:30:00Z", "timeZone": "UTC", "richText": rich}
    assert next(iter(read(read_day_one, journal(entry)).entries)).entry.text == "Tea for two."


def test_a_zone_that_nobody_knows_is_told(read: Callable[..., Reading]) -> None:
    found = read(read_day_one, journal({**ENTRY, "timeZone": "GMT+0100"}))
    assert next(iter(found.entries)).entry.moment.zone == "Europe/Berlin"
    assert "time zones that are missing or not known; the journal's is taken" in found.losses


def test_an_entry_that_was_edited_there_keeps_its_id(read: Callable[..., Reading]) -> None:
    once, again = (
        next(iter(read(read_day_one, journal({**ENTRY, "text": text})).entries))
        for text in ("a", "b")
    )
    assert (once.source, once.stamp) == (again.source, again.stamp)


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"PK\x03\x04 nothing", "damaged"),
        (zipped(Journal_json=journal(ENTRY))[:-40], "damaged"),
    ],
)
def test_a_damaged_zip_is_refused(data: bytes, said: str, reading: Reading) -> None:
    with pytest.raises(BadInputError, match=said):
        read_day_one(data, reading)


def test_a_zip_bomb_is_refused(monkeypatch: pytest.MonkeyPatch, reading: Reading) -> None:
    monkeypatch.setattr(day_one, "LARGEST_JOURNAL", 1_000_000)
    with pytest.raises(BadInputError, match="unpacks to more than"):
        read_day_one(zipped(a_json=b" " * 600_000, b_json=b" " * 600_000), reading)


@pytest.mark.parametrize(
    ("data", "fault"),
    [
        (journal({**ENTRY, "creationDate": "yesterday"}), "entry 1: its 'creationDate'"),
        (journal({**ENTRY, "tags": "walk"}), "entry 1: its 'tags' are not a list"),
        (zipped(a_txt=b""), "the zip: there is no journal in it"),
        (zipped(a_json=b"{"), "a.json, line 1: it cannot be read as JSON"),
    ],
)
def test_a_fault_is_told_with_its_place(data: bytes, fault: str, reading: Reading) -> None:
    read_day_one(data, reading)
    assert reading.notes.faults[0].startswith(fault)
