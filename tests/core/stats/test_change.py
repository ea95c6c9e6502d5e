"""When a change is called, on which basis, and when nothing is said."""

from __future__ import annotations

import math
from datetime import date, timedelta
from statistics import fmean, stdev
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from closeness_cli.core.instruments.instrument import Noise, NoiseBasis
from closeness_cli.core.stats.change import (
    CALM_MARGIN,
    FAR_MORE,
    Basis,
    Lack,
    NoEstimate,
    Outcome,
    Run,
    Verdict,
    judge,
)
from closeness_cli.core.stats.distributions import f_quantile, t_quantile

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

RELIABLE = Noise("any", NoiseBasis.RELIABLE_CHANGE, 10.0, "Someone 1999")
RETEST = Noise("any", NoiseBasis.RETEST, 0.8, "Someone 2001", sd=7.5, days=14)
RETEST_LIMIT = 1.959963984540054 * 7.5 * math.sqrt(0.4)

EIGHT = (50.0, 54.0, 49.0, 53.0, 51.0, 56.0, 48.0, 52.0)
"""A baseline whose runs do not resemble the run before."""


def runs(values: Iterable[float], *, totals: bool = True) -> list[Run]:
    return [
        Run(date(2026, 1, 4) + timedelta(weeks=number), value, value if totals else None)
        for number, value in enumerate(values)
    ]


def verdict(
    values: Iterable[float], *, noise: Sequence[Noise] = (), n_dimensions: int = 1
) -> Verdict:
    found = judge(runs(values), noise=noise, n_dimensions=n_dimensions)
    assert isinstance(found, Verdict)
    return found


def published(now: float) -> list[float]:
    """Nine runs: one that settles in, a baseline of 50, and the last four."""
    return [90, 48, 52, 48, 52, now + 2, now - 2, now + 2, now - 2]


def own(before: float, now: float) -> list[float]:
    """Seventeen runs: one that settles in, `EIGHT`, and two windows of four."""
    return [90, *EIGHT, *(before + x for x in (2, -2, 2, -2)), *(now + x for x in (2, -2, 2, -2))]


@pytest.mark.parametrize(
    ("now", "outcome"),
    [
        (60.1, Outcome.UP),
        (60, Outcome.CANNOT_TELL),
        (50, Outcome.CANNOT_TELL),
        (40, Outcome.CANNOT_TELL),
        (39.9, Outcome.DOWN),
    ],
)
def test_a_published_change_calls_what_lies_beyond_it(now: float, outcome: Outcome) -> None:
    found = verdict(published(now), noise=[RELIABLE])

    assert found.outcome is outcome
    assert found.basis is Basis.PUBLISHED_CHANGE
    assert (found.then, found.n_then, found.n_now) == (50, 4, 4)
    assert (found.now, found.difference) == pytest.approx((now, now - 50))
    assert (found.threshold, found.source) == (10, "Someone 1999")


def test_a_published_retest_gives_the_smallest_real_change() -> None:
    found = verdict(published(58), noise=[RETEST])

    assert found.basis is Basis.PUBLISHED_RETEST
    assert found.source == "Someone 2001"
    assert found.threshold == pytest.approx(RETEST_LIMIT)
    assert found.outcome is Outcome.CANNOT_TELL
    assert verdict(published(59.4), noise=[RETEST]).outcome is Outcome.UP


def test_a_published_change_may_be_a_part_of_a_point() -> None:
    mean_of_answers = Noise("any", NoiseBasis.RELIABLE_CHANGE, 0.64, "Someone 1988")

    found = verdict([1, *(3.0, 3.5) * 2, *(3.75, 4.25) * 2], noise=[mean_of_answers])

    assert (found.difference, found.threshold) == (0.75, 0.64)
    assert found.outcome is Outcome.UP


@pytest.mark.parametrize(("now", "outcome"), [(0.4, Outcome.CANNOT_TELL), (0.4000001, Outcome.UP)])
def test_what_binary_fractions_differ_by_is_no_change(now: float, outcome: Outcome) -> None:
    mean_of_answers = Noise("any", NoiseBasis.RELIABLE_CHANGE, 0.3, "Someone 1988")

    found = verdict([1, *(0.0, 0.2) * 2, *(now - 0.1, now + 0.1) * 2], noise=[mean_of_answers])

    assert found.difference > 0.3  # 0.4 less 0.1 is a hair more
    assert found.outcome is outcome


