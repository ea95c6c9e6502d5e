"""Entries that are chosen for an appointment, and the day of the last one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from closeness_cli.core.entry import EntryFilter, read_tag
from closeness_cli.errors import NotFoundError

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from closeness_cli.core.entry import Entry
    from closeness_cli.core.reports.overview import Period
    from closeness_cli.services.ports import WrittenEntries


def last_day_of(tag: str, *, entries: WrittenEntries, person_id: str | None = None) -> date:
    """Give the local day of the last entry with a tag.

    Raises:
        NotFoundError: No entry has it.
        WrongUseError: It is no tag.
    """
    wanted = EntryFilter(tags=(read_tag(tag),), person_id=person_id, most=1)
    for entry in entries.newest(wanted):
        return entry.moment.on
    raise NotFoundError("No entry has that tag.", "closeness journal tags lists those in use.")


def choose_entries(
    tags: Iterable[str],
    period: Period,
    *,
    entries: WrittenEntries,
    person_id: str | None = None,
) -> tuple[Entry, ...]:
    """Give the entries of a period that have any of these tags, oldest first.

    Raises:
        WrongUseError: One of them is no tag.
    """
    chosen: dict[str, Entry] = {}
    for tag in tags:
        wanted = EntryFilter(
            since=period.since, until=period.until, tags=(read_tag(tag),), person_id=person_id
        )
        chosen |= {one.id: one for one in entries.newest(wanted)}
    return tuple(sorted(chosen.values(), key=lambda one: (one.moment.at, one.id)))
