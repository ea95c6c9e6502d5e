"""How much items move together: alpha, omega, and each item with the rest.

Over one person's sets of answers this is the consistency of their weeks, not the reliability of
the instrument (Cranford et al. 2006, Personality and Social Psychology Bulletin 32:917). It is
never taken for the noise of a change (`core/stats/change.py`).

Rows are sets of answers, complete and already turned; columns are items. `docs/methods.md` has
the formulas and their sources.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from enum import StrEnum
from statistics import StatisticsError, correlation, variance
from typing import TYPE_CHECKING

from closeness_cli.core.instruments.instrument import ScoreOp
from closeness_cli.core.stats.distributions import f_quantile
from closeness_cli.core.stats.scoring import answered_number, scored_value

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from closeness_cli.core.answering.administration import Administration
    from closeness_cli.core.instruments.instrument import Dimension, Instrument

FEWEST_SETS_FOR_KEYS = 10
"""Complete sets of answers before an item may be said to look mis-keyed."""

FEWEST_ITEMS_FOR_KEYS = 3
"""Of two items that run against each other, nothing says which one is turned wrong."""

LEAST_UNIQUENESS = 0.005
"""A share of an item's variance left over by the factor below which the model has no solution of
its own (a Heywood case); the lower bound of `factanal` in R."""

MOST_ROUNDS = 5_000
"""Rounds of the factor model; one that has not settled by then is not estimable."""

SETTLED = 1e-10
"""A round that changes no uniqueness by more than this was the last."""


class NotComputable(StrEnum):
    """Why there is no number."""

    TOO_FEW_ITEMS = "too_few_items"
    TOO_FEW_ROWS = "too_few_rows"
    NO_VARIATION = "no_variation"
    """The totals, or for omega an item, are the same in every row."""
    NOT_ESTIMABLE = "not_estimable"
    """The factor model has no proper solution: a Heywood case, or it does not settle."""


@dataclass(frozen=True, slots=True)
class Alpha:
    """Cronbach's alpha with Feldt's interval.

    Args:
        value: 1 at most. Below 0 items run against each other, most often a missed reverse
            key; it is told as it is, never as 0.
        low: The lower end of the interval.
        high: The upper end.
    """

    value: float
    low: float
    high: float
    n_rows: int
    n_items: int


@dataclass(frozen=True, slots=True)
class Omega:
    """McDonald's omega total of a one-factor model by maximum likelihood.

    Args:
        value: Of the covariances, so of the plain sum of the items.
        standardised: Of the correlations, so of the sum of items scaled to one spread.
    """

    value: float
    standardised: float


def alpha(rows: Sequence[Sequence[float]], confidence: float = 0.95) -> Alpha | NotComputable:
    """Compute k/(k-1) (1 - sum of the item variances / variance of the totals).

    Source: Cronbach 1951, Psychometrika 16:297; interval: Feldt 1965, Psychometrika 30:357.
    """
    n_rows, n_items = len(rows), len(rows[0]) if rows else 0
    if n_rows < 2:
        return NotComputable.TOO_FEW_ROWS
    if n_items < 2:
        return NotComputable.TOO_FEW_ITEMS
    whole = variance([math.fsum(row) for row in rows])
    if whole <= 0:
        return NotComputable.NO_VARIATION
    parts = math.fsum(variance(column) for column in _columns(rows))
    value = n_items / (n_items - 1) * (1 - parts / whole)
    df1, df2 = n_rows - 1, (n_rows - 1) * (n_items - 1)
    tail = (1 - confidence) / 2
    return Alpha(
        value,
        1 - (1 - value) * f_quantile(1 - tail, df1, df2),
        1 - (1 - value) * f_quantile(tail, df1, df2),
        n_rows,
        n_items,
    )


def omega(rows: Sequence[Sequence[float]]) -> Omega | NotComputable:
    """Compute (sum l)^2 / ((sum l)^2 + sum psi) from loadings l and uniquenesses psi.

    The model is fitted to the correlations; maximum likelihood gives the same on covariances but
    for the scale, so that each loading only takes its item's standard deviation along.

    Source: McDonald 1999, Test Theory, chapter 6; EM: Rubin & Thayer 1982, Psychometrika 47:69.
    """
    if not rows or len(rows[0]) < 3:
        return NotComputable.TOO_FEW_ROWS if not rows else NotComputable.TOO_FEW_ITEMS
    columns = _columns(rows)
    if len(rows) <= len(columns):  # no more rows than items: the correlations have no inverse
        return NotComputable.TOO_FEW_ROWS
    if any(min(column) == max(column) for column in columns):
        return NotComputable.NO_VARIATION
    spreads = [math.sqrt(variance(column)) for column in columns]
    fitted = _one_factor([[correlation(a, b) for b in columns] for a in columns])
    if fitted is None:
        return NotComputable.NOT_ESTIMABLE
    loadings, uniquenesses = fitted
    return Omega(
        value=_omega_total(
            [one * spread for one, spread in zip(loadings, spreads, strict=True)],
            [one * spread**2 for one, spread in zip(uniquenesses, spreads, strict=True)],
        ),
        standardised=_omega_total(loadings, uniquenesses),
    )


def item_rest_r(rows: Sequence[Sequence[float]]) -> tuple[float | None, ...]:
    """Correlate each item with the sum of the others (the corrected item-total correlation).

    Returns:
        For each item -1 to 1, or `None` where it or the rest is the same in every row.
    """
    return tuple(_item_rest_r(rows, place) for place in range(len(rows[0]) if rows else 0))


def mis_keyed(
    instrument: Instrument, dimension: Dimension, sets: Iterable[Administration]
) -> tuple[str, ...]:
    """Give the items that run against the rest of their dimension, and may be turned wrong.

    It takes `FEWEST_SETS_FOR_KEYS` complete sets and `FEWEST_ITEMS_FOR_KEYS` items, and an op
    under which items that mean the same move together.

    Args:
        sets: Of this instrument and one person, scored by its present keys.
    """
    if dimension.op not in (ScoreOp.MEAN, ScoreOp.SUM, ScoreOp.WEIGHTED):
        return ()
    if len(dimension.items) < FEWEST_ITEMS_FOR_KEYS:
        return ()
    rows = list(_complete_rows(instrument, dimension, sets))
    if len(rows) < FEWEST_SETS_FOR_KEYS:
        return ()
    together = zip(dimension.items, item_rest_r(rows), strict=True)
    return tuple(item_id for item_id, r in together if r is not None and r < 0)


def _complete_rows(
    instrument: Instrument, dimension: Dimension, sets: Iterable[Administration]
) -> Iterator[list[float]]:
    items = [instrument.item(item_id) for item_id in dimension.items]
    for one in sets:
        answers = [(item, answered_number(one.responses, item.id)) for item in items]
        counted = [None if value is None else scored_value(item, value) for item, value in answers]
        row = [value for value in counted if value is not None]
        if len(row) == len(items):
            yield row


def _item_rest_r(rows: Sequence[Sequence[float]], place: int) -> float | None:
    item = [row[place] for row in rows]
    rest = [math.fsum((*row[:place], *row[place + 1 :])) for row in rows]
    try:
        return correlation(item, rest)
    except StatisticsError:  # constant, or fewer than two rows
        return None


def _columns(rows: Sequence[Sequence[float]]) -> list[list[float]]:
    return [list(column) for column in zip(*rows, strict=True)]


def _omega_total(loadings: Sequence[float], uniquenesses: Sequence[float]) -> float:
    common = math.fsum(loadings) ** 2
    return common / (common + math.fsum(uniquenesses))


def _one_factor(
    correlations: Sequence[Sequence[float]],
) -> tuple[list[float], list[float]] | None:
    """Fit loadings and uniquenesses to correlations by EM; `None` where they cannot be."""
    size = range(len(correlations))
    loadings = [math.copysign(0.7, math.fsum(row)) for row in correlations]
    uniquenesses = [1 - one * one for one in loadings]
    for _ in range(MOST_ROUNDS):
        told = math.fsum(loadings[j] ** 2 / uniquenesses[j] for j in size)
        weights = [loadings[j] / uniquenesses[j] / (1 + told) for j in size]
        with_factor = [math.fsum(row[j] * weights[j] for j in size) for row in correlations]
        spread = 1 / (1 + told) + math.fsum(weights[j] * with_factor[j] for j in size)
        loadings = [one / spread for one in with_factor]
        before = uniquenesses
        uniquenesses = [1 - loadings[j] * with_factor[j] for j in size]
        if min(uniquenesses) < LEAST_UNIQUENESS:
            return None
        if max(abs(a - b) for a, b in zip(before, uniquenesses, strict=True)) < SETTLED:
            return loadings, uniquenesses
    return None