@pytest.mark.parametrize("noise", [[RETEST, RELIABLE], [RELIABLE, RETEST]])
def test_a_published_change_comes_before_a_published_retest(noise: list[Noise]) -> None:
    assert verdict(published(50), noise=noise).basis is Basis.PUBLISHED_CHANGE


@pytest.mark.parametrize(
    "useless",
    [
        Noise("any", NoiseBasis.RELIABLE_CHANGE, 0, "s"),
        Noise("any", NoiseBasis.RELIABLE_CHANGE, math.nan, "s"),
        Noise("any", NoiseBasis.RELIABLE_CHANGE, math.inf, "s"),
        Noise("any", NoiseBasis.RETEST, 1.0, "s", sd=7.5),
        Noise("any", NoiseBasis.RETEST, 0.0, "s", sd=7.5),
        Noise("any", NoiseBasis.RETEST, 0.8, "s", sd=0),
        Noise("any", NoiseBasis.RETEST, 0.8, "s"),
    ],
)
def test_published_numbers_that_give_no_noise_are_passed_over(useless: Noise) -> None:
    assert judge(runs(published(50)), noise=[useless]) == NoEstimate(Lack.TOO_FEW_RUNS, 9, 17)
    assert verdict(published(50), noise=[useless, RETEST]).basis is Basis.PUBLISHED_RETEST


def test_published_noise_is_of_totals_and_needs_them() -> None:
    without = runs(own(51, 51), totals=False)

    found = judge(without, noise=[RELIABLE])

    assert isinstance(found, Verdict)
    assert found.basis is Basis.OWN_BASELINE
    assert found.source == ""


def test_a_published_change_is_widened_where_runs_resemble_the_run_before() -> None:
    slow = [90, *(40, 40, 40, 40), *(60, 60, 60, 60), *(55, 55, 55, 55)]

    found = verdict(slow, noise=[RELIABLE])

    likeness = 5 / 8  # 6 products of alike neighbours less 1 across the step, over 8 squares
    assert found.threshold == pytest.approx(10 * math.sqrt((1 + likeness) / (1 - likeness)))
    assert (found.difference, found.outcome) == (15, Outcome.CANNOT_TELL)


def test_the_change_itself_does_not_widen_a_published_limit() -> None:
    found = verdict([90, *(50, 50, 50, 50), *(61, 61, 61, 61)], noise=[RELIABLE])

    assert (found.threshold, found.outcome) == (10, Outcome.UP)


def test_runs_that_never_move_widen_nothing() -> None:
    found = verdict([50] * 9, noise=[RELIABLE])

    assert (found.outcome, found.threshold, found.difference) == (Outcome.CANNOT_TELL, 10, 0)


def single_run_limit(baseline: Sequence[float], confidence: float) -> float:
    n = len(baseline)
    return t_quantile((1 + confidence) / 2, n - 1) * stdev(baseline) * math.sqrt(1 + 1 / n)


def test_the_own_limit_is_that_of_a_single_run_with_the_spread_of_all_stretches() -> None:
    values = own(51.625, 51.625)

    found = verdict(values)

    after = stdev(values[9:])
    spread = math.sqrt((stdev(EIGHT) ** 2 + after**2) / 2)
    expected = t_quantile(0.975, 14) * CALM_MARGIN * spread * math.sqrt(1 + 1 / 8)
    assert found.threshold == pytest.approx(expected)
    assert (found.then, found.n_then, found.n_now) == (fmean(EIGHT), 8, 4)
    assert found.basis is Basis.OWN_BASELINE


def test_a_stretch_that_is_not_whole_adds_nothing_to_the_spread() -> None:
    whole = verdict(own(52, 52))
    more = verdict([*own(52, 52), *(54, 50, 54, 50, 54, 50, 54)])

    assert more.threshold == whole.threshold


