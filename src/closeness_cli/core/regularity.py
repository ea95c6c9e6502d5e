"""How regularly a ritual is done, and what it is today.

Regularity is a share of the days, weeks or months that a ritual was meant for, never a run of
them in a row: done / meant, with these rules.

- A period (a local day, an ISO week, a pair of weeks, a month, a quarter, a year) counts once,
  however often the ritual was done in it.
- A period in which it was skipped and not done leaves both numbers.
- The running period counts only if it was done already, and so does a first one that had begun
  before the ritual was meant: nobody is late before there was time.
- Only periods from `began_on` on count, the day from which on it is meant as it is now.
"""

from __future__ import annotations

from datetime import date, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from closeness_cli.core.rituals import Cadence, Done, Lasting

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from closeness_cli.core.rituals import Meant, Observance, Ritual

DAYS_OF_WEEK = 7
MONTHS_OF_YEAR, MONTHS_OF_QUARTER = 12, 3

_BY_WEEKDAY = (Cadence.DAILY, Cadence.WEEKLY, Cadence.ONGOING)
"""Meant on each of its weekdays; with a longer cadence they only say which day suits."""


class Regularity(NamedTuple):
    """How many of the periods that a ritual was meant for it was done in.

    Args:
        period: What was counted; days where it is meant for certain weekdays.
        meant: Periods that count, those that were skipped not among them; may be 0.
        since: The first local day that counts.
    """

    period: Cadence
    done: int
    meant: int
    since: date


class Today(StrEnum):
    """What a ritual is today."""

    CAN_BE_DONE = "can_be_done"
    DONE = "done"
    SKIPPED = "skipped"
    ANOTHER_DAY = "another_day"
    STOPPED = "stopped"


def find_regularity(
    ritual: Ritual, observed: Sequence[Observance], *, today: date
) -> Regularity | None:
    """Count in how many of the periods that it was meant for a ritual was done.

    Args:
        observed: The times of this ritual; other people's are left out by the caller.

    Returns:
        Nothing for one that is ongoing, that is stopped, or that nobody knows the beginning of.
    """
    since = ritual.began_on or min((one.on for one in observed), default=None)
    if ritual.meant.cadence is Cadence.ONGOING or ritual.state is not Lasting.CURRENT:
        return None
    if since is None or since > today:
        return None
    periods = _Periods(ritual.meant, since)
    within = [one for one in observed if since <= one.on <= today and periods.holds(one.on)]
    done = periods.of(within, Done.DONE)
    unfinished = {periods.number(today)}
    if since > date.min and periods.number(since - timedelta(days=1)) == periods.number(since):
        unfinished.add(periods.number(since))
    left_out = (periods.of(within, Done.SKIPPED) | unfinished) - done
    meant = {
        number
        for number in range(periods.number(since), periods.number(today) + 1)
        if periods.is_meant(number)
    }
    return Regularity(periods.cadence, len(done), len(meant - left_out), since)


def state_today(ritual: Ritual, observed: Iterable[Observance], *, today: date) -> Today:
    """Say whether a ritual can be done today, or was done or skipped in today's period already.

    An ongoing one can be done on any day.
    """
    if ritual.state is not Lasting.CURRENT:
        return Today.STOPPED
    periods = _Periods(ritual.meant, ritual.began_on or today)
    now = periods.number(today)
    said = {one.state for one in observed if one.on <= today and periods.number(one.on) == now}
    if Done.DONE in said:
        return Today.DONE
    if Done.SKIPPED in said:
        return Today.SKIPPED
    is_meant = periods.holds(today) and (ritual.began_on is None or ritual.began_on <= today)
    return Today.CAN_BE_DONE if is_meant else Today.ANOTHER_DAY


class Standing(NamedTuple):
    """A ritual, and what can be said of it today.

    Args:
        n_done: How often it was done, ever.
        last_on: The local day on which it was done last; absent for never.
    """

    ritual: Ritual
    today: Today
    regularity: Regularity | None
    n_done: int
    last_on: date | None


def find_standing(ritual: Ritual, observed: Sequence[Observance], *, today: date) -> Standing:
    """Put together what can be said of a ritual; `observed` may hold those of others, too."""
    own = [one for one in observed if one.ritual_id == ritual.id]
    days = [one.on for one in own if one.state is Done.DONE]
    return Standing(
        ritual=ritual,
        today=state_today(ritual, own, today=today),
        regularity=find_regularity(ritual, own, today=today),
        n_done=len(days),
        last_on=max(days, default=None),
    )


class _Periods:
    """The periods of a cadence, numbered in order."""

    def __init__(self, meant: Meant, since: date) -> None:
        by_weekday = bool(meant.weekdays) and meant.cadence in _BY_WEEKDAY
        self.cadence = Cadence.DAILY if by_weekday else meant.cadence
        self._weekdays = meant.weekdays if by_weekday else ()
        self._since = since

    def number(self, day: date) -> int:
        """Number the period that a day lies in; weeks begin on Monday, as 0001-01-01 was one."""
        week = (day.toordinal() - 1) // DAYS_OF_WEEK
        month = day.year * MONTHS_OF_YEAR + day.month - 1
        match self.cadence:
            case Cadence.DAILY | Cadence.ONGOING:
                return day.toordinal()
            case Cadence.WEEKLY:
                return week
            case Cadence.BIWEEKLY:
                return (week - (self._since.toordinal() - 1) // DAYS_OF_WEEK) // 2
            case Cadence.MONTHLY:
                return month
            case Cadence.QUARTERLY:
                return month // MONTHS_OF_QUARTER
            case Cadence.YEARLY:
                return day.year

    def holds(self, day: date) -> bool:
        """Say whether the ritual is meant for this day, as far as weekdays are named."""
        return not self._weekdays or day.isoweekday() in self._weekdays

    def is_meant(self, number: int) -> bool:
        """Say whether a period of this number counts."""
        return not self._weekdays or self.holds(date.fromordinal(number))

    def of(self, observed: Iterable[Observance], state: Done) -> set[int]:
        """Give the periods in which something of this state was said."""
        return {self.number(one.on) for one in observed if one.state is state}
