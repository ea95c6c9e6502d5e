"""What was typed and not saved. Drafts have no history and are in no export."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from closeness_cli.core.draft import Draft
from closeness_cli.core.entry import EntryKind
from closeness_cli.core.moment import Moment, from_utc_text
from closeness_cli.storage.connection import damaged

if TYPE_CHECKING:
    from collections.abc import Iterator

    from closeness_cli.storage.connection import Connection, Row

_COLUMNS = "id, text, at, offset_seconds, zone, kind, entry_id, based_on, person_id"


class DraftStore:
    """Keeps drafts, a row each; a draft that is kept again takes the place of what it was."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def keep(self, draft: Draft) -> None:
        """Keep a draft; when this returns it is on the disk."""
        moment = draft.moment
        with self._connection.writing():
            self._connection.run(
                f"INSERT INTO drafts({_COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)"
                " ON CONFLICT(id) DO UPDATE SET text=excluded.text, based_on=excluded.based_on,"
                " at=excluded.at, offset_seconds=excluded.offset_seconds, zone=excluded.zone",
                (
                    draft.id,
                    draft.text,
                    moment.at_text,
                    moment.offset_seconds,
                    moment.zone,
                    str(draft.kind),
                    draft.entry_id,
                    draft.based_on,
                    draft.person_id,
                ),
            )

    def discard(self, *draft_ids: str) -> None:
        """Throw drafts away for good; those that are gone already are none."""
        with self._connection.writing():
            for one in draft_ids:
                self._connection.run("DELETE FROM drafts WHERE id=?", [one])

    @contextmanager
    def used_up(self, draft_id: str) -> Iterator[None]:
        """Hold one transaction, in which a draft becomes what is written inside of it."""
        with self._connection.writing():
            yield
            self.discard(draft_id)

    def is_kept(self, draft_id: str) -> bool:
        """Say whether there is a draft of this id."""
        return bool(self._connection.value("SELECT 1 FROM drafts WHERE id=?", [draft_id]))

    def newest_entry(self, *, person_id: str | None, kind: EntryKind | None = None) -> Draft | None:
        """Give a person's newest draft of a new entry, of one kind or of any."""
        where, values = "entry_id IS NULL", []
        if kind is not None:
            where, values = "entry_id IS NULL AND kind=?", [str(kind)]
        return self._newest(person_id, where, values)

    def newest_change(self, entry_id: str, *, person_id: str | None) -> Draft | None:
        """Give a person's newest draft of another text for an entry."""
        return self._newest(person_id, "entry_id=?", [entry_id])

    def all(self, *, person_id: str | None) -> list[Draft]:
        """List a person's drafts, newest first."""
        return self._found(person_id, "1", [])

    def _newest(self, person_id: str | None, where: str, values: list[str]) -> Draft | None:
        return next(iter(self._found(person_id, where, values)), None)

    def _found(self, person_id: str | None, where: str, values: list[str]) -> list[Draft]:
        rows = self._connection.run(
            f"SELECT {_COLUMNS} FROM drafts WHERE person_id IS ? AND {where}"
            " ORDER BY at DESC, seq DESC",
            [person_id, *values],
        )
        return [_draft_of(row) for row in rows]


def _draft_of(row: Row) -> Draft:
    try:
        return Draft(
            id=row[0],
            text=row[1],
            moment=Moment(from_utc_text(row[2]), row[3], row[4]),
            kind=EntryKind(row[5]),
            entry_id=row[6],
            based_on=row[7],
            person_id=row[8],
        )
    except ValueError:
        raise damaged() from None  # it would quote the vault
