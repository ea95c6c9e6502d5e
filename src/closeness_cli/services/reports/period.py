"""The period that a report is about."""

from __future__ import annotations

from datetime import date, timedelta

from closeness_cli.core.reports.overview import Period
from closeness_cli.errors import WrongUseError


def choose_period(
    *,
    today: date,
    since: date | None = None,
    until: date | None = None,
    last: timedelta | None = None,
) -> Period:
    """Make a period of what was asked for.

    Args:
        today: The last day of `last`.
        since: The first day that counts.
        until: The first day that no longer counts.
        last: So many days, today among them.

    Raises:
        WrongUseError: Both `last` and a day were given, or no day lies in between.
    """
    if last is not None:
        if since is not None or until is not None:
            raise WrongUseError(
                "--last already says when to begin and end.", "Leave out --since and --until."
            )
        days = min(last.days, today.toordinal())
        return Period(since=today - timedelta(days=days - 1))
    if since is not None and until is not None and since >= until:
        raise WrongUseError(
            "There is no day from --since to --until.",
            "For example: --since 2026-03-01 --until 2026-03-31",
        )
    return Period(since, until)
