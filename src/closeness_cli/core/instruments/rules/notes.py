"""What is worth another look in an instrument that someone writes; it can be asked all the same.

Where the advice is from: docs/item-bank.md, "A good item".
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from closeness_cli.core.instruments.instrument import ItemKind, MissingRule, ScaleKind
from closeness_cli.core.instruments.rules.dimensions import MORE_IS_MORE
from closeness_cli.core.instruments.rules.findings import Finding

if TYPE_CHECKING:
    from collections.abc import Iterator

    from closeness_cli.core.instruments.instrument import Instrument, Item, ResponseScale

LONGEST_STEM = 15
"""Words in a stem; a longer one is read twice."""

BOTH_WAYS_FROM = 5
"""Items that are scored alike, from which on agreeing with everything should show."""

ALL_LABELS_UP_TO = 5
"""Points of a response scale that each have a label."""

_SECOND_IDEA = re.compile(r"\s(and|or)\s", re.IGNORECASE)


def lint_findings(instrument: Instrument) -> Iterator[Finding]:
    """Find what a bank must not have, although it could be asked and scored."""
    cadence = instrument.cadence
    # A day of grace, for a week that is answered on Sunday and then on Saturday.
    if cadence.min_days < cadence.recall_days - 1:
        message = f"min_days is below recall_days, {cadence.recall_days}: the windows would overlap"
        yield Finding(("cadence", "min_days"), message)
    for number, dimension in enumerate(instrument.dimensions):
        if dimension.missing is MissingRule.PRORATE and dimension.min_fraction == 1:
            message = "'missing: prorate' needs a min_fraction below 1"
            yield Finding(("dimensions", number, "missing"), message)


def notes_of(instrument: Instrument) -> Iterator[Finding]:
    """Say what is worth another look in the items."""
    for number, item in enumerate(instrument.items):
        yield from (one.under("items", number) for one in _stem_notes(item))
    scored = {name for one in instrument.dimensions if one.op in MORE_IS_MORE for name in one.items}
    keyed = [one.reverse_scored for one in instrument.items if one.id in scored]
    if len(keyed) >= BOTH_WAYS_FROM and len(set(keyed)) == 1:
        message = f"all {len(keyed)} scored items are asked in the same direction"
        yield Finding(("items",), message)


def label_notes(scale: ResponseScale) -> Iterator[Finding]:
    """Say which labels people look for and do not find."""
    values = scale.values
    if scale.kind is ScaleKind.NOMINAL or len(values) < 2:
        return
    if len(values) <= ALL_LABELS_UP_TO:
        without = [str(one) for one in values if one not in scale.labels]
        if without:
            yield Finding(("labels",), f"without a label: {', '.join(without)}")
    elif not {values[(len(values) - 1) // 2], values[len(values) // 2]} & set(scale.labels):
        yield Finding(("labels",), "the middle has no label")


def _stem_notes(item: Item) -> Iterator[Finding]:
    words = len(item.text.split())
    if words > LONGEST_STEM:
        yield Finding(("text",), f"{words} words; up to {LONGEST_STEM} are read at once")
    if (found := _SECOND_IDEA.search(item.text)) and item.kind is not ItemKind.TEXT:
        message = f"{found.group(1).lower()!r} may join two ideas"
        yield Finding(("text",), message)
