"""Every prompt at a real terminal: nothing shows when nobody types, and it can be left fast."""

from __future__ import annotations

import json
import signal
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from brought import KEPT_APART
from builders import CountingIds
from closeness_cli.prompts.quick_exit import CLEAR, CLEAR_SCROLLBACK
from closeness_cli.storage.keys.header import make_header
from closeness_cli.storage.keys.kdf import least
from closeness_cli.storage.paths import VaultPaths
from closeness_cli.storage.vault import create_vault
from commands import Closeness
from terminals import Terminal

if TYPE_CHECKING:
    from collections.abc import Callable

    from terminals import Person

LEAVES, ENTER, DOES_NOTHING = "\x18\x18", "\r", "\x01"
KEY = bytes(range(32))
WALK = "harbour walk in the rain"

PROGRAM = """
import json, os, signal, sys, termios
from closeness_cli.__main__ import main
from closeness_cli.prompts import idle

def be_patient(*_): idle.IDLE_SECONDS = 300.0
def be_impatient(*_): idle.IDLE_SECONDS = 0.2

idle.LOOKS_EVERY = 0.1
signal.signal(signal.SIGUSR1, be_impatient)
signal.signal(signal.SIGUSR2, be_patient)
before = termios.tcgetattr(0)
try:
    main()
finally:
    with open(os.environ["HOME"] + "/settings.json", "w") as file:
        json.dump(termios.tcgetattr(0) == before, file)
"""
"""The program, whose patience is set by signals."""


def at_home(person: Person) -> Closeness:
    """Run commands that ask nothing in this process, which is quicker."""
    return Closeness(Path(person.environment["CLOSENESS_VAULT"]))


def without_vault(person: Person) -> None:
    at = Path(person.environment["CLOSENESS_VAULT"])
    at.rename(at.with_name("elsewhere"))


def locked(person: Person) -> None:
    """Encrypt the vault, at the least dear setting."""
    without_vault(person)
    create_vault(
        VaultPaths(Path(person.environment["CLOSENESS_VAULT"])),
        ids=CountingIds(),
        key=KEY,
        header=lambda vault_id: make_header(vault_id, KEY, WALK, least()),
    )


def with_entry(person: Person) -> None:
    at_home(person)("journal", "add", "Kingfisher. #river")


def with_safety_items(person: Person) -> None:
    file = Path(person.environment["HOME"]) / "own.yaml"
    file.write_text(KEPT_APART, "utf-8")
    assert at_home(person)("instrument", "import", str(file)).status == 0


def with_old_conflict(person: Person) -> None:
    at_home(person)("journal", "conflict", "Loud.")
    person.environment["CLOSENESS_NOW"] = "2025-12-14T21:04:00+01:00"


def with_draft(person: Person) -> None:
    assert (
        person("journal").wait_for("What").press("Rain.").wait_for("Rain.").press(LEAVES).status()
        == 0
    )


def with_paused_form(person: Person) -> None:
    assert (
        person("assess").wait_for("1 of 4").press("7").wait_for("2 of 4").press("q").status() == 0
    )


def with_rituals(person: Person) -> None:
    for name in ("tea", "evening walk"):
        at_home(person)("ritual", "add", name, "--every", "day")


def with_backup(person: Person) -> None:
    assert at_home(person)("vault", "backup", f"{person.environment['HOME']}/b").status == 0


def nothing(_: Person) -> None:
    pass


@dataclass(frozen=True)
class Prompt:
    """A prompt, and how one gets there.

    Args:
        words: The command.
        shows: Words of the prompt itself, by which one knows it.
        typed: What is typed there, before nobody does.
        walk: What is waited for and pressed before it.
        has: What the person has before.
        is_hidden: Whether what is typed is not to show.
    """

    words: str
    shows: str
    typed: str = ""
    walk: tuple[tuple[str, str], ...] = ()
    has: Callable[[Person], None] = nothing
    is_hidden: bool = False

    @property
    def is_in_lines(self) -> bool:
        """Whether it is no full screen."""
        return self.is_hidden or "--plain" in self.words or "--mode lines" in self.words

    def __str__(self) -> str:
        """Name it by the command and what it asks."""
        return f"{self.words}: {self.shows}"


WEEK = (("1 of 4", "7"), ("2 of 4", "4"), ("3 of 4", "4"), ("4 of 4", "3"))
KEEP = "Keep everything as it is"
LOCK = "Lock what you write"
LINE_WEEK = tuple((number, key + ENTER) for number, key in WEEK)

