"""Conflicts with their repairs, and conversations by day."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

from builders import a_moment, an_entry, id_number
from closeness_cli.core.entry import EntryFilter, EntryKind
from closeness_cli.core.reports.conversations import TalkDay
from closeness_cli.core.reports.repair import Conflict

if TYPE_CHECKING:
    from vaults import OpenVault

ALL = EntryFilter()


def keep(vault: OpenVault, kind: str, at: str, *, whose: str | None = None, **said: object) -> str:
    """Keep an entry of a kind, and give its id."""
    entry = an_entry(
        entry_id=vault.ids.new(), moment=a_moment(at), kind=EntryKind(kind), fields=said
    )
    vault.entries.add(entry._replace(person_id=whose))
    return entry.id


def test_a_conflict_has_all_its_repairs_and_what_was_said_of_it(vault: OpenVault) -> None:
    first = keep(vault, "conflict", "2025-11-10T21:00:00+01:00")
    keep(
        vault,
        *("conflict", "2025-11-14T21:00:00+01:00"),
        closed_as="faded",
        closed_on="2025-11-20",
        still_open_on="2025-11-16",
    )
    keep(vault, "repair", "2025-11-12T09:00:00+01:00", repairs=first)
    keep(vault, "repair", "2025-12-12T09:00:00+01:00", repairs=first)
    keep(vault, "repair", "2025-12-12T09:00:00+01:00")

    mended, faded = vault.entries.conflicts(ALL)
    assert mended == Conflict(
        datetime(2025, 11, 10, 20, tzinfo=UTC),
        3600,
        (datetime(2025, 11, 12, 8, tzinfo=UTC), datetime(2025, 12, 12, 8, tzinfo=UTC)),
    )
    assert faded[2:] == ((), "faded", date(2025, 11, 20), date(2025, 11, 16))


def test_a_repair_after_the_period_counts_and_a_deleted_or_another_s_does_not(
    vault: OpenVault,
) -> None:
    noor = id_number(7)
    first = keep(vault, "conflict", "2025-11-10T21:00:00+01:00")
    keep(vault, "conflict", "2025-11-14T21:00:00+01:00", whose=noor)
    keep(vault, "repair", "2025-12-12T09:00:00+01:00", repairs=first)
    vault.entries.delete(keep(vault, "repair", "2025-11-11T09:00:00+01:00", repairs=first))
    keep(vault, "repair", "2025-11-11T10:00:00+01:00", repairs=first, whose=noor)

    (one,) = vault.entries.conflicts(EntryFilter(until=date(2025, 11, 12)))
    assert one.repairs_at == (datetime(2025, 12, 12, 8, tzinfo=UTC),)
    assert vault.entries.conflicts(EntryFilter(since=date(2025, 11, 12))) == []
    (theirs,) = vault.entries.conflicts(EntryFilter(person_id=noor))
    assert theirs.repairs_at == ()


def test_conversations_are_counted_by_day_with_what_each_says(vault: OpenVault) -> None:
    keep(vault, "conversation", "2025-11-10T08:00:00+01:00", minutes=20, depth=1, presence=5)
    keep(vault, "conversation", "2025-11-10T21:00:00+01:00", minutes=30, depth=3)
    keep(vault, "conversation", "2025-11-12T21:00:00+01:00")
    keep(vault, "note", "2025-11-12T22:00:00+01:00")

    assert vault.entries.talk_days(ALL) == [
        TalkDay(date(2025, 11, 10), 2, 2, 50.0, 2, 4.0, 3, 1, 5.0, 5),
        TalkDay(date(2025, 11, 12), 1),
    ]
    assert vault.entries.talk_days(EntryFilter(since=date(2025, 11, 13))) == []


def test_who_began_is_counted_where_it_was_said(vault: OpenVault) -> None:
    noor = id_number(7)
    for who in (noor, "self", "self", None):
        said = {"began_by": who} if who else {}
        keep(vault, "conversation", "2025-11-10T08:00:00+01:00", **said)
    keep(vault, "repair", "2025-11-10T08:00:00+01:00", began_by="both")

    assert vault.entries.talk_beginners(ALL) == [("self", 2), (noor, 1)]
