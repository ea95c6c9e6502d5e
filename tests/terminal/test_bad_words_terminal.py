"""Every text that is bad, at a real terminal: the bytes that are sent do nothing of their own."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from bad_cases import cases, content
from commands import Closeness

if TYPE_CHECKING:
    from terminals import Person

QUICK = "\x18\x18"

OWN = re.compile(r"\x1b\[[0-9;?]*[ABCDHJKhlm]|\x1b[=>]|\x1b\(B|\x1b\[[0-9] q")
"""Moves, colours, modes and erasing, which prompt_toolkit and Rich send."""

NEVER = re.compile(
    "[\x00-\x07\x0b\x0c\x0e-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]"
)
"""What no text may bring to a terminal."""

TEXTS = [content(one.values[0]).decode() for one in cases("entry", status=0)]

OF_THE_TEXTS = re.compile(r"\x1b\[31m|\x1b\[2J\x1b\[H\x1b|\x1b\]|\x1b\\")
"""Sequences that only stand in the texts: our own red is none of the sixteen colours."""


def check_sent(sent: str) -> None:
    """See that nothing was sent but text and what our own screens send."""
    assert OF_THE_TEXTS.search(sent) is None
    assert NEVER.search(OWN.sub("", sent)) is None, NEVER.search(OWN.sub("", sent))


@pytest.fixture
def written(person: Person) -> list[str]:
    """Write all of them; give their ids."""
    closeness = Closeness(Path(person.environment["CLOSENESS_VAULT"]), person.environment)
    return [closeness.write("-", given=text) for text in TEXTS]


@pytest.mark.parametrize(
    "words",
    [
        *("journal list", "journal search -- -zzz", "report words", "vault export -"),
        *("journal export - --to csv", "journal export - --to markdown", "report data --csv -"),
    ],
)
@pytest.mark.usefixtures("written")
def test_a_command_sends_nothing_of_them(words: str, person: Person) -> None:
    terminal = person(*words.split(), rows=60)
    if words.startswith(("journal list", "journal search")):
        terminal.wait_for("q leaves").press("G").press("q")
    terminal.status()
    check_sent(terminal.sent)


def test_the_editor_shows_each_and_sends_nothing_of_it(person: Person, written: list[str]) -> None:
    for at in range(0, len(written), 6):
        terminal = person("journal", "edit", written[at]).wait_for("Ctrl-S").press(QUICK)
        terminal.status()
        check_sent(terminal.sent.replace("\x1b[2J\x1b[3J\x1b[H", ""))
