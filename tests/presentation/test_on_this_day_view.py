from __future__ import annotations

from datetime import date

import pytest

from builders import a_moment, an_entry, id_number
from closeness_cli.presentation.grid import Look
from closeness_cli.presentation.on_this_day_view import (
    NOTHING_ON_THIS_DAY,
    TURN_ON,
    on_this_day_page,
    on_this_day_view,
)
from closeness_cli.presentation.page import page_for_terminal

TODAY = date(2025, 11, 14)
PLAIN = Look(width=80, colour=False)
WALK = an_entry(
    "We walked.\x1b[31m #walk",
    entry_id=id_number(1),
    moment=a_moment("2024-11-14T08:05:00+01:00"),
    mood=1,
    tags=("walk",),
)
TEA = an_entry("Tea.", entry_id=id_number(2), moment=a_moment("2023-11-14T21:00:00+01:00"))


def test_each_day_is_told_with_how_long_ago_it_was() -> None:
    assert page_for_terminal(on_this_day_page([WALK, TEA], TODAY), PLAIN) == (
        "A year ago: Thursday 14 November 2024\n"
        "  08:05 · mood +1, good · 01KA1ZFCW00000000000000001\n"
        "  We walked.\\x1b[31m #walk\n"
        "\n"
        "2 years ago: Tuesday 14 November 2023\n"
        "  21:00 · 01KA1ZFCW00000000000000002\n"
        "  Tea.\n"
        "\n"
        "An entry that you would rather not meet here again:  closeness journal edit ID\n"
        "--do-not-resurface\n"
    )


@pytest.mark.parametrize(
    ("day", "said"),
    [
        ("2025-10-14", "A month ago: Tuesday 14 October 2025"),
        ("2025-05-14", "6 months ago: Wednesday 14 May 2025"),
    ],
)
def test_months_are_counted_too(day: str, said: str) -> None:
    entry = an_entry("Tea.", moment=a_moment(f"{day}T12:00:00+02:00"))
    assert page_for_terminal(on_this_day_page([entry], TODAY), PLAIN).startswith(f"{said}\n")


def test_a_leap_day_keeps_its_own_date() -> None:
    entry = an_entry("Tea.", moment=a_moment("2024-02-29T12:00:00+01:00"))
    page = page_for_terminal(on_this_day_page([entry], date(2025, 2, 28)), PLAIN)
    assert page.startswith("A year ago: Thursday 29 February 2024\n")


@pytest.mark.parametrize(("is_on", "said"), [(True, NOTHING_ON_THIS_DAY), (False, TURN_ON)])
def test_without_entries_there_is_a_sentence(is_on: bool, said: str) -> None:
    view = on_this_day_view((), TODAY, is_on=is_on)
    assert (view.page, view.empty) == (None, said)
    assert view.data() == {"turned_on": is_on, "entries": []}
