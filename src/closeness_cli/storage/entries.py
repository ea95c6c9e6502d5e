"""The entries of the journal: the hot path, so plain SQL and nothing slow to import."""

from __future__ import annotations

import json
from datetime import date
from typing import TYPE_CHECKING, Any

from closeness_cli.core.entry import (
    Entry,
    EntryFilter,
    EntryKind,
    Found,
    Visibility,
)
from closeness_cli.core.moment import Moment
from closeness_cli.errors import ChangedMeanwhileError, NotFoundError, WrongUseError
from closeness_cli.storage.entry_rows import COLUMNS, entry_of, where_of
from closeness_cli.storage.revisions import Revisions, canonical_body, head_id
from closeness_cli.storage.short_ids import ids_from_to

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from closeness_cli.core.reports.conversations import TalkDay
    from closeness_cli.core.reports.repair import Conflict
    from closeness_cli.core.written_days import WrittenDay
    from closeness_cli.storage.connection import Connection, Row

RECORD_TYPE = "entry"

FIELDS = frozenset({"administration", "do_not_resurface", "relationship"})
"""Fields of their own that entries of every kind may have."""

KIND_FIELDS = {
    EntryKind.NOTE: frozenset[str](),
    EntryKind.MOMENT: frozenset({"to", "feeling"}),
    EntryKind.CONVERSATION: frozenset({"minutes", "depth", "presence", "began_by", "topic"}),
    EntryKind.CONFLICT: frozenset(
        {"topic", "cause", "heat", "beneath", "closed_as", "closed_on", "still_open_on"}
    ),
    EntryKind.REPAIR: frozenset({"repairs", "sincerity", "began_by"}),
    EntryKind.GRATITUDE: frozenset[str](),
    EntryKind.SOLO: frozenset({"bring_back"}),
    EntryKind.HONESTY: frozenset({"before", "after"}),
}
"""Fields that only this kind has, as the record format has them (`transfer/entry_records.py`)."""


