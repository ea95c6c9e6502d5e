"""One form of a REDCap dictionary as an instrument."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from closeness_cli.core.instruments.instrument import Direction, ItemKind, ScaleKind
from closeness_cli.core.near import quoted
from closeness_cli.storage.bank.fields import LONGEST_TEXT
from closeness_cli.storage.exchange.choices import counted_ends
from closeness_cli.storage.exchange.conditions import Known
from closeness_cli.storage.exchange.extension import joined
from closeness_cli.storage.exchange.ids import dimension_id_of, instrument_id_of
from closeness_cli.storage.exchange.others import assumed, checked, note_assumed
from closeness_cli.storage.exchange.redcap.calc import read_calculation
from closeness_cli.storage.exchange.redcap.fields import FieldReader, Read, plain_text
from closeness_cli.storage.exchange.strict_json import read_part

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from closeness_cli.core.instruments.instrument import Instrument
    from closeness_cli.storage.exchange.loss import Notes
    from closeness_cli.storage.exchange.redcap.calc import Calculation
    from closeness_cli.storage.exchange.redcap.table import Row

MARK = "@CLOSENESS="
"""Stands before what rides beside a row, in its Field Annotation."""

_RECORD = re.compile(r"(record|study|participant|subject|patient|respondent)?_?id", re.ASCII)
"""Names of the record's own identifier, which a dictionary begins with."""

_HIDDEN = re.compile(r"@HIDDEN(-SURVEY)?(?![\w-])")
"""The action tag of a field that nobody sees."""


def beside_row(row: Row, notes: Notes) -> dict[str, Any]:
    """Read what rides beside a row; empty where another program wrote it."""
    _, mark, rest = row.cells["field_annotation"].partition(MARK)
    found = read_part(rest, notes, row.where) if mark else None
    return found or {}


