"""Counts beside answers: plain facts, each with its n."""

from __future__ import annotations

from datetime import timedelta

import pytest

from closeness_cli.core.reports.logged import Logged
from closeness_cli.presentation.blocks import Page
from closeness_cli.presentation.logged_blocks import TITLE, logged_blocks, logged_data
from closeness_cli.presentation.page_text import page_as_plain
from closeness_cli.storage.bank.item_bank import load_bank, shipped_bank_path

GROWTH = load_bank(shipped_bank_path()).find("growth-markers")


def said(logged: Logged | None) -> list[str]:
    assert GROWTH is not None
    return page_as_plain(Page(tuple(logged_blocks(GROWTH, logged)))).splitlines()


def hours(*lengths: float) -> tuple[timedelta, ...]:
    return tuple(timedelta(hours=one) for one in lengths)


def test_where_nothing_was_written_down_nothing_is_said() -> None:
    assert said(None) == []
    assert said(Logged(30, 0, 0, 0)) == []


@pytest.mark.parametrize(
    ("logged", "line"),
    [
        (Logged(30, 1, 1, 0), "rituals done once, in that month"),
        (Logged(30, 4, 1, 0), "rituals done 4 times, in that month"),
        (Logged(14, 11, 3, 0), "rituals done 11 times, 3 different ones, in those 14 days"),
    ],
)
def test_rituals_stand_beside_the_mark_that_asks_about_them(logged: Logged, line: str) -> None:
    assert said(logged) == [TITLE, f"Traditions of our own: {line}"]


@pytest.mark.parametrize(
    ("n", "times", "line"),
    [
        (1, (), "one repair noted in that month"),
        (1, hours(5.1), "one repair noted in that month, 5 hours after the disagreement"),
        (1, hours(0.5), "one repair noted in that month, 30 minutes after the disagreement"),
        (1, hours(1 / 60), "one repair noted in that month, 1 minute after the disagreement"),
        (1, hours(72), "one repair noted in that month, 3 days after the disagreement"),
        (
            3,
            hours(26),
            "three repairs noted in that month; one of them came 26 hours after its disagreement",
        ),
        (
            3,
            hours(1.5, 4.5, 70),
            (
                "three repairs noted in that month; from disagreement to repair, the middle of 3 "
                "times is 5 hours"
            ),
        ),
    ],
)
def test_repairs_stand_beside_theirs(n: int, times: tuple[timedelta, ...], line: str) -> None:
    assert said(Logged(30, 0, 0, n, times)) == [
        TITLE,
        f"At ease again after a disagreement: {line}",
    ]


def test_all_numbers_are_given_as_data() -> None:
    assert logged_data(Logged(30, 4, 2, 3, hours(1, 2.5))) == {
        "days": 30,
        "rituals_done": 4,
        "rituals": 2,
        "repairs": 3,
        "hours_to_repair": [1.0, 2.5],
        "median_hours_to_repair": 1.75,
    }
    assert logged_data(Logged(30, 4, 2, 0))["median_hours_to_repair"] is None