class EntryStore:
    """Keeps entries, their revisions and their trash."""

    def __init__(self, revisions: Revisions) -> None:
        self._revisions = revisions
        self._connection = revisions.connection

    def new_id(self) -> str:
        """Make an id for a new entry."""
        return self._revisions.new_record_id()

    def add(self, entry: Entry) -> None:
        """Keep a new entry; when this returns it is on the disk."""
        entry = _of_its_kind(entry)
        with self._connection.writing():
            self._revisions.first(RECORD_TYPE, entry.id, entry_body(entry))
            show_entry(self._connection, entry)

    def head(self, entry_id: str) -> str:
        """Give the id of an entry's latest revision, for `change` to compare with.

        Raises:
            NotFoundError: There never was such an entry.
        """
        found = head_id(self._connection, entry_id)
        if found is None:
            raise NotFoundError("No entry has that id.", "closeness journal list")
        return found

    def change(self, entry: Entry, *, based_on: str | None = None) -> None:
        """Keep a new state of an entry; the earlier ones stay in its history.

        Where its kind has changed, fields of the earlier kind stay behind in the history.

        Args:
            based_on: The revision that the change began from, as `head` gives it; without it,
                whatever came in between is followed.

        Raises:
            ChangedMeanwhileError: Another revision came in between; nothing is kept.
        """
        entry = _of_its_kind(entry)
        with self._connection.writing():
            if based_on is not None and head_id(self._connection, entry.id) != based_on:
                raise ChangedMeanwhileError(
                    "The entry was changed or deleted meanwhile, so nothing was overwritten.",
                    "Look at it again, then change it.",
                )
            self._revisions.next(RECORD_TYPE, entry.id, entry_body(entry))
            show_entry(self._connection, entry)

    def delete(self, entry_id: str) -> None:
        """Move an entry to the trash."""
        with self._connection.writing():
            self._revisions.next(RECORD_TYPE, entry_id, None)
            trash_entry(self._connection, entry_id)

    def restore(self, entry_id: str) -> None:
        """Take an entry out of the trash, as it was."""
        with self._connection.writing():
            self.change(read_entry(entry_id, self._revisions.last_body(entry_id)))

    def find(self, prefix: str, *, in_trash: bool = False) -> Entry:
        """Find the one entry whose id begins like this.

        Raises:
            NotFoundError: None does.
            WrongUseError: Several do.
        """
        rows: list[Row] = []
        if within := ids_from_to(prefix):
            rows = self._connection.run(
                f"SELECT {COLUMNS} FROM entries e WHERE e.id>=? AND e.id<? AND +e.in_trash=?"
                " ORDER BY e.id LIMIT 2",
                (*within, int(in_trash)),
            )
        if not rows:
            where = "in the trash " if in_trash else ""
            raise NotFoundError(
                f"No entry {where}has that id.",
                "closeness journal list --trash" if in_trash else "closeness journal list",
            )
        if len(rows) > 1:
            raise WrongUseError(
                "Several entries have ids that begin like this.", "Give a few more characters."
            )
        return entry_of(rows[0])

    def newest(self, wanted: EntryFilter) -> Iterator[Entry]:
        """Give entries, newest first."""
        where, values = where_of(wanted)
        most = -1 if wanted.most is None else wanted.most
        for row in self._connection.stream(
            f"SELECT {COLUMNS} FROM entries e WHERE {where} ORDER BY e.at DESC, e.seq DESC LIMIT ?",
            [*values, most],
        ):
            yield entry_of(row)

    def search(self, query: str, wanted: EntryFilter) -> list[Found]:
        """Find entries by their words and tags, best match first.

        Any query is searched as words; `"a phrase"`, `-word` and filters are understood.

        Raises:
            WrongUseError: It is longer than anyone types, or a filter cannot take its value.
        """
        from closeness_cli.storage.entry_search import search_entries  # not for who only writes

        return search_entries(self._connection, query, wanted, now=self._revisions.now())

    def tag_counts(self, wanted: EntryFilter) -> list[tuple[str, int]]:
        """Count the entries of each tag, most first; the spelling used last stands for all."""
        where, values = where_of(wanted)
        rows = self._connection.run(
            "SELECT t.tag, count(*), e.tags, max(e.at) FROM entry_tags t JOIN entries e ON"
            f" e.seq=t.entry_seq WHERE {where} GROUP BY t.tag ORDER BY count(*) DESC, t.tag",
            values,
        )
        return [(_spelling(row[0], json.loads(row[2])), row[1]) for row in rows]

    def count(self, wanted: EntryFilter) -> int:
        """Count entries without reading them."""
        where, values = where_of(wanted)
        found: int = self._connection.value(f"SELECT count(*) FROM entries e WHERE {where}", values)
        return found

    def daily_moods(self, wanted: EntryFilter) -> list[tuple[date, float, int]]:
        """Give (local day, mean mood, entries that name one), oldest first."""
        where, values = where_of(wanted)
        rows = self._connection.run(
            "SELECT e.local_on, avg(e.mood), count(*) FROM entries e"
            f" WHERE {where} AND e.mood IS NOT NULL GROUP BY e.local_on ORDER BY e.local_on",
            values,
        )
        return [(date.fromisoformat(row[0]), row[1], row[2]) for row in rows]

    def written_days(self, wanted: EntryFilter) -> list[WrittenDay]:
        """Give the local days that have entries, oldest first."""
        from closeness_cli.storage.entry_days import written_days  # not for who only writes

        return written_days(self._connection, wanted)

    def of_days(self, days: Sequence[date], wanted: EntryFilter) -> list[Entry]:
        """Give the entries of these local days: the latest day first, and each as it went."""
        from closeness_cli.storage.entry_days import entries_of_days  # as above

        return entries_of_days(self._connection, days, wanted)

    def days_by_kind(self, wanted: EntryFilter) -> dict[str, frozenset[int]]:
        """Give the local days of each kind of entry, as `date.toordinal`."""
        from closeness_cli.storage.entry_days import days_by_kind  # as above

        return days_by_kind(self._connection, wanted)

    def days_by_tag(
        self, wanted: EntryFilter, *, fewest: int = 1, most: int | None = None
    ) -> dict[str, frozenset[int]]:
        """Give the local days of each tag that is on so many, those on most days first."""
        from closeness_cli.storage.entry_days import days_by_tag  # as above

        return days_by_tag(self._connection, wanted, fewest=fewest, most=most)

    def daily_kinds(self, wanted: EntryFilter) -> list[tuple[str, date, int]]:
        """Give (kind, local day, entries of it), oldest first."""
        from closeness_cli.storage.entry_days import daily_kinds  # as above

        return daily_kinds(self._connection, wanted)

    def daily_tags(self, wanted: EntryFilter) -> list[tuple[str, date, int]]:
        """Give (tag, local day, entries with it), oldest first."""
        from closeness_cli.storage.entry_days import daily_tags  # as above

        return daily_tags(self._connection, wanted)

    def conflicts(self, wanted: EntryFilter) -> list[Conflict]:
        """Give conflicts without their words, oldest first, with when each was repaired."""
        from closeness_cli.storage.entry_logs import conflicts  # as above

        return conflicts(self._connection, wanted)

    def talk_days(self, wanted: EntryFilter) -> list[TalkDay]:
        """Give the local days that have conversations, oldest first, each with its counts."""
        from closeness_cli.storage.entry_logs import talk_days  # as above

        return talk_days(self._connection, wanted)

    def talk_beginners(self, wanted: EntryFilter) -> list[tuple[str, int]]:
        """Count conversations by who began them: `self`, `both` or a person's id; most first."""
        from closeness_cli.storage.entry_logs import talk_beginners  # as above

        return talk_beginners(self._connection, wanted)

    def days_by_topic(self, wanted: EntryFilter) -> dict[str, frozenset[int]]:
        """Give the local days of each topic of conversations and conflicts."""
        from closeness_cli.storage.entry_labels import days_by_topic  # as above

        return days_by_topic(self._connection, wanted)


