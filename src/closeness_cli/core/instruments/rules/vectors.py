"""Whether a set of answers gives the scores that it must give (a conformance vector)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from closeness_cli.core.instruments.conformance import mismatches
from closeness_cli.core.instruments.instrument import ItemKind
from closeness_cli.core.instruments.rules.findings import Finding
from closeness_cli.core.instruments.rules.ground import NOTHING_UNSURE, Ground, Unsure
from closeness_cli.core.near import quoted

if TYPE_CHECKING:
    from collections.abc import Iterator

    from closeness_cli.core.instruments.instrument import Instrument
    from closeness_cli.core.instruments.item_bank import Vector


def vector_findings(
    instrument: Instrument,
    vector: Vector,
    unsure: Unsure = NOTHING_UNSURE,
    *,
    may_score: bool = True,
) -> list[Finding]:
    """Find where a vector names what is not there, or its answers give other scores.

    Args:
        may_score: The instrument has no fault; else only names and numbers are looked at.
    """
    ground = Ground.of(instrument, unsure, [True] * len(instrument.items))
    findings = list(_named(vector, ground))
    if findings or not may_score or unsure != NOTHING_UNSURE:
        return findings
    return list(_scored(instrument, vector))


def _named(vector: Vector, ground: Ground) -> Iterator[Finding]:
    if not vector.scores and not vector.totals:
        yield Finding((), "a vector says which 'scores' or 'totals' its answers give")
    for name, value in vector.answers.items():
        path = ("answers", name)
        yield from ground.unknown_item(name, path)
        item = ground.sound.get(name)
        if item is None:
            continue
        if item.kind is not ItemKind.SCALE or item.scale is None or item.safety:
            yield Finding(path, f"item {quoted(name)} has no score, so no vector answers it")
        elif value is not None and value not in item.scale.values:
            yield Finding(path, f"item {quoted(name)} cannot be answered with {value}")
    for field in ("scores", "totals"):
        for name in getattr(vector, field):
            yield from ground.unknown_dimension(name, (field, name))


def _scored(instrument: Instrument, vector: Vector) -> Iterator[Finding]:
    for one in mismatches(instrument, [vector]):
        field = "totals" if one.unit == "total" else "scores"
        message = f"expected {_said(one.expected)}, found {_said(one.found)}"
        yield Finding((field, one.dimension), message)


def _said(number: float | None) -> str:
    return "none" if number is None else f"{number:.12g}"
