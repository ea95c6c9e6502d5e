"""Times as journals write them."""

from __future__ import annotations

import pytest

from closeness_cli.storage.journals.walls import WallError, read_wall


@pytest.mark.parametrize(
    ("day", "clock", "expected"),
    [
        ("2024-03-01", "", "2024-03-01T12:00:00"),
        ("2024/03/01", "9:05", "2024-03-01T09:05:00"),
        ("2024-03-01 21:30", "", "2024-03-01T21:30:00"),
        ("2024-03-01 12:30:05 AM", "", "2024-03-01T00:30:05"),
        ("2024-03-01", "12:30 pm", "2024-03-01T12:30:00"),
        ("2024-03-01T21:30:00.250Z", "", "2024-03-01T21:30:00.250000+00:00"),
        ("2024-03-01T21:30:00+0100", "", "2024-03-01T21:30:00+01:00"),
    ],
)
def test_a_time_is_read_as_it_was_written(day: str, clock: str, expected: str) -> None:
    assert read_wall(day, clock).at.isoformat() == expected


@pytest.mark.parametrize(
    ("day", "clock"),
    [
        ("03.04.2024", ""),
        ("2024-02-30", ""),
        ("2024-03-01", "25:00"),
        ("2024-03-01", "13:00 PM"),
        ("2024-03-01", "noon"),
        ("2024-03-01T10:00+99:00", ""),
        ("", ""),
    ],
)
def test_what_is_no_time_or_may_be_two_is_refused(day: str, clock: str) -> None:
    with pytest.raises(WallError):
        read_wall(day, clock)
