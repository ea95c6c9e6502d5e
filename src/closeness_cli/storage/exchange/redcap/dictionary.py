"""REDCap data dictionaries: an instrument as one, and each form of one as an instrument."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from closeness_cli.core.instruments.definition import to_definition
from closeness_cli.core.instruments.instrument import ItemKind
from closeness_cli.core.stats.scoring import scale_of
from closeness_cli.storage.exchange.conditions import Known
from closeness_cli.storage.exchange.extension import beside, names_in, patch_text
from closeness_cli.storage.exchange.ids import instrument_id_of
from closeness_cli.storage.exchange.loss import Exported, Imported, Notes, without_control
from closeness_cli.storage.exchange.others import assumed
from closeness_cli.storage.exchange.redcap.calc import Term, write_calculation
from closeness_cli.storage.exchange.redcap.fields import FieldReader, Read, plain_text
from closeness_cli.storage.exchange.redcap.form import MARK, FormReader, read_list
from closeness_cli.storage.exchange.redcap.rows import fields_needed, rows_of
from closeness_cli.storage.exchange.redcap.table import COLUMNS, Row, read_table, write_table

if TYPE_CHECKING:
    from collections.abc import Mapping

    from closeness_cli.core.instruments.instrument import Dimension, Instrument, Item
    from closeness_cli.storage.exchange.redcap.rows import Cells

HINT = "docs/exchange.md says what is read from a REDCap dictionary."


def to_redcap(instrument: Instrument) -> Exported:
    """Write an instrument as a data dictionary of one form.

    What no column can hold rides in the Field Annotation, so that it comes back equal.
    """
    return _Writer(instrument).write()


def from_redcap(content: str, file_name: str, *, allow_loss: bool = False) -> Imported:
    """Read every form of a data dictionary as an instrument.

    Args:
        allow_loss: Leave out branching logic that cannot be held, so that its item is always
            asked; otherwise it is a fault.

    Raises:
        BadInputError: With every fault, one line each.
    """
    notes = Notes()
    forms: dict[str, list[Row]] = {}
    names: dict[str, int] = {}
    for row in read_table(content, notes):
        if not row.name:
            notes.fault(row.where, "has no variable name")
        elif row.name in names:
            notes.fault(row.where, f"is given twice, first in line {names[row.name]}")
        names.setdefault(row.name, row.line)
        forms.setdefault(row.cell("form_name"), []).append(row)
    found: list[Instrument] = []
    for number, rows in enumerate(forms.values()):
        form = FormReader(rows, {one.id for one in found}, notes)
        made = form.read(allow_loss=allow_loss, is_first=number == 0)
        if made is not None:
            found.append(made)
    if not found and not notes.faults:
        notes.fault("line 1", "no field of it asks anything that can be taken")
    hint = HINT
    if any("branching logic cannot be held" in one for one in notes.faults):
        hint = f"{HINT} Branching that cannot be held may be left out, if you allow the loss."
    notes.refuse_faults(file_name, "The dictionary", hint)
    return Imported(tuple(found), notes.losses)


class _Writer:
    """Writes rows, reading each back as anybody would, so that it knows what must stand beside."""

    def __init__(self, instrument: Instrument) -> None:
        self.instrument = instrument
        self.form = instrument.id.replace("-", "_")
        self.rows: list[Cells] = []
        self.notes = Notes()
        self.reader = FieldReader(Notes(), allow_loss=True)
        self.names: dict[str, str] = {}
        self.taken: set[str] = {name for item in instrument.items for name in fields_needed(item)}

    def write(self) -> Exported:
        self._record_row()
        self._instrument_row()
        for item in self.instrument.items:
            self._item_rows(item)
        for dimension in self.instrument.dimensions:
            self._score_row(dimension)
        return Exported(write_table(self.rows), self.notes.losses)

    def _record_row(self) -> None:
        """Write the field that REDCap wants first in every project."""
        row = {"field_name": self._fresh("record_id"), "field_type": "text"}
        self._add(row | {"field_label": "Record ID"}, {"record": True})

    def _instrument_row(self) -> None:
        meant = to_definition(self.instrument)
        meant.pop("items", None)
        row = {
            "field_name": self._fresh("closeness_instrument"),
            "section_header": self.instrument.title,
            "field_type": "descriptive",
            "field_label": self.instrument.intro,
        }
        title, intro = (
            plain_text(without_control(row[one])) for one in ("section_header", "field_label")
        )
        base = {"id": instrument_id_of(self.form), "title": title}
        base |= assumed("a REDCap dictionary", len(self.instrument.items))
        if intro:
            base["intro"] = intro
        patch = beside(base, meant)
        self._add(row, {"instrument": patch})
        for name in names_in(patch):
            self._lose("the instrument", name)

    def _item_rows(self, item: Item) -> None:
        fresh = fields_needed(item)
        rows = rows_of(item, self.names, fresh)
        read = self._read_back(item, [_row(one) for one in rows])
        patch = beside(read.item if read else {}, _plain(item))
        for name in names_in(patch):
            self._lose(item.id, name)
        note: dict[str, Any] = {"item": patch}
        if item.kind is ItemKind.LIST:
            note["lines"] = item.most
        self._add(rows[0], note)
        for row in rows[1:]:
            self._add(row, {"line_of": fresh[0]})
        self.names[item.id] = fresh[0]
        codes = read.names.get(fresh[0]) if read else None
        known = Known(item.id, codes.codes if codes else {})
        self.reader.remember(Read({"id": item.id}, {fresh[0]: known}))

    def _read_back(self, item: Item, rows: list[Row]) -> Read | None:
        if item.kind is ItemKind.LIST:
            return read_list(self.reader, rows, branch=True)
        found = self.reader.read(rows[0])
        return found[0] if found else None

    def _score_row(self, dimension: Dimension) -> None:
        """Write a score as a calculated field, where REDCap can calculate it."""
        items = [self.instrument.item(one) for one in dimension.items]
        plain = all(one.kind is ItemKind.SCALE and not scale_of(one).scores for one in items)
        terms = tuple(Term(self.names[one.id], _turned(one)) for one in items)
        written = write_calculation(dimension.op, terms, dimension.missing) if plain else ""
        if not written:
            what = "REDCap has no calculation for its score; only this program reads how it is made"
            self.notes.lost(f"dimension {dimension.id}", what)
            return
        row = {
            "field_name": self._fresh(f"score_{dimension.id.replace('-', '_')}"),
            "field_type": "calc",
            "field_label": dimension.title,
            "select_choices_or_calculations": written,
        }
        self._add(row, {"score": dimension.id})

    def _fresh(self, name: str) -> str:
        while name in self.taken:
            name = f"{name}_"
        self.taken.add(name)
        return name

    def _add(self, row: Mapping[str, str], note: Mapping[str, Any]) -> None:
        annotation = f"{MARK}{patch_text(note)}"
        self.rows.append({**row, "form_name": self.form, "field_annotation": annotation})

    def _lose(self, where: str, name: str) -> None:
        what = f"{name}: no column holds it as it is; it rides in the Field Annotation, which only"
        self.notes.lost(where, f"{what} this program reads")


def _row(cells: Mapping[str, str]) -> Row:
    """Make a row as it will be read."""
    return Row(0, {name: without_control(cells.get(name, "")) for name in COLUMNS})


def _plain(item: Item) -> dict[str, Any]:
    from closeness_cli.core.instruments.definition import plain_of

    plain = plain_of(item)
    assert isinstance(plain, dict)  # noqa: S101 - an item is a dataclass
    return plain


def _turned(item: Item) -> int | None:
    return int(sum(scale_of(item).range)) if item.reverse_scored else None
