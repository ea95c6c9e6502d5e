"""CSV: our own table, exact both ways, and any other through a map of its columns."""

from __future__ import annotations

import csv
import io
import json
import re
from typing import TYPE_CHECKING, Any

from closeness_cli.core.canonical import canonical
from closeness_cli.core.near import quoted
from closeness_cli.errors import WrongUseError
from closeness_cli.storage.formula_cells import bare, guarded
from closeness_cli.storage.journals.objects import json_of
from closeness_cli.storage.journals.reading import LARGEST_JOURNAL, utf8
from closeness_cli.storage.journals.walls import WallError, read_wall

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from closeness_cli.core.entry import Entry
    from closeness_cli.storage.journals.reading import Reading

OWN = ("id", "at", "tz", "kind", "mood", "text", "tags", "visibility", "fields")
"""The columns that closeness writes."""

GUESSES = {
    "date": ("date", "day", "datum", "at", "datetime", "timestamp", "created", "created at"),
    "time": ("time", "zeit", "uhrzeit"),
    "text": ("text", "note", "notes", "entry", "body", "content", "notiz", "eintrag"),
    "title": ("title", "titel", "subject"),
    "mood": ("mood", "stimmung"),
    "tags": ("tags", "tag", "labels"),
    "zone": ("tz", "timezone", "time zone", "zone"),
}
"""What a column can stand for, and headers that say so."""

MOST_COLUMNS = 200
MOODS_LOST = "moods that are no number from -2 to 2"

_MOOD = re.compile(r"[+-]?[0-2](\.0+)?", re.ASCII)


def read_columns(given: str | None) -> dict[str, str]:
    """Understand `date=Datum,text=Notiz`.

    Raises:
        WrongUseError: It is something else, or no column can stand for that.
    """
    columns: dict[str, str] = {}
    for pair in (given or "").split(",") if given is not None else ():
        field, equals, header = (part.strip() for part in pair.partition("="))
        if not equals or not header or field not in GUESSES:
            raise WrongUseError(
                "The columns are not understood.",
                f"Write them as --columns date=Datum,text=Notiz; there are {', '.join(GUESSES)}.",
            )
        columns[field] = header
    return columns


def read_table(data: bytes, reading: Reading, columns: Mapping[str, str]) -> None:
    """Read a table, ours or another's."""
    rows = rows_of(data, reading)
    head = next(rows, None)
    if head is None:
        if not reading.notes.faults:
            reading.fault("line 1", "the file is empty")
        return
    header = [cell.strip() for cell in head[1]]
    if not columns and set(OWN) <= set(header):
        for line, cells in _full_rows(rows, header, reading):
            _add_own(f"line {line}", cells, reading)
        return
    places = _places(header, columns, reading)
    if not reading.notes.faults:
        for line, cells in _full_rows(rows, header, reading):
            _add(f"line {line}", cells, places, reading)


def rows_of(data: bytes, reading: Reading) -> Iterator[tuple[int, list[str]]]:
    """Give each row that is not blank, with the line that it begins in."""
    found = utf8(data, reading, or_else=", or say what it is:  --encoding latin-1")
    del data
    if found is None:
        return
    if b"\0" in found:
        line = found.count(b"\n", 0, found.index(b"\0")) + 1
        reading.fault(f"line {line}", "it holds a NUL character, which no text has")
        return
    first = found[: found.find(b"\n")] if b"\n" in found else found
    delimiter = max(",;\t", key=lambda one: first.count(one.encode()))
    csv.field_size_limit(LARGEST_JOURNAL)
    lines = io.TextIOWrapper(io.BytesIO(found), encoding="utf-8", newline="")
    reader = csv.reader(lines, delimiter=delimiter, strict=True)
    line = 1
    try:
        for cells in reader:
            if any(one.strip() for one in cells):
                yield line, cells
            line = reader.line_num + 1
    except csv.Error as error:
        reading.fault(f"line {line}", f"it cannot be read as CSV: {error}")


