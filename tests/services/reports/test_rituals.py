"""Rituals in a report, read from the stores."""

from __future__ import annotations

from datetime import date, timedelta
from random import Random
from typing import TYPE_CHECKING

import pytest

from builders import CountingIds, StoppedClock, a_moment, an_entry, id_number
from closeness_cli.core.reports.moved_with import told_of
from closeness_cli.core.reports.overview import Period
from closeness_cli.core.rituals import Observance, Ritual
from closeness_cli.services.reports.overview import read_overview
from closeness_cli.services.reports.rituals import read_rituals
from closeness_cli.storage.entries import EntryStore
from closeness_cli.storage.revisions import Revisions
from closeness_cli.storage.rituals import RitualStore
from closeness_cli.storage.vault import empty_vault
from doubles import Chairs

if TYPE_CHECKING:
    from collections.abc import Iterator

    from closeness_cli.core.reports.overview import Overview
    from closeness_cli.core.reports.rituals import RitualsFound

FIRST = date(2025, 1, 6)
DAYS = 200
CLOCK = StoppedClock(a_moment("2025-11-14T21:04:00+01:00"))
WALK, TEA = (Ritual(id_number(at), name) for at, name in ((1, "walk"), (2, "tea")))


@pytest.fixture(scope="module")
def stores() -> Iterator[tuple[EntryStore, RitualStore]]:
    """Two hundred days on which a walk lifts the next day's mood, and tea does nothing."""
    ids, chance = CountingIds(5000), Random(4)
    connection = empty_vault(ids=ids)
    revisions = Revisions(connection, clock=CLOCK, ids=ids)
    entries, rituals = EntryStore(revisions), RitualStore(revisions)
    walked = False
    with connection.writing():
        for ritual in (WALK, TEA):
            rituals.add(ritual)
        for at in range(DAYS):
            moment = a_moment(f"{FIRST + timedelta(days=at)}T19:00:00+00:00", "UTC")
            mood = max(-2, min(2, round(chance.gauss(-0.3 + 1.2 * walked, 0.7))))
            entries.add(an_entry("Words.", entry_id=ids.new(), moment=moment, mood=mood))
            walked = chance.random() < 0.4
            for ritual, is_done in ((WALK, walked), (TEA, chance.random() < 0.4)):
                if is_done:
                    rituals.observe(Observance(ids.new(), ritual.id, moment))
    yield entries, rituals
    connection.close()


def read(stores: tuple[EntryStore, RitualStore], period: Period) -> RitualsFound:
    entries, rituals = stores
    return read_rituals(period, sittings=Chairs(), entries=entries, rituals=rituals, clock=CLOCK)


def overview(stores: tuple[EntryStore, RitualStore], period: Period) -> Overview:
    entries, rituals = stores
    return read_overview(period, sittings=Chairs(), entries=entries, rituals=rituals, clock=CLOCK)


def test_what_lifts_the_next_day_is_told_and_what_does_not_is_not(
    stores: tuple[EntryStore, RitualStore],
) -> None:
    found = read(stores, Period())
    assert [one.candidate.title for one in told_of(found.evidence)] == ["walk"]
    assert {one.candidate.title for one in found.evidence.moved} == {"walk", "tea"}
    assert {one.ritual.name for one in found.standings} == {"walk", "tea"}


@pytest.mark.parametrize("period", [Period(), Period(since=date(2025, 3, 1))])
def test_the_overview_tells_the_same(
    period: Period, stores: tuple[EntryStore, RitualStore]
) -> None:
    assert read(stores, period).evidence == overview(stores, period).evidence


def test_a_period_narrows_the_days(stores: tuple[EntryStore, RitualStore]) -> None:
    found = read(stores, Period(until=date(2025, 2, 1)))
    assert told_of(found.evidence) == ()
    assert sum(one.n_done for one in found.standings) < 26
