"""Entries for an appointment, from a vault in memory."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from builders import CountingIds, StoppedClock
from closeness_cli.core.reports.overview import Period
from closeness_cli.errors import NotFoundError, WrongUseError
from closeness_cli.services.reports.appointment import choose_entries, last_day_of
from closeness_cli.storage.entries import EntryStore
from closeness_cli.storage.revisions import Revisions
from closeness_cli.storage.vault import empty_vault
from stories import SUNDAY, line

if TYPE_CHECKING:
    from collections.abc import Iterator

MONDAY = SUNDAY - timedelta(days=6)


@pytest.fixture
def entries() -> Iterator[EntryStore]:
    ids, clock = CountingIds(), StoppedClock()
    connection = empty_vault(ids=ids)
    store = EntryStore(Revisions(connection, clock=clock, ids=ids))
    for entry in (
        line("First talk.", 1, 0, "session"),
        line("Second talk.", 8, 0, "session", "sleep"),
        line("Slept.", 9, 1, "sleep"),
        line("Nothing chosen.", 10, 1),
    ):
        store.add(entry)
    yield store
    connection.close()


def test_the_last_entry_with_a_tag_says_when_to_begin(entries: EntryStore) -> None:
    assert last_day_of("#session", entries=entries) == MONDAY + timedelta(days=8)


def test_a_tag_that_no_entry_has_begins_nothing(entries: EntryStore) -> None:
    with pytest.raises(NotFoundError):
        last_day_of("sessions", entries=entries)


def test_entries_with_any_of_the_tags_are_chosen_once_and_oldest_first(
    entries: EntryStore,
) -> None:
    chosen = choose_entries(["sleep", "session"], Period(), entries=entries)
    assert [one.text for one in chosen] == ["First talk.", "Second talk.", "Slept."]


def test_only_those_of_the_period_are_chosen(entries: EntryStore) -> None:
    period = Period(MONDAY + timedelta(days=2), MONDAY + timedelta(days=9))
    chosen = choose_entries(["sleep", "session"], period, entries=entries)
    assert [one.text for one in chosen] == ["Second talk."]


def test_without_a_tag_nothing_is_chosen(entries: EntryStore) -> None:
    assert choose_entries([], Period(), entries=entries) == ()


def test_what_is_no_tag_is_refused(entries: EntryStore) -> None:
    with pytest.raises(WrongUseError):
        choose_entries(["two words"], Period(), entries=entries)