def _full_rows(
    rows: Iterable[tuple[int, list[str]]], header: list[str], reading: Reading
) -> Iterator[tuple[int, dict[str, str]]]:
    """Give each row as cells by their header; the ones of another length are faults."""
    for line, cells in rows:
        if len(cells) != len(header):
            what = f"its cells are not as many as the columns: {len(cells)}, not {len(header)}"
            reading.fault(f"line {line}", what)
        else:
            yield line, dict(zip(header, map(bare, cells), strict=True))


def _places(header: list[str], columns: Mapping[str, str], reading: Reading) -> dict[str, str]:
    """Say which header each field stands under, and count the columns that are left."""
    there = ", ".join(quoted(one) for one in header[:MOST_COLUMNS])
    if len(set(header)) < len(header):
        reading.fault("line 1", f"two columns have one name; there are {there}")
    for field, name in columns.items():
        if name not in header:
            what = f"no column is called {quoted(name)}, which --columns says is the {field}"
            reading.fault("line 1", f"{what}; there are {there}")
    places = dict(columns)
    by_name = {name.casefold(): name for name in header if name not in columns.values()}
    for field, names in GUESSES.items():
        found = next((by_name.pop(one) for one in names if one in by_name), None)
        if found is not None:
            places.setdefault(field, found)
    for field in ("date", "text"):
        if field not in places:
            what = f"no column looks like the {field}; name it: --columns {field}=…"
            reading.fault("line 1", f"{what}; there are {there}")
    return places


def _add(where: str, cells: dict[str, str], places: Mapping[str, str], reading: Reading) -> None:
    used = set(places.values())
    for name, cell in cells.items():
        if name not in used and cell.strip():
            reading.lost(f"the column {quoted(name)}")
    said = {field: cells[name] for field, name in places.items()}
    try:
        wall = read_wall(said["date"], said.get("time", ""))
    except WallError as error:
        reading.fault(where, str(error))
        return
    mood = said.get("mood", "").strip()
    is_mood = _MOOD.fullmatch(mood) is not None
    reading.lost(MOODS_LOST, int(bool(mood) and not is_mood))
    title = said.get("title", "").strip()
    reading.add(
        where,
        wall.at,
        f"{title}\n{said['text']}".strip("\n") if title else said["text"],
        zone=said.get("zone", "").strip() or None,
        mood=int(float(mood)) if is_mood else None,
        tags=re.split(r"[,;|]\s*|\s+(?=#)", said["tags"]) if said.get("tags", "").strip() else (),
    )


def _add_own(where: str, cells: dict[str, str], reading: Reading) -> None:
    body: dict[str, Any] = {name: cells[name] for name in ("at", "tz", "kind", "text")}
    body["visibility"] = cells["visibility"] or "private"
    tags = cells["tags"]
    body["tags"] = json_of(tags, reading, where) if tags.startswith("[") else tags.split()
    if mood := cells["mood"].strip():
        body["mood"] = int(mood) if _MOOD.fullmatch(mood) else mood
    fields = json_of(cells["fields"] or "{}", reading, where)
    if isinstance(fields, dict):
        reading.add_own(where, {**fields, **body}, cells["id"].strip())
    else:
        reading.fault(where, "its 'fields' are not an object in { }")


def write_table(entries: Iterable[Entry]) -> Iterator[str]:
    """Write entries as a table, a row each; `read_table` gives exactly these again."""
    yield _row(OWN)
    for one in entries:
        is_plain = all(tag.split() == [tag] for tag in one.tags) and not (
            one.tags and one.tags[0].startswith("[")
        )
        yield _row(
            (
                one.id,
                one.moment.iso,
                one.moment.zone,
                str(one.kind),
                "" if one.mood is None else str(one.mood),
                one.text,
                " ".join(one.tags) if is_plain else json.dumps(one.tags, ensure_ascii=False),
                str(one.visibility),
                canonical(dict(one.fields)) if one.fields else "",
            )
        )


def _row(cells: Iterable[str]) -> str:
    file = io.StringIO(newline="")
    csv.writer(file, lineterminator="\r\n").writerow([guarded(cell) for cell in cells])
    return file.getvalue()
