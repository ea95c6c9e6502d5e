"""What another system does not hold, in few lines: what is lost alike is told together."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable


def loss_lines(losses: Iterable[tuple[str, str]]) -> list[str]:
    """Write losses as lines; several with one reason stand below it.

    Args:
        losses: What each concerns, and what is lost: a sentence, or a field, a colon and why.
    """
    by_reason: dict[str, list[tuple[str, str]]] = {}
    for where, what in losses:
        field, colon, reason = what.partition(": ")
        by_reason.setdefault(reason if colon else what, []).append((where, field if colon else ""))
    return [line for reason, places in by_reason.items() for line in _lines(reason, places)]


def _lines(reason: str, places: list[tuple[str, str]]) -> list[str]:
    if len(places) == 1:
        return [": ".join(part for part in (*places[0], reason) if part)]
    rows = []
    for where, group in groupby(places, key=lambda place: place[0]):
        fields = ", ".join(field for _, field in group if field)
        rows.append(f"  {where}: {fields}" if fields else f"  {where}")
    return [f"{reason[0].upper()}{reason[1:]}:", *rows]
