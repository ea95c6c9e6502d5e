"""Taking in what was read: new, known, alike; all or nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from builders import EVENING, StoppedClock, an_entry
from closeness_cli.core.entry import EntryFilter
from closeness_cli.storage.journals.packed import BATCH
from closeness_cli.storage.journals.reading import Reading
from closeness_cli.storage.journals.table import read_table
from closeness_cli.storage.journals.taking import plan_import, take_in
from programs import python

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


def test_an_import_that_breaks_off_leaves_nothing(vault: OpenVault) -> None:
    reading = brought("date,text\n" + "2024-03-01,Tea.\n" * (2 * BATCH))
    done = []

    def progress(n_done: int) -> None:
        done.append(n_done)
        if len(done) == 2:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        take_in(
            vault.connection, reading.entries, clock=vault.clock, person_id=None, progress=progress
        )
    assert done == [BATCH, 2 * BATCH]
    assert vault.connection.value("SELECT count(*) FROM revisions") == 0
    assert (n_kept(vault), vault.entries.search("tea", EntryFilter())) == (0, [])


def test_an_import_that_is_killed_half_way_leaves_nothing_and_a_sound_vault(
    vault: OpenVault,
) -> None:
    vault.entries.add(an_entry(text="Before."))
    program = python(
        """
        import sys
        from pathlib import Path
        from builders import StoppedClock
        from closeness_cli.storage.journals.packed import BATCH
        from closeness_cli.storage.journals.reading import Reading
        from closeness_cli.storage.journals.table import read_table
        from closeness_cli.storage.journals.taking import take_in
        from closeness_cli.storage.paths import VaultPaths
        from closeness_cli.storage.vault import open_vault

        def progress(n_done):
            if n_done == 5 * BATCH:
                print("half-way", flush=True)
                sys.stdin.read()

        reading = Reading("UTC")
        read_table(b"date,text\\n" + b"2024-03-01,Tea.\\n" * (10 * BATCH), reading, {})
        connection = open_vault(VaultPaths(Path(sys.argv[1])), bytes.fromhex(sys.argv[2]) or None)
        take_in(
            connection, reading.entries, clock=StoppedClock(), person_id=None, progress=progress
        )
        """,
        vault.paths.folder,
        vault.key_hex,
    )
    with program:
        assert program.stdout is not None
        assert program.stdout.readline() == "half-way\n"
        program.kill()
    again = vault.reopened()
    assert again.connection.value("PRAGMA integrity_check") == "ok"
    assert [one.text for one in again.entries.newest(EntryFilter())] == ["Before."]
    assert taken(again, brought()).n_new == 3


def test_what_comes_in_batches_is_what_would_come_at_once(vault: OpenVault) -> None:
    days = [f"{1900 + n // 365}-{n // 31 % 12 + 1:02}-{n % 28 + 1:02}" for n in range(2 * BATCH)]
    table = "date,text\n" + "".join(f"{day},Tea {n} #t{n % 3}\n" for n, day in enumerate(days))
    some = brought(table[: table.index("Tea 700")] + "Tea 700\n2024-03-01,Same.\n")
    vault.entries.add(an_entry(text="Before."))
    assert taken(vault, some).n_new == 702
    whole = brought(table + "2024-03-01,Same.\n" * 2)
    plan = plan_import(vault.connection, whole.entries, person_id=None)
    done = taken(vault, whole)
    assert plan == done
    # The row that was cut off says something else; one of the two that are alike came before.
    assert (done.n_new, done.n_known, done.n_alike) == (301, 701, 1)
    rows = vault.connection.run("SELECT seq, id, text, tags FROM entries ORDER BY seq")
    assert [row[0] for row in rows] == list(range(1, n_kept(vault) + 1))
    assert len(vault.history(rows[-1][1])) == 1
    tagged = "SELECT count(*) FROM entry_tags t JOIN entries e ON e.seq=t.entry_seq"
    wrong = f"{tagged} WHERE instr(e.text, '#' || t.tag)=0"
    assert (vault.connection.value(tagged), vault.connection.value(wrong)) == (2 * BATCH, 0)
    assert [one.entry.text for one in vault.entries.search('"tea 999"', EntryFilter())] == [
        "Tea 999 #t0"
    ]
