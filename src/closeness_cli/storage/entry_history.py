"""What entries were before: every state of one, and the last change taken back.

Taking back appends revisions and changes none. Which revisions took which back, and which were
written as one change, stands in `meta`: it belongs to this vault and is no part of an export.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, NamedTuple

from closeness_cli.core.entry import EntryFilter
from closeness_cli.core.entry_changes import EntryState, Undone, retagged, undone_kind
from closeness_cli.core.moment import from_utc_text
from closeness_cli.errors import ChangedMeanwhileError, NotFoundError, WrongUseError
from closeness_cli.storage.connection import damaged
from closeness_cli.storage.entries import (
    RECORD_TYPE,
    EntryStore,
    entry_body,
    read_entry,
    show_entry,
    trash_entry,
)
from closeness_cli.storage.revisions import Revisions, head_id
from closeness_cli.storage.short_ids import ids_from_to

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from closeness_cli.core.entry import Entry
    from closeness_cli.storage.connection import Connection, Row

_PREFIX = "journal_change:"
"""Before the id of the last revision of a change that is more than one ordinary revision."""


class LastChange(NamedTuple):
    """The last change that stands, before it is taken back."""

    id: str
    n_entries: int


class _Written(NamedTuple):
    """A revision of an entry, as far as it matters to who takes it back."""

    id: str
    entry_id: str
    is_own: bool


class _Change(NamedTuple):
    """What was written as one, newest first, and the change that it took back."""

    revisions: tuple[_Written, ...]
    took_back: str | None

    @property
    def id(self) -> str:
        """The last of its revisions, which a change is called by."""
        return self.revisions[0].id

    def by_entry(self) -> list[tuple[_Written, _Written]]:
        """Give the first and the last revision of each entry, the entry written last in front."""
        last: dict[str, _Written] = {}
        first: dict[str, _Written] = {}
        for one in self.revisions:
            last.setdefault(one.entry_id, one)
            first[one.entry_id] = one
        return [(first[entry_id], one) for entry_id, one in last.items()]


class EntryHistory:
    """Reads the history of entries, and adds to it what takes a change back."""

    def __init__(self, revisions: Revisions) -> None:
        self._revisions = revisions
        self._connection = revisions.connection

    def find(self, beginning: str) -> str:
        """Find the id of the one entry that begins like this, in the trash or not.

        Raises:
            NotFoundError: None does.
            WrongUseError: Several do.
        """
        within = ids_from_to(beginning)
        rows = within and self._connection.run(
            "SELECT id FROM entries WHERE id>=? AND id<? ORDER BY id LIMIT 2", within
        )
        if not rows:
            raise NotFoundError("No entry has that id.", "closeness journal list")
        if len(rows) > 1:
            raise WrongUseError(
                "Several entries have ids that begin like this.", "Give a few more characters."
            )
        found: str = rows[0][0]
        return found

    def states(self, entry_id: str) -> list[EntryState]:
        """Give every state of an entry, oldest first."""
        states: list[EntryState] = []
        for revision_id, written_at, body in self._connection.run(
            "SELECT id, written_at, body FROM revisions WHERE record_id=? ORDER BY seq", [entry_id]
        ):
            try:
                entry = (
                    states[-1].entry._replace(in_trash=True)
                    if body is None
                    else read_entry(entry_id, json.loads(body))
                )
                at = from_utc_text(written_at)
            except (IndexError, KeyError, ValueError):
                raise damaged() from None  # it would quote the vault
            states.append(EntryState(len(states) + 1, revision_id, at, entry))
        return states

    def last_change(self, *, person_id: str | None = None) -> LastChange | None:
        """Find the last change to one person's journal that stands; nothing where none does.

        Raises:
            ChangedMeanwhileError: Somebody else has changed the entry since.
        """
        change = self._last_that_stands(person_id)
        return change and LastChange(change.id, len(change.by_entry()))

    def take_back(self, change_id: str, *, person_id: str | None = None) -> list[Undone]:
        """Take back the last change to one person's journal, as new revisions.

        Args:
            change_id: As `last_change` gave it; a later one is never taken back for it.

        Raises:
            ChangedMeanwhileError: It is not the last any more; nothing is taken back.
        """
        with self._connection.writing():
            change = self._last_that_stands(person_id)
            if change is None or change.id != change_id:
                raise ChangedMeanwhileError(
                    "Your journal was changed meanwhile, so nothing was taken back.",
                    "Look at it again:  closeness journal list",
                )
            undone = [self._go_back(one) for one in change.by_entry()]
            self._remember([one.now.id for one in undone], took_back=change.id)
        return undone

    def last_deleted(self, *, person_id: str | None = None) -> str | None:
        """Give the id of the entry that one person moved to the trash last; nothing of none."""
        found: str | None = self._connection.value(
            "SELECT e.id FROM entries e JOIN revisions r ON r.record_id=e.id"
            " WHERE e.person_id IS ? AND e.in_trash=1 ORDER BY r.seq DESC LIMIT 1",
            [person_id],
        )
        return found

    def delete(self, entries: Sequence[Entry]) -> None:
        """Move entries to the trash, as one change."""
        self._move(entries, EntryStore(self._revisions).delete)

    def restore(self, entries: Sequence[Entry]) -> None:
        """Take entries out of the trash as they were, as one change."""
        self._move(entries, EntryStore(self._revisions).restore)

    def _move(self, entries: Sequence[Entry], move: Callable[[str], None]) -> None:
        with self._connection.writing():
            by_person: dict[str | None, list[str]] = {}
            for entry in entries:
                move(entry.id)
                by_person.setdefault(entry.person_id, []).append(entry.id)
            for ids in by_person.values():  # each person's changes are counted apart
                self._remember(ids)

    def retag(self, old: Sequence[str], new: str, *, person_id: str | None = None) -> int:
        """Put one tag in the place of others, in all entries of a person at once.

        Entries in the trash stay as they are.

        Returns:
            How many entries were changed.
        """
        entries = EntryStore(self._revisions)
        with self._connection.writing():
            changed = self._to_retag(old, new, person_id)
            for entry in changed:
                entries.change(entry)
            self._remember([entry.id for entry in changed])
        return len(changed)

    def count_to_retag(self, old: Sequence[str], new: str, *, person_id: str | None = None) -> int:
        """Count the entries that `retag` would change."""
        return len(self._to_retag(old, new, person_id))

    def _to_retag(self, old: Sequence[str], new: str, person_id: str | None) -> list[Entry]:
        """Give the entries that have one of these tags, as they would be with the new one."""
        entries = EntryStore(self._revisions)
        having = {
            entry.id: entry
            for tag in dict.fromkeys(old)
            for entry in entries.newest(EntryFilter(tags=(tag,), person_id=person_id))
        }
        return [
            after for before in having.values() if (after := retagged(before, old, new)) != before
        ]

    def _last_that_stands(self, person_id: str | None) -> _Change | None:
        """Find the last change that was not taken back and took none back."""
        gone: set[str] = set()
        touched: set[str] = set()  # entries that somebody else wrote to, later than what comes
        for change in self._changes(person_id):
            if change.took_back is not None:
                gone.add(change.took_back)
            elif change.id in gone:
                continue
            elif not change.revisions[0].is_own:
                touched |= {one.entry_id for one in change.revisions}
            elif touched.isdisjoint(one.entry_id for one in change.revisions):
                return change
            else:
                raise ChangedMeanwhileError(
                    "The entry was changed since by somebody else, so nothing was taken back.",
                    "Look at it with closeness journal history, then change it.",
                )
        return None

    def _changes(self, person_id: str | None) -> Iterator[_Change]:
        """Give the changes of a person's journal, newest first."""
        known = {
            row[0].removeprefix(_PREFIX): json.loads(row[1])
            for row in self._connection.run(
                "SELECT id, value FROM meta WHERE id>=? AND id<?", (_PREFIX, f"{_PREFIX}~")
            )
        }
        rows = self._connection.stream(
            "SELECT r.id, r.record_id, r.author_id IS NULL FROM revisions r"
            " CROSS JOIN entries e ON e.id=r.record_id"
            " WHERE r.record_type=? AND e.person_id IS ? ORDER BY r.seq DESC",
            [RECORD_TYPE, person_id],
        )
        for row in rows:
            mark = known.get(row[0], {"count": 1})
            others = [next(rows, None) for _ in range(mark["count"] - 1)]
            written = (
                _Written(one[0], one[1], is_own=bool(one[2])) for one in (row, *others) if one
            )
            yield _Change(tuple(written), mark.get("took_back"))

    def _go_back(self, written: tuple[_Written, _Written]) -> Undone:
        """Bring one entry back to what it was before the first of a change's revisions."""
        first, last = written
        states = self.states(last.entry_id)
        at = {state.revision_id: number for number, state in enumerate(states)}
        left = states[at[last.id]].entry
        before = states[at[first.id] - 1].entry if at[first.id] else None
        kind = undone_kind(before, left)
        now = left._replace(in_trash=True) if before is None else before
        body = None if now.in_trash else entry_body(now)
        self._revisions.next(RECORD_TYPE, now.id, body)
        if now.in_trash:
            trash_entry(self._connection, now.id)
        else:
            show_entry(self._connection, now)
        return Undone(kind, left, now)

    def _remember(self, entry_ids: Sequence[str], *, took_back: str | None = None) -> None:
        """Remember that the revisions just written are one change."""
        if entry_ids:
            last = head_id(self._connection, entry_ids[-1])
            remember_one_change(self._connection, last or "", len(entry_ids), took_back=took_back)


