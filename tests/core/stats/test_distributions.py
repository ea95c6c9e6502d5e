"""Distributions: known values, and laws that tie them to each other."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from closeness_cli.core.stats.distributions import (
    chi_square_upper_tail,
    f_cdf,
    f_quantile,
    incomplete_beta,
    normal_quantile,
    t_cdf,
    t_quantile,
    t_two_sided_p,
    upper_incomplete_gamma,
)

SHARES = st.floats(0.0005, 0.9995)
DEGREES = st.floats(1, 400)


@pytest.mark.parametrize(
    ("p", "df", "t"),
    [(0.975, 7, 2.36462425159278), (0.995, 7, 3.4994832973505), (0.95, 1, 6.31375151467504)],
)
def test_quantiles_of_t_are_those_of_tables(p: float, df: float, t: float) -> None:
    assert t_quantile(p, df) == pytest.approx(t, rel=1e-12)
    assert t_quantile(1 - p, df) == pytest.approx(-t, rel=1e-10)


@given(SHARES, DEGREES)
def test_a_quantile_of_t_leads_back_to_its_share(p: float, df: float) -> None:
    assert t_cdf(t_quantile(p, df), df) == pytest.approx(p, abs=1e-12)


@given(st.floats(-50, 50), DEGREES)
def test_t_is_symmetric(t: float, df: float) -> None:
    assert t_cdf(t, df) + t_cdf(-t, df) == pytest.approx(1, abs=1e-14)
    assert t_two_sided_p(t, df) == pytest.approx(2 * t_cdf(-abs(t), df), rel=1e-12)


def test_the_middle_of_t_is_0() -> None:
    assert t_quantile(0.5, 3) == 0
    assert t_cdf(0, 3) == 0.5
    assert t_two_sided_p(0, 3) == 1


@given(st.floats(-100, 100))
def test_t_with_one_degree_is_the_arctangent(t: float) -> None:
    assert t_cdf(t, 1) == pytest.approx(0.5 + math.atan(t) / math.pi, abs=1e-14)


def test_far_tails_keep_their_digits() -> None:
    assert t_two_sided_p(1e6, 2) == pytest.approx(1e-12, rel=1e-6)
    assert t_quantile(1e-9, 2) == pytest.approx(-22360.6797, rel=1e-8)


@given(st.floats(0, 60), st.floats(1, 90), st.floats(1, 90))
def test_f_turned_round_is_the_other_tail(f: float, df1: float, df2: float) -> None:
    other = f_cdf(1 / f, df2, df1) if f else 1
    assert f_cdf(f, df1, df2) + other == pytest.approx(1, abs=1e-12)


@given(SHARES, st.floats(1, 90), st.floats(1, 90))
def test_a_quantile_of_f_leads_back_to_its_share(p: float, df1: float, df2: float) -> None:
    assert f_cdf(f_quantile(p, df1, df2), df1, df2) == pytest.approx(p, abs=1e-11)


@given(SHARES, DEGREES)
def test_t_squared_is_f(p: float, df: float) -> None:
    two_sided = 1 - (1 - p) / 2
    assert t_quantile(two_sided, df) ** 2 == pytest.approx(f_quantile(p, 1, df), rel=1e-9)


@given(st.floats(0, 200))
def test_chi_square_with_one_degree_is_a_squared_normal(x: float) -> None:
    assert chi_square_upper_tail(x, 1) == pytest.approx(
        math.erfc(math.sqrt(x / 2)), rel=1e-10, abs=1e-300
    )


@given(st.floats(0, 200))
def test_chi_square_with_two_degrees_is_an_exponential(x: float) -> None:
    assert chi_square_upper_tail(x, 2) == pytest.approx(math.exp(-x / 2), rel=1e-10, abs=1e-300)


@given(st.floats(0.5, 40), st.floats(0.01, 100))
def test_the_incomplete_gamma_steps_as_it_must(a: float, x: float) -> None:
    step = math.exp(a * math.log(x) - x - math.lgamma(a + 1))
    assert upper_incomplete_gamma(a + 1, x) == pytest.approx(
        upper_incomplete_gamma(a, x) + step, abs=1e-13
    )


@given(st.integers(1, 20), st.integers(1, 20), st.floats(0.01, 0.99))
def test_the_incomplete_beta_of_whole_numbers_is_a_binomial_tail(a: int, b: int, x: float) -> None:
    n = a + b - 1
    tail = math.fsum(math.comb(n, k) * x**k * (1 - x) ** (n - k) for k in range(a, n + 1))
    assert incomplete_beta(a, b, x, 1 - x) == pytest.approx(tail, abs=1e-13)


def test_the_ends_are_the_ends() -> None:
    assert incomplete_beta(2, 3, 0, 1) == 0
    assert incomplete_beta(2, 3, 1, 0) == 1
    assert f_cdf(0, 2, 3) == 0
    assert f_cdf(-1, 2, 3) == 0
    assert chi_square_upper_tail(0, 3) == 1
    assert normal_quantile(0.5) == 0


@pytest.mark.parametrize("p", [0, 1, -0.1, 1.1, math.nan])
def test_no_quantile_is_given_for_what_is_no_share(p: float) -> None:
    with pytest.raises(ValueError, match=r"^a quantile needs a share between 0 and 1$"):
        t_quantile(p, 5)
    with pytest.raises(ValueError, match=r"^a quantile needs a share between 0 and 1$"):
        f_quantile(p, 5, 5)


def test_many_degrees_of_freedom_are_nearly_normal() -> None:
    assert t_quantile(0.975, 1e9) == pytest.approx(normal_quantile(0.975), rel=1e-6)
    assert chi_square_upper_tail(1e8, 1e8) == pytest.approx(0.5, abs=1e-4)
