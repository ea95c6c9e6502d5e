"""Removing for good: from every table, the history, the search indexes, the log, the backups.

Deleted rows are overwritten (`secure_delete`), and so are the words in the full-text indexes (their
own `secure-delete`). The write-ahead log is emptied afterwards, and a new backup takes the place of
all that were kept beside the vault, since what was copied there cannot be picked out again.
"""

from __future__ import annotations

import json
from contextlib import suppress
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from closeness_cli.errors import NotFoundError, StorageFailedError, WrongUseError
from closeness_cli.storage.administration_records import RESPONSE, SAFETY_RESPONSE
from closeness_cli.storage.connection import damaged
from closeness_cli.storage.destroying import PARTIALS, remove_all
from closeness_cli.storage.entry_history import change_marks_without
from closeness_cli.storage.notices import forget_alike_tags
from closeness_cli.storage.private_files import sync_folder
from closeness_cli.storage.short_ids import ids_from_to

if TYPE_CHECKING:
    from collections.abc import Sequence

    from closeness_cli.storage.connection import Connection, Row
    from closeness_cli.storage.paths import VaultPaths

UNFINISHED = "forgetting_is_unfinished"
"""In `meta` while the log or a backup may still hold what is gone from the vault."""

ONCE_MORE = "Then finish it:  closeness vault forget"

MOST_NAMED = 5
"""Ids that are named where several begin alike."""

_LONGEST_BEGINNING = 400
"""Characters of an entry that are read to show where it begins; no line is as wide."""

_THESE = "(SELECT value FROM json_each(?))"
"""The ids in one value, so that there may be any number of them."""


class Doomed(NamedTuple):
    """What is to be forgotten, by id; and how many drafts go with it.

    Args:
        sets: Sets of answers.
        observances: Times that a ritual was done.
    """

    entries: tuple[str, ...] = ()
    sets: tuple[str, ...] = ()
    observances: tuple[str, ...] = ()
    drafts: tuple[str, ...] = ()

    @property
    def has_any(self) -> bool:
        """Whether there is anything to forget."""
        return any(self)


class Beginning(NamedTuple):
    """How one of those can be known again.

    Args:
        on: Its local day.
        words: The first of an entry, or its kind where it has none; the form's title of a set.
        is_set: It is a set of answers.
    """

    on: date
    words: str
    is_set: bool


