"""Entries by their local day."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from builders import a_moment, an_entry, id_number
from closeness_cli.core.entry import EntryFilter, EntryKind
from closeness_cli.core.written_days import WrittenDay

if TYPE_CHECKING:
    from vaults import OpenVault

ALL = EntryFilter()


def keep(vault: OpenVault, at: str, *, mood: int | None = None, zone: str = "Europe/Berlin") -> str:
    """Keep an entry of a moment, and give its id."""
    entry = an_entry(entry_id=vault.ids.new(), moment=a_moment(at, zone), mood=mood)
    vault.entries.add(entry)
    return entry.id


def test_days_are_those_where_it_happened_with_the_mean_of_their_moods(vault: OpenVault) -> None:
    keep(vault, "2025-11-15T00:30:00+01:00", mood=2)
    keep(vault, "2025-11-15T09:00:00+09:00", mood=-1, zone="Asia/Tokyo")
    keep(vault, "2025-11-15T23:59:00+01:00")
    keep(vault, "2025-11-13T12:00:00+01:00")
    assert vault.entries.written_days(ALL) == [
        WrittenDay(date(2025, 11, 13), 1),
        WrittenDay(date(2025, 11, 15), 3, 0.5),
    ]
    assert vault.entries.written_days(EntryFilter(until=date(2025, 11, 13))) == []


def test_what_is_in_the_trash_or_another_s_is_on_no_day(vault: OpenVault) -> None:
    vault.entries.delete(keep(vault, "2025-11-15T00:30:00+01:00"))
    assert vault.entries.written_days(ALL) == []
    assert vault.entries.of_days([date(2025, 11, 15)], ALL) == []
    assert vault.entries.written_days(EntryFilter(person_id=id_number(7))) == []


def test_the_latest_of_the_days_is_first_and_each_is_told_as_it_went(vault: OpenVault) -> None:
    evening = keep(vault, "2024-11-14T21:00:00+01:00")
    morning = keep(vault, "2024-11-14T08:00:00+01:00")
    keep(vault, "2024-11-15T00:10:00+01:00")
    earlier = keep(vault, "2023-11-14T08:00:00+01:00")
    days = [date(2023, 11, 14), date(2024, 11, 14)]
    assert [one.id for one in vault.entries.of_days(days, ALL)] == [morning, evening, earlier]
    assert vault.entries.of_days([], ALL) == []


def test_entries_are_counted_by_kind_and_by_tag_on_each_local_day(vault: OpenVault) -> None:
    for at, kind, tags in (
        ("2025-11-15T00:30:00+01:00", EntryKind.MOMENT, ["Walk", "tea"]),
        ("2025-11-15T22:30:00+01:00", EntryKind.NOTE, ["walk"]),
        ("2025-11-15T23:30:00+01:00", EntryKind.NOTE, []),
        ("2025-11-16T09:00:00+01:00", EntryKind.NOTE, ["walk"]),
    ):
        moment = a_moment(at)
        made = an_entry(entry_id=vault.ids.new(), moment=moment, kind=kind, tags=tags)
        vault.entries.add(made)
    saturday, sunday = date(2025, 11, 15), date(2025, 11, 16)
    assert vault.entries.daily_kinds(ALL) == [
        ("moment", saturday, 1),
        ("note", saturday, 2),
        ("note", sunday, 1),
    ]
    assert vault.entries.daily_tags(EntryFilter(until=sunday)) == [
        ("tea", saturday, 1),
        ("walk", saturday, 2),
    ]


def test_the_days_of_each_kind_are_given_once(vault: OpenVault) -> None:
    for on, kind in (("14", "note"), ("14", "gratitude"), ("15", "gratitude")):
        moment = a_moment(f"2025-11-{on}T12:00:00+01:00")
        for _ in range(2):
            vault.entries.add(
                an_entry(entry_id=vault.ids.new(), moment=moment, kind=EntryKind(kind))
            )
    first = date(2025, 11, 14).toordinal()
    assert vault.entries.days_by_kind(ALL) == {
        "gratitude": frozenset({first, first + 1}),
        "note": frozenset({first}),
    }
    assert vault.entries.days_by_kind(EntryFilter(since=date(2025, 11, 15))) == {
        "gratitude": frozenset({first + 1})
    }


def test_the_days_of_each_tag_are_given_those_on_most_first(vault: OpenVault) -> None:
    for on, tags in ((14, ("tea", "walk")), (15, ("Walk",)), (15, ("walk",)), (16, ("sea",))):
        moment = a_moment(f"2025-11-{on}T12:00:00+01:00")
        vault.entries.add(an_entry(entry_id=vault.ids.new(), moment=moment, tags=tags))
    first = date(2025, 11, 14).toordinal()
    found = vault.entries.days_by_tag(ALL)
    assert list(found) == ["walk", "sea", "tea"]
    assert found["walk"] == frozenset({first, first + 1})
    assert list(vault.entries.days_by_tag(ALL, fewest=2)) == ["walk"]
    assert list(vault.entries.days_by_tag(ALL, most=2)) == ["walk", "sea"]
    assert vault.entries.days_by_tag(ALL, fewest=3) == {}