def last_written(connection: Connection) -> int:
    """Give the place of the last revision, for `remember_as_one` to begin after."""
    found: int | None = connection.value("SELECT max(seq) FROM revisions")
    return found or 0


def remember_as_one(connection: Connection, after: int) -> None:
    """Remember that each person's entries written after a place are one change.

    Where somebody else wrote some of them, theirs are theirs, and nothing is remembered.
    """
    for count, last in connection.run(
        "SELECT count(*), max(r.seq) FROM revisions r JOIN entries e ON e.id=r.record_id"
        " WHERE r.seq>? AND r.record_type=? GROUP BY e.person_id"
        " HAVING count(r.author_id)=0",
        (after, RECORD_TYPE),
    ):
        last_id = connection.value("SELECT id FROM revisions WHERE seq=?", [last])
        remember_one_change(connection, last_id, count)


def remember_one_change(
    connection: Connection, last_id: str, n_revisions: int, *, took_back: str | None = None
) -> None:
    """Remember that revisions, written in one transaction and ending here, are one change."""
    if n_revisions == 1 and took_back is None:
        return  # as any revision is
    mark = {"count": n_revisions} | ({"took_back": took_back} if took_back else {})
    connection.run(
        "INSERT INTO meta(id, value) VALUES (?, ?)", (f"{_PREFIX}{last_id}", json.dumps(mark))
    )


