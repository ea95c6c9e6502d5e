"""Daylio: made to the shape of its CSV export."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from closeness_cli.storage.journals.daylio import read_daylio

if TYPE_CHECKING:
    from collections.abc import Callable

    from closeness_cli.storage.journals.reading import Reading

HEADER = "full_date,date,weekday,time,mood,activities,note_title,note\n"


def test_moods_and_activities_come_along_and_own_moods_are_told(
    read: Callable[..., Reading],
) -> None:
    found = read(
        read_daylio,
        (
            "\ufeff" + HEADER + "2024-03-02,March 2,Saturday,9:30 PM,rad,walk | date night,,\n"
            '2024-03-01,March 1,Friday,21:30,Awful,,Rain,"It rained,\nall day."\n'
            "2024-02-29,February 29,Thursday,08:00,cosy,,,Tea.\n"
        ).encode(),
    )
    assert [
        (one.entry.moment.iso, one.entry.text, one.entry.mood, one.entry.tags)
        for one in found.entries
    ] == [
        ("2024-03-02T21:30:00+01:00", "", 2, ("walk", "date-night")),
        ("2024-03-01T21:30:00+01:00", "Rain\nIt rained,\nall day.", -2, ()),
        ("2024-02-29T08:00:00+01:00", "Tea.", None, ()),
    ]
    assert found.losses["the mood 'cosy', which has no place from -2 to 2"] == 1


@pytest.mark.parametrize(
    ("table", "fault"),
    [
        ("year,date,weekday,time,mood\n", "line 1: it is not an export of Daylio: full_date"),
        (HEADER + "2024-03-02,a,b\n", "line 2: its cells are not as many as the columns: 3, not 8"),
        (HEADER + "2 March,a,b,21:30,rad,,,\n", "line 2: its date is not understood"),
    ],
)
def test_a_fault_is_told_with_its_line(table: str, fault: str, reading: Reading) -> None:
    read_daylio(table.encode(), reading)
    assert reading.notes.faults[0].startswith(fault)
