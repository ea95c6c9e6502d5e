"""Words, read from the stores."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest

from builders import CountingIds, StoppedClock, id_number
from closeness_cli.core.entry import DO_NOT_RESURFACE, EntryKind
from closeness_cli.core.reports.overview import Period
from closeness_cli.core.reports.words import Counted, Label, Parts
from closeness_cli.core.stats.said import Silence
from closeness_cli.services.reports.words import read_words
from closeness_cli.storage.entries import EntryStore
from closeness_cli.storage.revisions import Revisions
from closeness_cli.storage.vault import empty_vault
from stories import evening, line

if TYPE_CHECKING:
    from collections.abc import Iterator

CLOCK = StoppedClock(evening(date(2025, 11, 24)))


@pytest.fixture
def entries() -> Iterator[EntryStore]:
    ids = CountingIds()
    connection = empty_vault(ids=ids)
    yield EntryStore(Revisions(connection, clock=CLOCK, ids=ids))
    connection.close()


def test_few_entries_are_given_as_they_are(entries: EntryStore) -> None:
    entries.add(line("We cooked. #home", 0, 1, "home"))
    entries.add(line("Tired.", 4))
    found = read_words(Period(), entries=entries, clock=CLOCK)
    assert (found.n, found.n_days, found.today) == (2, 2, date(2025, 11, 24))
    assert [one.text for one in found.newest] == ["Tired.", "We cooked. #home"]
    assert isinstance(found.parts, Silence)
    assert found.stayed == (Counted(Label.TAG, "home", 0, 1),)


def test_a_day_counts_once_and_the_latest_spelling_stands(entries: EntryStore) -> None:
    for day in range(24):
        entries.add(line(f"Day {day}.", day, 1, *(["Walk"] if day >= 20 else [])))
    for more in range(5):
        again = line("Again.", 20, 1, "walk")
        entries.add(again._replace(id=id_number(100 + more)))
    talk = line("At the sea.", 3)._replace(kind=EntryKind.CONVERSATION)
    for more in range(3):
        moment = evening(talk.moment.on + timedelta(days=more))
        topic = {"topic": "Money"}
        entries.add(talk._replace(id=id_number(200 + more), moment=moment, fields=topic))
    found = read_words(Period(), entries=entries, clock=CLOCK)
    assert isinstance(found.parts, Parts)
    assert (found.parts.n_before, found.parts.n_after) == (12, 12)
    assert found.came == (Counted(Label.TAG, "Walk", 0, 4),)
    assert found.went == (Counted(Label.TOPIC, "Money", 3, 0),)
    assert [(word, one.text) for word, one in found.said] == [("Walk", "Day 23.")]


def test_an_entry_that_is_not_to_be_shown_again_is_not_shown(entries: EntryStore) -> None:
    for day in range(24):
        one = line(f"Day {day}.", day, 1, *(["walk"] if day >= 20 else []))
        hidden = {DO_NOT_RESURFACE: True} if day == 23 else {}
        entries.add(one._replace(fields=hidden))
    [(_, said)] = read_words(Period(), entries=entries, clock=CLOCK).said
    assert said.text == "Day 22."


def test_a_period_and_a_person_narrow_it(entries: EntryStore) -> None:
    for day in range(5):
        entries.add(line(f"Day {day}.", day, 1, "walk"))
    period = Period(since=date(2025, 9, 2), until=date(2025, 9, 4))
    assert read_words(period, entries=entries, clock=CLOCK).n == 2
    theirs = read_words(Period(), entries=entries, clock=CLOCK, person_id=id_number(7))
    assert (theirs.n, theirs.stayed) == (0, ())
