"""One row of a REDCap dictionary as an item, whoever wrote it."""

from __future__ import annotations

import html
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from closeness_cli.core.instruments.definition import plain_of
from closeness_cli.core.instruments.instrument import ItemKind
from closeness_cli.core.instruments.rules.items import HIGHEST_POINT, LOWEST_POINT
from closeness_cli.core.near import quoted
from closeness_cli.storage.exchange.choices import (
    Choice,
    Choices,
    apart,
    numbers,
    scale_of_choices,
    yes_or_no,
)
from closeness_cli.storage.exchange.conditions import Known, RefusedError
from closeness_cli.storage.exchange.ids import item_id_of
from closeness_cli.storage.exchange.redcap.logic import read_logic

if TYPE_CHECKING:
    from closeness_cli.storage.exchange.loss import Notes
    from closeness_cli.storage.exchange.redcap.table import Row

WORDS = {"yesno": ("No", "Yes"), "truefalse": ("False", "True")}
"""What REDCap shows for 0 and for 1."""

_TAG = re.compile(r"<br\s*/?>|</?[A-Za-z][^<>]{0,500}>")
_PIPED = re.compile(r"\[[a-z][a-z0-9_-]*(\([^()\[\]]*\))?(:[a-z]+)?\]", re.ASCII)
_WHOLE = re.compile(r"[+-]?[0-9]{1,9}", re.ASCII)


@dataclass(frozen=True, slots=True)
class Read:
    """What a row became: an item as in a definition, and how a branch names it."""

    item: dict[str, Any]
    names: dict[str, Known]


