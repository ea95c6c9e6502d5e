"""Days by what entries were about."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from builders import a_moment, an_entry, id_number
from closeness_cli.core.entry import EntryFilter, EntryKind
from closeness_cli.errors import ClosenessError

if TYPE_CHECKING:
    from vaults import OpenVault

ALL = EntryFilter()


def keep(vault: OpenVault, day: int, topic: str, kind: EntryKind = EntryKind.CONVERSATION) -> str:
    entry = an_entry(entry_id=vault.ids.new(), moment=a_moment(f"2025-11-{day:02}T21:00:00+01:00"))
    vault.entries.add(entry._replace(kind=kind, fields={"topic": topic}))
    return entry.id


def number(day: int) -> int:
    return date(2025, 11, day).toordinal()


def test_a_topic_counts_once_a_day_in_either_spelling(vault: OpenVault) -> None:
    keep(vault, 3, "money")
    keep(vault, 3, "money", EntryKind.CONFLICT)
    keep(vault, 5, " the  sea\nand us ")
    keep(vault, 4, "Money")
    vault.entries.add(an_entry("No topic.", entry_id=vault.ids.new()))
    assert vault.entries.days_by_topic(ALL) == {
        "Money": frozenset({number(3), number(4)}),
        "the sea and us": frozenset({number(5)}),
    }
    assert list(vault.entries.days_by_topic(ALL)) == ["Money", "the sea and us"]


def test_a_period_the_trash_and_another_person_narrow_it(vault: OpenVault) -> None:
    keep(vault, 3, "money")
    vault.entries.delete(keep(vault, 4, "money"))
    assert vault.entries.days_by_topic(ALL) == {"money": frozenset({number(3)})}
    assert vault.entries.days_by_topic(EntryFilter(since=date(2025, 11, 4))) == {}
    assert vault.entries.days_by_topic(EntryFilter(person_id=id_number(9))) == {}


def test_a_damaged_day_is_no_traceback(vault: OpenVault) -> None:
    keep(vault, 3, "secret")
    vault.connection.run("UPDATE entries SET local_on='2025-11-xx'")
    with pytest.raises(ClosenessError) as caught:
        vault.entries.days_by_topic(ALL)
    assert "secret" not in str(caught.value)
