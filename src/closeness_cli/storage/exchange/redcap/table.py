"""A REDCap data dictionary as rows: its eighteen columns, its quoting, and no formulas.

The columns are those that REDCap writes and reads (Data Dictionary, "Download the current Data
Dictionary"); its programming interface names the same ones in short, and both are understood.
"""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass
from typing import TYPE_CHECKING

from closeness_cli.core.near import did_you_mean, quoted
from closeness_cli.storage.exchange.loss import (
    LARGEST_TEXT,
    MOST_ITEMS,
    control_in,
    without_control,
)
from closeness_cli.storage.formula_cells import bare, guarded

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from closeness_cli.storage.exchange.loss import Notes

COLUMNS = {
    "field_name": "Variable / Field Name",
    "form_name": "Form Name",
    "section_header": "Section Header",
    "field_type": "Field Type",
    "field_label": "Field Label",
    "select_choices_or_calculations": "Choices, Calculations, OR Slider Labels",
    "field_note": "Field Note",
    "text_validation_type_or_show_slider_number": "Text Validation Type OR Show Slider Number",
    "text_validation_min": "Text Validation Min",
    "text_validation_max": "Text Validation Max",
    "identifier": "Identifier?",
    "branching_logic": "Branching Logic (Show field only if...)",
    "required_field": "Required Field?",
    "custom_alignment": "Custom Alignment",
    "question_number": "Question Number (surveys only)",
    "matrix_group_name": "Matrix Group Name",
    "matrix_ranking": "Matrix Ranking?",
    "field_annotation": "Field Annotation",
}
"""Every column in its order: the short name, and the one that stands in the file."""

NEEDED = ("field_name", "form_name", "field_type", "field_label")
"""Columns without which it is no dictionary; older ones lack some of the others."""


@dataclass(frozen=True, slots=True)
class Row:
    """One field of a dictionary, and the line that it begins in."""

    line: int
    cells: Mapping[str, str]

    @property
    def name(self) -> str:
        """What the field is called."""
        return self.cells["field_name"].strip()

    @property
    def where(self) -> str:
        """Its place, for a fault or a loss."""
        return f"line {self.line}" + (f", {quoted(self.name)}" if self.name else "")

    def cell(self, column: str) -> str:
        """Give a cell without the blanks around it."""
        return self.cells[column].strip()


def write_table(rows: Iterable[Mapping[str, str]]) -> str:
    """Write rows by short column name; every line ends with CR LF, as RFC 4180 has it."""
    file = io.StringIO()
    writer = csv.writer(file, lineterminator="\r\n")
    writer.writerow(COLUMNS.values())
    for row in rows:
        writer.writerow(guarded(without_control(row.get(column, ""))) for column in COLUMNS)
    return file.getvalue()


def read_table(content: str, notes: Notes) -> list[Row]:
    """Read every row; what is wrong with the table as such is noted as a fault."""
    content = content.removeprefix("\ufeff")
    if len(content) > LARGEST_TEXT:
        notes.fault("line 1", f"the file has more than {LARGEST_TEXT:,} characters")
        return []
    lines = _lines(content, notes)
    first = next(lines, None)
    if first is None:
        if not notes.faults:
            notes.fault("line 1", "the file is empty")
        return []
    columns = _columns(first[1], notes)
    if not columns:
        return []
    rows: list[Row] = []
    for line, cells in lines:
        if len(rows) >= MOST_ITEMS:
            notes.fault(f"line {line}", f"the file has more than {MOST_ITEMS:,} fields")
            break
        row = _row(line, cells, columns, notes)
        if row is not None:
            rows.append(row)
    return rows


def _lines(content: str, notes: Notes) -> Iterator[tuple[int, list[str]]]:
    """Give every row that is not blank, with the line that it begins in."""
    reader = csv.reader(io.StringIO(content, newline=""), strict=True)
    line = 1
    try:
        for cells in reader:
            if any(one.strip() for one in cells):
                yield line, cells
            line = reader.line_num + 1
    except csv.Error as error:
        notes.fault(f"line {line}", f"it cannot be read as CSV: {error}")


def _columns(header: list[str], notes: Notes) -> list[str]:
    """Give the short name of each column."""
    if len(header) == 1 and header[0].count(";") >= len(NEEDED) - 1:
        notes.fault("line 1", "its columns are parted by semicolons; save it with commas")
        return []
    known = {_plain(long): short for short, long in COLUMNS.items()}
    known |= {short: short for short in COLUMNS}
    found = []
    for number, cell in enumerate(header, start=1):
        short = known.get(_plain(cell))
        if short is None:
            hint = did_you_mean(cell.strip(), list(COLUMNS.values()))
            notes.fault(f"line 1, column {number}", f"{quoted(cell)} is no column of REDCap{hint}")
        elif short in found:
            notes.fault(f"line 1, column {number}", f"{quoted(COLUMNS[short])} is given twice")
        found.append(short or "")
    for short in NEEDED:
        if short not in found:
            notes.fault("line 1", f"the column {COLUMNS[short]!r} is missing")
    return [] if notes.faults else found


def _row(line: int, cells: list[str], columns: list[str], notes: Notes) -> Row | None:
    if len(cells) != len(columns):
        notes.fault(f"line {line}", f"has {len(cells)} cells, where {len(columns)} columns are")
        return None
    content = dict.fromkeys(COLUMNS, "")
    for column, cell in zip(columns, cells, strict=True):
        if control := control_in(cell):
            notes.fault(f"line {line}, {COLUMNS[column]}", f"holds {control}")
            return None
        content[column] = bare(cell)
    return Row(line, content)


def _plain(cell: str) -> str:
    return " ".join(cell.lower().split())
