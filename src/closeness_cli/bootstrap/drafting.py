"""A text on its way to be an entry: kept in the vault while it is written, on its own connection.

A connection belongs to one thread, and the one of the command stays free for the person.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from closeness_cli.storage.drafts import DraftStore

if TYPE_CHECKING:
    from collections.abc import Callable
    from contextlib import AbstractContextManager

    from closeness_cli.core.draft import Draft
    from closeness_cli.core.entry import Entry
    from closeness_cli.services.ports import Clock
    from closeness_cli.storage.connection import Connection


class Drafting:
    """Keeps one draft, until it is an entry or is thrown away.

    Args:
        draft: What it begins as.
        drafts: Of the command's own connection.
        connect: Opens the vault once more.
    """

    def __init__(
        self,
        draft: Draft,
        *,
        drafts: DraftStore,
        connect: Callable[[], AbstractContextManager[Connection]],
        clock: Clock,
    ) -> None:
        self.draft = draft
        self.drafts = drafts
        self._connect = connect
        self._clock = clock
        self._has_ended = False

    def keep(self, text: str) -> None:
        """Keep a text as the draft; in any thread."""
        with self._connect() as connection, connection.writing():
            if not self._has_ended:  # asked within the transaction: nothing comes back after it
                draft = self.draft._replace(text=text, moment=self._clock.now())
                DraftStore(connection).keep(draft)

    def drop(self) -> None:
        """Throw the draft away."""
        self._has_ended = True
        self.drafts.discard(self.draft.id)

    def save(self, text: str, keep: Callable[[str], Entry]) -> Entry:
        """Make an entry of the text; the draft is gone in the same transaction, or both stay."""
        self._has_ended = True
        try:
            with self.drafts.used_up(self.draft.id):
                return keep(text)
        except BaseException:
            self._has_ended = False
            raise
