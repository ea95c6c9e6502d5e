"""One's own usual: of the answers, of the moods of weeks, and of everyday things."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

from closeness_cli.core.reports.overview import Period
from closeness_cli.core.reports.usual import EVERYDAY, UsualReport, build_usual
from closeness_cli.core.stats.own_range import OwnRange
from closeness_cli.core.stats.said import Reason, Silence
from stories import SUNDAY, a_named_dimension, a_sitting, a_wide_instrument, weeks

if TYPE_CHECKING:
    from collections.abc import Sequence

    from closeness_cli.core.answering.administration import Administration

MONDAY = date(2025, 9, 1)


def usual(
    sittings: Sequence[Administration] = (), moods: Sequence[tuple[date, float]] = ()
) -> UsualReport:
    return build_usual(sittings, moods, period=Period(), today=SUNDAY, mood_title="Mood")


def moods_of(weeks_of: Sequence[float], days: int = 3) -> list[tuple[date, float]]:
    return [
        (MONDAY + timedelta(weeks=week, days=day), mood)
        for week, mood in enumerate(weeks_of)
        for day in range(days)
    ]


def test_without_anything_there_is_nothing() -> None:
    assert usual().all == ()


def test_the_answers_are_looked_at_as_the_report_follows_them() -> None:
    found = usual(weeks([5, 6] * 6 + [10, 10])).followed
    assert found is not None
    assert (found.title, found.latest, found.n) == ("Feeling close", 10.0, 14)
    assert isinstance(found.found, OwnRange)
    assert [one.may_be_said for one in found.found.outside] == [False, True]


def test_moods_are_looked_at_week_by_week() -> None:
    found = usual(moods=moods_of([0, 1] * 6 + [-2, -2])).moods
    assert found is not None
    assert (found.n, found.latest, found.on) == (14, -2, MONDAY + timedelta(weeks=13))
    assert isinstance(found.found, OwnRange)
    assert [one.is_above for one in found.found.outside] == [False, False]
    assert found.found.outside[0].day == (MONDAY + timedelta(weeks=12)).toordinal()


def test_a_week_with_one_mood_stands_for_no_week() -> None:
    assert usual(moods=moods_of([1] * 14, days=1)).moods is None


def test_a_few_weeks_of_moods_are_too_early() -> None:
    found = usual(moods=moods_of([0, 1, 0])).moods
    assert found is not None
    assert found.found == Silence(Reason.TOO_FEW, 63.0)


def test_everyday_things_are_looked_at_one_by_one_and_never_together() -> None:
    made = replace(a_wide_instrument(1, 3), id=EVERYDAY)
    whole = replace(a_named_dimension("all", "Together"), items=("thing0", "thing1", "thing2"))
    made = replace(made, dimensions=(whole, *made.dimensions))
    sets = [
        a_sitting(SUNDAY + timedelta(weeks=2 * at), {"thing0": 2 + at % 2, "thing1": 3}, made)
        for at in range(13)
    ]
    found = usual(sets).everyday
    assert [one.title for one in found] == ["Everyday thing 1.1", "Everyday thing 1.2"]
    assert isinstance(found[0].found, OwnRange)
    assert found[1].found == Silence(Reason.NO_VARIATION)