def entry_body(entry: Entry) -> dict[str, Any]:
    """Turn an entry into the body of its revision; `docs/records.md` says each field."""
    return {
        "at": entry.moment.iso,
        "tz": entry.moment.zone,
        "person": entry.person_id,
        "kind": str(entry.kind),
        "mood": entry.mood,
        "text": entry.text,
        "tags": list(entry.tags),
        "visibility": str(entry.visibility),
        **entry.fields,
    }


def read_entry(entry_id: str, body: Mapping[str, Any]) -> Entry:
    """Read an entry from the body of a revision."""
    rest = dict(body)
    return Entry(
        id=entry_id,
        moment=Moment.from_iso(rest.pop("at"), rest.pop("tz")),
        person_id=rest.pop("person", None),
        kind=EntryKind(rest.pop("kind")),
        mood=rest.pop("mood", None),
        text=rest.pop("text"),
        tags=tuple(rest.pop("tags")),
        visibility=Visibility(rest.pop("visibility")),
        fields=rest,
    )


def show_entry(connection: Connection, entry: Entry) -> None:
    """Bring the tables of entries and tags up to date with an entry's latest revision."""
    seq = connection.value(
        "INSERT INTO entries(id, person_id, at, offset_seconds, zone, local_on, kind, mood, text,"
        " tags, visibility, fields, in_trash) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 0)"
        " ON CONFLICT(id) DO UPDATE SET person_id=excluded.person_id, at=excluded.at,"
        " offset_seconds=excluded.offset_seconds, zone=excluded.zone, local_on=excluded.local_on,"
        " kind=excluded.kind, mood=excluded.mood, text=excluded.text, tags=excluded.tags,"
        " visibility=excluded.visibility, fields=excluded.fields, in_trash=0 RETURNING seq",
        _shown(entry),
    )
    connection.run("DELETE FROM entry_tags WHERE entry_seq=?", [seq])
    for tag in entry.tags:
        connection.run(
            "INSERT OR IGNORE INTO entry_tags(tag, entry_seq) VALUES (?, ?)",
            (tag.casefold(), seq),
        )


def show_new_entries(connection: Connection, entries: Sequence[Entry]) -> None:
    """Bring the tables up to date with entries that were never there before."""
    last: int = connection.value("SELECT coalesce(max(seq), 0) FROM entries")
    connection.run_many(
        "INSERT INTO entries(id, person_id, at, offset_seconds, zone, local_on, kind, mood, text,"
        " tags, visibility, fields, in_trash, seq) VALUES (?,?,?,?,?,?,?,?,?,?,?,?,0,?)",
        [(*_shown(entry), seq) for seq, entry in enumerate(entries, start=last + 1)],
    )
    connection.run_many(
        "INSERT OR IGNORE INTO entry_tags(tag, entry_seq) VALUES (?, ?)",
        [
            (tag.casefold(), seq)
            for seq, entry in enumerate(entries, start=last + 1)
            for tag in entry.tags
        ],
    )


def _shown(entry: Entry) -> tuple[object, ...]:
    moment = entry.moment
    return (
        entry.id,
        entry.person_id,
        moment.at_text,
        moment.offset_seconds,
        moment.zone,
        moment.on.isoformat(),
        str(entry.kind),
        entry.mood,
        entry.text,
        json.dumps(entry.tags, ensure_ascii=False),
        str(entry.visibility),
        canonical_body(entry.fields),
    )


def trash_entry(connection: Connection, entry_id: str) -> None:
    """Bring the table of entries up to date with a deletion."""
    connection.run("UPDATE entries SET in_trash=1 WHERE id=?", [entry_id])


def _of_its_kind(entry: Entry) -> Entry:
    allowed = FIELDS | KIND_FIELDS[entry.kind]
    if allowed.issuperset(entry.fields):
        return entry
    return entry._replace(
        fields={name: one for name, one in entry.fields.items() if name in allowed}
    )


def _spelling(folded: str, tags: list[str]) -> str:
    return next((tag for tag in tags if tag.casefold() == folded), folded)