class FieldReader:
    """Reads the rows of one form, in their order.

    Args:
        allow_loss: A branch that cannot be held is left out, instead of being a fault.
    """

    def __init__(self, notes: Notes, *, allow_loss: bool = False) -> None:
        self.notes = notes
        self.known: dict[str, Known] = {}
        self.taken: set[str] = set()
        self._allow_loss = allow_loss

    def read(self, row: Row, *, branch: bool = True) -> list[Read]:
        """Read a row; nothing where it asks nothing that can be answered here.

        Args:
            branch: Whether its branching logic counts.
        """
        kind = row.cell("field_type").lower()
        if kind == "checkbox":
            return self._checkbox(row)
        made = self._scale(kind, row)
        if made is None:
            return []
        chosen = item_id_of(row.name, self.taken)
        if chosen != row.name:
            self.notes.lost(row.where, f"the field is called {chosen!r} here")
        item = self._item(row, chosen, plain_text(row.cell("field_label")), made)
        if branch:
            self.branch(row, item)
        return [Read(item, {row.name: Known(chosen, made.codes, not made.renamed)})]

    def remember(self, read: Read) -> None:
        """Let later branches name an item."""
        self.known |= read.names
        self.taken.add(read.item["id"])

    def say_what_is_lost(self, row: Row) -> None:
        """Note the columns of another's row that have no place here."""
        lost = self.notes.lost
        if row.cell("required_field").lower() in ("y", "yes"):
            lost(row.where, "it is required there; every answer may be skipped here")
        if row.cell("identifier").lower() in ("y", "yes"):
            lost(row.where, "the mark of an identifier was left out")
        if row.cell("field_annotation"):
            lost(row.where, "its action tags or annotation were left out")
        if row.cell("matrix_group_name"):
            lost(row.where, "its matrix was left out; each item is asked on its own")
        if row.cell("question_number") or row.cell("custom_alignment"):
            lost(row.where, "its number or alignment was left out")
        label = row.cell("field_label")
        if _TAG.search(label):
            lost(row.where, "the layout of its text (HTML) was left out")
        if _PIPED.search(label):
            lost(row.where, "its text holds another field's answer, which is not put in here")

    def _item(self, row: Row, item_id: str, text: str, made: Choices) -> dict[str, Any]:
        item: dict[str, Any] = {"id": item_id, "text": text}
        item["kind"] = str(ItemKind.SCALE if made.scale else ItemKind.TEXT)
        if made.scale:
            item["scale"] = made.scale
        if note := plain_text(row.cell("field_note")):
            item["help"] = note
        if made.reasons:
            item["reasons"] = sorted(set(made.reasons))
            said = " and ".join(item["reasons"]).replace("_", " ")
            self.notes.lost(row.where, f"a choice is offered as a reason instead: {said}")
        if made.renamed:
            codes = ", ".join(f"{quoted(code)} is {at}" for code, at in made.codes.items())
            self.notes.lost(
                row.where, f"its codes are no numbers, so others stand for them: {codes}"
            )
        if apart(made.scale):
            self.notes.lost(row.where, "a choice counts for nothing in a score, by its label")
        return item

    def branch(self, row: Row, item: dict[str, Any]) -> None:
        """Read when an item is asked."""
        logic = row.cell("branching_logic")
        if not logic:
            return
        try:
            condition = read_logic(logic, self.known)
        except RefusedError as error:
            if self._allow_loss:
                what = f"its branching logic was left out, so that it is always asked: {error}"
                self.notes.lost(row.where, what)
            else:
                self.notes.fault(row.where, f"its branching logic cannot be held: {error}")
            return
        item["show_if"] = plain_of(condition)

    def _scale(self, kind: str, row: Row) -> Choices | None:
        """Read the response scale; without one where it is answered in words."""
        match kind:
            case "radio" | "dropdown":
                made = scale_of_choices(_choices(row.cell("select_choices_or_calculations")))
            case "yesno" | "truefalse":
                made = yes_or_no(*WORDS[kind])
            case "slider":
                made = self._slider(row)
            case "notes":
                return Choices()
            case "text":
                return self._text(row)
            case _:
                self.refuse(row, kind)
                return None
        if made.fault:
            self.notes.fault(row.where, made.fault)
            return None
        return made

    def refuse(self, row: Row, kind: str) -> None:
        """Leave out a field by its name."""
        if kind in ("file", "sql", "signature"):
            self.notes.lost(row.where, f"a field of type {kind} is not taken")
        else:
            self.notes.fault(row.where, f"{quoted(kind)} is no field type of REDCap")

    def _text(self, row: Row) -> Choices | None:
        validation = row.cell("text_validation_type_or_show_slider_number").lower()
        if not validation:
            return Choices()
        if validation not in ("integer", "number", "number_0dp", "int"):
            self.notes.lost(row.where, f"a text that must be {quoted(validation)} is not taken")
            return None
        ends = [row.cell("text_validation_min"), row.cell("text_validation_max")]
        if validation == "number" or not all(_WHOLE.fullmatch(one) for one in ends):
            self.notes.lost(row.where, "a number without two whole ends is not taken")
            return None
        low, high = int(ends[0]), int(ends[1])
        if not LOWEST_POINT <= low < high <= HIGHEST_POINT:
            what = f"a number outside of {LOWEST_POINT} to {HIGHEST_POINT} is not taken"
            self.notes.lost(row.where, what)
            return None
        return numbers(low, high)

    def _slider(self, row: Row) -> Choices:
        low = row.cell("text_validation_min") or "0"
        high = row.cell("text_validation_max") or "100"
        if not (_WHOLE.fullmatch(low) and _WHOLE.fullmatch(high)):
            return Choices(fault="has ends that are no whole numbers")
        made = numbers(int(low), int(high))
        labels = [plain_text(one) for one in row.cell("select_choices_or_calculations").split("|")]
        places = (int(low), (int(low) + int(high)) // 2, int(high))
        if len(labels) == len(places):
            said = {str(at): one for at, one in zip(places, labels, strict=True) if one}
            made.scale["labels"] |= said
        return made

    def _checkbox(self, row: Row) -> list[Read]:
        """Read each choice of a checkbox as an item of its own, as REDCap stores them."""
        choices = _choices(row.cell("select_choices_or_calculations"))
        if not choices or len({one.code for one in choices}) < len(choices):
            self.notes.fault(row.where, "has no choices, or the same code twice")
            return []
        self.notes.lost(row.where, "each of its choices is an item of its own, yes or no")
        label, found = plain_text(row.cell("field_label")), []
        for choice in choices:
            made = yes_or_no(*WORDS["yesno"])
            chosen = item_id_of(f"{row.name}___{choice.code}", self.taken)
            self.taken.add(chosen)  # so that the next choice gets another
            item = self._item(row, chosen, f"{label}: {choice.label}", made)
            self.branch(row, item)
            names = {f"{row.name}({choice.code})": Known(chosen, made.codes)}
            found.append(Read(item, names))
        return found


def plain_text(cell: str) -> str:
    """Take the layout out of a text: tags, and more than one blank in a row."""
    return " ".join(html.unescape(_TAG.sub(" ", cell)).split())


def _choices(cell: str) -> list[Choice]:
    parts = [one.strip() for one in re.split(r"[|\n]", cell) if one.strip()]
    found = []
    for part in parts:
        code, comma, label = part.partition(",")
        found.append(Choice(code.strip(), plain_text(label) if comma else plain_text(code)))
    return found
