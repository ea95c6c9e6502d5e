from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from builders import a_moment, an_entry, id_number
from closeness_cli.core.entry import EntryFilter

if TYPE_CHECKING:
    from vaults import OpenVault

BERLIN_NIGHT = a_moment("2025-11-15T00:30:00+01:00")
TOKYO_MORNING = a_moment("2025-11-15T09:00:00+09:00", "Asia/Tokyo")


def test_moods_are_averaged_over_the_day_where_they_happened(vault: OpenVault) -> None:
    for number, (moment, mood) in enumerate(
        [(BERLIN_NIGHT, 2), (TOKYO_MORNING, -1), (a_moment(), 1), (a_moment(), None)]
    ):
        entry = an_entry(entry_id=id_number(number), moment=moment, mood=mood)
        vault.entries.add(entry)
    assert vault.entries.daily_moods(EntryFilter()) == [
        (date(2025, 11, 14), 1.0, 1),
        (date(2025, 11, 15), 0.5, 2),
    ]


def test_moods_are_of_the_entries_that_are_asked_for(vault: OpenVault) -> None:
    vault.entries.add(an_entry(entry_id=id_number(1), mood=1, tags=["walk"]))
    vault.entries.add(an_entry(entry_id=id_number(2), mood=-1))
    wanted = EntryFilter(tags=("walk",))
    assert vault.entries.daily_moods(wanted) == [(date(2025, 11, 14), 1.0, 1)]
    assert vault.entries.daily_moods(EntryFilter(since=date(2025, 11, 15))) == []


def test_entries_are_counted_without_those_in_the_trash(vault: OpenVault) -> None:
    for number in range(3):
        vault.entries.add(an_entry(entry_id=id_number(number)))
    vault.entries.delete(id_number(0))
    assert vault.entries.count(EntryFilter()) == 2
    assert vault.entries.count(EntryFilter(in_trash=True)) == 1
    assert vault.entries.count(EntryFilter(until=date(2025, 11, 14))) == 0
