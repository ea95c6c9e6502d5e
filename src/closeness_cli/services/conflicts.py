"""Conflicts of the journal: which are open, and how one is closed without a repair."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from closeness_cli.core.entry import EntryFilter, EntryKind
from closeness_cli.errors import WrongUseError

if TYPE_CHECKING:
    from closeness_cli.core.entry import Entry
    from closeness_cli.core.moment import Moment
    from closeness_cli.services.ports import Clock, KeptEntries

OLD = timedelta(days=14)
"""From then on a conflict may be long over, and only nobody has said so."""


def check_conflict(entry: Entry) -> Entry:
    """Let an entry through that is a conflict.

    Raises:
        WrongUseError: It is of another kind.
    """
    if entry.kind is not EntryKind.CONFLICT:
        raise WrongUseError(
            "That entry is not a conflict.", "closeness journal list --kind conflict"
        )
    return entry


def open_conflicts(entries: KeptEntries, *, person_id: str | None = None) -> list[Entry]:
    """List one person's conflicts that are neither closed nor repaired, newest first."""
    repaired = _repaired(entries, person_id)
    wanted = EntryFilter(kind=EntryKind.CONFLICT, person_id=person_id)
    return [
        one
        for one in entries.newest(wanted)
        if "closed_as" not in one.fields and one.id not in repaired
    ]


def is_old(conflict: Entry, now: Moment) -> bool:
    """Say whether a conflict may be over by now without anyone having said so."""
    return now.at - conflict.moment.at >= OLD


def close_as_faded(
    conflict: Entry, *, entries: KeptEntries, clock: Clock, based_on: str | None = None
) -> Entry:
    """Say of a conflict that it faded without a repair; one that is closed stays as it is.

    Raises:
        WrongUseError: It is no conflict, or a repair of it is in the journal.
        ChangedMeanwhileError: It has changed since the revision `based_on`.
    """
    check_conflict(conflict)
    if "closed_as" in conflict.fields:
        return conflict
    if conflict.id in _repaired(entries, conflict.person_id):
        raise WrongUseError(
            "A repair of that conflict is in your journal.",
            "It is closed already; closeness journal list --kind repair",
        )
    today = clock.now().on.isoformat()
    return _with_fields(
        conflict, {"closed_as": "faded", "closed_on": today}, entries=entries, based_on=based_on
    )


def confirm_open(
    conflict: Entry, *, entries: KeptEntries, clock: Clock, based_on: str | None = None
) -> Entry:
    """Keep that a conflict is open today.

    Raises:
        WrongUseError: It is no conflict.
        ChangedMeanwhileError: It has changed since the revision `based_on`.
    """
    check_conflict(conflict)
    today = clock.now().on.isoformat()
    return _with_fields(conflict, {"still_open_on": today}, entries=entries, based_on=based_on)


def _with_fields(
    conflict: Entry, fields: dict[str, Any], *, entries: KeptEntries, based_on: str | None
) -> Entry:
    changed = conflict._replace(fields={**conflict.fields, **fields})
    entries.change(changed, based_on=based_on)
    return changed


def _repaired(entries: KeptEntries, person_id: str | None) -> set[str]:
    """Name the conflicts of which a repair is in the journal."""
    wanted = EntryFilter(kind=EntryKind.REPAIR, person_id=person_id)
    return {str(one.fields["repairs"]) for one in entries.newest(wanted) if "repairs" in one.fields}
