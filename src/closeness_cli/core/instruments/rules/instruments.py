"""What must hold inside of an instrument, so that it can be asked and scored.

The same rules hold for a bank that is written, where each finding has a line and a column, and
for an instrument that comes with records.
"""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING

from closeness_cli.core.instruments.continuity import version_numbers
from closeness_cli.core.instruments.instrument import ItemKind, Order, ScaleKind
from closeness_cli.core.instruments.rules.dimensions import (
    cutoff_findings,
    dimension_findings,
    noise_findings,
    plane_findings,
)
from closeness_cli.core.instruments.rules.findings import Finding, given_twice
from closeness_cli.core.instruments.rules.ground import NOTHING_UNSURE, Ground, Unsure
from closeness_cli.core.instruments.rules.items import item_findings, own_item_findings
from closeness_cli.core.near import quoted, unknown

if TYPE_CHECKING:
    from collections.abc import Iterator

    from closeness_cli.core.instruments.instrument import Cadence, Instrument

VERSION = re.compile(r"[0-9]{1,9}\.[0-9]{1,9}\.[0-9]{1,9}")


def faults_of(instrument: Instrument) -> list[str]:
    """Say everything that is wrong in an instrument; nothing where it can be asked and scored."""
    return [one.shown() for one in findings_of(instrument)]


def findings_of(instrument: Instrument, unsure: Unsure = NOTHING_UNSURE) -> list[Finding]:
    """Find everything that is wrong in an instrument, each with its place.

    Args:
        unsure: What is named in its file and could not be read, so that nothing is said of it.
    """
    return list(_findings(instrument, unsure))


def _findings(instrument: Instrument, unsure: Unsure) -> Iterator[Finding]:
    if not instrument.items and not unsure.items:
        yield Finding(("items",), "an instrument needs items")
    own = [list(own_item_findings(one)) for one in instrument.items]
    for number, findings in enumerate(own):
        yield from (one.under("items", number) for one in findings)
    ground = Ground.of(instrument, unsure, sound=[not one for one in own])
    yield from _twice("item", instrument, "items")
    for number, item in enumerate(instrument.items):
        if not own[number]:
            yield from (one.under("items", number) for one in item_findings(item, number, ground))
    yield from _order_findings(instrument)
    yield from _pair_findings(instrument, ground)
    yield from _twice("dimension", instrument, "dimensions")
    for number, dimension in enumerate(instrument.dimensions):
        for one in dimension_findings(dimension, ground):
            yield one.under("dimensions", number)
    yield from cutoff_findings(instrument, ground)
    yield from noise_findings(instrument, ground)
    yield from plane_findings(instrument, ground)
    yield from _cadence_findings(instrument.cadence)
    wrong_version = list(_version_findings(instrument.version))
    yield from wrong_version
    if not wrong_version:  # else there is nothing to compare the changes with
        yield from _change_findings(instrument, ground)


def _twice(what: str, instrument: Instrument, field: str) -> Iterator[Finding]:
    names = [one.id for one in getattr(instrument, field)]
    for one in given_twice(what, names, field):
        before = None if one.before is None else (*one.before, "id")
        yield Finding((*one.path, "id"), one.message, before)


def _order_findings(instrument: Instrument) -> Iterator[Finding]:
    safety = [number for number, one in enumerate(instrument.items) if one.safety]
    for number, item in enumerate(instrument.items):
        if safety and number > safety[0] and not item.safety:
            yield Finding(("items", number), "safety items come last; this one stands after one")
    if instrument.order is Order.SHUFFLE and any(one.show_if for one in instrument.items):
        yield Finding(("order",), "items with show_if need 'order: fixed'")


def _pair_findings(instrument: Instrument, ground: Ground) -> Iterator[Finding]:
    for number, pair in enumerate(instrument.pairs):
        if pair[0] == pair[1]:
            yield Finding(("pairs", number), "a pair is two items")
            continue
        for place, name in enumerate(pair):
            path = ("pairs", number, place)
            yield from ground.unknown_item(name, path)
            item = ground.sound.get(name)
            if item and (item.kind is not ItemKind.SCALE or item.safety or _is_nominal(item.scale)):
                yield Finding(path, f"item {quoted(name)} is not answered in numbers that compare")


def _is_nominal(scale: object) -> bool:
    return getattr(scale, "kind", None) is ScaleKind.NOMINAL


def _cadence_findings(cadence: Cadence) -> Iterator[Finding]:
    days = {name: getattr(cadence, name) for name in ("suggest_days", "min_days", "recall_days")}
    for name, one in days.items():
        if one < 1:
            yield Finding(("cadence", name), f"{name} is less than a day")
    if cadence.min_days > cadence.suggest_days:
        message = f"min_days is above suggest_days, {cadence.suggest_days}"
        yield Finding(("cadence", "min_days"), message)


def _change_findings(instrument: Instrument, ground: Ground) -> Iterator[Finding]:
    last: tuple[int, ...] = ()
    for number, change in enumerate(instrument.changes):
        at = ("changes", number)
        if not _is_day(change.on):
            yield Finding((*at, "on"), f"{quoted(change.on)} is not a day such as 2026-01-31")
        if not change.says.strip():
            yield Finding((*at, "says"), "is empty")
        if wrong := list(_version_findings(change.version)):
            yield from (one.under(*at) for one in wrong)
            continue
        version = version_numbers(change.version)
        if version <= last:
            yield Finding((*at, "version"), "changes go from the oldest version to the newest")
        if version > version_numbers(instrument.version):
            message = f"it is above the instrument's version, {instrument.version}"
            yield Finding((*at, "version"), message)
        last = max(last, version)
    yield from _mapping_findings(instrument, ground)


def _mapping_findings(instrument: Instrument, ground: Ground) -> Iterator[Finding]:
    """Find ids that were never a dimension's; a later change may have given up an id."""
    known = set(ground.dimension_ids)
    for number, change in reversed(list(enumerate(instrument.changes))):
        for name in change.dimensions:
            if name not in known:
                path = ("changes", number, "dimensions", name)
                yield Finding(path, unknown("dimension", name, known))
        known |= set(change.dimensions.values())


def _is_day(text: str) -> bool:
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return len(text) == len("2026-01-31")


def _version_findings(version: str) -> Iterator[Finding]:
    if not VERSION.fullmatch(version):
        yield Finding(("version",), f"{quoted(version)} is not a version such as 1.0.0")
