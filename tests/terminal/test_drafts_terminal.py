"""Drafts at a real terminal: what was typed survives whatever ends the program."""

from __future__ import annotations

import os
import shutil
import signal
import time
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from closeness_cli.bootstrap.terminal import editor_folders
from closeness_cli.prompts.quick_exit import CLEAR
from commands import Closeness

if TYPE_CHECKING:
    from collections.abc import Iterator

    from terminals import Person, Terminal

CTRL_C, CTRL_S, ENTER, ESC, QUICK = "\x03", "\x13", "\r", "\x1b", "\x18\x18"

ASKS = "You were writing on Friday, 21:04."
"""What comes before the editor where there is a draft."""


def said(person: Person, *words: str) -> str:
    """Give what a command that asks nothing says, run in this process, which is faster."""
    outcome = Closeness(Path(person.environment["CLOSENESS_VAULT"]), person.environment)(*words)
    assert outcome.status == 0, outcome
    return outcome.out + outcome.err


def wait_for_draft(person: Person, text: str) -> None:
    """Wait until a text is in the vault, as another process sees it."""
    end = time.monotonic() + 20
    while text not in said(person, "journal", "drafts", "--plain"):
        assert time.monotonic() < end, f"There is no draft of {text!r}."
        time.sleep(0.05)


def type_in(terminal: Terminal, text: str) -> Terminal:
    return terminal.wait_for("What happened?").press(text).wait_for(text)


def test_what_was_typed_survives_a_kill_and_is_gone_on_with(person: Person) -> None:
    terminal = type_in(person("journal"), "We walked home.")
    wait_for_draft(person, "We walked home.")
    terminal.kill()
    assert "We walked home." not in said(person, "journal", "list", "--plain")

    terminal = person("journal").wait_for(ASKS)
    assert "We walked" not in terminal.screen  # nobody who looks on need see it yet
    terminal.press("1").wait_for("│ We walked home.").press(" Slowly.")
    terminal.wait_for("Slowly.").press(CTRL_S)
    assert terminal.status() == 0
    assert "We walked home. Slowly." in said(person, "journal", "list", "--plain")
    assert said(person, "journal", "drafts", "--plain") == ""


def test_a_draft_waits_while_something_else_is_written(person: Person) -> None:
    type_in(person("journal"), "one").press(QUICK).status()
    assert person("journal").wait_for(ASKS).press(CTRL_C).status() == 130
    type_in(person("journal").wait_for(ASKS).press("2"), "another").press(CTRL_S).status()
    assert said(person, "journal", "drafts", "--plain").endswith("\tone\n")
    assert said(person, "journal", "list", "--plain").endswith("\tanother\n")


def test_k_says_where_the_words_are(person: Person) -> None:
    terminal = person("journal", "conflict").wait_for("as you saw it?").press("Loud.")
    terminal.wait_for("Loud.").press(CTRL_C).wait_for("Keep it?").press("k")
    assert terminal.status() == 0
    assert "Not saved; kept as a draft. Go on:  closeness journal conflict" in terminal.screen
    assert "Loud." not in terminal.screen

    type_in(person("journal", "note"), "Quiet.").press(CTRL_S).status()  # not offered to a note
    terminal = person("journal").wait_for("Friday, 21:04 (conflict).").press("1")
    terminal.wait_for("│ Loud.").press(CTRL_S)
    assert terminal.status() == 0
    assert "\tconflict\t" in said(person, "journal", "list", "--plain")


def test_nobody_is_shown_the_draft_of_another_person(person: Person) -> None:
    said(person, "journal", "add", "Tea.", "--as", "Sam", "--yes")
    type_in(person("journal"), "a secret").press(QUICK).status()
    terminal = person("journal", "--as", "Sam").wait_for("What happened?").press("Hello")
    terminal.wait_for("Hello").press(QUICK).status()
    assert "secret" not in terminal.sent
    assert "secret" not in said(person, "journal", "drafts", "--plain", "--as", "Sam")
    terminal = person("journal").wait_for(ASKS).press("1").wait_for("│ a secret")
    assert "Hello" not in terminal.sent


def test_the_quick_exit_leaves_nothing_on_the_screen_and_a_draft_in_the_vault(
    person: Person,
) -> None:
    said(person, "journal", "add", "Tea.")
    terminal = type_in(person("journal"), "a secret").press(QUICK)
    assert terminal.status() == 0
    assert terminal.sent.endswith(CLEAR)
    assert "a secret" in said(person, "journal", "drafts", "--plain")


def test_a_lost_terminal_leaves_a_draft(person: Person) -> None:
    type_in(person("journal"), "We walked").hang_up()
    assert "We walked" in said(person, "journal", "drafts", "--plain")


