"""What was written down in the days that a set of answers asks about."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

from builders import EVENING, an_entry, an_instrument, id_number
from closeness_cli.core.answering.administration import Administration
from closeness_cli.core.entry import EntryKind
from closeness_cli.core.person import OWNER
from closeness_cli.core.reports.logged import Logged
from closeness_cli.core.rituals import Done, Observance
from closeness_cli.services.logged import read_logged

if TYPE_CHECKING:
    from collections.abc import Iterator

    from closeness_cli.core.entry import Entry, EntryFilter

GIVEN = Administration(
    id=id_number(5),
    instrument=an_instrument(instrument_id="growth-markers"),
    definition_id="",
    started=EVENING,
    order=(),
    responses={},
)


@dataclass
class Book:
    """Entries in memory, and what was asked of them."""

    entries: list[Entry]
    asked: list[EntryFilter] = field(default_factory=list)

    def newest(self, wanted: EntryFilter) -> Iterator[Entry]:
        """Give the entries of a kind."""
        self.asked.append(wanted)
        return iter([one for one in self.entries if one.kind is wanted.kind])

    def count(self, wanted: EntryFilter) -> int:
        raise NotImplementedError

    def daily_moods(self, wanted: EntryFilter) -> list[tuple[date, float, int]]:
        raise NotImplementedError

    def tag_counts(self, wanted: EntryFilter) -> list[tuple[str, int]]:
        raise NotImplementedError


@dataclass
class Times:
    """Times in memory, and what was asked of them."""

    times: list[Observance]
    asked: list[tuple[str, date | None, date | None]] = field(default_factory=list)

    def observed(
        self, *, who: str = OWNER, since: date | None = None, until: date | None = None
    ) -> list[Observance]:
        """Give all of them."""
        self.asked.append((who, since, until))
        return self.times


def test_the_days_are_those_that_the_answers_are_about() -> None:
    days = GIVEN.instrument.cadence.recall_days
    loud = an_entry("Loud.", kind=EntryKind.CONFLICT)
    tea = an_entry("Tea.", kind=EntryKind.REPAIR)._replace(
        moment=EVENING._replace(at=EVENING.at + timedelta(hours=2)), fields={"repairs": loud.id}
    )
    done = Observance(id_number(9), "walk", EVENING)
    rituals = Times([done, done._replace(state=Done.SKIPPED)])
    book = Book([loud, tea])

    found = read_logged(replace(GIVEN, person_id="SAM"), rituals=rituals, entries=book)

    assert found == Logged(days, 1, 1, 1, (timedelta(hours=2),))
    since, until = EVENING.on - timedelta(days=days - 1), EVENING.on + timedelta(days=1)
    assert rituals.asked == [("SAM", since, until)]
    repairs, conflicts = book.asked
    assert (repairs.since, repairs.until, repairs.person_id) == (since, until, "SAM")
    assert (conflicts.since, conflicts.until, conflicts.person_id) == (None, None, "SAM")


def test_conflicts_are_read_only_where_a_repair_names_one() -> None:
    book, rituals = Book([an_entry("Tea.", kind=EntryKind.REPAIR)]), Times([])
    found = read_logged(GIVEN, rituals=rituals, entries=book)
    assert found is not None
    assert (found.n_repairs, found.times) == (1, ())
    assert [one.kind for one in book.asked] == [EntryKind.REPAIR]
    assert rituals.asked[0][0] == OWNER


def test_other_sets_and_guesses_have_nothing_beside_them() -> None:
    for given in (
        replace(GIVEN, instrument=an_instrument(instrument_id="week")),
        replace(GIVEN, guess_of=OWNER),
    ):
        assert read_logged(given, rituals=Times([]), entries=Book([])) is None
