"""What one report looks at, read from the stores."""

from __future__ import annotations

from datetime import date, timedelta
from random import Random
from typing import TYPE_CHECKING

import pytest

from builders import CountingIds, StoppedClock, a_moment, an_entry, id_number
from closeness_cli.core.entry import EntryKind
from closeness_cli.core.reports.evidence import Source
from closeness_cli.core.reports.overview import Period
from closeness_cli.core.rituals import Observance, Ritual
from closeness_cli.services.reports.evidence import MOST_TAGS, read_evidence, read_looked_at
from closeness_cli.services.reports.overview import read_overview
from closeness_cli.services.reports.trend import read_trend
from closeness_cli.storage.entries import EntryStore
from closeness_cli.storage.revisions import Revisions
from closeness_cli.storage.rituals import RitualStore
from closeness_cli.storage.vault import empty_vault
from stories import SUNDAY, weeks

if TYPE_CHECKING:
    from collections.abc import Iterator

    from closeness_cli.core.answering.administration import Administration

CLOCK = StoppedClock(a_moment("2026-06-01T21:00:00+02:00"))
WALK = Ritual(id_number(1), "walk")
STEPS = weeks([7, 6, 7, 8, 7, 7] * 4 + [4, 5, 4, 5] * 4)


class Answered:
    """Forty weeks of answers, lower from the twenty-fifth on."""

    def completed(
        self, instrument_id: str | None = None, *, person_id: str | None = None
    ) -> list[Administration]:
        assert instrument_id is None
        return [] if person_id else list(STEPS)


@pytest.fixture(scope="module")
def stores() -> Iterator[tuple[EntryStore, RitualStore]]:
    """Entries of a hundred days: tags, a kind, a ritual, and one of another person."""
    ids, chance = CountingIds(5000), Random(4)
    connection = empty_vault(ids=ids)
    revisions = Revisions(connection, clock=CLOCK, ids=ids)
    entries, rituals = EntryStore(revisions), RitualStore(revisions)
    with connection.writing():
        rituals.add(WALK)
        for at in range(100):
            moment = a_moment(f"{SUNDAY + timedelta(days=at)}T19:00:00+00:00", "UTC")
            tags = tuple(f"tag{number}" for number in range(MOST_TAGS + 3) if at < 12 + number)
            kind = EntryKind.GRATITUDE if at % 3 else EntryKind.NOTE
            mood = chance.randint(-2, 2)
            entries.add(
                an_entry(entry_id=ids.new(), moment=moment, mood=mood, tags=tags, kind=kind)
            )
            if at % 2:
                rituals.observe(Observance(ids.new(), WALK.id, moment))
    yield entries, rituals
    connection.close()


def test_every_section_weighs_what_the_overview_weighs(
    stores: tuple[EntryStore, RitualStore],
) -> None:
    entries, rituals = stores
    found = read_evidence(
        Period(), sittings=Answered(), entries=entries, rituals=rituals, today=CLOCK.now().on
    )
    overview = read_overview(
        Period(), sittings=Answered(), entries=entries, rituals=rituals, clock=CLOCK
    )
    trend = read_trend(Period(), sittings=Answered(), entries=entries, rituals=rituals, clock=CLOCK)
    assert trend is not None
    assert found == overview.evidence == trend.evidence
    assert found.is_shift_told
    assert found.n_looked_at > MOST_TAGS


def test_a_dimension_that_is_asked_for_is_weighed_with_all_else(
    stores: tuple[EntryStore, RitualStore],
) -> None:
    entries, rituals = stores
    found = read_trend(
        Period(), "room", sittings=Answered(), entries=entries, rituals=rituals, clock=CLOCK
    )
    assert found is not None
    assert found.followed.title == "Room for yourself"
    assert not found.evidence.is_shift_told
    assert found.evidence.n_looked_at > MOST_TAGS


def test_rituals_kinds_and_the_tags_of_most_days_are_looked_at(
    stores: tuple[EntryStore, RitualStore],
) -> None:
    entries, rituals = stores
    found = read_looked_at(Period(), entries=entries, rituals=rituals).candidates
    sources = [one.source for one in found]
    assert (sources.count(Source.RITUAL), sources.count(Source.KIND)) == (1, 1)
    tags = [one.name for one in found if one.source is Source.TAG]
    assert len(tags) == MOST_TAGS
    assert "tag0" not in tags
    assert f"tag{MOST_TAGS + 2}" in tags


def test_a_period_narrows_all_of_it(stores: tuple[EntryStore, RitualStore]) -> None:
    entries, rituals = stores
    since = SUNDAY + timedelta(days=60)
    found = read_looked_at(Period(since=since), entries=entries, rituals=rituals).candidates
    assert min(min(one.on) for one in found) >= since.toordinal()


def test_what_another_person_did_is_theirs(stores: tuple[EntryStore, RitualStore]) -> None:
    entries, rituals = stores
    theirs = id_number(77)
    found = read_evidence(
        Period(),
        sittings=Answered(),
        entries=entries,
        rituals=rituals,
        today=CLOCK.now().on,
        person_id=theirs,
    )
    assert (found.n_looked_at, found.moved) == (0, ())


def test_no_answers_in_the_period_give_no_trend(stores: tuple[EntryStore, RitualStore]) -> None:
    entries, rituals = stores
    later = Period(since=date(2027, 1, 1))
    assert (
        read_trend(later, sittings=Answered(), entries=entries, rituals=rituals, clock=CLOCK)
        is None
    )