def test_a_program_that_is_told_to_end_leaves_a_draft(person: Person) -> None:
    terminal = type_in(person("journal"), "We walked").tell_to_end(signal.SIGTERM)
    assert terminal.status() == 128 + signal.SIGTERM
    assert "We walked" in said(person, "journal", "drafts", "--plain")
    assert "We walked" not in terminal.left_behind


def test_a_simple_terminal_keeps_each_line_and_goes_on_under_them(person: Person) -> None:
    terminal = person("journal", "--plain").wait_for("leaves it as a draft").press("one\rtwo\r")
    wait_for_draft(person, r"one\ntwo")
    assert terminal.press(CTRL_C).status() == 0
    terminal = person("journal", "--plain").wait_for("1: Go on").press(ENTER)
    terminal.wait_for("only a dot").press("three\r.\r")
    assert terminal.status() == 0
    assert r"one\ntwo\nthree" in said(person, "journal", "list", "--plain")
    assert said(person, "journal", "drafts", "--plain") == ""


def test_a_change_that_was_cut_off_is_offered_for_that_entry_alone(person: Person) -> None:
    said(person, "journal", "add", "We walked.")
    said(person, "journal", "add", "We stayed.")
    kept = {
        line.split("\t")[-1]: line.split("\t")[0]
        for line in said(person, "journal", "list", "--plain").splitlines()
    }
    terminal = person("journal", "edit", kept["We walked."]).wait_for("│ We walked.")
    terminal.press(" Slowly.").wait_for("Slowly.").press(QUICK).status()
    person("journal").wait_for("What happened?").press(CTRL_C).status()
    person("journal", "edit", kept["We stayed."]).wait_for("│ We stayed.").press(CTRL_C).status()

    said(person, "journal", "edit", kept["We walked."], "--mood", "1")
    terminal = person("journal", "edit", kept["We walked."]).wait_for("It was changed since;")
    terminal.press("1").wait_for("│ We walked. Slowly.").press(CTRL_S)
    assert terminal.status() == 0
    assert "\t1\t" in said(person, "journal", "list", "--plain")
    assert "We walked. Slowly." in said(person, "journal", "list", "--plain")
    assert said(person, "journal", "drafts", "--plain") == ""


def test_a_change_that_came_too_late_stays_in_the_editor_and_as_a_draft(person: Person) -> None:
    said(person, "journal", "add", "We walked.")
    entry_id = said(person, "journal", "list", "--plain").split()[0]
    terminal = person("journal", "edit", entry_id).wait_for("│ We walked.").press(" Slowly.")
    terminal.wait_for("Slowly.")
    said(person, "journal", "edit", entry_id, "--mood", "1")
    terminal.press(CTRL_S).wait_for("changed or deleted meanwhile").wait_for("│ We walked. Slowly.")
    terminal.kill()
    assert "We walked. Slowly." in said(person, "journal", "drafts", "--plain")


@pytest.fixture
def texts(person: Person, tmp_path: Path) -> Iterator[Path]:
    """The folder in memory in which the person's texts for other editors lie."""
    runtime = Path("/dev/shm", tmp_path.name + str(os.getpid()))
    runtime.mkdir(mode=0o700)
    person.environment["XDG_RUNTIME_DIR"] = str(runtime)
    yield Path(editor_folders(person.environment)[0])
    shutil.rmtree(runtime)


def editor(person: Person, tmp_path: Path, lines: str) -> None:
    """Let the person have an editor of their own, which is a program of a few lines."""
    program = tmp_path / "my-editor"
    program.write_text(f"#!/bin/sh\n{lines}\n")
    program.chmod(0o700)
    person.environment["EDITOR"] = str(program)


def test_an_unknown_editor_is_agreed_to_once_and_its_text_is_kept(
    person: Person, tmp_path: Path, texts: Path
) -> None:
    editor(person, tmp_path, 'ls -ld . "$1"; env; printf "We walked.\\n" > "$1"')
    terminal = person("journal", "--editor", columns=200).wait_for("my-editor may keep copies")
    terminal.press("1")
    assert terminal.status() == 0
    assert "drwx------" in terminal.sent
    assert "-rw-------" in terminal.sent
    assert "CLOSENESS_VAULT" not in terminal.sent
    assert f"TMPDIR={texts}/" in terminal.sent
    assert "We walked." in said(person, "journal", "list", "--plain")
    assert not texts.exists()

    terminal = person("journal", "solo", "River", "--editor")
    assert terminal.status() == 0
    assert "may keep copies" not in terminal.sent


