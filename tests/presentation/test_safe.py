from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from closeness_cli.presentation.safe import MARKS_KEPT, safe

ANY_TEXT = st.text(
    st.characters(exclude_categories=()) | st.sampled_from("\x1b\x9b\u202e\u0301\r\n")
)
HIDDEN = re.compile("[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")


@pytest.mark.parametrize(
    "text",
    [
        "",
        "We walked home.",
        "[bold]not markup[/bold] :heart:",
        "Zoë, José, Łukasz, 亲密, שלום, مرحبا, नमस्ते",
        "👩\u200d❤\ufe0f\u200d💋\u200d👨 and 👍🏽",
        "\U0001f3f4\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f",
        "a\u200bb",
        "e\u0301" * 40,
    ],
)
def test_what_can_be_shown_is_left_as_it_was_written(text: str) -> None:
    assert safe(text) == text


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("\x1b[2Jgone", "\\x1b[2Jgone"),
        ("\x9b31m", "\\x9b31m"),
        ("bell\x07 null\x00 delete\x7f", "bell\\x07 null\\x00 delete\\x7f"),
        ("safe\u202etxt.exe", "safe\\u202etxt.exe"),
        ("\u2066a\u2069\u200e\u200f\u061c", "\\u2066a\\u2069\\u200e\\u200f\\u061c"),
        ("a\u2028b\u2029c", "a\\u2028b\\u2029c"),
        ("half \ud83d", "half \\ud83d"),
        ("over\rwritten", "over\\x0dwritten"),
    ],
)
@pytest.mark.parametrize("multiline", [False, True])
def test_what_would_act_on_the_screen_is_shown_instead(
    text: str, shown: str, multiline: bool
) -> None:
    assert safe(text, multiline=multiline) == shown


def test_in_a_line_new_lines_and_tabs_become_a_space() -> None:
    assert safe("one\ntwo\r\nthree\tfour") == "one two three four"


def test_in_lines_new_lines_stay_and_a_tab_is_four_spaces() -> None:
    assert safe("one\ntwo\r\nthree\tfour", multiline=True) == "one\ntwo\nthree    four"


def test_marks_piled_on_a_character_are_cut_visibly() -> None:
    piled = "Z" + "\u0334" * 60 + "algo"
    assert safe(piled) == "Z" + "\u0334" * MARKS_KEPT + "…algo"


def test_as_many_marks_as_are_kept_are_not_cut() -> None:
    assert safe("Z" + "\u0334" * MARKS_KEPT) == "Z" + "\u0334" * MARKS_KEPT


@given(ANY_TEXT)
def test_a_line_has_nothing_in_it_that_acts_or_hides(text: str) -> None:
    assert not HIDDEN.search(safe(text))


@given(ANY_TEXT)
def test_lines_have_nothing_in_them_that_acts_but_new_lines(text: str) -> None:
    assert not HIDDEN.search(safe(text, multiline=True).replace("\n", ""))


@given(ANY_TEXT, st.booleans())
def test_what_is_safe_stays_as_it_is(text: str, multiline: bool) -> None:
    once = safe(text, multiline=multiline)
    assert safe(once, multiline=multiline) == once


@given(ANY_TEXT)
def test_what_is_safe_can_be_written_to_a_file(text: str) -> None:
    shown = safe(text)
    assert shown.encode("utf-8").decode("utf-8") == shown
