"""Texts that are being written and are not entries yet."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from closeness_cli.core.entry import EntryKind

if TYPE_CHECKING:
    from closeness_cli.core.moment import Moment


class Draft(NamedTuple):
    """What was typed and not saved, as it was kept last; no record, and never exported.

    Args:
        moment: When it was kept last.
        kind: Of the entry that it is going to be.
        entry_id: The entry whose text is being changed; absent for a new one.
        based_on: The revision of that entry that the change began from.
        person_id: Who writes; absent for the vault's owner. Nobody else is ever shown it.
    """

    id: str
    text: str
    moment: Moment
    kind: EntryKind = EntryKind.NOTE
    entry_id: str | None = None
    based_on: str | None = None
    person_id: str | None = None
