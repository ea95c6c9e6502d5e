"""What must hold for a condition: it looks back at answers that there can be."""

from __future__ import annotations

from typing import TYPE_CHECKING

from closeness_cli.core.instruments.condition import Comparison
from closeness_cli.core.instruments.instrument import ItemKind
from closeness_cli.core.instruments.rules.findings import Finding
from closeness_cli.core.near import quoted

if TYPE_CHECKING:
    from collections.abc import Iterator

    from closeness_cli.core.instruments.condition import Condition
    from closeness_cli.core.instruments.instrument import Item
    from closeness_cli.core.instruments.rules.ground import Ground

DEEPEST_CONDITION = 4
"""Levels of `all` and `any`; more could not be said in a sentence."""


def condition_findings(
    condition: Condition, number: int, ground: Ground, level: int = 1
) -> Iterator[Finding]:
    """Find what is wrong in a condition.

    Args:
        number: Where the item stands that it belongs to, from 0.
    """
    if level > DEEPEST_CONDITION:
        yield Finding((), f"conditions are at most {DEEPEST_CONDITION} levels deep")
        return
    parts = [bool(condition.item), bool(condition.all), bool(condition.any)]
    if sum(parts) != 1:
        yield Finding((), "a condition has one of 'item', 'all' and 'any'")
        return
    if condition.item:
        yield from _comparison_findings(condition, number, ground)
        return
    if condition.value is not None or condition.op is not Comparison.EQUALS:
        yield Finding((), "'op' and 'value' belong beside an 'item'")
    for name, several in (("all", condition.all), ("any", condition.any)):
        for place, one in enumerate(several):
            for finding in condition_findings(one, number, ground, level + 1):
                yield finding.under(name, place)


def _comparison_findings(condition: Condition, number: int, ground: Ground) -> Iterator[Finding]:
    name = quoted(condition.item)
    yield from ground.unknown_item(condition.item, ("item",))
    if ground.place.get(condition.item, -1) >= number:
        yield Finding(("item",), f"item {name} is not asked before this one")
    answered = condition.op is Comparison.ANSWERED
    if answered and condition.value is not None:
        yield Finding(("value",), "'op: answered' takes no value")
    if not answered and condition.value is None:
        yield Finding((), f"'op: {condition.op}' needs a value")
    item = ground.sound.get(condition.item)
    if item is None:
        return
    if item.safety:
        yield Finding(("item",), f"item {name} is a safety item, on which nothing may depend")
    elif not answered:
        yield from _value_findings(condition, item)


def _value_findings(condition: Condition, item: Item) -> Iterator[Finding]:
    name, value = quoted(item.id), condition.value
    if item.kind is not ItemKind.SCALE or item.scale is None:
        yield Finding(("item",), f"item {name} is of kind {item.kind}; ask for 'op: answered'")
    elif value is not None and value not in item.scale.values:
        yield Finding(("value",), f"item {name} cannot be answered with {value}")
