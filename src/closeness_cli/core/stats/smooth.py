"""A smooth line through a series, for the picture only: no sentence is drawn from it.

From twelve values on LOWESS (Cleveland 1979, Journal of the American Statistical Association
74:829), before that a moving average that forgets with time.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from closeness_cli.core.stats.said import Silence, not_yet
from closeness_cli.core.stats.weeks import Series, fold_if_long, in_order

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy import bool_, float64
    from numpy.typing import ArrayLike, NDArray

FEWEST = 2
"""Values before there is a line."""

FEWEST_FOR_LOWESS = 12
"""Values from which on the line is LOWESS."""

SPAN = 0.5
"""The share of the values that each place of the LOWESS line follows."""

ROUNDS = 3
"""How often LOWESS looks again, with less trust in values far from its line."""

TAU_ANSWERS = 42.0
"""Days after which a moving average of sets of answers has forgotten all but 1/e of a value."""


def smooth_line(
    days: ArrayLike, values: ArrayLike, *, tau: float = TAU_ANSWERS
) -> Series | Silence:
    """Give the line to draw: LOWESS, or a moving average while there are fewer than 12 values.

    Args:
        days: When, in days, in any order.
        values: What, of the same length. More than 1,000 are folded into weeks.
        tau: Days after which the moving average has forgotten all but 1/e of a value.

    Raises:
        ValueError: There are not as many values as days, or one is not a number.
    """
    import numpy as np

    series = fold_if_long(in_order(days, values))
    early = not_yet(series.days.tolist(), needed=FEWEST)
    if early is not None:
        return early
    if len(series.days) >= FEWEST_FOR_LOWESS:
        return lowess(*series)
    return Series(series.days, np.array(ewma(*map(np.ndarray.tolist, series), tau=tau)))


def ewma(days: Sequence[float], values: Sequence[float], *, tau: float) -> tuple[float, ...]:
    """Average what came so far, a value less the longer ago it was.

    m_i = m_(i-1) + (1 - exp(-dt/tau)) (y_i - m_(i-1)), beginning with the first value. Source of
    the weights for irregular times: Zumbach & Müller 2001, International Journal of Theoretical
    and Applied Finance 4:147.

    Args:
        days: When, in days, never falling.
        tau: Days after which all but 1/e of a value is forgotten.
    """
    line: list[float] = []
    for at, value in enumerate(values):
        if not at:
            line.append(value)
            continue
        taken = -math.expm1(-(days[at] - days[at - 1]) / tau)
        line.append(line[-1] + taken * (value - line[-1]))
    return tuple(line)


def lowess(
    days: ArrayLike, values: ArrayLike, *, span: float = SPAN, rounds: int = ROUNDS
) -> Series:
    """Fit a straight line around each place, near values counting more, and far-out ones less.

    Local lines with tricube weights over the nearest floor(span n + 1e-7) values, then `rounds`
    rounds with bisquare weights of what they missed: `lowess` of R with `delta = 0`. It takes
    time and memory by the square of the number of values.

    Args:
        days: When, in days, in any order.
        values: What, of the same length.
        span: The share of the values that each place follows.

    Returns:
        The line at each of the days, in their order.

    Raises:
        ValueError: There are not as many values as days, or one is not a number.
    """
    import numpy as np

    series = in_order(days, values)
    x, y = series
    n = len(x)
    if n < 2:
        return series
    near = min(max(int(span * n + 1e-7), 2), n)
    apart = np.abs(x[:, None] - x)
    reach = np.partition(apart, near - 1, axis=1)[:, near - 1, None]
    weights = _tricube(apart, reach)
    line = _local_lines(x, y, weights, reach[:, 0] > 0)
    for _ in range(rounds):
        missed = np.abs(y - line)
        middle = 6 * float(np.median(missed))
        if middle < 1e-7 * missed.mean():  # the line goes through, so nothing is far out
            break
        line = _local_lines(x, y, weights * _bisquare(missed, middle), reach[:, 0] > 0)
    return Series(x, line)


def _tricube(apart: NDArray[float64], reach: NDArray[float64]) -> NDArray[float64]:
    """Weigh by distance; as R does, almost at the place is 1, and almost out of reach is 0."""
    import numpy as np

    share = apart / np.where(reach > 0, reach, 1)
    weights = np.where(share <= 0.001, 1.0, (1 - share**3) ** 3)
    return np.where(apart <= 0.999 * reach, weights, 0.0)


def _bisquare(missed: NDArray[float64], middle: float) -> NDArray[float64]:
    """Trust a value less the farther from the line it is; six median distances off, not at all."""
    import numpy as np

    trust = np.where(missed <= 0.001 * middle, 1.0, (1 - (missed / middle) ** 2) ** 2)
    return np.where(missed <= 0.999 * middle, trust, 0.0)


def _local_lines(
    x: NDArray[float64], y: NDArray[float64], weights: NDArray[float64], may_slope: NDArray[bool_]
) -> NDArray[float64]:
    """Give the value at each x of the line that its row of weights fits; y where all are 0."""
    import numpy as np

    whole = weights.sum(axis=1)
    some = whole > 0
    share = weights / np.where(some, whole, 1)[:, None]
    middle = share @ x
    spread = np.sqrt((share * (x - middle[:, None]) ** 2).sum(axis=1))
    slopes = may_slope & (spread > 0.001 * (x[-1] - x[0]))
    tilt = np.where(slopes, (x - middle) / np.where(slopes, spread, 1) ** 2, 0)
    line = (share * (1 + tilt[:, None] * (x - middle[:, None]))) @ y
    return np.where(some, line, y)
