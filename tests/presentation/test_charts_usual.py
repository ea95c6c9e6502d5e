"""Usual ranges on tracks."""

from __future__ import annotations

import pytest

from closeness_cli.presentation.charts.usual import InRange, UsualTracks, usual_tracks
from closeness_cli.presentation.grid import Look, to_text
from closeness_cli.presentation.inks import inks

ROWS = [
    InRange("Feeling close", 1, 10, (4.4, 8.6), 6, "now 6"),
    InRange("Mood, week by week", -2, 2, (-3.0, 0.5), 2, "now 2"),
    InRange("Affection", 0, 100, None, 50, "now 50"),
]

WIDE_SCREEN = """\
Feeling close       ───────────────░░░░░░░●░░░░░░░░░░░──────  now 6
Mood, week by week  ░░░░░░░░░░░░░░░░░░░░░░░░░──────────────●  now 2
Affection           ────────────────────●───────────────────  now 50"""

ASCII_SCREEN = """\
Feeling close                      now 6
---------------:::::::@:::::::::::------
Mood, week by week                 now 2
:::::::::::::::::::::::::--------------@
Affection                         now 50
--------------------@-------------------"""


def test_tracks_beside_their_names() -> None:
    assert to_text(usual_tracks(ROWS, look=Look(80, colour=False))) == WIDE_SCREEN


def test_tracks_below_their_names_without_unicode() -> None:
    assert to_text(usual_tracks(ROWS, look=Look(40, colour=False, unicode=False))) == ASCII_SCREEN


@pytest.mark.parametrize("dark", [True, False])
def test_the_range_is_a_fill_with_the_point_on_it(dark: bool) -> None:
    look = Look(80, dark=dark)
    row = usual_tracks(ROWS, look=look).rows[0]
    assert sum(cell.bg == inks(look).band for cell in row) == 19
    assert next(cell for cell in row if cell.char == "●").bg == inks(look).band


@pytest.mark.parametrize("width", [12, 20, 33])
def test_it_is_no_wider_than_the_screen(width: int) -> None:
    text = to_text(usual_tracks(ROWS, look=Look(width, colour=False)))
    assert max(map(len, text.split("\n"))) <= width


def test_nothing_is_drawn_of_nothing() -> None:
    assert usual_tracks([], look=Look(80)).height == 0


def test_the_table_tells_each() -> None:
    assert UsualTracks(ROWS).table().rows == (
        ("Feeling close", "4.4", "8.6", "6"),
        ("Mood, week by week", "-3", "0.5", "2"),
        ("Affection", "", "", "50"),
    )