UNSEEN = Prompt(
    "assess apart --mode lines",
    "would you tell",
    "mywords",
    walk=(
        ("how much grew", "1" + ENTER),
        ("how much went", "1" + ENTER),
        ("were you frightened", "3" + ENTER),
    ),
    has=with_safety_items,
    is_hidden=True,
)

PROMPTS = (
    Prompt("assess", "2 of 4", walk=WEEK[:1]),
    Prompt("assess", "Anything to remember?", "sea", walk=WEEK),
    Prompt("assess", "Begin again", has=with_paused_form),
    Prompt("journal", "Ctrl-S saves", "sea"),
    Prompt("journal", "You were writing on", has=with_draft),
    Prompt("journal --template evening", "1 of 3", "sea"),
    Prompt("journal list", "Kingfisher.", has=with_entry),
    Prompt("vault forget --tag river", "Remove 1 entry", has=with_entry),
    Prompt("vault destroy", KEEP),
    Prompt("vault destroy", "Type destroy", "sea", walk=((KEEP, "2"),)),
    Prompt("report repair", "Is this still open?", has=with_old_conflict),
    Prompt("report --for-therapist HOME/page.html", "What do you want to talk about?", "sea"),
    Prompt(
        "report --for-therapist HOME/page.html",
        "Write it?",
        walk=(("What do you want to talk about?", ENTER),),
    ),
    Prompt("ritual done", "Which one?", has=with_rituals),
    Prompt("ritual done evning-walk", "Do you mean", has=with_rituals),
    Prompt("ritual add", "What do you do again and again?", "sea"),
    Prompt("vault restore HOME/b", "1  Yes", has=with_backup),
    Prompt("vault create", LOCK, has=without_vault),
    Prompt(
        "vault create",
        "Choose a passphrase",
        "sea",
        walk=((LOCK, "1"),),
        has=without_vault,
        is_hidden=True,
    ),
    Prompt(
        "vault create",
        "Type it once more",
        "sea",
        walk=((LOCK, "1"), ("Choose a passphrase", WALK + ENTER)),
        has=without_vault,
        is_hidden=True,
    ),
    Prompt("journal list", "Passphrase:", "sea", has=locked, is_hidden=True),
    Prompt(
        "journal list",
        "Once more:",
        "sea",
        walk=(("Passphrase:", "x" + ENTER),),
        has=locked,
        is_hidden=True,
    ),
    Prompt("vault recover", "Type your recovery code", "sea", has=locked),
    Prompt(
        "vault create",
        "This is your recovery code",
        "sea",
        walk=(
            (LOCK, "1"),
            ("Choose a passphrase", WALK + ENTER),
            ("Type it once more", WALK + ENTER),
        ),
        has=without_vault,
    ),
    Prompt("assess --mode lines", "2 of 4", "s", walk=LINE_WEEK[:1]),
    Prompt("assess --plain", "Anything to remember?", "sea", walk=LINE_WEEK),
    UNSEEN,
    Prompt("assess --plain", "Begin again", "s", has=with_paused_form),
    Prompt("journal --plain", "A line with only a dot ends", "sea"),
    Prompt("journal --template evening --plain", "1 of 3", "sea"),
    Prompt("vault forget --tag river --plain", "Remove 1 entry", "s", has=with_entry),
    Prompt("vault destroy --plain", "Type destroy", "sea", walk=((KEEP, "2" + ENTER),)),
    Prompt("vault restore HOME/b --plain", "y or n; Enter alone is n.", "s", has=with_backup),
    Prompt("vault create --plain", LOCK, "s", has=without_vault),
)


def at_prompt(person: Person, prompt: Prompt) -> Terminal:
    """Start the program and go to the prompt."""
    prompt.has(person)
    words = prompt.words.replace("HOME", person.environment["HOME"]).split()
    terminal = Terminal((), person.environment, line=(sys.executable, "-c", PROGRAM, *words))
    person.opened.append(terminal)
    for text, keys in prompt.walk:
        terminal.wait_for(text).press(keys)
    return terminal.wait_for(prompt.shows)


def go_blank(terminal: Terminal, prompt: Prompt) -> None:
    """Type, and then let nobody type until nothing shows."""
    terminal.press(prompt.typed)
    if not prompt.is_hidden:
        terminal.wait_for(prompt.typed)
    seen = terminal.screen.splitlines()
    terminal.tell_to_end(signal.SIGUSR1)
    if prompt.is_in_lines:
        terminal.press(DOES_NOTHING)  # which is waited for anew
    for row in filter(None, map(str.strip, seen)):
        terminal.wait_until_gone(row)