def test_a_text_in_another_editor_survives_a_kill_and_is_swept(
    person: Person, tmp_path: Path, texts: Path
) -> None:
    editor(person, tmp_path, 'trap "" HUP; printf "We walked.\\n" > "$1"; echo here; exec sleep 60')
    terminal = person("journal", "--editor", "--yes").wait_for("here")
    wait_for_draft(person, "We walked.")  # each time the editor saves
    (child,) = (int(one) for one in children(terminal))
    os.kill(terminal.pid, signal.SIGKILL)
    assert "kept as a draft" not in said(person, "journal", "drafts", "--plain")  # it is open yet
    assert texts.exists()
    os.kill(child, signal.SIGKILL)
    wait_for_end(child)  # until then it holds the lock
    file = next(texts.glob("*/text.md"))
    file.write_text("We walked on.\n")
    assert "kept as a draft" in said(person, "journal", "list")
    assert not texts.exists()
    drafts = said(person, "journal", "drafts", "--plain").splitlines()
    assert [line.split("\t")[-1] for line in drafts] == ["We walked on."]


def test_another_editor_ends_with_the_program_and_leaves_a_draft(
    person: Person, tmp_path: Path, texts: Path
) -> None:
    script = 'printf "a rescued word" > "$1.save"; kill $!; exit'
    editor(person, tmp_path, f"trap '{script}' HUP TERM; echo here; sleep 60 & wait")
    terminal = person("journal", "--editor", "--yes").wait_for("here").tell_to_end(signal.SIGHUP)
    assert terminal.status() == 128 + signal.SIGHUP
    assert "a rescued word" in said(person, "journal", "drafts", "--plain")
    assert not texts.exists()


@pytest.mark.parametrize("lines", ['printf "We walked." > "$1"; exit 1', 'printf "A\\0B" > "$1"'])
def test_what_another_editor_leaves_and_is_no_entry_is_a_draft(
    person: Person, tmp_path: Path, texts: Path, lines: str
) -> None:
    editor(person, tmp_path, lines)
    terminal = person("journal", "--editor", "--yes")
    terminal.status()
    assert "Not saved; kept as a draft." in terminal.sent
    assert len(said(person, "journal", "drafts", "--plain").splitlines()) == 1
    assert said(person, "journal", "list", "--plain") == ""
    assert not texts.exists()


@pytest.mark.skipif(not shutil.which("vim"), reason="there is no vim here")
def test_vim_keeps_nothing_whatever_its_own_settings_say(person: Person, texts: Path) -> None:
    home = Path(person.environment["HOME"])
    for name in ("undo", "backup", "swap"):
        (home / name).mkdir()
    (home / ".vimrc").write_text(
        "set undofile undodir=~/undo backup writebackup backupdir=~/backup\n"
        "set directory=~/swap updatecount=1 viminfo='10,<50,s10,h,n~/.viminfo\n"
    )
    person.environment |= {"EDITOR": "vim", "TERM": "linux"}  # pyte stumbles over Vim at an xterm
    terminal = person("journal", "--editor").wait_for("All").press("iWe walked.")
    terminal.wait_for("We walked.").press(f"{ESC}:w{ENTER}").wait_for("written")
    swapped = [*home.glob("swap/*"), *next(texts.glob("*/")).glob(".*sw?")]
    terminal.press(f"yyo and on{ESC}:x{ENTER}")
    assert terminal.status() == 0, terminal.sent
    assert r"We walked.\n and on" in said(person, "journal", "list", "--plain")
    assert swapped == []
    assert sorted(one.name for one in home.iterdir() if one.is_file()) == [".vimrc"]
    assert [one for name in ("undo", "backup", "swap") for one in (home / name).iterdir()] == []
    assert not texts.exists()


def test_an_entry_is_changed_in_another_editor(person: Person, tmp_path: Path, texts: Path) -> None:
    said(person, "journal", "add", "We walked.")
    entry_id = said(person, "journal", "list", "--plain").split()[0]
    editor(person, tmp_path, 'cat "$1"; printf "Slowly.\\n" >> "$1"')
    terminal = person("journal", "edit", entry_id, "--editor", "--mood", "1", "--yes")
    assert terminal.status() == 0
    assert r"\t1\tprivate\t\tWe walked.\nSlowly.".replace(r"\t", "\t") in said(
        person, "journal", "list", "--plain"
    )
    assert not texts.exists()


def wait_for_end(pid: int) -> None:
    """Wait until a process that was killed holds nothing any more."""
    until = time.monotonic() + 10
    state = Path(f"/proc/{pid}/stat")
    while state.exists() and state.read_text().rpartition(")")[2].split()[0] != "Z":
        assert time.monotonic() < until
        time.sleep(0.01)


def children(terminal: Terminal) -> list[str]:
    return Path(f"/proc/{terminal.pid}/task/{terminal.pid}/children").read_text().split()