class Forgetting:
    """Finds what is to be forgotten, and removes it."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def by_id(self, beginning: str) -> Doomed:
        """Find the one entry or set of answers whose id begins like this, in the trash or not.

        Raises:
            NotFoundError: None does.
            WrongUseError: Several do; the hint names them.
        """
        within = ids_from_to(beginning)
        entries, sets = (
            self._ids(
                f"SELECT id FROM {table} WHERE id>=? AND id<? ORDER BY id DESC LIMIT ?",
                *(*within, MOST_NAMED + 1),
            )
            if within
            else ()
            for table in ("entries", "administrations")
        )
        if len(entries) + len(sets) > 1:
            raise WrongUseError("Several ids begin like this.", _to_choose_from(entries, sets))
        if not entries and not sets:
            raise NotFoundError(
                "No entry and no set of answers has that id, so nothing was forgotten.",
                "closeness journal list, closeness assess show",
            )
        return self._with_drafts(Doomed(entries, sets))

    def before(self, day: date, *, person_id: str | None) -> Doomed:
        """Find one person's entries, drafts and sets of answers from before a local day.

        The times that rituals were done are the vault's, and are found for its owner.
        """
        on = day.isoformat()
        whose = "person_id IS ? AND"
        doomed = Doomed(
            self._ids(f"SELECT id FROM entries WHERE {whose} local_on<?", person_id, on),
            self._ids(f"SELECT id FROM administrations WHERE {whose} local_on<?", person_id, on),
            ()
            if person_id is not None
            else self._ids("SELECT id FROM observances WHERE local_on<?", on),
            # A draft has no column for its day where it was written.
            self._ids(
                f"SELECT id FROM drafts WHERE {whose} date(at, offset_seconds || ' seconds')<?",
                *(person_id, on),
            ),
        )
        return self._with_drafts(doomed)

    def tagged(self, tag: str, *, person_id: str | None) -> Doomed:
        """Find one person's entries that have a tag, in the trash or not."""
        return self._with_drafts(
            Doomed(
                self._ids(
                    "SELECT e.id FROM entries e JOIN entry_tags t ON t.entry_seq=e.seq"
                    " WHERE t.tag=? AND e.person_id IS ?",
                    *(tag.casefold(), person_id),
                )
            )
        )

    def beginnings(self, doomed: Doomed, most: int) -> list[Beginning]:
        """Give how the newest of these entries and sets begin; nothing that was answered."""
        rows = self._connection.run(
            "SELECT local_on, coalesce(nullif(trim(substr(text, 1, ?)), ''), kind), 0, at, seq"
            f" FROM entries WHERE id IN {_THESE}"
            " UNION ALL SELECT a.local_on,"
            " CASE WHEN json_valid(d.body) THEN d.body->>'$.title' END, 1, a.at, a.seq"
            " FROM administrations a LEFT JOIN definitions d ON d.id=a.definition_id"
            f" WHERE a.id IN {_THESE} ORDER BY 4 DESC, 3, 5 DESC LIMIT ?",
            (_LONGEST_BEGINNING, json.dumps(doomed.entries), json.dumps(doomed.sets), most),
        )
        return [Beginning(_day(on), words or "", bool(is_set)) for on, words, is_set, *_ in rows]

    def first_day(self, doomed: Doomed) -> date:
        """Give the local day of the earliest of these entries and sets; there is at least one."""
        return _day(
            self._connection.value(
                f"SELECT min(local_on) FROM (SELECT local_on FROM entries WHERE id IN {_THESE}"
                f" UNION ALL SELECT local_on FROM administrations WHERE id IN {_THESE})",
                (json.dumps(doomed.entries), json.dumps(doomed.sets)),
            )
        )

    def remove(self, doomed: Doomed) -> None:
        """Remove it from every table and index, and remember that traces are still to be removed.

        What other records say of it stays, an id at most: a repair still names its conflict.
        """
        connection = self._connection
        entries, sets = json.dumps(doomed.entries), json.dumps(doomed.sets)
        with connection.writing():
            answers = self._ids(
                "SELECT DISTINCT record_id FROM revisions WHERE record_type IN (?, ?)"
                f" AND body->>'administration' IN {_THESE}",
                *(RESPONSE, SAFETY_RESPONSE, sets),
            )
            records = (*doomed.entries, *doomed.sets, *doomed.observances, *answers)
            change_marks_without(connection, frozenset(doomed.entries))
            for table, column, ids in (
                ("entries", "id", entries),
                ("responses", "administration_id", sets),
                ("safety_responses", "administration_id", sets),
                ("scores", "administration_id", sets),
                ("administrations", "id", sets),
                ("observances", "id", json.dumps(doomed.observances)),
                ("drafts", "id", json.dumps(doomed.drafts)),
                ("revisions", "record_id", json.dumps(records)),
            ):
                if table == "entries":
                    connection.run(
                        "DELETE FROM entry_tags WHERE entry_seq IN"
                        f" (SELECT seq FROM entries WHERE id IN {_THESE})",
                        [ids],
                    )
                connection.run(f"DELETE FROM {table} WHERE {column} IN {_THESE}", [ids])
            forget_alike_tags(connection)
            connection.run("INSERT OR IGNORE INTO meta(id, value) VALUES (?, 'yes')", [UNFINISHED])

    @property
    def is_unfinished(self) -> bool:
        """Whether an earlier call was cut off before the last trace was removed."""
        return bool(self._connection.value("SELECT 1 FROM meta WHERE id=?", [UNFINISHED]))

    def finish(self, paths: VaultPaths) -> int:
        """Remove the traces beside the vault: empty its log, and replace its backups.

        Returns:
            How many backups were replaced.

        Raises:
            StorageFailedError: Something is left, and the vault remembers that.
        """
        from closeness_cli.storage.encryption import tidy  # not for who only finds

        tidy(self._connection, paths)
        remove_all(paths.folder.glob(PARTIALS))
        self._empty_log()
        replaced = replace_backups(self._connection, paths)
        with self._connection.writing():
            self._connection.run("DELETE FROM meta WHERE id=?", [UNFINISHED])
        return replaced

    def _empty_log(self) -> None:
        """Fold the write-ahead log into the vault's file and empty it (sqlite.org/pragma.html)."""
        try:
            (is_busy, *_), *_ = self._connection.run("PRAGMA wal_checkpoint(TRUNCATE)")
        except StorageFailedError as error:
            raise StorageFailedError(
                "It is gone from the vault, but its files still hold traces of it, since the disk"
                " failed.",
                f"Make room, or see whether the disk is in order. {ONCE_MORE}",
            ) from error
        if is_busy:
            raise StorageFailedError(
                "It is gone from the vault, but a file beside it still holds it as long as another"
                " process has it open.",
                f"Close the other one. {ONCE_MORE}",
            )

    def _with_drafts(self, doomed: Doomed) -> Doomed:
        """Add the drafts of changes to these entries."""
        of_entries = self._ids(
            f"SELECT id FROM drafts WHERE entry_id IN {_THESE}", json.dumps(doomed.entries)
        )
        return doomed._replace(drafts=tuple(dict.fromkeys((*doomed.drafts, *of_entries))))

    def _ids(self, sql: str, *values: object) -> tuple[str, ...]:
        rows: list[Row] = self._connection.run(sql, values)
        return tuple(row[0] for row in rows)


def _to_choose_from(entries: Sequence[str], sets: Sequence[str]) -> str:
    """Name the whole ids, of which none says what anyone wrote."""
    named = [f"{one} (an entry)" for one in entries]
    named += [f"{one} (a set of answers)" for one in sets]
    others = " and others" if len(named) > MOST_NAMED else ""
    return f"Give more of one: {', '.join(named[:MOST_NAMED])}{others}."


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except (TypeError, ValueError):
        raise damaged() from None  # it would quote the vault


def replace_backups(connection: Connection, paths: VaultPaths) -> int:
    """Make a new backup, then remove all others beside the vault; where there are none, do neither.

    Raises:
        StorageFailedError: The new one could not be made, or an old one not be removed.
    """
    from closeness_cli.storage.backups import Reason, keep_backup  # only where there are some

    if not paths.backups.is_dir():
        return 0
    old = [one for one in paths.backups.iterdir() if not one.is_dir()]
    if not old:
        return 0
    try:
        fresh = keep_backup(connection, paths, Reason.FORGET)
    except StorageFailedError as error:
        raise StorageFailedError(
            "It is gone from the vault, but not from its backups, since no new one could be made.",
            f"{error.hint} {ONCE_MORE}",
        ) from error
    remove_all(one for one in old if one != fresh)
    with suppress(OSError):
        sync_folder(paths.backups)
    return len(old)
