"""Day One: the zip of its JSON export, or a JSON file out of it."""

from __future__ import annotations

import io
import json
import lzma
import re
import zipfile
import zlib
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, BinaryIO

from closeness_cli.core.when import zone_called
from closeness_cli.errors import BadInputError, WrongUseError
from closeness_cli.storage.journals.objects import entries_in, tags_field, text_field
from closeness_cli.storage.journals.reading import LARGEST_JOURNAL, STARRED, utf8

if TYPE_CHECKING:
    from collections.abc import Iterator

    from closeness_cli.storage.journals.reading import Reading

ZIP = b"PK"
"""What every zip begins with."""

MOST_MEMBERS = 200_000

_DAMAGED = (
    *(zipfile.BadZipFile, zlib.error, lzma.LZMAError),
    *(EOFError, NotImplementedError, OSError, ValueError),
)
"""What reading a zip raises where its bytes are not right."""

_NO_LOSS = frozenset(
    {
        *("uuid", "creationDate", "timeZone", "text", "richText", "tags", "starred"),
        *("photos", "videos", "audios", "pdfAttachments"),
    }
)
_ABOUT = re.compile(r"(creation(Device|OS)\w*|modifiedDate|editingTime|duration|sourceString)")
_KINDS = {
    "photos": "photos",
    "videos": "videos",
    "audios": "sound recordings",
    "pdfAttachments": "PDF files",
}
_PLAIN = {"location": "locations", "weather": "weather", "isPinned": "pins"}
_ESCAPE = re.compile(r"\\([!-/:-@\[-`{-~])")
_MEDIA = re.compile(r"!\[[^\]\n]*\]\(dayone-moment:[^)\n]*\)")
_INSTANT = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(\.[0-9]{1,6})?Z")


def read_day_one(data: bytes | BinaryIO, reading: Reading) -> None:
    """Read every journal of an export.

    Args:
        data: What the file holds; of a zip that lies on a disk the file, since its photos, which
            are not read, may be larger than a memory.

    Raises:
        BadInputError: The zip is damaged, locked, or unpacks to more than a journal holds.
    """
    if isinstance(data, bytes) and not data.startswith(ZIP):
        _read(data, "", reading)
        return
    names = []
    for name, content in _unpacked(io.BytesIO(data) if isinstance(data, bytes) else data):
        names.append(name)
        _read(content, name, reading)
    if not names:
        reading.fault("the zip", "there is no journal in it (a file that ends with .json)")
    if len(names) > 1:
        reading.lost("names of journals: their entries are all in one now", len(names))


def _read(content: bytes, name: str, reading: Reading) -> None:
    found = utf8(content, reading, name or "the file")
    del content
    if found is not None:
        for where, one in entries_in(found, reading, name):
            _add(where, one, reading)


def _unpacked(file: BinaryIO) -> Iterator[tuple[str, bytes]]:
    """Read the journals in a zip into memory, one by one; nothing of it is written anywhere."""
    room = LARGEST_JOURNAL
    try:
        with zipfile.ZipFile(file) as archive:
            members = archive.infolist()
            if len(members) > MOST_MEMBERS:
                raise _too_large()
            if len({one.filename for one in members}) < len(members):
                raise BadInputError(
                    "The zip holds two files of one name, so nothing was imported.",
                    hint="Export it from Day One again.",
                )
            for one in members:
                if one.filename.endswith(".json") and "/" not in one.filename:
                    with archive.open(one) as member:
                        content = member.read(room + 1)
                    room -= len(content)
                    if room < 0:
                        raise _too_large()
                    yield one.filename, content
    except _DAMAGED as error:
        raise BadInputError(
            "The zip is damaged, so nothing was imported.", hint="Export it from Day One again."
        ) from error
    except RuntimeError as error:  # what zipfile raises for a passphrase
        raise BadInputError(
            "The zip is locked with a passphrase, so nothing was imported.",
            hint="Unpack it first, and import its .json file.",
        ) from error


def _too_large() -> BadInputError:
    return BadInputError(
        "The zip unpacks to more than 100 MB of text, so nothing was imported.",
        hint="Export one journal at a time.",
    )


def _add(where: str, entry: dict[str, Any], reading: Reading) -> None:
    _count_losses(entry, reading)
    stamp = text_field(entry, "creationDate", where, reading)
    uuid = text_field(entry, "uuid", where, reading)
    tags = tags_field(entry, where, reading)
    try:
        if not _INSTANT.fullmatch(stamp):
            raise ValueError
        at = datetime.fromisoformat(stamp).astimezone(UTC)
    except ValueError:
        reading.fault(where, "its 'creationDate' is not a time such as 2024-03-01T20:14:00Z")
        return
    reading.add(
        where,
        at,
        _words(entry, where, reading),
        zone=_zone(entry, reading),
        tags=[*tags, *([STARRED] if entry.get("starred") is True else [])],
        source_id=f"dayone:{uuid}" if uuid else "",
    )


def _words(entry: dict[str, Any], where: str, reading: Reading) -> str:
    """Give the text without the backslashes that Day One puts before signs, and without media."""
    text = text_field(entry, "text", where, reading)
    if not text and isinstance(entry.get("richText"), str):
        text = _rich_words(entry["richText"])
    text = _MEDIA.sub("", text).replace("\u2028", "\n")
    return _ESCAPE.sub(r"\1", text).strip("\n")


def _rich_words(rich: str) -> str:
    try:
        parts = json.loads(rich)["contents"]
        return "".join(one.get("text", "") for one in parts)
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return ""


def _zone(entry: dict[str, Any], reading: Reading) -> str:
    zone = entry.get("timeZone")
    try:
        zone_called(zone if isinstance(zone, str) else "")
    except WrongUseError:
        reading.lost("time zones that are missing or not known; the journal's is taken")
        return reading.zone
    return str(zone)


def _count_losses(entry: dict[str, Any], reading: Reading) -> None:
    for name, value in entry.items():
        if name in _KINDS:
            reading.lost(_KINDS[name], len(value) if isinstance(value, list) else 1)
        elif name in _PLAIN:
            reading.lost(_PLAIN[name], int(bool(value)))
        elif _ABOUT.fullmatch(name):
            pass
        elif name not in _NO_LOSS and value not in (None, False, "", [], {}):
            reading.lost_field(name)
    if any(_ABOUT.fullmatch(name) for name in entry):
        reading.lost("notes on the device, and on when and how long it was edited")
