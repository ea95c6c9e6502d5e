"""Asking the questions of a template, on a screen and in plain lines."""

from __future__ import annotations

import io
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import pytest

from closeness_cli.prompts.questions import (
    Answers,
    Leaving,
    ask_questions,
    ask_questions_plainly,
)
from desk import CTRL_B, CTRL_C, CTRL_D, CTRL_S, CTRL_X, ENTER, LOOK, Desk, pasted

if TYPE_CHECKING:
    from collections.abc import Sequence

QUESTIONS = ["What\x1b was?", "What is?", "What comes?"]
CTRL_O, ALT_ENTER = "\x0f", "\x1b\r"


class Interrupted(io.StringIO):
    """Lines, and then Ctrl-C."""

    def readline(self, size: int = -1, /) -> str:  # type: ignore[override]  # typeshed leaves the size unnamed
        line = super().readline(size)
        if not line:
            raise KeyboardInterrupt
        return line


@dataclass
class Keeper:
    """A draft in memory."""

    kept: list[str] = field(default_factory=list)

    def keep(self, text: str) -> None:
        self.kept.append(text)

    def drop(self) -> None:
        self.kept.clear()


def as_text(given: Sequence[str]) -> str:
    return "|".join(given).strip("|")


def on_screen(*keys: str, draft: Keeper | None = None, columns: int = 80) -> tuple[Answers, Desk]:
    desk = Desk([*keys], columns=columns)
    found = desk.sit(lambda: ask_questions(QUESTIONS, look=LOOK, as_text=as_text, draft=draft))
    return found, desk


def in_lines(typed: str, draft: Keeper | None = None) -> tuple[Answers, str]:
    said = io.StringIO()
    found = ask_questions_plainly(io.StringIO(typed), said, QUESTIONS, as_text=as_text, draft=draft)
    return found, said.getvalue()


@pytest.mark.parametrize(
    ("keys", "given"),
    [
        (["a", ENTER, "b", ENTER, "c", ENTER], ("a", "b", "c")),
        ([ENTER, "b", "\n", ENTER], ("", "b", "")),
        (["a", ENTER, "b", CTRL_B, "c", ENTER, ENTER, ENTER], ("ac", "b", "")),
        (["a", CTRL_B, "b", CTRL_S], ("ab", "", "")),
        (["a", ALT_ENTER, "b", CTRL_S], ("a\nb", "", "")),
        ([pasted("a\r\nb"), CTRL_S], ("a\nb", "", "")),
    ],
)
def test_answers_are_taken_in_the_order_of_the_questions(
    keys: list[str], given: tuple[str, ...]
) -> None:
    assert on_screen(*keys)[0] == Answers(given, Leaving.SAVED)


@pytest.mark.parametrize(
    ("key", "leaving"),
    [(CTRL_O, Leaving.WHOLE), (CTRL_C, Leaving.LEFT), (CTRL_S, Leaving.SAVED)],
)
def test_the_questions_can_be_left_at_any_time_with_what_was_answered(
    key: str, leaving: Leaving
) -> None:
    assert on_screen("a", ENTER, "b", key)[0] == Answers(("a", "b", ""), leaving)


def test_ctrl_d_leaves_where_nothing_is_typed() -> None:
    assert on_screen("a", ENTER, CTRL_D)[0] == Answers(("a", "", ""), Leaving.LEFT)


@pytest.mark.parametrize("columns", [40, 80])
def test_the_screen_shows_one_question_its_place_and_the_keys(columns: int) -> None:
    _, desk = on_screen("a", ENTER, CTRL_S, columns=columns)
    first, last = desk.seen[0], desk.last
    assert "1 of 3" in first
    assert "What\\x1b was?" in first
    assert "What is?" not in first
    assert "2 of 3" in last
    assert "What is?" in last
    for key in ("Enter goes on", "Ctrl-S saves", "Ctrl-O all in the editor", "Ctrl-C leaves"):
        assert key in last


def test_what_was_answered_is_a_draft_when_one_leaves() -> None:
    draft = Keeper()
    on_screen("a", ENTER, "b", CTRL_C, draft=draft)
    assert draft.kept[-1] == "a|b"


def test_who_leaves_fast_has_a_draft_too() -> None:
    draft = Keeper()
    with pytest.raises(SystemExit) as end:
        on_screen("a", ENTER, "b", CTRL_X, CTRL_X, draft=draft)
    assert (end.value.code, draft.kept[-1]) == (0, "a|b")


def test_nothing_answered_is_no_draft() -> None:
    draft = Keeper()
    on_screen(ENTER, CTRL_C, draft=draft)
    assert draft.kept == []


@pytest.mark.parametrize(
    ("typed", "given"),
    [("a\n\nc\n", ("a", "", "c")), ("a\n", ("a", "", "")), ("", ("", "", ""))],
)
def test_the_same_is_asked_in_lines_and_their_end_leaves_the_rest_open(
    typed: str, given: tuple[str, ...]
) -> None:
    found, said = in_lines(typed)
    assert found == Answers(given, Leaving.SAVED)
    assert said.startswith("One line each; Enter alone leaves a question open. Ctrl-C leaves.\n")
    assert "1 of 3\nWhat\\x1b was?\n> " in said


def test_ctrl_c_in_lines_leaves_with_what_was_answered_as_a_draft() -> None:
    draft = Keeper()
    found = ask_questions_plainly(
        Interrupted("a\n"), io.StringIO(), QUESTIONS, as_text=as_text, draft=draft
    )
    assert found == Answers(("a", "", ""), Leaving.LEFT)
    assert draft.kept[-1] == "a"
