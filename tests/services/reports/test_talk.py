from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import pytest

from builders import CountingIds, StoppedClock, an_entry, id_number
from closeness_cli.core.reports.overview import Period
from closeness_cli.core.reports.talk import ItemName
from closeness_cli.errors import NotFoundError
from closeness_cli.services.reports.talk import Wanted, read_talk
from closeness_cli.storage.entries import EntryStore
from closeness_cli.storage.revisions import Revisions
from closeness_cli.storage.vault import empty_vault
from couples import SAM, weekly
from stories import line

if TYPE_CHECKING:
    from collections.abc import Iterator

    from closeness_cli.core.answering.administration import Administration
    from closeness_cli.core.reports.talk import Talk


@dataclass
class Answered:
    """Finished sittings in memory."""

    kept: list[Administration] = field(default_factory=lambda: weekly([2, 8]))

    def completed(
        self, instrument_id: str | None = None, *, person_id: str | None = None
    ) -> list[Administration]:
        assert instrument_id is None
        return [one for one in self.kept if one.person_id == person_id]


@pytest.fixture
def entries() -> Iterator[EntryStore]:
    """A journal with lines to talk about, and one of another person."""
    ids, clock = CountingIds(), StoppedClock()
    connection = empty_vault(ids=ids)
    store = EntryStore(Revisions(connection, clock=clock, ids=ids))
    for day in range(5):
        store.add(line(f"Line {day}.", day, None, *(["talk"] if day else ["walk"])))
    store.add(an_entry("Sam's line. #walk", entry_id=id_number(900), tags=("walk",), person_id=SAM))
    yield store
    connection.close()


def read(wanted: Wanted, entries: EntryStore, period: Period | None = None) -> Talk:
    return read_talk(
        period or Period(), wanted, sittings=Answered(), entries=entries, clock=StoppedClock()
    )


def test_the_newest_lines_with_the_tag_are_what_to_talk_about(entries: EntryStore) -> None:
    found = read(Wanted(about=("Money",)), entries)
    assert found.about == ("Money",)
    assert [one.text for one in found.tagged] == ["Line 4.", "Line 3.", "Line 2."]
    assert (found.own, found.is_by_rule) == ((), True)
    assert found.chosen


def test_own_words_are_chosen_by_tag_or_id_and_never_those_of_another(entries: EntryStore) -> None:
    wanted = Wanted(tags=("Walk",), ids=(id_number(4),))
    found = read(wanted, entries)
    assert [one.text for one in found.own] == ["Line 3.", "Line 0."]
    assert [one.text for one in found.tagged] == ["Line 4.", "Line 2.", "Line 1."]
    with pytest.raises(NotFoundError, match="another person"):
        read(Wanted(ids=(id_number(900),)), entries)


def test_named_items_take_the_place_of_the_rule(entries: EntryStore) -> None:
    found = read(Wanted(items=(ItemName("week", "heard"),)), entries)
    assert [one.item.id for one in found.chosen] == ["heard"]
    assert not found.is_by_rule


def test_only_the_period_counts(entries: EntryStore) -> None:
    period = Period(since=line("x", 3).moment.on, until=line("x", 4).moment.on)
    found = read(Wanted(tags=("walk",)), entries, period)
    assert ([one.text for one in found.tagged], found.own) == (["Line 3."], ())
