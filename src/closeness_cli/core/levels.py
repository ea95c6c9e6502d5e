"""Dimensions, first and latest: scores of one instrument that may stand beside each other."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from closeness_cli.core.instrument import DEFAULT_INSTRUMENT, ScoreOp
from closeness_cli.core.scoring import Score, Unscored, score_dimension

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from closeness_cli.core.instrument import Dimension, Instrument
    from closeness_cli.core.sitting import MarkedSitting


@dataclass(frozen=True, slots=True)
class Reading:
    """A score and the local day of its answers."""

    on: date
    score: Score


@dataclass(frozen=True, slots=True)
class Level:
    """One dimension of one instrument, first and latest.

    Early retakes, and sets whose items were worded differently from now, are left out.

    Args:
        as_wanted: It says how near to what is wanted, and not how much.
        on: The local day of the last set, scored or not.
        first: The first set that could be scored; absent when none could.
        latest: The last set that could; the same one when there is only one.
        unscored: Why the very last set has no score, when it has none.
        n_sets: Sets that this looked at, scored or not.
        n_scored: Those with a score.
    """

    instrument_id: str
    instrument_title: str
    dimension: str
    title: str
    as_wanted: bool
    on: date
    first: Reading | None
    latest: Reading | None
    unscored: Unscored | None
    n_sets: int
    n_scored: int


def build_levels(inside: Sequence[MarkedSitting]) -> tuple[Level, ...]:
    """Give each dimension of each instrument, the weekly ones before the last answered ones."""
    by_instrument: dict[str, list[MarkedSitting]] = {}
    for one in inside:
        by_instrument.setdefault(one.instrument.id, []).append(one)
    latest_first = sorted(
        by_instrument.values(),
        key=lambda sets: (
            sets[-1].instrument.id == DEFAULT_INSTRUMENT,
            sets[-1].given.started.at,
        ),
        reverse=True,
    )
    return tuple(
        _level(sets, dimension)
        for sets in latest_first
        for dimension in sets[-1].instrument.dimensions
    )


def _level(sets: Sequence[MarkedSitting], dimension: Dimension) -> Level:
    now = sets[-1].instrument
    counted = [one for one in sets if not one.early] or sets[-1:]
    asked = [one for one in counted if _asks_the_same(one.instrument, now, dimension)]
    results = [
        (one.on, score_dimension(one.instrument, dimension, one.given.responses)) for one in asked
    ]
    scored = [Reading(on, one) for on, one in results if isinstance(one, Score)]
    last = results[-1][1] if results else None
    return Level(
        instrument_id=now.id,
        instrument_title=now.title,
        dimension=dimension.id,
        title=dimension.title,
        as_wanted=dimension.op is ScoreOp.IDEAL,
        on=sets[-1].on,
        first=scored[0] if scored else None,
        latest=scored[-1] if scored else None,
        unscored=last if isinstance(last, Unscored) else None,
        n_sets=len(results),
        n_scored=len(scored),
    )


def _asks_the_same(then: Instrument, now: Instrument, dimension: Dimension) -> bool:
    """Say whether a dimension was asked and scored then as it is now."""
    before = next((one for one in then.dimensions if one.id == dimension.id), None)
    return before is not None and _asked(then, before) == _asked(now, dimension)


def _asked(instrument: Instrument, dimension: Dimension) -> tuple[object, ...]:
    items = [instrument.item(item_id) for item_id in dimension.items]
    named = [one.ideal.item for one in items if one.ideal and one.ideal.item]
    items += [instrument.item(item_id) for item_id in named]
    asked = [(one.id, one.text, one.scale, one.reverse_scored, one.ideal) for one in items]
    return dimension.op, dimension.missing, dimension.min_fraction, asked
