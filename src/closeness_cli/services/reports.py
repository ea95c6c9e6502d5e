"""Reports: read from the stores what a period holds, and put it together."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from closeness_cli.core.entry import EntryFilter, EntryKind
from closeness_cli.core.reports.causes import count_by_item, tagged_items
from closeness_cli.core.reports.overview import (
    FEW_ENTRIES,
    DayMood,
    Overview,
    Period,
    TagCount,
    Written,
    build_overview,
)
from closeness_cli.errors import WrongUseError

if TYPE_CHECKING:
    from closeness_cli.core.instruments.instrument import Instrument
    from closeness_cli.services.ports import AnsweredSittings, Clock, WrittenEntries


def read_overview(
    period: Period,
    *,
    sittings: AnsweredSittings,
    entries: WrittenEntries,
    clock: Clock,
    person_id: str | None = None,
    with_first: bool = False,
) -> Overview:
    """Read where things stand for one person, the vault's owner unless another is named.

    Args:
        with_first: Take the first set of an instrument into its baseline.
    """
    return build_overview(
        sittings.completed(person_id=person_id),
        _read_written(period, entries=entries, person_id=person_id),
        period=period,
        today=clock.now().on,
        with_first=with_first,
    )


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


def choose_period(
    *,
    today: date,
    since: date | None = None,
    until: date | None = None,
    last: timedelta | None = None,
) -> Period:
    """Make a period of what was asked for.

    Args:
        today: The last day of `last`.
        since: The first day that counts.
        until: The first day that no longer counts.
        last: So many days, today among them.

    Raises:
        WrongUseError: Both `last` and a day were given, or no day lies in between.
    """
    if last is not None:
        if since is not None or until is not None:
            raise WrongUseError(
                "--last already says when to begin and end.", "Leave out --since and --until."
            )
        days = min(last.days, today.toordinal())
        return Period(since=today - timedelta(days=days - 1))
    if since is not None and until is not None and since >= until:
        raise WrongUseError(
            "There is no day from --since to --until.",
            "For example: --since 2026-03-01 --until 2026-03-31",
        )
    return Period(since, until)


def _read_written(period: Period, *, entries: WrittenEntries, person_id: str | None) -> Written:
    wanted = EntryFilter(since=period.since, until=period.until, person_id=person_id)
    return Written(
        n=entries.count(wanted),
        newest=tuple(entries.newest(wanted._replace(most=FEW_ENTRIES))),
        moods=tuple(DayMood(on, mood, n) for on, mood, n in entries.daily_moods(wanted)),
        tags=tuple(TagCount(tag, n) for tag, n in entries.tag_counts(wanted)),
    )