def read_list(reader: FieldReader, rows: Sequence[Row], *, branch: bool) -> Read | None:
    """Read a list of ours: a text and its rating, as often as there are lines."""
    if len(rows) < 2:
        reader.notes.fault(rows[0].where, "the rating of its lines is missing")
        return None
    texts, ratings = (reader.read(one, branch=False) for one in rows[:2])
    if not texts or not ratings or "scale" not in ratings[0].item:
        return None
    item = dict(texts[0].item)
    item |= {"kind": str(ItemKind.LIST), "scale": ratings[0].item["scale"]}
    item["id"] = str(item["id"]).removesuffix("_1")
    item |= {"rating": ratings[0].item["text"], "most": len(rows) // 2}
    if branch:
        reader.branch(rows[0], item)
    return Read(item, {rows[0].name: Known(item["id"], {})})


class FormReader:
    """Reads the rows of one form.

    Args:
        taken: Ids of the instruments that came before it.
    """

    def __init__(self, rows: Sequence[Row], taken: Collection[str], notes: Notes) -> None:
        self.rows = rows
        self.notes = notes
        self.items: dict[str, dict[str, Any]] = {}
        self.field_items: dict[str, str] = {}
        self._form = rows[0].cell("form_name")
        self._id = instrument_id_of(self._form or "form", taken)
        self._patch: dict[str, Any] | None = None
        self._title = (self._form.replace("_", " ").strip() or "Form").capitalize()
        self._intro: list[str] = []
        self._lead = ""
        self._before_next: list[str] = []
        self._calculations: list[Row] = []
        self._counted: set[str] = set()

    def read(self, *, allow_loss: bool, is_first: bool) -> Instrument | None:
        """Read the form; nothing where it has faults, or asks nothing."""
        reader = FieldReader(self.notes, allow_loss=allow_loss)
        at = 0
        while at < len(self.rows):
            at += self._take(reader, at, is_first=is_first)
        if not self.items:
            self.notes.lost(f"form {quoted(self._form)}", "it asks nothing that can be taken")
            return None
        definition = self._definition()
        return checked(definition, f"form {quoted(self._form)}", self.notes)

    def _take(self, reader: FieldReader, at: int, *, is_first: bool) -> int:
        """Take the row at a place, and say how many rows that were."""
        row = self.rows[at]
        note = beside_row(row, self.notes)
        if not note:
            self._take_others(reader, row, is_record=is_first and at == 0)
            return 1
        before = len(self.items)
        self.notes.silent = True
        count = self._take_own(reader, at, note)
        self.notes.silent = False
        if "item" in note and len(self.items) == before and not self.notes.faults:
            self.notes.lost(row.where, "its field type was changed to one that is not taken")
        return count

    def _take_own(self, reader: FieldReader, at: int, note: dict[str, Any]) -> int:
        row, patch = self.rows[at], note.get("item")
        if isinstance(note.get("instrument"), dict):
            self._patch = note["instrument"]
            self._title = plain_text(row.cell("section_header"))
            self._intro = [plain_text(row.cell("field_label"))]
        if not isinstance(patch, dict):
            return 1
        branch = "show_if" not in patch
        if note.get("lines") is None:
            for one in reader.read(row, branch=branch):
                self._keep(reader, row, Read(joined(one.item, patch), one.names))
            return 1
        rows = [row]
        while at + len(rows) < len(self.rows):
            following = self.rows[at + len(rows)]
            if beside_row(following, self.notes).get("line_of") != row.name:
                break
            rows.append(following)
        found = read_list(reader, rows, branch=branch)
        if found is not None:
            self._keep(reader, row, Read(joined(found.item, patch), found.names))
        return len(rows)

    def _take_others(self, reader: FieldReader, row: Row, *, is_record: bool) -> None:
        kind = row.cell("field_type").lower()
        if is_record and kind == "text" and _RECORD.fullmatch(row.name):
            self.notes.lost(row.where, "the identifier of the record was left out")
            return
        self._take_words(row, kind)
        if kind == "calc":
            self._calculations.append(row)
        elif _HIDDEN.search(row.cell("field_annotation")):
            self.notes.lost(row.where, "it is hidden there, so it is not asked here")
        elif kind != "descriptive":
            for one in reader.read(row):
                self._put_words_before(one.item)
                self._keep(reader, row, one)
            reader.say_what_is_lost(row)

    def _keep(self, reader: FieldReader, row: Row, read: Read) -> None:
        item_id = str(read.item.get("id", ""))
        names = {
            name: Known(item_id, known.codes, known.in_order) for name, known in read.names.items()
        }
        read = Read(read.item | {"id": item_id}, names)
        if item_id in self.items:
            self.notes.fault(row.where, f"item {quoted(item_id)} is given twice")
        self.items[item_id] = read.item
        self.field_items[row.name] = item_id
        reader.remember(read)

    def _take_words(self, row: Row, kind: str) -> None:
        """Keep the words between the items: before the first as the intro, later as help."""
        header, label = plain_text(row.cell("section_header")), ""
        if kind == "descriptive":
            label = plain_text(row.cell("field_label"))
            if row.cell("branching_logic"):
                self.notes.lost(row.where, "a text that is shown at times only was left out")
                label = ""
        for words in (header, label):
            if len(words) > LONGEST_TEXT:
                what = f"a text of more than {LONGEST_TEXT} characters was left out"
                self.notes.lost(row.where, what)
        header, label = (one if len(one) <= LONGEST_TEXT else "" for one in (header, label))
        if not self.items:
            self._intro += [one for one in (header, label) if one]
            return
        if header:
            self._lead = header
            what = "a section header stands as help under each item of its section"
            self.notes.lost(row.where, what)
        if label:
            self._before_next.append(label)
            self.notes.lost(row.where, "a text between the items stands as help under the next one")

    def _put_words_before(self, item: dict[str, Any]) -> None:
        words = [self._lead, *self._before_next, item.get("help", "")]
        self._before_next = []
        said = " ".join(one for one in words if one)
        if len(said) > LONGEST_TEXT:
            said = item.get("help", "")
        if said:
            item["help"] = said

    def _definition(self) -> dict[str, Any]:
        definition: dict[str, Any] = {"id": self._id, "title": self._title}
        definition |= assumed("a REDCap dictionary", len(self.items))
        intro = " ".join(self._intro)
        if 0 < len(intro) <= LONGEST_TEXT:
            definition["intro"] = intro
        dimensions: dict[str, dict[str, Any]] = {}
        for row in self._calculations:
            name = dimension_id_of(row.name, dimensions)
            if made := self._dimension(row):
                dimensions[name] = {"id": name, **made}
        if dimensions:
            definition["dimensions"] = list(dimensions.values())
        if self._patch is not None:
            definition = joined(definition, self._patch)
        else:
            self._note_assumed(intro, has_score=bool(dimensions))
        return definition | {"items": list(self.items.values())}

    def _note_assumed(self, intro: str, *, has_score: bool) -> None:
        where = f"form {quoted(self._form)}"
        names = ["version", "source", "licence", "says_not", "minutes", "cadence"]
        note_assumed(where, [*names, *([] if intro else ["intro"])], self.notes)
        if not has_score:
            self.notes.lost(where, "it states no score; its answers are kept without one")

    def _dimension(self, row: Row) -> dict[str, Any] | None:
        """Read a calculated field as a dimension, or name it as lost."""
        made = read_calculation(row.cell("select_choices_or_calculations"))
        if made is None or row.cell("branching_logic"):
            what = "a calculation that is more than a plain sum or mean was left out"
            self.notes.lost(row.where, what)
            return None
        if why := self._why_not(made):
            self.notes.lost(row.where, f"its calculation was left out: {why}")
            return None
        for term in made.terms:
            if term.turned is not None:
                self.items[self.field_items[term.field]]["reverse_scored"] = True
        if made.blank_is_zero:
            what = "a missing answer counts as 0 there; here the sum needs every answer"
            self.notes.lost(row.where, what)
        dimension = {
            "title": plain_text(row.cell("field_label")) or row.name,
            "op": str(made.op),
            "items": [self.field_items[term.field] for term in made.terms],
            "missing": str(made.missing),
            "direction": str(Direction.NEITHER),
        }
        self.notes.lost(row.where, "whether more of its score is closer is not said; neither, here")
        return dimension

    def _why_not(self, made: Calculation) -> str:
        for term in made.terms:
            item = self.items.get(self.field_items.get(term.field, ""))
            if item is None:
                return f"{quoted(term.field)} is no item that was taken"
            scale = item.get("scale")
            if scale is None or scale["kind"] == ScaleKind.NOMINAL:
                return f"{quoted(term.field)} is not answered with numbers in an order"
            if term.turned is not None and term.turned != sum(counted_ends(scale)):
                return f"{quoted(term.field)} is not turned within its own ends"
            turned = bool(item.get("reverse_scored"))
            if turned != (term.turned is not None) and term.field in self._counted:
                return f"{quoted(term.field)} counts both ways"
        self._counted.update(term.field for term in made.terms)
        return ""
