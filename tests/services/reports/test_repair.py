"""How long repairs take, read from a journal."""

from __future__ import annotations

from datetime import date

from builders import EVENING, StoppedClock, id_number
from closeness_cli.core.entry import EntryFilter
from closeness_cli.core.reports.overview import Period
from closeness_cli.core.reports.repair import Conflict
from closeness_cli.services.reports.repair import read_repairs


class Journal:
    """One conflict, and what was asked for."""

    asked: EntryFilter

    def conflicts(self, wanted: EntryFilter) -> list[Conflict]:
        """Give it."""
        self.asked = wanted
        return [Conflict(EVENING.at)]


def test_the_conflicts_of_a_period_and_a_person_are_read() -> None:
    journal, noor = Journal(), id_number(7)
    period = Period(date(2025, 11, 1), date(2025, 12, 1))

    found = read_repairs(period, entries=journal, clock=StoppedClock(), person_id=noor)

    assert journal.asked == EntryFilter(date(2025, 11, 1), date(2025, 12, 1), person_id=noor)
    assert (found.n, found.today) == (1, date(2025, 11, 14))
