"""A screen that nobody types at goes blank, and any key brings it back and does nothing else."""

from __future__ import annotations

import pytest

from closeness_cli.prompts import idle
from closeness_cli.prompts.editor import write
from closeness_cli.prompts.quick_exit import CLEAR, CLEAR_SCROLLBACK
from closeness_cli.prompts.reader import read
from desk import CTRL_C, CTRL_S, CTRL_X, DOWN, ENTER, LOOK, Desk, Resize, pasted

AGAIN = Resize(80, 12)
"""Paints the screen once more without a key, as the passing of time does."""


def text(_: int) -> str:
    return "".join(f"line {number}\n" for number in range(50))


def sit(desk: Desk, monkeypatch: pytest.MonkeyPatch, *seconds: float) -> None:
    """Read, with the time at which each screen is painted, the last one's for all others."""
    monkeypatch.setattr(idle, "monotonic", lambda: seconds[min(len(desk.seen), len(seconds) - 1)])
    desk.sit(lambda: read(text, look=LOOK))


@pytest.mark.parametrize(
    "key", [DOWN, "q", ENTER, " ", "x", CTRL_C, "\x1bb", pasted("We walked."), "é"]
)
def test_a_key_brings_it_back_as_it_was_and_does_nothing_else(
    key: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = Desk([AGAIN, key, "q"], rows=12)
    sit(desk, monkeypatch, 0, 300)
    first, blank, back = desk.seen
    assert desk.sent.count(CLEAR_SCROLLBACK) == 1
    assert first.startswith("line 0\n")
    assert blank == ""
    assert back == first


def test_until_then_it_stays(monkeypatch: pytest.MonkeyPatch) -> None:
    desk = Desk([AGAIN, "q"], rows=12)
    sit(desk, monkeypatch, 0, 299)
    assert desk.last.startswith("line 0\n")


def test_every_key_begins_the_time_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    desk = Desk([DOWN, AGAIN, AGAIN, "j", "q"], rows=12)
    sit(desk, monkeypatch, 0, 200, 499, 500)
    assert [bool(one) for one in desk.seen] == [True, True, True, False, True]


def test_it_stays_blank_until_a_key_comes(monkeypatch: pytest.MonkeyPatch) -> None:
    desk = Desk([AGAIN, Resize(40, 10), AGAIN, " ", "q"], rows=12)
    sit(desk, monkeypatch, 0, 300, 301, 302)
    assert [bool(one) for one in desk.seen] == [True, False, False, False, True]


def test_leaving_fast_works_while_it_is_blank_and_shows_nothing(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    desk = Desk([AGAIN, CTRL_X, CTRL_X], rows=12)
    with pytest.raises(SystemExit):
        sit(desk, monkeypatch, 0, 300)
    assert desk.seen[1:] == ["", ""]
    assert desk.sent.endswith(CLEAR)


def test_half_of_leaving_and_another_key_is_a_key(monkeypatch: pytest.MonkeyPatch) -> None:
    desk = Desk([AGAIN, CTRL_X, " ", "q"], rows=12)
    sit(desk, monkeypatch, 0, 300)
    assert [bool(one) for one in desk.seen] == [True, False, False, True]


def test_what_was_typed_is_hidden_and_comes_back(monkeypatch: pytest.MonkeyPatch) -> None:
    desk = Desk(["We walked.", AGAIN, "x", " Home.", CTRL_S], rows=12)
    monkeypatch.setattr(idle, "monotonic", lambda: 300 if len(desk.seen) > 1 else 0)
    written = desk.sit(lambda: write("What happened?", look=LOOK))
    assert "We walked." in desk.seen[1]
    assert desk.seen[2] == ""
    assert "We walked." in desk.seen[3]
    assert written == "We walked. Home."


def test_the_clock_is_looked_at_often_enough() -> None:
    assert idle.LOOKS_EVERY * 10 < idle.IDLE_SECONDS == 300
