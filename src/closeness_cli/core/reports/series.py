"""The answers that the overview follows: raw, on one response scale, through rewordings."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from closeness_cli.core.answering.sitting import SERIES_DIMENSION
from closeness_cli.core.instruments.continuity import continuity, earlier_id
from closeness_cli.core.instruments.instrument import DEFAULT_INSTRUMENT, Continuity
from closeness_cli.core.stats.scoring import answered_number, scale_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from closeness_cli.core.answering.sitting import MarkedSitting
    from closeness_cli.core.instruments.instrument import Dimension, Instrument, Item, ResponseScale


@dataclass(frozen=True, slots=True)
class Point:
    """One raw answer of the series.

    Args:
        label: What stood beside the number when it was chosen.
        early: Given sooner after the one before than the instrument's `min_days`.
    """

    on: date
    value: int
    label: str
    early: bool = False


@dataclass(frozen=True, slots=True)
class Series:
    """The answers that the report follows, oldest first; there is at least one.

    Args:
        title: What a report calls the dimension.
        scale: The response scale of every point.
        breaks: Days from which on the item was worded differently from before.
        n_left_out: Earlier answers to a version whose answers do not belong to this series.
        n_before: Points before the last new wording.
    """

    title: str
    scale: ResponseScale
    points: tuple[Point, ...]
    breaks: tuple[date, ...] = ()
    n_left_out: int = 0
    n_before: int = 0

    @property
    def compared(self) -> tuple[Point, ...]:
        """Those that may be compared with each other: from the last new wording on."""
        return tuple(point for point in self.points[self.n_before :] if not point.early)

    @property
    def counted(self) -> tuple[Point, ...]:
        """Those that may be compared; empty where the period holds early retakes alone."""
        return tuple(point for point in self.points if not point.early)

    @property
    def early(self) -> tuple[Point, ...]:
        """The early retakes."""
        return tuple(point for point in self.points if point.early)

    @property
    def latest(self) -> Point:
        """The last answer that counts, or the last one where none does."""
        return (self.counted or self.points)[-1]

    @property
    def lowest(self) -> int:
        """The lowest answer."""
        return min(point.value for point in self.points)

    @property
    def highest(self) -> int:
        """The highest answer."""
        return max(point.value for point in self.points)


@dataclass(frozen=True, slots=True)
class Asked:
    """A dimension as one sitting asked it, and whether it continues to the present version."""

    sitting: MarkedSitting
    dimension: Dimension
    continues: Continuity


def follow(sittings: Iterable[MarkedSitting], now: Instrument, dimension: Dimension) -> list[Asked]:
    """Find a dimension of the present version in sittings of any version.

    Those of which no dimension is the same are left out; those that belong to an earlier series
    are `NEW`.
    """
    found = []
    for one in sittings:
        then = one.instrument
        if then is now:
            found.append(Asked(one, dimension, Continuity.SAME))
            continue
        before = then.dimension(earlier_id(then, now, dimension.id))
        if before is not None:
            found.append(Asked(one, before, continuity(then, now, dimension)))
    return found


def breaks_in(asked: Sequence[Asked]) -> tuple[int, ...]:
    """Give the places from which on a dimension was worded differently from before."""
    return tuple(
        place
        for place, (before, after) in enumerate(pairwise(asked), start=1)
        if not _is_same(before, after)
    )


def _is_same(before: Asked, after: Asked) -> bool:
    then, now = before.sitting.instrument, after.sitting.instrument
    return then is now or continuity(then, now, after.dimension) is Continuity.SAME


def build_series(inside: Sequence[MarkedSitting]) -> Series | None:
    """Follow the answers to the first item of the series' dimension; nothing without any."""
    weekly = [one for one in inside if one.instrument.id == DEFAULT_INSTRUMENT]
    now = next((one.instrument for one in reversed(weekly) if _has_own_answer(one)), None)
    dimension = now.dimension(SERIES_DIMENSION) if now else None
    if now is None or dimension is None:
        return None
    scale = scale_of(_first_item(now, dimension))
    answered = [one for one in follow(weekly, now, dimension) if _value(one) is not None]
    kept = [one for one in answered if _is_kept(one, scale)]
    breaks = breaks_in(kept)
    return Series(
        title=dimension.title,
        scale=scale,
        points=tuple(_point(one) for one in kept),
        breaks=tuple(kept[place].sitting.on for place in breaks),
        n_left_out=len(answered) - len(kept),
        n_before=breaks[-1] if breaks else 0,
    )


def _has_own_answer(one: MarkedSitting) -> bool:
    dimension = one.instrument.dimension(SERIES_DIMENSION)
    return dimension is not None and _value(Asked(one, dimension, Continuity.SAME)) is not None


def _is_kept(one: Asked, scale: ResponseScale) -> bool:
    """Say whether a raw answer may stand on the axis: a mapped one may have other numbers."""
    then = scale_of(_first_item(one.sitting.instrument, one.dimension))
    same_numbers = (then.kind, then.min, then.max) == (scale.kind, scale.min, scale.max)
    return one.continues is not Continuity.NEW and same_numbers


def _point(one: Asked) -> Point:
    given = one.sitting.given.responses[one.dimension.items[0]]
    return Point(one.sitting.on, _value(one) or 0, given.label, one.sitting.early)


def _value(one: Asked) -> int | None:
    return answered_number(one.sitting.given.responses, one.dimension.items[0])


def _first_item(instrument: Instrument, dimension: Dimension) -> Item:
    return instrument.item(dimension.items[0])
