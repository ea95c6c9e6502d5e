"""Two people whose days rise and fall together, or do not."""

from __future__ import annotations

import numpy as np
import pytest
from scipy import stats

from closeness_cli.core.stats.coupling import Coupling, coupling
from closeness_cli.core.stats.said import Reason, Silence
from two_series import two_with_memory


def test_two_who_move_together_are_seen() -> None:
    values = two_with_memory(120, 0.3, np.random.default_rng(1), together=0.5)

    found = coupling(range(120), values)

    assert isinstance(found, Coupling)
    assert found.r == pytest.approx(stats.pearsonr(*zip(*values, strict=True)).statistic)
    assert 0.2 < found.low < found.r < found.high < 0.7
    assert found.p <= 0.02
    assert (found.n, found.span_days) == (120, 119)


def test_without_memory_the_interval_of_a_correlation_is_fishers() -> None:
    values = two_with_memory(60, -0.3, np.random.default_rng(2), together=0.5)
    low, high = stats.pearsonr(*zip(*values, strict=True)).confidence_interval(0.95)

    found = coupling(range(60), values)

    assert isinstance(found, Coupling)
    assert (found.low, found.high) == pytest.approx((low, high), abs=0.01)


def test_two_who_have_nothing_to_do_with_each_other_seldom_seem_to() -> None:
    chance, tries = np.random.default_rng(5), 300
    found = [coupling(range(60), two_with_memory(60, 0.6, chance)) for _ in range(tries)]
    coupled = [one for one in found if isinstance(one, Coupling)]

    assert len(coupled) == tries
    assert sum(one.p <= 0.05 for one in coupled) / tries <= 0.08
    assert sum(not one.low <= 0 <= one.high for one in coupled) / tries <= 0.10


def test_days_alone_are_not_enough_for_coupling() -> None:
    days = [2.0 * day for day in range(39)]

    assert coupling(days, [(float(day % 3), float(day % 5)) for day in range(39)]) == Silence(
        Reason.TOO_FEW, 2
    )
    assert coupling(range(40), [(float(day % 3), 0.1) for day in range(40)]) == Silence(
        Reason.NO_VARIATION
    )


def test_two_who_say_the_same_every_day_have_a_correlation_of_one() -> None:
    same = [float(day * day % 7) for day in range(40)]

    found = coupling(range(40), list(zip(same, same, strict=True)))

    assert isinstance(found, Coupling)
    assert found.r == pytest.approx(1)
    assert found.high == pytest.approx(1)


def test_what_is_no_number_is_refused() -> None:
    with pytest.raises(ValueError, match="number"):
        coupling(range(40), [(1.0, float("nan"))] * 40)
