"""One walk through the program in a real tmux."""

from __future__ import annotations

import shutil
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from terminals import surroundings

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

TMUX = shutil.which("tmux")
COLUMNS, ROWS = 80, 24
TICKS = 300


class Pane:
    """One window of a tmux server of its own."""

    def __init__(self, socket: Path, environment: dict[str, str]) -> None:
        self._base = [TMUX or "tmux", "-S", str(socket), "-f", "/dev/null"]
        self._environment = environment
        self.run("new-session", "-d", "-x", str(COLUMNS), "-y", str(ROWS), "sh")
        self.run("set-option", "-g", "history-limit", "5000")

    def run(self, *words: str) -> str:
        done = subprocess.run(
            [*self._base, *words],
            env=self._environment,
            capture_output=True,
            text=True,
            timeout=30,
            check=True,
        )
        return done.stdout

    def type(self, *keys: str) -> None:
        self.run("send-keys", *keys)

    def lines(self) -> list[str]:
        """Give the screen and its scrollback."""
        return self.run("capture-pane", "-p", "-S", "-").splitlines()

    def wait_for(self, what: Callable[[str], bool]) -> str:
        """Wait until the window shows something, and give all of it."""
        for _ in range(TICKS):
            shown = "\n".join(self.lines())
            if what(shown):
                return shown
            self.run("run-shell", "-d", "0.1", "true")
        raise AssertionError(f"It never came:\n{shown}")


@pytest.fixture
def pane(tmp_path: Path, plain_vault: Path) -> Iterator[Pane]:
    if TMUX is None:
        pytest.skip("tmux is not installed")
    home = tmp_path / "home"
    home.mkdir()
    shutil.copytree(plain_vault, home / "vault")
    opened = Pane(tmp_path / "socket", {**surroundings(home), "PS1": "$ "})
    yield opened
    opened.run("kill-server")


def test_home_demo_assess_and_report_fit_the_window(pane: Pane) -> None:
    program = f"{sys.executable} -m closeness_cli"
    seen: list[str] = []

    def run(number: int, words: str, *, keys: tuple[tuple[str, str], ...] = ()) -> None:
        pane.type(f"clear; {program} {words}; echo left $?-{number}", "Enter")
        for text, key in keys:
            seen.append(pane.wait_for(lambda shown: text in shown))  # noqa: B023 - used at once
            pane.type(key)
        seen.append(pane.wait_for(lambda shown: f"\nleft 0-{number}" in shown))

    week = (("1 of 4", "7"), ("2 of 4", "4"), ("3 of 4", "4"), ("4 of 4", "3"))
    run(1, "")
    run(2, "demo")
    run(3, "assess", keys=(*week, ("Anything to remember?", "Enter")))
    run(4, "report")

    lines = [line for shown in seen for line in shown.splitlines() if "left" not in line]
    assert "Traceback" not in "\n".join(lines)
    assert "Something went wrong" not in "\n".join(lines)
    assert max(map(len, lines)) <= COLUMNS
