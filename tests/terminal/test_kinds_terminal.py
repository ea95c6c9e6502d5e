"""The kinds of entry at a real terminal: the text, then each field once, each left out by Enter."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from closeness_cli.prompts.quick_exit import CLEAR

if TYPE_CHECKING:
    from terminals import Person, Terminal

CTRL_C, CTRL_S, ENTER, QUICK = "\x03", "\x13", "\r", "\x18\x18"
LATER = "2025-12-14T21:04:00+01:00"


def entries(person: Person) -> list[Any]:
    found: list[Any] = json.loads(person.says("journal", "list", "--json"))["data"]["entries"]
    return found


def asks(terminal: Terminal, *answers: tuple[str, str]) -> None:
    """Wait for each question and answer it."""
    for question, keys in answers:
        terminal.wait_for(question).press(keys).wait_until_gone(question)


def test_a_conflict_is_asked_about_field_by_field_and_enter_leaves_one_out(person: Person) -> None:
    terminal = person("journal", "conflict", "--beneath", "Tired")
    terminal.wait_for("What happened between you").press("Loud.").wait_for("Loud.").press(CTRL_S)
    asks(terminal, ("What was it about", ENTER), ("What did it come from", "2" + ENTER))
    terminal.wait_for("How hot was it?").press("9" + ENTER)
    terminal.wait_for("Please type a whole number from 1 to 5.").press("\x7f4" + ENTER)
    assert terminal.status() == 0
    assert "What was under it" not in terminal.sent
    assert "Loud." not in terminal.left_behind
    [entry] = entries(person)
    assert (entry["text"], entry["beneath"]) == ("Loud.", "Tired")
    assert (entry["cause"], entry["heat"]) == ("stress", 4)
    assert "topic" not in entry


def test_ctrl_c_ends_the_questions_and_keeps_what_was_said(person: Person) -> None:
    terminal = person("journal", "moment")
    terminal.wait_for("What was the moment?").press("Rain.").wait_for("Rain.").press(CTRL_S)
    asks(terminal, ("To whom?", "Noor" + ENTER))
    terminal.wait_for("What did you feel?").press("half" + CTRL_C)
    assert terminal.status() == 0
    assert "Saved, private." in terminal.left_behind
    [entry] = entries(person)
    assert (entry["text"], entry["to"], "feeling" in entry) == ("Rain.", "Noor", False)


def test_the_text_is_kept_before_the_first_question(person: Person) -> None:
    terminal = person("journal", "solo")
    terminal.wait_for("on your own?").press("River.").wait_for("River.").press(CTRL_S)
    terminal.wait_for("bring back").press(QUICK)
    assert terminal.status() == 0
    assert terminal.sent.endswith(CLEAR)
    assert [one["text"] for one in entries(person)] == ["River."]


def test_a_text_on_the_command_line_is_kept_without_a_question(person: Person) -> None:
    person.says("journal", "conflict", "Loud.")
    assert [one["text"] for one in entries(person)] == ["Loud."]


def test_a_repair_offers_the_open_conflicts(person: Person) -> None:
    person.says("journal", "conflict", "About money.", "--at", "2025-11-10")
    person.says("journal", "conflict", "About the dishes.", "--at", "2025-11-12")
    terminal = person("journal", "repair", "Tea.").wait_for("Which conflict was it about?")
    assert "1  Wednesday 12 November 2025: About the dishes." in terminal.screen
    terminal.press("2" + ENTER)
    assert terminal.status() == 0
    repair, _, money = entries(person)
    assert (repair["repairs"], money["text"]) == (money["id"], "About money.")

    terminal = person("journal", "repair", "More.").wait_for("Which conflict was it about?")
    assert "About money." not in terminal.screen
    terminal.press(ENTER)
    assert terminal.status() == 0
    assert "repairs" not in entries(person)[0]


def test_who_began_may_be_a_new_name(person: Person) -> None:
    terminal = person("journal", "repair")
    terminal.wait_for("to mend it?").press("Tea.").wait_for("Tea.").press(CTRL_S)
    asks(terminal, ("How much did you mean it", ENTER), ("Who began?", "Sam" + ENTER))
    terminal.wait_for("Sam is not in this vault yet.").press("y")
    assert terminal.status() == 0
    [entry] = entries(person)
    terminal = person("journal", "show", entry["id"]).wait_for("began by  Sam").press("q")
    assert terminal.status() == 0


def test_old_conflicts_are_asked_about_once_after_a_repair(person: Person) -> None:
    for text in ("One.", "Two.", "Three."):
        person.says("journal", "conflict", text)
    person.environment["CLOSENESS_NOW"] = LATER
    terminal = person("journal", "repair", "Tea.")
    asks(terminal, ("Which conflict", ENTER))
    for text, key in (("Three.", "1"), ("Two.", "2"), ("One.", "3")):
        terminal.wait_for(f"Is this still open? Friday 14 November 2025: {text}").press(
            key
        ).wait_until_gone(text)
    assert terminal.status() == 0
    _, three, two, one = entries(person)
    assert not {"closed_as", "still_open_on"} & set(three)
    assert (two["still_open_on"], "closed_as" in two) == ("2025-12-14", False)
    assert (one["closed_as"], one["closed_on"]) == ("faded", "2025-12-14")

    terminal = person("journal", "repair", "More.").wait_for("Which conflict")
    assert "One." not in terminal.screen
    terminal.press(ENTER)
    assert terminal.status() == 0
    assert "still open" not in terminal.sent


def test_a_conflict_of_last_week_is_not_asked_about(person: Person) -> None:
    person.says("journal", "conflict", "Loud.", "--at", "2025-11-07")
    terminal = person("journal", "repair", "Tea.")
    asks(terminal, ("Which conflict", ENTER))
    assert terminal.status() == 0
    assert "still open" not in terminal.sent


def test_a_simple_terminal_is_asked_in_plain_lines(person: Person) -> None:
    person.environment["TERM"] = "dumb"
    terminal = person("journal", "honesty").wait_for("only a dot").press("It.\r.\r")
    terminal.wait_for("How did you feel before").press("-2\r")
    terminal.wait_for("And how after it?").press("\r")
    assert terminal.status() == 0
    assert "\x1b" not in terminal.sent
    assert "-2: very low" in terminal.sent
    person.environment["TERM"] = "xterm-256color"
    [entry] = entries(person)
    assert (entry["before"], "after" in entry) == (-2, False)
