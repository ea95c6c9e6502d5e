from __future__ import annotations

from datetime import date, timedelta

import pytest

from closeness_cli.core.reports.overview import Period
from closeness_cli.errors import WrongUseError
from closeness_cli.services.reports.period import choose_period
from stories import SUNDAY

TODAY = date(2025, 9, 30)


def test_nothing_given_is_the_whole_time() -> None:
    assert choose_period(today=TODAY) == Period()


def test_since_and_until_are_the_period() -> None:
    assert choose_period(today=TODAY, since=SUNDAY, until=TODAY) == Period(SUNDAY, TODAY)


def test_the_last_week_is_seven_days_with_today() -> None:
    period = choose_period(today=TODAY, last=timedelta(weeks=1))
    days = [TODAY - timedelta(days=back) for back in range(10)]
    assert sum(day in period for day in days) == 7
    assert TODAY in period


def test_a_span_longer_than_the_calendar_begins_with_it() -> None:
    period = choose_period(today=TODAY, last=timedelta(days=365 * 9999))
    assert period == Period(since=date.min)


@pytest.mark.parametrize("given", [{"since": SUNDAY}, {"until": TODAY}])
def test_last_and_a_day_are_refused_together(given: dict[str, date]) -> None:
    with pytest.raises(WrongUseError, match="--last already says"):
        choose_period(
            today=TODAY, last=timedelta(weeks=1), since=given.get("since"), until=given.get("until")
        )


@pytest.mark.parametrize("until", [SUNDAY, SUNDAY - timedelta(days=1)])
def test_a_period_without_a_day_is_refused(until: date) -> None:
    with pytest.raises(WrongUseError, match="no day from --since"):
        choose_period(today=TODAY, since=SUNDAY, until=until)
