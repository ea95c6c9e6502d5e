"""The invented half year: the same for everyone, and a story that holds together."""

from __future__ import annotations

from itertools import pairwise
from statistics import fmean
from typing import TYPE_CHECKING

import pytest

from closeness_cli.core.entry import Entry, EntryFilter, EntryKind
from closeness_cli.core.reports.moved_with import told_of
from closeness_cli.core.reports.overview import Period
from closeness_cli.core.when import in_zone
from closeness_cli.services.demo import StoryClock, StoryIds, live_through
from closeness_cli.services.demo_story import (
    ANSWERS,
    ENTRIES,
    FIRST_MONDAY,
    RITUAL,
    WALKS,
    ZONE,
)
from closeness_cli.services.reports.overview import read_overview
from closeness_cli.storage.administrations import AdministrationStore
from closeness_cli.storage.bank.item_bank import load_bank, shipped_bank_path
from closeness_cli.storage.entries import EntryStore
from closeness_cli.storage.paths import VaultPaths
from closeness_cli.storage.revisions import Revisions
from closeness_cli.storage.rituals import RitualStore
from closeness_cli.storage.transfer.archive import export_lines
from closeness_cli.storage.vault import create_vault, open_vault

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from closeness_cli.core.answering.administration import Administration
    from closeness_cli.core.instruments.item_bank import ItemBank
    from closeness_cli.storage.connection import Connection

WEEKS = 26

DAYS = 7 * WEEKS


class Life:
    """One telling of the story, in a vault of its own."""

    def __init__(self, folder: Path, bank: ItemBank) -> None:
        self.clock = StoryClock()
        ids = StoryIds(self.clock)
        paths = VaultPaths(folder)
        create_vault(paths, ids=ids)
        self.connection: Connection = open_vault(paths)
        revisions = Revisions(self.connection, clock=self.clock, ids=ids)
        self.sittings = AdministrationStore(revisions)
        self.entries = EntryStore(revisions)
        self.rituals = RitualStore(revisions)
        live_through(
            clock=self.clock,
            bank=bank,
            sittings=self.sittings,
            entries=self.entries,
            rituals=self.rituals,
        )

    @property
    def written(self) -> list[Entry]:
        """All entries, oldest first."""
        return list(self.entries.newest(EntryFilter()))[::-1]


@pytest.fixture(scope="module")
def bank() -> ItemBank:
    return load_bank(shipped_bank_path())


@pytest.fixture(scope="module")
def life(tmp_path_factory: pytest.TempPathFactory, bank: ItemBank) -> Iterator[Life]:
    told = Life(tmp_path_factory.mktemp("life") / "vault", bank)
    yield told
    told.connection.close()


def test_telling_it_twice_makes_the_same_vault(life: Life, bank: ItemBank, tmp_path: Path) -> None:
    again = Life(tmp_path / "vault", bank)
    written = [list(export_lines(one.connection, with_safety=True)) for one in (again, life)]
    assert written[0] == written[1]
    again.connection.close()


def test_everything_in_the_story_is_in_the_vault_word_for_word(life: Life) -> None:
    told = sorted(ENTRIES, key=lambda one: (one.day, one.time))
    assert [(one.text, one.mood, str(one.kind)) for one in life.written] == [
        (one.words, one.mood, one.kind) for one in told
    ]
    assert len(life.sittings.completed()) == len(ANSWERS)
    assert life.sittings.last_open() is None


def test_it_fills_half_a_year_and_ends_on_its_last_evening(life: Life) -> None:
    first = FIRST_MONDAY.date()
    days = [(one.moment.on - first).days for one in life.written]
    assert (days[0], days[-1]) == (0, DAYS - 1)
    assert life.clock.now().on == life.written[-1].moment.on
    assert max(later - earlier for earlier, later in pairwise(days)) <= 4
    assert all(one.moment.zone == ZONE for one in life.written)


def test_nothing_in_it_happens_after_the_report_is_read(life: Life) -> None:
    now = life.clock.now().at
    assert all(one.moment.at <= now for one in life.written)
    assert all(one.started.at <= now for one in life.sittings.completed())


def test_the_hour_is_that_of_the_wall_before_and_after_the_clocks_change(life: Life) -> None:
    offsets = {one.moment.offset_seconds // 3600 for one in life.written}
    hours = {one.started.local.strftime("%H:%M") for one in life.sittings.completed("week")}
    assert (offsets, hours) == ({1, 2}, {"19:30"})


def test_the_weekly_questions_are_answered_every_sunday(life: Life) -> None:
    days = [one.started.on for one in life.sittings.completed("week")]
    assert len(days) == WEEKS
    assert {(later - earlier).days for earlier, later in pairwise(days)} == {7}
    assert {day.isoweekday() for day in days} == {7}


def test_they_are_closer_after_they_mended_what_they_disagreed_about(life: Life) -> None:
    [conflict] = [one for one in life.written if one.kind is EntryKind.CONFLICT]
    [repair] = [one for one in life.written if one.kind is EntryKind.REPAIR]
    weeks = [(one.started.at, _connection(one)) for one in life.sittings.completed("week")]
    before = [value for at, value in weeks if at < conflict.moment.at]
    after = [value for at, value in weeks if at > repair.moment.at]
    assert conflict.moment.at < repair.moment.at
    assert max(before) < fmean(after)
    assert after[-1] == max(after)


def test_the_person_it_is_about_is_always_the_same(life: Life) -> None:
    names = {word.strip(".,:;’'s") for one in life.written for word in one.text.split()}
    assert "Noor" in names
    assert {"Sam", "Alex", "Robin"}.isdisjoint(names)


def test_what_they_walked_is_noted_on_its_evening(life: Life) -> None:
    [ritual] = life.rituals.all()
    first = FIRST_MONDAY.date()
    assert ritual.name == RITUAL
    assert [(one.on - first).days for one in life.rituals.observed()] == [one.day for one in WALKS]


def test_a_stranger_can_see_what_moved_what_moved_with_it_and_what_to_try(life: Life) -> None:
    found = read_overview(
        Period(),
        sittings=life.sittings,
        entries=life.entries,
        rituals=life.rituals,
        clock=life.clock,
    )
    evidence = found.evidence
    [told] = told_of(evidence)
    assert (evidence.is_shift_told, told.candidate.title) == (True, RITUAL)
    assert told.difference > 0


def test_every_answer_has_the_label_that_stood_beside_it(life: Life) -> None:
    given = [one for sitting in life.sittings.completed() for one in sitting.responses.values()]
    assert given
    assert all(one.label and one.reason is None for one in given)


def test_the_clock_stands_where_it_is_set() -> None:
    clock = StoryClock()
    end = clock.now()
    clock.set(1, "07:05")
    assert clock.now().iso == "2025-05-27T07:05:00+02:00"
    clock.set_to_the_end()
    assert clock.now() == end == in_zone(end.at, ZONE)


def test_no_id_comes_twice_though_the_clock_stands_still() -> None:
    ids = StoryIds(StoryClock())
    assert len({ids.new() for _ in range(100)}) == 100


def _connection(sitting: Administration) -> int:
    value = sitting.responses["connection"].value
    assert isinstance(value, int)
    return value
