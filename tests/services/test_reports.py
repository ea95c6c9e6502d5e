from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest

from builders import CountingIds, StoppedClock, an_entry, an_instrument, id_number
from closeness_cli.core.entry import EntryKind
from closeness_cli.core.instruments.instrument import Cadence
from closeness_cli.core.reports.outlook import Enough, TooEarly
from closeness_cli.core.reports.overview import DayMood, Period, TagCount
from closeness_cli.errors import WrongUseError
from closeness_cli.services.reports import choose_period, count_tagged, read_overview
from closeness_cli.storage.entries import EntryStore
from closeness_cli.storage.revisions import Revisions
from closeness_cli.storage.vault import empty_vault
from stories import OFTEN, SUNDAY, a_question, evening, line, weeks

if TYPE_CHECKING:
    from collections.abc import Iterator

    from closeness_cli.core.answering.administration import Administration

TODAY = date(2025, 9, 30)


@dataclass
class Answered:
    """Finished sittings in memory; remembers whose were asked for."""

    kept: list[Administration] = field(default_factory=list)
    asked_for: list[str | None] = field(default_factory=list)

    def completed(
        self, instrument_id: str | None = None, *, person_id: str | None = None
    ) -> list[Administration]:
        assert instrument_id is None
        self.asked_for.append(person_id)
        return [one for one in self.kept if one.person_id == person_id]


@pytest.fixture
def entries() -> Iterator[EntryStore]:
    """The journal of a vault in memory: counting is what the store does."""
    ids, clock = CountingIds(), StoppedClock()
    connection = empty_vault(ids=ids)
    yield EntryStore(Revisions(connection, clock=clock, ids=ids))
    connection.close()


def test_a_report_is_read_from_what_was_answered_and_written(entries: EntryStore) -> None:
    for entry in (
        line("We cooked. #home", 0, 1, "home"),
        line("Tired, both of us.", 1, None, "Home", "work"),
        an_entry(
            "Later that day.", entry_id=id_number(50), moment=evening(date(2025, 9, 1)), mood=2
        ),
    ):
        entries.add(entry)
    found = read_overview(
        Period(),
        sittings=Answered(weeks([7, 8])),
        entries=entries,
        clock=StoppedClock(evening(TODAY)),
    )
    assert (found.n_sets, found.today) == (2, TODAY)
    assert found.written.n == 3
    assert found.written.moods == (DayMood(date(2025, 9, 1), 1.5, 2),)
    assert found.written.tags == (TagCount("Home", 2), TagCount("work", 1))
    assert [one.text for one in found.written.newest] == [
        "Tired, both of us.",
        "Later that day.",
        "We cooked. #home",
    ]


def test_the_period_narrows_what_was_written(entries: EntryStore) -> None:
    for day in range(5):
        entries.add(line(f"Day {day}.", day, 1, f"t{day}"))
    period = Period(since=date(2025, 9, 2), until=date(2025, 9, 4))
    found = read_overview(
        period, sittings=Answered(), entries=entries, clock=StoppedClock(evening(TODAY))
    )
    assert (found.written.n, len(found.written.moods), len(found.written.tags)) == (2, 2, 2)
    assert [one.text for one in found.written.newest] == ["Day 2.", "Day 1."]


def test_no_more_entries_are_read_than_are_shown(entries: EntryStore) -> None:
    for day in range(30):
        entries.add(line(f"Day {day}.", day))
    found = read_overview(
        Period(), sittings=Answered(), entries=entries, clock=StoppedClock(evening(TODAY))
    )
    assert (found.written.n, len(found.written.newest)) == (30, 8)


def test_what_is_in_the_trash_is_not_counted(entries: EntryStore) -> None:
    entry = line("Gone.", 0, 1, "gone")
    entries.add(entry)
    entries.delete(entry.id)
    found = read_overview(
        Period(), sittings=Answered(), entries=entries, clock=StoppedClock(evening(TODAY))
    )
    assert found.is_empty


def test_only_the_owner_is_read_unless_another_is_named(entries: EntryStore) -> None:
    theirs = id_number(77)
    entries.add(an_entry("Theirs.", entry_id=id_number(60), person_id=theirs))
    entries.add(an_entry("Mine.", entry_id=id_number(61)))
    sittings = Answered()
    clock = StoppedClock(evening(TODAY))
    mine = read_overview(Period(), sittings=sittings, entries=entries, clock=clock)
    other = read_overview(
        Period(), sittings=sittings, entries=entries, clock=clock, person_id=theirs
    )
    assert [one.text for one in mine.written.newest] == ["Mine."]
    assert [one.text for one in other.written.newest] == ["Theirs."]
    assert sittings.asked_for == [None, theirs]


def test_the_first_set_is_compared_with_where_that_is_asked_for(entries: EntryStore) -> None:
    clock = StoppedClock(evening(TODAY))
    sittings = Answered(weeks([5, 6] * 8))
    states = [
        read_overview(
            Period(), sittings=sittings, entries=entries, clock=clock, with_first=with_first
        ).outlook
        for with_first in (False, True)
    ]
    assert [type(one) for one in states] == [TooEarly, Enough]


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
