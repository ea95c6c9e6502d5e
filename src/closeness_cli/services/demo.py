"""Living through the invented half year, with the services that everyone uses."""

from __future__ import annotations

import hashlib
from datetime import datetime, time, timedelta
from typing import TYPE_CHECKING

from closeness_cli.core.answering.answers import read_answers
from closeness_cli.core.entry import EntryKind
from closeness_cli.core.moment import milliseconds_of
from closeness_cli.core.rituals import Observance, Ritual
from closeness_cli.core.ulid import ENTROPY_BYTES, ulid
from closeness_cli.core.when import in_zone, zone_called
from closeness_cli.services.assess import Keepers, Start, find_instrument, record
from closeness_cli.services.demo_story import (
    ANSWERS,
    ENTRIES,
    FIRST_MONDAY,
    LAST_EVENING,
    RITUAL,
    WALKS,
    ZONE,
    Answered,
    Walked,
    Written,
)
from closeness_cli.services.journal import Details, write_entry

if TYPE_CHECKING:
    from closeness_cli.core.instruments.item_bank import ItemBank
    from closeness_cli.core.moment import Moment
    from closeness_cli.services.ports import Entries, NotedRituals, Sittings


class StoryClock:
    """A clock that stands where the story is."""

    def __init__(self) -> None:
        self._now = in_zone(datetime.fromisoformat(LAST_EVENING), ZONE)

    def now(self) -> Moment:
        """Give the moment at which the story stands."""
        return self._now

    def set(self, day: int, at: str) -> None:
        """Move to a day of the story and a local time, such as `21:40`."""
        wall = datetime.combine(
            FIRST_MONDAY.date() + timedelta(days=day), time.fromisoformat(at), zone_called(ZONE)
        )
        self._now = in_zone(wall, ZONE)

    def set_to_the_end(self) -> None:
        """Move to the evening on which the report is read."""
        self._now = in_zone(datetime.fromisoformat(LAST_EVENING), ZONE)


class StoryIds:
    """Ids that come out the same every time: of the story's clock and a running number."""

    def __init__(self, clock: StoryClock) -> None:
        self._clock = clock
        self._made = 0

    def new(self) -> str:
        """Make the next ULID."""
        self._made += 1
        entropy = hashlib.sha256(str(self._made).encode()).digest()[:ENTROPY_BYTES]
        return ulid(milliseconds_of(self._clock.now().at), entropy)


def live_through(
    *,
    clock: StoryClock,
    bank: ItemBank,
    sittings: Sittings,
    entries: Entries,
    rituals: NotedRituals,
) -> None:
    """Write, answer and note the whole story, in its order, as one transaction."""
    story: list[Written | Answered | Walked] = [*ENTRIES, *ANSWERS, *WALKS]
    story.sort(key=lambda one: (one.day, one.time))
    with sittings.writing():
        clock.set(WALKS[0].day, WALKS[0].time)
        walk = Ritual(rituals.new_id(), RITUAL)
        rituals.add(walk)
        for one in story:
            clock.set(one.day, one.time)
            if isinstance(one, Written):
                _write(one, clock=clock, entries=entries)
            elif isinstance(one, Walked):
                rituals.observe(Observance(rituals.new_id(), walk.id, clock.now()))
            else:
                _answer(one, clock=clock, bank=bank, sittings=sittings, entries=entries)
    clock.set_to_the_end()


def _write(one: Written, *, clock: StoryClock, entries: Entries) -> None:
    details = Details(mood=one.mood, kind=EntryKind(one.kind))
    write_entry(one.words, details, entries=entries, clock=clock)


def _answer(
    one: Answered, *, clock: StoryClock, bank: ItemBank, sittings: Sittings, entries: Entries
) -> None:
    instrument = find_instrument(bank, one.instrument)
    record(
        instrument,
        read_answers(instrument, dict(one.answers)),
        Start(clock.now()),
        keepers=Keepers(bank, sittings, entries),
    )
