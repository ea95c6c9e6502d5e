from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from wcwidth import wcswidth

from closeness_cli.presentation.charts import ThenNow, ThenNowBars, then_now_bars
from closeness_cli.presentation.grid import Cell, Look, to_text
from closeness_cli.presentation.percent import whole_percent
from closeness_cli.presentation.safe import safe

ROWS = [
    ThenNow("Trust", now=75, then=60),
    ThenNow("Self-disclosure", now=40.2, then=52),
    ThenNow("Support", now=50, then=50),
    ThenNow("Conflict and repair", now=None, then=41),
    ThenNow("Shared time", now=99.7, then=100),
    ThenNow("Appreciation", now=88),
    ThenNow("Autonomy and room to be oneself", now=None),
]
NOW_ONLY = [ThenNow("Trust", now=75), ThenNow("Support", now=0), ThenNow("Ease", now=None)]

WIDE_SCREEN = """\
Trust                            ──────────────○━━━●──────  ○ then  60  ● now 75
Self-disclosure                  ──────────●━○────────────  ○ then  52  ● now 40
Support                          ────────────◉────────────  ○ then  50  ● now 50
Conflict and repair              ──────────○──────────────  ○ then  41  unscored
Shared time                      ────────────────────────◉  ○ then 100  ● now 99
Appreciation                     ─────────────────────●───              ● now 88
Autonomy and room to be oneself  ─────────────────────────              unscored
                                 0           50        100"""

NARROW_SCREEN = """\
Trust               ○ then  60  ● now 75
───────────────────────○━━━━━●──────────
Self-disclosure     ○ then  52  ● now 40
────────────────●━━━○───────────────────
Support             ○ then  50  ● now 50
────────────────────◉───────────────────
Conflict and repair
                    ○ then  41  unscored
────────────────○───────────────────────
Shared time         ○ then 100  ● now 99
───────────────────────────────────────◉
Appreciation                    ● now 88
──────────────────────────────────●─────
Autonomy and room to be oneself
                                unscored
────────────────────────────────────────
0                   50               100"""

ASCII_SCREEN = """\
Trust                            --------------o===@------  o then  60  @ now 75
Self-disclosure                  ----------@=o------------  o then  52  @ now 40
Support                          ------------@------------  o then  50  @ now 50
Conflict and repair              ----------o--------------  o then  41  unscored
Shared time                      ------------------------@  o then 100  @ now 99
Appreciation                     ---------------------@---              @ now 88
Autonomy and room to be oneself  -------------------------              unscored
                                 0           50        100"""

NOW_ONLY_SCREEN = """\
Trust    ──────────────────────────────●──────────  ● now 75
Support  ●────────────────────────────────────────  ● now  0
Ease     ─────────────────────────────────────────  unscored
         0                   50                100"""


def test_then_and_now_are_marks_and_words() -> None:
    assert to_text(then_now_bars(ROWS, look=Look(80))) == WIDE_SCREEN


def test_a_dimension_takes_two_rows_in_40_columns() -> None:
    assert to_text(then_now_bars(ROWS, look=Look(40))) == NARROW_SCREEN


def test_ascii_has_marks_of_its_own() -> None:
    assert to_text(then_now_bars(ROWS, look=Look(80, unicode=False))) == ASCII_SCREEN


def test_with_nothing_to_compare_with_only_now_is_shown() -> None:
    assert to_text(then_now_bars(NOW_ONLY, look=Look(60))) == NOW_ONLY_SCREEN


def test_without_dimensions_there_is_nothing() -> None:
    assert to_text(then_now_bars([], look=Look(80))) == ""


def test_now_has_the_colour_and_then_has_not() -> None:
    grid = then_now_bars(ROWS[:1], look=Look(80))
    marks = [cell for cell in grid.rows[0] if cell.char in "○●" and cell.bold]
    assert marks == [Cell("○", bold=True), Cell("●", fg="cyan", bold=True)]


@pytest.mark.parametrize(
    ("value", "said"),
    [
        (0.0, "0"),
        (0.001, "1"),
        (0.5, "1"),
        (1.4, "1"),
        (62.5, "63"),
        (99.49, "99"),
        (99.999, "99"),
        (100.0, "100"),
        (-1.0, "0"),
        (101.0, "100"),
    ],
)
def test_percent_is_rounded_honestly(value: float, said: str) -> None:
    assert whole_percent(value) == said


@given(st.floats(0, 100))
def test_100_and_0_are_said_of_nothing_else(value: float) -> None:
    assert (whole_percent(value) == "100") == (value == 100)
    assert (whole_percent(value) == "0") == (value == 0)


LABELS = st.text(max_size=30).map(safe)
VALUES = st.none() | st.floats() | st.floats(0, 100)


@given(
    st.lists(st.builds(ThenNow, LABELS, VALUES, VALUES), max_size=6),
    st.builds(Look, st.integers(0, 130), st.booleans(), st.booleans(), st.booleans()),
)
def test_bars_can_be_drawn_of_anything_and_stay_in_their_width(
    rows: list[ThenNow], look: Look
) -> None:
    text = to_text(then_now_bars(rows, look=look))
    assert max(map(wcswidth, text.split("\n"))) <= look.width
    assert look.unicode or text.isascii()


NOISY = [
    ThenNow("Room", 60.0, 40.0, is_clear=False),
    ThenNow("Trust", 80.0, 20.0, is_clear=True),
    ThenNow("Ease", 50.0, 50.0, is_clear=False),
]


@pytest.mark.parametrize(("unicode", "noise", "clear"), [(True, "▒", "━"), (False, "~", "=")])
@pytest.mark.parametrize("width", [80, 40])
def test_what_may_be_noise_has_a_texture_and_a_legend(
    width: int, unicode: bool, noise: str, clear: str
) -> None:
    look = Look(width, colour=False, unicode=unicode)
    rows = to_text(then_now_bars(NOISY, look=look)).split("\n")
    at = 0 if width == 80 else 1
    assert noise in rows[at]
    assert clear not in rows[at]
    assert clear in rows[2 * at + 1]
    assert f"{noise} may be noise" in rows[-1]
    assert "100" in rows[-1]


def test_without_a_texture_there_is_no_legend() -> None:
    assert "noise" not in to_text(then_now_bars(NOISY[1:], look=Look(80)))


def test_the_table_says_what_is_more_than_noise() -> None:
    assert ThenNowBars(NOISY).table().rows == (
        ("Room", "40", "60", "no"),
        ("Trust", "20", "80", "yes"),
        ("Ease", "50", "50", "no"),
    )