@pytest.mark.parametrize(
    ("before", "now", "outcome"),
    [
        (70, 70, Outcome.UP),
        (30, 30, Outcome.DOWN),
        (52, 70, Outcome.CANNOT_TELL),
        (52, 30, Outcome.CANNOT_TELL),
        (70, 52, Outcome.CANNOT_TELL),
        (70, 30, Outcome.CANNOT_TELL),
        (60, 60, Outcome.UP),  # the limit is 6.2 here, and each window counts by itself
        (57, 70, Outcome.CANNOT_TELL),
        (52, 52, Outcome.CANNOT_TELL),
    ],
)
def test_both_last_windows_must_lie_on_one_side(
    before: float, now: float, outcome: Outcome
) -> None:
    stretch = [52 + x for x in (2, -2, 2, -2, 2, -2, 2, -2)]
    values = [90, *EIGHT, *(stretch * 4)[:-4], *own(before, now)[9:]]

    found = verdict(values)

    assert found.outcome is outcome
    assert found.now == now


def test_one_dimension_is_looked_at_unless_more_are_named() -> None:
    assert judge(runs(own(52, 52))) == judge(runs(own(52, 52)), n_dimensions=1)
    assert judge(runs(own(52, 52))) != judge(runs(own(52, 52)), n_dimensions=2)


def test_the_more_dimensions_are_looked_at_the_wider_is_the_own_limit() -> None:
    limits = [verdict(own(52, 52), n_dimensions=n).threshold for n in (1, 2, 4, 8)]

    assert limits == sorted(limits)
    assert len(set(limits)) == 4
    one, _, four, _ = limits
    assert four / one == pytest.approx(t_quantile(1 - 0.05 / 8, 14) / t_quantile(0.975, 14))


@pytest.mark.parametrize(
    ("n_dimensions", "quantile"),
    [(1, 1.959963984540054), (2, 2.241402727604947), (4, 2.497705474412537)],
)
@pytest.mark.parametrize(("noise", "alone"), [(RELIABLE, 10), (RETEST, RETEST_LIMIT)])
def test_the_more_dimensions_are_looked_at_the_wider_is_a_published_limit(
    noise: Noise, alone: float, n_dimensions: int, quantile: float
) -> None:
    found = verdict(published(50), noise=[noise], n_dimensions=n_dimensions)

    assert found.threshold == pytest.approx(alone * quantile / 1.959963984540054)


def test_the_own_limit_is_widened_where_runs_resemble_the_run_before() -> None:
    mixed, sorted_ = own(52, 52), [90, *sorted(EIGHT), *sorted(own(52, 52)[9:])]

    assert verdict(sorted_).threshold > 1.5 * verdict(mixed).threshold


def test_the_likeness_of_neighbours_is_their_autocorrelation_within_stretches() -> None:
    climbing = [90.0, *map(float, range(8)), *map(float, range(8))]
    steady = verdict(climbing)

    spread = CALM_MARGIN * math.sqrt(2 * 42 / 14)
    single = t_quantile(0.975, 14) * spread * math.sqrt(1 + 1 / 8)
    likeness = 26.25 / 42
    assert steady.threshold == pytest.approx(single * math.sqrt((1 + likeness) / (1 - likeness)))


def test_a_baseline_without_any_variation_gives_no_estimate() -> None:
    flat = [90, *(50,) * 8, *(70, 72, 70, 72), *(70, 72, 70, 72)]

    assert judge(runs(flat)) == NoEstimate(Lack.NO_NOISE_SEEN, 17, 17)


@pytest.mark.parametrize(
    ("noise", "with_first", "needed"),
    [([RELIABLE], False, 9), ([RELIABLE], True, 8), ([], False, 17), ([], True, 16)],
)
def test_nothing_is_said_before_there_are_runs_for_both_windows(
    noise: list[Noise], with_first: bool, needed: int
) -> None:
    values = [*EIGHT, *EIGHT, 50]

    for seen in range(len(values) + 1):
        found = judge(runs(values[:seen]), noise=noise, with_first=with_first)
        if seen < needed:
            assert found == NoEstimate(Lack.TOO_FEW_RUNS, seen, needed)
        else:
            assert isinstance(found, Verdict)


@pytest.mark.parametrize("noise", [[RELIABLE], []])
def test_the_first_run_is_settling_in_and_left_out_unless_asked_for(noise: list[Noise]) -> None:
    low_first, high_first = [0, *EIGHT, *EIGHT], [100, *EIGHT, *EIGHT]

    assert judge(runs(low_first), noise=noise) == judge(runs(high_first), noise=noise)
    with_low = judge(runs(low_first), noise=noise, with_first=True)
    with_high = judge(runs(high_first), noise=noise, with_first=True)
    assert isinstance(with_low, Verdict)
    assert isinstance(with_high, Verdict)
    assert with_low.then < with_high.then


