"""Normal, Student t, F and chi-square, as far as reports need them; no library.

The t and F distributions come from the incomplete beta function, the chi-square from the
incomplete gamma function, and each of those from its continued fraction (DLMF, the Digital
Library of Mathematical Functions of NIST, sections 8.17 and 8.9). `docs/methods.md` has the list.
"""

from __future__ import annotations

import math
from functools import lru_cache
from statistics import NormalDist
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

SMALL = 1e-17
"""A term or step of less than this share of its sum does not change it any more."""

A_STEP = 4e-16
"""A step of less than this share of where one stands leads nowhere any more."""


def normal_quantile(p: float) -> float:
    """Give the value below which a share `p` of the standard normal distribution lies."""
    return NormalDist().inv_cdf(p)


def t_cdf(t: float, df: float) -> float:
    """Give the share of Student's t distribution at or below `t`."""
    upper = _t_upper_tail(abs(t), df)
    return upper if t < 0 else 1 - upper


def t_two_sided_p(t: float, df: float) -> float:
    """Give the chance of a t at least as far from 0 as this one."""
    return 2 * _t_upper_tail(abs(t), df)


@lru_cache(maxsize=256)
def t_quantile(p: float, df: float) -> float:
    """Give the value below which a share `p` of Student's t distribution lies, 0 < p < 1."""
    _check_share(p)
    if p == 0.5:
        return 0.0
    return math.copysign(_t_above(min(p, 1 - p), df), p - 0.5)


def _t_above(tail: float, df: float) -> float:
    """Give the t above which a share of less than half lies, by Newton's method.

    From the normal quantile, which is nearer to 0, it never oversteps: the share above bends
    upwards all the way.
    """
    t = -normal_quantile(tail)
    front = -_log_beta(df / 2, 0.5) - math.log(df) / 2
    step = math.inf
    while step > A_STEP * t:
        density = math.exp(front - (df + 1) / 2 * math.log1p(t * t / df))
        step = (_t_upper_tail(t, df) - tail) / density
        t += step
    return t


def f_cdf(f: float, df1: float, df2: float) -> float:
    """Give the share of the F distribution at or below `f`; the degrees need not be whole."""
    if f <= 0:
        return 0.0
    whole = df1 * f + df2
    return incomplete_beta(df1 / 2, df2 / 2, df1 * f / whole, df2 / whole)


def f_quantile(p: float, df1: float, df2: float) -> float:
    """Give the value below which a share `p` of the F distribution lies, 0 < p < 1."""
    _check_share(p)
    return _solve(lambda f: f_cdf(f, df1, df2) >= p)


def chi_square_upper_tail(x: float, df: float) -> float:
    """Give the chance of a chi-square of at least `x`: Q(df/2, x/2)."""
    return upper_incomplete_gamma(df / 2, x / 2)


def incomplete_beta(a: float, b: float, x: float, rest: float) -> float:
    """Give the regularised incomplete beta function I_x(a, b), DLMF 8.17.22.

    Args:
        rest: 1 - x, given apart because near x = 1 the difference would lose its digits.
    """
    if x <= 0 or rest <= 0:
        return 0.0 if x <= 0 else 1.0
    # The fraction settles fast on this side only; DLMF 8.17.4 leads over from the other.
    if x > (a + 1) / (a + b + 2):
        return 1 - incomplete_beta(b, a, rest, x)
    log_front = a * math.log(x) + b * math.log(rest) - math.log(a) - _log_beta(a, b)
    return math.exp(log_front) * _continued_fraction(_beta_terms(a, b, x))


def upper_incomplete_gamma(a: float, x: float) -> float:
    """Give the regularised Q(a, x): DLMF 8.9.2, and near 0 the series 8.7.1."""
    if x <= 0:
        return 1.0
    front = math.exp(a * math.log(x) - x - math.lgamma(a))
    if x < a + 1:
        return 1 - front * _gamma_series(a, x)
    return front * _continued_fraction(_gamma_terms(a, x), first=x)


def _t_upper_tail(t: float, df: float) -> float:
    """Give P(T > t) for t of 0 or more: half of I(df / (df + t^2); df/2, 1/2)."""
    whole = df + t * t
    return incomplete_beta(df / 2, 0.5, df / whole, t * t / whole) / 2


def _log_beta(a: float, b: float) -> float:
    return math.lgamma(a) + math.lgamma(b) - math.lgamma(a + b)


def _beta_terms(a: float, b: float, x: float) -> Iterator[tuple[float, float]]:
    m = 0
    while True:
        yield -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1)), 1
        m += 1
        yield m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m)), 1


def _gamma_terms(a: float, x: float) -> Iterator[tuple[float, float]]:
    n = 0
    while True:
        n += 1
        yield n - a, 1
        yield n, x


def _gamma_series(a: float, x: float) -> float:
    """Sum x^k / (a (a+1) ... (a+k)), which is P(a, x) without its front."""
    k, term = 0, 1 / a
    total = term
    while term > total * SMALL:
        k += 1
        term *= x / (a + k)
        total += term
    return total


def _continued_fraction(terms: Iterator[tuple[float, float]], first: float = 1) -> float:
    """Evaluate 1/(first + n1/(d1 + n2/(d2 + ...))) by Steed's method, DLMF 3.10(iii).

    The steps shrink for the arguments that come here; it takes about the root of the largest.

    Args:
        terms: The numerators and denominators after the first.
    """
    inverse = step = value = 1 / first
    while abs(step) > abs(value) * SMALL:
        numerator, denominator = next(terms)
        inverse = 1 / (denominator + numerator * inverse)
        step *= denominator * inverse - 1
        value += step
    return value


def _solve(is_reached: Callable[[float], bool]) -> float:
    """Halve the range until two neighbouring numbers are left; `is_reached` turns true once."""
    low, high = 0.0, 1.0
    while not is_reached(high):
        low, high = high, high * 2
    while low < (middle := (low + high) / 2) < high:
        low, high = (low, middle) if is_reached(middle) else (middle, high)
    return high


def _check_share(p: float) -> None:
    if not 0 < p < 1:
        raise ValueError("a quantile needs a share between 0 and 1")
