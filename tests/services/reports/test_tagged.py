from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest

from builders import CountingIds, StoppedClock, an_entry, an_instrument, id_number
from closeness_cli.core.entry import EntryKind
from closeness_cli.core.instruments.instrument import Cadence
from closeness_cli.services.reports.tagged import count_tagged
from closeness_cli.storage.entries import EntryStore
from closeness_cli.storage.revisions import Revisions
from closeness_cli.storage.vault import empty_vault
from stories import OFTEN, a_question, evening

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture
def entries() -> Iterator[EntryStore]:
    """The journal of a vault in memory: counting is what the store does."""
    ids, clock = CountingIds(), StoppedClock()
    connection = empty_vault(ids=ids)
    yield EntryStore(Revisions(connection, clock=clock, ids=ids))
    connection.close()


TODAY = date(2025, 9, 30)

CAUSES = replace(
    an_instrument(
        replace(a_question("work", "Work?", OFTEN), tags=("work", "job")),
        replace(a_question("time", "Time?", OFTEN), tags=("time",)),
        dimensions=[],
    ),
    cadence=Cadence(suggest_days=30, min_days=30, recall_days=30),
)


class TestTagged:
    """Disagreements of 30 days that carry a tag of an item."""

    @staticmethod
    def write(
        entries: EntryStore,
        number: int,
        day: date,
        *tags: str,
        kind: EntryKind = EntryKind.CONFLICT,
        person_id: str | None = None,
    ) -> None:
        entries.add(
            an_entry(
                "Said.",
                entry_id=id_number(100 + number),
                moment=evening(day),
                kind=kind,
                tags=tags,
                person_id=person_id,
            )
        )

    def test_each_counts_once_for_an_item(self, entries: EntryStore) -> None:
        self.write(entries, 1, TODAY, "work", "Job")
        self.write(entries, 2, TODAY, "job", "time")
        self.write(entries, 3, TODAY, "other")
        assert count_tagged(CAUSES, entries, until=TODAY) == {"work": 2, "time": 1}

    def test_the_window_ends_with_the_day_of_the_answers(self, entries: EntryStore) -> None:
        for number, back in enumerate((-1, 0, 29, 30)):
            self.write(entries, number, TODAY - timedelta(days=back), "work")
        assert count_tagged(CAUSES, entries, until=TODAY)["work"] == 2

    def test_other_kinds_and_other_people_do_not_count(self, entries: EntryStore) -> None:
        self.write(entries, 1, TODAY, "work", kind=EntryKind.NOTE)
        self.write(entries, 2, TODAY, "work", person_id=id_number(9))
        assert count_tagged(CAUSES, entries, until=TODAY)["work"] == 0
        assert count_tagged(CAUSES, entries, until=TODAY, person_id=id_number(9))["work"] == 1

    def test_what_is_in_the_trash_does_not_count(self, entries: EntryStore) -> None:
        self.write(entries, 1, TODAY, "work")
        entries.delete(id_number(101))
        assert count_tagged(CAUSES, entries, until=TODAY)["work"] == 0

    def test_an_instrument_without_tags_counts_nothing(self, entries: EntryStore) -> None:
        self.write(entries, 1, TODAY, "work")
        assert count_tagged(an_instrument(), entries, until=TODAY) == {}

    @pytest.mark.parametrize("until", [date.min, date.max])
    def test_the_ends_of_the_calendar_break_nothing(self, until: date, entries: EntryStore) -> None:
        assert count_tagged(CAUSES, entries, until=until) == {"work": 0, "time": 0}
