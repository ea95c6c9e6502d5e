"""Taking in what was read: new, known, alike; all or nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from builders import EVENING, StoppedClock
from closeness_cli.core.entry import EntryFilter
from closeness_cli.storage.journals.reading import Reading
from closeness_cli.storage.journals.table import read_table
from closeness_cli.storage.journals.taking import plan_import, take_in

if TYPE_CHECKING:
    from closeness_cli.storage.journals.taking import ImportPlan
    from vaults import OpenVault

TABLE = "date,text\n2024-03-01,Walked. #walk\n2024-03-02,Tea.\n2024-03-02,Tea.\n"


def brought(table: str = TABLE, zone: str = "Europe/Berlin") -> Reading:
    reading = Reading(zone)
    read_table(table.encode(), reading, {})
    return reading


def taken(vault: OpenVault, reading: Reading, *, without_alike: bool = False) -> ImportPlan:
    return take_in(
        vault.connection,
        reading.entries,
        clock=StoppedClock(EVENING),
        person_id=None,
        without_alike=without_alike,
    )


def n_kept(vault: OpenVault) -> int:
    return vault.entries.count(EntryFilter())


def test_a_second_import_adds_nothing_wherever_one_is_by_then(vault: OpenVault) -> None:
    first = taken(vault, brought())
    assert (first.n_new, first.n_known, n_kept(vault)) == (3, 0, 3)
    again = taken(vault, brought(zone="Asia/Tokyo"))
    assert (again.n_new, again.n_known, n_kept(vault)) == (0, 3, 3)


def test_what_was_deleted_or_changed_here_stays_so(vault: OpenVault) -> None:
    taken(vault, brought())
    tea, _, walked = vault.entries.newest(EntryFilter())
    vault.entries.delete(tea.id)
    vault.entries.change(walked._replace(text="Ran."))
    again = taken(vault, brought())
    assert (again.n_new, again.n_known, again.n_other, n_kept(vault)) == (0, 3, 1, 2)


def test_an_entry_of_the_same_time_and_words_is_told_and_not_merged(vault: OpenVault) -> None:
    taken(vault, brought())
    more = "date,text,mood\n2024-03-01,Walked. #walk,1\n2024-03-05,New.,\n"
    plan = plan_import(vault.connection, brought(more).entries, person_id=None)
    assert (plan.n_new, plan.n_alike, plan.n_left) == (2, 1, 0)
    assert n_kept(vault) == 3
    left = taken(vault, brought(more), without_alike=True)
    assert (left.n_new, left.n_alike, left.n_left, n_kept(vault)) == (1, 1, 1, 4)


def test_a_plan_says_the_days_and_the_tags_and_writes_nothing(vault: OpenVault) -> None:
    plan = plan_import(vault.connection, brought().entries, person_id=None)
    assert (str(plan.first_on), str(plan.last_on)) == ("2024-03-01", "2024-03-02")
    assert plan.tags == (("walk", 1),)
    assert n_kept(vault) == 0


def test_an_import_that_breaks_off_leaves_nothing(
    vault: OpenVault, monkeypatch: pytest.MonkeyPatch
) -> None:
    from closeness_cli.storage.journals import taking

    shown = []

    def show(_: object, entry: object) -> None:
        shown.append(entry)
        if len(shown) == 2:
            raise KeyboardInterrupt

    monkeypatch.setattr(taking, "show_new_entries", show)
    with pytest.raises(KeyboardInterrupt):
        taken(vault, brought())
    assert vault.connection.value("SELECT count(*) FROM revisions") == 0