VALUES = st.lists(st.integers(0, 20).map(lambda steps: 5.0 * steps), min_size=17, max_size=60)
NOISE = st.sampled_from([[RELIABLE], [RETEST], []])


@given(VALUES, NOISE)
def test_turning_the_scale_round_turns_the_outcome_round(
    values: list[float], noise: list[Noise]
) -> None:
    there = judge(runs(values), noise=noise)
    back = judge(runs([100 - value for value in values]), noise=noise)

    if isinstance(there, NoEstimate):
        assert back == there
        return
    assert isinstance(back, Verdict)
    assert back.threshold == pytest.approx(there.threshold)
    assert back.difference == pytest.approx(-there.difference)
    turned = {Outcome.UP: Outcome.DOWN, Outcome.DOWN: Outcome.UP}
    assert back.outcome is turned.get(there.outcome, there.outcome)


@given(VALUES, NOISE)
def test_what_is_called_lies_beyond_its_limit_and_on_its_side(
    values: list[float], noise: list[Noise]
) -> None:
    found = judge(runs(values), noise=noise)

    if isinstance(found, Verdict):
        assert found.difference == found.now - found.then
        match found.outcome:
            case Outcome.UP:
                assert found.difference > found.threshold
            case Outcome.DOWN:
                assert found.difference < -found.threshold
            case Outcome.CANNOT_TELL if not noise:
                before = fmean(values[-8:-4]) - found.then
                inner = min(abs(found.difference), abs(before))
                assert inner <= found.threshold * (1 + 1e-6) or before * found.difference < 0


@given(VALUES, st.permutations(range(4)), NOISE)
def test_the_last_window_only_counts_through_its_mean(
    values: list[float], order: list[int], noise: list[Noise]
) -> None:
    found = judge(runs(values), noise=noise)
    mixed = judge(runs([*values[:-4], *(values[-4:][one] for one in order)]), noise=noise)

    assert type(found) is type(mixed)
    assert getattr(found, "now", None) == getattr(mixed, "now", None)
    assert getattr(found, "then", None) == getattr(mixed, "then", None)


def test_far_more_is_the_quantile_of_two_stretches_that_move_alike() -> None:
    assert pytest.approx(f_quantile(0.95, 7, 7), abs=5e-4) == FAR_MORE


@pytest.mark.parametrize("begins", range(10, 20))
def test_a_large_step_is_told_wherever_in_a_stretch_it_begins(begins: int) -> None:
    calm = [*EIGHT, *EIGHT, *EIGHT, *EIGHT, *EIGHT]
    values = [50, *(value + (40 if number >= begins else 0) for number, value in enumerate(calm))]

    assert verdict(values, n_dimensions=4).outcome is Outcome.UP


def test_of_two_stretches_a_restless_later_one_is_left_out_and_a_calm_one_is_not() -> None:
    restless, calm = [50, 70, 50, 70, 90, 110, 90, 110], [52, 56, 51, 55, 53, 58, 50, 54]

    alone, both = verdict([50, *EIGHT, *restless]), verdict([50, *EIGHT, *calm])

    limit = single_run_limit(EIGHT, 0.95) * CALM_MARGIN
    assert alone.threshold == pytest.approx(limit)
    assert both.threshold < limit


@pytest.mark.parametrize("n_stretches", [3, 4])
@pytest.mark.parametrize("place", [0, 1, 2])
def test_of_more_stretches_the_one_that_moved_most_is_left_out(
    n_stretches: int, place: int
) -> None:
    like_the_rest: list[tuple[float, ...]] = [EIGHT] * n_stretches
    like_the_rest[place] = tuple(51 + 1.2 * (one - 51) for one in EIGHT)

    found = verdict([50, *(value for one in like_the_rest for value in one)])

    df = 7 * (n_stretches - 1)
    spread = CALM_MARGIN * stdev(EIGHT)
    assert found.threshold == pytest.approx(t_quantile(0.975, df) * spread * math.sqrt(1 + 1 / 8))
