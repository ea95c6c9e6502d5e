"""One thing to try, read from the stores."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest

from builders import CountingIds, StoppedClock, a_moment, an_entry, id_number
from closeness_cli.core.entry import EntryKind
from closeness_cli.core.reports.evidence import Candidate, Evidence, Moved, Source, weigh
from closeness_cli.core.reports.idea import CitedAs, Ground, Shown
from closeness_cli.core.reports.overview import Period
from closeness_cli.core.stats.next_day import NextDay
from closeness_cli.errors import StorageFailedError
from closeness_cli.services.reports.idea import read_idea, remember_idea
from closeness_cli.storage.entries import EntryStore
from closeness_cli.storage.last_ideas import LastIdeas
from closeness_cli.storage.revisions import Revisions
from closeness_cli.storage.ritual_presets import shipped_presets
from closeness_cli.storage.rituals import RitualStore
from closeness_cli.storage.vault import empty_vault
from doubles import Chairs

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from closeness_cli.core.reports.idea import Idea

TODAY = date(2025, 11, 14)
CLOCK = StoppedClock(a_moment())


class Vault:
    """Stores in memory, and the reading of an idea from them."""

    def __init__(self, revisions: Revisions) -> None:
        self.entries = EntryStore(revisions)
        self.rituals = RitualStore(revisions)
        self.last = LastIdeas(revisions.connection)

    def write(self, days_ago: int, kind: EntryKind = EntryKind.NOTE, *tags: str) -> str:
        day = TODAY - timedelta(days=days_ago)
        entry_id = id_number(900 - days_ago)
        moment = a_moment(f"{day}T20:00:00+01:00")
        entry = an_entry("Words.", entry_id=entry_id, moment=moment, mood=1, tags=tags)
        self.entries.add(entry._replace(kind=kind))
        return entry_id

    def idea(
        self, *moved: Moved, period: Period | None = None, person_id: str | None = None
    ) -> Idea | None:
        return read_idea(
            evidence(*moved),
            period or Period(),
            sittings=Chairs(),
            entries=self.entries,
            rituals=self.rituals,
            presets=shipped_presets,
            last=self.last,
            clock=CLOCK,
            joint=True,
            person_id=person_id,
        )


@pytest.fixture
def vault() -> Iterator[Vault]:
    ids = CountingIds()
    connection = empty_vault(ids=ids)
    yield Vault(Revisions(connection, clock=CLOCK, ids=ids))
    connection.close()


def evidence(*moved: Moved) -> Evidence:
    return weigh([], {})._replace(moved=moved)


def told(source: Source, name: str) -> Moved:
    found = NextDay(0.5, 0.2, 0.8, 0.001, 34, 120, 300, 1)
    return Moved(Candidate(source, name, name, frozenset(), 1), found, is_told=True)


@pytest.mark.parametrize(
    ("source", "name", "kind"),
    [
        (Source.TAG, "walk", EntryKind.NOTE),
        (Source.KIND, "gratitude", EntryKind.GRATITUDE),
        (Source.TALK, "deep-talk", EntryKind.CONVERSATION),
    ],
)
def test_the_latest_three_entries_are_named(
    source: Source, name: str, kind: EntryKind, vault: Vault
) -> None:
    written = [vault.write(days_ago, kind, "Walk") for days_ago in (9, 7, 5, 3)]
    vault.write(1, EntryKind.MOMENT, "tea")
    idea = vault.idea(told(source, name))
    assert idea is not None
    assert idea.rests_on == tuple((CitedAs.ENTRY, one) for one in reversed(written[1:]))


def test_a_tag_of_good_days_names_its_entries_too(vault: Vault) -> None:
    walked = [vault.write(days_ago, EntryKind.NOTE, "walk") for days_ago in range(20, 15, -1)]
    vault.entries.add(an_entry("Low.", entry_id=id_number(5), mood=-2))
    idea = vault.idea()
    assert idea is not None
    assert (idea.ground, idea.title, idea.times) == (Ground.GOOD_DAYS, "#walk", 5)
    assert [one.id for one in idea.rests_on] == walked[:1:-1]


def test_with_hardly_anything_nothing_is_suggested(vault: Vault) -> None:
    for days_ago in range(7):
        vault.write(days_ago + 1)
    assert vault.idea() is None
    vault.write(8)
    found = vault.idea()
    assert found is not None
    assert found.ground is Ground.PRESET


def test_there_is_none_on_the_day_of_a_conflict(vault: Vault) -> None:
    walk = told(Source.TAG, "walk")
    vault.write(1, EntryKind.CONFLICT)
    assert vault.idea(walk) is not None
    conflict = vault.write(0, EntryKind.CONFLICT)
    assert vault.idea(walk) is None
    assert vault.idea(walk, person_id=id_number(7)) is not None
    vault.entries.delete(conflict)
    assert vault.idea(walk) is not None


def test_a_period_that_is_over_has_none(vault: Vault) -> None:
    walk = told(Source.TAG, "walk")
    assert vault.idea(walk, period=Period(until=TODAY)) is None
    assert vault.idea(walk, period=Period(since=TODAY)) is not None


def test_what_was_shown_is_remembered_for_each_person(vault: Vault) -> None:
    idea = vault.idea(told(Source.TAG, "walk"))
    assert idea is not None
    for _ in range(2):
        remember_idea(idea, last=vault.last, clock=CLOCK)
    assert vault.last.shown() == (Shown(TODAY, idea.mark),)
    assert vault.last.shown(id_number(7)) == ()


class Unwritable:
    """Remembers nothing: a disk that is full, or may only be read."""

    def shown(self, _person_id: str | None = None) -> tuple[Shown, ...]:
        return ()

    def keep(self, _shown: Sequence[Shown], _person_id: str | None = None) -> None:
        raise StorageFailedError("The vault cannot be written.", "Make room.")


def test_where_nothing_can_be_written_a_report_is_read_all_the_same(vault: Vault) -> None:
    idea = vault.idea(told(Source.TAG, "walk"))
    assert idea is not None
    remember_idea(idea, last=Unwritable(), clock=CLOCK)
