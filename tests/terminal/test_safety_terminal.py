"""Safety items at a real terminal, of a bank of one's own and as they ship: no byte tells."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from brought import KEPT_APART
from terminals import OUT_OF, Terminal

if TYPE_CHECKING:
    from terminals import Person

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
    return terminal.wait_for(FRIGHTENED).wait_for(LABELS[-1])  # the last that is painted of it


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


# Those that ship.

PRIVATE, UNSEEN = "Private: kept apart", "What you type here is not shown."
SHIPPED = ("stay silent out of fear", "say yes against your will", "help from outside")
KEYS = {"lowest": "1", "highest": "5", "skipped": "s", "declined": "p"}
LATER_LABELS = ("not at all", "rarely", "very often")
"""Labels that no other question of this form has, where those were answered in the middle."""

BROKEN = """
import termios
from closeness_cli.prompts import idle
from closeness_cli.storage.safety_answers import SafetyAnswers

def fail(self, administration_id, response):
    raise RuntimeError(f"mywords {{response}}")

{change}
from closeness_cli.__main__ import main
main()
"""


@pytest.fixture
def before_them(person: Person) -> Path:
    """A vault in which all but the private questions of a form were answered."""
    terminal = person("assess", "how-close")
    for number in range(1, 8):
        terminal.wait_for(f"{number} of 10").press("3")
    terminal.wait_for("8 of 10").press("q")
    assert terminal.status() == 0
    vault = Path(person.environment["CLOSENESS_VAULT"])
    first = vault.with_name("first")
    vault.rename(first)
    return first


def copy_of(first: Path, person: Person) -> None:
    """Put a copy of a vault where the vault always lies."""
    vault = Path(person.environment["CLOSENESS_VAULT"])
    shutil.rmtree(vault, ignore_errors=True)
    shutil.copytree(first, vault)


@pytest.mark.parametrize(
    ("columns", "how"),
    [(80, ("lowest", "highest", "skipped", "declined")), (40, ("lowest", "declined"))],
)
def test_whatever_is_answered_every_byte_is_the_same(
    columns: int, how: tuple[str, ...], person: Person, before_them: Path
) -> None:
    sent = {}
    for name in how:
        copy_of(before_them, person)
        terminal = person("assess", "--resume", columns=columns)
        for number in range(8, 11):
            terminal.wait_for(f"{number} of 10")
            assert PRIVATE in " ".join(terminal.screen.split())
            terminal.press(KEYS[name])
        terminal.wait_for(REMEMBER).press(ENTER)
        terminal.wait_for("q leaves").press("q").wait_for("2  No").press(ENTER)
        assert terminal.status() == 0
        sent[name] = terminal.sent
        for one in LATER_LABELS:
            assert one not in sent[name].partition(REMEMBER)[2]
    assert len(set(sent.values())) == 1


def test_nothing_that_is_typed_line_by_line_shows(person: Person, before_them: Path) -> None:
    sent = set()
    for key in KEYS.values():
        copy_of(before_them, person)
        terminal = person("assess", "--resume", "--mode", "lines")
        for asked in SHIPPED:  # also what is typed before the next is there
            terminal.wait_for(asked).wait_for(UNSEEN).press(key + ENTER)
        terminal.wait_for(f"{REMEMBER} One line; Enter or :q leaves it.\n>").press(
            "tomorrow"
        ).wait_for("> tomorrow")  # which does show
        sent.add(terminal.sent.partition(REMEMBER)[0])
        terminal.press(ENTER).wait_for("q leaves").press("q").wait_for("2  No").press(ENTER)
        assert terminal.status() == 0
    assert len(sent) == 1


def test_a_blank_screen_comes_back_without_what_was_typed(
    person: Person, before_them: Path
) -> None:
    line = BROKEN.format(change="idle.IDLE_SECONDS = 1.0")
    copy_of(before_them, person)
    terminal = Terminal(
        (),
        person.environment,
        line=(sys.executable, "-c", line, "assess", "--resume", "--mode", "lines"),
    )
    person.opened.append(terminal)
    terminal.wait_for(SHIPPED[0]).wait_for("? help.\n>").press(f"5{ENTER}")
    terminal.wait_for(SHIPPED[1]).wait_until_gone(SHIPPED[1])
    terminal.press(" ").wait_for(SHIPPED[1])
    assert "> 5" not in terminal.screen
    terminal.press("q" + ENTER)
    terminal.status()


@pytest.mark.parametrize("mode", ["screen", "lines"])
def test_a_fault_while_one_is_kept_shows_nothing_of_it(
    mode: str, person: Person, before_them: Path
) -> None:
    line = BROKEN.format(change="SafetyAnswers.keep = fail")
    copy_of(before_them, person)
    terminal = Terminal(
        (),
        person.environment,
        line=(sys.executable, "-c", line, "assess", "--resume", "--mode", mode),
    )
    person.opened.append(terminal)
    terminal.wait_for(SHIPPED[0]).press("5" + (ENTER if mode == "lines" else ""))
    assert terminal.status() == 1
    left = terminal.left_behind
    assert "Something went wrong inside the program (RuntimeError" in " ".join(left.split())
    assert "mywords" not in terminal.sent
    assert "Traceback" not in terminal.sent
    for one in ("silent'", "value=5", "said_yes"):
        assert one not in terminal.sent
