"""Taking in what was read: compared with the vault first, then all of it or nothing."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from closeness_cli.core.canonical import canonical
from closeness_cli.core.moment import utc_text
from closeness_cli.errors import BadInputError
from closeness_cli.storage.entries import RECORD_TYPE, entry_body, show_entry
from closeness_cli.storage.entry_history import remember_one_change
from closeness_cli.storage.revisions import Revision, canonical_body, store
from closeness_cli.storage.transfer.derived_ids import DerivedIds

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
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
    brought: Sequence[Brought],
    *,
    person_id: str | None,
    without_alike: bool = False,
) -> ImportPlan:
    """Say what an import would do; nothing is written."""
    planning = _Planning(connection, person_id=person_id, without_alike=without_alike)
    for _ in planning.new(brought):
        pass
    return planning.plan


def take_in(
    connection: Connection,
    brought: Sequence[Brought],
    *,
    clock: Clock,
    person_id: str | None,
    without_alike: bool = False,
) -> ImportPlan:
    """Keep what is new, in one transaction."""
    written_at = utc_text(clock.now().at)
    with connection.writing():
        device = connection.value("SELECT value FROM meta WHERE id='device_id'")
        planning = _Planning(connection, person_id=person_id, without_alike=without_alike)
        last_id, n_kept = "", 0
        for entry, revision_id in planning.new(brought):
            last_id, n_kept = revision_id, n_kept + 1
            body = canonical_body(entry_body(entry))
            store(
                connection,
                Revision(revision_id, entry.id, RECORD_TYPE, None, None, device, written_at, body),
            )
            show_entry(connection, entry)
        if n_kept:
            remember_one_change(connection, last_id, n_kept)
    return planning.plan


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
        self._fresh: set[str] = set()

    def new(self, brought: Iterable[Brought]) -> Iterator[tuple[Entry, str]]:
        """Give each entry that is to be kept, with its id, and the id of its revision."""
        for one in brought:
            entry = one.entry._replace(person_id=self._person_id)
            if not entry.id:
                source = canonical([self._person_id, one.source])
                entry = entry._replace(id=self._ids.of_line(source, one.stamp))
            if self._is_known(entry, one.where):
                continue
            if self._is_alike(entry):
                self._n["alike"] += 1
                if self._without_alike:
                    self._n["left"] += 1
                    continue
            self._count(entry)
            yield entry, self._ids.part_of("rev", entry.id, one.stamp)

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

    def _count(self, entry: Entry) -> None:
        self._n["new"] += 1
        self._fresh.add(entry.id)
        self._days.add(entry.moment.on)
        for tag in entry.tags:
            self._spelling[tag.casefold()] = tag
            self._tags[tag.casefold()] += 1

    def _is_known(self, entry: Entry, where: str) -> bool:
        found = self._connection.value(
            "SELECT record_type FROM revisions WHERE record_id=? LIMIT 1", [entry.id]
        )
        if found is None:
            return False
        if found != RECORD_TYPE:
            raise BadInputError(f"{where}: its id is that of something else than an entry.")
        self._n["known"] += 1
        text = self._connection.value("SELECT text FROM entries WHERE id=?", [entry.id])
        self._n["other"] += text != entry.text
        return True

    def _is_alike(self, entry: Entry) -> bool:
        rows = self._connection.run(
            "SELECT id FROM entries WHERE person_id IS ? AND at=? AND text=? AND in_trash=0",
            [self._person_id, entry.moment.at_text, entry.text],
        )
        return any(row[0] not in self._fresh for row in rows)
