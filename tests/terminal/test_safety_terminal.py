"""Safety items of a bank of one's own at a real terminal: no byte of it tells of an answer."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from brought import KEPT_APART
from terminals import OUT_OF

if TYPE_CHECKING:
    from terminals import Person, Terminal

GREW, WENT, FRIGHTENED, TELL = (
    "how much grew",
    "how much went",
    "were you frightened",
    "would you tell",
)
REMEMBER, ENTER = "Anything to remember?", "\r"
WORDS = "mywords"
LABELS = ("labelnever", "labelonce", "labeloften")
QUESTION = "Include the private safety answers?"


@pytest.fixture
def asked(person: Person) -> Person:
    """A person whose own bank has safety items."""
    file = Path(person.environment["HOME"]) / "own.yaml"
    file.write_text(KEPT_APART, "utf-8")
    person.says("instrument", "import", str(file))
    return person


def to_the_first(person: Person) -> Terminal:
    """Answer until the first safety item is asked."""
    terminal = person("assess", "apart").wait_for(GREW).press("1").wait_for(WENT).press("1")
    return terminal.wait_for(FRIGHTENED)


def to_the_second(terminal: Terminal, key: str = "3") -> Terminal:
    return terminal.press(key).wait_for(TELL)


def to_the_end(terminal: Terminal, keys: str = WORDS + ENTER) -> str:
    """Answer the second, and give everything that came after that."""
    typed, last = keys[:-1], keys[-1]
    if typed:
        terminal.press(typed).wait_for(typed)
    before = len(terminal.sent)
    terminal.press(last).wait_for(REMEMBER).press(ENTER)
    assert terminal.status() == 0
    return terminal.sent[before:]


def check_nothing_of_it(text: str) -> None:
    for one in (*LABELS, FRIGHTENED, WORDS):
        assert one not in text


def test_after_an_answer_no_byte_tells_of_it(asked: Person) -> None:
    terminal = to_the_first(asked)
    before = len(terminal.sent)
    to_the_second(terminal)
    check_nothing_of_it(terminal.sent[before:])
    check_nothing_of_it(to_the_end(terminal))
    check_nothing_of_it(terminal.left_behind)


def test_back_leads_to_none_that_was_answered(asked: Person) -> None:
    terminal = to_the_second(to_the_first(asked))
    before = len(terminal.sent)
    terminal.press("\x02").wait_for(WENT).press("2").wait_for(TELL)
    check_nothing_of_it(terminal.sent[before:])
    check_nothing_of_it(to_the_end(terminal))


@pytest.mark.parametrize("leave", ["kill", "\x18\x18", "\x03"])
def test_going_on_shows_none_that_was_answered(leave: str, asked: Person) -> None:
    terminal = to_the_second(to_the_first(asked))
    if leave == "kill":
        terminal.kill()
    else:
        assert terminal.press(leave).status() == 0
        check_nothing_of_it(terminal.left_behind)
    again = asked("assess", "--resume").wait_for(TELL)
    check_nothing_of_it(again.sent)
    check_nothing_of_it(to_the_end(again))


def test_the_end_is_the_same_bytes_whatever_was_answered(asked: Person) -> None:
    ended = set()
    for at, (key, keys) in enumerate([("1", WORDS + ENTER), ("3", "no" + ENTER), ("s", "\x0e")]):
        asked.environment["CLOSENESS_VAULT"] = f"{asked.environment['HOME']}/vault{at}"
        asked.says("vault", "create", "--no-encryption")
        asked.says("instrument", "import", f"{asked.environment['HOME']}/own.yaml")
        ended.add(to_the_end(to_the_second(to_the_first(asked), key), keys).rpartition(OUT_OF)[2])
    assert len(ended) == 1
    assert "closeness about" in ended.pop()


def test_amending_offers_none(asked: Person) -> None:
    to_the_end(to_the_second(to_the_first(asked)))
    terminal = asked("assess", "amend", "apart").wait_for(WENT)
    check_nothing_of_it(terminal.sent)
    terminal.press("\x03").status()
    check_nothing_of_it(terminal.sent)


def test_an_export_leaves_them_out_unless_that_is_agreed_to(asked: Person) -> None:
    to_the_end(to_the_second(to_the_first(asked)))
    home = Path(asked.environment["HOME"])
    for name, keys, is_there in (("no", ENTER, False), ("yes", "y", True)):
        file = home / f"{name}.jsonl"
        terminal = asked("vault", "export", str(file)).wait_for(QUESTION).press(keys)
        assert terminal.status() == 0
        assert (WORDS in file.read_text("utf-8")) is is_there
        check_nothing_of_it(terminal.sent)
