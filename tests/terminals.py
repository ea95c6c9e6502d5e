"""The real program at a terminal of its own, and what one sees there."""

from __future__ import annotations

import os
import signal
import sys
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import pexpect
import pyte

if TYPE_CHECKING:
    from pathlib import Path

SECONDS = 30
"""How long a text may take to come; a busy computer is slow at times."""

INTO, OUT_OF = "\x1b[?1049h", "\x1b[?1049l"
"""What leads into the alternate screen, and out of it."""

NOW = "2025-11-14T21:04:00+01:00"
"""A Friday evening in Berlin."""


def surroundings(home: Path) -> dict[str, str]:
    """Give the environment of a person with an empty home."""
    return {
        "CLOSENESS_NOW": NOW,
        "CLOSENESS_VAULT": str(home / "vault"),
        "HOME": str(home),
        "LANG": "C.UTF-8",
        "PATH": os.environ["PATH"],
        "PROMPT_TOOLKIT_NO_CPR": "1",
        "PYTHONPATH": os.pathsep.join(filter(None, sys.path)),
        "TERM": "xterm-256color",
        "TZ": "Europe/Berlin",
        "XDG_CACHE_HOME": str(home.parent / "cache"),
    }


@dataclass
class Terminal:
    """One command line, as it runs.

    Args:
        sent: Everything that the program wrote, as it came.
        line: What is run instead of the program.
    """

    words: tuple[str, ...]
    environment: dict[str, str]
    columns: int = 80
    rows: int = 24
    sent: str = ""
    line: tuple[str, ...] = ()
    primary: pyte.HistoryScreen = field(init=False)
    alternate: pyte.Screen = field(init=False)

    def __post_init__(self) -> None:
        self.primary = pyte.HistoryScreen(self.columns, self.rows)
        self.alternate = pyte.Screen(self.columns, self.rows)
        self._streams = {OUT_OF: pyte.Stream(self.primary), INTO: pyte.Stream(self.alternate)}
        self._within, self._waiting = OUT_OF, ""
        program, *words = self.line or (sys.executable, "-m", "closeness_cli", *self.words)
        self._child = pexpect.spawn(
            program,
            words,
            env=self.environment,
            dimensions=(self.rows, self.columns),
            encoding="utf-8",
            timeout=SECONDS,
        )
        self._child.delaybeforesend = None

    @property
    def pid(self) -> int:
        """The process."""
        return int(self._child.pid)

    @property
    def screen(self) -> str:
        """What one sees, as text."""
        shown = self.alternate if self._within == INTO else self.primary
        return "\n".join(line.rstrip() for line in shown.display).rstrip()

    @property
    def left_behind(self) -> str:
        """What is on the normal screen and in its scrollback."""
        history = [
            "".join(line[at].data for at in sorted(line)) for line in self.primary.history.top
        ]
        return "\n".join([*history, *self.primary.display])

    def press(self, keys: str) -> Terminal:
        """Press keys."""
        self._child.send(keys)
        return self

    def hides_what_is_typed(self) -> bool:
        """Wait until what is typed does not show any more; says if that came."""
        return bool(self._child.waitnoecho(SECONDS))

    def wait_for(self, text: str) -> Terminal:
        """Wait until a text can be seen."""
        while text not in self.screen:
            assert self._read(), f"It ended without {text!r}:\n{self.screen}"
        return self

    def wait_until_gone(self, text: str) -> Terminal:
        """Wait until a text can no longer be seen."""
        while text in self.screen:
            assert self._read(), f"It ended with {text!r}:\n{self.screen}"
        return self

    def resize(self, columns: int, rows: int) -> Terminal:
        """Give the window another size."""
        for screen in (self.primary, self.alternate):
            screen.resize(rows, columns)
        self._child.setwinsize(rows, columns)
        return self

    def kill(self) -> None:
        """End the program as a power cut would."""
        if not self._child.closed:
            self._child.kill(signal.SIGKILL)
            self.status()

    def tell_to_end(self, number: signal.Signals) -> Terminal:
        """Send the program a signal."""
        self._child.kill(number)
        return self

    def hang_up(self) -> int:
        """Close the window, and give the exit status; a signal is negative."""
        self._child.ptyproc.fileobj.close()
        self._child.closed = self._child.ptyproc.closed = True
        _, status = os.waitpid(self._child.pid, 0)
        return os.waitstatus_to_exitcode(status)

    def status(self) -> int:
        """Wait for the end and give the exit status; a signal is negative."""
        while self._read():
            pass
        self._child.close()
        if self._child.signalstatus is not None:
            return -int(self._child.signalstatus)
        return int(self._child.exitstatus)

    def _read(self) -> bool:
        try:
            text = self._child.read_nonblocking(65536, SECONDS)
        except pexpect.EOF:
            return False
        except pexpect.TIMEOUT:
            raise AssertionError(f"Nothing more came:\n{self.screen}") from None
        self.sent += text
        self._feed(text)
        return True

    def _feed(self, text: str) -> None:
        text = self._waiting + text
        at = text.rfind("\x1b")  # a sequence may come in two pieces
        self._waiting = text[at:] if at >= 0 and len(text) - at < len(INTO) else ""
        text = text[: len(text) - len(self._waiting)]
        while text:
            leads = [one for one in (INTO, OUT_OF) if one in text]
            lead = min(leads, key=text.index, default="")
            before, _, text = text.partition(lead) if lead else (text, "", "")
            self._streams[self._within].feed(before)
            if lead == INTO:
                self.alternate.reset()
            self._within = lead or self._within


@dataclass
class Person:
    """Starts the program; whatever is still open when the test ends is ended."""

    environment: dict[str, str]
    opened: list[Terminal] = field(default_factory=list)

    def __call__(self, *words: str, columns: int = 80, rows: int = 24) -> Terminal:
        terminal = Terminal(words, self.environment, columns, rows)
        self.opened.append(terminal)
        return terminal

    def shell(self, line: str) -> Terminal:
        """Run a line of shell, in which `$PYTHON` is this Python."""
        environment = {**self.environment, "PYTHON": sys.executable}
        terminal = Terminal((), environment, line=("sh", "-c", line))
        self.opened.append(terminal)
        return terminal

    def says(self, *words: str) -> str:
        """Run a command that asks nothing, and give what it shows."""
        terminal = self(*words)
        assert terminal.status() == 0, terminal.screen
        return terminal.sent.replace("\r\n", "\n")
