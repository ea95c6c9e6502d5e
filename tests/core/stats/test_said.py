"""Silence has a reason, and says from about when on there is more to say."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from closeness_cli.core.stats.said import EARLY, Reason, Silence, not_yet, over

TODAY = date(2026, 1, 4)


@pytest.mark.parametrize(
    ("days", "silence"),
    [
        ([0.0, 7.0, 14.0, 21.0], None),
        ([0.0, 7.0, 14.0], Silence(Reason.TOO_FEW, 7.0)),
        ([21.0, 0.0], Silence(Reason.TOO_FEW, 42.0)),
        # The rest comes at once at this pace, but not the time that it takes.
        ([0.0, 1.0, 2.0], Silence(Reason.TOO_FEW, 18.0)),
        ([0.0, 1.0, 2.0, 3.0], Silence(Reason.TOO_SHORT, 17.0)),
        ([3.0, 3.5, 4.0], Silence(Reason.TOO_FEW, 19.0)),
        ([0.0], Silence(Reason.TOO_FEW, None)),
        ([5.0, 5.0], Silence(Reason.TOO_FEW, None)),
        ([], Silence(Reason.TOO_FEW, None)),
    ],
)
def test_what_is_missing_comes_at_the_pace_so_far(
    days: list[float], silence: Silence | None
) -> None:
    assert not_yet(days, needed=4, span=20.0) == silence


def test_two_values_an_hour_apart_have_a_pace() -> None:
    assert not_yet([3.0, 3.25], needed=4) == Silence(Reason.TOO_FEW, 0.5)


def test_a_usual_gap_stands_in_where_there_is_no_pace_yet() -> None:
    assert not_yet([], needed=4, usual_gap=7.0) == Silence(Reason.TOO_FEW, 28.0)
    assert not_yet([3.0], needed=4, usual_gap=7.0) == Silence(Reason.TOO_FEW, 21.0)


@given(st.lists(st.floats(0, 1000), max_size=30), st.integers(1, 20), st.floats(0, 100))
def test_waiting_is_never_said_where_there_is_enough(
    days: list[float], needed: int, span: float
) -> None:
    silence = not_yet(days, needed=needed, span=span)

    enough = len(days) >= needed and max(days) - min(days) >= span
    assert (silence is None) == enough
    if silence is not None and silence.wait_days is not None:
        assert silence.wait_days > 0


def test_a_wait_is_a_day_of_the_calendar() -> None:
    assert Silence(Reason.TOO_FEW, 9.2).from_about(TODAY) == date(2026, 1, 14)
    assert Silence(Reason.NO_VARIATION).from_about(TODAY) is None


@pytest.mark.parametrize("reason", sorted(EARLY))
def test_what_is_over_is_not_waited_for(reason: Reason) -> None:
    inside = (1.5, Silence(reason, 7.0))
    assert over(inside) == (1.5, Silence(Reason.OVER))
    assert over(Silence(reason, 7.0)).from_about(TODAY) is None


def test_what_is_over_keeps_what_was_found_there() -> None:
    settled = Silence(Reason.NO_VARIATION)
    assert over(settled) == settled
    assert over((date(2026, 1, 4), "as it is", None)) == (date(2026, 1, 4), "as it is", None)
