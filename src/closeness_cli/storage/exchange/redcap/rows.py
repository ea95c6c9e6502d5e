"""One item as rows of a REDCap dictionary."""

from __future__ import annotations

from typing import TYPE_CHECKING

from closeness_cli.core.instruments.instrument import ItemKind
from closeness_cli.core.stats.scoring import scale_of
from closeness_cli.storage.exchange.choices import as_choices
from closeness_cli.storage.exchange.redcap.logic import write_logic

if TYPE_CHECKING:
    from collections.abc import Mapping

    from closeness_cli.core.instruments.instrument import Item, ResponseScale

Cells = dict[str, str]
"""A row by short column name."""


def rows_of(item: Item, names: Mapping[str, str], fresh: list[str]) -> list[Cells]:
    """Write an item: one row, or a pair of rows for each line of a list.

    Args:
        names: What earlier items are called, for branching logic.
        fresh: Names for its own rows, as many as it needs.
    """
    logic = "" if item.show_if is None else write_logic(item.show_if, names)
    if item.kind is not ItemKind.LIST:
        row = {"field_name": fresh[0], **_asked(item), "field_label": item.text}
        return [{**row, "field_note": item.help, "branching_logic": logic}]
    rows: list[Cells] = []
    for text_name, rating_name in zip(fresh[::2], fresh[1::2], strict=True):
        text = {"field_name": text_name, "field_type": "notes", "field_label": item.text}
        rating = {"field_name": rating_name, "field_label": item.rating, **_scale(scale_of(item))}
        rows += [{**text, "field_note": item.help}, rating]
    return [{**one, "branching_logic": logic} for one in rows]


def fields_needed(item: Item) -> list[str]:
    """Name the fields that an item takes, as they would best be called."""
    if item.kind is not ItemKind.LIST:
        return [item.id]
    lines = range(1, item.most + 1)
    return [name for at in lines for name in (f"{item.id}_{at}", f"{item.id}_{at}_rating")]


def _asked(item: Item) -> Cells:
    if item.kind is ItemKind.TEXT or item.scale is None:
        return {"field_type": "notes"}
    return _scale(item.scale)


def _scale(scale: ResponseScale) -> Cells:
    values = scale.values
    if as_choices(scale):
        choices = " | ".join(f"{one}, {_cleaned(scale.label(one))}" for one in values)
        # A blank before a minus keeps a spreadsheet from reading a formula, and the code a number.
        return {
            "field_type": "radio",
            "select_choices_or_calculations": f" {choices}" if choices[0] == "-" else choices,
        }
    middle = (scale.min + scale.max) // 2
    labels = [_cleaned(scale.labels.get(one, "")) for one in (scale.min, middle, scale.max)]
    return {
        "field_type": "slider",
        "select_choices_or_calculations": " | ".join(labels),
        "text_validation_type_or_show_slider_number": "number",
        "text_validation_min": str(scale.min),
        "text_validation_max": str(scale.max),
    }


def _cleaned(label: str) -> str:
    """Take out of a label what parts one choice from the next."""
    return " ".join(label.replace("|", "/").split())
