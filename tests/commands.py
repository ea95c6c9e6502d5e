"""The command line, run in this process: its own streams, a fixed time, a vault of its own."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, NamedTuple

from closeness_cli.bootstrap import App
from closeness_cli.cli.main import run
from closeness_cli.core.instruments.item_bank import ItemBank

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from closeness_cli.bootstrap import Choices
    from closeness_cli.core.instruments.instrument import Instrument

NOW = "2025-11-14T21:04:00+01:00"
"""A Friday evening in Berlin; ids made then begin with `SHORT`."""

SHORT = "01KA1ZFCW0"


class Outcome(NamedTuple):
    """How a command line ended, and what it wrote."""

    status: int
    out: str
    err: str

    @property
    def data(self) -> Any:  # noqa: ANN401 - JSON
        """What the `--json` envelope carries."""
        assert self.status == 0, self
        assert self.err == "", self
        return json.loads(self.out)["data"]


class WithoutPassphrase(App):
    """The program of a person who wants no passphrase when a vault is made."""

    def choose_lock(self) -> str | None:
        """Choose none, unless one is given."""
        return None if self.choices.passphrase_fd is None else super().choose_lock()


@dataclass
class Closeness:
    """Runs command lines against one vault.

    Args:
        environment: What the program sees; a test may change it.
        bank: What can be answered; without it, what ships and what the vault holds.
        app: What is run; without another, a first command that writes makes a plain vault.
    """

    vault: Path
    environment: dict[str, str] = field(default_factory=dict)
    bank: ItemBank | None = None
    app: type[App] = WithoutPassphrase

    def __post_init__(self) -> None:
        self.environment = {
            "CLOSENESS_NOW": NOW,
            "CLOSENESS_VAULT": str(self.vault),
            "TZ": "Europe/Berlin",
            **self.environment,
        }

    def __call__(self, *arguments: str, given: str | bytes = b"") -> Outcome:
        """Run one command line; `given` is its standard input."""
        streams = [
            io.TextIOWrapper(io.BytesIO(), encoding="utf-8", newline="\n") for _ in ("out", "err")
        ]
        stdin = io.TextIOWrapper(
            io.BytesIO(given.encode() if isinstance(given, str) else given), encoding="utf-8"
        )

        def make_app(choices: Choices) -> App:
            app = self.app(
                choices,
                environment=self.environment,
                stdin=stdin,
                stdout=streams[0],
                stderr=streams[1],
            )
            if self.bank is not None:
                app.bank = self.bank
            return app

        status = run(list(arguments), make_app=make_app)
        for stream in streams:
            stream.flush()
            stream.seek(0)
        return Outcome(status, *(stream.read() for stream in streams))

    def at(self, now: str) -> Closeness:
        """Give the same vault at another time."""
        return Closeness(self.vault, {**self.environment, "CLOSENESS_NOW": now}, self.bank)

    def asking(self, *instruments: Instrument) -> Closeness:
        """Give the same vault with these to answer, and no others."""
        return Closeness(self.vault, self.environment, ItemBank(instruments))

    def write(self, *arguments: str, given: str | bytes = b"") -> str:
        """Add an entry and give its id."""
        found: str = self("journal", "add", "--json", *arguments, given=given).data["id"]
        return found

    def text_of(self, entry_id: str) -> str:
        """Give an entry's text as it is stored."""
        found: str = self("journal", "show", entry_id, "--json").data["text"]
        return found


class Raw(NamedTuple):
    """How a real process ended, and the bytes that it wrote."""

    status: int
    out: bytes
    err: bytes


@dataclass
class Program:
    """The program as a process of its own, for what one process alone cannot show."""

    closeness: Closeness
    more: dict[str, str] = field(default_factory=dict)

    @property
    def environment(self) -> dict[str, str]:
        """What the process sees: no more than a shell would give it."""
        return {
            **{name: os.environ[name] for name in ("PATH", "XDG_CACHE_HOME")},
            **self.closeness.environment,
            "PYTHON": sys.executable,
            "PYTHONPATH": os.pathsep.join(filter(None, sys.path)),
            "PYTHONUTF8": "1",
            **self.more,
        }

    def __call__(
        self, *arguments: str, given: bytes = b"", before: Callable[[], None] | None = None
    ) -> Raw:
        """Run one command line; `before` is called in the new process first."""
        # A process without room would leave half-written bytecode for all others.
        bytecode = {"PYTHONDONTWRITEBYTECODE": "1"} if before else {}
        done = subprocess.run(
            [sys.executable, "-m", "closeness_cli", *arguments],
            env={**self.environment, **bytecode},
            input=given,
            capture_output=True,
            timeout=60,
            preexec_fn=before,
        )
        return Raw(done.returncode, done.stdout, done.stderr)

    def shell(self, line: str) -> subprocess.CompletedProcess[str]:
        """Run a line of shell, in which `$PYTHON` is this Python."""
        return subprocess.run(
            ["sh", "-c", line],
            env=self.environment,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            timeout=60,
        )
