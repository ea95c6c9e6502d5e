"""Scores of an instrument as calculated items of a Questionnaire, and back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from closeness_cli.core.instruments.instrument import (
    Direction,
    ItemKind,
    MissingRule,
    ScaleKind,
    ScoreOp,
)
from closeness_cli.core.stats.scoring import scale_of
from closeness_cli.storage.exchange.choices import as_choices
from closeness_cli.storage.exchange.fhir.path import read_sum, write_sum
from closeness_cli.storage.exchange.fhir.tree import (
    CALCULATED_URL,
    PART_URL,
    VARIABLE_URL,
    extension,
    where_of,
)
from closeness_cli.storage.exchange.fhir.write import said

if TYPE_CHECKING:
    from collections.abc import Mapping

    from closeness_cli.core.instruments.instrument import Dimension, Instrument, Item
    from closeness_cli.storage.exchange.fhir.read import ItemReader
    from closeness_cli.storage.exchange.fhir.tree import Element
    from closeness_cli.storage.exchange.loss import Notes


def write_score(dimension: Dimension, instrument: Instrument, notes: Notes) -> dict[str, Any]:
    """Write a sum as a calculated item; empty where R4 has no way to say the score."""
    items = [instrument.item(one) for one in dimension.items]
    whole = dimension.missing is MissingRule.REQUIRE_COMPLETE
    if dimension.op is not ScoreOp.SUM or not whole or not all(_is_plain(one) for one in items):
        what = "its score is no plain sum; only this program reads how it is made"
        notes.lost(f"dimension {dimension.id}", what)
        return {}
    links = tuple(one.id for one in items)
    plain = frozenset(one.id for one in items if not as_choices(scale_of(one)))
    expression = {"language": "text/fhirpath", "expression": write_sum(links, plain)}
    return {
        "extension": [
            extension(PART_URL, "Code", "score"),
            extension(CALCULATED_URL, "Expression", expression),
        ],
        "linkId": f"closeness.score.{dimension.id}",
        "text": said(dimension.title) or dimension.id,
        "type": "decimal",
        "readOnly": True,
    }


def read_score(element: Element, root: Element, reader: ItemReader) -> dict[str, Any] | None:
    """Read a calculated item as a dimension, without its id; or name it as lost.

    Args:
        root: The questionnaire, whose variables count in all of its expressions.
    """
    variables = _variables(root) | _variables(element)
    expression = next((_expression(one) for one in element.extensions(CALCULATED_URL)), ("", ""))[1]
    found = read_sum(expression, variables)
    names = [] if found is None else [reader.item_of.get(one, "") for one in found.links]
    if found is None or not all(
        _counts(reader.items.get(name, {}), plain=link in found.plain)
        for name, link in zip(names, found.links, strict=True)
    ):
        what = "an expression that is more than a plain sum of answers was left out"
        root.notes.lost(where_of(element), what)
        return None
    if found.blank_is_zero:
        what = "a missing answer counts as 0 there; here the sum needs every answer"
        root.notes.lost(where_of(element), what)
    what = "whether more of its score is closer is not said; neither, here"
    root.notes.lost(where_of(element), what)
    return {
        "title": element.text("text") or element.text("linkId"),
        "op": str(ScoreOp.SUM),
        "items": names,
        "missing": str(MissingRule.REQUIRE_COMPLETE),
        "direction": str(Direction.NEITHER),
    }


def _is_plain(item: Item) -> bool:
    """Say whether what an item counts for stands in the file."""
    return item.kind is ItemKind.SCALE and (as_choices(scale_of(item)) or not item.reverse_scored)


def _counts(item: Mapping[str, Any], *, plain: bool) -> bool:
    """Say whether an item can be summed.

    Args:
        plain: By its answer as it is, which a choice has not.
    """
    scale = item.get("scale")
    if item.get("kind") != ItemKind.SCALE or scale is None:
        return False
    kind = scale["kind"]
    return bool(kind == ScaleKind.NUMERIC if plain else kind != ScaleKind.NOMINAL)


def _variables(element: Element) -> dict[str, str]:
    return dict(_expression(one) for one in element.extensions(VARIABLE_URL))


def _expression(one: Element) -> tuple[str, str]:
    """Give the name and the text of an expression in FHIRPath; another language is not read."""
    found = one.one("valueExpression")
    if found is None or found.text("language") != "text/fhirpath":
        return "", ""
    return found.text("name"), found.text("expression")
