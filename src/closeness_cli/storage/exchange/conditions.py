"""Comparisons of another system with an earlier item, as conditions of ours."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from closeness_cli.core.instruments.condition import Comparison, Condition
from closeness_cli.core.near import quoted

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, slots=True)
class Known:
    """An earlier item that a branch may name.

    Args:
        codes: The number of each code, as it stands in the file; empty for words.
        in_order: The codes are numbers, so that one may be less than another.
    """

    item_id: str
    codes: Mapping[str, int]
    in_order: bool = True


class RefusedError(Exception):
    """Something that cannot be held as a condition; its text says what, by name."""


def compared(item: Known, op: Comparison, value: str, field: str) -> Condition:
    """Compare an item with a code.

    Raises:
        RefusedError: The code is none of its, or has no order.
    """
    if not value:
        if op is Comparison.DIFFERS:
            return Condition(item.item_id, Comparison.ANSWERED)
        raise RefusedError(f"it asks whether {quoted(field)} is empty")
    if not item.in_order and op not in (Comparison.EQUALS, Comparison.DIFFERS):
        raise RefusedError(f"the answers of {quoted(field)} have no order")
    if value in item.codes:
        return Condition(item.item_id, op, item.codes[value])
    within = _within(item, op, value)
    if within is None:
        raise RefusedError(f"{quoted(value)} is no answer of {quoted(field)}")
    return within


def _within(item: Known, op: Comparison, value: str) -> Condition | None:
    """Say the same by an answer that there is: below 6 is at most 5 on a scale of 1 to 5."""
    if not item.in_order or not _is_whole(value):
        return None
    number = int(float(value))
    if number in item.codes.values():
        return Condition(item.item_id, op, number)
    above = sorted(one for one in item.codes.values() if one > number)
    below = sorted(one for one in item.codes.values() if one < number)
    if op in (Comparison.LESS, Comparison.AT_MOST) and below:
        return Condition(item.item_id, Comparison.AT_MOST, below[-1])
    if op in (Comparison.MORE, Comparison.AT_LEAST) and above:
        return Condition(item.item_id, Comparison.AT_LEAST, above[0])
    return None


def _is_whole(value: str) -> bool:
    return re.fullmatch(r"[+-]?[0-9]{1,9}(\.0{1,9})?", value, re.ASCII) is not None
