"""Many claims of one report, kept honest together."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import false_discovery_control

from closeness_cli.core.stats.false_discovery import adjusted, survivors
from series_made import SEED

CHANCES = st.lists(st.floats(0, 1), min_size=1, max_size=30)


@given(CHANCES)
def test_it_is_that_of_scipy(chances: list[float]) -> None:
    assert adjusted(chances) == pytest.approx(false_discovery_control(chances), abs=1e-12)


@given(CHANCES, st.floats(0.01, 0.5))
def test_who_survives_is_what_the_steps_up_say(chances: list[float], q: float) -> None:
    ranked = sorted(chances)
    passed = [p for at, p in enumerate(ranked, 1) if p * len(ranked) / at <= q]

    kept = survivors(chances, q)
    assert [chances[at] for at in kept] == [p for p in chances if passed and p <= max(passed)]


@given(CHANCES)
def test_looking_at_more_makes_nothing_surer(chances: list[float]) -> None:
    assert all(q >= p - 1e-15 for p, q in zip(chances, adjusted(chances), strict=True))
    more = adjusted([*chances, 1.0])
    assert all(q >= old - 1e-12 for q, old in zip(more, adjusted(chances), strict=False))


def test_one_claim_in_ten_may_be_false_unless_said_otherwise() -> None:
    assert survivors([0.03, 0.2, 0.06]) == (0, 2)
    assert survivors([0.03, 0.2, 0.06], 0.05) == ()
    assert survivors([]) == ()
    assert adjusted([]) == ()


@pytest.mark.parametrize("p", [-0.1, 1.1, math.nan])
def test_what_is_no_p_is_refused(p: float) -> None:
    with pytest.raises(ValueError, match="between 0 and 1"):
        adjusted([0.5, p])


def test_of_what_is_told_few_claims_are_false() -> None:
    rng = np.random.default_rng(SEED)
    shares = []
    for _ in range(400):
        kept = survivors([*rng.uniform(size=15), *rng.uniform(size=5) ** 12])
        shares.append(sum(at < 15 for at in kept) / max(len(kept), 1))

    assert 0.02 < np.mean(shares) <= 0.10
