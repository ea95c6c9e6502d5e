"""Which reader reads what, and how much of a file at once."""

from __future__ import annotations

import io
import json
import zipfile
from contextlib import nullcontext
from typing import TYPE_CHECKING

import pytest

from closeness_cli.errors import BadInputError, WrongUseError
from closeness_cli.storage.journals import day_one
from closeness_cli.storage.journals.journals import Source, read_journal

if TYPE_CHECKING:
    from collections.abc import Callable

    from closeness_cli.storage.journals.reading import Reading

ENTRY = {"creationDate": "2024-03-01T20:30:00Z", "timeZone": "UTC", "text": "Tea."}
JOURNAL = json.dumps({"entries": [ENTRY]}).encode()


def zipped(**files: bytes) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        for name, content in files.items():
            archive.writestr(name.replace("__", "/").replace("_", "."), content)
    return made.getvalue()


def read_bytes(
    data: bytes, name: str, source: Source, progress: Callable[[int], None] | None = None
) -> tuple[Reading, list[str]]:
    """Read what a file or a pipe holds, and say how its bytes were asked for."""
    asked: list[str] = []

    def read(_: str, most: int) -> bytes:
        asked.append("whole")
        return data[: most + 1]

    reading = read_journal(
        name,
        source,
        zone="UTC",
        columns={},
        read=read,
        opened=lambda _: nullcontext(io.BytesIO(data)),
        progress=progress,
    )
    return reading, asked


def texts(reading: Reading) -> list[str]:
    return [one.entry.text for one in reading.entries]


def test_a_zip_is_read_where_it_lies_so_that_its_photos_may_be_larger_than_a_memory(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(day_one, "LARGEST_JOURNAL", 10_000)
    data = zipped(photos__a_jpeg=bytes(50_000), Journal_json=JOURNAL)
    reading, asked = read_bytes(data, "Export.zip", Source.DAYONE)
    assert (texts(reading), asked) == (["Tea."], [])


@pytest.mark.parametrize(("name", "data"), [("-", zipped(Journal_json=JOURNAL)), ("J", JOURNAL)])
def test_a_pipe_and_a_file_of_json_are_read_whole(name: str, data: bytes) -> None:
    reading, asked = read_bytes(data, name, Source.DAYONE)
    assert (texts(reading), asked) == (["Tea."], ["whole"])


def test_a_damaged_zip_is_refused_where_it_lies() -> None:
    with pytest.raises(BadInputError, match="damaged"):
        read_bytes(zipped(Journal_json=JOURNAL)[:-40], "Export.zip", Source.DAYONE)


@pytest.mark.parametrize(
    ("source", "data"),
    [
        (Source.JRNL, b"[2024-03-01 21:30] Tea.\n\n" * 1200),
        (Source.CSV, b"date,text\n" + b"2024-03-01,Tea.\n" * 1200),
        (Source.DAYONE, json.dumps({"entries": [ENTRY] * 1200}).encode()),
    ],
)
def test_it_is_told_how_far_the_reading_is(source: Source, data: bytes) -> None:
    told: list[int] = []
    reading, _ = read_bytes(data, "J", source, told.append)
    assert (told, len(reading.entries)) == ([500, 1000], 1200)


def test_nothing_is_not_the_name_of_the_folder_one_is_in() -> None:
    with pytest.raises(WrongUseError, match=r"^That is not the name of a file or a folder\.$"):
        read_bytes(b"", "", Source.MARKDOWN)
