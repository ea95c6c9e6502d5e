"""Which conflicts are open, and how one is closed without a repair."""

from __future__ import annotations

from typing import Any

import pytest

from builders import StoppedClock, an_entry, id_number
from closeness_cli.core.entry import Entry, EntryFilter, EntryKind
from closeness_cli.errors import WrongUseError
from closeness_cli.services.conflicts import (
    check_conflict,
    close_as_faded,
    confirm_open,
    is_old,
    open_conflicts,
)
from doubles import Shelf


class Book(Shelf):
    """A shelf that gives its entries again, newest first."""

    def newest(self, wanted: EntryFilter) -> Any:  # noqa: ANN401 - an iterator
        """Give entries of a kind and of a person, newest first."""
        return reversed(
            [
                one
                for one in self.kept
                if (one.kind, one.person_id) == (wanted.kind, wanted.person_id)
            ]
        )

    def count(self, wanted: EntryFilter) -> int:
        """Count entries."""
        return len(list(self.newest(wanted)))

    def daily_moods(self, wanted: EntryFilter) -> list[Any]:  # noqa: ARG002 - not asked for here
        """Give no moods."""
        return []

    def tag_counts(self, wanted: EntryFilter) -> list[Any]:  # noqa: ARG002 - not asked for here
        """Give no tags."""
        return []


def a_conflict(number: int = 1, **fields: object) -> Entry:
    return an_entry("Loud.", entry_id=id_number(number), kind=EntryKind.CONFLICT, fields=fields)


def a_repair(of: Entry, number: int = 90) -> Entry:
    return an_entry(
        "Tea.", entry_id=id_number(number), kind=EntryKind.REPAIR, fields={"repairs": of.id}
    )


def test_a_conflict_is_open_until_it_is_repaired_or_closed() -> None:
    first, mended, over, last = (
        a_conflict(1),
        a_conflict(2),
        a_conflict(3, closed_as="faded"),
        a_conflict(4, still_open_on="2025-11-01"),
    )
    book = Book(kept=[first, mended, over, last, a_repair(mended)])
    assert open_conflicts(book) == [last, first]


def test_a_repair_of_nothing_in_particular_closes_nothing() -> None:
    loose = an_entry("Tea.", entry_id=id_number(9), kind=EntryKind.REPAIR)
    assert open_conflicts(Book(kept=[a_conflict(), loose])) == [a_conflict()]


def test_the_conflicts_of_another_person_are_not_told() -> None:
    book = Book(kept=[a_conflict(1), a_conflict(2)._replace(person_id="SAM")])
    assert open_conflicts(book) == [a_conflict(1)]
    assert [one.id for one in open_conflicts(book, person_id="SAM")] == [id_number(2)]


def test_a_conflict_fades_on_the_local_day() -> None:
    book, conflict = Book(), a_conflict(heat=3)
    closed = close_as_faded(conflict, entries=book, clock=StoppedClock())
    assert closed.fields == {"heat": 3, "closed_as": "faded", "closed_on": "2025-11-14"}
    assert book.changed == [closed]


def test_what_is_closed_stays_as_it_is() -> None:
    book, conflict = Book(), a_conflict(closed_as="repaired", closed_on="2025-11-01")
    assert close_as_faded(conflict, entries=book, clock=StoppedClock()) == conflict
    assert book.changed == []


def test_what_was_repaired_did_not_fade() -> None:
    book = Book(kept=[a_conflict(), a_repair(a_conflict())])
    with pytest.raises(WrongUseError):
        close_as_faded(a_conflict(), entries=book, clock=StoppedClock())
    assert book.changed == []


def test_that_it_is_still_open_is_kept_with_its_day() -> None:
    book = Book()
    said = confirm_open(a_conflict(), entries=book, clock=StoppedClock())
    assert (said.fields, book.changed) == ({"still_open_on": "2025-11-14"}, [said])


@pytest.mark.parametrize("act", [close_as_faded, confirm_open])
def test_only_a_conflict_can_be_open_or_closed(act: Any) -> None:  # noqa: ANN401 - either
    book = Book()
    with pytest.raises(WrongUseError):
        act(an_entry(), entries=book, clock=StoppedClock())
    with pytest.raises(WrongUseError):
        check_conflict(an_entry())
    assert book.changed == []


@pytest.mark.parametrize(("hours", "old"), [(14 * 24, True), (14 * 24 - 1, False)])
def test_a_conflict_is_old_after_two_weeks(hours: int, old: bool) -> None:
    clock = StoppedClock()
    clock.forward(hours=hours)
    assert is_old(a_conflict(), clock.now()) is old
