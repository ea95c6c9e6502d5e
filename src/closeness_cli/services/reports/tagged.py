"""Disagreements of the journal that carry the tags of an instrument's items."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from closeness_cli.core.entry import EntryFilter, EntryKind
from closeness_cli.core.reports.causes import count_by_item, tagged_items

if TYPE_CHECKING:
    from closeness_cli.core.instruments.instrument import Instrument
    from closeness_cli.services.ports import WrittenEntries


def count_tagged(
    instrument: Instrument,
    entries: WrittenEntries,
    *,
    until: date,
    person_id: str | None = None,
) -> dict[str, int]:
    """Count the disagreements in the journal that carry a tag of an item.

    Args:
        until: The last local day that counts: the one of the answers. The first one lies as
            far back as the instrument asks about.

    Returns:
        A number for each item that has tags, 0 among them; each entry once for an item.
    """
    if not tagged_items(instrument):
        return {}
    back = min(instrument.cadence.recall_days, until.toordinal())
    wanted = EntryFilter(
        since=until - timedelta(days=max(back - 1, 0)),
        until=until + timedelta(days=1) if until < date.max else None,
        kind=EntryKind.CONFLICT,
        person_id=person_id,
    )
    return count_by_item(instrument, list(entries.newest(wanted)))