def change_marks_without(connection: Connection, entry_ids: frozenset[str]) -> None:
    """Bring what is remembered of changes up to date before entries are forgotten.

    A change of several entries is what is left of it, under the id of its last revision that is.
    """
    marks = [
        (row[0], json.loads(row[1]))
        for row in connection.run(
            "SELECT id, value FROM meta WHERE id>=? AND id<? ORDER BY id", (_PREFIX, f"{_PREFIX}~")
        )
    ]
    left = {
        key: [row[0] for row in _revisions_of(connection, key, mark) if row[1] not in entry_ids]
        for key, mark in marks
    }
    names = {key: f"{_PREFIX}{ids[0]}" for key, ids in left.items() if ids}
    connection.run("DELETE FROM meta WHERE id>=? AND id<?", (_PREFIX, f"{_PREFIX}~"))
    for key, mark in marks:
        if ids := left[key]:
            before = mark.get("took_back")
            took_back = before and names.get(f"{_PREFIX}{before}", f"{_PREFIX}{before}")
            remember_one_change(
                connection,
                ids[0],
                len(ids),
                took_back=took_back and took_back.removeprefix(_PREFIX),
            )


def _revisions_of(connection: Connection, key: str, mark: dict[str, Any]) -> list[Row]:
    """Give (id, entry) of the revisions of a change, newest first, as `_changes` counts them."""
    return connection.run(
        "SELECT r.id, r.record_id FROM revisions last JOIN entries one ON one.id=last.record_id"
        " JOIN entries e ON e.person_id IS one.person_id"
        " JOIN revisions r ON r.record_id=e.id AND r.record_type=last.record_type"
        " AND r.seq<=last.seq WHERE last.id=? ORDER BY r.seq DESC LIMIT ?",
        (key.removeprefix(_PREFIX), mark["count"]),
    )
