from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

import pytest

from builders import CountingIds, StoppedClock, an_entry, id_number
from closeness_cli.core.reports.overview import DayMood, Period, TagCount
from closeness_cli.core.stats.change import NoEstimate, Verdict
from closeness_cli.services.reports.overview import read_overview
from closeness_cli.storage.entries import EntryStore
from closeness_cli.storage.revisions import Revisions
from closeness_cli.storage.rituals import RitualStore
from closeness_cli.storage.vault import empty_vault
from stories import evening, line, weeks

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
def vault() -> Iterator[Revisions]:
    """A vault in memory: counting is what the stores do."""
    ids, clock = CountingIds(), StoppedClock()
    connection = empty_vault(ids=ids)
    yield Revisions(connection, clock=clock, ids=ids)
    connection.close()


@pytest.fixture
def entries(vault: Revisions) -> EntryStore:
    return EntryStore(vault)


@pytest.fixture
def rituals(vault: Revisions) -> RitualStore:
    return RitualStore(vault)


def test_a_report_is_read_from_what_was_answered_and_written(
    entries: EntryStore, rituals: RitualStore
) -> None:
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
        rituals=rituals,
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


def test_the_period_narrows_what_was_written(entries: EntryStore, rituals: RitualStore) -> None:
    for day in range(5):
        entries.add(line(f"Day {day}.", day, 1, f"t{day}"))
    period = Period(since=date(2025, 9, 2), until=date(2025, 9, 4))
    found = read_overview(
        period,
        sittings=Answered(),
        entries=entries,
        rituals=rituals,
        clock=StoppedClock(evening(TODAY)),
    )
    assert (found.written.n, len(found.written.moods), len(found.written.tags)) == (2, 2, 2)
    assert [one.text for one in found.written.newest] == ["Day 2.", "Day 1."]


def test_no_more_entries_are_read_than_are_shown(entries: EntryStore, rituals: RitualStore) -> None:
    for day in range(30):
        entries.add(line(f"Day {day}.", day))
    found = read_overview(
        Period(),
        sittings=Answered(),
        entries=entries,
        rituals=rituals,
        clock=StoppedClock(evening(TODAY)),
    )
    assert (found.written.n, len(found.written.newest)) == (30, 8)


def test_what_is_in_the_trash_is_not_counted(entries: EntryStore, rituals: RitualStore) -> None:
    entry = line("Gone.", 0, 1, "gone")
    entries.add(entry)
    entries.delete(entry.id)
    found = read_overview(
        Period(),
        sittings=Answered(),
        entries=entries,
        rituals=rituals,
        clock=StoppedClock(evening(TODAY)),
    )
    assert found.is_empty


def test_only_the_owner_is_read_unless_another_is_named(
    entries: EntryStore, rituals: RitualStore
) -> None:
    theirs = id_number(77)
    entries.add(an_entry("Theirs.", entry_id=id_number(60), person_id=theirs))
    entries.add(an_entry("Mine.", entry_id=id_number(61)))
    sittings = Answered()
    clock = StoppedClock(evening(TODAY))
    mine = read_overview(Period(), sittings=sittings, entries=entries, rituals=rituals, clock=clock)
    other = read_overview(
        Period(),
        sittings=sittings,
        entries=entries,
        rituals=rituals,
        clock=clock,
        person_id=theirs,
    )
    assert [one.text for one in mine.written.newest] == ["Mine."]
    assert [one.text for one in other.written.newest] == ["Theirs."]
    assert sittings.asked_for == [None, theirs]


def test_the_first_set_is_compared_with_where_that_is_asked_for(
    entries: EntryStore, rituals: RitualStore
) -> None:
    clock = StoppedClock(evening(TODAY))
    sittings = Answered(weeks([5, 6] * 8))
    states = [
        read_overview(
            Period(),
            sittings=sittings,
            entries=entries,
            rituals=rituals,
            clock=clock,
            with_first=with_first,
        )
        .levels[0]
        .change
        for with_first in (False, True)
    ]
    assert [type(one) for one in states] == [NoEstimate, Verdict]
