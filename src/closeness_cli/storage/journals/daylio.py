"""Daylio: its CSV, a row an entry."""

from __future__ import annotations

from typing import TYPE_CHECKING

from closeness_cli.core.near import quoted
from closeness_cli.storage.journals.table import rows_of
from closeness_cli.storage.journals.walls import WallError, read_wall

if TYPE_CHECKING:
    from closeness_cli.storage.journals.reading import Reading

COLUMNS = ("full_date", "date", "weekday", "time", "mood", "activities", "note_title", "note")

NEEDED = ("full_date", "time", "mood", "activities", "note")

MOODS = {"rad": 2, "good": 1, "meh": 0, "bad": -1, "awful": -2}
"""Daylio's own five; a mood of a person's own has no place on the scale."""


def read_daylio(data: bytes, reading: Reading) -> None:
    """Read every row."""
    rows = rows_of(data, reading)
    head = next(rows, (1, []))[1]
    header = [cell.strip().casefold() for cell in head]
    missing = [name for name in NEEDED if name not in header]
    if missing:
        if not reading.notes.faults:
            what = f"it is not an export of Daylio: {', '.join(missing)} missing in its columns"
            reading.fault("line 1", what)
        return
    for line, cells in rows:
        where = f"line {line}"
        if len(cells) != len(header):
            what = f"its cells are not as many as the columns: {len(cells)}, not {len(header)}"
            reading.fault(where, what)
            continue
        _add(where, dict(zip(header, cells, strict=True)), reading)


def _add(where: str, row: dict[str, str], reading: Reading) -> None:
    for name, cell in row.items():
        if name not in COLUMNS and cell.strip():
            reading.lost(f"the column {quoted(name)}")
    try:
        wall = read_wall(row["full_date"], row["time"])
    except WallError as error:
        reading.fault(where, str(error))
        return
    mood = row["mood"].strip()
    if mood and mood.casefold() not in MOODS:
        reading.lost(f"the mood {quoted(mood)}, which has no place from -2 to 2")
    title, note = row.get("note_title", "").strip(), row["note"]
    reading.add(
        where,
        wall.at,
        f"{title}\n{note}".strip("\n") if title else note,
        mood=MOODS.get(mood.casefold()),
        tags=[one.strip() for one in row["activities"].split("|") if one.strip()],
    )
