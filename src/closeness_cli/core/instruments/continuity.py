"""Whether answers to two versions of an instrument belong to one series.

A version has three numbers. The third says that a slip was mended: the series continues. The
second says that the wording changed: it continues with a drawn break. The first says that items,
response scales or scoring changed: a new series begins, unless `changes` maps it. Where the
content says more than the number (a wording attached anew, a version that nobody raised), the
content counts.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from closeness_cli.core.instruments.instrument import Continuity

if TYPE_CHECKING:
    from closeness_cli.core.instruments.instrument import Dimension, Instrument, Item


def continuity(then: Instrument, now: Instrument, dimension: Dimension) -> Continuity:
    """Say whether a dimension of the present version continues what an earlier one asked.

    Args:
        dimension: One of `now`.
    """
    before = then.dimension(earlier_id(then, now, dimension.id))
    if before is None:
        return Continuity.NEW
    if _scored(then, before) == _scored(now, dimension):
        return _by_wording(then, before, now, dimension)
    return _mapped(then, now)


def earlier_id(then: Instrument, now: Instrument, dimension_id: str) -> str:
    """Give the id that a dimension had in an earlier version."""
    for change in reversed(now.changes):
        if _is_after(change.version, then.version):
            dimension_id = change.dimensions.get(dimension_id, dimension_id)
    return dimension_id


def _by_wording(
    then: Instrument, before: Dimension, now: Instrument, dimension: Dimension
) -> Continuity:
    if version_numbers(then.version)[0] != version_numbers(now.version)[0]:
        return _mapped(then, now)
    if _said(then, before) == _said(now, dimension):
        return Continuity.SAME
    is_slip = (
        then.version != now.version
        and version_numbers(then.version)[:2] == version_numbers(now.version)[:2]
    )
    return Continuity.SAME if is_slip else Continuity.BREAK


def _mapped(then: Instrument, now: Instrument) -> Continuity:
    """Read what the changes between two versions say; where they are silent, it is a new series."""
    between = [one for one in now.changes if _is_after(one.version, then.version)]
    said = [one.equate for one in between if one.equate]
    if not said or Continuity.NEW in said:
        return Continuity.NEW
    return Continuity.BREAK if Continuity.BREAK in said else Continuity.SAME


def _is_after(version: str, other: str) -> bool:
    return version_numbers(version) > version_numbers(other)


def version_numbers(version: str) -> tuple[int, ...]:
    """Give the numbers of a version, which compare as versions do."""
    return tuple(int(part) for part in version.split(".") if part.isdigit())


def _scored(instrument: Instrument, dimension: Dimension) -> tuple[object, ...]:
    """Give what makes a score what it is, and no words."""
    numbers = [
        (one.id, one.scale and (one.scale.values, one.scale.scores), one.reverse_scored, one.ideal)
        for one in _items(instrument, dimension)
    ]
    return dimension.op, dimension.missing, dimension.min_fraction, dimension.items, numbers


def _said(instrument: Instrument, dimension: Dimension) -> list[tuple[object, ...]]:
    """Give the words that a person answered to, and the time that they are about."""
    asked = [
        (one.text, one.help, one.scale and dict(one.scale.labels))
        for one in _items(instrument, dimension)
    ]
    return [(instrument.cadence.recall_days,), *asked]


def _items(instrument: Instrument, dimension: Dimension) -> list[Item]:
    """Give the items of a dimension with those that they name."""
    items = [instrument.item(item_id) for item_id in dimension.items]
    named = [
        name
        for one in items
        for name in (one.ideal.item if one.ideal else "", one.importance)
        if name
    ]
    return items + [instrument.item(name) for name in named]
