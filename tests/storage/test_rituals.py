"""Rituals and the times they were done, in real vaults."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from builders import CountingIds, a_moment, id_number
from closeness_cli.core.rituals import Done, Lasting, Meant, Observance, Ritual, read_meant
from closeness_cli.errors import UnreadableVaultError, WrongUseError
from closeness_cli.storage.migrations import STEPS
from closeness_cli.storage.rituals import show_observance, show_ritual
from closeness_cli.storage.vault import create_vault, open_vault
from vaults import OpenVault

if TYPE_CHECKING:
    from closeness_cli.storage.paths import VaultPaths

WALK = Ritual(
    id_number(1),
    "Evening walk",
    read_meant("mon,thu"),
    a_moment().on,
    after="dinner",
    minutes=20,
    together=True,
    long_distance=True,
    need="time",
    preset="round-the-block",
    people=("self", id_number(2)),
    relationship=id_number(3),
    state=Lasting.PAUSED,
)
TEA = Ritual(id_number(4), "Tea")


def a_time(
    number: int,
    at: str = "2025-11-14T21:04:00+01:00",
    *,
    state: Done = Done.DONE,
    people: tuple[str, ...] = (),
    minutes: int | None = None,
) -> Observance:
    return Observance(id_number(number), TEA.id, a_moment(at), state, people, minutes)


def test_there_is_none_in_a_new_vault(vault: OpenVault) -> None:
    assert (vault.rituals.all(), vault.rituals.observed()) == ([], [])
    assert vault.rituals.last_kept() is None


def test_a_ritual_comes_back_as_it_was(vault: OpenVault) -> None:
    for ritual in (WALK, TEA):
        vault.rituals.add(ritual)

    assert vault.reopened().rituals.all() == [WALK, TEA]


def test_a_ritual_is_a_revision_without_what_is_not_said(vault: OpenVault) -> None:
    vault.rituals.add(TEA)
    vault.rituals.change(TEA._replace(name="Tea, late", after="work"))

    bodies = [json.loads(row[2]) for row in vault.history(TEA.id)]
    assert bodies == [
        {"name": "Tea", "cadence": "ongoing", "state": "current"},
        {"name": "Tea, late", "cadence": "ongoing", "state": "current", "after": "work"},
    ]
    assert [one.name for one in vault.rituals.all()] == ["Tea, late"]


@pytest.mark.parametrize("name", ["tea", "TEA"])
def test_two_rituals_never_have_one_name(vault: OpenVault, name: str) -> None:
    vault.rituals.add(TEA)
    vault.rituals.add(WALK)

    with pytest.raises(WrongUseError, match="of that name already"):
        vault.rituals.add(Ritual(id_number(9), name))
    with pytest.raises(WrongUseError, match="of that name already"):
        vault.rituals.change(WALK._replace(name=name))
    vault.rituals.change(TEA._replace(name=name))
    assert [one.name for one in vault.rituals.all()] == [name, "Evening walk"]
    assert len(vault.history(id_number(9))) == 0


def test_two_of_one_name_that_were_imported_can_still_be_changed(vault: OpenVault) -> None:
    vault.rituals.add(TEA)
    with vault.connection.writing():
        show_ritual(vault.connection, id_number(9), {"name": "tea"})

    vault.rituals.change(TEA._replace(state=Lasting.PAUSED))

    assert [one.state for one in vault.rituals.all()] == [Lasting.PAUSED, Lasting.CURRENT]


def test_times_come_back_oldest_first_with_their_local_days(vault: OpenVault) -> None:
    late = a_time(11, "2025-11-14T23:30:00-05:00", minutes=5, people=("self", id_number(2)))
    early = a_time(12, "2025-11-13T23:59:00+01:00", state=Done.SKIPPED)
    for one in (late, early):
        vault.rituals.observe(one)

    found = vault.reopened().rituals.observed()

    assert [one.id for one in found] == [early.id, late.id]
    assert [one.on.isoformat() for one in found] == ["2025-11-13", "2025-11-15"]
    assert found[0] == early


def test_a_time_keeps_the_offset_and_zone_in_which_it_was(vault: OpenVault) -> None:
    there = Observance(
        id_number(11), TEA.id, a_moment("2025-11-14T23:30:00-05:00", "America/New_York")
    )
    vault.rituals.observe(there)

    assert vault.rituals.observed() == [there]
    assert [row[0] for row in vault.connection.run("SELECT local_on FROM observances")] == [
        "2025-11-14"
    ]


def test_two_times_of_one_day_are_both_kept(vault: OpenVault) -> None:
    for number in (11, 12):
        vault.rituals.observe(a_time(number))

    assert len(vault.rituals.observed()) == 2


def test_times_of_a_period_are_those_from_its_first_day_to_before_its_last(
    vault: OpenVault,
) -> None:
    days = ("2025-11-12", "2025-11-13", "2025-11-14")
    for number, day in enumerate(days, start=11):
        vault.rituals.observe(a_time(number, f"{day}T12:00:00+01:00"))
    first, last = (a_moment(f"{day}T12:00:00+01:00").on for day in days[1:])

    found = vault.rituals.observed(since=first, until=last)

    assert [one.id for one in found] == [id_number(12)]
    assert len(vault.rituals.observed(since=first)) == 2


def test_everyone_has_their_own_times(vault: OpenVault) -> None:
    sam = id_number(2)
    alone, hers, both = (
        a_time(11),
        a_time(12, people=(sam,)),
        a_time(13, people=("self", sam)),
    )
    for one in (alone, both, hers):
        vault.rituals.observe(one)

    assert vault.rituals.observed() == [alone, both]
    assert vault.rituals.observed(who=sam) == [both, hers]
    assert vault.rituals.last_kept() == both
    assert vault.rituals.last_kept(who=sam) == hers


def test_what_was_kept_last_is_taken_back_and_stays_in_the_history(vault: OpenVault) -> None:
    first, second = a_time(11), a_time(12, "2025-11-01T12:00:00+01:00")
    for one in (first, second):
        vault.rituals.observe(one)

    assert vault.rituals.last_kept() == second
    vault.rituals.take_back(second)

    assert vault.reopened().rituals.last_kept() == first
    assert vault.rituals.observed() == [first]
    assert [row[2] is None for row in vault.history(second.id)] == [False, True]


@pytest.mark.parametrize(
    ("table", "body"),
    [
        ("rituals", "{}"),
        ("rituals", '{"name":"x","cadence":"hourly"}'),
        ("rituals", '{"name":"x","began_on":"soon"}'),
        ("observances", "[]"),
        ("observances", "{"),
    ],
)
def test_a_damaged_row_is_told_without_its_words(vault: OpenVault, table: str, body: str) -> None:
    vault.rituals.add(TEA)
    vault.rituals.observe(a_time(11))
    vault.connection.run(f"UPDATE {table} SET body=?", [body])

    with pytest.raises(UnreadableVaultError):
        (vault.rituals.all if table == "rituals" else vault.rituals.observed)()


def test_what_was_imported_before_there_were_tables_is_in_them(
    paths: VaultPaths, key: bytes | None
) -> None:
    create_vault(paths, ids=CountingIds(), key=key, steps=STEPS[:3])
    vault = OpenVault(paths, key, open_vault(paths, key, steps=STEPS[:3]))
    tea = {"name": "Tea", "cadence": "daily"}
    done = {
        "ritual": TEA.id, "at": "2025-11-14T23:30:00-05:00", "tz": "America/New_York",
        "state": "done", "minutes": 5,
    }  # fmt: skip
    kept = vault.revisions
    kept.first("ritual", TEA.id, {**tea, "name": "Coffee"})
    kept.first("observance", id_number(11), done)
    kept.next("ritual", TEA.id, tea)
    kept.first("ritual", WALK.id, {"name": "Walk"})
    kept.next("ritual", WALK.id, None)
    kept.first("observance", id_number(12), done)
    kept.next("observance", id_number(12), None)
    kept.next("observance", id_number(12), {**done, "state": "skipped"})

    found = vault.reopened()

    assert [(one.id, one.name, one.meant) for one in found.rituals.all()] == [
        (TEA.id, "Tea", read_meant("day"))
    ]
    observed = found.rituals.observed()
    assert [(one.id, one.state, one.minutes) for one in observed] == [
        (id_number(11), Done.DONE, 5),
        (id_number(12), Done.SKIPPED, 5),
    ]
    rows = {
        name: found.connection.run(f"SELECT * FROM {name} ORDER BY id")
        for name in ("rituals", "observances")
    }
    with found.connection.writing():
        show_ritual(found.connection, TEA.id, tea)
        show_observance(found.connection, id_number(11), done)
    assert rows == {
        name: found.connection.run(f"SELECT * FROM {name} ORDER BY id")
        for name in ("rituals", "observances")
    }
    found.connection.close()


def test_what_others_left_out_is_ongoing_and_current(vault: OpenVault) -> None:
    with vault.connection.writing():
        show_ritual(vault.connection, TEA.id, {"name": "Tea"})

    assert vault.rituals.all() == [Ritual(TEA.id, "Tea", Meant())]