def is_left_clear(person: Person, terminal: Terminal) -> bool:
    """Whether it ended well, with nothing on the screen and the terminal as it was."""
    assert terminal.status() == 0
    settings = Path(person.environment["HOME"]) / "settings.json"
    assert json.loads(settings.read_text("utf-8")) is True
    return terminal.sent.endswith(CLEAR) and not terminal.left_behind.strip()


@pytest.mark.parametrize("prompt", PROMPTS, ids=str)
def test_a_prompt_goes_blank_comes_back_and_can_be_left_fast(
    person: Person, prompt: Prompt
) -> None:
    terminal = at_prompt(person, prompt)
    go_blank(terminal, prompt)
    assert terminal.screen == ""
    assert prompt.shows not in terminal.left_behind
    assert CLEAR_SCROLLBACK in terminal.sent
    terminal.tell_to_end(signal.SIGUSR2).press(ENTER).wait_for(prompt.shows)
    if not prompt.is_hidden:
        terminal.wait_for(prompt.typed)
    assert is_left_clear(person, terminal.press(LEAVES))
    assert not prompt.is_hidden or prompt.typed not in terminal.sent


def test_what_was_not_shown_does_not_come_back(person: Person) -> None:
    terminal = at_prompt(person, UNSEEN)
    go_blank(terminal, UNSEEN)
    terminal.tell_to_end(signal.SIGUSR2).press(ENTER).wait_for(UNSEEN.shows)
    assert "> 1" in terminal.screen  # no safety item, so it comes back
    assert "> 3" not in terminal.sent
    assert is_left_clear(person, terminal.press(LEAVES))


@pytest.mark.parametrize("words", ["journal", "journal --plain"])
def test_while_it_is_blank_it_can_be_left_too(person: Person, words: str) -> None:
    prompt = next(one for one in PROMPTS if one.words == words)
    terminal = at_prompt(person, prompt)
    go_blank(terminal, prompt)
    assert is_left_clear(person, terminal.press(LEAVES))
    assert prompt.typed in at_home(person)("journal", "drafts", "--plain").out


def test_a_line_that_was_left_in_the_middle_is_a_draft(person: Person) -> None:
    terminal = at_prompt(person, Prompt("journal --plain", "A line with only a dot ends"))
    terminal.press("We walked.\rHome.").wait_for("Home.")
    assert is_left_clear(person, terminal.press(LEAVES))
    assert "We walked.\\nHome." in at_home(person)("journal", "drafts", "--plain").out


def test_questions_that_were_left_in_the_middle_are_a_draft(person: Person) -> None:
    terminal = at_prompt(person, Prompt("journal --template evening --plain", "1 of 3"))
    terminal.press("Our walk.\r").wait_for("2 of 3").press("Sun.").wait_for("Sun.")
    assert is_left_clear(person, terminal.press(LEAVES))
    kept = at_home(person)("journal", "drafts", "--plain").out
    assert "Our walk." in kept
    assert "Sun." in kept


def test_told_to_end_it_leaves_the_terminal_as_it_was(person: Person) -> None:
    terminal = at_prompt(person, Prompt("journal --plain", "A line with only a dot ends"))
    terminal.press("We walked.\r").wait_for("> We walked.\n>").tell_to_end(signal.SIGTERM)
    assert terminal.status() == 128 + signal.SIGTERM
    settings = Path(person.environment["HOME"]) / "settings.json"
    assert json.loads(settings.read_text("utf-8")) is True
    assert "We walked." in at_home(person)("journal", "drafts", "--plain").out


def test_a_dumb_terminal_stays_as_it_is_and_is_left_without_being_cleared(person: Person) -> None:
    person.environment["TERM"] = "dumb"
    terminal = at_prompt(person, Prompt("journal", "\n>")).tell_to_end(signal.SIGUSR1)
    terminal.press("sea" + ENTER).wait_for("> sea\n>").press(LEAVES)
    assert terminal.status() == 0
    assert "\x1b" not in terminal.sent


def test_what_a_question_is_about_comes_back_with_it(person: Person) -> None:
    prompt = next(one for one in PROMPTS if one.words == "vault restore HOME/b --plain")
    terminal = at_prompt(person, prompt)
    about = "What is here now"
    assert about in terminal.screen
    go_blank(terminal, prompt)
    terminal.tell_to_end(signal.SIGUSR2).press(ENTER).wait_for(prompt.shows)
    assert about in terminal.screen
    assert is_left_clear(person, terminal.press(LEAVES))
