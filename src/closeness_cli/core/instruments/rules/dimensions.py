"""What must hold for dimensions, and for what is published or said about their totals."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from closeness_cli.core.instruments.instrument import (
    ItemKind,
    MissingRule,
    NoiseBasis,
    ScaleKind,
    ScoreOp,
)
from closeness_cli.core.instruments.rules.findings import Finding, given_twice
from closeness_cli.core.near import quoted
from closeness_cli.core.stats.scoring import total_range

if TYPE_CHECKING:
    from collections.abc import Iterator

    from closeness_cli.core.instruments.instrument import Dimension, Instrument, Item, Noise
    from closeness_cli.core.instruments.rules.findings import Path
    from closeness_cli.core.instruments.rules.ground import Ground

MORE_IS_MORE = (ScoreOp.MEAN, ScoreOp.SUM, ScoreOp.WEIGHTED)
"""Ops for which a higher answer is a higher score, which an item with an ideal denies."""

HAVE_TOTAL = (ScoreOp.MEAN, ScoreOp.SUM)
"""Ops whose score has a total in the unit of the response scales."""


def dimension_findings(dimension: Dimension, ground: Ground) -> Iterator[Finding]:
    """Find what is wrong in a dimension."""
    if not dimension.items:
        yield Finding(("items",), "a dimension needs items")
    yield from given_twice("item", dimension.items, "items")
    for number, name in enumerate(dimension.items):
        path = ("items", number)
        yield from ground.unknown_item(name, path)
        item = ground.sound.get(name)
        if item is not None and (why := unscorable(item, dimension.op)):
            yield Finding(path, why)
    if not 0 < dimension.min_fraction <= 1:
        yield Finding(("min_fraction",), "must be a number above 0, up to 1")
    elif dimension.missing is not MissingRule.PRORATE and dimension.min_fraction != 1:
        yield Finding(("min_fraction",), "min_fraction belongs to 'missing: prorate'")


def unscorable(item: Item, op: ScoreOp) -> str:
    """Say why a dimension cannot be scored from an item; nothing where it can."""
    name = quoted(item.id)
    if item.kind is not ItemKind.SCALE:
        return f"item {name} is of kind {item.kind}, which has no score"
    if item.safety:
        return f"item {name} is a safety item, which is never scored"
    if item.scale is not None and item.scale.kind is ScaleKind.NOMINAL:
        return f"item {name} has a nominal scale, which is never scored"
    if op is ScoreOp.IDEAL and item.ideal is None:
        return f"item {name} has no ideal, which op ideal needs"
    if op in MORE_IS_MORE and item.ideal is not None:
        return f"item {name} has an ideal, so its dimension needs op ideal"
    if op is ScoreOp.WEIGHTED and not item.importance:
        return f"item {name} has no importance, which op weighted needs"
    return ""


def cutoff_findings(instrument: Instrument, ground: Ground) -> Iterator[Finding]:
    """Find published lines that no total can reach."""
    for number, cutoff in enumerate(instrument.cutoffs):
        at = ("cutoffs", number)
        yield from _source_findings(cutoff.source, at)
        yield from _total_findings(cutoff.dimension, at, ground)
        low, high = _ends(cutoff.dimension, ground)
        if not low <= cutoff.line <= high:
            message = f"the line {cutoff.line:g} is outside of {low:g} to {high:g}"
            yield Finding((*at, "line"), message)


def noise_findings(instrument: Instrument, ground: Ground) -> Iterator[Finding]:
    """Find published noise that cannot be used, or is none."""
    for number, noise in enumerate(instrument.noise):
        at = ("noise", number)
        yield from _source_findings(noise.source, at)
        yield from _total_findings(noise.dimension, at, ground)
        low, high = _ends(noise.dimension, ground)
        rule = _change_findings if noise.basis is NoiseBasis.RELIABLE_CHANGE else _retest_findings
        yield from (one.under(*at) for one in rule(noise, high - low))


def _change_findings(noise: Noise, widest: float) -> Iterator[Finding]:
    if not 0 < noise.value <= widest:
        message = f"must be above 0, up to {widest:g}"
        yield Finding(("value",), message)


def _retest_findings(noise: Noise, widest: float) -> Iterator[Finding]:
    if not 0 < noise.value < 1:
        yield Finding(("value",), "a reliability is above 0 and below 1")
    if noise.sd is None:
        yield Finding((), "a retest reliability needs the 'sd' of the same sample")
    elif not 0 < noise.sd <= widest:
        yield Finding(("sd",), f"must be above 0, up to {widest:g}")
    if noise.days is not None and noise.days < 1:
        yield Finding(("days",), "is less than a day")


def plane_findings(instrument: Instrument, ground: Ground) -> Iterator[Finding]:
    """Find what is wrong in the plane of two dimensions."""
    plane = instrument.plane
    if plane is None:
        return
    for name in ("across", "up"):
        yield from ground.unknown_dimension(getattr(plane, name), ("plane", name))
    if plane.across == plane.up:
        yield Finding(("plane", "up"), "a plane has two dimensions")
    quarters = [f"{one.across} and {one.up}" for one in plane.tips]
    yield from given_twice("the quarter", quarters, "plane", "tips")
    for number, tip in enumerate(plane.tips):
        if not tip.text.strip():
            yield Finding(("plane", "tips", number, "text"), "is empty")


def _source_findings(source: str, at: Path) -> Iterator[Finding]:
    if not source.strip():
        yield Finding((*at, "source"), "is empty")


def _total_findings(name: str, at: Path, ground: Ground) -> Iterator[Finding]:
    path = (*at, "dimension")
    yield from ground.unknown_dimension(name, path)
    dimension = ground.sound_dimension(name)
    if dimension is not None and dimension.op not in HAVE_TOTAL:
        message = f"dimension {quoted(name)} has op {dimension.op}, which has no total"
        yield Finding(path, message)


def _ends(name: str, ground: Ground) -> tuple[float, float]:
    """Give the ends of a total; without limits where it has none or is not sound."""
    dimension = ground.sound_dimension(name)
    if dimension is None or dimension.op not in HAVE_TOTAL:
        return -math.inf, math.inf
    if any(unscorable(ground.sound[one], dimension.op) for one in dimension.items):
        return -math.inf, math.inf
    return total_range(ground.instrument, dimension)
