"""Taking in what was read: compared with the vault first, then all of it or nothing."""

from __future__ import annotations

import json
from collections import Counter
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from closeness_cli.core.canonical import canonical
from closeness_cli.core.moment import utc_text
from closeness_cli.errors import BadInputError
from closeness_cli.storage.entries import RECORD_TYPE, entry_body, show_new_entries
from closeness_cli.storage.entry_history import remember_one_change
from closeness_cli.storage.journals.packed import BATCH
from closeness_cli.storage.revisions import Revision, canonical_body, store
from closeness_cli.storage.transfer.derived_ids import DerivedIds

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from datetime import date

    from closeness_cli.core.entry import Entry
    from closeness_cli.services.ports import Clock
    from closeness_cli.storage.connection import Connection
    from closeness_cli.storage.journals.reading import Brought


class ImportPlan(NamedTuple):
    """What an import would do, or did.

    Args:
        n_new: Entries that the vault does not have.
        n_known: Entries that came with an earlier import, deleted ones included.
        n_other: Those among them that read differently here; they stay as they are here.
        n_alike: Those among the new ones that an entry here equals, in its moment and its words.
        n_left: Those that were left out because of that.
    """

    n_new: int
    n_known: int
    n_other: int
    n_alike: int
    n_left: int
    first_on: date | None
    last_on: date | None
    tags: tuple[tuple[str, int], ...]


def plan_import(
    connection: Connection,
    brought: Iterable[Brought],
    *,
    person_id: str | None,
    without_alike: bool = False,
    progress: Callable[[int], None] = lambda _: None,
) -> ImportPlan:
    """Say what an import would do; nothing is written.

    Args:
        progress: Called now and then with how many have been compared so far.
    """
    planning = _Planning(connection, person_id=person_id, without_alike=without_alike)
    n_done = 0
    for batch in _batches(brought):
        planning.new(batch)
        n_done += len(batch)
        progress(n_done)
    return planning.plan


def take_in(
    connection: Connection,
    brought: Iterable[Brought],
    *,
    clock: Clock,
    person_id: str | None,
    without_alike: bool = False,
    progress: Callable[[int], None] = lambda _: None,
) -> ImportPlan:
    """Keep what is new, in one transaction.

    Args:
        progress: Called now and then with how many have been taken in or left out so far.
    """
    written_at = utc_text(clock.now().at)
    with connection.writing():
        device = connection.value("SELECT value FROM meta WHERE id='device_id'")
        planning = _Planning(connection, person_id=person_id, without_alike=without_alike)
        last_id, n_kept, n_done = "", 0, 0
        for batch in _batches(brought):
            new = planning.new(batch)
            revisions = [
                Revision(
                    *(revision_id, entry.id, RECORD_TYPE, None, None, device, written_at),
                    canonical_body(entry_body(entry)),
                )
                for entry, revision_id in new
            ]
            store(connection, *revisions)
            show_new_entries(connection, [entry for entry, _ in new])
            n_kept += len(new)
            n_done += len(batch)
            last_id = new[-1][1] if new else last_id
            progress(n_done)
        if n_kept:
            remember_one_change(connection, last_id, n_kept)
    return planning.plan


def _batches(brought: Iterable[Brought]) -> Iterator[list[Brought]]:
    rest = iter(brought)
    while batch := list(islice(rest, BATCH)):
        yield batch


class _Planning:
    """Compares what was read with what is here."""

    def __init__(
        self, connection: Connection, *, person_id: str | None, without_alike: bool
    ) -> None:
        self._connection = connection
        self._person_id = person_id
        self._without_alike = without_alike
        self._ids = DerivedIds(connection)
        self._n: Counter[str] = Counter()
        self._days: set[date] = set()
        self._tags: Counter[str] = Counter()
        self._spelling: dict[str, str] = {}
        # An entry that this import has just written is not one that was here before.
        self._last_before = connection.value("SELECT coalesce(max(seq), 0) FROM entries")

    def new(self, batch: Sequence[Brought]) -> list[tuple[Entry, str]]:
        """Give each entry that is to be kept, with its id, and the id of its revision."""
        entries = [self._with_id(one) for one in batch]
        known = self._known(entries)
        alike = self._alike(entries)
        new = []
        for one, entry in zip(batch, entries, strict=True):
            if entry.id in known:
                self._check_known(one.where, *known[entry.id], entry)
                continue
            if (entry.moment.at_text, entry.text) in alike:
                self._n["alike"] += 1
                if self._without_alike:
                    self._n["left"] += 1
                    continue
            self._count(entry)
            new.append((entry, self._ids.part_of("rev", entry.id, one.stamp)))
        return new

    @property
    def plan(self) -> ImportPlan:
        """What came of it."""
        tags = sorted(self._tags.items(), key=lambda pair: (-pair[1], pair[0]))
        return ImportPlan(
            n_new=self._n["new"],
            n_known=self._n["known"],
            n_other=self._n["other"],
            n_alike=self._n["alike"],
            n_left=self._n["left"],
            first_on=min(self._days, default=None),
            last_on=max(self._days, default=None),
            tags=tuple((self._spelling[tag], count) for tag, count in tags),
        )

    def _with_id(self, one: Brought) -> Entry:
        entry_id = one.entry.id or self._ids.of_line(
            canonical([self._person_id, one.source]), one.stamp
        )
        return one.entry._replace(id=entry_id, person_id=self._person_id)

    def _count(self, entry: Entry) -> None:
        self._n["new"] += 1
        self._days.add(entry.moment.on)
        for tag in entry.tags:
            self._spelling[tag.casefold()] = tag
            self._tags[tag.casefold()] += 1

    def _known(self, entries: Sequence[Entry]) -> dict[str, tuple[str, str | None]]:
        """Give the type of each record here that has such an id, and the text of an entry."""
        rows = self._connection.run(
            "SELECT r.record_id, r.record_type, e.text FROM revisions r"
            " LEFT JOIN entries e ON e.id=r.record_id"
            " WHERE r.record_id IN (SELECT value FROM json_each(?))",
            [json.dumps([entry.id for entry in entries])],
        )
        return {row[0]: (row[1], row[2]) for row in rows}

    def _check_known(self, where: str, found: str, text: str | None, entry: Entry) -> None:
        if found != RECORD_TYPE:
            raise BadInputError(f"{where}: its id is that of something else than an entry.")
        self._n["known"] += 1
        self._n["other"] += text != entry.text

    def _alike(self, entries: Sequence[Entry]) -> set[tuple[str, str]]:
        """Give the time and the words of entries that were here before at one of these times."""
        rows = self._connection.run(
            "SELECT at, text FROM entries WHERE in_trash=0 AND person_id IS ? AND seq<=?"
            " AND at IN (SELECT value FROM json_each(?))",
            (
                self._person_id,
                self._last_before,
                json.dumps([entry.moment.at_text for entry in entries]),
            ),
        )
        return {(row[0], row[1]) for row in rows}
