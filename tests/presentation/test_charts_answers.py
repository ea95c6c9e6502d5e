"""Answers to items over time."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from closeness_cli.presentation.charts.answers import ItemStrip, ItemStrips, item_strips
from closeness_cli.presentation.grid import Look, to_text

FIRST = date(2025, 9, 7)


def a_strip(label: str, values: list[int | None], *, breaks: tuple[date, ...] = ()) -> ItemStrip:
    answers = [(FIRST + timedelta(weeks=at), value) for at, value in enumerate(values)]
    return ItemStrip(label, 1, 5, answers, breaks, f"{values[0]} to {values[-1]} of 5")


ROWS = [
    a_strip("Feeling heard", [1, 2, 3, 4, 5, None, 2]),
    a_strip("Room", [5, 5, 4, 4, 1, 1, 3], breaks=(FIRST + timedelta(weeks=4),)),
]


def lines(text: str) -> list[str]:
    return [row.rstrip() for row in text.split("\n")]


def test_items_stand_over_the_same_days() -> None:
    drawn = lines(to_text(item_strips(ROWS, look=Look(65, colour=False))))
    assert [row.split("  ")[0] for row in drawn[:2]] == ["Feeling heard", "Room"]
    marks = [[at for at, char in enumerate(row) if char in "▁▃▅▆█·"] for row in drawn[:2]]
    assert marks[0] == marks[1]
    assert "".join(drawn[0][at] for at in marks[0]) == "▁▃▅▆█·▃"
    assert drawn[1][marks[1][4] - 1] == "┊"
    assert drawn[0].endswith("1 to 2 of 5")


def test_on_a_narrow_screen_without_unicode_they_are_below_their_names() -> None:
    drawn = lines(to_text(item_strips(ROWS, look=Look(40, colour=False, unicode=False))))
    assert drawn[0] == "Feeling heard                1 to 2 of 5"
    assert drawn[1].replace(" ", "") == "12345.2"
    assert drawn[3].replace(" ", "") == "5544:113"


@pytest.mark.parametrize("width", [20, 40, 80])
def test_it_is_no_wider_than_the_screen(width: int) -> None:
    text = to_text(item_strips(ROWS, look=Look(width, colour=False)))
    assert max(map(len, text.split("\n"))) <= width


def test_steps_are_of_equal_width_around_the_middle() -> None:
    ten = ItemStrip("Close", 1, 10, [(FIRST + timedelta(at), at + 1) for at in range(10)])
    row = to_text(item_strips([ten], look=Look(80, colour=False))).split("\n")[0]
    assert "".join(char for char in row if char in "▁▃▅▆█") == "▁▁▃▃▅▅▆▆██"


def test_nothing_is_drawn_of_nothing() -> None:
    assert item_strips([], look=Look(80)).height == 0


def test_the_table_has_a_row_for_each_day() -> None:
    assert ItemStrips(ROWS).table().rows[-2:] == (
        ("2025-10-12", "", "1"),
        ("2025-10-19", "2", "3"),
    )
